import { describe, expect, it } from 'vitest';
import { moveBy, moveOnto, subtreeOf, treeRows } from '../../renderer/features/codebook/tree.ts';
import { offeredCodes } from '../../renderer/features/coding/recent-codes.ts';
import { quoted } from '../../renderer/features/reader/quoted.ts';
import type { Code } from '../../shared/model/codebook.ts';

const code = (codeId: string, parentId: string | null, position: number, more: Partial<Code> = {}): Code =>
  ({
    codeId,
    parentId,
    position,
    name: codeId,
    color: 1,
    shortcut: null,
    isCodable: true,
    archived: false,
    annotations: 1,
    articles: 1,
    definition: '',
    whenToUse: '',
    whenNot: '',
    example: '',
    ...more,
  }) as Code;

const codes = [
  code('frames', null, 0, { isCodable: false, annotations: 0 }),
  code('loss', 'frames', 0, { shortcut: 'l' }),
  code('growth', 'frames', 1),
  code('old', 'frames', 2, { archived: true }),
  code('figures', null, 1, { shortcut: '1' }),
];
const shown = { closed: new Set<string>(), showArchived: true };
const names = (rows: ReturnType<typeof treeRows>) => rows.map((row) => `${'-'.repeat(row.level)}${row.code.name}`);

describe('the tree of codes', () => {
  it('shows codes below their groups, with the sum of what is below', () => {
    const rows = treeRows(codes, shown);
    expect(names(rows)).toEqual(['frames', '-loss', '-growth', '-old', 'figures']);
    expect(rows[0]).toMatchObject({ total: 3, hasChildren: true, position: 1, siblings: 2 });
  });

  it('hides what is folded and archived, but counts what is folded', () => {
    const folded = treeRows(codes, { ...shown, closed: new Set(['frames']) });
    expect(names(folded)).toEqual(['frames', 'figures']);
    expect(folded[0]!.total).toBe(3);
    expect(names(treeRows(codes, { ...shown, showArchived: false }))).not.toContain('-old');
  });

  it('filters by name and keeps what is above a find, folded or not', () => {
    const rows = treeRows(codes, { ...shown, closed: new Set(['frames']), filter: 'grow' });
    expect(names(rows)).toEqual(['frames', '-growth']);
  });

  it('moves a code before, after and into another, never below itself', () => {
    expect(moveOnto(codes, 'figures', 'growth', 'before')).toEqual({ parentId: 'frames', position: 1 });
    expect(moveOnto(codes, 'figures', 'growth', 'after')).toEqual({ parentId: 'frames', position: 2 });
    expect(moveOnto(codes, 'figures', 'frames', 'inside')).toEqual({ parentId: 'frames', position: 3 });
    expect(moveOnto(codes, 'frames', 'loss', 'inside')).toBeNull();
    expect(subtreeOf(codes, 'frames')).toEqual(new Set(['frames', 'loss', 'growth', 'old']));
  });

  it('moves by keyboard among siblings, into the one above and out of the group', () => {
    expect(moveBy(codes, 'growth', 'up')).toEqual({ parentId: 'frames', position: 0 });
    expect(moveBy(codes, 'loss', 'down')).toEqual({ parentId: 'frames', position: 2 });
    expect(moveBy(codes, 'figures', 'in')).toEqual({ parentId: 'frames', position: 3 });
    expect(moveBy(codes, 'loss', 'out')).toEqual({ parentId: null, position: 1 });
    expect(moveBy(codes, 'loss', 'up')).toBeNull();
    expect(moveBy(codes, 'frames', 'out')).toBeNull();
  });
});

describe('the codes offered for a selection', () => {
  it('are those used last, then those with keys; no groups, nothing archived', () => {
    expect(offeredCodes(codes, []).map((one) => one.codeId)).toEqual(['loss', 'figures', 'growth']);
    expect(offeredCodes(codes, ['growth', 'old', 'gone']).map((one) => one.codeId)).toEqual([
      'growth',
      'loss',
      'figures',
    ]);
  });
});

describe('a copied passage', () => {
  const from = 'meta' as const;
  const metadata = (source: string | null, publishedAt: string | null, url: string | null) => ({
    metadata: {
      title: { value: 'Seven summers', from, others: [] },
      source: { value: source, from, others: [] },
      byline: { value: null, from, others: [] },
      publishedAt: { value: publishedAt, from, others: [] },
      language: { value: 'en', from, others: [] },
      url: { value: url, from, others: [] },
    },
  });

  it('carries source, date as precise as it is known, and link', () => {
    expect(quoted(metadata('Delta Dispatch', '2025-03', 'https://delta-dispatch.example/x'), 'It rose.')).toBe(
      '“It rose.”\n— Delta Dispatch, Mar 2025, https://delta-dispatch.example/x',
    );
  });

  it('names the headline where the source is unknown', () => {
    expect(quoted(metadata(null, null, null), 'It rose.')).toBe('“It rose.”\n— Seven summers');
  });
});
