/**
 * A list of a million rows is higher than a browser's highest element. Its spacer is capped, and the scrollbar stands for
 * the whole list in proportion: where the list is, is kept as a distance of its own, `top`, in pixels of a list that is not
 * capped. The wheel and the keys move `top`; the scrollbar follows, and moves `top` only when it is dragged itself.
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

/** Height of the spacer in the document, in pixels. */
export const spacerHeight = ({ total, rowHeight }: ScrollSpace): number => Math.min(total * rowHeight, MAX_HEIGHT);

/** Whether the list is higher than its spacer, so that scroll positions have to be mapped. */
export const isCapped = (space: ScrollSpace): boolean => space.total * space.rowHeight > MAX_HEIGHT;

/** How far the list can be moved, in pixels. */
const listWay = ({ total, rowHeight, viewport }: ScrollSpace) => Math.max(0, total * rowHeight - viewport);
/** How far the scrollbar can be moved, in pixels. */
const barWay = (space: ScrollSpace) => Math.max(0, spacerHeight(space) - space.viewport);

/** A place in the list that exists: neither above its first nor below its last row. */
export const withinList = (top: number, space: ScrollSpace): number => Math.min(listWay(space), Math.max(0, top));

/** Where the list is while the scrollbar is at `scrollTop`. */
export function topAt(scrollTop: number, space: ScrollSpace): number {
  if (!isCapped(space)) return withinList(scrollTop, space);
  return withinList((scrollTop / barWay(space)) * listWay(space), space);
}

/** Where the scrollbar belongs while the list is at `top`. */
export function scrollTopAt(top: number, space: ScrollSpace): number {
  const within = withinList(top, space);
  return isCapped(space) ? (within / listWay(space)) * barWay(space) : within;
}

/** Where the list has to be so that `row` is seen whole, moved as little as possible; null when it is already. */
export function topToShow(row: number, top: number, space: ScrollSpace): number | null {
  const from = row * space.rowHeight;
  if (from < top) return withinList(from, space);
  const least = from + space.rowHeight - space.viewport;
  return least > top ? withinList(least, space) : null;
}
