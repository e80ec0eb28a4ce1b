import { HASH_BITS } from './hash.ts';

/** A list of whole numbers that grows. */
export class Numbers {
  #room = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#room.length) this.reserve(1);
    this.#room[this.length++] = value;
  }

  append(values: Int32Array): void {
    this.reserve(values.length);
    this.#room.set(values, this.length);
    this.length += values.length;
  }

  reserve(more: number): void {
    if (this.length + more <= this.#room.length) return;
    const larger = new Int32Array(Math.max(this.#room.length * 2, this.length + more));
    larger.set(this.#room.subarray(0, this.length));
    this.#room = larger;
  }

  get values(): Int32Array {
    return this.#room.slice(0, this.length);
  }
}

/** The features that occur at least `atLeast` times, ascending. */
export function frequent(features: Int32Array, atLeast: number): Int32Array {
  const counts = new Uint16Array(2 ** HASH_BITS);
  for (const feature of features) if (counts[feature]! < 65535) counts[feature]!++;
  const kept = new Numbers();
  counts.forEach((count, feature) => {
    if (count >= atLeast) kept.push(feature);
  });
  return kept.values;
}

/** For each feature its place in `kept`, from 1; 0 for the others. */
export function placesOf(kept: Int32Array): Int32Array {
  const places = new Int32Array(2 ** HASH_BITS);
  kept.forEach((feature, i) => {
    places[feature] = i + 1;
  });
  return places;
}

/** Rows of features, one behind the other; row `i` from `starts[i]` to `starts[i + 1]`. */
export interface Rows {
  features: Int32Array;
  starts: Int32Array;
}

/** The same rows with the places of the features instead of their numbers, without those that have none. */
export function numbered({ features, starts }: Rows, places: Int32Array): Rows {
  const found = new Int32Array(features.length);
  const at = new Int32Array(starts.length);
  let n = 0;
  for (let row = 0; row + 1 < starts.length; row++) {
    at[row] = n;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) {
      const place = places[features[k]!]!;
      if (place > 0) found[n++] = place - 1;
    }
  }
  at[starts.length - 1] = n;
  return { features: found.slice(0, n), starts: at };
}
