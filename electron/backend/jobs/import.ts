import type { ImportCounts, ImportOptions } from '../../../shared/model/import.ts';
import { rememberedMappings, rememberMappings, withEarlier } from '../app/column-mappings.ts';
import type { JobContext, JobRunner } from '../services/backend.ts';
import { type ImportOrigin, type ResolvedRoot, resolveOrigin } from '../services/import/origin.ts';
import { countFiles, type Done, type Given, importedItems } from '../services/import/pipeline.ts';
import { freshCheckpoint, type ImportCheckpoint } from '../services/import/progress.ts';
import type { RootsInput } from '../services/import/roots.ts';
import { holdUpload } from '../services/import/upload.ts';
import type { BatchItem } from '../services/import/write-batch.ts';
import type { StoredJob } from '../services/jobs/index.ts';
import { ownBuffer } from '../threads.ts';
import { ANALYSER, cleanSources } from './clean.ts';
import { findDuplicates } from './find-duplicates.ts';
import { settleDates } from './settle-dates.ts';

export interface ImportInput {
  origin: ImportOrigin;
  options: ImportOptions;
  /** Only the files that this earlier import could not read. */
  retryOf?: string;
}
export type ImportResult = ImportCounts & { seconds: number };

// A batch is one transaction: short, so that coding in the window never waits long for the writer.
const BATCH_ARTICLES = 50;
const BATCH_CHARACTERS = 400_000;
/** A batch is written after this time even if it is small, so that progress is kept. In milliseconds. */
const BATCH_MS = 500;

/** What is told of a phase until it has more to say. */
const PHASE_NOTES: Record<ImportCheckpoint['phase'], string> = {
  reading: '',
  cleaning: 'Cleaning across sources',
  dates: 'Dates in the order of each source',
  copies: 'Looking for copies',
  done: '',
};

/**
 * Imports an origin: walk, read, extract in the pool, write in batches. Each batch carries the job's checkpoint, so that
 * a resumed import goes on behind the last one written, with counts of the whole job.
 */
export const importJob: JobRunner<ImportInput, ImportResult> = async (input, job) => {
  const release = 'uploadId' in input.origin ? holdUpload(job, input.origin.uploadId) : async () => {};
  let done = false;
  try {
    const result = await importOrigin(input, job);
    done = true;
    return result;
  } finally {
    await release({ done });
  }
};

async function importOrigin(input: ImportInput, job: JobContext): Promise<ImportResult> {
  let checkpoint = { ...freshCheckpoint([]), ...(job.checkpoint as ImportCheckpoint | null) };
  const startedAt = job.now().getTime() - checkpoint.seconds * 1000;
  const seconds = () => Math.round((job.now().getTime() - startedAt) / 100) / 10;
  const save = (patch: Partial<ImportCheckpoint>) => {
    checkpoint = { ...checkpoint, ...patch, seconds: seconds() };
    tellPhase();
    return job.saveCheckpoint(checkpoint);
  };
  const tellPhase = () => job.progress({ phase: checkpoint.phase, note: PHASE_NOTES[checkpoint.phase] });
  tellPhase();
  if (checkpoint.phase === 'reading') {
    const { roots, titles } = await resolveOrigin(job, input.origin);
    checkpoint = await readAll(input, roots, { ...checkpoint, roots: titles }, seconds, job);
    await save({ phase: 'cleaning' });
  }
  // Each phase finds for itself what is left to do, so that one that was interrupted starts anew.
  const isNew = checkpoint.counts.imported + checkpoint.counts.updated > 0;
  const { jobId } = job;
  if (checkpoint.phase === 'cleaning') {
    const cleaned = isNew ? await cleanSources(job, { importJobId: jobId }) : null;
    const stored = await job.read<StoredJob | null>('jobs/get', { jobId });
    const recleaned = (stored?.checkpoint as ImportCheckpoint | null)?.recleaned ?? 0;
    const { sources, rules } = cleaned ?? { sources: 0, rules: 0 };
    await save({ phase: 'dates', secondPass: cleaned && { analyser: ANALYSER, articles: recleaned, sources, rules } });
  }
  if (checkpoint.phase === 'dates') {
    if (isNew) await settleDates(job, { importJobId: jobId });
    await save({ phase: 'copies' });
  }
  if (checkpoint.phase === 'copies') {
    if (isNew) await findDuplicates(job);
    await save({ phase: 'done' });
  }
  const { files } = checkpoint;
  job.progress({
    unit: 'files',
    done: files,
    total: files,
    note: checkpoint.counts.found === 0 ? 'No files to import were found.' : '',
  });
  return { ...checkpoint.counts, seconds: checkpoint.seconds };
}

/** Reads everything of the roots that the checkpoint has not dealt with, and writes it. @returns the last checkpoint */
async function readAll(
  { origin, options, retryOf }: ImportInput,
  roots: readonly ResolvedRoot[],
  from: ImportCheckpoint,
  seconds: () => number,
  job: JobContext,
): Promise<ImportCheckpoint> {
  let checkpoint = from;
  const rootIds = await job.write<number[]>('import/roots', {
    roots: roots.map(({ location, title, only }) => ({ location, title, whole: only === null })),
    watch: options.watch && !('sampleCorpus' in origin) ? options : null,
  } satisfies RootsInput);
  // From now on the report can name what was chosen.
  if (!job.checkpoint) await job.saveCheckpoint(checkpoint);
  job.progress({ unit: 'files', done: checkpoint.files, total: null, note: '' });
  const wanted = retryOf === undefined ? undefined : await failedFiles(retryOf, rootIds, job);
  const counting = new AbortController();
  const counted = countFiles(roots, wanted, AbortSignal.any([job.signal, counting.signal]));
  counted.then(
    (total) => total !== null && job.progress({ total: total.files }),
    () => {},
  );

  // What a person chose for a table's columns holds for every later table with that header.
  await rememberMappings(job.dataDir, options.tables);
  const tables = withEarlier(options.tables, await rememberedMappings(job.dataDir));
  let leftOut = checkpoint.leftOut;
  const ended: Given['ended'] = (all) => {
    leftOut = all;
  };
  const given: Given = { roots, rootIds, options: { ...options, tables }, job, ended, ...(wanted && { wanted }) };
  const items = importedItems(given, checkpoint);

  let batch: Done[] = [];
  let characters = 0;
  let batchSince = performance.now();
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await writing;
    if (batch.length === 0) return;
    const items = batch.map((one) => one.item);
    const last = batch.at(-1)!.place;
    batch = [];
    characters = 0;
    batchSince = performance.now();
    const { root, path, records, files, leftOut } = last;
    const next: ImportCheckpoint = {
      ...checkpoint,
      at: { root, path, records },
      files,
      leftOut,
      seconds: seconds(),
    };
    writing = job
      .write<ImportCheckpoint>(
        'import/writeBatch',
        { jobId: job.jobId, items, checkpoint: next },
        { transfer: originalsOf(items) },
      )
      .then((written) => {
        checkpoint = written;
        job.progress({ done: written.files });
      });
    // Awaited before the next batch; until then a failure must not count as unhandled.
    writing.catch(() => {});
  };

  try {
    for await (const one of items) {
      if (job.signal.aborted) break;
      batch.push(one);
      if (one.item.type === 'article') characters += one.item.prepared.text.length;
      const full = batch.length >= BATCH_ARTICLES || characters >= BATCH_CHARACTERS;
      if (full || performance.now() - batchSince > BATCH_MS) {
        job.progress({ note: one.item.path });
        await flush();
      }
    }
    job.signal.throwIfAborted();
    await flush();
    await writing;
    const { files, skipped } = (await counted) ?? checkpoint;
    return { ...checkpoint, files, skipped, leftOut };
  } finally {
    counting.abort();
    await writing;
  }
}

/** What the writer alone needs from now on, to be handed over instead of copied. */
const originalsOf = (items: readonly BatchItem[]): ArrayBuffer[] =>
  items.flatMap((item) =>
    item.type === 'article' && item.original.packed ? ownBuffer(item.original.packed.bytes) : [],
  );

/** Files that an import could not read, and all that lies in folders it could not read. */
async function failedFiles(
  jobId: string,
  rootIds: readonly number[],
  job: JobContext,
): Promise<(file: { root: number; path: string }) => boolean> {
  const failed = await job.read<{ rootId: number; file: string }[]>('import/failedFiles', { jobId });
  const keys = new Set(failed.map(({ rootId, file }) => `${rootId}/${file === '.' ? '' : file}`));
  return ({ root, path }) => {
    const key = `${rootIds[root]}/${path}`;
    for (let end = key.length; end > 0; end = key.lastIndexOf('/', end - 1)) {
      if (keys.has(key.slice(0, end))) return true;
    }
    return keys.has(`${rootIds[root]}/`);
  };
}
