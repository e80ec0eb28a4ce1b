import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { oncePerState } from '../../db/once.ts';
import type { ReadableDb } from '../../db/types.ts';
import { speakerKind } from '../names/known.ts';
import { sharesOfStories } from './stories.ts';
import { rateIn, techniquesBySource } from './techniques.ts';

/** What stands in every row but the rates of techniques. */
const measures = oncePerState((db: ReadableDb) => {
  const languages = Map.groupBy(
    db.all<{
      sourceId: number;
      language: string | null;
      articles: number;
      words: number;
      firstDay: string | null;
      lastDay: string | null;
    }>(
      `SELECT source_id AS sourceId, language, count(*) AS articles, sum(words) AS words,
         min(iif(length(published_sort) >= 10, substr(published_sort, 1, 10), NULL)) AS firstDay,
         max(iif(length(published_sort) >= 10, substr(published_sort, 1, 10), NULL)) AS lastDay
       FROM article WHERE source_id IS NOT NULL GROUP BY source_id, language ORDER BY count(*) DESC`,
    ),
    ({ sourceId }) => sourceId,
  );
  const shared = new Map<number, number>();
  const groups = Map.groupBy(
    db.all<{ group: number; sourceId: number; n: number }>(
      `SELECT duplicate_group AS "group", source_id AS sourceId, count(*) AS n FROM article
       WHERE duplicate_group IS NOT NULL AND source_id IS NOT NULL GROUP BY duplicate_group, source_id`,
    ),
    ({ group }) => group,
  );
  for (const members of groups.values()) {
    if (members.length > 1)
      for (const { sourceId, n } of members) shared.set(sourceId, (shared.get(sourceId) ?? 0) + n);
  }
  const stories = new Map<number, number>();
  for (const shares of sharesOfStories(db).values()) {
    for (const { sourceId } of shares) if (sourceId !== null) stories.set(sourceId, (stories.get(sourceId) ?? 0) + 1);
  }
  const looked = new Map(
    db
      .all<{ sourceId: number; words: number; quotations: number }>(
        `SELECT a.source_id AS sourceId, sum(a.words) AS words, coalesce(sum(c.n), 0) AS quotations
         FROM analysis_state s CROSS JOIN article a ON a.id = s.article
           LEFT JOIN finding_count c ON c.analyser = s.analyser AND c.article = s.article AND c.label = 'direct'
         WHERE s.analyser = 'quotations' AND s.n IS NOT NULL AND a.source_id IS NOT NULL GROUP BY a.source_id`,
      )
      .map((row) => [row.sourceId, row]),
  );
  const speakers = new Map(
    db
      .all<{ sourceId: number; named: number; speakers: number }>(
        `SELECT a.source_id AS sourceId, sum(c.quotations) AS named,
           count(DISTINCT coalesce(v.group_id, '=' || f.name)) AS speakers
         FROM speaker_count c CROSS JOIN article a ON a.id = c.article CROSS JOIN found_name f ON f.id = c.name_id
           LEFT JOIN name_variant v ON v.kind = ${speakerKind('f')} AND v.name = f.name
         WHERE c.quotations > 0 AND a.source_id IS NOT NULL GROUP BY a.source_id`,
      )
      .map((row) => [row.sourceId, row]),
  );
  return { languages, shared, stories, looked, speakers };
});

export function compareSources(
  db: ReadableDb,
  { sourceIds }: ParsedInputOf<'profiles.compare'>,
): OutputOf<'profiles.compare'> {
  const { languages, shared, stories, looked, speakers } = measures(db);
  const techniques = techniquesBySource(db);
  const wanted = new Set(sourceIds);
  const sources = db
    .all<{ sourceId: number; source: string }>(
      'SELECT id AS sourceId, name AS source FROM source WHERE article_count > 0 ORDER BY name COLLATE NOCASE, id',
    )
    .filter(({ sourceId }) => wanted.size === 0 || wanted.has(sourceId));
  return {
    labels: techniques.labels,
    rows: sources.map(({ sourceId, source }) => {
      const parts = languages.get(sourceId) ?? [];
      const days = parts.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).filter((day) => day !== null);
      days.sort();
      return {
        sourceId,
        source,
        articles: parts.reduce((sum, { articles }) => sum + articles, 0),
        words: parts.reduce((sum, { words }) => sum + words, 0),
        firstDay: days[0] ?? null,
        lastDay: days.at(-1) ?? null,
        languages: parts.flatMap(({ language }) => (language === null ? [] : [language])),
        stories: stories.get(sourceId) ?? 0,
        shared: shared.get(sourceId) ?? 0,
        quotations: looked.get(sourceId)?.quotations ?? 0,
        named: speakers.get(sourceId)?.named ?? 0,
        speakers: speakers.get(sourceId)?.speakers ?? 0,
        techniqueWords: techniques.words.get(sourceId)?.words ?? 0,
        quotationWords: looked.get(sourceId)?.words ?? 0,
        techniques: Object.fromEntries(techniques.labels.map((label) => [label, rateIn(techniques, sourceId, label)])),
      };
    }),
  };
}
