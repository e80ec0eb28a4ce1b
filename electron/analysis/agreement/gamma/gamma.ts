import { type Interval, middle } from '../bootstrap.ts';
import type { Continuum } from '../continua.ts';
import type { Random } from '../random.ts';
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

/** @param coders how many coders there are over all continua; those who did not work on a text must not be among its coders. */
export function gamma(
  continua: readonly Continuum[],
  coders: number,
  random: Random,
  { weights = WEIGHTS, precision = 0.02, most = 300, samples = 1000 }: GammaOptions = {},
): GammaResult {
  const units = unitsOf(continua);
  const observed = bestAlignment(units, coders, weights);
  const marking = new Set(units.map(({ coder }) => coder)).size;
  const mean = units.length / coders;
  const none = {
    observed: mean > 0 ? observed.cost / mean : 0,
    alignments: observed.alignments.length,
    units: units.length,
  };
  if (marking < 2) return { ...none, value: null, interval: null, expected: 0, shuffles: 0 };
  const disorders: number[] = [];
  const reference = referenceOf(continua, coders);
  let wanted = FIRST_SHUFFLES;
  while (disorders.length < wanted) {
    const sample = shuffled(reference, random);
    if (sample.length > 0) disorders.push(bestAlignment(sample, coders, weights).cost / (sample.length / coders));
    else disorders.push(0);
    if (disorders.length === FIRST_SHUFFLES)
      wanted = Math.min(most, Math.max(wanted, shufflesFor(disorders, precision)));
  }
  const expected = disorders.reduce((sum, one) => sum + one, 0) / disorders.length;
  const value = expected > 0 ? 1 - none.observed / expected : null;
  const interval = overTexts(units, observed.costOfText, coders, expected, samples, random);
  return { ...none, value, interval, expected, shuffles: disorders.length };
}

function shufflesFor(disorders: readonly number[], precision: number): number {
  const mean = disorders.reduce((sum, one) => sum + one, 0) / disorders.length;
  if (mean === 0) return disorders.length;
  const variance = disorders.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (disorders.length - 1);
  return Math.ceil(((Math.sqrt(variance) / mean) * 1.96) ** 2 / precision ** 2);
}

/** Units of the texts that two coders or more worked on. */
export function unitsOf(continua: readonly Continuum[]): Unit[] {
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
  units: readonly Unit[],
  costs: ReadonlyMap<number, number>,
  coders: number,
  expected: number,
  samples: number,
  random: Random,
): Interval | null {
  const sizes = new Map<number, number>();
  for (const { text } of units) sizes.set(text, (sizes.get(text) ?? 0) + 1);
  const texts = [...sizes.keys()];
  if (texts.length < 2 || expected === 0) return null;
  const values: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    let cost = 0;
    let size = 0;
    for (let draw = 0; draw < texts.length; draw++) {
      const text = texts[random.below(texts.length)]!;
      cost += costs.get(text) ?? 0;
      size += sizes.get(text)!;
    }
    values.push(1 - cost / (size / coders) / expected);
  }
  return middle(values, samples);
}
