import { type CandidateIndex, SketchBuffer } from './candidates.ts';
import { withoutCommon } from './furniture.ts';
import { CopyGroups, isCertainCopy, isCopy, Sets } from './groups.ts';
import { type Match, type Matchable, match, matchable } from './match.ts';
import { tokensWithFurniture } from './own-words.ts';
import { sketchOf } from './sketch.ts';
import { type Tokens, tokensOf } from './tokens.ts';

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
   * @param onStep called twice for each text; what it throws ends the run
   * @returns for each text the number of the first of its group; its own number when it is alone
   */
  groups(textOf: (text: number) => string, onStep: () => void = () => {}): Int32Array {
    const index = this.#sketches.index();
    const groups = new CopyGroups(this.#size);
    const certain = new Sets(this.#size);
    const asScraped = new ReadyTexts((text) => tokensWithFurniture(textOf(text)));
    const seeCertain = (a: number, b: number, found: Match) => {
      if (!isCertainCopy(found)) return;
      certain.merge(a, b);
      groups.add(a, b, found);
    };
    this.#compare(index, asScraped, groups.joined, seeCertain, onStep);
    // What three texts share that are no copies of each other is no part of any of them.
    index.markCommon(certain.find);
    const isCommon = (hash: number) => index.isCommon(hash);
    const cleaned = new ReadyTexts((text) => withoutCommon(tokensWithFurniture(textOf(text)), isCommon));
    const see = (a: number, b: number, found: Match) => {
      if (isCopy(found)) groups.add(a, b, found);
    };
    this.#compare(index, cleaned, groups.joined, see, onStep);
    return groups.finish();
  }

  #compare(
    index: CandidateIndex,
    ready: ReadyTexts,
    joined: (a: number, b: number) => boolean,
    see: (a: number, b: number, found: Match) => void,
    onStep: () => void,
  ): void {
    for (let text = 0; text < this.#size; text++) {
      for (const other of index.before(text)) {
        if (!joined(text, other)) see(other, text, match(ready.get(other), ready.get(text)));
      }
      onStep();
    }
  }
}

/** The texts used last, ready to be matched. */
class ReadyTexts {
  readonly #tokensOf: (text: number) => Tokens;
  readonly #ready = new Map<number, Matchable>();

  constructor(tokensOf: (text: number) => Tokens) {
    this.#tokensOf = tokensOf;
  }

  get(text: number): Matchable {
    const known = this.#ready.get(text);
    const found = known ?? matchable(this.#tokensOf(text));
    // Last used, last to go.
    this.#ready.delete(text);
    this.#ready.set(text, found);
    if (this.#ready.size > KEPT_READY) this.#ready.delete(this.#ready.keys().next().value!);
    return found;
  }
}
