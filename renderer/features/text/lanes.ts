import type { Span } from '../../../shared/text/span.ts';
import { IntervalIndex } from './interval-index.ts';

export interface Keyed extends Span {
  key: string;
}

/**
 * A lane for every span so that spans that overlap are drawn apart; lanes count from 0. Spans keep the lane they had in `before`,
 * so that nothing on the screen moves when one is added. Where more than `lanes` overlap, the least crowded lane is used again.
 */
export function assignLanes<T extends Keyed>(
  index: IntervalIndex<T>,
  lanes: number,
  before: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  const given = new Map<string, number>();
  for (const { key } of index.items) {
    const lane = before.get(key);
    if (lane !== undefined) given.set(key, lane);
  }
  for (const item of index.items) {
    if (given.has(item.key)) continue;
    const crowd = new Array<number>(lanes).fill(0);
    for (const other of index.overlapping(item.start, item.end)) {
      const lane = given.get(other.key);
      if (lane !== undefined && other.key !== item.key) crowd[lane]!++;
    }
    given.set(item.key, crowd.indexOf(Math.min(...crowd)));
  }
  return given;
}

/** The same for a list that is no index yet. */
export function lanesOf<T extends Keyed>(spans: readonly T[], lanes: number): Map<string, number> {
  return assignLanes(new IntervalIndex(spans), lanes);
}
