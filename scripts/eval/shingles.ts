/** Agreement of two texts by their shingles: runs of four words, each counted as often as it occurs. */
export interface Overlap {
  /** Shares of all shingles of both texts: in both, only in the prediction, only in the truth. They add up to 1. */
  both: number;
  extra: number;
  missing: number;
}

export interface Scores {
  precision: number;
  recall: number;
  f1: number;
}

const RUN = 4;

function shingleCounts(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  const runs = words.length === 0 ? 0 : Math.max(1, words.length - RUN + 1);
  for (let at = 0; at < runs; at++) {
    const run = words.slice(at, at + RUN).join('\u0000');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/** Compares what should be kept with what was kept. Two empty texts overlap in nothing. */
export function overlapOf(truth: string, kept: string): Overlap {
  const wanted = shingleCounts(truth);
  const given = shingleCounts(kept);
  let both = 0;
  let extra = 0;
  for (const [run, n] of given) {
    const due = wanted.get(run) ?? 0;
    both += Math.min(n, due);
    extra += Math.max(0, n - due);
  }
  let missing = -both;
  for (const n of wanted.values()) missing += n;
  const all = both + extra + missing;
  return all === 0
    ? { both: 0, extra: 0, missing: 0 }
    : { both: both / all, extra: extra / all, missing: missing / all };
}

/** Means over documents: precision over those with a prediction, recall over those with a truth; F1 of the two means. */
export function scoreOverlaps(overlaps: readonly Overlap[]): Scores {
  const predicted = overlaps.filter((o) => o.both + o.extra > 0);
  const wanted = overlaps.filter((o) => o.both + o.missing > 0);
  const precision = mean(predicted.map((o) => o.both / (o.both + o.extra)));
  const recall = mean(wanted.map((o) => o.both / (o.both + o.missing)));
  return { precision, recall, f1: harmonic(precision, recall) };
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function harmonic(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Precision, recall and F1 of counts over a whole collection. */
export function scoreCounts(hits: number, extra: number, missing: number): Scores {
  const precision = hits + extra === 0 ? 0 : hits / (hits + extra);
  const recall = hits + missing === 0 ? 0 : hits / (hits + missing);
  return { precision, recall, f1: harmonic(precision, recall) };
}
