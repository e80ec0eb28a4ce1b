import type { CoefficientName, CoefficientValue, LeftOut, UndefinedReason } from '../../../shared/model/agreement.ts';
import { krippendorffAlpha } from './alpha.ts';
import { bootstrap, type Interval } from './bootstrap.ts';
import { type Codings, type Rows, rowsOf } from './codings.ts';
import { cohenKappa } from './cohen.ts';
import { confusion } from './confusion.ts';
import type { Continuum } from './continua.ts';
import { fleissKappa } from './fleiss.ts';
import { gammaOf, type Observed } from './gamma/index.ts';
import type { Coefficient } from './measure.ts';
import { percentAgreement } from './percent.ts';
import { seeded } from './random.ts';
import { type UnitizingResult, unitizingAlphas } from './unitizing.ts';
import { alphaU2004 } from './unitizing-2004.ts';

/** Codings of one variable, and what is asked of them. Survives a structured clone. */
export interface CodingsQuestion extends Codings {
  names: CoefficientName[];
  /** For the interval metric: the number that each category stands for. */
  scores?: number[];
  /** Samples of the bootstrap. */
  samples: number;
  seed: number;
}

export interface CodingsAnswer {
  coefficients: CoefficientValue[];
  /** Of `categories` × `categories`, see `confusion`. */
  confusion: number[];
}

type Make = (rows: Rows, scores?: number[]) => Coefficient;
const makers: Partial<Record<CoefficientName, Make>> = {
  percent_agreement: percentAgreement,
  cohen_kappa: cohenKappa,
  fleiss_kappa: fleissKappa,
  krippendorff_alpha_nominal: (rows) => krippendorffAlpha(rows, 'nominal'),
  krippendorff_alpha_ordinal: (rows) => krippendorffAlpha(rows, 'ordinal'),
  krippendorff_alpha_interval: (rows, scores) => krippendorffAlpha(rows, 'interval', scores),
};

/** A task of the analysis pool: the coefficients of one variable over units. Names of coefficients for spans are passed over. */
export function answerCodings(question: CodingsQuestion): CodingsAnswer {
  const rows = rowsOf(question);
  const made = question.names.flatMap((name) => {
    const make = makers[name];
    return make ? [{ name, coefficient: make(rows, question.scores) }] : [];
  });
  const coefficients = made.map(({ coefficient }) => coefficient);
  const intervals = bootstrap(rows, coefficients, question.samples, seeded(question.seed));
  return {
    coefficients: made.map(({ name, coefficient }, at) => answered(name, coefficient, rows, intervals[at]!)),
    confusion: [...confusion(question)],
  };
}

function answered(name: CoefficientName, one: Coefficient, rows: Rows, interval: Interval | null): CoefficientValue {
  const value = one.value(rows.counts);
  let n = 0;
  let none = 0;
  let alone = 0;
  let some = 0;
  rows.counts.forEach((count, row) => {
    if (one.uses(row)) n += count;
    else if (rows.present[row] === 0) none += count;
    else if (rows.present[row] === 1) alone += count;
    else some += count;
  });
  return {
    name,
    value,
    reason: value === null ? one.reason(rows.counts) : null,
    interval: value === null ? null : ends(interval),
    n,
    excluded:
      value === null && one.reason(rows.counts) === 'not two coders'
        ? []
        : [
            ...left('units', none, 'coded by none of these coders'),
            ...left('units', alone, 'coded by one coder only'),
            ...left('units', some, rows.coders === 2 ? 'not coded by both' : 'not coded by every coder'),
          ],
  };
}

const ends = (interval: Interval | null) => (interval ? { low: interval.low, high: interval.high } : null);
const left = (of: LeftOut['of'], n: number, reason: string): LeftOut[] => (n > 0 ? [{ of, n, reason }] : []);

/** Spans of one code, or of codes that exclude each other, and what is asked of them. */
export interface SpansQuestion {
  continua: Continuum[];
  coders: number;
  categories: number;
  names: CoefficientName[];
  samples: number;
  seed: number;
}

/** A task of the analysis pool: the coefficients for spans but γ, which takes longer and comes in parts. */
export function answerSpans({ continua, coders, categories, names, samples, seed }: SpansQuestion): CoefficientValue[] {
  const usable = continua.filter((continuum) => continuum.coders.length >= 2);
  const family = unitizingAlphas(usable, categories, samples, seeded(seed));
  return names.flatMap((name): CoefficientValue[] => {
    const found = ofSpans(name, family, usable, coders, categories);
    if (!found) return [];
    const n = spansIn(usable);
    const reason: UndefinedReason | null =
      found.value !== null ? null : (found.reason ?? (n === 0 ? 'nothing marked' : 'one category'));
    return [{ name, value: found.value, reason, interval: ends(found.interval), n, excluded: unpaired(continua) }];
  });
}

interface Found {
  value: number | null;
  interval: Interval | null;
  reason?: UndefinedReason;
}

function ofSpans(
  name: CoefficientName,
  family: UnitizingResult,
  usable: readonly Continuum[],
  coders: number,
  categories: number,
): Found | null {
  if (name === 'alpha_u') return { value: family.u, interval: family.intervals.u };
  if (name === 'alpha_u_binary') return { value: family.binary, interval: family.intervals.binary };
  if (name === 'alpha_cu') return { value: family.cu, interval: family.intervals.cu };
  if (name !== 'alpha_u_2004') return null;
  if (coders !== 2) return { value: null, interval: null, reason: 'not two coders' };
  return { value: usable.length === 0 ? null : alphaU2004(endToEnd(usable), categories).value, interval: null };
}

/** Texts as one continuum; a gap ends where its text ends. */
function endToEnd(continua: readonly Continuum[]): Continuum {
  let length = 0;
  const coders: Continuum['coders'] = [0, 1].map((coder) => ({ coder, segments: [] }));
  for (const continuum of continua) {
    for (const { coder, segments } of continuum.coders)
      for (const { start, end, category } of segments)
        coders[coder]!.segments.push({ start: length + start, end: length + end, category });
    length += continuum.length;
  }
  return { length, coders };
}

const spansIn = (continua: readonly Continuum[]) =>
  continua.reduce((sum, { coders }) => sum + coders.reduce((inner, { segments }) => inner + segments.length, 0), 0);

function unpaired(continua: readonly Continuum[]): LeftOut[] {
  const alone = continua.filter(({ coders }) => coders.length < 2);
  return [
    ...left('articles', alone.length, 'worked on by fewer than two of these coders'),
    ...left('spans', spansIn(alone), 'in articles of one coder only'),
  ];
}

/** γ as the other coefficients are given. */
export function answerGamma(
  observed: Observed,
  disorders: readonly number[],
  question: Pick<SpansQuestion, 'continua' | 'coders' | 'samples' | 'seed'>,
): CoefficientValue {
  const result = gammaOf(observed, disorders, question.coders, seeded(question.seed), question.samples);
  return {
    name: 'gamma',
    value: result.value,
    reason: result.value === null ? 'nothing marked' : null,
    interval: ends(result.interval),
    n: result.units,
    excluded: unpaired(question.continua),
  };
}
