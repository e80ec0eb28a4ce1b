// Chosen passages as a file: what an export says of them, or quotations to read and cite.
import type { PassageFilter, PassageSort } from '../../../../shared/contract/rooms/results.ts';
import { csvRecord } from '../../../../shared/text/csv-cells.ts';
import { codePointIndex } from '../../../../shared/text/offsets.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { AnnotationRow } from '../annotations/read.ts';
import { type ExportedCode, readCodePaths } from '../export/code-paths.ts';
import { annotationColumns } from '../export/columns.ts';
import { annotationCells, checkedSpan } from '../export/corpus-pass.ts';
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
  /** JSON list of [coding id, code id]. */
  codings: string;
}

const ROWS = `
  SELECT n.annotation_id, n.article, n.text_version_id, n.level, n.start, n.end, n.exact, n.prefix, n.suffix, n.memo,
    n.confidence, n.coder, p.name AS coder_name, n.origin, n.status, n.created_at, n.updated_at,
    a.article_id, a.title, s.name AS source, a.published_at, a.url, v.sha256, a.text_version_id AS in_force,
    (SELECT json_group_array(json_array(c.coding_id, c.code_id)) FROM coding c
     WHERE c.annotation_id = n.annotation_id) AS codings
  FROM json_each(:ids) j CROSS JOIN annotation n ON n.rowid = j.value JOIN article a ON a.id = n.article
  JOIN text_version v ON v.id = a.text_version_id JOIN coder p ON p.id = n.coder
  LEFT JOIN source s ON s.id = a.source_id ORDER BY j.key`;

interface OpenText {
  version: number;
  body: string;
  index: ReturnType<typeof codePointIndex>;
}
type Given = { codingId: string; code: ExportedCode | undefined };

export function passagesFile(
  db: ReadableDb,
  input: { filter: PassageFilter; sort: PassageSort; format: 'csv' | 'markdown'; start: number; count: number },
  context: ReadContext,
): { text: string; total: number; next: number | null } {
  const ids = listedAnnotations(db, input.filter, context, input.sort);
  const until = input.start + input.count;
  const page = JSON.stringify(Array.from(ids.slice(input.start, until)));
  const codes = new Map(readCodePaths(db).map((code) => [code.codeId, code]));
  const parts: string[] = [];
  if (input.start === 0) parts.push(input.format === 'csv' ? csvRecord(annotationColumns.map(({ name }) => name)) : '');
  let text: OpenText = { version: -1, body: '', index: codePointIndex('') };
  for (const row of db.all<FileRow>(ROWS, { ids: page })) {
    alive(context);
    const given = (JSON.parse(row.codings) as [string, string][])
      .map(([codingId, codeId]): Given => ({ codingId, code: codes.get(codeId) }))
      .sort((a, b) => compare(a.code?.path ?? '', b.code?.path ?? '') || compare(a.codingId, b.codingId));
    if (input.format === 'markdown') {
      parts.push(quotation(row, given));
      continue;
    }
    if (text.version !== row.in_force) {
      const body = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', row.in_force) ?? '';
      text = { version: row.in_force, body, index: codePointIndex(body) };
    }
    const span = row.level === 'article' ? null : checkedSpan(text.body, text.index, row, row.in_force).span;
    for (const coding of given.length > 0 ? given : [undefined]) {
      const cells = annotationCells(row, row, span, coding);
      parts.push(csvRecord(cells.map((cell) => (cell === null ? '' : String(cell)))));
    }
  }
  return { text: parts.join(''), total: ids.length, next: until < ids.length ? until : null };
}

/** The quotation, where it is from, what it was coded with and by whom. */
function quotation(row: FileRow, given: readonly Given[]): string {
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
