// What is learned from, of one article: its words and sentences as numbers of features.
import type { Span } from '../../../shared/text/span.ts';
import { type AnalysedText, knowsLanguage } from '../analysers/analyser.ts';
import { techniques } from '../techniques/techniques.ts';
import { featureOf, hashWord } from './hash.ts';
import { Numbers, type Rows } from './numbers.ts';
import { EMOTIVE, FUNCTION_WORD, type Token, tokensOf } from './words.ts';

export interface DescribedArticle {
  tokens: Token[];
  /** First word of each paragraph, and the number of words. */
  stretches: Int32Array;
  /** For each word, the number of its sentence. */
  sentenceOf: Int32Array;
  sentences: Span[];
  /** One row a word. */
  words: Rows;
  /** One row a sentence. */
  sentenceRows: Rows;
  /** For each word, hashes of what may be known from other articles: the word, its stem, and it with the next one. */
  phrases: Int32Array;
}
export const PHRASES_A_WORD = 3;

const MOST_WORDS_A_STRETCH = 500;
const START = hashWord('\u0002');
const END = hashWord('\u0003');

// Kinds of features. The numbers are part of what is kept with a model.
const kind = {
  word: 10,
  pair: 20,
  around: 24,
  stem: 25,
  suffix3: 30,
  suffix2: 33,
  prefix: 34,
  class: 40,
  classPair: 46,
  shape: 50,
  shapePair: 54,
  fromStart: 60,
  fromEnd: 61,
  mark: 62,
  lineOfText: 63,
  quoted: 64,
  technique: 65,
  said: 66,
  emotive: 67,
  length: 68,
  bias: 69,
  sentenceWord: 80,
  sentencePair: 81,
  sentenceStem: 82,
  sentenceClass: 83,
  sentenceTechnique: 84,
  sentenceShape: 85,
} as const;

const binned = (value: number, bounds: readonly number[]): number => bounds.findLastIndex((bound) => value >= bound);
const FEW = [0, 1, 2, 3, 5, 8, 13, 21, 34];

export function describeArticle(article: AnalysedText): DescribedArticle {
  const { text } = article;
  const sentences = [...article.sentences];
  const tokens: Token[] = [];
  const firsts: number[] = [];
  const stretches = new Numbers();
  let end = -1;
  let began = 0;
  for (const [i, sentence] of sentences.entries()) {
    const first = tokens.length;
    const isNewParagraph = i === 0 || text.slice(end, sentence.start).includes('\n');
    const own = tokensOf(text, sentence);
    if (isNewParagraph || first + own.length - began > MOST_WORDS_A_STRETCH) {
      stretches.push(first);
      began = first;
    }
    firsts.push(first);
    // A sentence without end (a page that lost its full stops) is parted by number.
    for (let at = MOST_WORDS_A_STRETCH; at < own.length; at += MOST_WORDS_A_STRETCH) {
      stretches.push(first + at);
      began = first + at;
    }
    for (const token of own) tokens.push(token);
    end = sentence.end;
  }
  firsts.push(tokens.length);
  stretches.push(tokens.length);
  const sentenceOf = new Int32Array(tokens.length);
  for (let s = 0; s < sentences.length; s++) sentenceOf.fill(s, firsts[s], firsts[s + 1]);
  const marks = techniqueMarks(article, tokens);
  return {
    tokens,
    stretches: stretches.values,
    sentenceOf,
    sentences,
    words: wordRows(tokens, firsts, sentenceOf, marks),
    sentenceRows: sentenceRows(tokens, firsts, marks),
    phrases: phrasesOf(tokens),
  };
}

/** For each word, numbers of the techniques that the untrained analyser finds there. */
function techniqueMarks(article: AnalysedText, tokens: readonly Token[]): (number[] | undefined)[] {
  const marks: (number[] | undefined)[] = new Array(tokens.length);
  if (!knowsLanguage(techniques, article.language)) return marks;
  let from = 0;
  for (const { start, end, label, score } of techniques.find(article)) {
    while (from < tokens.length && tokens[from]!.end <= start) from++;
    const name = hashWord(label) + (score >= techniques.threshold ? 1 : 0);
    for (let t = from; t < tokens.length && tokens[t]!.start < end; t++) {
      marks[t] ??= [];
      if (!marks[t]!.includes(name)) marks[t]!.push(name);
    }
  }
  return marks;
}

function phrasesOf(tokens: readonly Token[]): Int32Array {
  const phrases = new Int32Array(tokens.length * PHRASES_A_WORD);
  tokens.forEach(({ looks }, t) => {
    phrases[t * PHRASES_A_WORD] = featureOf(1, looks.hash);
    phrases[t * PHRASES_A_WORD + 1] = featureOf(2, looks.stem);
    phrases[t * PHRASES_A_WORD + 2] = featureOf(3, looks.hash, tokens[t + 1]?.looks.hash ?? END);
  });
  return phrases;
}

function timesSaid(tokens: readonly Token[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { looks } of tokens) {
    if (looks.isWord && looks.lower.length > 3 && !(looks.classes & FUNCTION_WORD)) {
      counts.set(looks.stem, (counts.get(looks.stem) ?? 0) + 1);
    }
  }
  return counts;
}

function wordRows(
  tokens: readonly Token[],
  firsts: readonly number[],
  sentenceOf: Int32Array,
  marks: readonly (readonly number[] | undefined)[],
): Rows {
  const features = new Numbers();
  const starts = new Int32Array(tokens.length + 1);
  const said = timesSaid(tokens);
  let quoted = false;
  let emotive = 0;
  const add = (what: number, a: number, b = 0) => features.push(featureOf(what, a, b));
  for (let t = 0; t < tokens.length; t++) {
    starts[t] = features.length;
    const sentence = sentenceOf[t]!;
    const first = firsts[sentence]!;
    const last = firsts[sentence + 1]! - 1;
    if (t === first && sentence > 0 && tokens[t]!.start > tokens[t - 1]!.end + 1) quoted = false;
    const { looks } = tokens[t]!;
    if (looks.lower === '“' || looks.lower === '«' || looks.lower === '„') quoted = true;
    else if (looks.lower === '"') quoted = !quoted;
    const at = (place: number) => (place < first || place > last ? null : tokens[place]!.looks);
    const [b2, b1, n1, n2] = [at(t - 2), at(t - 1), at(t + 1), at(t + 2)];
    add(kind.bias, 1);
    add(kind.word, looks.hash);
    add(kind.word + 1, b1?.hash ?? START);
    add(kind.word + 2, n1?.hash ?? END);
    add(kind.word + 3, b2?.hash ?? START);
    add(kind.word + 4, n2?.hash ?? END);
    add(kind.pair, b1?.hash ?? START, looks.hash);
    add(kind.pair + 1, looks.hash, n1?.hash ?? END);
    add(kind.around, b1?.hash ?? START, n1?.hash ?? END);
    add(kind.stem, looks.stem);
    add(kind.suffix3, looks.suffix3);
    add(kind.suffix3 + 1, b1?.suffix3 ?? START);
    add(kind.suffix3 + 2, n1?.suffix3 ?? END);
    add(kind.suffix2, looks.suffix2);
    add(kind.prefix, looks.prefix);
    add(kind.shape, looks.shape);
    add(kind.shape + 1, b1?.shape ?? START);
    add(kind.shape + 2, n1?.shape ?? END);
    add(kind.shapePair, b1?.shape ?? START, looks.shape);
    add(kind.shapePair + 1, looks.shape, n1?.shape ?? END);
    if (looks.classes) add(kind.class, looks.classes);
    if (b1?.classes) add(kind.class + 1, b1.classes);
    if (n1?.classes) add(kind.class + 2, n1.classes);
    if (b2?.classes) add(kind.class + 3, b2.classes);
    if (n2?.classes) add(kind.class + 4, n2.classes);
    if (looks.classes || b1?.classes) add(kind.classPair, b1?.classes ?? 0, looks.classes + 1);
    if (looks.classes || n1?.classes) add(kind.classPair + 1, n1?.classes ?? 0, looks.classes + 1);
    add(kind.fromStart, binned(t - first, FEW), looks.isWord ? 1 : 2);
    add(kind.fromEnd, binned(last - t, FEW), looks.isWord ? 1 : 2);
    const ending = tokens[last]!.looks.isWord ? 0 : tokens[last]!.looks.hash;
    add(kind.mark, ending);
    add(kind.mark, ending, t === first ? 2 : t === last ? 3 : 1);
    add(kind.length, binned(last - first, FEW));
    add(kind.lineOfText, Math.min(sentence, 3), 1);
    add(kind.lineOfText, Math.floor((5 * sentence) / Math.max(1, firsts.length - 1)), 2);
    add(kind.quoted, quoted ? 1 : 0);
    if (t === first) emotive = emotiveWords(tokens, first, last);
    add(kind.emotive, Math.min(emotive, 4));
    const often = said.get(looks.stem) ?? 0;
    if (often > 0) add(kind.said, binned(often, FEW), looks.classes & EMOTIVE ? 1 : 0);
    for (const mark of marks[t] ?? []) {
      add(kind.technique, mark);
      if (!marks[t - 1]?.includes(mark)) add(kind.technique, mark, 1);
    }
  }
  starts[tokens.length] = features.length;
  return { features: features.values, starts };
}

function emotiveWords(tokens: readonly Token[], first: number, last: number): number {
  let count = 0;
  for (let t = first; t <= last; t++) if (tokens[t]!.looks.classes & EMOTIVE) count++;
  return count;
}

/** What a sentence says as a whole; each feature once. */
function sentenceRows(
  tokens: readonly Token[],
  firsts: readonly number[],
  marks: readonly (readonly number[] | undefined)[],
): Rows {
  const features = new Numbers();
  const starts = new Int32Array(firsts.length);
  for (let s = 0; s + 1 < firsts.length; s++) {
    starts[s] = features.length;
    const own = new Set<number>();
    const [first, end] = [firsts[s]!, firsts[s + 1]!];
    let emotive = 0;
    for (let t = first; t < end; t++) {
      const { looks } = tokens[t]!;
      own.add(featureOf(kind.sentenceWord, looks.hash));
      own.add(featureOf(kind.sentenceStem, looks.stem));
      own.add(featureOf(kind.sentencePair, t > first ? tokens[t - 1]!.looks.hash : START, looks.hash));
      if (looks.classes) own.add(featureOf(kind.sentenceClass, looks.classes));
      if (looks.classes & EMOTIVE) emotive++;
      own.add(featureOf(kind.sentenceShape, looks.shape));
      for (const mark of marks[t] ?? []) own.add(featureOf(kind.sentenceTechnique, mark));
    }
    own.add(featureOf(kind.emotive, Math.min(emotive, 4)));
    own.add(featureOf(kind.length, binned(end - first, FEW)));
    own.add(featureOf(kind.lineOfText, Math.min(s, 3)));
    for (const feature of own) features.push(feature);
  }
  starts[firsts.length - 1] = features.length;
  return { features: features.values, starts };
}
