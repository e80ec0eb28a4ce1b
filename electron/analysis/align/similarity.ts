import { MONTHS } from './number-words.ts';
import type { SentenceFeatures } from './sentence-features.ts';
import { stem } from './stem.ts';
import { OFFICES } from './stop-words.ts';

export interface Similarity {
  /** 0 to 1: cosine, containment and letter trigrams weighed together. */
  score: number;
  /** Share of the first sentence's weight that the second one has, and the other way round. */
  inB: number;
  inA: number;
  /** Different stems that both have, stop words left out. */
  shared: number;
}

const COSINE_WEIGHT = 0.5;
const CONTAINMENT_WEIGHT = 0.3;
const TRIGRAM_WEIGHT = 0.2;
const MONTH_STEMS: ReadonlySet<string> = new Set([...MONTHS].map(stem));

interface WeighedStem {
  /** Rarity among the sentences of both articles. */
  weight: number;
  /** Says what a sentence says, rather than who is in it or when it was written. */
  telling: boolean;
  /** A figure weighs only where both sentences have it: a disagreement must not make them less alike. */
  isFigure: boolean;
}

export type Lexicon = ReadonlyMap<string, WeighedStem>;

export function lexiconOf(sentences: readonly SentenceFeatures[]): Lexicon {
  const frequency = new Map<string, number>();
  for (const { counts } of sentences) {
    for (const stem of counts.keys()) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  }
  const people = peopleAmong(sentences);
  const lexicon = new Map<string, WeighedStem>();
  for (const [stem, count] of frequency) {
    lexicon.set(stem, {
      weight: Math.log(1 + sentences.length / count),
      telling: !people.has(stem) && !MONTH_STEMS.has(stem) && !/^\p{Nd}/u.test(stem),
      isFigure: stem.startsWith('#'),
    });
  }
  return lexicon;
}

/** Stems of names (a capital inside a sentence, never a small letter) and of offices. */
function peopleAmong(sentences: readonly SentenceFeatures[]): ReadonlySet<string> {
  const people = new Set<string>();
  for (const { tokens } of sentences) for (const token of tokens) if (token.isName) people.add(token.stem);
  for (const { tokens } of sentences) {
    tokens.forEach((token, i) => {
      if (i > 0 && !token.isName) people.delete(token.stem);
    });
  }
  for (const office of OFFICES) people.add(stem(office));
  return people;
}

/** A sentence ready for many comparisons: its size without figures. */
export interface WeighedSentence {
  counts: ReadonlyMap<string, number>;
  trigrams: ReadonlySet<string>;
  square: number;
  total: number;
}

export function weigh({ counts, trigrams }: SentenceFeatures, lexicon: Lexicon): WeighedSentence {
  let square = 0;
  let total = 0;
  for (const [stem, count] of counts) {
    const { weight, isFigure } = lexicon.get(stem)!;
    if (isFigure) continue;
    square += (count * weight) ** 2;
    total += count * weight;
  }
  return { counts, trigrams, square, total };
}

/** Null if the two reach less than `atLeast`. */
export function similarity(
  a: WeighedSentence,
  b: WeighedSentence,
  lexicon: Lexicon,
  atLeast: number,
): Similarity | null {
  let { square: squareA, total: totalA } = a;
  let { square: squareB, total: totalB } = b;
  let [dot, shared, sharedA, sharedB] = [0, 0, 0, 0];
  for (const [stem, countA] of a.counts) {
    const countB = b.counts.get(stem);
    if (countB === undefined) continue;
    const known = lexicon.get(stem)!;
    const [inA, inB] = [countA * known.weight, countB * known.weight];
    dot += inA * inB;
    sharedA += inA;
    sharedB += inB;
    shared++;
    if (known.isFigure) {
      squareA += inA ** 2;
      squareB += inB ** 2;
      totalA += inA;
      totalB += inB;
    }
  }
  if (shared === 0) return null;
  const inB = sharedA / totalA;
  const inA = sharedB / totalB;
  // A sentence of three words is easily contained in a long one: containment counts by how much is shared.
  const containment = Math.max(inA, inB) * Math.min(1, shared / 4);
  const byWords = COSINE_WEIGHT * (dot / Math.sqrt(squareA * squareB)) + CONTAINMENT_WEIGHT * containment;
  if (byWords + TRIGRAM_WEIGHT < atLeast) return null;
  const score = byWords + TRIGRAM_WEIGHT * dice(a.trigrams, b.trigrams);
  return score < atLeast ? null : { score, inB, inA, shared };
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let both = 0;
  for (const trigram of a) if (b.has(trigram)) both++;
  return (2 * both) / (a.size + b.size);
}
