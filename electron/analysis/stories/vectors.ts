import type { DocumentCounts } from './document-counts.ts';
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

/**
 * TF-IDF with a logarithm over counts (Salton and Buckley 1988), as unit vectors. Terms of a single article add to its
 * length alone: they can match nothing.
 * @param corpus in how many articles a term occurs, where these are only a part of them
 * @returns one vector for each article, and how many terms there are
 */
export function weigh(articles: readonly Terms[], corpus?: DocumentCounts): { vectors: Vector[]; terms: number } {
  const documents = new Map<number, number>();
  for (const { hashes } of articles) for (const hash of hashes) documents.set(hash, (documents.get(hash) ?? 0) + 1);
  const numbers = new Map<number, number>();
  const weights: number[] = [];
  // A handful of articles would give what all of them share no weight at all.
  const of = Math.max(corpus?.articles ?? articles.length, FEWEST);
  for (const [hash, n] of documents) {
    if (n < 2) continue;
    numbers.set(hash, weights.length);
    weights.push(Math.log(of / Math.max(n, corpus?.of(hash) ?? 0)));
  }
  const aloneWeight = (hash: number) => Math.log(of / Math.max(1, corpus?.of(hash) ?? 1));
  const vectors = articles.map(({ hashes, counts }) => {
    const found = new Float64Array(hashes.length);
    const own = new Float64Array(hashes.length);
    let n = 0;
    let length = 0;
    for (let k = 0; k < hashes.length; k++) {
      const number = numbers.get(hashes[k]!);
      const frequency = 1 + Math.log(counts[k]!);
      const weight = frequency * (number === undefined ? aloneWeight(hashes[k]!) : weights[number]!);
      length += weight * weight;
      own[k] = weight;
      // The term and its place in one number, so that sorting makes no objects: there are a hundred thousand articles.
      if (number !== undefined && weight > 0) found[n++] = number * hashes.length + k;
    }
    const sorted = found.subarray(0, n).sort();
    const ids = Uint32Array.from(sorted, (key) => Math.floor(key / hashes.length));
    return unit(
      ids,
      Float64Array.from(sorted, (key, i) => own[key - ids[i]! * hashes.length]!),
      length,
    );
  });
  return { vectors, terms: weights.length };
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
