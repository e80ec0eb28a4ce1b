import { blend, dot, type Vector } from './vectors.ts';

/** Days since 1970 of the first and last article of a cluster; null when all are undated. */
export interface Days {
  first: number;
  last: number;
}

export interface LinkageOptions {
  /** Clusters whose articles are less alike than this on average stay apart. */
  threshold: number;
  /** Which pairs of items are looked at first; clusters inherit the neighbours of their items. */
  neighbours: readonly (readonly number[])[];
  /** Whether two clusters may become one, by their days. */
  mayJoin?: (a: Days | null, b: Days | null) => boolean;
  days?: readonly (number | null)[];
}

interface Cluster {
  vector: Vector;
  size: number;
  days: Days | null;
  neighbours: Set<number>;
  version: number;
}

/**
 * Average linkage (UPGMA: Sokal and Michener 1958) over unit vectors: the mean of all pairwise cosines of two clusters is the
 * dot product of their mean vectors, so that no table of pairs is kept. Only neighbours are compared, which makes the
 * cost grow with their number and not with the square of the items.
 * @returns for each item, the number of the first item of its cluster
 */
export function averageLinkage(items: readonly Vector[], options: LinkageOptions): Int32Array {
  const { threshold, neighbours, mayJoin = () => true, days } = options;
  const clusters = new Map<number, Cluster>();
  items.forEach((vector, i) => {
    const day = days?.[i] ?? null;
    clusters.set(i, {
      vector,
      size: 1,
      days: day === null ? null : { first: day, last: day },
      neighbours: new Set(),
      version: 0,
    });
  });
  for (const [i, near] of neighbours.entries()) {
    for (const j of near) {
      clusters.get(i)!.neighbours.add(j);
      clusters.get(j)!.neighbours.add(i);
    }
  }
  const heap = new PairHeap();
  const offer = (a: number, b: number) => {
    const one = clusters.get(a)!;
    const two = clusters.get(b)!;
    if (!mayJoin(one.days, two.days)) return;
    const similarity = dot(one.vector, two.vector);
    if (similarity >= threshold) heap.push({ similarity, a, b, versionA: one.version, versionB: two.version });
  };
  for (const [i, { neighbours: near }] of clusters) for (const j of near) if (i < j) offer(i, j);

  const parent = Int32Array.from(items, (_, i) => i);
  for (let best = heap.pop(); best; best = heap.pop()) {
    const a = clusters.get(best.a);
    const b = clusters.get(best.b);
    if (!a || !b) continue;
    if (a.version !== best.versionA || b.version !== best.versionB) {
      // A mean over more articles is never above the one it was taken from, unless a fresh pair says so.
      offer(best.a, best.b);
      continue;
    }
    // The smaller one goes: its neighbours are asked anew, those of the larger one when their turn comes.
    const [kept, gone] = a.size >= b.size ? [best.a, best.b] : [best.b, best.a];
    const [into, from] = a.size >= b.size ? [a, b] : [b, a];
    const size = into.size + from.size;
    into.vector = blend(into.vector, into.size / size, from.vector, from.size / size);
    into.size = size;
    into.days = joined(into.days, from.days);
    into.version++;
    clusters.delete(gone);
    parent[gone] = kept;
    into.neighbours.delete(gone);
    for (const near of from.neighbours) {
      const other = clusters.get(near);
      if (!other || near === kept) continue;
      other.neighbours.delete(gone);
      other.neighbours.add(kept);
      into.neighbours.add(near);
      offer(kept, near);
    }
  }
  return firstMembers(parent);
}

const joined = (a: Days | null, b: Days | null): Days | null =>
  a && b ? { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) } : (a ?? b);

function firstMembers(parent: Int32Array): Int32Array {
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  const first = new Map<number, number>();
  return Int32Array.from(parent, (_, i) => {
    const of = root(i);
    if (!first.has(of)) first.set(of, i);
    return first.get(of)!;
  });
}

interface Pair {
  similarity: number;
  a: number;
  b: number;
  versionA: number;
  versionB: number;
}

/** The most similar pair first; equal ones in the order of their items, so that the outcome is the same each time. */
const isBefore = (x: Pair, y: Pair) =>
  x.similarity > y.similarity || (x.similarity === y.similarity && (x.a < y.a || (x.a === y.a && x.b < y.b)));

class PairHeap {
  readonly #pairs: Pair[] = [];

  push(pair: Pair): void {
    const pairs = this.#pairs;
    let at = pairs.push(pair) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(pair, pairs[up]!)) break;
      pairs[at] = pairs[up]!;
      at = up;
    }
    pairs[at] = pair;
  }

  pop(): Pair | undefined {
    const pairs = this.#pairs;
    const top = pairs[0];
    const last = pairs.pop();
    if (!last || pairs.length === 0) return top;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= pairs.length) break;
      if (down + 1 < pairs.length && isBefore(pairs[down + 1]!, pairs[down]!)) down++;
      if (!isBefore(pairs[down]!, last)) break;
      pairs[at] = pairs[down]!;
      at = down;
    }
    pairs[at] = last;
    return top;
  }
}
