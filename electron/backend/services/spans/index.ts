// Spans of frozen texts: what the rooms of annotations, claims, export and check share. Offsets are UTF-16.
import { AppError } from '../../../../shared/contract/errors.ts';
import { isInsidePair } from '../../../../shared/text/offsets.ts';
import { anchor, makeQuote, type Quote } from '../../../../shared/text/quote.ts';
import type { Span } from '../../../../shared/text/span.ts';
import type { ReadableDb } from '../../db/types.ts';

/** An article with its text in force. `id` and `textVersionId` are row ids. */
export interface ArticleText {
  id: number;
  articleId: string;
  title: string;
  textVersionId: number;
  text: string;
}

const ARTICLE_TEXT = `
  SELECT a.id, a.article_id AS articleId, a.title, a.text_version_id AS textVersionId, b.text
  FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id`;

/** @throws AppError NOT_FOUND when the project has no such article. */
export function articleText(db: ReadableDb, articleId: string): ArticleText {
  const found = db.get<ArticleText>(`${ARTICLE_TEXT} WHERE a.article_id = ?`, articleId);
  if (!found) throw new AppError('NOT_FOUND', `This project has no article ${articleId}.`, { articleId });
  return found;
}

/** The same by row id. */
export function articleTextByRow(db: ReadableDb, id: number): ArticleText {
  const found = db.get<ArticleText>(`${ARTICLE_TEXT} WHERE a.id = ?`, id);
  if (!found) throw new AppError('NOT_FOUND', 'This project no longer has that article.', { id });
  return found;
}

/**
 * The quote of a span that a person wants to keep.
 * @throws AppError STALE when the text has a newer version, INVALID_INPUT for an empty span, one outside the text or one
 * that tears a character apart, CONFLICT when the words there are not `quote`.
 */
export function checkedQuote(
  article: ArticleText,
  span: { textVersionId: string; start: number; end: number; quote: string | null },
): Quote {
  const { text } = article;
  const { start, end } = span;
  const details = { articleId: article.articleId, start, end };
  if (span.textVersionId !== String(article.textVersionId)) {
    throw new AppError(
      'STALE',
      `The text of “${article.title}” has changed since it was opened. Open it again and select the passage once more.`,
      details,
    );
  }
  if (end > text.length || start > end) {
    throw new AppError(
      'INVALID_INPUT',
      `The span ${start} to ${end} is not in the text of “${article.title}”.`,
      details,
    );
  }
  if (start === end) {
    throw new AppError('INVALID_INPUT', 'The selection is empty. Select at least one character.', details);
  }
  if (isInsidePair(text, start) || isInsidePair(text, end)) {
    throw new AppError('INVALID_INPUT', `The span ${start} to ${end} cuts a character in two.`, details);
  }
  if (span.quote !== null && text.slice(start, end) !== span.quote) {
    throw new AppError(
      'CONFLICT',
      `The words selected are not those that “${article.title}” has there. Open it again and select them once more.`,
      details,
    );
  }
  return makeQuote(text, start, end);
}

/** A span as it is stored: with the text version that its offsets mean. */
export interface StoredSpan {
  text_version_id: number;
  start: number | null;
  end: number | null;
  exact: string | null;
  prefix: string | null;
  suffix: string | null;
  status: 'anchored' | 'unplaced';
}

/**
 * Where a stored span lies in the text in force; null when it has no place there. A span of an earlier version (an undo
 * can bring one back) is looked for by its quote.
 */
export function placeInForce(span: StoredSpan, textVersionId: number, text: string): Span | null {
  const { start, end, exact } = span;
  if (span.status === 'unplaced' || start === null || end === null || exact === null) return null;
  if (span.text_version_id === textVersionId) return { start, end };
  const quote = { exact, prefix: span.prefix ?? '', suffix: span.suffix ?? '' };
  const found = anchor(text, { start, end, quote });
  return found && { start: found.start, end: found.end };
}
