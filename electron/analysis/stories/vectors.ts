import { DocumentCounts } from './document-counts.ts';
import type { Terms } from './terms.ts';

/** A unit vector over terms: their numbers, ascending, and weights. */
export interface Vector {
  ids: Uint32Array;
  weights: Float32Array;
}

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  let i = 0;
  let j = 0;
  while (i < a.ids.length && j < b.ids.length) {
    const x = a.ids[i]!;
    const y = b.ids[j]!;
    if (x === y) sum += a.weights[i++]! * b.weights[j++]!;
    else if (x < y) i++;
    else j++;
  }
  return sum;
}

/** Terms that a mean of many articles keeps; the lightest go when it has twice as many. */
const MOST_TERMS = 1000;

/** `a` times `shareA` plus `b` times `shareB`; of very many terms the lightest are left out. */
export function blend(a: Vector, shareA: number, b: Vector, shareB: number): Vector {
  const ids = new Uint32Array(a.ids.length + b.ids.length);
  const weights = new Float32Array(ids.length);
  let i = 0;
  let j = 0;
  let n = 0;
  while (i < a.ids.length || j < b.ids.length) {
    const x = i < a.ids.length ? a.ids[i]! : Number.POSITIVE_INFINITY;
    const y = j < b.ids.length ? b.ids[j]! : Number.POSITIVE_INFINITY;
    ids[n] = Math.min(x, y);
    weights[n++] = (x <= y ? a.weights[i++]! * shareA : 0) + (y <= x ? b.weights[j++]! * shareB : 0);
  }
  return heaviest({ ids: ids.slice(0, n), weights: weights.slice(0, n) });
}

function heaviest(vector: Vector): Vector {
  if (vector.ids.length <= 2 * MOST_TERMS) return vector;
  const least = Float32Array.from(vector.weights).sort().at(-MOST_TERMS)!;
  const kept = Array.from(vector.ids, (_, k) => k).filter((k) => vector.weights[k]! >= least);
  return {
    ids: Uint32Array.from(kept, (k) => vector.ids[k]!),
    weights: Float32Array.from(kept, (k) => vector.weights[k]!),
  };
}

/** The terms of many articles, one at a time: all of them at once would take twice the room. */
export interface ManyTerms {
  length: number;
  at(i: number): Terms;
}

/**
 * TF-IDF with a logarithm over counts (Salton and Buckley 1988), as unit vectors. Terms of a single article add to its
 * length alone: they can match nothing.
 * @param corpus in how many articles a term occurs, where these are only a part of them
 * @returns one vector for each article, and how many terms there are
 */
export function weigh(articles: ManyTerms, corpus?: DocumentCounts): { vectors: Vector[]; terms: number } {
  const documents = new DocumentCounts();
  let total = 0;
  for (let i = 0; i < articles.length; i++) {
    const { hashes } = articles.at(i);
    documents.add(hashes);
    total += hashes.length;
  }
  // A handful of articles would give what all of them share no weight at all.
  const of = Math.max(corpus?.articles ?? articles.length, FEWEST);
  const numbers = documents.numbered(2);
  const weightOf = (hash: number) => {
    const n = documents.of(hash);
    return Math.log(of / Math.max(n < 2 ? 1 : n, corpus?.of(hash) ?? 0));
  };
  const pool = new VectorPool(total);
  const vectors: Vector[] = [];
  for (let i = 0; i < articles.length; i++) {
    const { hashes, counts } = articles.at(i);
    const found = new Float64Array(hashes.length);
    const own = new Float64Array(hashes.length);
    let n = 0;
    let length = 0;
    for (let k = 0; k < hashes.length; k++) {
      const number = numbers.of(hashes[k]!);
      const weight = (1 + Math.log(counts[k]!)) * weightOf(hashes[k]!);
      length += weight * weight;
      own[k] = weight;
      // The term and its place in one number, so that sorting makes no objects: there are a hundred thousand articles.
      if (number >= 0 && weight > 0) found[n++] = number * hashes.length + k;
    }
    const sorted = found.subarray(0, n).sort();
    const scale = length > 0 ? 1 / Math.sqrt(length) : 0;
    const vector = pool.take(n);
    for (let k = 0; k < n; k++) {
      const id = Math.floor(sorted[k]! / hashes.length);
      vector.ids[k] = id;
      vector.weights[k] = own[sorted[k]! - id * hashes.length]! * scale;
    }
    vectors.push(vector);
  }
  return { vectors, terms: numbers.length };
}

/** Vectors as parts of a few large blocks: each with memory of its own would take half as much again. */
class VectorPool {
  static readonly BLOCK = 1 << 20;
  #ids: Uint32Array;
  #weights: Float32Array;
  #used = 0;
  #left: number;

  /** @param most terms of all vectors together, at most */
  constructor(most: number) {
    this.#left = most;
    const size = Math.min(most, VectorPool.BLOCK);
    this.#ids = new Uint32Array(size);
    this.#weights = new Float32Array(size);
  }

  take(n: number): Vector {
    if (this.#used + n > this.#ids.length) {
      const size = Math.max(n, Math.min(this.#left, VectorPool.BLOCK));
      this.#ids = new Uint32Array(size);
      this.#weights = new Float32Array(size);
      this.#used = 0;
    }
    const [from, to] = [this.#used, this.#used + n];
    this.#used = to;
    this.#left -= n;
    return { ids: this.#ids.subarray(from, to), weights: this.#weights.subarray(from, to) };
  }
}

const FEWEST = 60;

/**
 * The same vectors with what the members of one group all share taken back, so that what sets two events of one topic
 * apart comes forward.
 */
export function weighWithin(members: readonly Vector[]): Vector[] {
  const documents = new Map<number, number>();
  for (const { ids } of members) for (const id of ids) documents.set(id, (documents.get(id) ?? 0) + 1);
  return members.map(({ ids, weights }) => {
    const found: number[] = [];
    const own: number[] = [];
    let length = 0;
    for (let k = 0; k < ids.length; k++) {
      const n = documents.get(ids[k]!)!;
      if (n < 2) continue;
      const weight = weights[k]! * Math.log((members.length + 0.5) / n) ** WITHIN;
      length += weight * weight;
      found.push(ids[k]!);
      own.push(weight);
    }
    return unit(Uint32Array.from(found), own, length);
  });
}
const WITHIN = 0.75;

function unit(ids: Uint32Array, weights: ArrayLike<number>, squares: number): Vector {
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  return { ids, weights: Float32Array.from(weights, (weight) => weight * scale) };
}
