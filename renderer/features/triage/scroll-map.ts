/**
 * A list of a million rows is higher than a browser's highest element. Its spacer is capped, and scroll positions are
 * mapped: at the top the first rows stand at their places, at the bottom the last ones do, and in between the rows
 * drift past a little faster than the pointer moves.
 */
export interface ScrollSpace {
  /** Rows in all. */
  total: number;
  /** Pixels. */
  rowHeight: number;
  /** Height of what is seen, in pixels. */
  viewport: number;
}

/** Chromium's limit is 33,554,428 px divided by the device pixel ratio; this leaves room for a ratio of 4. */
export const MAX_HEIGHT = 8_000_000;

/** Rows that the spacer has places for. */
export function placesOf({ total, rowHeight }: ScrollSpace): number {
  return Math.min(total, Math.floor(MAX_HEIGHT / rowHeight));
}

/** What to add to a place's index to get the row that stands in it while the list is scrolled to `scrollTop`. */
export function shiftAt(scrollTop: number, space: ScrollSpace): number {
  const places = placesOf(space);
  const way = places * space.rowHeight - space.viewport;
  if (places === space.total || way <= 0) return 0;
  const part = Math.min(1, Math.max(0, scrollTop / way));
  return Math.round((space.total - places) * part);
}

/** The scroll position, in pixels, at which `row` is the first one seen. */
export function scrollTopOf(row: number, space: ScrollSpace): number {
  const places = placesOf(space);
  const way = Math.max(0, places * space.rowHeight - space.viewport);
  if (places === space.total || way === 0) return Math.min(way, row * space.rowHeight);
  return Math.min(way, row / (1 / space.rowHeight + (space.total - places) / way));
}

/** Where to scroll so that `row` is seen whole, moving as little as possible; null when it is already. */
export function scrollToShow(row: number, scrollTop: number, space: ScrollSpace): number | null {
  const first = scrollTop / space.rowHeight + shiftAt(scrollTop, space);
  const seen = space.viewport / space.rowHeight;
  if (row < first) return scrollTopOf(row, space);
  if (row + 1 > first + seen) return scrollTopOf(Math.max(0, row + 1 - seen), space);
  return null;
}
