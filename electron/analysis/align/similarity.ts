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
  /** Those of them that are neither names, nor offices, nor dates: what the sentences say, rather than who is in them. */
  telling: number;
}

const COSINE_WEIGHT = 0.5;
const CONTAINMENT_WEIGHT = 0.3;
const TRIGRAM_WEIGHT = 0.2;
const MONTH_STEMS: ReadonlySet<string> = new Set([...MONTHS].map(stem));

/** How rare a stem is among the sentences of both articles. */
export function rarity(sentences: readonly SentenceFeatures[]): Map<string, number> {
  const frequency = new Map<string, number>();
  for (const { counts } of sentences) {
    for (const stem of counts.keys()) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  }
  const weights = new Map<string, number>();
  for (const [stem, count] of frequency) weights.set(stem, Math.log(1 + sentences.length / count));
  return weights;
}

/** Stems of names (a capital inside a sentence, never a small letter) and of offices. */
export function peopleAmong(sentences: readonly SentenceFeatures[]): ReadonlySet<string> {
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

/** A figure weighs only where both have it: a disagreement must not make two sentences less alike. */
export function similarity(
  a: SentenceFeatures,
  b: SentenceFeatures,
  weights: Map<string, number>,
  people: ReadonlySet<string>,
): Similarity {
  let dot = 0;
  let shared = 0;
  let telling = 0;
  let sharedA = 0;
  let sharedB = 0;
  let [squareA, totalA] = sizes(a, weights);
  let [squareB, totalB] = sizes(b, weights);
  for (const [stem, countA] of a.counts) {
    const countB = b.counts.get(stem);
    if (countB === undefined) continue;
    const weight = weights.get(stem) ?? 0;
    dot += countA * countB * weight * weight;
    sharedA += countA * weight;
    sharedB += countB * weight;
    shared++;
    if (isTelling(stem, people)) telling++;
    if (stem.startsWith('#')) {
      squareA += (countA * weight) ** 2;
      squareB += (countB * weight) ** 2;
      totalA += countA * weight;
      totalB += countB * weight;
    }
  }
  if (dot === 0) return { score: 0, inB: 0, inA: 0, shared: 0, telling: 0 };
  const inB = sharedA / totalA;
  const inA = sharedB / totalB;
  const cosine = dot / Math.sqrt(squareA * squareB);
  // A sentence of three words is easily contained in a long one: containment counts by the shorter one's size.
  const containment = Math.max(inA, inB) * Math.min(1, shared / 4);
  const score =
    COSINE_WEIGHT * cosine + CONTAINMENT_WEIGHT * containment + TRIGRAM_WEIGHT * dice(a.trigrams, b.trigrams);
  return { score, inB, inA, shared, telling };
}

/** Dates are what the lines above and below articles share: "June 6, 2013". */
function isTelling(stem: string, people: ReadonlySet<string>): boolean {
  return !people.has(stem) && !MONTH_STEMS.has(stem) && !/^\p{Nd}/u.test(stem);
}

function sizes(sentence: SentenceFeatures, weights: Map<string, number>): [square: number, total: number] {
  let square = 0;
  let total = 0;
  for (const [stem, count] of sentence.counts) {
    if (stem.startsWith('#')) continue;
    const weight = count * (weights.get(stem) ?? 0);
    square += weight * weight;
    total += weight;
  }
  return [square, total];
}

function dice(a: Set<string>, b: Set<string>): number {
  if (a.size + b.size === 0) return 0;
  let both = 0;
  for (const trigram of a) if (b.has(trigram)) both++;
  return (2 * both) / (a.size + b.size);
}
