// The order in which articles are worth looking at, learned from the decisions made so far.
import { words } from '../../../shared/text/segmentation.ts';
import { featureOf, HASH_BITS, hashWord } from './hash.ts';
import { randomFrom, shuffled } from './shuffle.ts';

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
const PAIR_WEIGHT = 0.6;

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
    let before = 0;
    let end = -2;
    for (const span of words(text, language)) {
      const own = hashWord(stemOf(text.slice(span.start, span.end).toLowerCase()));
      const note = (feature: number, pair: boolean) => {
        const number = numberOf(feature, pair);
        counts.set(number, (counts.get(number) ?? 0) + 1);
      };
      note(featureOf(1, own), false);
      if (span.start <= end + 1) note(featureOf(2, before, own), true);
      before = own;
      end = span.end;
    }
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

/** How dear an error is, in sum over each class: both classes weigh the same, whatever their numbers. */
const COST = 1;
/** Undecided texts that are taken to be irrelevant for one learning, chosen at random: most of them are. */
const PRESUMED = 100;
const ROUNDS = 4;

/**
 * A linear support vector machine over the decided texts, learned by dual coordinate descent (Hsieh and others 2008), classes
 * balanced. It goes on from what it had learned before.
 */
export class Ranking {
  readonly #vectors: TextVectors;
  readonly #weights: Float64Array;
  readonly #alpha: Float64Array;
  readonly #squares: Float64Array;
  #bias = 0;

  constructor(vectors: TextVectors) {
    this.#vectors = vectors;
    this.#weights = new Float64Array(vectors.size);
    this.#alpha = new Float64Array(vectors.starts.length - 1);
    // The vectors have length 1; the constant feature, which stands for the bias, adds its own.
    this.#squares = new Float64Array(vectors.starts.length - 1).fill(1 + BIAS * BIAS);
  }

  /**
   * @param relevant decided texts
   * @param irrelevant decided texts, or presumed ones
   */
  learn(relevant: readonly number[], irrelevant: readonly number[], random: () => number): void {
    const label = new Int8Array(this.#alpha.length);
    for (const i of relevant) label[i] = 1;
    for (const i of irrelevant) label[i] = -1;
    this.#forget(label);
    const total = relevant.length + irrelevant.length;
    const cost = [0, (COST * total) / (2 * relevant.length), (COST * total) / (2 * irrelevant.length)];
    const all = [...relevant, ...irrelevant];
    for (let round = 0; round < ROUNDS; round++) {
      for (const i of shuffled(all, random)) {
        const y = label[i]!;
        const limit = cost[y > 0 ? 1 : 2]!;
        // L2 loss: the limit enters as a term of the diagonal.
        const gradient = y * this.score(i) - 1 + this.#alpha[i]! / (2 * limit);
        const before = this.#alpha[i]!;
        const after = Math.max(0, before - gradient / (this.#squares[i]! + 1 / (2 * limit)));
        if (after !== before) this.#move(i, (after - before) * y);
        this.#alpha[i] = after;
      }
    }
  }

  /** Takes back what presumed texts, or texts decided otherwise since, had added. */
  #forget(label: Int8Array): void {
    for (let i = 0; i < label.length; i++) {
      if (this.#alpha[i] === 0) continue;
      const y = this.#signs[i]!;
      if (label[i] === y) continue;
      this.#move(i, -this.#alpha[i]! * y);
      this.#alpha[i] = 0;
    }
    this.#signs = label;
  }
  #signs: Int8Array = new Int8Array(0);

  #move(i: number, step: number): void {
    const { starts, features, values } = this.#vectors;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) this.#weights[features[k]!]! += step * values[k]!;
    this.#bias += step * BIAS;
  }

  /** Above 0: more like the relevant ones. */
  score(i: number): number {
    const { starts, features, values } = this.#vectors;
    let sum = this.#bias * BIAS;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) sum += this.#weights[features[k]!]! * values[k]!;
    return sum;
  }
}

const BIAS = 0.3;

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
  while (seen.length < n) {
    const rest = Array.from({ length: n }, (_, i) => i).filter((i) => !isSeen[i]);
    const relevant = seen.filter((i) => labels[i]);
    const irrelevant = seen.filter((i) => !labels[i]);
    if (relevant.length > 0)
      ranking.learn(relevant, [...irrelevant, ...presumed(rest, irrelevant.length, random)], random);
    const scored = rest.map((i) => ({ i, score: ranking.score(i) })).sort((a, b) => b.score - a.score || a.i - b.i);
    // Learning after each text at first; later one text more changes little.
    for (const { i } of scored.slice(0, Math.max(1, Math.floor(seen.length / 100)))) {
      seen.push(i);
      isSeen[i] = 1;
    }
  }
  return seen;
}

const presumed = (rest: readonly number[], known: number, random: () => number): number[] =>
  known >= PRESUMED
    ? []
    : Array.from({ length: Math.min(PRESUMED - known, rest.length) }, () => rest[Math.floor(random() * rest.length)]!);

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
