// Chosen passages as a file: what an export says of them, or quotations to read and cite.
import type { PassageFilter, PassageSort } from '../../../../shared/contract/rooms/results.ts';
import { csvRecord } from '../../../../shared/text/csv-cells.ts';
import { codePointIndex } from '../../../../shared/text/offsets.ts';
import type { ReadableDb } from '../../db/types.ts';
import { type AnnotationRow, codingsOf, piecesOf } from '../annotations/read.ts';
import { annotationCells, type CodingInRow, placeAnnotation } from '../export/annotation-rows.ts';
import { attributeColumns } from '../export/attribute-columns.ts';
import { readCodePaths } from '../export/code-paths.ts';
import { annotationColumns } from '../export/columns.ts';
import type { ReadContext } from '../handler.ts';
import { listedAnnotations } from './lists.ts';
import { asMarkdown } from './markdown.ts';
import { alive } from './selection.ts';

interface FileRow extends AnnotationRow {
  article_id: string;
  title: string;
  source: string | null;
  published_at: string | null;
  url: string | null;
  sha256: string;
  in_force: number;
}

const ROWS = `
  SELECT n.annotation_id, n.article, n.text_version_id, n.level, n.start, n.end, n.exact, n.prefix, n.suffix, n.memo,
    n.confidence, n.coder, p.name AS coder_name, n.origin, n.status, n.created_at, n.updated_at,
    a.article_id, a.title, s.name AS source, a.published_at, a.url, v.sha256, a.text_version_id AS in_force
  FROM json_each(:ids) j CROSS JOIN annotation n ON n.rowid = j.value JOIN article a ON a.id = n.article
  JOIN text_version v ON v.id = a.text_version_id JOIN coder p ON p.id = n.coder
  LEFT JOIN source s ON s.id = a.source_id ORDER BY j.key`;

interface OpenText {
  version: number;
  body: string;
  index: ReturnType<typeof codePointIndex>;
}

export function passagesFile(
  db: ReadableDb,
  input: { filter: PassageFilter; sort: PassageSort; format: 'csv' | 'markdown'; start: number; count: number },
  context: ReadContext,
): { text: string; total: number; next: number | null } {
  const ids = listedAnnotations(db, input.filter, context, input.sort);
  const until = input.start + input.count;
  const page = JSON.stringify(Array.from(ids.slice(input.start, until)));
  const ordered = readCodePaths(db);
  const codes = new Map(ordered.map((code) => [code.codeId, code]));
  const attributes = attributeColumns(db, ordered);
  const columns = annotationColumns(attributes.map(({ column }) => column));
  const parts: string[] = [];
  if (input.start === 0) parts.push(input.format === 'csv' ? csvRecord(columns.map(({ name }) => name)) : '');
  let text: OpenText = { version: -1, body: '', index: codePointIndex('') };
  for (const row of db.all<FileRow>(ROWS, { ids: page })) {
    alive(context);
    const given = codingsOf(db, row.annotation_id)
      .map((coding): CodingInRow => ({ ...coding, code: codes.get(coding.codeId) }))
      .sort((a, b) => compare(a.code?.path ?? '', b.code?.path ?? '') || compare(a.codingId, b.codingId));
    if (input.format === 'markdown') {
      parts.push(quotation(row, given));
      continue;
    }
    if (text.version !== row.in_force) {
      const body = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', row.in_force) ?? '';
      text = { version: row.in_force, body, index: codePointIndex(body) };
    }
    const placed =
      row.level === 'article'
        ? { row, span: null, pieces: [] }
        : placeAnnotation(row, piecesOf(db, row.annotation_id), row.in_force, { text: text.body, index: text.index });
    for (const coding of given.length > 0 ? given : [undefined]) {
      const cells = annotationCells(row, placed, coding, attributes);
      parts.push(csvRecord(cells.map((cell) => (cell === null ? '' : String(cell)))));
    }
  }
  return { text: parts.join(''), total: ids.length, next: until < ids.length ? until : null };
}

/** The quotation, where it is from, what it was coded with and by whom. */
function quotation(row: FileRow, given: readonly CodingInRow[]): string {
  const words =
    row.level === 'article'
      ? '*The whole article*'
      : (row.exact ?? '')
          .split(/\n+/)
          .map(asMarkdown)
          .filter((line) => line !== '')
          .join('\n>\n> ');
  const from = [
    asMarkdown(row.source ?? 'unknown source'),
    row.published_at ?? 'no date',
    `“${asMarkdown(row.title)}”`,
  ];
  const about = [
    given.length > 0 ? given.map(({ code }) => asMarkdown(code?.path ?? '')).join('; ') : 'no code',
    `coded by ${asMarkdown(row.coder_name)}${row.confidence === null ? '' : `, ${row.confidence} % sure`}`,
  ];
  const memo = row.memo.trim() === '' ? '' : `\n\nMemo: ${asMarkdown(row.memo)}`;
  return `> ${words}\n\n${from.join(', ')}. ${about.join('; ')}.${memo}\n\n`;
}

// Compared by UTF-16 unit, so that the order is the same on every machine.
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
