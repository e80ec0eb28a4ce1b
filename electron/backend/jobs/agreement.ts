import type {
  AgreementQuestion,
  AgreementResult,
  AgreementVariable,
} from '../../../shared/contract/rooms/agreement.ts';
import type { CoefficientName, CoefficientValue, LeftOut } from '../../../shared/model/agreement.ts';
import {
  answerGamma,
  type CodingsAnswer,
  type CodingsQuestion,
  type Continuum,
  codingsOf,
  joinUnits,
  marksByCode,
  type Observed,
  type SpansQuestion,
  shufflesNeeded,
  withoutOverlap,
} from '../../analysis/agreement/index.ts';
import type { AgreementPlan, PartInput, SpanPart, UnitPart } from '../services/agreement/material.ts';
import type { VariablePlan } from '../services/agreement/variables.ts';
import type { JobContext, JobRunner } from '../services/backend.ts';

/** Articles read in one go: another reader waits no longer than a fraction of a second. */
const READ_AT_ONCE = 500;
/** Shuffles of γ in one task hold about so many units together: a cancelled job ends after the task under way. */
const UNITS_AT_ONCE = 20_000;

/** Compares coders. Nothing is written but the job's own result; read anew from the start after an interruption. */
export const agreementJob: JobRunner<AgreementQuestion, AgreementResult> = async (question, job) => {
  const started = job.now();
  const plan = await job.read<AgreementPlan>('agreement/plan', question, { signal: job.signal });
  const steps = new Steps(job, plan.variables.length);
  const { variables, units, excluded } =
    question.unit === 'span'
      ? await compareSpans(question, plan, job, steps)
      : await compareUnits(question, plan, job, steps);
  const now = job.now();
  return {
    question,
    at: now.toISOString(),
    seconds: (now.getTime() - started.getTime()) / 1000,
    coders: plan.coders.map(({ name, articles, spans }) => ({ name, articles, spans })),
    articles: plan.articles.length,
    shared: plan.shared,
    units,
    variables,
    excluded: [...plan.excluded, ...excluded],
  };
};

interface Compared {
  variables: AgreementVariable[];
  units: number;
  excluded: LeftOut[];
}

/** Tells how far it is: codes compared, of all. */
class Steps {
  private done = 0;
  private readonly job: JobContext;
  private readonly total: number;

  constructor(job: JobContext, total: number) {
    this.job = job;
    this.total = total;
  }

  reading(at: number, of: number): void {
    this.job.signal.throwIfAborted();
    this.job.progress({ done: 0, total: this.total, unit: 'codes', note: `Reading articles: ${at} of ${of}` });
  }

  ended(): void {
    this.done++;
    this.job.progress({ done: this.done, total: this.total, unit: 'codes', note: 'Comparing' });
  }
}

async function readParts<Part>(
  name: string,
  question: AgreementQuestion,
  plan: AgreementPlan,
  job: JobContext,
  steps: Steps,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (let from = 0; from < plan.articles.length; from += READ_AT_ONCE) {
    steps.reading(from, plan.articles.length);
    const input: PartInput = {
      unit: question.unit,
      coderIds: plan.coders.map(({ id }) => id),
      codeIds: plan.codeIds,
      variables: plan.variables.map(({ attributeId, categories }) => ({ attributeId, categories })),
      articles: plan.articles.slice(from, from + READ_AT_ONCE),
      masks: plan.masks.slice(from, from + READ_AT_ONCE),
      from,
    };
    parts.push(await job.read<Part>(name, input, { signal: job.signal }));
  }
  return parts;
}

/** As many at a time as the pool has threads; stops at the first that fails. */
async function inPool<In, Out>(
  job: JobContext,
  items: readonly In[],
  work: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const at = next++;
      job.signal.throwIfAborted();
      results[at] = await work(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, job.poolSize) }, lane));
  return results;
}

const UNIT_NAMES: CoefficientName[] = [
  'percent_agreement',
  'cohen_kappa',
  'fleiss_kappa',
  'krippendorff_alpha_nominal',
];
const SCALE_NAMES: CoefficientName[] = ['krippendorff_alpha_ordinal', 'krippendorff_alpha_interval'];

async function compareUnits(
  question: AgreementQuestion,
  plan: AgreementPlan,
  job: JobContext,
  steps: Steps,
): Promise<Compared> {
  const { unit, samples, seed } = question;
  const coderIds = plan.coders.map(({ id }) => id);
  const parts =
    unit === 'verdict'
      ? [await job.read<UnitPart>('agreement/verdicts', { question, coderIds }, { signal: job.signal })]
      : await readParts<UnitPart>(`agreement/${unit}s`, question, plan, job, steps);
  const units = joinUnits(parts, plan.coders.length, plan.codeIds.length);
  const byCode = marksByCode(units);
  const variables = await inPool(job, plan.variables, async (variable): Promise<AgreementVariable> => {
    const shape = { kind: variable.kind, codes: variable.codes, categories: variable.categories.length };
    const { codings, excluded } = codingsOf(units, byCode, shape, plan.variables.indexOf(variable));
    const input: CodingsQuestion = {
      ...codings,
      names: variable.scores ? [...UNIT_NAMES, ...SCALE_NAMES] : UNIT_NAMES,
      ...(variable.scores ? { scores: variable.scores } : {}),
      samples,
      seed,
    };
    const answer = await job.analyse<CodingsAnswer>('agreement/codings', input, { signal: job.signal });
    steps.ended();
    const coefficients = answer.coefficients.map((one) => ({ ...one, excluded: [...one.excluded, ...excluded] }));
    return { ...described(variable), coefficients, confusion: answer.confusion };
  });
  return { variables, units: units.groups.length, excluded: [] };
}

const described = ({ kind, codeId, path, color, categories }: VariablePlan) => ({
  kind,
  codeId,
  path,
  color,
  categories,
});

const SPAN_NAMES: CoefficientName[] = ['alpha_u'];
const CODED_NAMES: CoefficientName[] = ['alpha_u', 'alpha_u_binary', 'alpha_cu'];

async function compareSpans(
  question: AgreementQuestion,
  plan: AgreementPlan,
  job: JobContext,
  steps: Steps,
): Promise<Compared> {
  const parts = await readParts<SpanPart>('agreement/spans', question, plan, job, steps);
  const continua = parts.flatMap((part) => part.continua);
  const coders = plan.coders.length;
  const variables = await inPool(job, plan.variables, async (variable): Promise<AgreementVariable> => {
    const categories = variable.kind === 'code' ? 1 : variable.codes.length;
    const several = categories > 1;
    const { marked, excluded } = only(continua, variable.codes);
    const names = several ? CODED_NAMES : [...SPAN_NAMES, ...(coders === 2 ? (['alpha_u_2004'] as const) : [])];
    const { samples, seed } = question;
    const input: SpansQuestion = { continua: marked, coders, categories, names, samples, seed };
    const values = await job.analyse<CoefficientValue[]>('agreement/spans', input, { signal: job.signal });
    const gamma = await gammaInParts(ofCodes(continua, variable.codes), question, coders, job);
    steps.ended();
    return {
      ...described(variable),
      categories: several ? variable.categories.slice(0, categories) : [variable.path.at(-1) ?? ''],
      coefficients: [...values.map((one) => ({ ...one, excluded: [...one.excluded, ...excluded] })), gamma],
      confusion: [],
    };
  });
  const units = continua.reduce(
    (sum, one) => sum + one.coders.reduce((inner, { segments }) => inner + segments.length, 0),
    0,
  );
  return { variables, units, excluded: sumOf(parts.flatMap((part) => part.excluded)) };
}

/** Segments of these codes, with the code's place among them as category. */
function ofCodes(continua: readonly Continuum[], codes: readonly number[]): Continuum[] {
  const place = new Map(codes.map((code, at) => [code, at]));
  return continua.map(({ length, coders }) => ({
    length,
    coders: coders.map(({ coder, segments }) => ({
      coder,
      segments: segments.flatMap((segment) => {
        const category = place.get(segment.category);
        return category === undefined ? [] : [{ ...segment, category }];
      }),
    })),
  }));
}

/** The same without overlaps within a coder, which α for unitizing does not know; γ does. */
function only(continua: readonly Continuum[], codes: readonly number[]): { marked: Continuum[]; excluded: LeftOut[] } {
  let merged = 0;
  let dropped = 0;
  const marked = ofCodes(continua, codes).map(({ length, coders }) => ({
    length,
    coders: coders.map(({ coder, segments }) => {
      const cleared = withoutOverlap(segments);
      merged += cleared.merged;
      dropped += cleared.dropped;
      return { coder, segments: cleared.kept };
    }),
  }));
  const excluded: LeftOut[] = [];
  if (merged > 0)
    excluded.push({
      of: 'spans',
      n: merged,
      reason: 'overlapping one of the same code by the same coder, taken together',
    });
  if (dropped > 0)
    excluded.push({ of: 'spans', n: dropped, reason: 'overlapping one of another code by the same coder' });
  return { marked, excluded };
}

async function gammaInParts(
  continua: Continuum[],
  { samples, seed }: AgreementQuestion,
  coders: number,
  job: JobContext,
): Promise<CoefficientValue> {
  const { signal } = job;
  const marked = withoutUnmarked(continua);
  const observed = await job.analyse<Observed>('agreement/disorder', { continua: marked, coders }, { signal });
  const disorders: number[] = [];
  const atOnce = Math.max(1, Math.min(10, Math.floor(UNITS_AT_ONCE / Math.max(1, observed.units))));
  while (observed.marking >= 2 && disorders.length < shufflesNeeded(disorders)) {
    signal.throwIfAborted();
    const from = disorders.length;
    const to = Math.min(from + atOnce, shufflesNeeded(disorders));
    disorders.push(
      ...(await job.analyse<number[]>('agreement/shuffles', { continua: marked, coders, seed, from, to }, { signal })),
    );
  }
  return answerGamma(observed, disorders, { continua: marked, coders, samples, seed });
}

/** Texts in which nobody marked anything, as one: chance needs no more of them than their length. */
function withoutUnmarked(continua: readonly Continuum[]): Continuum[] {
  const marked: Continuum[] = [];
  let length = 0;
  for (const one of continua) {
    if (one.coders.some(({ segments }) => segments.length > 0)) marked.push(one);
    else if (one.coders.length >= 2) length += one.length;
  }
  const unmarked = [0, 1].map((coder) => ({ coder, segments: [] }));
  return length > 0 ? [...marked, { length, coders: unmarked }] : marked;
}

function sumOf(parts: readonly LeftOut[]): LeftOut[] {
  const sums = new Map<string, LeftOut>();
  for (const part of parts) {
    const key = `${part.of} ${part.reason}`;
    const sum = sums.get(key);
    if (sum) sum.n += part.n;
    else sums.set(key, { ...part });
  }
  return [...sums.values()];
}
