import type { CleaningResult } from '../../../shared/contract/rooms/sources.ts';
import type { SourceModel } from '../../analysis/cleaning/index.ts';
import type { JobContext, JobRunner } from '../services/backend.ts';
import {
  ANALYSER,
  type CleanedArticle,
  type CleaningScope,
  type PlanInput,
  type Planned,
  type SourceToClean,
} from '../services/cleaning/plan.ts';
import type { StoredModel } from '../services/cleaning/rules.ts';
import type { WriteInput } from '../services/cleaning/write.ts';
import { findDuplicates } from './find-duplicates.ts';

export type CleanInput = { sourceIds: readonly number[] | null };
export { ANALYSER, type CleaningScope };

/** Articles looked at in one go on a reader thread; another waits for it no longer than a fraction of a second. */
const LOOKED_AT_ONCE = 200;
// A batch is one transaction: short, so that coding in the window never waits long for the writer.
const WRITTEN_AT_ONCE = 50;
const WRITTEN_CHARACTERS = 400_000;

/** Cleans the articles of whole sources again, as a job of its own; their new texts may be copies of others. */
export const cleanJob: JobRunner<CleanInput, CleaningResult> = async (input, job) => {
  const result = await cleanSources(job, input);
  if (result.changed > 0) await findDuplicates(job);
  return result;
};

/**
 * Cleans across sources: what a source's articles have in common is learned, then each is cleaned with it. Awaited by an
 * import at its end for the sources it brought something new for. Idempotent, so that it starts anew after an
 * interruption: what is clean already does not change.
 */
export async function cleanSources(job: JobContext, scope: CleaningScope): Promise<CleaningResult> {
  const own = !('importJobId' in scope);
  const importJobId = 'importJobId' in scope ? scope.importJobId : null;
  const sources = await job.read<SourceToClean[]>('cleaning/sources', scope, { signal: job.signal });
  const result: CleaningResult = { sources: 0, articles: 0, changed: 0, rules: 0 };
  const total = sources.reduce((sum, { articles, only }) => sum + (only?.length ?? articles), 0);
  const tell = (note: string) =>
    job.progress(own ? { unit: 'articles', done: result.articles, total, note } : { note });
  for (const source of sources) {
    job.signal.throwIfAborted();
    tell(`Cleaning across sources: ${source.name}`);
    const { ids, model, switchedOff, learnedFrom } = await rulesOf(job, source);
    const before = result.articles;
    let changed = 0;
    let writing: Promise<void> = Promise.resolve();
    try {
      for (let at = 0; at < ids.length; ) {
        job.signal.throwIfAborted();
        const plan: PlanInput = { ids: ids.slice(at, at + LOOKED_AT_ONCE), model, switchedOff };
        const { cleaned, looked } = await job.read<Planned>('cleaning/plan', plan, { signal: job.signal });
        at += looked;
        await writing;
        writing = write(job, cleaned, importJobId, (count) => {
          changed += count;
        });
        // Awaited before the next part; until then a failure must not count as unhandled.
        writing.catch(() => {});
        result.articles += looked;
        tell(`Cleaning across sources: ${source.name}`);
      }
    } finally {
      await writing;
    }
    await job.write('cleaning/pass', { sourceId: source.sourceId, analyser: ANALYSER, articles: learnedFrom, changed });
    const off = new Set(switchedOff);
    result.articles = before + (source.only?.length ?? source.articles);
    result.sources++;
    result.changed += changed;
    result.rules += model.rules.filter(({ ruleId }) => !off.has(ruleId)).length;
  }
  return result;
}

interface Learned extends StoredModel {
  /** Row ids of the articles to clean. */
  ids: number[];
  /** How many articles the rules were learned from; null when they are the ones there were. */
  learnedFrom: number | null;
}

async function rulesOf(job: JobContext, { sourceId, only, passed }: SourceToClean): Promise<Learned> {
  if (only !== null) {
    return { ids: only, learnedFrom: null, ...(await job.read<StoredModel>('cleaning/model', { sourceId })) };
  }
  const { signal } = job;
  const learned = await job.read<{ model: SourceModel; articles: number }>('cleaning/learn', { sourceId }, { signal });
  const { model } = learned;
  const { switchedOff } = await job.write<{ switchedOff: string[] }>('cleaning/rules', { sourceId, model });
  const nothing = model.rules.length === 0 && !passed;
  const ids = nothing ? [] : await job.read<number[]>('cleaning/articles', { sourceId });
  return { ids, model, switchedOff, learnedFrom: learned.articles };
}

async function write(
  job: JobContext,
  cleaned: readonly CleanedArticle[],
  importJobId: string | null,
  written: (count: number) => void,
): Promise<void> {
  let batch: CleanedArticle[] = [];
  let characters = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const input: WriteInput = { articles: batch, importJobId };
    batch = [];
    characters = 0;
    written(await job.write<number>('cleaning/write', input));
  };
  for (const article of cleaned) {
    batch.push(article);
    characters += article.text.length;
    if (batch.length >= WRITTEN_AT_ONCE || characters >= WRITTEN_CHARACTERS) await flush();
  }
  await flush();
}
