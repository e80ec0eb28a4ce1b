import { lanesOf } from './lanes.ts';

/** A mark as it stands in the text: px from the top of the text. */
export interface MarginMark {
  key: string;
  top: number;
  bottom: number;
}

export interface MarginBar extends MarginMark {
  lane: number;
}

export interface MarginLabel {
  key: string;
  top: number;
  /** Labels below this one that found no room near their marks. */
  more: number;
}

/** Lanes of bars beside the text, 7 px each, in front of the labels. */
export const BAR_LANES = 3;
/** Labels are this many px apart at least. */
export const LABEL_DISTANCE = 14;
/** A label further than this from its mark would be read as another mark's. */
const MAX_DRIFT = 98;

/** Bars of marks that share a line stand side by side. */
export function layoutBars(marks: readonly MarginMark[]): MarginBar[] {
  const lanes = lanesOf(
    marks.map(({ key, top, bottom }) => ({ key, start: top, end: bottom })),
    BAR_LANES,
  );
  return marks.map((mark) => ({ ...mark, lane: lanes.get(mark.key) ?? 0 }));
}

/**
 * Labels in the order of their marks, each at the height of its mark or as little below as keeps them apart. One that would
 * drift too far is counted on the label above instead.
 */
export function layoutLabels(marks: readonly MarginMark[], distance: number = LABEL_DISTANCE): MarginLabel[] {
  const placed: MarginLabel[] = [];
  const inOrder = [...marks].sort((a, b) => a.top - b.top);
  let free = Number.NEGATIVE_INFINITY;
  for (const { key, top } of inOrder) {
    const at = Math.max(top, free);
    const last = placed.at(-1);
    if (last && at - top > MAX_DRIFT) {
      last.more++;
      continue;
    }
    placed.push({ key, top: at, more: 0 });
    free = at + distance;
  }
  return placed;
}
