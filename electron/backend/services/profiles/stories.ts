import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { oncePerStories } from '../../db/once.ts';
import type { ReadableDb } from '../../db/types.ts';
import { isBefore, requireSource } from './source.ts';

/** What one source has of one story. */
interface Share {
  sourceId: number | null;
  articles: number;
  /** Of its first article; '' when none has a date. */
  sort: string;
  firstDay: string | null;
  lastDay: string | null;
}

/**
 * Sources of every story, by its id. The articles of a story come as one text in the order of an index: grouping them by
 * source in SQL would sort all of them.
 */
export const sharesOfStories = oncePerStories((db: ReadableDb) => {
  const stories = db.all<{ storyId: string; members: string }>(
    `SELECT m.story_id AS storyId, group_concat(coalesce(a.source_id, '') || ' ' || a.published_sort, ',') AS members
     FROM story_member m INDEXED BY story_member_by_story CROSS JOIN article a ON a.id = m.article
     WHERE m.story_id IS NOT NULL GROUP BY m.story_id`,
  );
  return new Map(stories.map(({ storyId, members }) => [storyId, sharesIn(members)]));
});

function sharesIn(members: string): Share[] {
  const shares = new Map<string, Share>();
  for (const member of members.split(',')) {
    const space = member.indexOf(' ');
    const source = member.slice(0, space);
    const sort = member.slice(space + 1);
    const day = sort.length >= 10 ? sort.slice(0, 10) : null;
    const share = shares.get(source);
    if (!share) {
      const sourceId = source === '' ? null : Number(source);
      shares.set(source, { sourceId, articles: 1, sort, firstDay: day, lastDay: day });
      continue;
    }
    share.articles++;
    if (sort !== '' && (share.sort === '' || sort < share.sort)) share.sort = sort;
    if (day !== null && (share.firstDay === null || day < share.firstDay)) share.firstDay = day;
    if (day !== null && (share.lastDay === null || day > share.lastDay)) share.lastDay = day;
  }
  return [...shares.values()];
}

/** When each source of these stories first published, where that is known in UTC. */
function firstHours(db: ReadableDb, storyIds: readonly string[]): Map<string, Map<number | null, string | null>> {
  const hours = db.all<{ storyId: string; sourceId: number | null; utc: string | null }>(
    `SELECT m.story_id AS storyId, a.source_id AS sourceId, min(a.published_at_utc) AS utc
     FROM json_each(?) j CROSS JOIN story_member m ON m.story_id = j.value CROSS JOIN article a ON a.id = m.article
     GROUP BY j.key, a.source_id`,
    JSON.stringify(storyIds),
  );
  const byStory = new Map<string, Map<number | null, string | null>>();
  for (const { storyId, sourceId, utc } of hours) {
    const known = byStory.get(storyId) ?? new Map<number | null, string | null>();
    byStory.set(storyId, known.set(sourceId, utc));
  }
  return byStory;
}

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
  /** Stories in which another published on the day that it first did. */
  const byHour: string[] = [];
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
      const isOpen = rivals.some((share) => sameDay(own, share));
      if (isOpen) byHour.push(storyId);
      const isFirst = !isOpen && rivals.length > 0 && rivals.every((share) => isEarlier(own, share));
      covered.push({ ...row, own: own.articles, isFirst });
    } else if (known.length >= minSources && overlaps(row, span)) missed.push(row);
  }
  // Few sources say the hour with its zone: without an own one there is nothing to compare.
  const zoned = new Set(
    db.column<string>(
      `SELECT DISTINCT m.story_id FROM article a CROSS JOIN story_member m ON m.article = a.id
       WHERE a.source_id = ? AND a.published_at_utc IS NOT NULL AND m.story_id IS NOT NULL`,
      sourceId,
    ),
  );
  const hours = firstHours(
    db,
    byHour.filter((storyId) => zoned.has(storyId)),
  );
  for (const story of covered) {
    const known = hours.get(story.storyId);
    const own = known?.get(sourceId) ?? null;
    if (!known || own === null) continue;
    const shares = all.get(story.storyId)!;
    const ownShare = shares.find((share) => share.sourceId === sourceId)!;
    story.isFirst = shares.every((share) => {
      const theirs = known.get(share.sourceId) ?? null;
      return share === ownShare || isEarlier(ownShare, share) || (theirs !== null && own < theirs);
    });
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

const isEarlier = (own: Share, other: Share) => isBefore({ ...own, utc: null }, { ...other, utc: null }) === true;
const sameDay = (own: Share, other: Share) => own.firstDay !== null && own.firstDay === other.firstDay;

/** Whether a story has a day within the days of a source; neither can be missed without days. */
function overlaps(
  story: { firstDay: string | null; lastDay: string | null },
  span: { firstDay: string | null; lastDay: string | null },
): boolean {
  if (!story.firstDay || !story.lastDay || !span.firstDay || !span.lastDay) return false;
  return story.firstDay <= span.lastDay && story.lastDay >= span.firstDay;
}
