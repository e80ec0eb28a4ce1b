/** From a left node to a right node, with what it gains (above 0). */
export interface Edge {
  to: number;
  gain: number;
}

/**
 * The matching between left and right nodes with the greatest sum of gains; a node may stay alone. Shortest augmenting
 * paths (Jonker & Volgenant 1987) over sparse edges: each path ends at the nearest free node, so that the work stays local.
 * @returns for each left node its right node, or −1.
 */
export function bestMatching(edges: readonly (readonly Edge[])[], rights: number): Int32Array {
  const lefts = edges.length;
  // Every left node has a right node of its own behind the real ones, without gain: to stay alone.
  const columns = rights + lefts;
  const columnOf = new Int32Array(lefts).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  const rowPrice = new Float64Array(lefts);
  const columnPrice = new Float64Array(columns);
  const distance = new Float64Array(columns).fill(Infinity);
  const via = new Int32Array(columns);
  const done = new Uint8Array(columns);
  const heap = new Heap();
  for (let row = 0; row < lefts; row++) {
    heap.clear();
    const seen: number[] = [];
    const settled: number[] = [];
    let at = row;
    let base = 0;
    const reach = (column: number, cost: number) => {
      if (done[column]) return;
      const far = base + cost - rowPrice[at]! - columnPrice[column]!;
      if (far >= distance[column]!) return;
      if (distance[column] === Infinity) seen.push(column);
      distance[column] = far;
      via[column] = at;
      heap.push(far, column);
    };
    let end: number;
    for (;;) {
      for (const { to, gain } of edges[at]!) reach(to, -gain);
      reach(rights + at, 0);
      end = heap.pop();
      while (done[end]) end = heap.pop();
      done[end] = 1;
      if (rowOf[end] === -1) break;
      settled.push(end);
      base = distance[end]!;
      at = rowOf[end]!;
    }
    const shortest = distance[end]!;
    rowPrice[row]! += shortest;
    for (const column of settled) {
      rowPrice[rowOf[column]!]! += shortest - distance[column]!;
      columnPrice[column]! += distance[column]! - shortest;
    }
    let column = end;
    for (;;) {
      const from = via[column]!;
      const left = columnOf[from]!;
      rowOf[column] = from;
      columnOf[from] = column;
      if (from === row) break;
      column = left;
    }
    for (const one of seen) {
      distance[one] = Infinity;
      done[one] = 0;
    }
  }
  return columnOf.map((column) => (column < rights ? column : -1));
}

/** Columns by distance, nearest first. */
class Heap {
  private keys: number[] = [];
  private items: number[] = [];

  clear(): void {
    this.keys.length = 0;
    this.items.length = 0;
  }

  push(key: number, item: number): void {
    let at = this.keys.length;
    this.keys.push(key);
    this.items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.keys[parent]! <= key) break;
      this.keys[at] = this.keys[parent]!;
      this.items[at] = this.items[parent]!;
      at = parent;
    }
    this.keys[at] = key;
    this.items[at] = item;
  }

  pop(): number {
    const first = this.items[0]!;
    const key = this.keys.pop()!;
    const item = this.items.pop()!;
    const size = this.keys.length;
    if (size === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && this.keys[child + 1]! < this.keys[child]!) child++;
      if (this.keys[child]! >= key) break;
      this.keys[at] = this.keys[child]!;
      this.items[at] = this.items[child]!;
      at = child;
    }
    this.keys[at] = key;
    this.items[at] = item;
    return first;
  }
}
