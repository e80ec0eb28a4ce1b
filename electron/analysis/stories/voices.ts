import type { StorySentenceAt } from './linked.ts';

/** Sentences shorter than this are the same by chance, or are quoted by everyone. */
const LEAST_WORDS = 8;
/** So many sentences word for word, and this share of the shorter article's, are copied. */
const LEAST_COPIED = 3;
const COPIED_SHARE = 0.3;

/**
 * Who speaks for themselves in a story. Articles of one source are one voice; so are two articles of which one took a good
 * part of its sentences from the other, or both from an agency: what both say is said once.
 */
export class Voices {
  readonly #sources: readonly number[];
  readonly #copies = new Set<number>();

  /** @param sources of each article; all articles without one have the same number */
  constructor(sources: readonly number[], sentences: readonly StorySentenceAt[]) {
    this.#sources = sources;
    const totals = new Uint32Array(sources.length);
    const having = new Map<string, Set<number>>();
    for (const { article, exact, tokens } of sentences) {
      totals[article]!++;
      if (tokens.length < LEAST_WORDS) continue;
      const articles = having.get(exact);
      if (articles) articles.add(article);
      else having.set(exact, new Set([article]));
    }
    const shared = new Map<number, number>();
    for (const set of having.values()) {
      const articles = [...set].sort((a, b) => a - b);
      articles.forEach((a, i) => {
        for (const b of articles.slice(i + 1)) shared.set(this.#pair(a, b), (shared.get(this.#pair(a, b)) ?? 0) + 1);
      });
    }
    for (const [pair, n] of shared) {
      const [a, b] = [Math.floor(pair / sources.length), pair % sources.length];
      if (n >= LEAST_COPIED && n >= COPIED_SHARE * Math.min(totals[a]!, totals[b]!)) this.#copies.add(pair);
    }
  }

  #pair = (a: number, b: number) => Math.min(a, b) * this.#sources.length + Math.max(a, b);

  /** Whether two articles count once. */
  areOne(a: number, b: number): boolean {
    return this.#sources[a] === this.#sources[b] || this.#copies.has(this.#pair(a, b));
  }

  /** The number of voices among articles. */
  count(articles: readonly number[]): number {
    const heard: number[] = [];
    for (const article of articles) if (!heard.some((one) => this.areOne(one, article))) heard.push(article);
    return heard.length;
  }
}
