import type { Rows } from './codings.ts';
import type { Coefficient } from './measure.ts';
import { type Random, redraw } from './random.ts';

/** A 95 % interval; null where fewer than two groups, or too few samples, have a value. */
export interface Interval {
  low: number;
  high: number;
  /** Samples that gave a value; the others had one category only. */
  samples: number;
}

/**
 * Percentile bootstrap (Efron, B. & Tibshirani, R. 1993, An Introduction to the Bootstrap, ch. 13): as many groups as there
 * are drawn with replacement, `samples` times; the middle 95 % of the values. A unit without a group is a group of its own.
 * Groups with the same content are drawn at once (multinomially), which gives the same distribution as one by one.
 */
export function bootstrap(
  rows: Rows,
  coefficients: readonly Coefficient[],
  samples: number,
  random: Random,
): (Interval | null)[] {
  const groups = rows.kinds.reduce((sum, kind) => sum + kind.times, 0);
  if (samples === 0 || groups < 2) return coefficients.map(() => null);
  const times = Float64Array.from(rows.kinds, (kind) => kind.times);
  const drawn = new Float64Array(times.length);
  const counts = new Float64Array(rows.counts.length);
  const values: number[][] = coefficients.map(() => []);
  for (let sample = 0; sample < samples; sample++) {
    redraw(random, times, drawn);
    counts.fill(0);
    for (let kind = 0; kind < drawn.length; kind++) {
      const often = drawn[kind]!;
      if (often === 0) continue;
      const { content } = rows.kinds[kind]!;
      for (let at = 0; at < content.length; at += 2) counts[content[at]!]! += often * content[at + 1]!;
    }
    for (let index = 0; index < coefficients.length; index++) {
      const value = coefficients[index]!.value(counts);
      if (value !== null) values[index]!.push(value);
    }
  }
  return values.map((found) => middle(found, samples));
}

/** The middle 95 % of values, null when fewer than half of the samples gave one. */
export function middle(found: number[], samples: number): Interval | null {
  if (found.length < samples / 2 || found.length < 2) return null;
  const sorted = Float64Array.from(found).sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975), samples: found.length };
}

/** Between the two nearest values, in proportion. */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below);
}
