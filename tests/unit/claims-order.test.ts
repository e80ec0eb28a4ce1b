/** Which claims the table shows, in which order, in which columns. */
import { describe, expect, it } from 'vitest';
import {
  type ClaimFilter,
  type ClaimSort,
  everyClaim,
  listClaims,
  valuesOf,
} from '../../renderer/features/claims/claim-order.ts';
import { completed, initialLayout, movedBefore, shownColumns } from '../../renderer/features/claims/column-layout.ts';
import { isFresh, likenessInWords } from '../../renderer/features/coding/claim-words.ts';
import type { Claim, ClaimRow } from '../../shared/model/claim.ts';

const claim = (number: number, fields: Partial<ClaimRow>): ClaimRow => ({
  claimId: `00000000-0000-4000-8000-00000000000${number}`,
  number,
  statement: `Statement ${number}`,
  ...{ speaker: '', audience: '', kind: null, openQuestion: '', coder: 'Inza' },
  ...{ verdict: 'unverified', verdictReason: '', verdictAt: null, verdicts: [], codeIds: [] },
  ...{ mentions: 1, sources: [], supports: 0, refutes: 0, context: 0 },
  createdAt: '2026-01-01T10:00:00Z',
  updatedAt: `2026-01-0${number}T10:00:00Z`,
  ...fields,
});

const claims = [
  claim(1, {
    ...{ speaker: 'river board', verdict: 'refuted', refutes: 2, kind: 'quantity', sources: ['Ferry Post'] },
    verdicts: [
      { coder: 'Bo', verdict: 'refuted' },
      { coder: 'Inza', verdict: 'supported' },
    ],
  }),
  claim(2, { speaker: '', verdict: 'supported', supports: 1, mentions: 3, sources: ['Quay Daily', 'Ferry Post'] }),
  claim(3, { speaker: 'Harbour master', openQuestion: 'Who counted?', supports: 1, refutes: 1, coder: 'Bo' }),
];
const order = (column: ClaimSort['column'], descending = false) =>
  listClaims(claims, everyClaim, { column, descending }).map(({ number }) => number);
const shown = (filter: Partial<ClaimFilter>) =>
  listClaims(claims, { ...everyClaim, ...filter }, { column: 'number', descending: false }).map(({ number }) => number);

describe('the order of the claims', () => {
  it('sorts names whatever their letters’ case, with the nameless last', () => {
    expect(order('speaker')).toEqual([3, 1, 2]);
  });

  it('sorts verdicts as they are listed, from supported to unverified', () => {
    expect(order('verdict')).toEqual([2, 1, 3]);
  });

  it('sorts by the last change, newest first when turned round', () => {
    expect(order('changed', true)).toEqual([3, 2, 1]);
  });

  it('sorts by how much evidence there is, then by what speaks against', () => {
    expect(order('evidence', true)).toEqual([1, 3, 2]);
  });

  it('keeps equal claims in the order of their numbers, turned round too', () => {
    expect(order('audience')).toEqual([1, 2, 3]);
    expect(order('audience', true)).toEqual([1, 2, 3]);
  });
});

describe('the filters', () => {
  it.each<[Partial<ClaimFilter>, number[]]>([
    [{ verdict: 'refuted' }, [1]],
    [{ speaker: 'Harbour master' }, [3]],
    [{ kind: 'quantity' }, [1]],
    [{ kind: 'none' }, [2, 3]],
    [{ source: 'Ferry Post' }, [1, 2]],
    [{ coder: 'Bo' }, [1, 3]],
    [{ evidence: 'refutes' }, [1, 3]],
    [{ evidence: 'both' }, [3]],
    [{ evidence: 'none' }, []],
    [{ isOpen: true }, [3]],
    [{ isDisputed: true }, [1]],
    [{ source: 'Ferry Post', evidence: 'supports' }, [2]],
  ])('%j', (filter, numbers) => {
    expect(shown(filter)).toEqual(numbers);
  });

  it('offer the values there are, the most frequent first', () => {
    expect(valuesOf(claims, (row) => row.sources)).toEqual([
      ['Ferry Post', 2],
      ['Quay Daily', 1],
    ]);
    expect(valuesOf(claims, (row) => [row.coder, ...row.verdicts.map(({ coder }) => coder)])[0]).toEqual(['Bo', 2]);
  });
});

describe('the columns', () => {
  it('are remembered; one that a later version adds stands at the end, the statement always stays', () => {
    const layout = completed({ order: ['verdict', 'gone', 'number'], visible: { statement: false, kind: false } });
    expect(layout.order.slice(0, 3)).toEqual(['verdict', 'number', 'statement']);
    expect(new Set(layout.order)).toEqual(new Set(initialLayout.order));
    expect(layout.visible).toMatchObject({ statement: true, kind: false, speaker: true });
  });

  it('move, and the lesser ones hide where it is narrow', () => {
    const layout = completed({});
    const order = movedBefore(layout.order, 'verdict', 'number');
    const { shown, template } = shownColumns({ ...layout, order, sizes: { verdict: 130 } }, true);
    expect(shown).toEqual(['verdict', 'number', 'statement', 'speaker', 'evidence', 'mentions']);
    expect(template).toMatch(/^130px 36px minmax\(140px, 1fr\) /);
  });
});

describe('a claim of a span that was just marked', () => {
  const fresh = {
    statement: 'Forty boats left',
    ...{ speaker: '', note: '', openQuestion: '', evidence: [], verdicts: [], codings: [] },
    mentions: [{ quote: { exact: 'Forty  boats\nleft', prefix: '', suffix: '' } }],
  } as unknown as Claim;

  it('is fresh until something is said about it', () => {
    expect(isFresh(fresh)).toBe(true);
    expect(isFresh({ ...fresh, statement: 'Some forty boats sailed' })).toBe(false);
    expect(isFresh({ ...fresh, speaker: 'Harbour office' })).toBe(false);
    expect(isFresh({ ...fresh, mentions: [...fresh.mentions, ...fresh.mentions] })).toBe(false);
  });
});

it('says in words why a claim is thought alike', () => {
  const similar = {
    ...claim(1, {}),
    ...{ score: 0.6, sharedWords: ['ferry', 'March'], sharedFigures: ['12'] },
    otherFigures: [{ here: '1,900', there: '2,400' }],
  };
  expect(likenessInWords(similar)).toBe('shares ferry, March · same figure 12 · figure differs: 1,900, there 2,400');
});
