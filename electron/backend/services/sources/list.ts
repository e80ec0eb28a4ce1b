import type { SourceRow } from '../../../../shared/contract/rooms/sources.ts';
import type { DateOrder } from '../../../../shared/model/article.ts';
import type { ReadableDb } from '../../db/types.ts';
import { basisOf } from './dates.ts';
import { ratingsBySource } from './match-ratings.ts';

interface Stored {
  sourceId: number;
  name: string;
  domain: string | null;
  country: string;
  language: string;
  notes: string;
  articles: number;
  firstPublished: string | null;
  lastPublished: string | null;
  said: DateOrder | null;
  dayFirst: number;
  monthFirst: number;
  rules: number;
}

/** Every source with what it holds and what raters say of it, by name. Dates as precise as they are known. */
export function listSources(db: ReadableDb): SourceRow[] {
  const sources = db.all<Stored>(
    `SELECT s.id AS sourceId, s.name AS name, s.domain AS domain, s.country AS country, s.language AS language,
       s.notes AS notes, s.article_count AS articles, s.date_order AS said,
       (SELECT published_at FROM article WHERE source_id = s.id AND published_sort > ''
          ORDER BY published_sort, id LIMIT 1) AS firstPublished,
       (SELECT published_at FROM article WHERE source_id = s.id AND published_sort > ''
          ORDER BY published_sort DESC, id DESC LIMIT 1) AS lastPublished,
       (SELECT count(*) FROM article WHERE source_id = s.id AND date_habit = 'day first') AS dayFirst,
       (SELECT count(*) FROM article WHERE source_id = s.id AND date_habit = 'month first') AS monthFirst,
       (SELECT count(*) FROM source_rule WHERE source_id = s.id AND switched_off = 0) AS rules
     FROM source s ORDER BY s.name COLLATE NOCASE, s.id`,
  );
  const aliases = Map.groupBy(
    db.all<{ sourceId: number; name: string }>(
      'SELECT source_id AS sourceId, name FROM source_alias ORDER BY name COLLATE NOCASE, identity',
    ),
    ({ sourceId }) => sourceId,
  );
  const open = new Map(
    db
      .all<{ sourceId: number; n: number }>(
        `SELECT a.source_id AS sourceId, count(DISTINCT a.id) AS n FROM open_date o JOIN article a ON a.id = o.article
         WHERE a.published_at IS NULL AND a.source_id IS NOT NULL AND NOT EXISTS
           (SELECT 1 FROM evidence e WHERE e.article = a.id AND e.field = 'publishedAt' AND e.chosen = 1)
         GROUP BY a.source_id`,
      )
      .map(({ sourceId, n }) => [sourceId, n]),
  );
  const ratings = ratingsBySource(db);
  return sources.map(({ said, dayFirst, monthFirst, rules, ...source }) => ({
    ...source,
    aliases: (aliases.get(source.sourceId) ?? []).map(({ name }) => name),
    dateOrder: { ...basisOf(said, dayFirst, monthFirst), open: open.get(source.sourceId) ?? 0 },
    ratings: ratings.get(source.sourceId) ?? [],
    rules,
  }));
}
