import { randomUUID } from 'node:crypto';
import type { ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Annotation } from '../../../../shared/model/annotation.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { type ArticleText, articleText, checkedQuote } from '../spans/index.ts';
import { addCodings, answer, listed, namesToGive, requireAnnotation } from './given.ts';

/** What a second look at the same span adds to the first: nothing written before is lost. */
function joinedMemo(before: string, added: string): string {
  if (added === '' || added === before) return before;
  return before === '' ? added : `${before}\n${added}`;
}

/** The annotation in one piece that the coder has on exactly this span, or on the whole article. */
export function annotationOn(
  db: ReadableDb,
  article: ArticleText,
  coder: number,
  place: { level: 'span' | 'article'; start: number | null; end: number | null },
) {
  return db.get<{ annotation_id: string; memo: string }>(
    `SELECT annotation_id, memo FROM annotation a
     WHERE article = ? AND start IS ? AND coder = ? AND end IS ? AND level = ? AND status = 'anchored'
       AND (text_version_id = ? OR level = 'article')
       AND NOT EXISTS (SELECT 1 FROM annotation_piece p WHERE p.annotation_id = a.annotation_id)
     ORDER BY created_at, annotation_id LIMIT 1`,
    article.id,
    place.start,
    coder,
    place.end,
    place.level,
    article.textVersionId,
  );
}

/** Writes the row of a new annotation. */
export function insertAnnotation(
  rows: TrackedRows,
  article: ArticleText,
  row: { level: 'span' | 'article'; start: number | null; end: number | null; coder: number; at: string },
  more: Record<string, SqlValue>,
): string {
  const { at, ...values } = row;
  const annotationId = randomUUID();
  rows.insert('annotation', {
    annotation_id: annotationId,
    article: article.id,
    text_version_id: article.textVersionId,
    exact: null,
    prefix: null,
    suffix: null,
    memo: '',
    confidence: null,
    origin: 'manual',
    ...values,
    ...more,
    status: 'anchored',
    created_at: at,
    updated_at: at,
  });
  return annotationId;
}

export function createAnnotation(
  db: WritableDb,
  input: ParsedInputOf<'annotations.create'>,
  context: WriteContext,
): Annotation {
  const coder = context.requireCoder();
  const article = articleText(db, input.articleId);
  const { start, end, level } = input;
  if (level === 'span' && (start === null || end === null)) {
    throw new AppError('INVALID_INPUT', 'An annotation of a span needs its start and end.');
  }
  if (level === 'article' && (start !== null || end !== null || input.quote !== null)) {
    throw new AppError('INVALID_INPUT', 'An annotation of a whole article has no span.');
  }
  const quote =
    start !== null && end !== null
      ? checkedQuote(article, { textVersionId: input.textVersionId, start, end, quote: input.quote })
      : null;
  const names = namesToGive(db, input.codeIds, level);
  const same = annotationOn(db, article, coder.id, { level, start, end });
  const what = level === 'article' ? `the article “${article.title}”` : 'a passage';
  const label =
    names.length === 0 ? `Highlighted ${what}` : `Coded ${listed(names)}${level === 'article' ? ` on ${what}` : ''}`;
  let annotationId = same?.annotation_id ?? '';
  context.change({ action: 'annotation.create', label, article: article.id }, (rows) => {
    if (same) {
      const memo = joinedMemo(same.memo, input.memo);
      const values: Record<string, SqlValue> =
        input.confidence === null ? { memo } : { memo, confidence: input.confidence };
      const given = addCodings(db, rows, annotationId, input.codeIds, context.at);
      const { memo: memoNow, confidence } = requireAnnotation(db, annotationId, context);
      const differs = memoNow !== memo || (input.confidence !== null && confidence !== input.confidence);
      if (given > 0 || differs) {
        rows.update('annotation', { annotation_id: annotationId }, { ...values, updated_at: context.at });
      }
      return;
    }
    annotationId = insertAnnotation(
      rows,
      article,
      { level, start, end, coder: coder.id, at: context.at },
      { ...(quote && { ...quote }), memo: input.memo, confidence: input.confidence },
    );
    addCodings(db, rows, annotationId, input.codeIds, context.at);
  });
  context.touch(['annotations'], [article.articleId]);
  return answer(db, annotationId, article, context);
}
