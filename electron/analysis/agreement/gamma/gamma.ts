import { type Interval, middle } from '../bootstrap.ts';
import type { Continuum } from '../continua.ts';
import { type Random, seeded } from '../random.ts';
import { bestAlignment, type Unit, WEIGHTS, type Weights } from './alignment.ts';
import { type Reference, shuffled } from './chance.ts';

/**
 * γ: Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015), The Unified and Holistic Method Gamma (γ) for Inter-Annotator Agreement
 * Measure and Alignment, Computational Linguistics 41(3), 437–479: 1 − observed disorder / expected disorder, both of the best
 * alignment; the expected one is the mean over shuffled continua (section 5.2).
 */
export interface GammaResult {
  /** Null when fewer than two coders marked anything. */
  value: number | null;
  /** Over texts drawn with replacement, the expected disorder held fixed; null with fewer than two texts. */
  interval: Interval | null;
  /** Disorder of the best alignment: its cost by the mean number of units of a coder (section 4.3). */
  observed: number;
  expected: number;
  /** Shuffled continua that `expected` is the mean of, enough for the precision asked for with 95 % certainty. */
  shuffles: number;
  alignments: number;
  units: number;
}

export interface GammaOptions {
  weights?: Weights;
  /** Half width of the expected disorder's 95 % interval, as a share of it; Mathet et al. use 2 %. */
  precision?: number;
  /** At most so many shuffles. */
  most?: number;
  /** Samples of the interval over texts. */
  samples?: number;
}

/** Fewest shuffles, as in section 5.3. */
const FIRST_SHUFFLES = 30;

/** What γ compares chance with. */
export interface Observed {
  disorder: number;
  alignments: number;
  units: number;
  /** Coders who marked anything. */
  marking: number;
  /** By text that holds a unit: its units, and its share of the best alignment's cost. */
  texts: { units: number; cost: number }[];
}

/** @param coders how many coders there are over all continua; those who did not work on a text must not be among its coders. */
export function observedDisorder(continua: readonly Continuum[], coders: number, weights: Weights = WEIGHTS): Observed {
  const units = unitsOf(continua);
  const { cost, costOfText, alignments } = bestAlignment(units, coders, weights);
  const sizes = new Map<number, number>();
  for (const { text } of units) sizes.set(text, (sizes.get(text) ?? 0) + 1);
  return {
    disorder: units.length > 0 ? cost / (units.length / coders) : 0,
    alignments: alignments.length,
    units: units.length,
    marking: new Set(units.map(({ coder }) => coder)).size,
    texts: [...sizes].map(([text, size]) => ({ units: size, cost: costOfText.get(text) ?? 0 })),
  };
}

/** Disorder of the best alignment of shuffled continua, numbers `from` to `to`; each has a seed of its own. */
export function shuffledDisorders(
  continua: readonly Continuum[],
  coders: number,
  seed: number,
  from: number,
  to: number,
  weights: Weights = WEIGHTS,
): number[] {
  const reference = referenceOf(continua, coders);
  return Array.from({ length: to - from }, (_, at) => {
    const sample = shuffled(reference, seeded(seed + 7919 * (from + at)));
    return sample.length === 0 ? 0 : bestAlignment(sample, coders, weights).cost / (sample.length / coders);
  });
}

/** How many shuffles bring the wanted precision, from the first ones (section 5.3). */
export function shufflesNeeded(
  disorders: readonly number[],
  { precision = 0.02, most = 300 }: GammaOptions = {},
): number {
  if (disorders.length < FIRST_SHUFFLES) return FIRST_SHUFFLES;
  return Math.min(most, Math.max(FIRST_SHUFFLES, shufflesFor(disorders.slice(0, FIRST_SHUFFLES), precision)));
}

/** γ and its interval from the observed disorder and those of the shuffles. */
export function gammaOf(
  observed: Observed,
  disorders: readonly number[],
  coders: number,
  random: Random,
  samples = 1000,
): GammaResult {
  const facts = { observed: observed.disorder, alignments: observed.alignments, units: observed.units };
  if (observed.marking < 2) return { ...facts, value: null, interval: null, expected: 0, shuffles: 0 };
  const expected = disorders.reduce((sum, one) => sum + one, 0) / disorders.length;
  return {
    ...facts,
    value: expected > 0 ? 1 - observed.disorder / expected : null,
    interval: overTexts(observed.texts, coders, expected, samples, random),
    expected,
    shuffles: disorders.length,
  };
}

/** All of it at once. */
export function gamma(
  continua: readonly Continuum[],
  coders: number,
  seed: number,
  options: GammaOptions = {},
): GammaResult {
  const observed = observedDisorder(continua, coders, options.weights);
  const disorders: number[] = [];
  while (observed.marking >= 2 && disorders.length < shufflesNeeded(disorders, options)) {
    const to = shufflesNeeded(disorders, options);
    disorders.push(...shuffledDisorders(continua, coders, seed, disorders.length, to, options.weights));
  }
  return gammaOf(observed, disorders, coders, seeded(seed), options.samples);
}

function shufflesFor(disorders: readonly number[], precision: number): number {
  const mean = disorders.reduce((sum, one) => sum + one, 0) / disorders.length;
  if (mean === 0) return disorders.length;
  const variance = disorders.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (disorders.length - 1);
  return Math.ceil(((Math.sqrt(variance) / mean) * 1.96) ** 2 / precision ** 2);
}

/** Units of the texts that two coders or more worked on. */
function unitsOf(continua: readonly Continuum[]): Unit[] {
  return continua.flatMap(({ coders }, text) =>
    coders.length < 2
      ? []
      : coders.flatMap(({ coder, segments }) => segments.map((segment) => ({ ...segment, coder, text }))),
  );
}

/** All texts laid end to end, as one continuum to shuffle. */
function referenceOf(continua: readonly Continuum[], coders: number): Reference {
  const byCoder: Reference['byCoder'] = Array.from({ length: coders }, () => []);
  let at = 0;
  for (const continuum of continua) {
    if (continuum.coders.length < 2) continue;
    for (const { coder, segments } of continuum.coders)
      for (const { start, end, category } of segments)
        byCoder[coder]!.push({ coder, start: at + start, end: at + end, category, text: 0 });
    at += continuum.length;
  }
  return { length: at, byCoder };
}

function overTexts(
  texts: Observed['texts'],
  coders: number,
  expected: number,
  samples: number,
  random: Random,
): Interval | null {
  if (texts.length < 2 || expected === 0) return null;
  const values: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    let cost = 0;
    let size = 0;
    for (let draw = 0; draw < texts.length; draw++) {
      const text = texts[random.below(texts.length)]!;
      cost += text.cost;
      size += text.units;
    }
    values.push(1 - cost / (size / coders) / expected);
  }
  return middle(values, samples);
}
