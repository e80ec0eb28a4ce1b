import type { StoryMember } from '../../../shared/model/story.ts';
import { grouped } from '../../state/grouped.ts';

/** An article on the timeline. `role`: others have its text (`first`), it has another's (`copy`), or a text of its own. */
export interface TimelineDot {
  member: StoryMember;
  /** 0 at the begin of the first day, 1 at the end of the last. */
  at: number;
  role: 'own' | 'first' | 'copy';
  row: number;
}

export interface Timeline {
  rows: { sourceId: number | null; source: string; lean: number | null; articles: number }[];
  dots: TimelineDot[];
  /** From the earliest article with a text to each later one with the same. */
  copies: { from: TimelineDot; to: TimelineDot }[];
  /** Days with a line and a label; `at` is the begin of the day. */
  ticks: { at: number; day: string }[];
  /** Articles of sources that have no row. */
  unlisted: number;
  unlistedSources: number;
  /** Articles whose day is not known. */
  undated: number;
}

const DAY = 86_400_000;
const hasDay = ({ publishedAt }: StoryMember) => publishedAt !== null && publishedAt.length >= 10;

/** As the source printed it, without conversion: the hour counts where it is known, else the middle of the day. */
function moment(published: string): number {
  const clock = /T(\d{2}):(\d{2})/.exec(published);
  const hours = clock ? Number(clock[1]) + Number(clock[2]) / 60 : 12;
  return Date.parse(published.slice(0, 10)) + (hours / 24) * DAY;
}

/**
 * Who published when, one row for each source, those that came first on top.
 * @param mostRows sources with most articles are kept where there are more
 * @param mostTicks labels below the days; a wider span labels every second day, third day and so on
 */
export function timelineOf(members: readonly StoryMember[], mostRows: number, mostTicks: number): Timeline {
  const dated = members.filter(hasDay).toSorted((a, b) => moment(a.publishedAt!) - moment(b.publishedAt!));
  const bySource = grouped(dated, ({ sourceId }) => sourceId);
  const kept = new Set(
    [...bySource]
      .toSorted(([, a], [, b]) => b.length - a.length)
      .slice(0, mostRows)
      .map(([sourceId]) => sourceId),
  );
  const shown = [...bySource].filter(([sourceId]) => kept.has(sourceId));
  const rows = shown.map(([sourceId, [first, ...rest]]) => ({
    sourceId,
    source: first!.source,
    lean: first!.lean,
    articles: rest.length + 1,
  }));
  const rowOf = new Map(shown.map(([sourceId], row) => [sourceId, row]));
  const begin = dated[0] ? Date.parse(dated[0].publishedAt!.slice(0, 10)) : 0;
  const last = dated.at(-1);
  const days = last ? Math.floor((moment(last.publishedAt!) - begin) / DAY) + 1 : 0;
  const groups = grouped(dated, ({ articleId, copyOf }) => copyOf ?? articleId);
  const dots: TimelineDot[] = [];
  const copies: Timeline['copies'] = [];
  for (const group of groups.values()) {
    let from: TimelineDot | null = null;
    for (const [i, member] of group.entries()) {
      const row = rowOf.get(member.sourceId);
      if (row === undefined) continue;
      const role = i > 0 ? 'copy' : group.length > 1 ? 'first' : 'own';
      const dot: TimelineDot = { member, at: (moment(member.publishedAt!) - begin) / (days * DAY), role, row };
      dots.push(dot);
      if (from) copies.push({ from, to: dot });
      else if (i === 0) from = dot;
    }
  }
  const step = Math.max(1, Math.ceil(days / mostTicks));
  const ticks = [];
  for (let day = 0; day < days; day += step) {
    ticks.push({ at: day / days, day: new Date(begin + day * DAY).toISOString().slice(0, 10) });
  }
  return {
    ...{ rows, dots, copies, ticks },
    unlisted: dated.length - rows.reduce((sum, { articles }) => sum + articles, 0),
    unlistedSources: bySource.size - rows.length,
    undated: members.length - dated.length,
  };
}
