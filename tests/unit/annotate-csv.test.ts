import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { csvRecord } from '../../shared/text/csv-cells.ts';
import { type ArticleSketch, errorOf, type TestProject, testProject } from './support/project.ts';

let project: TestProject;
let folder: string;
beforeEach(() => {
  project = testProject();
  folder = mkdtempSync(join(tmpdir(), 'parallax-annotate-'));
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true });
});

const annotate = (csv: string, more = {}, into = project) => into.call('annotate.fromCsv', { csv, ...more });
const list = (articleId = 'a1') => project.call('annotations.ofArticle', { articleId });
const csvOf = (columns: string[], ...rows: (string | number)[][]) =>
  [columns, ...rows.map((row) => row.map(String))].map(csvRecord).join('');

let exports = 0;
function exportOf(from: TestProject, profile: 'analysis' | 'excel' = 'analysis'): string {
  const out = join(folder, `dataset-${++exports}`);
  from.internal('export/csv', { out, tag: 't', profile, overwrite: false, query: null });
  return readFileSync(join(out, 'annotations.csv'), 'utf8');
}

describe('rows that are new', () => {
  beforeEach(() => {
    project.addArticle({
      articleId: 'a1',
      text: '😀 Forty boats left. Forty came back.',
      url: 'https://lectern.example/1',
    });
  });

  test('need no more than an article, a code and the words; offsets are code points', () => {
    const csv = csvOf(['article_id', 'code_path', 'start', 'end', 'quote'], ['a1', 'Figure/Exact', 20, 25, 'Forty']);
    expect(annotate(csv)).toEqual({
      added: 1,
      unchanged: 0,
      replaced: 0,
      codesCreated: 2,
      attributesCreated: 0,
      unplaced: [],
      refusedValues: [],
      relations: { added: 0, unchanged: 0, replaced: 0, kindsCreated: 0, unplaced: [] },
    });
    expect(list()[0]).toMatchObject({
      start: 21,
      end: 26,
      origin: 'import',
      coder: 'Ada Quill',
      createdAt: '2026-05-16T08:00:01.000Z',
    });
    expect(project.call('codebook.get', {}).codes.map((code) => code.name)).toEqual(['Figure', 'Exact']);
    expect(project.lastLabel()).toBe('Read in 1 annotation');
    project.undo();
    expect(list()).toEqual([]);
    expect(project.call('codebook.get', {}).codes).toEqual([]);
  });

  test('with the same span are one annotation with several codes', () => {
    const row = (code: string) => ['a1', code, 2, 7, 'Forty'];
    annotate(csvOf(['article_id', 'code_path', 'start', 'end', 'quote'], row('Figure'), row('Opening')));
    expect(list()).toHaveLength(1);
    expect(list()[0]?.codings).toHaveLength(2);
  });

  test('whose offsets do not fit are placed by a quote that stands there once, or listed and kept', () => {
    const columns = ['article_id', 'code_path', 'start', 'end', 'quote'];
    const result = annotate(
      csvOf(columns, ['a1', 'Scene', 0, 5, 'boats'], ['a1', 'Scene', 5, 10, 'Forty'], ['a1', 'Scene', 0, 5, 'ships']),
    );
    expect(result.added).toBe(1);
    expect(result.unplaced.map((one) => one.row)).toEqual([3, 4]);
    expect(result.unplaced[0]?.reason).toContain('several times');
    expect(result.unplaced[1]?.reason).toContain('not in the text');
    expect(
      list()
        .map((row) => [row.status, row.start, row.quote?.exact])
        .sort(),
    ).toEqual([
      ['anchored', 9, 'boats'],
      ['unplaced', null, 'Forty'],
      ['unplaced', null, 'ships'],
    ]);
  });

  test('take their coder from the option only where the cell is empty', () => {
    const columns = ['article_id', 'coder', 'quote'];
    annotate(csvOf(columns, ['a1', 'Bo Marsh', 'boats'], ['a1', '', 'came back']), { coder: 'Cy Reed' });
    expect(list().map((row) => row.coder)).toEqual(['Bo Marsh', 'Cy Reed']);
    project.use(null);
    expect(errorOf(() => annotate(csvOf(columns, ['a1', '', 'left']))).code).toBe('NO_CODER');
    expect(annotate(csvOf(columns, ['a1', 'Bo Marsh', 'left'])).added).toBe(1);
  });

  test('name codes that the codebook lacks: refused by strict, made otherwise, counted by a dry run', () => {
    const csv = csvOf(['article_id', 'code_path', 'quote'], ['a1', 'and\\/or', 'boats']);
    const refusal = errorOf(() => annotate(csv, { strict: true }));
    expect(refusal.code).toBe('CONFLICT');
    expect(refusal.message).toContain('and\\/or');
    expect(annotate(csv, { dryRun: true })).toMatchObject({ added: 1, codesCreated: 1 });
    expect(list()).toEqual([]);
    expect(project.db.value('SELECT count(*) FROM change')).toBe(0);
    annotate(csv);
    expect(project.call('codebook.get', {}).codes.map((code) => code.name)).toEqual(['and/or']);
  });

  test('with values that cannot be are listed with the reason, and the rest is read', () => {
    const columns = ['article_id', 'annotation_id', 'confidence', 'level', 'quote'];
    const { added, unplaced } = annotate(
      csvOf(
        columns,
        ['a1', 'seven', '', '', 'boats'],
        ['a1', '', 'high', '', 'boats'],
        ['a1', '', '', 'page', 'boats'],
        ['a1', '', 90, '', 'boats'],
      ),
    );
    expect(added).toBe(1);
    expect(unplaced.map((one) => one.reason)).toEqual([
      expect.stringContaining('UUID'),
      expect.stringContaining('“high”'),
      expect.stringContaining('“page”'),
    ]);
  });
});

describe('articles are found', () => {
  test('by article_id, else by the text, else by the address; several that fit are ambiguous', () => {
    const wire = 'Forty boats left.';
    const { sha } = project.addArticle({ articleId: 'a1', text: wire, url: 'https://lectern.example/1' });
    project.addArticle({ articleId: 'a2', text: wire, url: 'https://post.example/1' });
    const { sha: own } = project.addArticle({
      articleId: 'a3',
      text: 'Nine boats left.',
      url: 'https://post.example/2',
    });
    const result = annotate(
      csvOf(
        ['article_id', 'text_sha256', 'url', 'quote'],
        ['a2', sha, 'https://lectern.example/1', 'Forty'],
        ['elsewhere', own, '', 'Nine'],
        ['', '', 'https://post.example/2', 'boats'],
        ['elsewhere', sha, 'https://lectern.example/1', 'Forty'],
        ['elsewhere', '', '', 'Forty'],
      ),
    );
    expect(result.added).toBe(3);
    expect(list('a2')).toHaveLength(1);
    expect(list('a3')).toHaveLength(2);
    expect(result.unplaced).toEqual([
      { row: 5, annotationId: null, reason: 'Ambiguous: 2 articles have this text_sha256.' },
      { row: 6, annotationId: null, reason: 'The project has no article with this article_id.' },
    ]);
  });
});

describe('rows that were exported', () => {
  test('are unchanged in their own project, and replaced where a cell differs', () => {
    project.addArticle({ articleId: 'a1', text: 'Forty boats left.' });
    project.code('a1', 'Forty', ['Figure'], { memo: 'A' });
    const kept = project.code('a1', 'boats', ['Scene']);
    const csv = exportOf(project);
    const changes = project.db.value('SELECT count(*) FROM change');
    expect(annotate(csv)).toMatchObject({ added: 0, unchanged: 2, replaced: 0 });
    expect(project.db.value('SELECT count(*) FROM change')).toBe(changes);
    expect(annotate(csv.replace('"A"', '"B"'))).toMatchObject({ unchanged: 1, replaced: 1 });
    expect(list().map((row) => row.memo)).toEqual(['B', '']);
    expect(list()[1]).toEqual(kept);
    project.undo();
    expect(list()[0]?.memo).toBe('A');
  });

  test('keep the project’s own span when theirs has no place', () => {
    project.addArticle({ articleId: 'a1', text: 'Forty boats left.' });
    const made = project.code('a1', 'Forty', ['Figure']);
    const csv = exportOf(project).replace('"Forty"', '"Fifty"').replace('"0","5"', '"3","8"');
    expect(annotate(csv).unplaced).toMatchObject([{ annotationId: made.annotationId }]);
    expect(list()).toEqual([made]);
  });
});

describe('files', () => {
  beforeEach(() => {
    project.addArticle({ articleId: 'a1', text: "Forty boats left. '=odd" });
  });

  test('may have semicolons or tabs, a BOM, LF, and columns in any order', () => {
    expect(annotate('\uFEFFquote;article_id\nForty;a1\n').added).toBe(1);
    expect(annotate('quote\tarticle_id\nboats\ta1').added).toBe(1);
  });

  test('with a BOM have their guards taken off; without one a cell is what it says', () => {
    annotate("\uFEFFarticle_id,quote,memo\r\na1,Forty,'=1+1\r\n");
    annotate("article_id,quote,memo\r\na1,boats,'=1+1\r\n");
    expect(list().map((row) => row.memo)).toEqual(['=1+1', "'=1+1"]);
  });

  test('that are malformed are refused whole, with the line', () => {
    const refusal = errorOf(() => annotate('article_id,quote\r\na1,Forty\r\na1,"boats\r\na1,left\r\n'));
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.message).toMatch(/Line \d+/);
    expect(errorOf(() => annotate('article_id,quote\r\na1,Forty,x\r\n')).message).toContain('Line 2');
    expect(errorOf(() => annotate('name,value\r\nx,1\r\n')).message).toContain('article_id');
    expect(errorOf(() => annotate('')).message).toContain('empty');
    expect(errorOf(() => annotate('format_version,article_id\r\n2,a1\r\n')).message).toContain('format version 2');
    expect(list()).toEqual([]);
  });
});

describe('round trip', () => {
  /** A fresh project that imported the same folder. */
  function fresh(articles: ArticleSketch[]): TestProject {
    const other = testProject();
    other.use('Someone Else');
    for (const article of articles) other.addArticle(article);
    return other;
  }

  test('keeps the wire copy that three outlets printed apart', () => {
    const text = '“=Forty” boats, left\nVell; said Órla. 🚢 غادرت أربعون سفينة';
    const articles = ['post', 'lectern', 'herald'].map((articleId) => ({
      articleId,
      text,
      url: `https://wire.example/${articleId}`,
    }));
    for (const article of articles) project.addArticle(article);
    project.code('post', 'boats, left\nVell', ['Scene', 'a/b'], { memo: '=cmd, "quoted"\nnext', confidence: 5 });
    project.use('Bo Marsh');
    project.code('lectern', '🚢 غادرت', ['Scene']);
    project.code('lectern', 'Órla', []);
    const csv = exportOf(project);
    const other = fresh([...articles].reverse());
    expect(annotate(csv, {}, other)).toMatchObject({ added: 3, unplaced: [] });
    expect(exportOf(other)).toBe(csv);
    other.close();
  });

  test('from the excel profile gives the same annotations', () => {
    const text = `=SUM of losses, '-5 degrees. ${'boats '.repeat(6000)}end`;
    const articles = [{ articleId: 'a1', text, title: '+1' }];
    for (const article of articles) project.addArticle(article);
    project.code('a1', '=SUM of losses', ['=Formula'], { memo: "'tis" });
    project.code('a1', "'-5 degrees", ['-Minus']);
    project.code('a1', text.slice(29), ['Long']);
    const other = fresh(articles);
    expect(annotate(exportOf(project, 'excel'), {}, other)).toMatchObject({ added: 3, unplaced: [] });
    expect(exportOf(other)).toBe(exportOf(project));
    other.close();
  });

  test('is exact for any texts, spans, codes, memos and coders', () => {
    const piece = fc.constantFrom(
      'Forty ',
      'boats',
      '😀',
      '👩‍🚀',
      'سفينة ',
      'é',
      'e\u0301',
      '"',
      ',',
      '\n',
      '=1',
      "'",
      '-',
      '\t',
      ' ',
      '船',
    );
    const words = fc.string({ unit: piece, minLength: 4, maxLength: 30 });
    const span = fc.record({
      from: fc.nat(60),
      length: fc.integer({ min: 1, max: 20 }),
      article: fc.nat(2),
      codes: fc.uniqueArray(fc.constantFrom('Figure', 'a/b', 'back\\slash', '=Formula', "'quoted", 'Größe'), {
        maxLength: 3,
      }),
      memo: fc.string({ unit: piece, maxLength: 5 }),
      confidence: fc.option(fc.integer({ min: 0, max: 100 })),
      coder: fc.constantFrom('Ada Quill', 'Bo "Marsh", Jr'),
      whole: fc.boolean(),
    });
    const scenario = fc.record({
      texts: fc.array(words, { minLength: 3, maxLength: 3 }),
      spans: fc.array(span, { maxLength: 8 }),
    });
    fc.assert(
      fc.property(scenario, ({ texts, spans }) => {
        const articles = texts.map((text, at) => ({ articleId: `a${at}`, text }));
        const from = fresh(articles);
        const versions = from.db.column<number>('SELECT text_version_id FROM article ORDER BY article_id');
        for (const { from: start, length, article, codes, memo, confidence, coder, whole } of spans) {
          const points = [...(texts[article] ?? '')];
          const first = start % points.length;
          const head = points.slice(0, first).join('').length;
          const quote = points.slice(first, first + length).join('');
          from.use(coder);
          const place =
            whole && start % 4 === 0
              ? { level: 'article' as const }
              : { level: 'span' as const, start: head, end: head + quote.length, quote };
          from.call('annotations.create', {
            articleId: `a${article}`,
            textVersionId: String(versions[article]),
            ...place,
            codeIds: codes.map((name) => from.codeNamed(name)),
            memo,
            confidence,
          });
        }
        const csv = exportOf(from);
        const into = fresh(articles);
        const result = annotate(csv, {}, into);
        expect(result).toMatchObject({ unchanged: 0, replaced: 0, unplaced: [] });
        expect(exportOf(into)).toBe(csv);
        expect(annotate(csv, {}, into)).toMatchObject({ added: 0, unchanged: result.added });
        const excel = fresh(articles);
        annotate(exportOf(from, 'excel'), {}, excel);
        expect(exportOf(excel)).toBe(csv);
        for (const one of [from, into, excel]) one.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
