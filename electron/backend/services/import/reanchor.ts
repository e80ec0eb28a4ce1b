import { anchor, makeQuote } from '../../../../shared/text/index.ts';
import type { WritableDb } from '../../db/types.ts';

interface Placed {
  key: string;
  start: number | null;
  end: number | null;
  exact: string;
  prefix: string;
  suffix: string;
}

/**
 * Places the annotations and claim mentions of an article in its new text: where they were, else by their quote. What
 * cannot be placed keeps its quote and is listed as unplaced; what was unplaced before may find its place again.
 */
export function reanchor(db: WritableDb, article: number, textVersion: number, text: string): void {
  db.run('UPDATE annotation SET text_version_id = ? WHERE article = ?', textVersion, article);
  db.run('UPDATE claim_mention SET text_version_id = ? WHERE article = ?', textVersion, article);
  const annotations = db.all<Placed>(
    `SELECT annotation_id AS key, start, end, exact, prefix, suffix FROM annotation
     WHERE article = ? AND level = 'span' AND exact IS NOT NULL`,
    article,
  );
  for (const row of annotations) {
    db.run(
      `UPDATE annotation SET start = :start, end = :end, prefix = :prefix, suffix = :suffix, status = :status
       WHERE annotation_id = :key`,
      place(text, row),
    );
  }
  const mentions = db.all<Placed>(
    'SELECT mention_id AS key, start, end, exact, prefix, suffix FROM claim_mention WHERE article = ?',
    article,
  );
  for (const row of mentions) {
    db.run(
      `UPDATE claim_mention SET start = :start, end = :end, prefix = :prefix, suffix = :suffix, status = :status
       WHERE mention_id = :key`,
      place(text, row),
    );
  }
}

function place(text: string, row: Placed) {
  const quote = { exact: row.exact, prefix: row.prefix ?? '', suffix: row.suffix ?? '' };
  // Without a position only the quote counts.
  const found = anchor(text, { start: row.start ?? 0, end: row.end ?? -1, quote });
  if (!found) {
    return { key: row.key, start: null, end: null, prefix: quote.prefix, suffix: quote.suffix, status: 'unplaced' };
  }
  const { prefix, suffix } = makeQuote(text, found.start, found.end);
  return { key: row.key, start: found.start, end: found.end, prefix, suffix, status: 'anchored' };
}
