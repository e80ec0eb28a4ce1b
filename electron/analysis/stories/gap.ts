import type { Gap, GapSettings, Side, Spectrum } from '../../../shared/model/story.ts';

/** -2 left … 2 right; null for a source that none of the raters asked has rated. */
export type Lean = number | null;

/**
 * One band for a source that several raters have rated: the middle of what they say; between two bands, the one nearer to
 * the centre.
 */
export function agreedLean(leans: readonly number[]): Lean {
  if (leans.length === 0) return null;
  const sorted = [...leans].sort((a, b) => a - b);
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
  // Without the sign of a zero.
  return Math.trunc(middle) + 0;
}

/** Sources by band. Each source counts once, however many articles it has. */
export function spectrumOf(leans: Iterable<Lean>): Spectrum {
  const bands = [0, 0, 0, 0, 0] as Spectrum['bands'];
  let unrated = 0;
  for (const lean of leans) {
    if (lean === null) unrated++;
    else bands[lean + 2]!++;
  }
  const sides = { left: bands[0] + bands[1], centre: bands[2], right: bands[3] + bands[4] };
  return { bands, unrated, rated: sides.left + sides.centre + sides.right, sides };
}

const SIDES: readonly Side[] = ['left', 'centre', 'right'];

/**
 * Whether one side hardly covers a story: its share of the rated sources is at most `maxShare`, and the strongest side has
 * at least `minRatio` times as many. Where two sides have equally few there is no gap, and none with too few rated sources.
 */
export function gapOf({ rated, sides }: Spectrum, settings: GapSettings): Gap {
  if (rated < settings.minRated) return { kind: 'too few', rated, needed: settings.minRated };
  const least = Math.min(...SIDES.map((side) => sides[side]));
  const most = Math.max(...SIDES.map((side) => sides[side]));
  const isLow = least <= settings.maxShare * rated && most >= settings.minRatio * least && most > least;
  if (!isLow) return { kind: 'none' };
  const low = SIDES.filter((side) => sides[side] === least);
  const [side] = low;
  if (low.length > 1 || side === undefined) return { kind: 'tie', sides: low, share: least / rated };
  return {
    kind: 'gap',
    side,
    share: least / rated,
    strongest: SIDES.find((one) => sides[one] === most)!,
    strongestShare: most / rated,
  };
}
