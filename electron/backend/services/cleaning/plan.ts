import { AppError } from '../../../../shared/contract/errors.ts';
import { wordCount } from '../../../../shared/text/segmentation.ts';
import {
  type CutPassage,
  cleaners,
  cleanWith,
  createLineStatistics,
  type SourceModel,
} from '../../../analysis/cleaning/index.ts';
import { sha256 } from '../../../analysis/sha256.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { articlesOfSource, cleanableArticle } from './documents.ts';

/** Name and version of the pass, as it is recorded. */
export const ANALYSER = `${cleaners.acrossSource.name} ${cleaners.acrossSource.version}`;

/**
 * While a source has grown by no more than this since its rules were learned, new articles are cleaned with the rules
 * there are: a folder that is watched must not cost a pass over the whole source for each file.
 */
const NEGLIGIBLE_GROWTH = 0.02;

export interface SourceToClean {
  sourceId: number;
  name: string;
  articles: number;
  /** Row ids of the only articles to clean, with the rules there are; null: learn anew, and clean all. */
  only: number[] | null;
  /** Whether a pass went over it before: then it may have lines to give back. */
  passed: boolean;
}

export type CleaningScope = { sourceIds: readonly number[] | null } | { importJobId: string };

/** Which sources a pass is over. Articles without a known source have nothing in common. */
export function sourcesToClean(db: ReadableDb, scope: CleaningScope): SourceToClean[] {
  if (!('importJobId' in scope)) {
    const named = scope.sourceIds === null ? '' : 'AND id IN (SELECT value FROM json_each(:ids))';
    return db
      .all<{ sourceId: number; name: string; articles: number; passed: number }>(
        `SELECT id AS sourceId, name, article_count AS articles, id IN (SELECT source_id FROM source_cleaning) AS passed
         FROM source WHERE article_count > 0 ${named} ORDER BY id`,
        ...(scope.sourceIds === null ? [] : [{ ids: JSON.stringify(scope.sourceIds) }]),
      )
      .map((source) => ({ ...source, passed: source.passed === 1, only: null }));
  }
  const { importJobId } = scope;
  const touched = db.all<{
    sourceId: number;
    name: string;
    articles: number;
    passed: number;
    learnedFrom: number | null;
  }>(
    `SELECT s.id AS sourceId, s.name, s.article_count AS articles,
       s.id IN (SELECT source_id FROM source_cleaning) AS passed,
       (SELECT c.articles FROM source_cleaning c WHERE c.source_id = s.id AND c.analyser = :analyser) AS learnedFrom
     FROM source s
     WHERE s.id IN (SELECT source_id FROM article INDEXED BY article_by_job WHERE import_job_id = :importJobId)
     ORDER BY s.id`,
    { importJobId, analyser: ANALYSER },
  );
  return touched.map(({ learnedFrom, ...source }) => ({
    ...source,
    passed: source.passed === 1,
    only:
      learnedFrom !== null && Math.abs(source.articles - learnedFrom) <= learnedFrom * NEGLIGIBLE_GROWTH
        ? db.column<number>(
            'SELECT id FROM article WHERE import_job_id = ? AND source_id = ? ORDER BY id',
            importJobId,
            source.sourceId,
          )
        : null,
  }));
}

/**
 * What the articles of a source have in common. Reads each text once, one at a time.
 * @throws AppError CANCELLED
 */
export function learnSource(
  db: ReadableDb,
  { sourceId }: { sourceId: number },
  context: ReadContext,
): { model: SourceModel; articles: number } {
  const statistics = createLineStatistics();
  let articles = 0;
  for (const id of articlesOfSource(db, sourceId)) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    const article = cleanableArticle(db, id, false);
    if (!article) continue;
    statistics.add(article.document);
    articles++;
  }
  return { model: statistics.model(), articles };
}

/** An article whose text cleaning changes. */
export interface CleanedArticle {
  id: number;
  /** The text version that was cleaned. */
  textVersionId: number;
  text: string;
  sha256: string;
  words: number;
  removed: CutPassage[];
  /** Null: as it was. */
  title: string | null;
}

export interface PlanInput {
  /** Row ids. */
  ids: readonly number[];
  model: SourceModel;
  switchedOff: readonly string[];
}

export interface Planned {
  cleaned: CleanedArticle[];
  /** How many of the articles asked for were looked at. */
  looked: number;
}

/** Characters of cleaned text that are handed over at once, beyond the last text. */
const MOST_CHARACTERS = 2_000_000;

/** Cleans articles, the first ones or all, and gives back those that come out different; nothing is written. */
export function planCleaning(db: ReadableDb, input: PlanInput, context: ReadContext): Planned {
  const options = { switchedOff: new Set(input.switchedOff) };
  const cleaned: CleanedArticle[] = [];
  let looked = 0;
  let characters = 0;
  for (const id of input.ids) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    if (characters >= MOST_CHARACTERS) break;
    looked++;
    const article = cleanableArticle(db, id, true);
    if (!article) continue;
    const { document, textVersionId } = article;
    const { changed, text, removed, title } = cleanWith(input.model, document, options);
    if (!changed) continue;
    const sameText = text === document.text;
    cleaned.push({
      id,
      textVersionId,
      text,
      sha256: sha256(text),
      words: sameText ? article.words : wordCount(text, document.language ?? null),
      removed,
      title: title === document.title ? null : title,
    });
    characters += text.length;
  }
  return { cleaned, looked };
}
