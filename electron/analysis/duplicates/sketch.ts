import { mixed, shinglesOf, type Tokens } from './tokens.ts';

/**
 * A text's sketch: of every `WINDOW` shingles in a row at least one hash, chosen by its value alone, so that a stretch
 * that two texts share gives the same hashes in both wherever it stands. 20 common words in a row always have one.
 */
export type Sketch = Uint32Array;

const WINDOW = 16;

/** Sorted, each hash once. A text shorter than one shingle has one hash of all its words; an empty one has none. */
export function sketchOf(tokens: Tokens, shingles: Uint32Array = shinglesOf(tokens)): Sketch {
  if (shingles.length === 0) return tokens.length === 0 ? new Uint32Array(0) : Uint32Array.of(hashOfAll(tokens));
  const sorted = sampledPlaces(shingles)
    .map((place) => shingles[place]!)
    .sort();
  let length = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[length++] = sorted[i]!;
  }
  return sorted.slice(0, length);
}

/** Where the shingles of a sketch stand in the text, in order. */
export function sampledPlaces(shingles: Uint32Array): Uint32Array {
  const places = new Uint32Array(shingles.length);
  let count = 0;
  let smallest = -1;
  for (let end = 0; end < shingles.length; end++) {
    const start = Math.max(0, end - WINDOW + 1);
    if (smallest < start) {
      smallest = start;
      for (let i = start + 1; i <= end; i++) if (shingles[i]! <= shingles[smallest]!) smallest = i;
    } else if (shingles[end]! <= shingles[smallest]!) smallest = end;
    const windowIsFull = end >= WINDOW - 1 || end === shingles.length - 1;
    if (windowIsFull && (count === 0 || places[count - 1] !== smallest)) places[count++] = smallest;
  }
  return places.slice(0, count);
}

function hashOfAll(tokens: Tokens): number {
  let hash = tokens.length;
  for (const token of tokens) hash = mixed(hash ^ (token >>> 1));
  return hash;
}
