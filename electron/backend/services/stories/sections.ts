import type { InputOf, OutputOf } from '../../../../shared/contract/contract.ts';
import type { Side } from '../../../../shared/model/story.ts';
import { keptFindings } from '../../../analysis/analysers/kept.ts';
import type { SectionArticle, SectionInput, WrittenSections } from '../../../analysis/stories/sections.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { Backend } from '../backend.ts';
import { readLeans } from './lean.ts';
import { getStory } from './read.ts';

/** Articles that are read for one story: of each source one, then a second of each, and so on. */
const MOST_ARTICLES = 40;

/** What the sections of a story are written from. */
export interface SectionMaterial extends SectionInput {
  of: number;
  signals: OutputOf<'stories.sections'>['signals'];
}

/** @throws AppError NOT_FOUND */
export function readSectionMaterial(db: ReadableDb, { storyId }: { storyId: string }): SectionMaterial {
  const { gap, distinct } = getStory(db, { storyId });
  const leans = readLeans(db);
  const articles = db
    .all<Omit<SectionArticle, 'side' | 'quotations'> & { id: number; kept: string | null }>(
      `SELECT p.id, p.article_id AS articleId, p.source_id AS sourceId, coalesce(o.name, '') AS source, b.text, p.language,
         f.findings AS kept
       FROM (SELECT a.*, row_number() OVER (PARTITION BY a.source_id ORDER BY a.published_sort, a.id) AS ord
             FROM story_member m CROSS JOIN article a ON a.id = m.article
             WHERE m.story_id = ? AND (a.duplicate_group IS NULL OR a.duplicate_group = a.id)
             ORDER BY ord, a.published_sort, a.id LIMIT ${MOST_ARTICLES}) p
         JOIN text_body b ON b.text_version_id = p.text_version_id
         LEFT JOIN source o ON o.id = p.source_id
         LEFT JOIN analysis_state s ON s.analyser = 'quotations' AND s.article = p.id
           AND s.text_version_id = p.text_version_id
         LEFT JOIN analysis_findings f ON f.article = s.article AND f.analyser = s.analyser
       ORDER BY p.published_sort = '', p.published_sort, p.id`,
      storyId,
    )
    .map(({ id: _id, kept, ...article }) => ({
      ...article,
      side: sideOf(leans.of(article.sourceId)),
      quotations: keptFindings(kept),
    }));
  return { articles, gap, of: distinct, signals: signalsOf(db, storyId) };
}

const sideOf = (lean: number | null): Side | null =>
  lean === null ? null : lean < 0 ? 'left' : lean > 0 ? 'right' : 'centre';

/** What the analyser of techniques found, by source; articles in a language it does not know are left out. */
function signalsOf(db: ReadableDb, storyId: string): SectionMaterial['signals'] {
  const sources = db.all<{ sourceId: number | null; source: string; articles: number; words: number }>(
    `SELECT a.source_id AS sourceId, coalesce(o.name, '') AS source, count(*) AS articles, sum(a.words) AS words
     FROM story_member m CROSS JOIN article a ON a.id = m.article
       JOIN analysis_state s ON s.analyser = 'techniques' AND s.article = a.id AND s.n IS NOT NULL
       LEFT JOIN source o ON o.id = a.source_id
     WHERE m.story_id = ? GROUP BY a.source_id ORDER BY source`,
    storyId,
  );
  const counts = Map.groupBy(
    db.all<{ sourceId: number | null; label: string; n: number }>(
      `SELECT a.source_id AS sourceId, c.label, sum(c.n) AS n
       FROM story_member m CROSS JOIN article a ON a.id = m.article
         JOIN finding_count c ON c.analyser = 'techniques' AND c.article = a.id
       WHERE m.story_id = ? GROUP BY a.source_id, c.label ORDER BY c.label`,
      storyId,
    ),
    ({ sourceId }) => sourceId,
  );
  const places = Map.groupBy(placesOf(db, storyId), ({ sourceId }) => sourceId);
  return sources.map((row) => ({
    ...row,
    labels: Object.fromEntries((counts.get(row.sourceId) ?? []).map(({ label, n }) => [label, n])),
    places: [...Map.groupBy(places.get(row.sourceId) ?? [], ({ label }) => label).values()]
      .flatMap((found) => found.toSorted((a, b) => b.score - a.score).slice(0, MOST_PLACES))
      .sort((a, b) => b.score - a.score),
  }));
}

/** Articles whose places are shown, and places of one label in one source. */
const MOST_PLACED = 120;
const MOST_PLACES = 8;

type SignalPlace = OutputOf<'stories.sections'>['signals'][number]['places'][number];

/** What the analyser of techniques found in the story's articles, copies left out: one article of each source first. */
function placesOf(db: ReadableDb, storyId: string): SignalPlace[] {
  const articles = db.all<Pick<SignalPlace, 'articleId' | 'sourceId' | 'source'> & { text: string; kept: string }>(
    `SELECT p.article_id AS articleId, p.source_id AS sourceId, coalesce(o.name, '') AS source, b.text, f.findings AS kept
     FROM (SELECT a.*, row_number() OVER (PARTITION BY a.source_id ORDER BY a.published_sort, a.id) AS ord
           FROM story_member m CROSS JOIN article a ON a.id = m.article
           WHERE m.story_id = ? AND (a.duplicate_group IS NULL OR a.duplicate_group = a.id)
           ORDER BY ord, a.published_sort, a.id LIMIT ${MOST_PLACED}) p
       JOIN analysis_state s ON s.analyser = 'techniques' AND s.article = p.id AND s.text_version_id = p.text_version_id
       JOIN analysis_findings f ON f.article = s.article AND f.analyser = s.analyser
       JOIN text_body b ON b.text_version_id = p.text_version_id
       LEFT JOIN source o ON o.id = p.source_id`,
    storyId,
  );
  return articles.flatMap(({ text, kept, ...article }) =>
    keptFindings(kept).map(({ start: from, end: to, label, score, reason, words }) => {
      const start = words?.[0]?.start ?? from;
      const end = words?.at(-1)?.end ?? to;
      return { ...article, start, end, text: text.slice(start, end), label, score, reason };
    }),
  );
}

/** Reads the story's articles and has the pool write its sections. */
export async function sectionsOfStory(
  backend: Pick<Backend, 'read' | 'analyse'>,
  { storyId }: InputOf<'stories.sections'>,
  signal?: AbortSignal,
): Promise<OutputOf<'stories.sections'>> {
  const options = signal ? { signal } : {};
  const { articles, gap, of, signals } = await backend.read<SectionMaterial>(
    'stories/sectionMaterial',
    { storyId },
    options,
  );
  const written = await backend.analyse<
    WrittenSections & { basis: { analyser: string; version: string; explanation: string } }
  >('stories/sections', { articles, gap }, options);
  return { ...written, signals, basis: { ...written.basis, articles: articles.length, of } };
}
