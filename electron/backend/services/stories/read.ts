import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Spectrum, StoryMember, StoryRow } from '../../../../shared/model/story.ts';
import { fold } from '../../../../shared/text/fold.ts';
import { gapOf, spectrumOf } from '../../../analysis/stories/gap.ts';
import type { ReadableDb } from '../../db/types.ts';
import { type Leans, readLeans } from './lean.ts';

interface Stored {
  storyId: string;
  title: string;
  titleBy: StoryRow['titleBy'];
  topics: string;
  topicsBy: StoryRow['topicsBy'];
  isLocked: number;
  analyser: string;
}
const STORY = `SELECT story_id AS storyId, title, title_by AS titleBy, topics, topics_by AS topicsBy,
  is_locked AS isLocked, analyser FROM story`;

/** What one source has in one story. */
interface Share {
  storyId: string;
  sourceId: number | null;
  articles: number;
  distinct_: number;
  first: string | null;
  last: string | null;
}
const SHARE = `SELECT m.story_id AS storyId, a.source_id AS sourceId, count(*) AS articles,
    count(*) FILTER (WHERE a.duplicate_group IS NULL OR a.duplicate_group = a.id) AS distinct_,
    min(iif(length(a.published_sort) >= 10, substr(a.published_sort, 1, 10), NULL)) AS first,
    max(iif(length(a.published_sort) >= 10, substr(a.published_sort, 1, 10), NULL)) AS last
  FROM story_member m CROSS JOIN article a ON a.id = m.article`;

/** Sources that have articles, by band. */
export function baselineOf(db: ReadableDb, leans: Leans): Spectrum {
  const sources = db.column<number>('SELECT id FROM source WHERE article_count > 0');
  return spectrumOf(sources.map((id) => leans.of(id)));
}

function rowOf({ topics, isLocked, ...story }: Stored, shares: readonly Share[], leans: Leans): StoryRow {
  const known = shares.filter(({ sourceId }) => sourceId !== null);
  const spectrum = spectrumOf(known.map(({ sourceId }) => leans.of(sourceId)));
  const days = shares.flatMap(({ first, last }) => [first, last]).filter((day) => day !== null);
  const sum = (of: (share: Share) => number) => shares.reduce((total, share) => total + of(share), 0);
  days.sort();
  return {
    ...story,
    topics: JSON.parse(topics) as string[],
    isLocked: isLocked === 1,
    articles: sum(({ articles }) => articles),
    distinct: sum(({ distinct_ }) => distinct_),
    sources: known.length,
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    spectrum,
    gap: gapOf(spectrum, leans.settings),
  };
}

interface Counted {
  revision: number;
  stories: Stored[];
  shares: Map<string, Share[]>;
}
const counted = new WeakMap<ReadableDb, Counted>();

/** Stories with what each source has in them, counted anew only when a story or an article of one has changed. */
function countStories(db: ReadableDb): Counted {
  const revision = db.value<number>('SELECT n FROM story_revision')!;
  const known = counted.get(db);
  if (known?.revision === revision) return known;
  const shares = Map.groupBy(
    db.all<Share>(`${SHARE} WHERE m.story_id IS NOT NULL GROUP BY m.story_id, a.source_id`),
    ({ storyId }) => storyId,
  );
  const stories = db.all<Stored>(STORY).filter(({ storyId }) => shares.has(storyId));
  const fresh = { revision, stories, shares };
  counted.set(db, fresh);
  return fresh;
}

/** Every story that has articles, in no order. */
export function allStories(db: ReadableDb, leans: Leans = readLeans(db)): StoryRow[] {
  const { stories, shares } = countStories(db);
  return stories.map((story) => rowOf(story, shares.get(story.storyId)!, leans));
}

const collator = new Intl.Collator();
const byTitle = (a: StoryRow, b: StoryRow) => collator.compare(a.title, b.title) || (a.storyId < b.storyId ? -1 : 1);
const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const newest = (a: StoryRow, b: StoryRow) =>
  compared(b.lastDay ?? '', a.lastDay ?? '') || b.articles - a.articles || byTitle(a, b);
const orders: Record<ParsedInputOf<'stories.list'>['sort'], (a: StoryRow, b: StoryRow) => number> = {
  newest,
  articles: (a, b) => b.articles - a.articles || newest(a, b),
  sources: (a, b) => b.sources - a.sources || newest(a, b),
  title: byTitle,
};

export function listStories(
  db: ReadableDb,
  { text, onlyGaps, sort, start, count }: ParsedInputOf<'stories.list'>,
): OutputOf<'stories.list'> {
  const leans = readLeans(db);
  const wanted = fold(text.trim());
  const rows = allStories(db, leans)
    .filter((row) => wanted === '' || [row.title, ...row.topics].some((words) => fold(words).includes(wanted)))
    .filter(({ gap }) => !onlyGaps || gap.kind === 'gap')
    .sort(orders[sort]);
  return {
    total: rows.length,
    rows: withDays(db, rows.slice(start, start + count)),
    settings: leans.settings,
    baseline: baselineOf(db, leans),
    due: db.value<number>(
      // Copies go along with the head of their group.
      `SELECT count(*) FROM article a LEFT JOIN story_terms t ON t.article = a.id
       WHERE (a.duplicate_group IS NULL OR a.duplicate_group = a.id) AND coalesce(t.compared, 0) = 0`,
    )!,
  };
}

function withDays(db: ReadableDb, rows: readonly StoryRow[]): OutputOf<'stories.list'>['rows'] {
  const days = Map.groupBy(
    db.all<{ storyId: string; day: string; articles: number }>(
      `SELECT m.story_id AS storyId, substr(a.published_sort, 1, 10) AS day, count(*) AS articles
       FROM json_each(?) j CROSS JOIN story_member m ON m.story_id = j.value CROSS JOIN article a ON a.id = m.article
       WHERE length(a.published_sort) >= 10 GROUP BY m.story_id, day ORDER BY day`,
      JSON.stringify(rows.map(({ storyId }) => storyId)),
    ),
    ({ storyId }) => storyId,
  );
  return rows.map((row) => ({
    ...row,
    days: (days.get(row.storyId) ?? []).map(({ day, articles }) => ({ day, articles })),
  }));
}

/** @throws AppError NOT_FOUND */
export function requireStory(db: ReadableDb, storyId: string): Stored {
  const story = db.get<Stored>(`${STORY} WHERE story_id = ?`, storyId);
  if (!story) throw new AppError('NOT_FOUND', 'This story is no longer in the project.', { storyId });
  return story;
}

export function getStory(db: ReadableDb, { storyId }: ParsedInputOf<'stories.get'>): OutputOf<'stories.get'> {
  const story = requireStory(db, storyId);
  const leans = readLeans(db);
  const shares = db.all<Share & { source: string; firstPublished: string | null }>(
    `SELECT s.*, coalesce(o.name, '') AS source,
       (SELECT a.published_at FROM story_member m CROSS JOIN article a ON a.id = m.article
        WHERE m.story_id = s.storyId AND a.source_id IS s.sourceId AND a.published_sort > ''
        ORDER BY a.published_sort LIMIT 1) AS firstPublished
     FROM (${SHARE} WHERE m.story_id = ? GROUP BY a.source_id) s LEFT JOIN source o ON o.id = s.sourceId
     ORDER BY s.articles DESC, source`,
    storyId,
  );
  return {
    ...rowOf(story, shares, leans),
    settings: leans.settings,
    baseline: baselineOf(db, leans),
    days: db.all<{ day: string; articles: number }>(
      `SELECT substr(a.published_sort, 1, 10) AS day, count(*) AS articles
       FROM story_member m CROSS JOIN article a ON a.id = m.article
       WHERE m.story_id = ? AND length(a.published_sort) >= 10 GROUP BY day ORDER BY day`,
      storyId,
    ),
    bySource: shares.map(({ sourceId, source, articles, firstPublished }) => ({
      sourceId,
      source,
      articles,
      firstPublished,
      lean: leans.of(sourceId),
      ratings: leans.ratings(sourceId),
    })),
  };
}

export function readMembers(
  db: ReadableDb,
  { storyId, start, count }: ParsedInputOf<'stories.members'>,
): OutputOf<'stories.members'> {
  requireStory(db, storyId);
  const leans = readLeans(db);
  const total = db.value<number>('SELECT count(*) FROM story_member WHERE story_id = ?', storyId)!;
  const members = db
    .all<Omit<StoryMember, 'lean'>>(
      `SELECT a.article_id AS articleId, a.title, a.source_id AS sourceId, coalesce(o.name, '') AS source,
         a.published_at AS publishedAt, a.language, a.direction, a.words,
         iif(a.duplicate_group = a.id, NULL, h.article_id) AS copyOf, m.by
       FROM story_member m CROSS JOIN article a ON a.id = m.article
         LEFT JOIN source o ON o.id = a.source_id LEFT JOIN article h ON h.id = a.duplicate_group
       WHERE m.story_id = ? ORDER BY a.published_sort, a.id LIMIT ? OFFSET ?`,
      ...[storyId, count, start],
    )
    .map((member) => ({ ...member, lean: leans.of(member.sourceId) }));
  return { total, members };
}

export const storyOfArticle = (
  db: ReadableDb,
  { articleId }: ParsedInputOf<'stories.ofArticle'>,
): OutputOf<'stories.ofArticle'> =>
  db.get<{ storyId: string; title: string }>(
    `SELECT s.story_id AS storyId, s.title FROM article a JOIN story_member m ON m.article = a.id
       JOIN story s ON s.story_id = m.story_id WHERE a.article_id = ?`,
    articleId,
  ) ?? null;

export const storiesOfArticles = (
  db: ReadableDb,
  { articleIds }: ParsedInputOf<'stories.ofArticles'>,
): OutputOf<'stories.ofArticles'> =>
  db.all<OutputOf<'stories.ofArticles'>[number]>(
    `SELECT a.article_id AS articleId, s.story_id AS storyId, s.title
     FROM json_each(?) j CROSS JOIN article a ON a.article_id = j.value CROSS JOIN story_member m ON m.article = a.id
       CROSS JOIN story s ON s.story_id = m.story_id ORDER BY j.key`,
    JSON.stringify(articleIds),
  );
