// Coded articles as `detect codes --learn` reads them.
import { readFileSync } from 'node:fs';
import { jsonProblem } from '../../analysis/json-text.ts';
import type { CodedArticle, CodedSpan } from '../../analysis/learn/index.ts';
import { UsageError } from './output.ts';

const SHAPE = '{"id": 1, "text": "…", "spans": [{"label": "…", "start": 0, "end": 5}]}';

/**
 * Reads articles with their coded spans from a file: JSON Lines, or one JSON array. Offsets in the file are code points, in
 * what is returned UTF-16.
 * @throws UsageError that says what is wrong, in which article, and what is expected
 */
export function readCodedArticles(file: string): CodedArticle[] {
  const articles = rowsOf(file).map(({ where, row }) => codedArticle(`${file}, ${where}`, row));
  if (articles.length === 0) throw new UsageError(`${file} has no articles to learn from. Each is such as ${SHAPE}.`);
  return articles;
}

function rowsOf(file: string): { where: string; row: unknown }[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(code);
    throw new UsageError(`${file} cannot be read: ${why}. --learn takes a file of coded articles.`);
  }
  if (content.trimStart().startsWith('[')) {
    const list = parsed(content, `${file} begins as a JSON list but`) as unknown[];
    return list.map((row, i) => ({ where: `article ${i + 1}`, row }));
  }
  return content.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    return [{ where: `line ${i + 1}`, row: parsed(line, `${file}, line ${i + 1},`) }];
  });
}

function parsed(json: string, what: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError(
      `${what} is not valid JSON: ${jsonProblem(json, error)}. Give JSON Lines or one list, each article such as ${SHAPE}.`,
    );
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function codedArticle(where: string, row: unknown): CodedArticle {
  if (!isRecord(row) || typeof row.text !== 'string')
    throw new UsageError(`${where} has no "text". Expected: ${SHAPE}.`);
  if (!Array.isArray(row.spans)) {
    throw new UsageError(`${where} has no list "spans". Expected: ${SHAPE}; an article without any has an empty list.`);
  }
  const offsets = utf16Offsets(row.text);
  const spans = row.spans.map((span, i) => codedSpan(`${where}, span ${i + 1}`, span, offsets));
  const given = (field: unknown) => (typeof field === 'string' && field !== '' ? field : null);
  return { text: row.text, title: given(row.title), language: given(row.language), spans };
}

/** The UTF-16 offset of each code point, and of the end. */
function utf16Offsets(text: string): { length: number; at(codePoint: number): number } {
  if (!/[\uD800-\uDBFF]/.test(text)) return { length: text.length, at: (codePoint) => codePoint };
  const starts = [0];
  for (const character of text) starts.push(starts.at(-1)! + character.length);
  return { length: starts.length - 1, at: (codePoint) => starts[codePoint]! };
}

function codedSpan(
  where: string,
  span: unknown,
  offsets: { length: number; at(codePoint: number): number },
): CodedSpan {
  if (!isRecord(span) || typeof span.label !== 'string' || span.label.trim() === '') {
    throw new UsageError(`${where} has no "label".`);
  }
  const { label, start, end } = span;
  if (!Number.isInteger(start) || !Number.isInteger(end)) {
    throw new UsageError(`${where} (${label}) needs whole numbers "start" and "end", in code points from 0.`);
  }
  const [from, until] = [start as number, end as number];
  if (from < 0 || until <= from || until > offsets.length) {
    throw new UsageError(
      `${where} (${label}) goes from ${from} to ${until}, but the text has ${offsets.length} code points. "end" is exclusive and behind "start".`,
    );
  }
  return { label, start: offsets.at(from), end: offsets.at(until) };
}
