import { CandidateIndex, sortedEntries, WORTH_OF_CLEANED } from './candidates.ts';
import { isCopyOfCleaned, shareOf } from './groups.ts';
import { type Match, type Matchable, match, matchable } from './match.ts';
import { type Sketch, sketchOf } from './sketch.ts';
import { fillOneTemplate, isShort } from './template.ts';
import { tokensOf } from './tokens.ts';

/** Sketches one behind the other; `starts` has one more entry than there are texts. */
export interface Sketches {
  hashes: Uint32Array;
  starts: Uint32Array;
}

export const sketchTexts = (texts: readonly string[]): Sketch[] => texts.map((text) => sketchOf(tokensOf(text)));

/** Sketches with all their hashes in order, in which others are looked up. */
export interface SortedSketches extends Sketches {
  entries: Float64Array;
}

/** @param room memory that threads share; what was in it is gone */
export function sortSketches({ sketches, room }: { sketches: Sketches; room: SharedArrayBuffer }): SortedSketches {
  const sorted = sortedEntries(sketches.hashes, sketches.starts);
  if (room.byteLength < sorted.byteLength) room.grow(sorted.byteLength);
  const entries = new Float64Array(room, 0, sorted.length);
  entries.set(sorted);
  // Tens of megabytes, at once and not when this thread next clears up.
  sorted.buffer.transfer(0);
  return { ...sketches, entries };
}

/**
 * Pairs of texts that share enough hashes to be compared: of `slab` among themselves, or of `slab` and `others`.
 * @returns numbers in twos: of a text in `slab`, and of one in `others` (or a later one in `slab`)
 */
export function findCandidates({ slab, others }: { slab: SortedSketches; others: Sketches | null }): Int32Array {
  const index = new CandidateIndex(slab.hashes, slab.starts, WORTH_OF_CLEANED, slab.entries);
  const pairs: number[] = [];
  if (others) {
    for (let text = 0; text + 1 < others.starts.length; text++) {
      const sketch = others.hashes.subarray(others.starts[text]!, others.starts[text + 1]!);
      for (const one of index.like(sketch)) pairs.push(one, text);
    }
  } else {
    for (let text = 0; text < index.size; text++) for (const one of index.before(text)) pairs.push(one, text);
  }
  return Int32Array.from(pairs);
}

/** Two texts that are copies, by their numbers, and how they match. */
export interface FoundCopy {
  a: number;
  b: number;
  found: Match;
  /** Share of the shorter that the longer has, 0 to 1. */
  share: number;
}

/** Matches pairs of cleaned texts, given by their numbers in `texts`, and gives those that are copies. */
export function compareTexts({ texts, pairs }: { texts: string[]; pairs: [number, number][] }): FoundCopy[] {
  const ready: (Matchable | undefined)[] = [];
  const get = (text: number) => (ready[text] ??= matchable(tokensOf(texts[text]!)));
  const copies: FoundCopy[] = [];
  for (const [a, b] of pairs) {
    const found = match(get(a), get(b));
    if (!isCopyOfCleaned(found)) continue;
    if (isShort(found) && fillOneTemplate(texts[a]!, texts[b]!)) continue;
    copies.push({ a, b, found, share: shareOf(found) });
  }
  return copies;
}
