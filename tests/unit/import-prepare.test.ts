import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { jsonProblem } from '../../electron/analysis/json-text.ts';
import { type PlainInput, type PreparedArticle, prepare } from '../../electron/analysis/prepare.ts';

const TEXT = [
  'The council of Sennport voted on Tuesday to repair the harbour wall before the winter, after a debate of three hours.',
  'Engineers had warned in spring that the wall would not survive another storm, and residents had collected signatures.',
  'The mayor said that the work would cost four million crowns and would be finished by the end of next year.',
].join('\n\n');

function prepared(input: PlainInput): PreparedArticle {
  const result = prepare(input);
  if ('failure' in result) throw new Error(result.failure.reason);
  return result.article;
}

const file = (fileName: string, text: string, kind: 'html' | 'text' | 'markdown' = 'text'): PlainInput => ({
  fileName,
  folderName: 'folder',
  kind,
  bytes: new TextEncoder().encode(text),
  sidecar: null,
});
const json = (record: unknown): PlainInput => ({
  fileName: 'list.jsonl',
  folderName: 'folder',
  kind: 'json',
  raw: JSON.stringify(record),
  encoding: 'utf-8',
});
const said = (article: PreparedArticle, field: string) => article.evidence.find((one) => one.field === field);

describe('a document ready to be written', () => {
  test('headings, list items and quotations of a page are told from its paragraphs', () => {
    const [opening, warning, cost] = TEXT.split('\n\n');
    const page = `<html><body><article><h1>Wall</h1><p>${opening}</p><h2>What it costs</h2><p>${cost}</p>
      <ul><li>Stone from the quarry at Orrin, cut in March.</li><li>Two barges, hired until the end of autumn.</li></ul>
      <blockquote>${warning}</blockquote><p>${opening} ${cost}</p></article></body></html>`;
    const { text, blocks } = prepared(file('wall.html', page, 'html'));
    expect(blocks.map(({ start, end, kind }) => [kind, text.slice(start, end)])).toEqual([
      ['heading', 'What it costs'],
      ['item', 'Stone from the quarry at Orrin, cut in March.'],
      ['item', 'Two barges, hired until the end of autumn.'],
      ['quote', warning],
    ]);
  });

  test('its hash is of the text as UTF-8; line ends are LF; words are counted', () => {
    const article = prepared(file('wall.txt', TEXT.replaceAll('\n', '\r\n')));
    expect(article.text).toBe(TEXT);
    expect(article.textSha256).toBe(createHash('sha256').update(TEXT, 'utf8').digest('hex'));
    expect(article.words).toBe(TEXT.split(/\s+/).length);
  });

  test('what neither SQLite nor UTF-8 can keep is replaced one for one, so that offsets hold', () => {
    const dirty = `${TEXT.slice(0, 20)}\0${TEXT.slice(20)}\ud800 end of the report.`;
    const article = prepared(json({ title: 'Wall', text: dirty }));
    expect(article.text).toBe(`${TEXT.slice(0, 20)}\uFFFD${TEXT.slice(20)}\uFFFD end of the report.`);
    expect(article.textSha256).toBe(createHash('sha256').update(article.text, 'utf8').digest('hex'));
  });

  test('without a title the file’s name serves if a person could have chosen it, else the opening words', () => {
    expect(said(prepared(file('harbour wall.txt', TEXT)), 'title')).toEqual({
      field: 'title',
      origin: 'file name',
      value: 'harbour wall',
    });
    expect(said(prepared(file('0042_9f3ab2c4d1.txt', TEXT)), 'title')).toEqual({
      field: 'title',
      origin: 'visible text',
      value: 'The council of Sennport voted on Tuesday to repair the harbour wall before the …',
    });
  });

  test('a page under the name of a text file is read as a page', () => {
    const page = `<!DOCTYPE html><html><head><title>The wall</title></head><body><article><p>${TEXT.replaceAll('\n\n', '</p><p>')}</p></article></body></html>`;
    const article = prepared(file('0001.txt', page));
    expect(article.text).toBe(TEXT);
    expect(article.extractor).toContain('HTML');
  });

  test('a date that does not exist is no date, and a warning says so', () => {
    const article = prepared(json({ title: 'Wall', text: TEXT, date: '2025-02-31' }));
    expect(said(article, 'publishedAt')).toBeUndefined();
    expect(article.warnings.join()).toMatch(/date/);
  });

  test('the NaN that Python writes for a missing value is one; in a text it stays', () => {
    const raw = JSON.stringify({ title: 'NaN, "Infinity"', text: TEXT, author: 0, n: 1 });
    const article = prepared({
      ...json({}),
      raw: raw.replace('"author":0,"n":1', '"author":NaN,"n":-Infinity'),
    } as PlainInput);
    expect(said(article, 'title')?.value).toBe('NaN, "Infinity"');
    expect(said(article, 'byline')).toBeUndefined();
  });

  test('cells of a table are fields by their column names', () => {
    const article = prepared({
      fileName: 'table.csv',
      folderName: 'folder',
      kind: 'row',
      header: ['Headline', 'Body', 'constructor', 'Published'],
      cells: ['The wall', TEXT, 'x', '2025-05-16'],
      encoding: 'utf-8',
    });
    expect(article.text).toBe(TEXT);
    expect(article.evidence).toEqual(
      expect.arrayContaining([
        { field: 'title', origin: 'field', value: 'The wall' },
        { field: 'publishedAt', origin: 'field', value: '2025-05-16' },
      ]),
    );
  });
});

describe('what is wrong with JSON is told without a word of its text', () => {
  test.each([
    ['{"secret":1,}', 'a field name in double quotes is missing (character 13)'],
    ['{"secret" 1}', 'a comma, colon or bracket is missing (character 11)'],
    ['{"secret":"x', 'it ends too early, in the middle of a value'],
    ['{"secret":"\n"}', 'a line break or other control character stands inside a text (character 12)'],
    ['{\n"a":1\n"secret":2}', 'a comma, colon or bracket is missing (line 3 of it)'],
    ['{"a":"\\q"}', 'a backslash is followed by a character that may not follow it (character 8)'],
    ['secret', 'something unexpected stands there'],
  ])('%j', (raw, problem) => {
    let error: unknown;
    try {
      JSON.parse(raw);
    } catch (caught) {
      error = caught;
    }
    expect(jsonProblem(raw, error)).toBe(problem);
  });
});
