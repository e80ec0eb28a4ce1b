import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { MOST_ACROSS } from '../../../../shared/contract/rooms/compare.ts';
import type { FoundQuotation } from '../../../analysis/align/index.ts';
import { keptFindings } from '../../../analysis/analysers/kept.ts';
import type { ReadableDb } from '../../db/types.ts';
import { findArticle, textOf } from '../articles/article.ts';
import { readLeans } from '../stories/lean.ts';

export type Column = OutputOf<'compare.statements'>['columns'][number];

export interface ComparedText extends Column {
  text: string;
  /** What the analyser `quotations` found in this text; null: it has not looked at it. */
  quotations: FoundQuotation[] | null;
}

export interface ComparedTexts {
  texts: ComparedText[];
  /** Sources of the story that there was no room for. */
  more: number;
}

/**
 * The texts in force of some articles, or of a story: of each source the first article that is no copy.
 * @throws AppError NOT_FOUND; INVALID_INPUT when a story has one source only
 */
export function readTexts(db: ReadableDb, input: ParsedInputOf<'compare.statements'>): ComparedTexts {
  const { articleIds, more } = 'storyId' in input ? articlesOfStory(db, input) : { ...input, more: 0 };
  const leans = readLeans(db);
  const texts = articleIds.map((articleId): ComparedText => {
    const { id, textVersionId, title, sourceId, source, publishedAt, language, direction } = findArticle(db, articleId);
    return {
      articleId,
      textVersionId: String(textVersionId),
      title: title ?? '',
      sourceId,
      source: source ?? '',
      publishedAt,
      language,
      direction,
      lean: leans.of(sourceId),
      text: textOf(db, textVersionId),
      quotations: quotationsOf(db, id, textVersionId),
    };
  });
  return { texts, more };
}

function articlesOfStory(
  db: ReadableDb,
  { storyId, most }: { storyId: string; most: number },
): { articleIds: string[]; more: number } {
  if (db.value('SELECT 1 FROM story WHERE story_id = ?', storyId) === undefined)
    throw new AppError('NOT_FOUND', 'This story is no longer in the project.', { storyId });
  const firsts = db.all<{ articleId: string }>(
    `SELECT articleId FROM (
       SELECT a.article_id AS articleId, a.published_sort AS published, a.id,
         row_number() OVER (PARTITION BY coalesce(a.source_id, -a.id) ORDER BY a.published_sort = '', a.published_sort, a.id) AS ord
       FROM story_member m CROSS JOIN article a ON a.id = m.article
       WHERE m.story_id = ? AND (a.duplicate_group IS NULL OR a.duplicate_group = a.id))
     WHERE ord = 1 ORDER BY published = '', published, id`,
    storyId,
  );
  if (firsts.length < 2) {
    throw new AppError(
      'INVALID_INPUT',
      'Only one source tells this story, copies apart: there is nothing to set side by side.',
      { storyId },
    );
  }
  const shown = firsts.slice(0, Math.min(most, MOST_ACROSS));
  return { articleIds: shown.map(({ articleId }) => articleId), more: firsts.length - shown.length };
}

function quotationsOf(db: ReadableDb, article: number, textVersionId: number): FoundQuotation[] | null {
  const looked = db.get<{ kept: string | null }>(
    `SELECT f.findings AS kept FROM analysis_state s
       LEFT JOIN analysis_findings f ON f.article = s.article AND f.analyser = s.analyser
     WHERE s.analyser = 'quotations' AND s.article = ? AND s.text_version_id = ?`,
    article,
    textVersionId,
  );
  return looked
    ? keptFindings(looked.kept).map(({ start, end, label, speaker }) => ({
        ...{ start, end, label },
        speaker: speaker ? { name: speaker.name } : null,
      }))
    : null;
}

/** @throws AppError NOT_FOUND */
export function versionsOf(
  db: ReadableDb,
  { articleId }: ParsedInputOf<'compare.versions'>,
): OutputOf<'compare.versions'> {
  const { id, textVersionId } = findArticle(db, articleId);
  return db
    .all<{ id: number; number: number; cause: string; at: string; extractor: string }>(
      'SELECT id, number, cause, created_at AS at, extractor FROM text_version WHERE article = ? ORDER BY number',
      id,
    )
    .map((version) => ({
      textVersionId: String(version.id),
      number: version.number,
      cause: version.cause,
      at: version.at,
      extractor: version.extractor,
      isCurrent: version.id === textVersionId,
    }));
}

export interface VersionTexts {
  a: { textVersionId: string; text: string };
  b: { textVersionId: string; text: string };
  language: string | null;
}

/** @throws AppError NOT_FOUND for an article or a version that is not its own; INVALID_INPUT when both are one */
export function readVersionTexts(
  db: ReadableDb,
  { articleId, from, to }: ParsedInputOf<'compare.versionDifference'>,
): VersionTexts {
  if (from === to)
    throw new AppError('INVALID_INPUT', 'Choose two versions of the text: one cannot differ from itself.', { from });
  const { id, language } = findArticle(db, articleId);
  const [a, b] = [from, to].map((textVersionId) => {
    const text = db.value<string>(
      `SELECT b.text FROM text_version v JOIN text_body b ON b.text_version_id = v.id WHERE v.id = ? AND v.article = ?`,
      Number(textVersionId),
      id,
    );
    if (text === undefined) {
      throw new AppError('NOT_FOUND', 'This article has no such version of its text.', { articleId, textVersionId });
    }
    return { textVersionId, text };
  }) as [VersionTexts['a'], VersionTexts['b']];
  return { a, b, language };
}
