import { dot, type Vector } from './vectors.ts';

export interface NeighbourOptions {
  /** Pairs less alike than this are no neighbours. */
  least: number;
  /** Neighbours looked for from each article; what others look for from their side comes on top. */
  most: number;
  days?: readonly (number | null)[];
  /** Articles further apart are no neighbours; undated ones may be anyone's. */
  window?: number;
}

/** Telling terms of an article that candidates are looked up by. */
const LOOK_UP = 40;
/** Articles of one term that are looked at: the newest before the article, in the order they come. */
const LONGEST_POSTING = 600;
/** Candidates whose similarity is worked out in full, as a multiple of the neighbours wanted. */
const MORE_CANDIDATES = 2;

/**
 * For each vector the earlier ones that are like it. Found through an index of its telling terms, never by comparing all
 * pairs; a term that is everywhere is looked at only near the article in time.
 */
export function nearest(vectors: readonly Vector[], terms: number, options: NeighbourOptions): number[][] {
  const { least, most, days, window = Number.POSITIVE_INFINITY } = options;
  const order = vectors.map((_, i) => i);
  // In the order of days, those of one window stand together at the end of each posting.
  if (days) order.sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b);
  const isAllDated = days?.every((day) => day !== null) ?? false;
  const postings = new Array<Posting | undefined>(terms);
  const sums = new Float64Array(vectors.length);
  const found: number[][] = vectors.map(() => []);
  for (const i of order) {
    const { ids, weights } = vectors[i]!;
    const telling = Array.from(ids, (_, k) => k)
      .sort((a, b) => weights[b]! - weights[a]!)
      .slice(0, LOOK_UP);
    const touched: number[] = [];
    const day = days?.[i] ?? null;
    for (const k of telling) {
      const posting = postings[ids[k]!];
      if (!posting) continue;
      const until = Math.max(0, posting.items.length - LONGEST_POSTING);
      for (let p = posting.items.length - 1; p >= until; p--) {
        const j = posting.items[p]!;
        const other = days?.[j] ?? null;
        if (day !== null && other !== null && Math.abs(day - other) > window) {
          // Those before it are further away still; undated ones stand before all.
          if (isAllDated) break;
          continue;
        }
        if (sums[j] === 0) touched.push(j);
        sums[j]! += weights[k]! * posting.weights[p]!;
      }
    }
    const candidates = touched
      .filter((j) => sums[j]! >= least / 3)
      .sort((a, b) => sums[b]! - sums[a]!)
      .slice(0, most * MORE_CANDIDATES);
    found[i] = candidates
      .map((j) => ({ j, similarity: dot(vectors[i]!, vectors[j]!) }))
      .filter(({ similarity }) => similarity >= least)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, most)
      .map(({ j }) => j);
    for (const j of touched) sums[j] = 0;
    for (const k of telling) {
      const id = ids[k]!;
      const posting = postings[id];
      if (posting) {
        posting.items.push(i);
        posting.weights.push(weights[k]!);
      } else postings[id] = { items: [i], weights: [weights[k]!] };
    }
  }
  return found;
}

interface Posting {
  items: number[];
  weights: number[];
}
