// The order in which articles are worth looking at, learned from the decisions made so far.
import { words } from '../../../shared/text/segmentation.ts';
import { featureOf, HASH_BITS, hashWord } from './hash.ts';
import { randomFrom } from './shuffle.ts';

/** Texts as vectors: words and pairs of words by TF-IDF, each of length 1. */
export interface TextVectors {
  starts: Int32Array;
  features: Int32Array;
  values: Float32Array;
  /** Number of different features. */
  size: number;
}

const stemOf = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ations?|ings?|ies|ed|es|s|ly|e)$/, '') : word;

/** How much a pair counts beside a single word. */
export const PAIR_WEIGHT = 0.6;

/** The first words, a headline or a title, count as often as this. */
const LEAD_WORDS = 12;
const LEAD_WEIGHT = 3;

/**
 * Every word of a text and every pair of neighbours, one after the other.
 * @param language primary tag where it is known: decides how scripts without spaces are parted
 * @param note `feature`: below 2^HASH_BITS; `start` and `end`: where the word or the pair stands, UTF-16
 */
export function eachTerm(
  text: string,
  language: string | null,
  note: (feature: number, pair: boolean, weight: number, start: number, end: number) => void,
): void {
  let before = 0;
  let start = 0;
  let end = -2;
  for (const [place, span] of words(text, language).entries()) {
    const own = hashWord(stemOf(text.slice(span.start, span.end).toLowerCase()));
    const weight = place < LEAD_WORDS ? LEAD_WEIGHT : 1;
    note(featureOf(1, own), false, weight, span.start, span.end);
    if (span.start <= end + 1) note(featureOf(2, before, own), true, weight, start, span.end);
    before = own;
    start = span.start;
    end = span.end;
  }
}

/** @param language primary tag where it is known: decides how scripts without spaces are parted */
export function textVectors(texts: Iterable<string>, language: string | null = null): TextVectors {
  const numbers = new Int32Array(2 ** HASH_BITS);
  const documents: number[] = [0];
  const rows: Map<number, number>[] = [];
  const isPair: boolean[] = [false];
  let size = 0;
  const numberOf = (feature: number, pair: boolean) => {
    if (numbers[feature] === 0) {
      numbers[feature] = ++size;
      isPair[size] = pair;
    }
    return numbers[feature]!;
  };
  for (const text of texts) {
    const counts = new Map<number, number>();
    eachTerm(text, language, (feature, pair, weight) => {
      const number = numberOf(feature, pair);
      counts.set(number, (counts.get(number) ?? 0) + weight);
    });
    for (const number of counts.keys()) documents[number] = (documents[number] ?? 0) + 1;
    rows.push(counts);
  }
  return weighted(rows, documents, isPair, size);
}

/** What occurs in one text alone tells nothing of another, and is left out. */
function weighted(
  rows: readonly ReadonlyMap<number, number>[],
  documents: readonly number[],
  isPair: readonly boolean[],
  size: number,
): TextVectors {
  const places = new Int32Array(size + 1).fill(-1);
  let kept = 0;
  for (let number = 1; number <= size; number++) if (documents[number]! > 1) places[number] = kept++;
  const starts = new Int32Array(rows.length + 1);
  const features: number[] = [];
  const values: number[] = [];
  rows.forEach((counts, row) => {
    starts[row] = features.length;
    let square = 0;
    for (const [number, count] of counts) {
      const place = places[number]!;
      if (place < 0) continue;
      const rarity = Math.log(rows.length / documents[number]!);
      const value = (1 + Math.log(count)) * rarity * (isPair[number] ? PAIR_WEIGHT : 1);
      features.push(place);
      values.push(value);
      square += value * value;
    }
    const length = Math.sqrt(square) || 1;
    for (let k = starts[row]!; k < values.length; k++) values[k]! /= length;
  });
  starts[rows.length] = features.length;
  return { starts, features: Int32Array.from(features), values: Float32Array.from(values), size: kept };
}

/** What each word weighs in both classes before any text was decided: rare words must not decide alone. */
const PRIOR = 3;

/**
 * Which texts are likeliest to be relevant, learned text by text: naive Bayes on weighted words, with both classes given the
 * same weight in sum however few are relevant (Rennie and others 2003). That balance is what makes screening work.
 */
export class Ranking {
  readonly #vectors: TextVectors;
  readonly #sums: readonly [Float64Array, Float64Array];
  readonly #totals = [0, 0];
  readonly #counts = [0, 0];

  constructor(vectors: TextVectors) {
    this.#vectors = vectors;
    this.#sums = [new Float64Array(vectors.size), new Float64Array(vectors.size)];
  }

  /** Notes what was decided of a text. */
  decide(text: number, relevant: boolean): void {
    const { starts, features, values } = this.#vectors;
    const side = relevant ? 1 : 0;
    const sums = this.#sums[side];
    for (let k = starts[text]!; k < starts[text + 1]!; k++) {
      sums[features[k]!]! += values[k]!;
      this.#totals[side]! += values[k]!;
    }
    this.#counts[side]!++;
  }

  /** What each feature speaks for, by what was decided so far: above 0 for relevant. `unseen`: one of no decided text. */
  weights(): { weights: Float64Array; unseen: number } {
    const { size } = this.#vectors;
    const [others, relevant] = this.#sums;
    const balance = Math.max(1, this.#counts[0]! / Math.max(1, this.#counts[1]!));
    const relevantTotal = Math.log(balance * this.#totals[1]! + PRIOR * size);
    const otherTotal = Math.log(this.#totals[0]! + PRIOR * size);
    const weights = new Float64Array(size);
    for (let f = 0; f < size; f++) {
      weights[f] =
        Math.log(balance * relevant[f]! + PRIOR) - relevantTotal - (Math.log(others[f]! + PRIOR) - otherTotal);
    }
    return { weights, unseen: otherTotal - relevantTotal };
  }

  /** Scores of the texts asked for, by what was decided so far: the higher the likelier. */
  scores(texts: readonly number[]): Float64Array {
    const { starts, features, values } = this.#vectors;
    const { weights } = this.weights();
    return Float64Array.from(texts, (text) => {
      let sum = 0;
      for (let k = starts[text]!; k < starts[text + 1]!; k++) sum += weights[features[k]!]! * values[k]!;
      return sum;
    });
  }
}

/**
 * The order in which a person would have seen the texts, had each been shown who is likeliest to be relevant by what was
 * decided before. It starts with one random relevant and one random other text.
 * @param labels 1 for relevant, of each text
 */
export function simulateScreening(vectors: TextVectors, labels: ArrayLike<number>, seed: number): number[] {
  const random = randomFrom(seed);
  const n = labels.length;
  const of = (label: number) => Array.from({ length: n }, (_, i) => i).filter((i) => (labels[i] ? 1 : 0) === label);
  const pick = (from: readonly number[]) => from[Math.floor(random() * from.length)];
  const seen = [pick(of(1)), pick(of(0))].filter((i) => i !== undefined);
  const isSeen = new Uint8Array(n);
  for (const i of seen) isSeen[i] = 1;
  const ranking = new Ranking(vectors);
  for (const i of seen) ranking.decide(i, Boolean(labels[i]));
  while (seen.length < n) {
    const rest = Array.from({ length: n }, (_, i) => i).filter((i) => !isSeen[i]);
    const scores = ranking.scores(rest);
    const order = rest.map((_, k) => k).sort((a, b) => scores[b]! - scores[a]! || a - b);
    // Learning after each text at first; later one text more changes little.
    for (const k of order.slice(0, Math.max(1, Math.floor(seen.length / 100)))) {
      const i = rest[k]!;
      seen.push(i);
      isSeen[i] = 1;
      ranking.decide(i, Boolean(labels[i]));
    }
  }
  return seen;
}

export interface ScreeningFigures {
  /** Work saved over a random order when 95 % of the relevant ones are found (Cohen and others 2006). */
  wss95: number;
  recallAt10: number;
}

export function screeningFigures(order: readonly number[], labels: ArrayLike<number>): ScreeningFigures {
  const total = order.filter((i) => labels[i]).length;
  const needed = Math.ceil(0.95 * total - 1e-9);
  let found = 0;
  let at95 = 0;
  let in10 = 0;
  order.forEach((i, place) => {
    if (labels[i]) found++;
    if (at95 === 0 && found >= needed) at95 = place + 1;
    if (place < order.length / 10) in10 = found;
  });
  return { wss95: (order.length - at95) / order.length - 0.05, recallAt10: total > 0 ? in10 / total : 0 };
}
