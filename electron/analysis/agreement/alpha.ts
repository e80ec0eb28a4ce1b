import type { Rows } from './codings.ts';
import { type Coefficient, hasTwo, reasonOf } from './measure.ts';

export type Metric = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's α for any number of coders, with missing data: Krippendorff, K. (2011), Computing Krippendorff's
 * Alpha-Reliability, section C to E: α = 1 − Dₒ/Dₑ over the coincidences of values within units. Nominal: δ² is 0 or 1;
 * ordinal: the squared distance of the values' middle ranks; interval: the squared difference of `scores`.
 * Uses units with two or more codings.
 * @param scores for `interval`, the number that each category stands for; its index when left out.
 */
export function krippendorffAlpha(rows: Rows, metric: Metric, scores?: readonly number[]): Coefficient {
  const { coders, categories, values, present } = rows;
  const uses = hasTwo(rows);
  const margins = new Float64Array(categories);
  const scale = Float64Array.from({ length: categories }, (_, value) => scores?.[value] ?? value);

  /** Σ over ordered pairs within a row of δ², by (codings − 1). */
  const within = (row: number) => {
    let sum = 0;
    for (let one = 0; one < coders; one++) {
      const a = values[row * coders + one]!;
      if (a < 0) continue;
      for (let other = one + 1; other < coders; other++) {
        const b = values[row * coders + other]!;
        if (b < 0 || a === b) continue;
        sum += metric === 'nominal' ? 1 : (scale[a]! - scale[b]!) ** 2;
      }
    }
    return (2 * sum) / (present[row]! - 1);
  };
  const fixed = metric === 'ordinal' ? undefined : Float64Array.from(present, (n, row) => (n < 2 ? 0 : within(row)));

  return {
    uses,
    reason: reasonOf(uses),
    value(counts) {
      margins.fill(0);
      let pairable = 0;
      let used = 0;
      for (let row = 0; row < counts.length; row++) {
        const count = counts[row]!;
        if (count === 0 || present[row]! < 2) continue;
        pairable += count * present[row]!;
        for (let coder = 0; coder < coders; coder++) {
          const value = values[row * coders + coder]!;
          if (value >= 0) margins[value]! += count;
        }
      }
      for (const margin of margins) if (margin > 0) used++;
      if (pairable === 0 || used < 2) return null;
      if (metric === 'ordinal') rankInto(scale, margins);
      let observed = 0;
      for (let row = 0; row < counts.length; row++) {
        const count = counts[row]!;
        if (count === 0 || present[row]! < 2) continue;
        observed += count * (fixed ? fixed[row]! : within(row));
      }
      const expected = expectedDisagreement(metric, margins, scale, pairable);
      return expected === 0 ? null : 1 - ((pairable - 1) * observed) / expected;
    },
  };
}

/** Middle ranks: δ between two categories is half of each and all between them (Krippendorff 2011, section E). */
function rankInto(scale: Float64Array, margins: Float64Array): void {
  let below = 0;
  for (let value = 0; value < margins.length; value++) {
    scale[value] = below + margins[value]! / 2;
    below += margins[value]!;
  }
}

/** Σ over ordered pairs of all codings of δ². */
function expectedDisagreement(metric: Metric, margins: Float64Array, scale: Float64Array, pairable: number): number {
  if (metric === 'nominal') {
    let squares = 0;
    for (const margin of margins) squares += margin * margin;
    return pairable * pairable - squares;
  }
  let sum = 0;
  for (let value = 0; value < margins.length; value++) sum += margins[value]! * scale[value]!;
  const mean = sum / pairable;
  let spread = 0;
  for (let value = 0; value < margins.length; value++) spread += margins[value]! * (scale[value]! - mean) ** 2;
  return 2 * pairable * spread;
}
