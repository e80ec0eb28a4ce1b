import type { Extent } from './ribbons.ts';

/** What stands in one bar: the number of its first sentence, px from the top of the text. */
export interface OnlyRun extends Extent {
  first: number;
}

/** From one line of a paragraph to the next, or from one sentence to the next in a line; less than between paragraphs, px. */
const TOUCHING = 9;

/**
 * Sentences that only one article has as bars: those that follow one another in a paragraph share one, so that a text of many
 * thousands needs few.
 * @param sentences numbers, rising
 */
export function onlyRuns(sentences: readonly number[], places: readonly (Extent | null)[]): OnlyRun[] {
  const runs: OnlyRun[] = [];
  let before = -2;
  for (const index of sentences) {
    const extent = places[index];
    if (!extent) continue;
    const last = runs.at(-1);
    if (last && index === before + 1 && extent.top <= last.bottom + TOUCHING) {
      last.bottom = Math.max(last.bottom, extent.bottom);
    } else runs.push({ first: index, top: extent.top, bottom: extent.bottom });
    before = index;
  }
  return runs;
}
