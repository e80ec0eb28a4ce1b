import type { InputOf, OutputOf } from '../../../../shared/contract/contract.ts';
import type { Side } from '../../../../shared/model/story.ts';
import { keptFindings } from '../../../analysis/analysers/kept.ts';
import type { SectionArticle, SectionInput, WrittenSections } from '../../../analysis/stories/sections.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { Backend } from '../backend.ts';
import { type AnalysedSections, corrected, readCorrections, type StoryCorrections } from './corrections.ts';
import { readLeans } from './lean.ts';
import { getStory } from './read.ts';
import { readWritten, writtenKey } from './written.ts';

/** Articles that are read for one story: of each source one, then a second of each, and so on. */
const MOST_ARTICLES = 40;

/** What the sections of a story are written from. */
export interface SectionMaterial extends SectionInput {
  of: number;
  signals: OutputOf<'stories.sections'>['signals'];
}

/** What is known of a story's sections: as they were written last, or else what to write them from. */
export interface KnownSections {
  key: string;
  written: AnalysedSections | null;
  material: SectionMaterial | null;
  corrections: StoryCorrections;
}

/** @throws AppError NOT_FOUND */
export function readKnownSections(db: ReadableDb, { storyId }: { storyId: string }): KnownSections {
  const { gap, distinct } = getStory(db, { storyId });
  const leans = readLeans(db);
  const corrections = readCorrections(db, { storyId });
  const key = writtenKey(db, storyId, { gap, leans, corrections });
  const written = readWritten(db, storyId, key);
  if (written) return { key, written, material: null, corrections };
  const rows = db.all<
    Omit<SectionArticle, 'side' | 'quotations' | 'claims'> & { kept: string | null; keptClaims: string | null }
  >(
    `SELECT p.article_id AS articleId, p.source_id AS sourceId, coalesce(o.name, '') AS source, b.text, p.language,
       f.findings AS kept, g.findings AS keptClaims
     FROM (SELECT a.*, row_number() OVER (PARTITION BY a.source_id ORDER BY a.published_sort, a.id) AS ord
           FROM story_member m CROSS JOIN article a ON a.id = m.article
           WHERE m.story_id = ? AND (a.duplicate_group IS NULL OR a.duplicate_group = a.id)
           ORDER BY ord, a.published_sort, a.id LIMIT ${MOST_ARTICLES}) p
       JOIN text_body b ON b.text_version_id = p.text_version_id
       LEFT JOIN source o ON o.id = p.source_id
       LEFT JOIN analysis_state s ON s.analyser = 'quotations' AND s.article = p.id
         AND s.text_version_id = p.text_version_id
       LEFT JOIN analysis_findings f ON f.article = s.article AND f.analyser = s.analyser
       LEFT JOIN analysis_state k ON k.analyser = 'claims' AND k.article = p.id AND k.text_version_id = p.text_version_id
       LEFT JOIN analysis_findings g ON g.article = k.article AND g.analyser = k.analyser
     ORDER BY p.published_sort = '', p.published_sort, p.id`,
    storyId,
  );
  const articles = rows.map(({ kept, keptClaims, ...article }) => ({
    ...article,
    side: sideOf(leans.of(article.sourceId)),
    quotations: keptFindings(kept),
    claims: keptFindings(keptClaims),
  }));
  const chosen = corrections.corrections.flatMap(({ kind, block, articleId, text }) =>
    kind === 'in' && block === 'claims' && articleId !== null ? [{ articleId, text }] : [],
  );
  const material = { articles, gap, chosen, of: distinct, signals: signalsOf(db, storyId) };
  return { key, written: null, material, corrections };
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

export interface SectionsBackend extends Pick<Backend, 'read' | 'analyse'> {
  /** Missing where nothing may be written. */
  write?: Backend['write'] | undefined;
}

/** The sections as they were written last; else the pool writes them, and they are kept. Then what people put right. */
export async function sectionsOfStory(
  backend: SectionsBackend,
  { storyId }: InputOf<'stories.sections'>,
  signal?: AbortSignal,
): Promise<OutputOf<'stories.sections'>> {
  const options = signal ? { signal } : {};
  const known = await backend.read<KnownSections>('stories/knownSections', { storyId }, options);
  if (known.written) return corrected(known.written, known.corrections);
  const { articles, gap, chosen, of, signals } = known.material!;
  const written = await backend.analyse<
    WrittenSections & { basis: { analyser: string; version: string; explanation: string } }
  >('stories/sections', { articles, gap, chosen }, options);
  const sections = { ...written, signals, basis: { ...written.basis, articles: articles.length, of } };
  await backend.write?.('stories/keepWritten', { storyId, key: known.key, sections });
  return corrected(sections, known.corrections);
}
