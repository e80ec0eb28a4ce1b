import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExportResult } from '../../shared/contract/rooms/export.ts';
import { viewQuery } from '../../shared/model/view.ts';
import { errorOf, type TestProject, testProject } from './support/project.ts';

let project: TestProject;
let folder: string;
beforeEach(() => {
  project = testProject();
  folder = mkdtempSync(join(tmpdir(), 'parallax-export-'));
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true });
});

const out = () => join(folder, 'dataset');
const write = (more = {}, context = {}) =>
  project.internal<ExportResult>(
    'export/csv',
    { out: out(), tag: 't', profile: 'analysis', overwrite: false, query: null, ...more },
    context,
  );
const raw = (name: string) => readFileSync(join(out(), name), 'utf8');
const table = (name: string): Record<string, string>[] => parse(raw(name), { columns: true, bom: true });
const header = (name: string) => (parse(raw(name), { bom: true, to: 1 }) as string[][])[0];
const manifest = () => JSON.parse(raw('manifest.json'));

describe('the folder', () => {
  test('has every file, every field quoted, CRLF, and hashes that the manifest tells', () => {
    project.addArticle({ articleId: 'a1', text: 'Forty boats left.' });
    project.code('a1', 'Forty', ['Figure']);
    const result = write();
    expect(readdirSync(out()).sort()).toEqual([
      'annotations.csv',
      'articles.csv',
      'claim_evidence.csv',
      'claim_mentions.csv',
      'claims.csv',
      'codebook.csv',
      'data_dictionary.csv',
      'history.csv',
      'manifest.json',
      'relations.csv',
      'sources.csv',
      'stories.csv',
      'texts',
    ]);
    expect(readdirSync(folder)).toEqual(['dataset']);
    const told = new Map(result.files.map((file) => [file.path, file]));
    for (const { path, sha256, rows } of manifest().files) {
      const bytes = readFileSync(join(out(), path));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      expect(told.get(path)).toEqual({ path, sha256, rows });
      if (rows === null) continue;
      const records = parse(bytes, { bom: true }) as string[][];
      expect(records).toHaveLength(rows + 1);
      // Every field quoted: without its quoted fields a file is nothing but commas and CRLF.
      expect(bytes.toString('utf8').replace(/"(?:[^"]|"")*"/g, '')).toMatch(/^(,*\r\n)+$/);
    }
    expect(told.get('manifest.json')?.sha256).toBe(createHash('sha256').update(raw('manifest.json')).digest('hex'));
  });

  test('describes each column of each file in the data dictionary, in order', () => {
    project.addArticle({ articleId: 'a1', text: 'Forty boats left.' });
    project.code('a1', 'Forty', ['Figure']);
    write();
    const described = table('data_dictionary.csv');
    for (const name of readdirSync(out()).filter((file) => file.endsWith('.csv'))) {
      const columns = described.filter((row) => row.file === name).map((row) => row.column);
      expect(columns, name).toEqual(header(name));
    }
    expect(described.every((row) => row.meaning !== '')).toBe(true);
  });

  test('is refused where something lies already, and replaces only an earlier export when told', () => {
    write();
    expect(errorOf(() => write()).code).toBe('CONFLICT');
    project.addArticle({ articleId: 'a1', text: 'Forty boats left.' });
    write({ overwrite: true });
    expect(table('articles.csv')).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['dataset']);

    const photos = join(folder, 'photos');
    mkdirSync(photos);
    writeFileSync(join(photos, 'boat.jpg'), 'x');
    expect(errorOf(() => write({ out: photos, overwrite: true })).code).toBe('CONFLICT');
    expect(readdirSync(photos)).toEqual(['boat.jpg']);
  });

  test('leaves nothing behind when it is cancelled or its place is missing', () => {
    for (const articleId of ['a1', 'a2', 'a3']) project.addArticle({ articleId, text: 'Forty boats left.' });
    let polls = 0;
    const refusal = errorOf(() => write({}, { cancelled: () => ++polls > 2 }));
    expect(refusal.code).toBe('CANCELLED');
    expect(readdirSync(folder)).toEqual([]);
    expect(errorOf(() => write({ out: join(folder, 'missing', 'dataset') })).code).toBe('PATH_NOT_FOUND');
    expect(errorOf(() => write({ out: '/proc/dataset' })).code).toMatch(/PATH_NOT_(WRITABLE|FOUND)/);
    expect(existsSync(out())).toBe(false);
  });

  test('clears away what an interrupted run of the same job left', () => {
    mkdirSync(join(folder, 'dataset.partial-t', 'texts'), { recursive: true });
    write();
    expect(readdirSync(folder)).toEqual(['dataset']);
  });
});

describe('annotations.csv', () => {
  test('has the columns of the format in order, and one row for each code of an annotation', () => {
    const text = '😀 Forty boats 🚢 left “Vell”,\nsaid Órla.';
    const { sha } = project.addArticle({
      articleId: 'a1',
      text,
      title: 'Boats',
      source: 'The Lectern',
      publishedAt: '2026-05',
      url: 'https://lectern.example/1',
    });
    const made = project.code('a1', 'boats 🚢 left “Vell”,\nsaid', ['Scene', 'Figure'], {
      memo: 'see "note", p. 2',
      confidence: 70,
    });
    write();
    expect(header('annotations.csv')?.join(', ')).toBe(
      'format_version, annotation_id, coding_id, article_id, article_title, source, published_at, url, text_sha256, level, code_id, code_path, code_name, start, end, quote, prefix, suffix, memo, confidence, coder, origin, created_at, updated_at, status, code_version, further_spans, further_quotes',
    );
    const rows = table('annotations.csv');
    expect(rows.map((row) => row.code_path)).toEqual(['Figure', 'Scene']);
    expect(rows.map((row) => row.coding_id).sort()).toEqual(made.codings.map((coding) => coding.codingId).sort());
    expect(rows[0]).toMatchObject({
      format_version: '1',
      annotation_id: made.annotationId,
      article_id: 'a1',
      article_title: 'Boats',
      source: 'The Lectern',
      published_at: '2026-05',
      url: 'https://lectern.example/1',
      text_sha256: sha,
      level: 'span',
      start: '8',
      end: '33',
      quote: 'boats 🚢 left “Vell”,\nsaid',
      prefix: '😀 Forty ',
      suffix: ' Órla.',
      memo: 'see "note", p. 2',
      confidence: '70',
      coder: 'Ada Quill',
      origin: 'manual',
      created_at: made.createdAt,
      status: 'anchored',
    });
    const points = [...raw('texts/a1.txt')];
    for (const row of rows) expect(points.slice(Number(row.start), Number(row.end)).join('')).toBe(row.quote);
  });

  test('keeps highlights, whole articles and unplaced spans', () => {
    const { textVersionId } = project.addArticle({ articleId: 'a1', text: 'Forty boats left.' });
    project.code('a1', 'Forty', ['Figure']);
    project.replaceText('a1', 'Nine boats left.');
    project.code('a1', 'Nine', []);
    const codeIds = [project.codeNamed('Opinion')];
    project.call('annotations.create', {
      articleId: 'a1',
      textVersionId: String(Number(textVersionId) + 1),
      level: 'article',
      codeIds,
    });
    write();
    expect(
      table('annotations.csv').map(({ level, code_path, start, end, quote, status }) => [
        level,
        code_path,
        start,
        end,
        quote,
        status,
      ]),
    ).toEqual([
      ['span', 'Figure', '', '', 'Forty', 'unplaced'],
      ['article', 'Opinion', '', '', '', 'anchored'],
      ['span', '', '0', '4', 'Nine', 'anchored'],
    ]);
    expect(manifest().counts).toMatchObject({ annotations: 3, annotation_rows: 3, codings: 2, unplaced: 1 });
  });

  test('never writes offsets that do not hold the quote: they are found again or left empty, and named', () => {
    project.addArticle({ articleId: 'a1', text: 'Forty boats left.' });
    const { annotationId: moved } = project.code('a1', 'boats', ['Scene']);
    const { annotationId: lost } = project.code('a1', 'left', ['Scene']);
    project.db.run('UPDATE annotation SET start = 1, end = 6 WHERE annotation_id = ?', moved);
    project.db.run(`UPDATE annotation SET exact = 'sailed' WHERE annotation_id = ?`, lost);
    const { losses } = write();
    const rows = new Map(table('annotations.csv').map((row) => [row.annotation_id, row]));
    expect(rows.get(moved)).toMatchObject({ start: '6', end: '11', quote: 'boats', status: 'anchored' });
    expect(rows.get(lost)).toMatchObject({ start: '', end: '', quote: 'sailed', status: 'unplaced' });
    expect(losses[0]).toMatchObject({ count: 2 });
    expect(
      manifest()
        .findings.map((finding: { id: string }) => finding.id)
        .sort(),
    ).toEqual([moved, lost].sort());
  });
});

describe('the other tables', () => {
  test('articles.csv has decisions per coder, copies, and counts per code', () => {
    const head = project.addArticle({
      articleId: 'a1',
      text: 'Forty boats left.',
      path: 'a/1.txt',
      title: 'Boats',
    });
    const copy = project.addArticle({ articleId: 'a2', text: 'Forty boats left.' });
    project.db.run('UPDATE article SET duplicate_group = ?', head.id);
    project.code('a1', 'Forty', ['Figure']);
    project.use('Bo Marsh');
    project.code('a1', 'boats', ['Figure']);
    project.db.run(
      `INSERT INTO triage_decision VALUES (?, 1, 'include', 'on topic', '2026-05-16T08:00:00.000Z')`,
      copy.id,
    );
    write();
    expect(header('articles.csv')?.join(', ')).toBe(
      'format_version, article_id, original_path, title, source, byline, published_at, published_precision, published_at_utc, language, direction, url, words, text_sha256, n_annotations, decision_Ada_Quill, reason_Ada_Quill, decision_Bo_Marsh, reason_Bo_Marsh, duplicate_group, story, n_Figure',
    );
    expect(table('articles.csv')).toMatchObject([
      {
        article_id: 'a1',
        original_path: 'a/1.txt',
        n_annotations: '2',
        decision_Ada_Quill: 'undecided',
        duplicate_group: 'a1',
        n_Figure: '2',
      },
      {
        article_id: 'a2',
        n_annotations: '0',
        decision_Ada_Quill: 'include',
        reason_Ada_Quill: 'on topic',
        decision_Bo_Marsh: 'undecided',
        n_Figure: '0',
      },
    ]);
  });

  test('sources.csv has aliases, and columns for each rater: their numbers, words and basis', () => {
    project.addArticle({ articleId: 'a1', text: 'Forty boats left.', source: 'The Lectern' });
    project.addArticle({ articleId: 'a2', text: 'Talks failed.', source: 'Quay Reporter' });
    project.call('sources.addAlias', { sourceId: 1, alias: 'Lectern online' });
    const csv = 'source,bias,factual_reporting\nThe Lectern,Left-Center,High\n';
    const { mapping } = project.call('ratings.preview', { csv });
    project.call('ratings.import', { rater: 'A list', csv, mapping, ratedOn: '2026-03-01' });
    project.call('ratings.set', { sourceId: 2, lean: 2, reliability: null, basis: 'Read for a year' });
    write();
    const rated = (row: Record<string, string> | undefined, rater: string) =>
      ['lean', 'lean_label', 'reliability', 'reliability_label', 'basis', 'rated_on'].map(
        (name) => row?.[`${name}_${rater}`],
      );
    const [quay, lectern] = table('sources.csv');
    expect(lectern).toMatchObject({ name: 'The Lectern', aliases: 'Lectern online' });
    expect(rated(lectern, 'A_list')).toEqual(['-1', 'Left-Center', '4', 'High', '', '2026-03-01']);
    expect(rated(lectern, 'Ada_Quill')).toEqual(['', '', '', '', '', '']);
    expect(rated(quay, 'A_list')).toEqual(['', '', '', '', '', '']);
    expect(rated(quay, 'Ada_Quill').slice(0, 5)).toEqual(['2', '', '', '', 'Read for a year']);
    const described = table('data_dictionary.csv').filter((row) => row.file === 'sources.csv');
    expect(described.map((row) => row.column)).toEqual(header('sources.csv'));
  });

  test('codebook.csv, sources.csv, claims and history say what the project holds', () => {
    const first = project.addArticle({
      articleId: 'a1',
      text: 'Forty boats left.',
      source: 'The Lectern',
      publishedAt: '2026-05-16',
    });
    project.addArticle({ articleId: 'a2', text: 'Nine boats left.', source: 'The Lectern', publishedAt: '2026-04-01' });
    const parentId = project.codeNamed('and/or');
    project.call('codebook.create', {
      parentId,
      fields: { name: 'Share', definition: 'A part of a whole', shortcut: 's' },
    });
    project.code('a1', 'Forty', ['Share']);
    project.call('claims.create', {
      articleId: 'a1',
      textVersionId: first.textVersionId,
      start: 0,
      end: 16,
      quote: 'Forty boats left',
      fields: {},
    });
    write();
    expect(header('codebook.csv')?.join(', ')).toBe(
      'code_id, parent_id, path, name, definition, when_to_use, when_not, example, color, shortcut, is_codable, n_annotations, n_articles, applies_to, archived, version',
    );
    expect(table('codebook.csv')[1]).toMatchObject({
      parent_id: parentId,
      path: 'and\\/or/Share',
      definition: 'A part of a whole',
      shortcut: 's',
      is_codable: 'true',
      n_annotations: '1',
      n_articles: '1',
    });
    expect(table('sources.csv')).toMatchObject([
      { name: 'The Lectern', n_articles: '2', first_published: '2026-04-01', last_published: '2026-05-16' },
    ]);
    expect(table('claims.csv')).toMatchObject([{ number: '1', statement: 'Forty boats left', n_mentions: '1' }]);
    expect(table('claim_mentions.csv')).toMatchObject([{ claim_number: '1', article_id: 'a1', start: '0', end: '16' }]);
    expect(table('history.csv').map((row) => row.label)).toEqual([
      'Created the code “and/or”',
      'Created the code “Share”',
      'Coded “Share”',
      'Marked claim 1',
    ]);
    expect(manifest().counts).toMatchObject({
      articles: 2,
      codings: 1,
      claims: 1,
      claim_mentions: 1,
      codes: 2,
      changes: 4,
    });
  });

  test('a filter exports what a view shows, and the manifest says which', () => {
    project.addArticle({ articleId: 'a1', text: 'Forty boats left.', source: 'The Lectern' });
    project.addArticle({ articleId: 'a2', text: 'Nine boats left.', source: 'Vell Post' });
    project.code('a1', 'Forty', ['Figure']);
    project.code('a2', 'Nine', ['Figure']);
    const sourceId = project.db.value<number>(`SELECT id FROM source WHERE name = 'Vell Post'`)!;
    const query = viewQuery.parse({ sources: [sourceId] });
    write({ query });
    expect(table('articles.csv').map((row) => row.article_id)).toEqual(['a2']);
    expect(table('annotations.csv').map((row) => row.article_id)).toEqual(['a2']);
    expect(readdirSync(join(out(), 'texts'))).toEqual(['a2.txt']);
    expect(table('codebook.csv')[0]).toMatchObject({ n_annotations: '1' });
    expect(manifest().filters).toEqual(query);
    expect(project.call('export.preview', { query })).toMatchObject({ articles: 1, annotations: 1, codings: 1 });
    expect(project.call('export.preview', {})).toMatchObject({
      articles: 2,
      annotations: 2,
      codings: 2,
      codes: 1,
      coders: 1,
    });
  });
});

describe('the excel profile', () => {
  test('has a BOM, guards formulas, cuts what a cell cannot hold, and names both', () => {
    const long = `${'boats '.repeat(6000)}end`;
    project.addArticle({ articleId: 'a1', text: `=SUM of losses. ${long}`, title: '-5 degrees' });
    project.code('a1', '=SUM of losses', ['Figure'], { memo: "'tis" });
    project.code('a1', long, ['Scene']);
    const { losses } = write({ profile: 'excel' });
    const [first, second] = table('annotations.csv');
    expect(readFileSync(join(out(), 'annotations.csv')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(first).toMatchObject({ quote: "'=SUM of losses", article_title: "'-5 degrees", memo: "''tis" });
    expect(second?.quote).toHaveLength(32_767);
    const cut = long.length - 32_767;
    expect(manifest().excel.cut).toEqual([{ file: 'annotations.csv', row: 2, column: 'quote', cut }]);
    expect(manifest().excel.guarded).toContainEqual({ file: 'annotations.csv', column: 'memo', cells: 1 });
    expect(losses).toContainEqual(expect.objectContaining({ what: 'cells cut', count: 1 }));
    expect(raw('texts/a1.txt')).toBe(`=SUM of losses. ${long}`);
  });
});
