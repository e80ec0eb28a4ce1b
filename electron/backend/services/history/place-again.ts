import type { TrackedTable } from '../../db/change-log.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import { textOf } from '../articles/article.ts';
import { type Placed, place } from '../import/reanchor.ts';

const ofArticle = (table: string, key: string) => ({
  select: `SELECT r.article AS article, r.text_version_id AS version, r.start, r.end, r.exact, r.prefix, r.suffix
    FROM ${table} r WHERE r.${key} = :${key} AND r.exact <> ''`,
  update: `UPDATE ${table} SET text_version_id = :version, start = :start, end = :end, prefix = :prefix, suffix = :suffix,
    status = :status WHERE ${key} = :${key}`,
});

/** By table: a row with its quote, and the same with its place of today. */
const statements: Partial<Record<TrackedTable, { select: string; update: string }>> = {
  annotation: ofArticle('annotation', 'annotation_id'),
  claim_mention: ofArticle('claim_mention', 'mention_id'),
  // A piece has no version and no status of its own: those are its annotation's.
  annotation_piece: {
    select: `SELECT a.article AS article, NULL AS version, r.start, r.end, r.exact, r.prefix, r.suffix
      FROM annotation_piece r JOIN annotation a USING (annotation_id) WHERE r.annotation_id = :annotation_id AND r.ord = :ord`,
    update: `UPDATE annotation_piece SET start = :start, end = :end, prefix = :prefix, suffix = :suffix
      WHERE annotation_id = :annotation_id AND ord = :ord`,
  },
  claim_evidence: ofArticle('claim_evidence', 'evidence_id'),
};

type Row = Omit<Placed, 'key' | 'version'> & { article: number; version: number | null };

/**
 * Places rows that undo or redo put back in the text that is in force: they were written for the text of then. One that still
 * stands where it says stays as it is; one that is not found keeps its quote, unplaced.
 */
export function placeAgain(
  db: WritableDb,
  rows: readonly { table: TrackedTable; key: Record<string, SqlValue> }[],
): void {
  let read = { version: -1, text: '' };
  for (const { table, key } of rows) {
    const sql = statements[table];
    if (!sql) continue;
    const row = db.get<Row>(sql.select, key);
    if (!row) continue;
    const version = db.value<number>('SELECT text_version_id FROM article WHERE id = ?', row.article);
    if (version === undefined) continue;
    if (read.version !== version) read = { version, text: textOf(db, version) };
    const { text } = read;
    const stands = row.start !== null && row.end !== null && text.slice(row.start, row.end) === row.exact;
    const before = stands ? text.slice(0, row.start ?? 0) : '';
    if (stands && before.endsWith(row.prefix ?? '') && (row.version ?? version) === version) continue;
    db.run(sql.update, { ...place(text, { ...row, key: '', version: row.version ?? version }), ...key, version });
  }
  const discontinuous = new Set(
    rows.flatMap(({ table, key }) => (table === 'annotation_piece' ? [key.annotation_id ?? null] : [])),
  );
  for (const annotationId of discontinuous) wholeOrNot(db, annotationId);
}

/** A discontinuous span has its place whole or not at all. */
function wholeOrNot(db: WritableDb, annotationId: SqlValue): void {
  db.run(
    `UPDATE annotation SET start = NULL, end = NULL, status = 'unplaced' WHERE annotation_id = :annotationId
     AND EXISTS (SELECT 1 FROM annotation_piece p WHERE p.annotation_id = :annotationId AND p.start IS NULL)`,
    { annotationId },
  );
  db.run(
    `UPDATE annotation_piece SET start = NULL, end = NULL WHERE annotation_id = :annotationId
     AND EXISTS (SELECT 1 FROM annotation a WHERE a.annotation_id = :annotationId AND a.status = 'unplaced')`,
    { annotationId },
  );
}
