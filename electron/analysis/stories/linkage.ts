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
class PairHeap {
  // Numbers in long lists: a corpus has millions of pairs.
  #similarity = new Float64Array(1024);
  /** Four for each pair: its items, then their versions. */
  #rest = new Int32Array(4 * 1024);
  #size = 0;

  push({ similarity, a, b, versionA, versionB }: Pair): void {
    if (this.#size === this.#similarity.length) this.#grow();
    let at = this.#size++;
    this.#similarity[at] = similarity;
    this.#rest.set([a, b, versionA, versionB], 4 * at);
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.#isBefore(at, up)) break;
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): Pair | undefined {
    if (this.#size === 0) return undefined;
    const [a, b, versionA, versionB] = this.#rest.subarray(0, 4);
    const top: Pair = { similarity: this.#similarity[0]!, a: a!, b: b!, versionA: versionA!, versionB: versionB! };
    this.#swap(0, --this.#size);
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.#size) break;
      if (down + 1 < this.#size && this.#isBefore(down + 1, down)) down++;
      if (!this.#isBefore(down, at)) break;
      this.#swap(at, down);
      at = down;
    }
    return top;
  }

  #isBefore(x: number, y: number): boolean {
    const [one, other] = [this.#similarity[x]!, this.#similarity[y]!];
    if (one !== other) return one > other;
    const [a, b] = [this.#rest[4 * x]!, this.#rest[4 * y]!];
    return a < b || (a === b && this.#rest[4 * x + 1]! < this.#rest[4 * y + 1]!);
  }

  #swap(x: number, y: number): void {
    const similarity = this.#similarity[x]!;
    this.#similarity[x] = this.#similarity[y]!;
    this.#similarity[y] = similarity;
    for (let k = 0; k < 4; k++) {
      const value = this.#rest[4 * x + k]!;
      this.#rest[4 * x + k] = this.#rest[4 * y + k]!;
      this.#rest[4 * y + k] = value;
    }
  }

  #grow(): void {
    const similarity = new Float64Array(2 * this.#size);
    similarity.set(this.#similarity);
    const rest = new Int32Array(8 * this.#size);
    rest.set(this.#rest);
    [this.#similarity, this.#rest] = [similarity, rest];
  }
}
