import type { Sketch } from './sketch.ts';

/** Texts that share a hash beyond this number are not all tried: a menu, a legal notice, a wire story in every paper. */
const MOST_SHARERS = 64;
/** Of more than that: the first ones, and the ones just before. Links in a chain, so that groups still form. */
const FIRST_SHARERS = 4;
const LAST_SHARERS = 2;
/** A hash in so many groups of copies is common. */
const IN_GROUPS = 3;
/** Which texts are worth a look. */
export interface Worth {
  /** Share of the shorter text's hashes that must be common. */
  leastShare: number;
  /** So many texts at most, those that have most in common. */
  most: number;
}

/** Scraped texts are long with menus, and pages of the same site crowd out the copy that is sought. */
export const WORTH_OF_SCRAPED: Worth = { leastShare: 0.04, most: 24 };
export const WORTH_OF_CLEANED: Worth = { leastShare: 0.12, most: 8 };
/** Texts are numbered from 0; a number takes 21 bits beside the 32 of a hash in a double. */
export const MOST_TEXTS = 2 ** 21;

/**
 * Finds texts that may be copies of each other by the hashes they share, without comparing all pairs. Memory: 12 or 13
 * bytes for each hash, about 1 kB for a text of 700 words.
 */
export class CandidateIndex {
  readonly #hashes: Uint32Array;
  readonly #starts: Uint32Array;
  /** Sorted: hash times MOST_TEXTS plus text. */
  readonly #entries: Float64Array;
  /** For the first entry of each hash: 1 when it is common; null until it is known. */
  #common: Uint8Array | null = null;
  /** For each text, while one is looked up: hashes in common, and how much they say. */
  readonly #shared: Uint16Array;
  readonly #weights: Float32Array;

  readonly #worth: Worth;

  /**
   * @param sketches one text's sketch behind the other; `starts` has one more entry than there are texts
   * @param entries of the same sketches, when they were sorted before
   */
  constructor(
    sketches: Uint32Array,
    starts: Uint32Array,
    worth: Worth,
    entries: Float64Array = sortedEntries(sketches, starts),
  ) {
    this.#worth = worth;
    const texts = starts.length - 1;
    this.#hashes = sketches;
    this.#starts = starts;
    this.#entries = entries;
    this.#shared = new Uint16Array(texts);
    this.#weights = new Float32Array(texts);
  }

  get size(): number {
    return this.#starts.length - 1;
  }

  /** Texts before `text` that may share enough with it, most promising first. */
  before(text: number): number[] {
    return this.#alike(this.#hashes.subarray(this.#starts[text]!, this.#starts[text + 1]!), text);
  }

  /** Texts of the index that may share enough with a text that is not in it. */
  like(sketch: Sketch): number[] {
    return this.#alike(sketch, this.size);
  }

  /**
   * Marks hashes that many different texts have: what a site puts around each article, a phrase of the trade. They no
   * longer count as something in common.
   * @param groupOf texts known to be copies of each other count once
   */
  markCommon(groupOf: (text: number) => number): void {
    const groups = new Set<number>();
    const common = new Uint8Array(this.#entries.length);
    this.#common = common;
    for (let start = 0; start < this.#entries.length; ) {
      const hash = Math.floor(this.#entries[start]! / MOST_TEXTS);
      const next = (hash + 1) * MOST_TEXTS;
      groups.clear();
      let end = start;
      for (; end < this.#entries.length && this.#entries[end]! < next; end++) {
        if (groups.size < IN_GROUPS) groups.add(groupOf(this.#entries[end]! % MOST_TEXTS));
      }
      common[start] = groups.size >= IN_GROUPS ? 1 : 0;
      start = end;
    }
  }

  /** Whether `markCommon` found the hash in many texts. */
  isCommon(hash: number): boolean {
    const start = this.#firstEntry(hash * MOST_TEXTS);
    return (
      start < this.#entries.length && this.#entries[start]! < (hash + 1) * MOST_TEXTS && this.#common?.[start] === 1
    );
  }

  #alike(sketch: Sketch, limit: number): number[] {
    const hashes = this.#shared;
    const weights = this.#weights;
    const others: number[] = [];
    for (const hash of sketch) {
      const start = this.#firstEntry(hash * MOST_TEXTS);
      const end = this.#firstEntry(hash * MOST_TEXTS + limit, start);
      if (end === start || this.#common?.[start] === 1) continue;
      for (let i = start; i < end; i++) {
        if (end - start > MOST_SHARERS && i === start + FIRST_SHARERS) i = end - LAST_SHARERS;
        const other = this.#entries[i]! % MOST_TEXTS;
        if (hashes[other] === 0) others.push(other);
        hashes[other]!++;
        // Rare first: what few texts have says more.
        weights[other]! += 1 / (end - start);
      }
    }
    const found = others
      .filter((other) => this.#isEnough(hashes[other]!, Math.min(sketch.length, this.#hashCount(other))))
      .sort((one, other) => weights[other]! - weights[one]! || one - other)
      .slice(0, this.#worth.most);
    for (const other of others) {
      hashes[other] = 0;
      weights[other] = 0;
    }
    return found;
  }

  #hashCount(text: number): number {
    return this.#starts[text + 1]! - this.#starts[text]!;
  }

  /** One hash in common is chance between long texts, and all there can be between short ones. */
  #isEnough(shared: number, ofShorter: number): boolean {
    const least = ofShorter <= 4 ? 1 : ofShorter <= 12 ? 2 : 3;
    return shared >= Math.max(least, this.#worth.leastShare * ofShorter);
  }

  #firstEntry(value: number, from = 0): number {
    let low = from;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entries[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Each hash with its text, sorted. @throws RangeError for more than MOST_TEXTS texts */
export function sortedEntries(sketches: Uint32Array, starts: Uint32Array): Float64Array<ArrayBuffer> {
  const texts = starts.length - 1;
  if (texts > MOST_TEXTS) throw new RangeError(`At most ${MOST_TEXTS} texts can be compared in one run.`);
  const entries = new Float64Array(starts[texts]!);
  for (let text = 0; text < texts; text++) {
    for (let i = starts[text]!; i < starts[text + 1]!; i++) entries[i] = sketches[i]! * MOST_TEXTS + text;
  }
  return entries.sort();
}

/** Sketches of scraped texts, one behind the other. */
export class SketchBuffer {
  #hashes = new Uint32Array(1 << 16);
  #length = 0;
  readonly #starts: number[] = [0];

  add(sketch: Sketch): void {
    if (this.#length + sketch.length > this.#hashes.length) {
      const grown = new Uint32Array(Math.max(this.#hashes.length * 1.5, this.#length + sketch.length));
      grown.set(this.#hashes);
      this.#hashes = grown;
    }
    this.#hashes.set(sketch, this.#length);
    this.#length += sketch.length;
    this.#starts.push(this.#length);
  }

  index(): CandidateIndex {
    const hashes = this.#hashes.subarray(0, this.#length);
    return new CandidateIndex(hashes, Uint32Array.from(this.#starts), WORTH_OF_SCRAPED);
  }
}
