import { MOST_SIDE_BY_SIDE } from '../../../shared/contract/rooms/compare.ts';

/** Articles from left to right; null where none is chosen yet. */
export type Columns = readonly (string | null)[];

export const MOST_COLUMNS = MOST_SIDE_BY_SIDE;

/** What a change made of the columns, or why it was not made. */
export type Changed = { columns: Columns } | { refused: string };

const has = (columns: Columns, articleId: string) => columns.includes(articleId);

/**
 * Puts an article into a column. One that stands in another column changes places with it: an article is never compared
 * with itself.
 */
export function put(columns: Columns, at: number, articleId: string): Columns {
  const before = columns.indexOf(articleId);
  if (before === at) return columns;
  return columns.map((one, i) => (i === at ? articleId : i === before ? (columns[at] ?? null) : one));
}

/** Adds a column at the right, or fills the first that is empty. */
export function add(columns: Columns, articleId: string): Changed {
  if (has(columns, articleId)) {
    return {
      refused: 'This article is in the comparison already. An article is compared with others, not with itself.',
    };
  }
  const empty = columns.indexOf(null);
  if (empty >= 0) return { columns: put(columns, empty, articleId) };
  if (columns.length >= MOST_COLUMNS) {
    return {
      refused: `${MOST_COLUMNS} articles are in the comparison, and no more fit beside them. Take one out first.`,
    };
  }
  return { columns: [...columns, articleId] };
}

/** Takes a column out. Of two, its place stays empty. */
export function takeOut(columns: Columns, at: number): Columns {
  if (columns.length <= 2) return columns.map((one, i) => (i === at ? null : one));
  return columns.filter((_, i) => i !== at);
}

/** Two columns change places; a place beyond the ends changes nothing. */
export function swap(columns: Columns, at: number, other: number): Columns {
  if (other < 0 || other >= columns.length) return columns;
  return columns.map((one, i) => (i === at ? columns[other]! : i === other ? columns[at]! : one));
}

/** Two to four different articles as columns; of more, the first. */
export function columnsOf(articleIds: readonly string[]): Columns {
  const own: Columns = [...new Set(articleIds)].slice(0, MOST_COLUMNS);
  return own.length >= 2 ? own : [own[0] ?? null, null];
}
