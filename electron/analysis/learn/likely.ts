// How likely each article is to be included, learned from those that were included or excluded: the order of `screening.ts`,
// for corpora whose vectors do not fit into memory. Words are counted once, in shared memory; then each text is read again,
// weighed and forgotten.
import { FEATURES, NEEDED_DECISIONS, type TermCounts } from './likely-about.ts';
import { eachTerm, PAIR_WEIGHT, Ranking, type TextVectors } from './screening.ts';

export interface OrderedText {
  /** Title and beginning of the text. */
  text: string;
  language: string | null;
}

export interface DecidedText extends OrderedText {
  included: boolean;
  /** The same for copies of one article: none is ranked by what its copy taught. */
  group: number;
}

/** Counts texts in. Several threads may do so at once. */
export function countTerms(counts: TermCounts, texts: readonly OrderedText[]): void {
  for (const { text, language } of texts) {
    const seen = new Set<number>();
    eachTerm(text, language, (feature) => seen.add(feature));
    for (const feature of seen) Atomics.add(counts, feature, 1);
    Atomics.add(counts, FEATURES, 1);
  }
}

/** A word or a pair of words that speaks for or against an article. */
export interface TellingTerm {
  term: string;
  /** Share of the sum that makes the likelihood; above 0 speaks for including. */
  weight: number;
}

export interface LikelyText {
  /** 0 to 1. */
  likely: number;
  /** The terms that count most, for and against. */
  terms: TellingTerm[];
}

/** What was learned, to be shared among threads. */
export interface LearnedOrder {
  counts: TermCounts;
  /** Of each feature; 4 MB. */
  weights: Float32Array<SharedArrayBuffer>;
  unseen: number;
  /** From a score to a likelihood: 1 / (1 + exp(slope × score + offset)). */
  slope: number;
  offset: number;
}

/** How well the order does on the decided articles, each ranked by what was learned from the others. */
export interface OrderAccuracy {
  folds: number;
  /** Share of the decided articles that had to be read before 95 % of the included ones were found. */
  read95: number;
  /** How often an included article stands before an excluded one. */
  pairs: number;
}

export interface LearnedFromDecisions {
  order: LearnedOrder;
  accuracy: OrderAccuracy;
  /** Of the decided texts: each by what the others taught, with the terms of the whole. */
  decided: LikelyText[];
}

const rarityOf = (counts: TermCounts, feature: number, pair: boolean): number => {
  const documents = counts[feature]!;
  // What occurs in one text alone tells nothing of another.
  return documents > 1 ? Math.log(counts[FEATURES]! / documents) * (pair ? PAIR_WEIGHT : 1) : 0;
};

type Weighed = Map<number, { value: number; start: number; end: number; pair: boolean }>;

/** A text as a vector of length 1, with the first place of each term. */
function vectorOf(counts: TermCounts, { text, language }: OrderedText): Weighed {
  const found: Weighed = new Map();
  eachTerm(text, language, (feature, pair, weight, start, end) => {
    const known = found.get(feature);
    if (known) known.value += weight;
    else found.set(feature, { value: weight, start, end, pair });
  });
  let square = 0;
  for (const [feature, term] of found) {
    term.value = (1 + Math.log(term.value)) * rarityOf(counts, feature, term.pair);
    if (term.value === 0) found.delete(feature);
    square += term.value * term.value;
  }
  const length = Math.sqrt(square) || 1;
  for (const term of found.values()) term.value /= length;
  return found;
}

const FOLDS = 5;
const TERMS_FOR = 5;
const TERMS_AGAINST = 3;

/** @throws Error with fewer than NEEDED_DECISIONS of either kind: the caller asks first */
export function learnOrder(counts: TermCounts, texts: readonly DecidedText[]): LearnedFromDecisions {
  const included = texts.filter((text) => text.included).length;
  if (included < NEEDED_DECISIONS || texts.length - included < NEEDED_DECISIONS) throw new Error('Too few decisions.');
  const { vectors, places } = vectorsOf(counts, texts);
  const all = texts.map((_, i) => i);
  const learn = (from: readonly number[]) => {
    const ranking = new Ranking(vectors);
    for (const i of from) ranking.decide(i, texts[i]!.included);
    return ranking;
  };
  // Each fold has its share of both kinds: by turns, within included and within excluded ones.
  const foldOf = new Map<number, number>();
  const turns = [0, 0];
  for (const { group, included: isIncluded } of texts) {
    if (!foldOf.has(group)) foldOf.set(group, turns[isIncluded ? 1 : 0]!++ % FOLDS);
  }
  const fold = texts.map(({ group }) => foldOf.get(group)!);
  const heldOut = new Float64Array(texts.length);
  for (let f = 0; f < FOLDS; f++) {
    const asked = all.filter((i) => fold[i] === f);
    const scores = learn(all.filter((i) => fold[i] !== f)).scores(asked);
    asked.forEach((i, k) => {
      heldOut[i] = scores[k]!;
    });
  }
  const labels = texts.map((text) => text.included);
  const { slope, offset } = likelihoodOf(heldOut, labels);
  const { weights, unseen } = learn(all).weights();
  const shared = new Float32Array(new SharedArrayBuffer(4 * FEATURES)).fill(unseen);
  for (const [feature, place] of places) shared[feature] = weights[place]!;
  const order: LearnedOrder = { counts, weights: shared, unseen, slope, offset };
  const decided = texts.map((text, i) => ({
    likely: atScore(order, heldOut[i]!),
    terms: tellingTerms(order, vectorOf(counts, text), text.text),
  }));
  return { order, accuracy: { folds: FOLDS, ...figuresOf(heldOut, labels) }, decided };
}

/** Only features of decided texts get a place; all others weigh alike. */
function vectorsOf(counts: TermCounts, texts: readonly OrderedText[]) {
  let size = 0;
  for (let feature = 0; feature < FEATURES; feature++) if (counts[feature]! > 1) size++;
  const places = new Map<number, number>();
  const starts = new Int32Array(texts.length + 1);
  const features: number[] = [];
  const values: number[] = [];
  texts.forEach((text, i) => {
    for (const [feature, { value }] of vectorOf(counts, text)) {
      const place = places.get(feature) ?? places.size;
      places.set(feature, place);
      features.push(place);
      values.push(value);
    }
    starts[i + 1] = features.length;
  });
  const vectors: TextVectors = {
    starts,
    features: Int32Array.from(features),
    values: Float32Array.from(values),
    size: Math.max(size, places.size),
  };
  return { vectors, places };
}

const atScore = ({ slope, offset }: Pick<LearnedOrder, 'slope' | 'offset'>, score: number) =>
  1 / (1 + Math.exp(slope * score + offset));

/**
 * A logistic curve from scores to likelihoods, by Newton's method with step halving, towards targets that are not quite 0 and 1
 * (Platt 1999, as corrected by Lin, Lin and Weng 2007).
 */
export function likelihoodOf(
  scores: ArrayLike<number>,
  labels: readonly boolean[],
): Pick<LearnedOrder, 'slope' | 'offset'> {
  const n = labels.length;
  const yes = labels.filter(Boolean).length;
  const target = labels.map((label) => (label ? (yes + 1) / (yes + 2) : 1 / (n - yes + 2)));
  let slope = 0;
  let offset = Math.log((n - yes + 1) / (yes + 1));
  const lossAt = (a: number, b: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const z = a * scores[i]! + b;
      sum += z >= 0 ? target[i]! * z + Math.log1p(Math.exp(-z)) : (target[i]! - 1) * z + Math.log1p(Math.exp(z));
    }
    return sum;
  };
  let loss = lossAt(slope, offset);
  for (let round = 0; round < 100; round++) {
    let [aa, bb, ab, ga, gb] = [1e-12, 1e-12, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const score = scores[i]!;
      const p = atScore({ slope, offset }, score);
      const spread = p * (1 - p);
      aa += score * score * spread;
      bb += spread;
      ab += score * spread;
      ga += score * (target[i]! - p);
      gb += target[i]! - p;
    }
    if (Math.abs(ga) < 1e-5 && Math.abs(gb) < 1e-5) break;
    const det = aa * bb - ab * ab;
    const da = -(bb * ga - ab * gb) / det;
    const db = -(aa * gb - ab * ga) / det;
    let step = 1;
    let next = lossAt(slope + da, offset + db);
    while (!(next < loss) && step > 1e-10) {
      step /= 2;
      next = lossAt(slope + step * da, offset + step * db);
    }
    if (!(next < loss)) break;
    slope += step * da;
    offset += step * db;
    loss = next;
  }
  // Where what was learned says nothing, all are alike; the order is never turned round.
  return slope <= 0 ? { slope, offset } : { slope: 0, offset: Math.log((n - yes + 1) / (yes + 1)) };
}

function figuresOf(scores: Float64Array, labels: readonly boolean[]): Omit<OrderAccuracy, 'folds'> {
  const order = labels.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
  const total = labels.filter(Boolean).length;
  const needed = Math.ceil(0.95 * total - 1e-9);
  let found = 0;
  let read = 0;
  let before = 0;
  order.forEach((i, place) => {
    if (labels[i]) {
      found++;
      if (found === needed) read = place + 1;
    } else before += found;
  });
  return { read95: read / labels.length, pairs: before / (total * (labels.length - total)) };
}

/** Likelihoods of texts that nobody decided about. */
export function likelyTexts(order: LearnedOrder, texts: readonly OrderedText[]): LikelyText[] {
  return texts.map((text) => {
    const vector = vectorOf(order.counts, text);
    let score = 0;
    for (const [feature, { value }] of vector) score += order.weights[feature]! * value;
    return { likely: atScore(order, score), terms: tellingTerms(order, vector, text.text) };
  });
}

/** The terms of a text that count most, as it has them. A word of a pair that is named is not named again. */
function tellingTerms({ weights, unseen }: LearnedOrder, vector: Weighed, text: string): TellingTerm[] {
  const all = [...vector]
    .map(([feature, { value, start, end, pair }]) => ({
      start,
      end,
      pair,
      weight: (weights[feature]! - unseen) * value,
    }))
    .filter(({ weight }) => Math.abs(weight) > 1e-6)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const taken: TellingTerm[] = [];
  const named = new Set<string>();
  const left = { for: TERMS_FOR, against: TERMS_AGAINST };
  for (const { start, end, weight } of all) {
    const side = weight > 0 ? 'for' : 'against';
    if (left[side] === 0) continue;
    const term = text.slice(start, end).replace(/\s+/g, ' ');
    const words = term.toLowerCase().split(' ');
    if (words.some((word) => named.has(word))) continue;
    for (const word of words) named.add(word);
    left[side]--;
    taken.push({ term, weight: Math.round(weight * 1000) / 1000 });
    if (left.for + left.against === 0) break;
  }
  return taken;
}
