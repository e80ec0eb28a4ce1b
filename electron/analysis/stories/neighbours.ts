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

/** Pairs of neighbours: those of item `i` stand in `items` from `starts[i]` to `starts[i + 1]`. */
export interface Neighbours {
  starts: Uint32Array;
  items: Int32Array;
}

/** All pairs, each once. */
export function allPairs(n: number): Neighbours {
  const starts = Uint32Array.from({ length: n + 1 }, (_, i) => (i * Math.max(0, i - 1)) / 2);
  const items = new Int32Array(starts[n]!);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) items[starts[i]! + j] = j;
  return { starts, items };
}

/**
 * For each vector the earlier ones that are like it. Found through an index of its telling terms, never by comparing all
 * pairs; a term that is everywhere is looked at only near the article in time.
 */
export function nearest(vectors: readonly Vector[], terms: number, options: NeighbourOptions): Neighbours {
  const { least, most, days, window = Number.POSITIVE_INFINITY } = options;
  const n = vectors.length;
  const order = vectors.map((_, i) => i);
  // In the order of days, those of one window stand together at the end of each posting.
  if (days) order.sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b);
  const isAllDated = days?.every((day) => day !== null) ?? false;
  const postings = new Postings(terms, n);
  const sums = new Float64Array(n);
  const touched = new Int32Array(n);
  const starts = new Uint32Array(n + 1);
  // By the order in which items are looked at; put in the order of items in the end.
  const found = new Int32Array(n * most);
  const counts = new Uint32Array(n);
  const from = new Uint32Array(n);
  let used = 0;
  for (const i of order) {
    const { ids, weights } = vectors[i]!;
    const telling = Array.from(ids, (_, k) => k)
      .sort((a, b) => weights[b]! - weights[a]!)
      .slice(0, LOOK_UP);
    let size = 0;
    const day = days?.[i] ?? null;
    for (const k of telling) {
      let left = LONGEST_POSTING;
      for (let p = postings.last(ids[k]!); p >= 0 && left > 0; p = postings.before[p]!, left--) {
        const j = postings.items[p]!;
        const other = days?.[j] ?? null;
        if (day !== null && other !== null && Math.abs(day - other) > window) {
          // Those before it are further away still; undated ones stand before all.
          if (isAllDated) break;
          continue;
        }
        if (sums[j] === 0) touched[size++] = j;
        sums[j]! += weights[k]! * postings.weights[p]!;
      }
    }
    const candidates = Array.from(touched.subarray(0, size))
      .filter((j) => sums[j]! >= least / 3)
      .sort((a, b) => sums[b]! - sums[a]!)
      .slice(0, most * MORE_CANDIDATES)
      .map((j) => ({ j, similarity: dot(vectors[i]!, vectors[j]!) }))
      .filter(({ similarity }) => similarity >= least)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, most);
    from[i] = used;
    counts[i] = candidates.length;
    for (const { j } of candidates) found[used++] = j;
    for (let k = 0; k < size; k++) sums[touched[k]!] = 0;
    for (const k of telling) postings.add(ids[k]!, i, weights[k]!);
  }
  for (let i = 0; i < n; i++) starts[i + 1] = starts[i]! + counts[i]!;
  const items = new Int32Array(used);
  for (let i = 0; i < n; i++) items.set(found.subarray(from[i]!, from[i]! + counts[i]!), starts[i]!);
  return { starts, items };
}

/** For each term the items that have it, the newest first: each entry points to the one before it. */
class Postings {
  readonly #last: Int32Array;
  readonly items: Int32Array;
  readonly weights: Float32Array;
  readonly before: Int32Array;
  #used = 0;

  constructor(terms: number, items: number) {
    this.#last = new Int32Array(terms).fill(-1);
    this.items = new Int32Array(items * LOOK_UP);
    this.weights = new Float32Array(items * LOOK_UP);
    this.before = new Int32Array(items * LOOK_UP);
  }

  last = (term: number): number => this.#last[term]!;

  add(term: number, item: number, weight: number): void {
    const at = this.#used++;
    this.items[at] = item;
    this.weights[at] = weight;
    this.before[at] = this.#last[term]!;
    this.#last[term] = at;
  }
}
