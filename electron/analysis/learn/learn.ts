import type { Span } from '../../../shared/text/span.ts';
import { AnalysedText } from '../analysers/analyser.ts';
import { believe, type ClassModel, trainClasses } from './classes.ts';
import { withContext } from './context.ts';
import { type DescribedArticle, describeArticle, PHRASES_A_WORD } from './described.ts';
import { nameFeatures } from './naming.ts';
import { frequent, Numbers, numbered, placesOf, type Rows } from './numbers.ts';
import { joined, PartialOverlap, type SpanScore } from './partial-overlap.ts';
import { PhraseCounts } from './phrases.ts';
import { type FoundRun, findRuns, type SequenceModel, type Sequences, stateScores, trainSequence } from './sequence.ts';
import { randomFrom, shuffled } from './shuffle.ts';
import { chooseSpans, type FoundSpan, type SpanChoice, statesOf } from './spans.ts';

export type CodedSpan = Span & { label: string };

/** An article with the spans that people coded. Offsets are UTF-16 into `text`. */
export interface CodedArticle {
  text: string;
  title?: string | null;
  language?: string | null;
  spans: readonly CodedSpan[];
  /** Suggestions that a person rejected: not this code. */
  rejected?: readonly CodedSpan[];
  /** What stands outside the paragraphs that have something was not looked at by anybody. */
  isPartial?: boolean;
}

/** What was learned of codes that are looked for together. Typed arrays and numbers only: survives a structured clone. */
export interface LearnedCodes {
  labels: string[];
  /** Spans of each label. */
  examples: number[];
  sentences: { kept: Int32Array; model: ClassModel };
  words: { kept: Int32Array; model: SequenceModel };
  choice: SpanChoice;
  /** Null where there is one label only. */
  naming: { kept: Int32Array; model: ClassModel } | null;
  phrases: Int32Array;
  accuracy: LearnedAccuracy;
}

/** Measured on articles that were left out of the learning, each once. */
export interface LearnedAccuracy {
  folds: number;
  /** Of all labels together, as spans. */
  any: SpanScore;
  /** In the order of the labels. */
  labels: SpanScore[];
}

const FOLDS = 5;
/** How often a paragraph with a rejected suggestion is learned from. */
const REJECTED_TIMES = 3;
/** Words that are learned from at most: some 1,000 articles. */
export const MOST_WORDS = 600_000;

interface Example {
  article: DescribedArticle;
  coded: CodedArticle;
  states: Uint8Array;
  /** Numbers of its paragraphs to learn from, each as often as it counts. */
  stretches: number[];
  fold: number;
}

/**
 * Learns codes that are looked for together, from articles that were coded with them: first which sentences hold something,
 * then which words of them (a conditional random field), then which code it is. Deterministic.
 * @param given in any order; beyond MOST_WORDS the last ones are left out
 */
export function learnCodes(labels: readonly string[], given: readonly CodedArticle[]): LearnedCodes {
  const examples = describeExamples(labels, given);
  const folds = Math.max(2, Math.min(FOLDS, examples.filter(({ states }) => states.some(Boolean)).length));
  foldExamples(examples, folds);
  const sentences = learnSentences(examples, folds);
  const phrases = countPhrases(examples, folds);
  const words = wordsInContext(examples, sentences.beliefs, phrases.binOf);
  const kept = frequent(words.rows.features, 2);
  const sequences: Sequences = { ...numbered(words.rows, placesOf(kept)), stretches: words.stretches };
  const found = crossValidate(examples, sequences, words, sentences.beliefs, kept.length, folds);
  const naming = labels.length > 1 ? learnNames(labels, examples, folds, found.spans) : null;
  const model = trainSequence(sequences, words.states, order(words.chosen.flat()), kept.length);
  return {
    labels: [...labels],
    examples: labels.map((label) =>
      examples.reduce((n, { coded }) => n + coded.spans.filter((span) => span.label === label).length, 0),
    ),
    sentences: slimClasses(sentences.kept, sentences.model),
    words: slimSequence(kept, model),
    choice: found.choice,
    naming: naming && slimClasses(naming.kept, naming.model),
    phrases: phrases.all.kept(),
    accuracy: accuracyOf(labels, examples, found.spans, naming?.found ?? null, folds),
  };
}

const order = (items: readonly number[]): number[] => shuffled(items, randomFrom(1));

function describeExamples(labels: readonly string[], given: readonly CodedArticle[]): Example[] {
  const known = new Set(labels);
  const examples: Example[] = [];
  let words = 0;
  for (const coded of given) {
    if (words > MOST_WORDS) break;
    const own = { ...coded, spans: coded.spans.filter(({ label }) => known.has(label)) };
    const article = describeArticle(
      new AnalysedText(coded.text, { language: coded.language ?? null, title: coded.title ?? null }),
    );
    words += article.tokens.length;
    const states = statesOf(article, own.spans);
    const rejected = statesOf(
      article,
      (coded.rejected ?? []).filter(({ label }) => known.has(label)),
    );
    const stretches: number[] = [];
    for (let s = 0; s + 1 < article.stretches.length; s++) {
      const [from, until] = [article.stretches[s]!, article.stretches[s + 1]!];
      const has = (of: Uint8Array) => of.subarray(from, until).some(Boolean);
      if (has(rejected)) for (let i = 0; i < REJECTED_TIMES; i++) stretches.push(s);
      else if (!coded.isPartial || has(states)) stretches.push(s);
    }
    examples.push({ article, coded: own, states, stretches, fold: 0 });
  }
  return examples;
}

/** Deals the articles out, those with most spans first, so that each fold has its share. */
function foldExamples(examples: Example[], folds: number): void {
  [...examples]
    .sort((a, b) => b.coded.spans.length - a.coded.spans.length || b.coded.text.length - a.coded.text.length)
    .forEach((example, i) => {
      example.fold = i % folds;
    });
}

/** Rows of several articles one behind the other. */
function together(rows: readonly Rows[]): Rows {
  const features = new Numbers();
  const starts = new Numbers();
  for (const { features: own, starts: at } of rows) {
    for (let i = 0; i + 1 < at.length; i++) starts.push(features.length + at[i]!);
    features.append(own);
  }
  starts.push(features.length);
  return { features: features.values, starts: starts.values };
}

/** Learns which sentences hold something; `beliefs` are of models that did not see the article. */
function learnSentences(examples: readonly Example[], folds: number) {
  const raw = together(examples.map(({ article }) => article.sentenceRows));
  const kept = frequent(raw.features, 2);
  const rows = numbered(raw, placesOf(kept));
  const labels: number[] = [];
  const foldOf: number[] = [];
  const isKnown: boolean[] = [];
  for (const { article, states, fold, stretches } of examples) {
    const holds = new Uint8Array(article.sentences.length);
    const known = new Uint8Array(article.sentences.length);
    states.forEach((state, t) => {
      if (state) holds[article.sentenceOf[t]!] = 1;
    });
    for (const s of stretches) {
      const until = article.stretches[s + 1]!;
      for (let t = article.stretches[s]!; t < until; t++) known[article.sentenceOf[t]!] = 1;
    }
    holds.forEach((hold, s) => {
      labels.push(hold);
      foldOf.push(fold);
      isKnown.push(known[s] === 1);
    });
  }
  const learnable = order(labels.map((_, i) => i).filter((i) => isKnown[i]));
  const belief = new Float64Array(2);
  const all = new Float32Array(labels.length);
  for (let fold = 0; fold < folds; fold++) {
    const chosen = learnable.filter((i) => foldOf[i] !== fold);
    const model = trainClasses(rows, labels, chosen, 2, kept.length);
    for (let i = 0; i < labels.length; i++) {
      if (foldOf[i] !== fold) continue;
      believe(model, rows, i, belief);
      all[i] = belief[1]!;
    }
  }
  let at = 0;
  const beliefs = examples.map(({ article }) => {
    const from = at;
    at += article.sentences.length;
    return all.subarray(from, at);
  });
  return { kept, model: trainClasses(rows, labels, learnable, 2, kept.length), beliefs };
}

/** What is known of words from the articles of other folds, and from all. */
function countPhrases(examples: readonly Example[], folds: number) {
  const count = (chosen: readonly Example[]) => {
    const counts = new PhraseCounts();
    for (const { article, states, stretches } of chosen) {
      for (const s of new Set(stretches)) {
        const [from, until] = [article.stretches[s]!, article.stretches[s + 1]!];
        counts.add(
          article.phrases.subarray(from * PHRASES_A_WORD, until * PHRASES_A_WORD),
          states.subarray(from, until),
          PHRASES_A_WORD,
        );
      }
    }
    return counts;
  };
  const others = Array.from({ length: folds }, (_, fold) => count(examples.filter((one) => one.fold !== fold)));
  return {
    all: count(examples),
    binOf: (fold: number) => {
      const counts = others[fold]!;
      return (phrase: number) => counts.bin(phrase);
    },
  };
}

interface WordsInContext {
  rows: Rows;
  states: Uint8Array;
  stretches: Int32Array;
  /** First word and first stretch of each example. */
  firstWord: number[];
  firstStretch: number[];
  /** Numbers of the stretches to learn from, for each example. */
  chosen: number[][];
}

function wordsInContext(
  examples: readonly Example[],
  beliefs: readonly Float32Array[],
  binOf: (fold: number) => (phrase: number) => number,
): WordsInContext {
  const rows = together(examples.map(({ article, fold }, i) => withContext(article, beliefs[i]!, binOf(fold))));
  const states = new Uint8Array(rows.starts.length - 1);
  const stretches = new Numbers();
  const firstWord: number[] = [];
  const firstStretch: number[] = [];
  const chosen: number[][] = [];
  let words = 0;
  for (const { article, states: own, stretches: learnable } of examples) {
    firstWord.push(words);
    firstStretch.push(stretches.length);
    chosen.push(learnable.map((s) => stretches.length + s));
    states.set(own, words);
    for (let s = 0; s + 1 < article.stretches.length; s++) stretches.push(words + article.stretches[s]!);
    words += article.tokens.length;
  }
  stretches.push(words);
  return { rows, states, stretches: stretches.values, firstWord, firstStretch, chosen };
}

/** Models that leave a fold out, asked about it; and the choice of spans with which they do best. */
function crossValidate(
  examples: readonly Example[],
  sequences: Sequences,
  words: WordsInContext,
  beliefs: readonly Float32Array[],
  size: number,
  folds: number,
): { choice: SpanChoice; spans: FoundSpan[][] } {
  const models: SequenceModel[] = [];
  const scores: Float32Array[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const chosen = words.chosen.filter((_, i) => examples[i]!.fold !== fold).flat();
    const model = trainSequence(sequences, words.states, order(chosen), size);
    models.push(model);
    scores.push(stateScores(sequences, model));
  }
  const gold = examples.map(({ coded }) => joined(coded.spans));
  const runs = new Map<number, FoundRun[][]>();
  const runsAt = (reluctance: number): FoundRun[][] => {
    const known = runs.get(reluctance);
    if (known) return known;
    const made = examples.map(({ article, fold }, i) => {
      const from = words.firstWord[i]!;
      const own = scores[fold]!.subarray(from * 3, (from + article.tokens.length) * 3);
      return findRuns(own, article.stretches, models[fold]!, reluctance);
    });
    runs.set(reluctance, made);
    return made;
  };
  let best = { choice: { reluctance: 0, least: 0, gate: 0, whole: NEVER_WHOLE }, spans: [] as FoundSpan[][], f1: -1 };
  const attempt = (choice: SpanChoice) => {
    const all = runsAt(choice.reluctance);
    const spans = examples.map(({ article, coded, stretches }, i) => {
      const found = chooseSpans(article, all[i]!, beliefs[i]!, choice);
      return coded.isPartial ? inKnown(article, stretches, found) : found;
    });
    const sum = new PartialOverlap();
    spans.forEach((found, i) => {
      sum.add(joined(found), gold[i]!);
    });
    const { f1 } = sum.score;
    if (f1 > best.f1) best = { choice, spans, f1 };
  };
  // One after the other, twice: all together would take too long.
  for (const reluctance of RELUCTANCES) attempt({ ...best.choice, reluctance });
  for (let round = 0; round < 2; round++) {
    for (const least of CERTAINTIES) attempt({ ...best.choice, least });
    for (const gate of GATES) attempt({ ...best.choice, gate });
    for (const whole of WHOLES) attempt({ ...best.choice, whole });
    for (const reluctance of RELUCTANCES) attempt({ ...best.choice, reluctance });
  }
  // Whole sentences alone, for codes of sentences.
  for (const whole of WHOLES) attempt({ reluctance: 1, least: 0, gate: NEVER_WHOLE, whole });
  return best;
}

const NEVER_WHOLE = 2;
const RELUCTANCES = Array.from({ length: 17 }, (_, i) => 1 - i * 0.25);
const CERTAINTIES = [0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];
const GATES = [0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4];
const WHOLES = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, NEVER_WHOLE];

function inKnown(article: DescribedArticle, stretches: readonly number[], spans: readonly FoundSpan[]): FoundSpan[] {
  return spans.filter(({ first }) =>
    stretches.some((s) => article.stretches[s]! <= first && first < article.stretches[s + 1]!),
  );
}

/** Learns which code a span has, and names what was found by models that did not see the article. */
function learnNames(
  labels: readonly string[],
  examples: readonly Example[],
  folds: number,
  found: readonly (readonly FoundSpan[])[],
) {
  const numberOf = new Map(labels.map((label, i) => [label, i]));
  const features = new Numbers();
  const starts = new Numbers();
  const names: number[] = [];
  const foldOf: number[] = [];
  for (const { article, coded, fold } of examples) {
    for (const span of coded.spans) {
      const words = wordsIn(article, span);
      if (!words) continue;
      starts.push(features.length);
      nameFeatures(article, words.first, words.last, features);
      names.push(numberOf.get(span.label)!);
      foldOf.push(fold);
    }
  }
  const coded = names.length;
  const firstFound: number[] = [];
  examples.forEach(({ article }, i) => {
    firstFound.push(starts.length);
    for (const { first, last } of found[i]!) {
      starts.push(features.length);
      nameFeatures(article, first, last, features);
    }
  });
  starts.push(features.length);
  const raw = { features: features.values, starts: starts.values };
  const kept = frequent(raw.features.subarray(0, raw.starts[coded]), 2);
  const rows = numbered(raw, placesOf(kept));
  const all = order(names.map((_, i) => i));
  const train = (chosen: readonly number[]) =>
    trainClasses(rows, names, chosen, labels.length, kept.length, { rounds: 12 });
  const belief = new Float64Array(labels.length);
  const named: Float64Array[][] = examples.map(() => []);
  for (let fold = 0; fold < folds; fold++) {
    const model = train(all.filter((i) => foldOf[i] !== fold));
    examples.forEach((example, i) => {
      if (example.fold !== fold) return;
      found[i]!.forEach((_, k) => {
        believe(model, rows, firstFound[i]! + k, belief);
        named[i]!.push(Float64Array.from(belief));
      });
    });
  }
  return { kept, model: train(all), found: named };
}

function wordsIn({ tokens }: DescribedArticle, { start, end }: Span): { first: number; last: number } | null {
  const first = tokens.findIndex((token) => token.end > start);
  if (first < 0 || tokens[first]!.start >= end) return null;
  let last = first;
  while (last + 1 < tokens.length && tokens[last + 1]!.start < end) last++;
  return { first, last };
}

/** A second code is given to a span when it is at least this likely. */
const ALSO = 0.4;

/** The labels of a span, by their probabilities: the likeliest, and others that are likely as well. */
export function labelsFrom(beliefs: ArrayLike<number>): number[] {
  let best = 0;
  for (let i = 1; i < beliefs.length; i++) if (beliefs[i]! > beliefs[best]!) best = i;
  return Array.from(beliefs, (_, i) => i).filter((i) => i === best || beliefs[i]! >= ALSO);
}

function accuracyOf(
  labels: readonly string[],
  examples: readonly Example[],
  found: readonly (readonly FoundSpan[])[],
  named: readonly (readonly Float64Array[])[] | null,
  folds: number,
): LearnedAccuracy {
  const any = new PartialOverlap();
  const sums = labels.map(() => new PartialOverlap());
  examples.forEach(({ coded }, i) => {
    any.add(joined(found[i]!), joined(coded.spans));
    sums.forEach((sum, label) => {
      const mine = found[i]!.filter((_, k) => !named || labelsFrom(named[i]![k]!).includes(label));
      sum.add(joined(mine), joined(coded.spans.filter((span) => span.label === labels[label])));
    });
  });
  return { folds, any: any.score, labels: sums.map((sum) => sum.score) };
}

const LITTLE = 0.02;

function slimClasses(kept: Int32Array, model: ClassModel): { kept: Int32Array; model: ClassModel } {
  const { rows, weights } = slim(kept, model.weights, model.classes);
  return { kept: rows, model: { ...model, weights } };
}

function slimSequence(kept: Int32Array, model: SequenceModel): { kept: Int32Array; model: SequenceModel } {
  const { rows, weights } = slim(kept, model.weights, 3);
  return { kept: rows, model: { ...model, weights } };
}

/** Leaves out the features that say next to nothing. */
function slim(kept: Int32Array, weights: Float32Array, width: number) {
  const rows = new Numbers();
  const left: number[] = [];
  kept.forEach((feature, i) => {
    const own = weights.subarray(i * width, (i + 1) * width);
    if (!own.some((weight) => Math.abs(weight) >= LITTLE)) return;
    rows.push(feature);
    for (const weight of own) left.push(weight);
  });
  return { rows: rows.values, weights: Float32Array.from(left) };
}
