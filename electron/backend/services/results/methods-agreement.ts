// Agreement as it was computed last, and adjudication.
import type { AgreementResult, AgreementVariable } from '../../../../shared/contract/rooms/agreement.ts';
import {
  type AgreementUnit,
  agreementUnits,
  type CoefficientValue,
  coefficientFacts,
  undefinedReasons,
} from '../../../../shared/model/agreement.ts';
import { latestResult } from '../agreement/index.ts';
import { me, visibleCoders } from '../blind/index.ts';
import { asMarkdown, counted, day, listed, table } from './markdown.ts';
import type { MakePart, Part } from './methods.ts';

const unitNames: Record<AgreementUnit, [one: string, many: string]> = {
  article: ['article', 'articles'],
  sentence: ['sentence', 'sentences'],
  span: ['span', 'spans'],
  verdict: ['claim', 'claims'],
};

const figure = (value: number) => value.toFixed(3).replace('-', '−');

function variableName({ kind, path }: AgreementVariable): string {
  if (kind === 'all') return 'All codes';
  if (kind === 'verdict') return 'Verdict';
  return asMarkdown(`${path.join('/')}${kind === 'group' ? ' (which code of the group)' : ''}`);
}

const leftOut = (n: number, of: string) => counted(n, of.replace(/s$/, ''), of);

function coefficientRow(variable: AgreementVariable, one: CoefficientValue): (string | number)[] {
  const value =
    one.value === null
      ? `not defined: ${one.reason ? undefinedReasons[one.reason] : 'no reason kept'}`
      : figure(one.value);
  const interval = one.interval ? `${figure(one.interval.low)} to ${figure(one.interval.high)}` : '';
  const out = one.excluded.map(({ n, of, reason }) => `${leftOut(n, of)} ${reason}`).join('; ');
  return [variableName(variable), coefficientFacts[one.name].label, value, interval, one.n, asMarkdown(out)];
}

function resultBlocks(result: AgreementResult): string[] {
  const { question, variables } = result;
  const [one, many] = unitNames[question.unit];
  const used = [...new Set(variables.flatMap(({ coefficients }) => coefficients.map(({ name }) => name)))];
  return [
    `### On ${many}`,
    `Computed ${day(result.at)} for ${listed(result.coders.map(({ name }) => asMarkdown(name)))} on ${counted(result.units, one, many)}; ${question.unit === 'verdict' ? '' : `${counted(result.shared, 'article')} had two or more of these coders. `}${question.samples > 0 ? `Intervals are 95 %, percentile bootstrap, ${counted(question.samples, 'sample')}, seed ${question.seed}.` : 'Without intervals.'}`,
    table(
      ['Compared', 'Coefficient', 'Value', 'Interval', 'n:', 'Left out'],
      variables.flatMap((variable) =>
        variable.coefficients.map((coefficient) => coefficientRow(variable, coefficient)),
      ),
    ),
    ...(result.excluded.length > 0
      ? [
          `Left out before any coefficient: ${result.excluded.map(({ n, of, reason }) => `${leftOut(n, of)} ${asMarkdown(reason)}`).join('; ')}.`,
        ]
      : []),
    `Formulas: ${used.map((name) => `${coefficientFacts[name].label} after ${coefficientFacts[name].source}`).join('; ')}.`,
  ];
}

export const agreementPart: MakePart = (db): Part => {
  const results = agreementUnits.flatMap((unit) => latestResult(db, unit) ?? []);
  const changed = results.some(
    ({ at }) => db.value('SELECT 1 FROM change WHERE at > ? AND state = ? LIMIT 1', at, 'done') !== undefined,
  );
  return {
    title: 'Agreement',
    blocks: [
      ...results.flatMap(resultBlocks),
      ...(changed
        ? ['The project was changed after the figures were computed; compute them again to report its present state.']
        : []),
    ],
    missing: results.length === 0 ? ['agreement was not computed yet: the room Agreement does it.'] : [],
  };
};

export const adjudicationPart: MakePart = (db, context): Part => {
  const layers = db.all<{ layer: string; kind: string; n: number; reasons: number }>(
    `SELECT p.name AS layer, j.decision ->> '$.kind' AS kind, count(*) AS n, count(nullif(trim(j.reason), '')) AS reasons
     FROM adjudication j JOIN coder p ON p.id = j.layer
     WHERE j.article IS NULL OR ${visibleCoders('j.article', 'j.layer')} GROUP BY 1, 2 ORDER BY 1, 2`,
    me(context),
  );
  if (layers.length === 0) return { title: 'Adjudication', blocks: [], missing: ['no disagreement was decided.'] };
  const words: Record<string, string> = {
    take: 'one coder’s coding was taken',
    neither: 'none was taken',
    own: 'another coding was given',
  };
  const unsaid = layers.reduce((sum, { n, reasons }) => sum + n - reasons, 0);
  return {
    title: 'Adjudication',
    blocks: [
      table(
        ['Layer', 'Decision', 'Cases:', 'With a reason:'],
        layers.map(({ layer, kind, n, reasons }) => [asMarkdown(layer), words[kind] ?? kind, n, reasons]),
      ),
      'The coders’ own work stays as it was.',
    ],
    missing: unsaid > 0 ? [`${counted(unsaid, 'decision')} without a reason.`] : [],
  };
};
