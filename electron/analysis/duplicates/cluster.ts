import { type CandidateIndex, SketchBuffer } from './candidates.ts';
import { withoutCommon } from './furniture.ts';
import { CopyGroups, isCertainCopy, isCopy, isWholeCopy, LEAST_WORDS, Sets } from './groups.ts';
import { type Match, match, matchable } from './match.ts';
import { tokensWithFurniture } from './own-words.ts';
import { sketchOf } from './sketch.ts';
import { fillOneTemplate, isShort } from './template.ts';
import { tokensOf } from './tokens.ts';

/** Texts kept ready for matching: neighbours in a corpus are often copies of the same few. */
const KEPT_READY = 400;
/** Tokens of cleaned texts that are kept, four bytes each: cleaning takes much longer than all the rest. */
const KEPT_TOKENS = 16_000_000;

/**
 * Groups scraped texts, menus and all, into copies of the same article. Texts are given twice: once to `add`, for their
 * sketches, and again to `groups`, which asks for those that have something in common with another. So memory grows by
 * about 1 kB a text however long the texts are.
 */
export class CopyFinder {
  readonly #sketches = new SketchBuffer();
  #size = 0;

  /** @returns the text's number, from 0 */
  add(text: string): number {
    this.#sketches.add(sketchOf(tokensOf(text)));
    return this.#size++;
  }

  /**
   * @param textOf gives a text by its number, as it was added
   * @param onStep called twice for each text; what it throws ends the run
   * @returns for each text the number of the first of its group; its own number when it is alone
   */
  groups(textOf: (text: number) => string, onStep: () => void = () => {}): Int32Array {
    const index = this.#sketches.index();
    const groups = new CopyGroups(this.#size);
    const certain = new Sets(this.#size);
    const raw = new Recent(KEPT_READY, (text) => matchable(tokensOf(textOf(text))));
    const tokens = new Recent(
      KEPT_TOKENS,
      (text) => tokensWithFurniture(textOf(text)),
      ({ length }) => length,
    );
    const asScraped = new Recent(KEPT_READY, (text) => matchable(tokens.get(text)));
    const isTemplate = (rawMatch: Match, a: number, b: number) =>
      isShort(rawMatch) && fillOneTemplate(textOf(a), textOf(b));
    const seeCertain = (a: number, b: number) => {
      // Most copies are seen without cleaning them first, and so are most texts that are none.
      const rawMatch = match(raw.get(a), raw.get(b));
      const isWhole = isWholeCopy(rawMatch);
      if (!isWhole && rawMatch.covered < LEAST_WORDS) return;
      const found = isWhole ? rawMatch : match(asScraped.get(a), asScraped.get(b));
      if (!isCertainCopy(found) || isTemplate(rawMatch, a, b)) return;
      certain.merge(a, b);
      groups.add(a, b, found);
    };
    this.#compare(index, groups.joined, seeCertain, onStep);
    // What three texts share that are no copies of each other is no part of any of them.
    index.markCommon(certain.find);
    const isCommon = (hash: number) => index.isCommon(hash);
    const cleaned = new Recent(KEPT_READY, (text) => matchable(withoutCommon(tokens.get(text), isCommon)));
    const see = (a: number, b: number) => {
      const rawMatch = match(raw.get(a), raw.get(b));
      if (rawMatch.covered < LEAST_WORDS) return;
      const found = match(cleaned.get(a), cleaned.get(b));
      if (isCopy(found) && !isTemplate(rawMatch, a, b)) groups.add(a, b, found);
    };
    this.#compare(index, groups.joined, see, onStep);
    return groups.finish();
  }

  /** Shows each pair that is worth a look, unless it is in one group already. */
  #compare(
    index: CandidateIndex,
    joined: (a: number, b: number) => boolean,
    see: (a: number, b: number) => void,
    onStep: () => void,
  ): void {
    for (let text = 0; text < this.#size; text++) {
      for (const other of index.before(text)) if (!joined(text, other)) see(other, text);
      onStep();
    }
  }
}

/** What was made of the texts used last, as much of it as fits. */
class Recent<T> {
  readonly #most: number;
  readonly #make: (text: number) => T;
  readonly #sizeOf: (made: T) => number;
  readonly #made = new Map<number, T>();
  #size = 0;

  /** @param most of the sizes that `sizeOf` gives, together */
  constructor(most: number, make: (text: number) => T, sizeOf: (made: T) => number = () => 1) {
    this.#most = most;
    this.#make = make;
    this.#sizeOf = sizeOf;
  }

  readonly get = (text: number): T => {
    const known = this.#made.get(text);
    const made = known ?? this.#make(text);
    // Last used, last to go.
    this.#made.delete(text);
    this.#made.set(text, made);
    if (known === undefined) this.#size += this.#sizeOf(made);
    for (const [oldest, value] of this.#made) {
      if (this.#size <= this.#most) break;
      this.#made.delete(oldest);
      this.#size -= this.#sizeOf(value);
    }
    return made;
  };
}
