import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestProject, testProject } from '../support/project.ts';

/** One name in each of forty scripts, invented. */
const names = [
  ...[
    'Ada Quill',
    'Ада Перова',
    'Άδα Μελά',
    'عادة قلم',
    'עדה נוצה',
    'Ադա Գրիչ',
    'ადა კალამი',
    'ኣዳ ብዕር',
    'आदा लेखनी',
    'আদা কলম',
  ],
  ...['ਆਦਾ ਕਲਮ', 'આદા કલમ', 'ଆଦା କଲମ', 'ஆதா எழுது', 'ఆదా కలం', 'ಆದಾ ಲೇಖನಿ', 'ആദ പേന', 'ආදා පෑන', 'อาดา ปากกา', 'ອາດາ ປາກກາ'],
  ...[
    'အာဒါ ကလောင်',
    'អាដា ប៉ាកកា',
    'ཨ་ད་སྨྱུ་གུ',
    'ᠠᠳᠠ ᠪᠢᠷ',
    '阿达羽',
    'あだ ふで',
    'アダ フデ',
    '아다 붓',
    'ㄚㄉㄚ',
    'ꀊꄀ',
  ],
  ...['ⴰⴷⴰ ⴰⵣⵔⵓ', 'ߊߘߊ ߞߊߟߊ', 'ܐܕܐ ܩܠܡ', 'އަދާ ޤަލަން', 'ᎠᏓ ᎪᏪᎵ', 'ᐊᑕ ᑎᑎᕋᐅ', 'ᔭᐦᑕ', '𐐀𐐼𐐪 𐐗𐐶𐐮𐑊', '𞤀𞤣𞤢 𞤂𞤢𞤥', 'ᬅᬤ ᬧᬾᬦ'],
];
const TEXT = 'The ferry was late again on Monday.';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  project.addArticle({ articleId: 'ferry', text: TEXT, source: 'Courier' });
});
afterEach(() => project.close());

const listed = () => project.call('coders.list', {}).map(({ name }) => name);

describe('coders', () => {
  it('are added, described, renamed and removed, each a step of undo', () => {
    project.call('coders.add', { name: ' Naïma  Okafor ', color: 3, note: 'first wave' });
    expect(project.call('coders.list', {})[1]).toMatchObject({
      name: 'Naïma Okafor',
      color: 3,
      note: 'first wave',
      isMe: false,
    });
    project.call('coders.edit', { name: 'naïma okafor', newName: 'Naïma O.' });
    expect(listed()).toEqual(['Rana', 'Naïma O.']);
    expect(project.call('coders.remove', { name: 'Naïma O.' }).map(({ name }) => name)).toEqual(['Rana']);
    for (let step = 0; step < 2; step++) project.call('history.undo', {});
    expect(listed()).toEqual(['Rana', 'Naïma Okafor']);
  });

  it('with work stay, and so does whoever asks', () => {
    project.call('coders.add', { name: 'Ben' });
    project.actAs('Ben');
    project.call('triage.decide', { targets: { articleIds: ['ferry'] }, decision: 'include' });
    project.actAs('Rana');
    const refused = expect.objectContaining({ code: 'CONFLICT' });
    expect(() => project.call('coders.remove', { name: 'Ben' })).toThrow(refused);
    expect(() => project.call('coders.remove', { name: 'Rana' })).toThrow(refused);
    expect(project.call('coders.list', {})[1]).toMatchObject({ name: 'Ben', decisions: 1, annotations: 0 });
  });

  it.each([
    ['case', 'ÉLODIE', 'élodie'],
    ['composition', 'E\u0301lodie', 'Élodie'],
    ['width', 'Ｅlodie', 'Elodie'],
    ['spaces', 'Élodie  Roux', ' élodie roux'],
    ['case in Cyrillic', 'АДА', 'ада'],
  ])('whose names differ in %s are one', (_, first, second) => {
    project.call('coders.use', { name: first });
    project.call('coders.use', { name: second });
    expect(listed()).toHaveLength(2);
    expect(() => project.call('coders.add', { name: second })).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
  });
});

describe('names in forty scripts', () => {
  it('make a column each in an export, with its decision under it', () => {
    for (const name of names) {
      project.actAs(name.normalize('NFC'));
      project.call('triage.decide', { targets: { articleIds: ['ferry'] }, decision: 'maybe', reason: `by ${name}` });
    }
    const folder = mkdtempSync(join(tmpdir(), 'parallax-coders-'));
    try {
      const out = join(folder, 'dataset');
      project.read('export/csv', {
        out,
        tag: 't',
        profile: 'analysis',
        overwrite: false,
        query: null,
        progress: undefined,
      });
      const [row] = parse(readFileSync(join(out, 'articles.csv')), { columns: true, bom: true }) as Record<
        string,
        string
      >[];
      const reasons = Object.entries(row!).filter(([column]) => column.includes('reason'));
      expect(new Set(reasons.map(([column]) => column)).size).toBe(reasons.length);
      expect(
        reasons
          .map(([, reason]) => reason)
          .filter(Boolean)
          .sort(),
      ).toEqual(names.map((name) => `by ${name}`).sort());
      for (const [column] of reasons) expect(column).toMatch(/^[\p{L}\p{M}\p{N}_-]+$/u);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are forty coders, each with work, decisions and a place in the history', () => {
    const { textVersionId } = project.call('articles.get', { articleId: 'ferry' });
    for (const name of names) {
      project.call('coders.use', { name });
      project.actAs(name.normalize('NFC'));
      const span = { articleId: 'ferry', textVersionId, level: 'span', start: 4, end: 9, quote: 'ferry' } as const;
      project.call('annotations.create', { ...span, memo: name });
      project.call('triage.decide', { targets: { articleIds: ['ferry'] }, decision: 'include', reason: name });
    }
    const coders = project.call('coders.list', {}).slice(1);
    expect(coders.map(({ name }) => name)).toEqual(names.map((name) => name.normalize('NFC')));
    expect(coders.every(({ annotations, decisions }) => annotations === 1 && decisions === 1)).toBe(true);
    for (const name of names) {
      expect(project.call('history.table', { coders: [name] }).rows.map(({ coder }) => coder)).toEqual(
        Array(2).fill(name.normalize('NFC')),
      );
    }
  });

  it('each see their own alone in a blind round, and all of it when it ends', () => {
    const { roundId } = project.call('rounds.create', {
      name: 'Pilot',
      design: { query: {}, coders: names, overlap: 100, seed: 1 },
    });
    const { textVersionId } = project.call('articles.get', { articleId: 'ferry' });
    const seen = () => project.call('annotations.ofArticle', { articleId: 'ferry' }).map(({ coder }) => coder);
    for (const name of names) {
      project.actAs(name.normalize('NFC'));
      project.call('annotations.create', {
        articleId: 'ferry',
        textVersionId,
        level: 'span',
        start: 4,
        end: 9,
        quote: 'ferry',
      });
      expect(seen()).toEqual([name.normalize('NFC')]);
    }
    project.call('rounds.end', { roundId });
    expect(seen()).toHaveLength(40);
  });
});
