import type { PairKind } from './align.ts';

/** A pair of sentences of two of several articles, by their numbers. */
export interface PairAmong {
  left: number;
  right: number;
  a: number;
  b: number;
  kind: PairKind;
  score: number;
}

/** For each article the sentences that say it, the one most like the others first; empty where none was found. */
export type Statement = number[][];

/**
 * Puts the linked sentences of several articles together as statements. Surest links first; a sentence joins a statement when
 * it is linked to at least half of the sentences that are in it already, so that a chain of rewordings does not end at
 * something else. A further sentence of an article that is in it already joins as another part of what it says.
 * In the order of the first article that says each; a sentence stands in one statement at most.
 */
export function statementsOf(articles: number, pairs: readonly PairAmong[]): Statement[] {
  const linked = new Links(pairs);
  const sorted = pairs.toSorted((x, y) => Number(y.kind === 'same') - Number(x.kind === 'same') || y.score - x.score);
  const of = new Map<string, Group>();
  for (const { left, right, a, b } of sorted) {
    const [x, y] = [keyOf(left, a), keyOf(right, b)];
    const one = of.get(x) ?? new Group(articles, left, a);
    const other = of.get(y) ?? new Group(articles, right, b);
    if (one === other || !one.isApartFrom(other)) continue;
    if (2 * linked.between(one.keys, other.keys) < Math.max(one.keys.length, other.keys.length)) continue;
    one.take(other);
    for (const key of one.keys) of.set(key, one);
  }
  for (const { left, right, a, b } of sorted) {
    const [x, y] = [keyOf(left, a), keyOf(right, b)];
    const [one, other] = [of.get(x), of.get(y)];
    if (one && !other && one.sentences[right]!.length > 0) of.set(y, one.also(right, b));
    else if (other && !one && other.sentences[left]!.length > 0) of.set(x, other.also(left, a));
  }
  return [...new Set(of.values())]
    .map(({ sentences }) => sentences)
    .sort((x, y) => {
      const first = (statement: Statement) => statement.findIndex((own) => own.length > 0);
      return first(x) - first(y) || x[first(x)]![0]! - y[first(y)]![0]!;
    });
}

const keyOf = (article: number, sentence: number) => `${article} ${sentence}`;

class Links {
  readonly #of = new Map<string, Set<string>>();

  constructor(pairs: readonly PairAmong[]) {
    for (const { left, right, a, b } of pairs) {
      this.#set(keyOf(left, a)).add(keyOf(right, b));
      this.#set(keyOf(right, b)).add(keyOf(left, a));
    }
  }

  #set(key: string): Set<string> {
    const known = this.#of.get(key) ?? new Set<string>();
    this.#of.set(key, known);
    return known;
  }

  between(one: readonly string[], other: readonly string[]): number {
    let n = 0;
    for (const x of one) for (const y of other) if (this.#of.get(x)?.has(y)) n++;
    return n;
  }
}

class Group {
  readonly keys: string[];
  readonly sentences: Statement;

  constructor(articles: number, article: number, sentence: number) {
    this.keys = [keyOf(article, sentence)];
    this.sentences = Array.from({ length: articles }, (_, i) => (i === article ? [sentence] : []));
  }

  isApartFrom(other: Group): boolean {
    return this.sentences.every((own, i) => own.length === 0 || other.sentences[i]!.length === 0);
  }

  take(other: Group) {
    this.keys.push(...other.keys);
    other.sentences.forEach((own, i) => void this.sentences[i]!.push(...own));
  }

  also(article: number, sentence: number): this {
    this.sentences[article]!.push(sentence);
    return this;
  }
}
