import { HASH_BITS } from './hash.ts';

/** How often words and pairs of words were coded, and how often they occurred: what is known of them from other articles. */
export class PhraseCounts {
  readonly coded = new Uint16Array(2 ** HASH_BITS);
  readonly all = new Uint16Array(2 ** HASH_BITS);
  #coded = 0;
  #all = 0;

  /** @param phrases of each word, @param states of each word; 0 is not coded */
  add(phrases: Int32Array, states: Uint8Array, aWord: number): void {
    for (let p = 0; p < phrases.length; p++) {
      const isCoded = states[Math.floor(p / aWord)] !== 0;
      const phrase = phrases[p]!;
      if (this.all[phrase]! === 65535) continue;
      this.all[phrase]!++;
      this.#all++;
      if (!isCoded) continue;
      this.coded[phrase]!++;
      this.#coded++;
    }
  }

  get share(): number {
    return this.#all > 0 ? this.#coded / this.#all : 0;
  }

  /** How telling a phrase is, from 0: never seen, 1 to 6: from hardly ever coded to nearly always; and how well it is known. */
  bin(phrase: number): number {
    return binOf(this.coded[phrase]!, this.all[phrase]!, this.share);
  }

  /** Those that say something, to be kept with a model: phrase and bin by turns. */
  kept(): Int32Array {
    const found: number[] = [];
    for (let phrase = 0; phrase < this.all.length; phrase++) {
      if (this.all[phrase]! > 0) found.push(phrase, this.bin(phrase));
    }
    return Int32Array.from(found);
  }
}

const BELIEF_IN_SHARE = 2;

export function binOf(coded: number, all: number, share: number): number {
  if (all === 0) return 0;
  const estimate = (coded + BELIEF_IN_SHARE * share) / (all + BELIEF_IN_SHARE);
  const odds = Math.log(estimate / (1 - estimate)) - Math.log(share / (1 - share));
  const level = odds < -1.2 ? 1 : odds < -0.4 ? 2 : odds < 0.4 ? 3 : odds < 1.2 ? 4 : odds < 2 ? 5 : 6;
  return level * 4 + (all >= 12 ? 3 : all >= 4 ? 2 : all >= 2 ? 1 : 0);
}

/** The bins of phrases by number, from what `PhraseCounts.kept` gave. */
export function phraseBins(kept: Int32Array): Uint8Array {
  const bins = new Uint8Array(2 ** HASH_BITS);
  for (let i = 0; i < kept.length; i += 2) bins[kept[i]!] = kept[i + 1]!;
  return bins;
}
