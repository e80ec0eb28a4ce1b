/** A height in the left text that belongs beside a height in the right one, px from the top of what scrolls. */
export interface Anchor {
  a: number;
  b: number;
}

/** How far a text is scrolled and how much there is, px. */
export interface ScrollState {
  top: number;
  /** Of the whole content. */
  height: number;
  /** Of the window on it. */
  view: number;
}

/**
 * The most pairs that never cross, so that scrolling on in one text never goes back in the other: the longest rising
 * subsequence of the right heights, in the order of the left ones.
 */
export function risingAnchors(pairs: readonly Anchor[]): Anchor[] {
  const sorted = [...pairs].sort((x, y) => x.a - y.a || y.b - x.b);
  /** For each length, where the chain of that length with the lowest end has its end. */
  const ends: number[] = [];
  const before = new Array<number>(sorted.length).fill(-1);
  for (const [index, { b }] of sorted.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[ends[middle]!]!.b < b) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[index] = ends[low - 1]!;
    ends[low] = index;
  }
  const chain: Anchor[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) chain.push(sorted[at]!);
  return chain.reverse();
}

/** Heights between two anchors are interpolated; beyond the first and the last they go to the ends of both texts. */
export function mapHeight(anchors: readonly Anchor[], from: 'a' | 'b', y: number, heights: Anchor): number {
  const to = from === 'a' ? 'b' : 'a';
  let low: Anchor = { a: 0, b: 0 };
  let high: Anchor = heights;
  for (const anchor of anchors) {
    if (anchor[from] <= y) low = anchor;
    else {
      high = anchor;
      break;
    }
  }
  const run = high[from] - low[from];
  if (run <= 0) return low[to];
  return low[to] + ((Math.min(y, high[from]) - low[from]) / run) * (high[to] - low[to]);
}

// Where in the window linked sentences stand side by side: people read in its upper third.
const FOCUS = 1 / 3;

/**
 * The height within the window at which both texts are kept level. It starts at the top and ends at the bottom, so that the
 * beginnings and the ends of both texts come together.
 */
export function levelHeight({ top, height, view }: ScrollState): number {
  const most = height - view;
  if (most <= 0) return 0;
  const down = Math.min(view * FOCUS, most / 3);
  const up = Math.min(view * (1 - FOCUS), most / 3);
  if (top < down) return (top / down) * view * FOCUS;
  if (top > most - up) return view - ((most - Math.min(top, most)) / up) * view * (1 - FOCUS);
  return view * FOCUS;
}

/** Where the other text has to be scrolled to, so that both are level. */
export function levelScroll(
  anchors: readonly Anchor[],
  from: 'a' | 'b',
  state: ScrollState,
  other: Omit<ScrollState, 'top'>,
): number {
  const level = levelHeight(state);
  const heights = from === 'a' ? { a: state.height, b: other.height } : { a: other.height, b: state.height };
  const goal = mapHeight(anchors, from, state.top + level, heights) - level;
  return Math.max(0, Math.min(goal, other.height - other.view));
}
