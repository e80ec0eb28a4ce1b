import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { errorOf, type TestProject, testProject } from './support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
});

const create = (name: string, parentId: string | null = null, more = {}) =>
  project.call('codebook.create', { parentId, fields: { name, ...more } }).codeId;

/** The tree as indented names, archived ones in brackets. */
function outline(): string[] {
  const { codes } = project.call('codebook.get', {});
  const depth = (id: string | null): number =>
    id === null ? 0 : 1 + depth(codes.find((code) => code.codeId === id)?.parentId ?? null);
  return codes.map((code) => '  '.repeat(depth(code.parentId)) + (code.archived ? `[${code.name}]` : code.name));
}

describe('the tree', () => {
  test('lists parents before children and siblings in the order they were made', () => {
    const figure = create('Figure');
    create('Speaker');
    create('Share', figure);
    expect(outline()).toEqual(['Figure', '  Share', 'Speaker']);
  });

  test('refuses a sibling of the same name whatever its case, and allows it elsewhere', () => {
    const figure = create('Figure');
    const refusal = errorOf(() => create('FIGURE'));
    expect(refusal.code).toBe('CONFLICT');
    expect(refusal.message).toContain('“Figure”');
    create('Figure', figure);
    expect(outline()).toEqual(['Figure', '  Figure']);
  });

  test('keeps a key for one code and says whose it is', () => {
    const figure = create('Figure', null, { shortcut: 'f' });
    const speaker = create('Speaker');
    const refusal = errorOf(() => project.call('codebook.edit', { codeId: speaker, fields: { shortcut: 'f' } }));
    expect(refusal.code).toBe('CONFLICT');
    expect(refusal.message).toContain('“Figure”');
    project.call('codebook.edit', { codeId: figure, fields: { shortcut: 'f', definition: 'A number.' } });
    expect(project.call('codebook.get', {}).codes[0]).toMatchObject({ shortcut: 'f', definition: 'A number.' });
  });

  test('gives no code the key that goes to another room', () => {
    const fields = { shortcut: 'g' };
    const refused = { code: 'CONFLICT', message: 'The key “g” goes to another room. Choose another one.' };
    expect(errorOf(() => create('Growth', null, fields))).toMatchObject(refused);
    const codeId = create('Growth');
    expect(errorOf(() => project.call('codebook.edit', { codeId, fields }))).toMatchObject(refused);
  });

  test('gives a new code the colour that the fewest siblings have', () => {
    create('A', null, { color: 2 });
    create('B');
    create('C');
    expect(project.call('codebook.get', {}).codes.map((code) => code.color)).toEqual([2, 1, 3]);
  });

  test('moves before the sibling at a position, under another parent, and never below itself', () => {
    const [a, b, c] = [create('A'), create('B'), create('C')];
    project.call('codebook.move', { codeId: a, parentId: null, position: 2 });
    expect(outline()).toEqual(['B', 'A', 'C']);
    project.call('codebook.move', { codeId: c, parentId: null, position: 0 });
    expect(outline()).toEqual(['C', 'B', 'A']);
    project.call('codebook.move', { codeId: a, parentId: b, position: 9 });
    expect(outline()).toEqual(['C', 'B', '  A']);
    expect(errorOf(() => project.call('codebook.move', { codeId: b, parentId: a, position: 0 })).code).toBe('CONFLICT');
    project.undo();
    expect(outline()).toEqual(['C', 'B', 'A']);
  });

  test('archives and restores what lies below too, and gives keys back', () => {
    const figure = create('Figure', null, { shortcut: 'f' });
    const share = create('Share', figure);
    project.call('codebook.archive', { codeId: figure, archived: true });
    expect(outline()).toEqual(['[Figure]', '  [Share]']);
    create('Frame', null, { shortcut: 'f' });
    project.call('codebook.archive', { codeId: share, archived: false });
    expect(outline()).toEqual(['Figure', '  Share', 'Frame']);
  });

  test('deletes only what nothing hangs on', () => {
    project.addArticle({ articleId: 'a1', text: 'Forty boats left.' });
    const figure = create('Figure');
    const share = create('Share', figure);
    expect(errorOf(() => project.call('codebook.delete', { codeId: figure })).message).toContain('below it');
    project.code('a1', 'Forty', ['Share']);
    const refusal = errorOf(() => project.call('codebook.delete', { codeId: share }));
    expect(refusal.code).toBe('CONFLICT');
    expect(refusal.message).toContain('1 annotation has');
  });
});

describe('merging', () => {
  test('hands codings and children over, keeps one coding where both were, and is taken back whole', () => {
    project.addArticle({ articleId: 'a1', text: 'Forty boats left. Nine came back.' });
    const [figure, number] = [create('Figure'), create('Number')];
    create('Share', number);
    const both = project.code('a1', 'Forty', ['Figure', 'Number']);
    const one = project.code('a1', 'Nine', ['Number']);
    const before = project.call('annotations.ofArticle', { articleId: 'a1' });

    project.call('codebook.merge', { codeId: number, intoId: figure });
    expect(outline()).toEqual(['Figure', '  Share']);
    const after = project.call('annotations.ofArticle', { articleId: 'a1' });
    expect(after.map((row) => [row.annotationId, row.codings.map((coding) => coding.codeId)])).toEqual([
      [both.annotationId, [figure]],
      [one.annotationId, [figure]],
    ]);
    expect(project.call('codebook.get', {}).codes[0]).toMatchObject({ annotations: 2, articles: 1 });

    project.undo();
    expect(outline()).toEqual(['Figure', 'Number', '  Share']);
    const same = (list: typeof before) =>
      list.map((row) => ({ ...row, codings: [...row.codings].sort((x, y) => x.codingId.localeCompare(y.codingId)) }));
    expect(same(project.call('annotations.ofArticle', { articleId: 'a1' }))).toEqual(same(before));
  });

  test('refuses to merge a code into its own child, and twins below both', () => {
    const [figure, number] = [create('Figure'), create('Number')];
    const share = create('Share', number);
    expect(errorOf(() => project.call('codebook.merge', { codeId: number, intoId: share })).code).toBe('CONFLICT');
    create('share', figure);
    expect(errorOf(() => project.call('codebook.merge', { codeId: number, intoId: figure })).message).toContain(
      '“Share”',
    );
  });
});

test('codings are merged into no group and into no archived code', () => {
  project.addArticle({ articleId: 'a1', text: 'Forty boats left.' });
  const [figure, number, old] = [create('Figure'), create('Number', null, { isCodable: false }), create('Old')];
  project.code('a1', 'Forty', ['Figure']);
  project.call('codebook.archive', { codeId: old, archived: true });
  const refusal = (intoId: string) => errorOf(() => project.call('codebook.merge', { codeId: figure, intoId }));
  expect(refusal(number).message).toContain('only groups');
  expect(refusal(old).message).toContain('archived');
  expect(outline()).toEqual(['Figure', 'Number', '[Old]']);
});

describe('presets', () => {
  test('add what is missing by path, take only free keys, and are one step of undo', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parallax-presets-'));
    try {
      mkdirSync(join(folder, 'codebooks'));
      const codes = [
        {
          name: 'Verdict',
          is_codable: false,
          children: [{ name: 'Disputed', shortcut: 'd', color: 4 }, { name: 'Refuted' }],
        },
        { name: 'Kind' },
      ];
      writeFileSync(
        join(folder, 'codebooks', 'claims.json'),
        JSON.stringify({ id: 'claims', name: 'Claims', description: 'Verdicts of claims.', codes }),
      );
      project = testProject(undefined, folder);
      create('kind', null, { shortcut: 'd' });
      expect(project.call('codebook.presets', {})).toEqual([
        { presetId: 'claims', name: 'Claims', description: 'Verdicts of claims.', codes: 4 },
      ]);
      const { codes: made } = project.call('codebook.addPreset', { presetId: 'claims' });
      expect(outline()).toEqual(['kind', 'Verdict', '  Disputed', '  Refuted']);
      expect(made[2]).toMatchObject({ shortcut: null, color: 4 });
      expect(made[1]?.isCodable).toBe(false);
      project.undo();
      expect(outline()).toEqual(['kind']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('that come with Parallax can all be read and added together', () => {
    const presets = project.call('codebook.presets', {});
    for (const { presetId } of presets) project.call('codebook.addPreset', { presetId });
    const { codes } = project.call('codebook.get', {});
    expect(codes.length).toBeGreaterThan(0);
    const keys = codes.flatMap((code) => code.shortcut ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
