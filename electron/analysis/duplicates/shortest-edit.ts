/** A run that two sequences have in common: where it begins in each, and how long it is. */
export interface CommonRun {
  a: number;
  b: number;
  length: number;
}

/**
 * The longest common subsequence of two sequences, as runs, in order. Myers, "An O(ND) Difference Algorithm and Its
 * Variations" (1986), in its form for linear memory: time grows with the lengths times the number of differences.
 */
export function commonRuns(a: Int32Array, b: Int32Array): CommonRun[] {
  // What the other does not have at all is set aside: texts with nothing in common are soon done.
  const placesA = placesIn(a, new Set(b));
  const placesB = placesIn(b, new Set(a));
  const size = placesA.length + placesB.length + 3;
  const runs: CommonRun[] = [];
  const see = (atA: number, atB: number, length: number) => {
    for (let i = 0; i < length; i++) add(runs, placesA[atA + i]!, placesB[atB + i]!);
  };
  const pick = (from: Int32Array, places: Int32Array) => places.map((place) => from[place]!);
  const comparison = new Comparison(pick(a, placesA), pick(b, placesB), see, size);
  comparison.solve(0, placesA.length, 0, placesB.length);
  return runs;
}

function placesIn(sequence: Int32Array, others: ReadonlySet<number>): Int32Array {
  const places = new Int32Array(sequence.length);
  let length = 0;
  for (let i = 0; i < sequence.length; i++) if (others.has(sequence[i]!)) places[length++] = i;
  return places.slice(0, length);
}

function add(runs: CommonRun[], a: number, b: number): void {
  const last = runs.at(-1);
  if (last && last.a + last.length === a && last.b + last.length === b) last.length++;
  else runs.push({ a, b, length: 1 });
}

class Comparison {
  readonly #a: Int32Array;
  readonly #b: Int32Array;
  readonly #see: (a: number, b: number, length: number) => void;
  /** Furthest place in `a` on each diagonal, from the start and from the end. */
  readonly #forward: Int32Array;
  readonly #backward: Int32Array;
  readonly #middle: number;

  constructor(a: Int32Array, b: Int32Array, see: (a: number, b: number, length: number) => void, size: number) {
    this.#a = a;
    this.#b = b;
    this.#see = see;
    this.#forward = new Int32Array(2 * size + 1);
    this.#backward = new Int32Array(2 * size + 1);
    this.#middle = size;
  }

  solve(fromA: number, toA: number, fromB: number, toB: number): void {
    let startA = fromA;
    let startB = fromB;
    let endA = toA;
    let endB = toB;
    while (startA < endA && startB < endB && this.#a[startA] === this.#b[startB]) {
      startA++;
      startB++;
    }
    this.#see(fromA, fromB, startA - fromA);
    while (endA > startA && endB > startB && this.#a[endA - 1] === this.#b[endB - 1]) {
      endA--;
      endB--;
    }
    if (startA < endA && startB < endB) {
      const [cutA, cutB] = this.#cut(startA, endA, startB, endB);
      this.solve(startA, cutA, startB, cutB);
      this.solve(cutA, endA, cutB, endB);
    }
    this.#see(endA, endB, toA - endA);
  }

  /** A place where a shortest edit can be parted in two, found from both ends at once. */
  #cut(fromA: number, toA: number, fromB: number, toB: number): [number, number] {
    const forward = this.#forward;
    const backward = this.#backward;
    const middle = this.#middle;
    const lengthA = toA - fromA;
    const lengthB = toB - fromB;
    const delta = lengthA - lengthB;
    const isOdd = (delta & 1) !== 0;
    forward[middle + 1] = 0;
    backward[middle + 1] = 0;
    for (let edits = 0; ; edits++) {
      for (let k = -edits; k <= edits; k += 2) {
        const down = k === -edits || (k !== edits && forward[middle + k - 1]! < forward[middle + k + 1]!);
        let x = down ? forward[middle + k + 1]! : forward[middle + k - 1]! + 1;
        while (x < lengthA && x - k < lengthB && this.#a[fromA + x] === this.#b[fromB + x - k]) x++;
        forward[middle + k] = x;
        const back = delta - k;
        if (isOdd && Math.abs(back) < edits && x + backward[middle + back]! >= lengthA)
          return this.#inside(fromA, x, toA, fromB, x - k, toB);
      }
      for (let k = -edits; k <= edits; k += 2) {
        const down = k === -edits || (k !== edits && backward[middle + k - 1]! < backward[middle + k + 1]!);
        let x = down ? backward[middle + k + 1]! : backward[middle + k - 1]! + 1;
        while (x < lengthA && x - k < lengthB && this.#a[toA - 1 - x] === this.#b[toB - 1 - x + k]) x++;
        backward[middle + k] = x;
        const front = delta - k;
        if (!isOdd && Math.abs(front) <= edits && x + forward[middle + front]! >= lengthA)
          return this.#inside(fromA, lengthA - x, toA, fromB, lengthB - (x - k), toB);
      }
    }
  }

  #inside(fromA: number, x: number, toA: number, fromB: number, y: number, toB: number): [number, number] {
    return [Math.min(toA, Math.max(fromA, fromA + x)), Math.min(toB, Math.max(fromB, fromB + y))];
  }
}
