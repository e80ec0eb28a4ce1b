import { anchor, makeQuote } from '../../../../shared/text/index.ts';
import { type KeptRun, movedSpan } from '../../../analysis/kept-lines.ts';
import type { WritableDb } from '../../db/types.ts';

export interface Placed {
  key: string;
  version: number;
  start: number | null;
  end: number | null;
  exact: string;
  prefix: string;
  suffix: string;
}

/** The text before, where lines of it came or went: spans within what stayed go along exactly. */
export interface Kept {
  versionId: number;
  runs: readonly KeptRun[];
}

/**
 * Places the annotations, claim mentions and passages of evidence of an article in its new text: where they were, else by their quote. What
 * cannot be placed keeps its quote and is listed as unplaced; what was unplaced before may find its place again.
 */
export function reanchor(db: WritableDb, article: number, textVersion: number, text: string, kept?: Kept): void {
  const annotations = db.all<Placed>(
    `SELECT annotation_id AS key, text_version_id AS version, start, end, exact, prefix, suffix FROM annotation
     WHERE article = ? AND level = 'span' AND exact IS NOT NULL`,
    article,
  );
  const mentions = db.all<Placed>(
    `SELECT mention_id AS key, text_version_id AS version, start, end, exact, prefix, suffix FROM claim_mention
     WHERE article = ?`,
    article,
  );
  const passages = db.all<Placed>(
    `SELECT evidence_id AS key, text_version_id AS version, start, end, exact, prefix, suffix FROM claim_evidence
     WHERE article = ?`,
    article,
  );
  db.run('UPDATE annotation SET text_version_id = ? WHERE article = ?', textVersion, article);
  db.run('UPDATE claim_mention SET text_version_id = ? WHERE article = ?', textVersion, article);
  db.run('UPDATE claim_evidence SET text_version_id = ? WHERE article = ?', textVersion, article);
  const pieces = piecesOf(db, article);
  for (const row of annotations) {
    const own = (pieces.get(row.key) ?? []).map((piece) => ({
      ord: piece.ord,
      ...place(text, { ...piece, ...at(row) }, kept),
    }));
    const placed = place(text, row, kept);
    // A discontinuous span has its place whole or not at all.
    const isLost = own.some((piece) => piece.start === null);
    db.run(
      `UPDATE annotation SET start = :start, end = :end, prefix = :prefix, suffix = :suffix, status = :status
       WHERE annotation_id = :key`,
      isLost ? { ...placed, ...nowhere(row) } : placed,
    );
    for (const [n, { status: _, ...piece }] of own.entries()) {
      const stays = !isLost && placed.start !== null;
      db.run(
        `UPDATE annotation_piece SET start = :start, end = :end, prefix = :prefix, suffix = :suffix
         WHERE annotation_id = :key AND ord = :ord`,
        stays ? piece : { ...piece, start: null, end: null, ...contextOf(pieces.get(row.key)![n]!) },
      );
    }
  }
  for (const row of mentions) {
    db.run(
      `UPDATE claim_mention SET start = :start, end = :end, prefix = :prefix, suffix = :suffix, status = :status
       WHERE mention_id = :key`,
      place(text, row, kept),
    );
  }
  for (const row of passages) {
    db.run(
      `UPDATE claim_evidence SET start = :start, end = :end, prefix = :prefix, suffix = :suffix, status = :status
       WHERE evidence_id = :key`,
      place(text, row, kept),
    );
  }
}

interface PlacedPiece extends Omit<Placed, 'version'> {
  ord: number;
}

/** The further pieces of discontinuous spans, by annotation. */
function piecesOf(db: WritableDb, article: number): Map<string, PlacedPiece[]> {
  const found = new Map<string, PlacedPiece[]>();
  const rows = db.all<PlacedPiece>(
    `SELECT p.annotation_id AS key, p.ord, p.start, p.end, p.exact, p.prefix, p.suffix
     FROM annotation_piece p JOIN annotation a USING (annotation_id) WHERE a.article = ? ORDER BY p.annotation_id, p.ord`,
    article,
  );
  for (const row of rows) found.set(row.key, [...(found.get(row.key) ?? []), row]);
  return found;
}

const at = ({ version }: Placed) => ({ version });
const contextOf = ({ prefix, suffix }: { prefix: string; suffix: string }) => ({ prefix, suffix });
const nowhere = (row: Placed) => ({ start: null, end: null, ...contextOf(row), status: 'unplaced' });

/** Where a quote stands in a text; places null, and `unplaced`, where it cannot be told. */
export function place(text: string, row: Placed, kept?: Kept) {
  const quote = { exact: row.exact, prefix: row.prefix ?? '', suffix: row.suffix ?? '' };
  const moved =
    kept && row.version === kept.versionId && row.start !== null && row.end !== null
      ? movedSpan(kept.runs, row.start, row.end)
      : null;
  const stays = moved && text.slice(moved.start, moved.end) === row.exact;
  // Without a position only the quote counts.
  const found = stays ? moved : anchor(text, { start: row.start ?? 0, end: row.end ?? -1, quote });
  if (!found) {
    return { key: row.key, start: null, end: null, prefix: quote.prefix, suffix: quote.suffix, status: 'unplaced' };
  }
  const { prefix, suffix } = makeQuote(text, found.start, found.end);
  return { key: row.key, start: found.start, end: found.end, prefix, suffix, status: 'anchored' };
}
