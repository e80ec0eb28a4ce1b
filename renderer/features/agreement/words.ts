import type { AgreementResult, AgreementVariable } from '../../../shared/contract/rooms/agreement.ts';
import {
  type AgreementUnit,
  type CoefficientName,
  type CoefficientValue,
  coefficientFacts,
  type LeftOut,
  undefinedReasons,
} from '../../../shared/model/agreement.ts';
import { clockTime, count, counted, dateInWords } from '../../ui/index.ts';

/** Day and time of the machine's own zone. */
export const whenInWords = (iso: string): string => {
  const at = new Date(iso);
  const day = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
  return `${dateInWords(day)}, ${clockTime(iso)}`;
};

export const unitNames: Record<AgreementUnit, string> = {
  article: 'Articles',
  sentence: 'Sentences',
  span: 'Spans',
  verdict: 'Verdicts',
};

const unitOf: Record<AgreementUnit, string> = {
  article: 'article',
  sentence: 'sentence',
  span: 'span',
  verdict: 'claim',
};

/** What one figure of a variable rests on: with all codes together each code on each unit is one. */
const restsOn = (unit: AgreementUnit, kind?: AgreementVariable['kind']) =>
  kind === 'all' && unit !== 'span' ? 'decision' : unitOf[unit];

/** What the units of a question are, counted. */
export const unitsInWords = (unit: AgreementUnit, n: number, kind?: AgreementVariable['kind']) =>
  counted(n, restsOn(unit, kind));

/** A coefficient as it stands in tables: three decimals, a true minus; a dash where it is not defined. */
export const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3).replace('-', '−'));

export const intervalInWords = ({ interval }: CoefficientValue) =>
  interval ? `${figure(interval.low)} to ${figure(interval.high)}` : 'none: fewer than two articles with codings';

/** What was left out, of these units. */
export function leftOutInWords(
  { of, n, reason }: LeftOut,
  unit: AgreementUnit,
  kind?: AgreementVariable['kind'],
): string {
  if (of === 'units' && unit !== 'span') return `${counted(n, restsOn(unit, kind))} ${reason}`;
  return `${count(n)} ${n === 1 ? of.slice(0, -1) : of} ${reason}`;
}

export function variableName({ kind, path }: Pick<AgreementVariable, 'kind' | 'path'>): string {
  if (kind === 'all') return 'All codes';
  if (kind === 'verdict') return 'Verdict';
  return path.at(-1) ?? '';
}

export const kindInWords: Record<AgreementVariable['kind'], string> = {
  code: 'given or not',
  group: 'which code of the group',
  attribute: 'value of the attribute',
  all: 'each code on each unit is one decision',
  verdict: 'which verdict',
};

/** Columns of the table, those that any variable has and that these coders can have, in the order of the model. */
export function columnsOf(result: AgreementResult): CoefficientName[] {
  const present = new Set(
    result.variables.flatMap(({ coefficients }) =>
      coefficients.filter(({ reason }) => reason !== 'not two coders').map(({ name }) => name),
    ),
  );
  return (Object.keys(coefficientFacts) as CoefficientName[]).filter((name) => present.has(name));
}

/** Heads of columns; the three forms of α and both κ are told apart. */
export const columnHead: Record<CoefficientName, string> = {
  percent_agreement: 'Percent',
  cohen_kappa: 'Cohen’s κ',
  fleiss_kappa: 'Fleiss’ κ',
  krippendorff_alpha_nominal: 'α',
  krippendorff_alpha_ordinal: 'α ordinal',
  krippendorff_alpha_interval: 'α interval',
  alpha_u: 'uα',
  alpha_u_binary: '|uα',
  alpha_cu: 'cuα',
  alpha_u_2004: 'αᵤ 2004',
  gamma: 'γ',
};

/** Left out of the table on narrow screens; the detail has them. */
export const onlyWide: ReadonlySet<CoefficientName> = new Set([
  'krippendorff_alpha_ordinal',
  'krippendorff_alpha_interval',
  'alpha_u_2004',
]);

/** The coefficient whose interval the table draws. */
export const mainOf = (variable: AgreementVariable): CoefficientValue | undefined =>
  variable.coefficients.find(({ name }) => name === 'krippendorff_alpha_nominal' || name === 'alpha_u') ??
  variable.coefficients[0];

export const reasonInWords = ({ reason }: CoefficientValue) => (reason ? undefinedReasons[reason] : '');
