import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { ReadableDb } from '../../db/types.ts';
import { ratingsBySource } from '../sources/match-ratings.ts';
import { requireSource } from './source.ts';

/** What it published when, in which languages, and what raters say of it. */
export function articlesOf(
  db: ReadableDb,
  { sourceId }: ParsedInputOf<'profiles.articles'>,
): OutputOf<'profiles.articles'> {
  const source = requireSource(db, sourceId);
  const days = db.all<{ day: string | null; articles: number }>(
    `SELECT iif(length(published_sort) >= 10 AND coalesce(published_precision, '') NOT IN ('year', 'month'),
       substr(published_sort, 1, 10), NULL) AS day, count(*) AS articles
     FROM article WHERE source_id = ? GROUP BY day ORDER BY day`,
    sourceId,
  );
  const languages = db.all<{ language: string | null; articles: number; words: number }>(
    `SELECT language, count(*) AS articles, sum(words) AS words FROM article WHERE source_id = ?
     GROUP BY language ORDER BY articles DESC, language`,
    sourceId,
  );
  return {
    source,
    articles: languages.reduce((sum, { articles }) => sum + articles, 0),
    words: languages.reduce((sum, { words }) => sum + words, 0),
    withoutDay: days.find(({ day }) => day === null)?.articles ?? 0,
    days: days.flatMap(({ day, articles }) => (day === null ? [] : [{ day, articles }])),
    languages: languages.map(({ language, articles }) => ({ language, articles })),
    ratings: ratingsBySource(db).get(sourceId) ?? [],
  };
}
