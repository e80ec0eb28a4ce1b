import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { ReadableDb } from '../../db/types.ts';
import { oncePerState } from './once.ts';
import { isBefore, type Published, requireSource } from './source.ts';

/** What one source has of one story. */
interface Share extends Published {
  storyId: string;
  sourceId: number | null;
  articles: number;
  firstDay: string | null;
  lastDay: string | null;
}

/** Sources of every story. */
export const sharesOfStories = oncePerState((db: ReadableDb) =>
  Map.groupBy(
    db.all<Share>(
      `SELECT m.story_id AS storyId, a.source_id AS sourceId, count(*) AS articles,
         coalesce(min(nullif(a.published_sort, '')), '') AS sort, min(a.published_at_utc) AS utc,
         min(iif(length(a.published_sort) >= 10, substr(a.published_sort, 1, 10), NULL)) AS firstDay,
         max(iif(length(a.published_sort) >= 10, substr(a.published_sort, 1, 10), NULL)) AS lastDay
       FROM story_member m CROSS JOIN article a ON a.id = m.article
       WHERE m.story_id IS NOT NULL GROUP BY m.story_id, a.source_id`,
    ),
    ({ storyId }) => storyId,
  ),
);

type Row = OutputOf<'profiles.stories'>['missed']['rows'][number];

export function storiesOf(
  db: ReadableDb,
  { sourceId, minSources, count }: ParsedInputOf<'profiles.stories'>,
): OutputOf<'profiles.stories'> {
  requireSource(db, sourceId);
  const span = db.get<{ firstDay: string | null; lastDay: string | null }>(
    `SELECT min(substr(published_sort, 1, 10)) AS firstDay, max(substr(published_sort, 1, 10)) AS lastDay
     FROM article WHERE source_id = ? AND length(published_sort) >= 10`,
    sourceId,
  )!;
  const all = sharesOfStories(db);
  const ownStories = new Map<number, number>();
  const shared = new Map<number, number>();
  const covered: (Omit<Row, 'title'> & { own: number; isFirst: boolean })[] = [];
  const missed: Omit<Row, 'title'>[] = [];
  for (const [storyId, shares] of all) {
    const known = shares.filter((share) => share.sourceId !== null);
    const own = known.find((share) => share.sourceId === sourceId);
    for (const share of known) {
      ownStories.set(share.sourceId!, (ownStories.get(share.sourceId!) ?? 0) + 1);
      if (own && share !== own) shared.set(share.sourceId!, (shared.get(share.sourceId!) ?? 0) + 1);
    }
    const row = {
      storyId,
      sources: known.length,
      articles: shares.reduce((sum, { articles }) => sum + articles, 0),
      firstDay: edge(shares.map(({ firstDay }) => firstDay)),
      lastDay: edge(
        shares.map(({ lastDay }) => lastDay),
        true,
      ),
    };
    if (own) {
      const rivals = shares.filter((share) => share !== own);
      const isFirst = rivals.length > 0 && rivals.every((share) => isBefore(own, share) === true);
      covered.push({ ...row, own: own.articles, isFirst });
    } else if (known.length >= minSources && overlaps(row, span)) missed.push(row);
  }
  const byDay = (a: Omit<Row, 'title'>, b: Omit<Row, 'title'>) =>
    (b.lastDay ?? '').localeCompare(a.lastDay ?? '') || b.sources - a.sources || (a.storyId < b.storyId ? -1 : 1);
  const mostSources = (a: Omit<Row, 'title'>, b: Omit<Row, 'title'>) => b.sources - a.sources || byDay(a, b);
  const coveredRows = covered.sort(byDay).slice(0, count);
  const missedRows = missed.sort(mostSources).slice(0, count);
  const titles = new Map(
    db
      .all<{ id: string; title: string }>(
        `SELECT s.story_id AS id, s.title FROM json_each(?) j CROSS JOIN story s ON s.story_id = j.value`,
        JSON.stringify([...coveredRows, ...missedRows].map(({ storyId }) => storyId)),
      )
      .map(({ id, title }) => [id, title]),
  );
  const titled = <R extends { storyId: string }>(rows: R[]) =>
    rows.map((row) => ({ ...row, title: titles.get(row.storyId) ?? '' }));
  return {
    ...span,
    stories: all.size,
    covered: {
      total: covered.length,
      first: covered.filter(({ isFirst }) => isFirst).length,
      rows: titled(coveredRows),
    },
    missed: { total: missed.length, rows: titled(missedRows) },
    others: othersOf(db, shared, ownStories, covered.length),
  };
}

function othersOf(
  db: ReadableDb,
  shared: ReadonlyMap<number, number>,
  stories: ReadonlyMap<number, number>,
  own: number,
): OutputOf<'profiles.stories'>['others'] {
  const names = sourceNames(db);
  return [...shared]
    .map(([sourceId, n]) => {
      const theirs = stories.get(sourceId)!;
      return {
        sourceId,
        source: names.get(sourceId) ?? '',
        shared: n,
        stories: theirs,
        jaccard: n / (own + theirs - n),
      };
    })
    .sort((a, b) => b.jaccard - a.jaccard || b.shared - a.shared || a.sourceId - b.sourceId);
}

export const sourceNames = (db: ReadableDb): Map<number, string> =>
  new Map(db.all<{ id: number; name: string }>('SELECT id, name FROM source').map(({ id, name }) => [id, name]));

function edge(days: readonly (string | null)[], isLast = false): string | null {
  const known = days.filter((day) => day !== null).sort();
  return (isLast ? known.at(-1) : known[0]) ?? null;
}

/** Whether a story has a day within the days of a source; neither can be missed without days. */
function overlaps(
  story: { firstDay: string | null; lastDay: string | null },
  span: { firstDay: string | null; lastDay: string | null },
): boolean {
  if (!story.firstDay || !story.lastDay || !span.firstDay || !span.lastDay) return false;
  return story.firstDay <= span.lastDay && story.lastDay >= span.firstDay;
}
