import type { AgreementResult } from '../../../shared/contract/rooms/agreement.ts';
import { agreementUnits, undefinedReasons } from '../../../shared/model/agreement.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { exit, printJson, printTable, say, UsageError } from './output.ts';
import { type Flags, waitForJob, withProject } from './run.ts';

const listed = (value: Flags[string]): string[] =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : [];

function wholeNumber(flags: Flags, name: string, fallback: number): number {
  const given = flags[name];
  if (given === undefined) return fallback;
  const number = Number(given);
  if (!Number.isInteger(number) || number < 0)
    throw new UsageError(`--${name} takes a whole number, not ${String(given)}.`);
  return number;
}

const pathOf = (codes: readonly Code[], code: Code): string => {
  const parent = codes.find(({ codeId }) => codeId === code.parentId);
  const name = code.name.replaceAll('/', '\\/');
  return parent ? `${pathOf(codes, parent)}/${name}` : name;
};

/** By id, by path as `code_path` has it, or by a name that only one code has. */
function codesNamed(codes: readonly Code[], names: readonly string[]): string[] {
  return names.map((name) => {
    const exact = codes.find((code) => code.codeId === name || pathOf(codes, code) === name);
    if (exact) return exact.codeId;
    const named = codes.filter((code) => code.name === name);
    if (named.length > 1)
      throw new UsageError(
        `${named.length} codes are called ${name}: give the path, such as ${pathOf(codes, named[0]!)}.`,
      );
    if (!named[0]) throw new UsageError(`The codebook has no code ${name}.`);
    return named[0].codeId;
  });
}

const variableName = ({ kind, path }: AgreementResult['variables'][number]) =>
  kind === 'all'
    ? 'all codes'
    : kind === 'verdict'
      ? 'verdict'
      : path.map((name) => name.replaceAll('/', '\\/')).join('/');

/** `parallax agreement`: between coders, on the units asked for. */
export async function agreement(_words: string[], flags: Flags): Promise<number> {
  const unit = agreementUnits.find((one) => one === (flags.unit ?? 'article'));
  if (!unit) throw new UsageError(`--unit takes ${agreementUnits.join(', ')}, not ${String(flags.unit)}.`);
  const samples = wholeNumber(flags, 'samples', 1000);
  const seed = wholeNumber(flags, 'seed', 1);
  const text = typeof flags.query === 'string' ? flags.query : '';
  return withProject(flags, { write: false }, async (run) => {
    const { codes } = await run.client.call('codebook.get', {});
    const codeIds = codesNamed(codes, listed(flags.codes));
    const question = { unit, coders: listed(flags.coders), codeIds, query: { text }, samples, seed };
    const { jobId } = await run.client.call('agreement.start', question);
    const result = (await waitForJob(run, jobId)).result as AgreementResult;
    const coefficients = result.variables.flatMap((variable) =>
      variable.coefficients.map(({ name, value, reason, interval, n, excluded }) => ({
        name,
        unit,
        code: variableName(variable),
        kind: variable.kind,
        value,
        interval: interval && [interval.low, interval.high],
        n,
        excluded,
        reason: reason && undefinedReasons[reason],
      })),
    );
    if (flags.json) {
      const { coders, articles, shared, units, excluded } = result;
      printJson({ coefficients, coders, articles, shared, units, excluded, samples, seed });
    } else {
      const figure = (value: number) => value.toFixed(3);
      printTable(
        ['code', 'coefficient', 'value', '95 %', 'n', 'left out'],
        coefficients.map(({ code, name, value, interval, n, excluded }) => [
          code,
          name,
          value === null ? '–' : figure(value),
          interval ? interval.map((end) => figure(end!)).join(' to ') : '',
          String(n),
          excluded.map((one) => `${one.n} ${one.of} ${one.reason}`).join('; '),
        ]),
      );
    }
    for (const one of result.excluded) say(`Left out: ${one.n} ${one.of} ${one.reason}.`);
    const reasons = new Set(coefficients.flatMap(({ reason }) => reason ?? []));
    for (const reason of reasons) say(`Some figures have no value: ${reason}`);
    return exit.done;
  });
}
