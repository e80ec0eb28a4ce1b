import type { Span } from '../../../../shared/text/span.ts';
import { joinStretches } from '../../../../shared/text/stretches.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { type ArticleText, checkedQuote } from '../spans/index.ts';

/** Columns of the span, and the rows of its further pieces, in the text in force. @throws AppError as `checkedQuote` */
export function quotedStretches(article: ArticleText, stretches: readonly Span[]) {
  const [first, ...rest] = joinStretches(stretches).map((span) => ({
    ...span,
    ...checkedQuote(article, { ...span, textVersionId: String(article.textVersionId), quote: null }),
  }));
  return { span: first!, pieces: rest };
}

/** Writes the further pieces of an annotation as they shall be. @returns whether any differs from before */
export function writePieces(
  db: ReadableDb,
  rows: TrackedRows,
  annotationId: string,
  pieces: readonly Record<string, SqlValue>[],
): boolean {
  const before = db.all<{ ord: number; start: number | null; end: number | null; exact: string }>(
    'SELECT ord, start, end, exact FROM annotation_piece WHERE annotation_id = ? ORDER BY ord',
    annotationId,
  );
  const isSame =
    before.length === pieces.length &&
    before.every((one, n) => (['start', 'end', 'exact'] as const).every((name) => one[name] === pieces[n]![name]));
  if (isSame) return false;
  for (const [ord, piece] of pieces.entries())
    rows.put('annotation_piece', { annotation_id: annotationId, ord, ...piece });
  for (const { ord } of before) {
    if (ord >= pieces.length) rows.delete('annotation_piece', { annotation_id: annotationId, ord });
  }
  return true;
}
