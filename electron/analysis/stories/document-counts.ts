/** Smallest table; twice as large whenever it is half full. */
const SMALLEST = 1 << 12;

/**
 * In how many articles each term occurs, by its hash: an open table of numbers in memory that threads share, since a corpus
 * of 100,000 articles has a million terms.
 */
export class DocumentCounts {
  /** Articles that were counted. */
  articles = 0;
  #keys: Uint32Array = numbers(SMALLEST);
  #counts: Uint32Array = numbers(SMALLEST);
  #used = 0;

  /** Each term of one article once. */
  add(hashes: Uint32Array): void {
    this.articles++;
    for (const hash of hashes) {
      let at = this.#place(hash);
      if (this.#counts[at] === 0) {
        if (2 * ++this.#used > this.#keys.length) {
          this.#grow();
          at = this.#place(hash);
        }
        this.#keys[at] = hash;
      }
      this.#counts[at]!++;
    }
  }

  of(hash: number): number {
    return this.#counts[this.#place(hash)]!;
  }

  /** Numbers from 0 for the terms of so many articles or more; -1 for the others. Counts must not change any more. */
  numbered(least: number): { length: number; of(hash: number): number } {
    const given = new Int32Array(this.#counts.length).fill(-1);
    let length = 0;
    this.#counts.forEach((count, at) => {
      if (count >= least) given[at] = length++;
    });
    return { length, of: (hash) => given[this.#place(hash)]! };
  }

  #place(hash: number): number {
    const mask = this.#keys.length - 1;
    let at = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & mask;
    while (this.#counts[at] !== 0 && this.#keys[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #grow() {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#keys = numbers(2 * keys.length);
    this.#counts = numbers(2 * keys.length);
    keys.forEach((hash, i) => {
      if (counts[i] === 0) return;
      const at = this.#place(hash);
      this.#keys[at] = hash;
      this.#counts[at] = counts[i]!;
    });
  }

  /** What another thread reads the same table from, without copying it. */
  shared(): SharedCounts {
    return { articles: this.articles, keys: this.#keys, counts: this.#counts };
  }

  static from({ articles, keys, counts }: SharedCounts): DocumentCounts {
    const table = new DocumentCounts();
    table.articles = articles;
    table.#keys = keys;
    table.#counts = counts;
    table.#used = counts.length;
    return table;
  }
}

export interface SharedCounts {
  articles: number;
  keys: Uint32Array;
  counts: Uint32Array;
}

const numbers = (length: number) => new Uint32Array(new SharedArrayBuffer(4 * length));
