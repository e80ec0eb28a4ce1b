import { type CandidateIndex, SketchBuffer } from './candidates.ts';
import { CopyGroups, isCopy } from './groups.ts';
import { type Matchable, match, matchable } from './match.ts';
import { tokensWithFurniture } from './own-words.ts';
import { sketchOf } from './sketch.ts';
import { tokensOf } from './tokens.ts';

/** Texts kept ready for matching: neighbours in a corpus are often copies of the same few. */
const KEPT_READY = 400;

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
   * @param onStep called after each text with the number of those done; what it throws ends the run
   * @returns for each text the number of the first of its group; its own number when it is alone
   */
  groups(textOf: (text: number) => string, onStep: (done: number) => void = () => {}): Int32Array {
    const ready = new ReadyTexts(textOf);
    const groups = new CopyGroups(this.#size);
    const index: CandidateIndex = this.#sketches.index();
    for (let text = 0; text < this.#size; text++) {
      for (const other of index.before(text)) {
        if (groups.joined(text, other)) continue;
        const found = match(ready.get(other), ready.get(text));
        if (isCopy(found)) groups.add(other, text, found);
      }
      onStep(text + 1);
    }
    return groups.finish();
  }
}

/** The texts used last, ready to be matched. */
class ReadyTexts {
  readonly #textOf: (text: number) => string;
  readonly #ready = new Map<number, Matchable>();

  constructor(textOf: (text: number) => string) {
    this.#textOf = textOf;
  }

  get(text: number): Matchable {
    const known = this.#ready.get(text);
    const found = known ?? matchable(tokensWithFurniture(this.#textOf(text)));
    // Last used, last to go.
    this.#ready.delete(text);
    this.#ready.set(text, found);
    if (this.#ready.size > KEPT_READY) this.#ready.delete(this.#ready.keys().next().value!);
    return found;
  }
}
