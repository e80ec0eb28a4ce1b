import type { Neighbours } from './neighbours.ts';
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
  neighbours: Neighbours;
  /** Whether two clusters may become one, by their days. */
  mayJoin?: (a: Days | null, b: Days | null) => boolean;
  days?: readonly (number | null)[];
}

/**
 * Average linkage (UPGMA: Sokal and Michener 1958) over unit vectors: the mean of all pairwise cosines of two clusters is the
 * dot product of their mean vectors, so that no table of pairs is kept. Only neighbours are compared, which makes the
 * cost grow with their number and not with the square of the items. What is kept of a cluster are numbers in long lists, and
 * its items as a chain: a hundred thousand sets of neighbours would take most of a gigabyte.
 * @returns for each item, the number of the first item of its cluster
 */
export function averageLinkage(items: readonly Vector[], options: LinkageOptions): Int32Array {
  const { threshold, mayJoin = () => true } = options;
  const n = items.length;
  const vectors: (Vector | undefined)[] = items.slice();
  const days: (Days | null)[] = items.map((_, i) => {
    const day = options.days?.[i] ?? null;
    return day === null ? null : { first: day, last: day };
  });
  const sizes = new Int32Array(n).fill(1);
  const versions = new Int32Array(n);
  const parent = Int32Array.from(items, (_, i) => i);
  // The items of a cluster: each points to the next, the cluster to its last.
  const next = new Int32Array(n).fill(-1);
  const last = Int32Array.from(items, (_, i) => i);
  const near = bothWays(options.neighbours, n);
  const heap = new PairHeap(options.neighbours.items.length);
  const rootOf = (item: number): number => {
    let at = item;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const offer = (a: number, b: number) => {
    if (!mayJoin(days[a]!, days[b]!)) return;
    const similarity = dot(vectors[a]!, vectors[b]!);
    if (similarity >= threshold) heap.push({ similarity, a, b, versions: versions[a]! + versions[b]! });
  };
  for (let i = 0; i < n; i++) {
    for (let k = near.starts[i]!; k < near.starts[i + 1]!; k++) if (i < near.items[k]!) offer(i, near.items[k]!);
  }

  // Clusters that were offered to the one being made, by the number of that step.
  const offered = new Int32Array(n);
  let step = 0;
  for (let best = heap.pop(); best; best = heap.pop()) {
    const { a, b } = best;
    if (parent[a] !== a || parent[b] !== b) continue;
    // Versions only grow: their sum is the same only where both are.
    if (versions[a]! + versions[b]! !== best.versions) {
      // A mean over more articles is never above the one it was taken from, unless a fresh pair says so.
      offer(a, b);
      continue;
    }
    // The smaller one goes: its neighbours are asked anew, those of the larger one when their turn comes.
    const [kept, gone] = sizes[a]! >= sizes[b]! ? [a, b] : [b, a];
    const size = sizes[kept]! + sizes[gone]!;
    vectors[kept] = blend(vectors[kept]!, sizes[kept]! / size, vectors[gone]!, sizes[gone]! / size);
    vectors[gone] = undefined;
    sizes[kept] = size;
    days[kept] = joined(days[kept]!, days[gone]!);
    versions[kept]!++;
    parent[gone] = kept;
    step++;
    offered[kept] = step;
    for (let item = gone; item !== -1; item = next[item]!) {
      for (let k = near.starts[item]!; k < near.starts[item + 1]!; k++) {
        const other = rootOf(near.items[k]!);
        if (offered[other] === step) continue;
        offered[other] = step;
        offer(kept, other);
      }
    }
    next[last[kept]!] = gone;
    last[kept] = last[gone]!;
  }
  return firstMembers(parent);
}

/** Each pair from both its sides. */
function bothWays({ starts, items }: Neighbours, n: number): Neighbours {
  const both = new Uint32Array(n + 1);
  for (let i = 0; i < n; i++) {
    both[i + 1]! += starts[i + 1]! - starts[i]!;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) both[items[k]! + 1]!++;
  }
  for (let i = 0; i < n; i++) both[i + 1]! += both[i]!;
  const at = both.slice();
  const found = new Int32Array(both[n]!);
  for (let i = 0; i < n; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      found[at[i]!++] = items[k]!;
      found[at[items[k]!]!++] = i;
    }
  }
  return { starts: both, items: found };
}

const joined = (a: Days | null, b: Days | null): Days | null =>
  a && b ? { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) } : (a ?? b);

function firstMembers(parent: Int32Array): Int32Array {
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  const first = new Int32Array(parent.length).fill(-1);
  return Int32Array.from(parent, (_, i) => {
    const of = root(i);
    if (first[of] === -1) first[of] = i;
    return first[of]!;
  });
}

interface Pair {
  similarity: number;
  a: number;
  b: number;
  /** Of both, summed. */
  versions: number;
}

/** The most similar pair first; equal ones in the order of their items, so that the outcome is the same each time. */
class PairHeap {
  // Numbers in long lists: a corpus has millions of pairs.
  #similarity: Float64Array;
  /** Three for each pair: its items, then their versions. */
  #rest: Int32Array;
  #size = 0;

  /** @param pairs that will be there at most, unless more are found on the way */
  constructor(pairs: number) {
    this.#similarity = new Float64Array(Math.max(1024, pairs));
    this.#rest = new Int32Array(3 * Math.max(1024, pairs));
  }

  push({ similarity, a, b, versions }: Pair): void {
    if (this.#size === this.#similarity.length) this.#grow();
    let at = this.#size++;
    this.#similarity[at] = similarity;
    this.#rest[3 * at] = a;
    this.#rest[3 * at + 1] = b;
    this.#rest[3 * at + 2] = versions;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.#isBefore(at, up)) break;
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): Pair | undefined {
    if (this.#size === 0) return undefined;
    const [a, b, versions] = this.#rest.subarray(0, 3);
    const top: Pair = { similarity: this.#similarity[0]!, a: a!, b: b!, versions: versions! };
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
    const [a, b] = [this.#rest[3 * x]!, this.#rest[3 * y]!];
    return a < b || (a === b && this.#rest[3 * x + 1]! < this.#rest[3 * y + 1]!);
  }

  #swap(x: number, y: number): void {
    const similarity = this.#similarity[x]!;
    this.#similarity[x] = this.#similarity[y]!;
    this.#similarity[y] = similarity;
    for (let k = 0; k < 3; k++) {
      const value = this.#rest[3 * x + k]!;
      this.#rest[3 * x + k] = this.#rest[3 * y + k]!;
      this.#rest[3 * y + k] = value;
    }
  }

  #grow(): void {
    const room = Math.ceil(1.5 * this.#size);
    const similarity = new Float64Array(room);
    similarity.set(this.#similarity);
    const rest = new Int32Array(3 * room);
    rest.set(this.#rest);
    [this.#similarity, this.#rest] = [similarity, rest];
  }
}
