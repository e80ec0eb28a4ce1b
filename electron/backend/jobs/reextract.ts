import type { ReextractChange, ReextractResult } from '../../../shared/contract/rooms/originals.ts';
import { packOriginal } from '../../analysis/originals.ts';
import type { AgainInput, ArticleToRead, ReadAgain } from '../../analysis/read-again.ts';
import type { JobContext, JobRunner } from '../services/backend.ts';
import type { StoredModel } from '../services/cleaning/rules.ts';
import { freshResult, type ReadResult, type StoredOriginal, type WriteAgain } from '../services/reextract/again.ts';
import { createReferences } from '../services/reextract/referenced.ts';
import { cleanSources } from './clean.ts';
import { findDuplicates } from './find-duplicates.ts';

export interface ReextractInput {
  /** Null: all articles. */
  articleIds: string[] | null;
  /** False: only says what would change. */
  apply: boolean;
  encoding: string | null;
}

/** Articles that are read, and written, in one go. */
const AT_ONCE = 40;

interface Checkpoint {
  /** Row id of the source whose articles are being read, null for those without one; undefined before the first. */
  sourceId?: number | null;
  /** Row id of its last article that was dealt with. */
  after: number;
  result: ReextractResult;
  /** Sources with articles that changed. */
  touched: number[];
}

/**
 * Reads articles again from their originals with today's procedures. Goes on where it was interrupted; what a person typed
 * or put back stays. With `apply`, what belongs to the texts is brought up to date behind them, as after an import.
 */
export const reextractJob: JobRunner<ReextractInput, ReextractResult> = async (input, job) => {
  const from = (job.checkpoint as Checkpoint | null) ?? { after: 0, result: freshResult(input.apply), touched: [] };
  const sources = await job.read<{ sourceId: number | null; ids: Int32Array }[]>('originals/articles', {
    articleIds: input.articleIds,
  });
  const total = sources.reduce((sum, { ids }) => sum + ids.length, 0);
  let checkpoint = from;
  const references = createReferences();
  try {
    for (const { sourceId, ids } of sources) {
      if (isBefore(sourceId, from.sourceId)) continue;
      const rules =
        sourceId === null ? null : await job.read<StoredModel>('cleaning/model', { sourceId }, { signal: job.signal });
      let left = [...ids].filter((id) => sourceId !== from.sourceId || id > from.after);
      while (left.length > 0) {
        job.signal.throwIfAborted();
        job.progress({ unit: 'articles', done: checkpoint.result.looked, total, note: '' });
        const stored = await job.read<StoredOriginal[]>('originals/read', { ids: left.slice(0, AT_ONCE) });
        const results = await readBatch(stored, rules, input, references, job);
        const last = stored.at(-1)?.id ?? left[0]!;
        left = left.filter((id) => id > last);
        checkpoint = advanced(checkpoint, sourceId, last, results);
        const write: WriteAgain = { jobId: job.jobId, apply: input.apply, results, checkpoint };
        await job.write('originals/write', write);
      }
    }
  } finally {
    await references.close();
  }
  if (input.apply) await refresh(checkpoint.touched, job);
  job.progress({ unit: 'articles', done: checkpoint.result.looked, total, note: '' });
  return checkpoint.result;
};

/** Sources are read in the order of their ids, articles without a source first. */
const isBefore = (sourceId: number | null, from: number | null | undefined) =>
  from !== undefined && (sourceId ?? -1) < (from ?? -1);

async function readBatch(
  stored: readonly StoredOriginal[],
  rules: StoredModel | null,
  { encoding }: ReextractInput,
  references: ReturnType<typeof createReferences>,
  job: JobContext,
): Promise<ReadResult[]> {
  const problems = new Map<number, string>();
  const readable: { one: StoredOriginal; article: ArticleToRead }[] = [];
  for (const one of stored) {
    const found = await originalOf(one, references);
    if ('problem' in found) problems.set(one.id, found.problem);
    else readable.push({ one, article: { ...one, ...found, encoding } });
  }
  const model = rules && rules.model.rules.length > 0 ? rules.model : null;
  const asked: AgainInput = {
    articles: readable.map(({ article }) => article),
    model,
    switchedOff: rules?.switchedOff ?? [],
  };
  const read =
    readable.length === 0 ? [] : await job.analyse<ReadAgain[]>('originals/again', asked, { signal: job.signal });
  const byId = new Map(readable.map(({ one, article }, i) => [one.id, { article, read: read[i]! }]));
  return stored.map((one): ReadResult => {
    const got = byId.get(one.id);
    const result: ReadAgain = got?.read ?? { failure: problems.get(one.id) ?? '' };
    return {
      id: one.id,
      textVersionId: one.textVersionId,
      change: changeOf(one, result),
      read: result,
      reading: encoding === null || !got ? null : rereading(got.article, encoding),
    };
  });
}

type Found = Pick<ArticleToRead, 'original' | 'sidecar'> | { problem: string };

async function originalOf(
  { original, sidecar, place }: StoredOriginal,
  references: ReturnType<typeof createReferences>,
): Promise<Found> {
  if (original) return { original, sidecar };
  if (!place) {
    return {
      problem: 'It was imported by a version that kept no originals. Import its folder again into a new project.',
    };
  }
  const found = await references.find(place);
  if ('problem' in found) return found;
  const { input } = found;
  const bytes = 'bytes' in input ? input.bytes : 'raw' in input ? input.raw : JSON.stringify(input.cells);
  const beside = 'sidecar' in input ? input.sidecar : null;
  return { original: packOriginal(bytes), sidecar: beside && packOriginal(beside) };
}

/** How the article is read from now on: the encoding that was chosen is remembered with its original. */
function rereading({ reading }: ArticleToRead, encoding: string): Record<string, unknown> {
  const { fileName: _file, folderName: _folder, ...rest } = reading;
  return 'encoding' in rest ? rest : { ...rest, forced: encoding };
}

function changeOf(one: StoredOriginal, read: ReadAgain): ReextractChange | null {
  const base = { articleId: one.articleId, title: one.title, source: one.source, wordsBefore: one.words };
  if ('failure' in read) {
    const nothing = { added: [], gone: [], metadata: [] };
    return { ...base, kind: 'failed', wordsAfter: one.words, ...nothing, problem: read.failure };
  }
  const { prepared, textChanged, added, gone, metadata } = read;
  if (!textChanged && metadata.length === 0) return null;
  const kind = textChanged ? 'text' : 'metadata';
  return { ...base, kind, wordsAfter: prepared.words, added, gone, metadata, problem: null };
}

function advanced(
  { result, touched }: Checkpoint,
  sourceId: number | null,
  after: number,
  results: readonly ReadResult[],
): Checkpoint {
  const count = (kind: ReextractChange['kind']) => results.filter(({ change }) => change?.kind === kind).length;
  const isTouched = sourceId !== null && !touched.includes(sourceId) && count('text') + count('metadata') > 0;
  return {
    sourceId,
    after,
    result: {
      ...result,
      looked: result.looked + results.length,
      unchanged: result.unchanged + results.filter(({ change }) => change === null).length,
      text: result.text + count('text'),
      metadata: result.metadata + count('metadata'),
      failed: result.failed + count('failed'),
    },
    touched: isTouched ? [...touched, sourceId] : touched,
  };
}

async function refresh(sourceIds: readonly number[], job: JobContext): Promise<void> {
  if (sourceIds.length > 0) await cleanSources(job, { sourceIds });
  for (const sourceId of sourceIds) {
    job.signal.throwIfAborted();
    await job.write('sources/settleDates', { sourceId });
  }
  await findDuplicates(job);
}
