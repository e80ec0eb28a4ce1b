import type { ImportCounts, ImportOptions } from '../../../shared/model/import.ts';
import type { JobContext, JobRunner } from '../services/backend.ts';
import { type ImportOrigin, resolveOrigin } from '../services/import/origin.ts';
import { countFiles, type Done, type Given, importedItems } from '../services/import/pipeline.ts';
import { freshCheckpoint, type ImportCheckpoint } from '../services/import/progress.ts';
import { holdUpload } from '../services/import/upload.ts';

export interface ImportInput {
  origin: ImportOrigin;
  options: ImportOptions;
}
export type ImportResult = ImportCounts & { seconds: number };

// A batch is one transaction: short, so that coding in the window never waits long for the writer.
const BATCH_ARTICLES = 50;
const BATCH_CHARACTERS = 400_000;
/** A batch is written after this time even if it is small, so that progress is kept. In milliseconds. */
const BATCH_MS = 500;

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

async function importOrigin({ origin, options }: ImportInput, job: JobContext): Promise<ImportResult> {
  const { roots, titles } = await resolveOrigin(job, origin);
  let checkpoint = (job.checkpoint as ImportCheckpoint | null) ?? freshCheckpoint(titles);
  const startedAt = job.now().getTime() - checkpoint.seconds * 1000;
  const seconds = () => Math.round((job.now().getTime() - startedAt) / 100) / 10;
  const rootIds = await job.write<number[]>('import/roots', {
    roots: roots.map(({ location, title }) => ({ location, title })),
  });
  // From now on the report can name what was chosen.
  if (!job.checkpoint) await job.saveCheckpoint(checkpoint);
  job.progress({ unit: 'files', done: checkpoint.files, total: null, note: '' });
  const counting = new AbortController();
  const counted = countFiles(roots, AbortSignal.any([job.signal, counting.signal]));
  counted.then(
    (total) => total !== null && job.progress({ total: total.files }),
    () => {},
  );

  const given: Given = { roots, rootIds, options, job };
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
    const next: ImportCheckpoint = { ...checkpoint, at: last, files: last.files, seconds: seconds() };
    writing = job
      .write<ImportCheckpoint>('import/writeBatch', { jobId: job.jobId, items, checkpoint: next })
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
    checkpoint = { ...checkpoint, files, skipped, seconds: seconds(), phase: 'done' };
    await job.saveCheckpoint(checkpoint);
  } finally {
    counting.abort();
    await writing;
  }
  const { files } = checkpoint;
  job.progress({
    done: files,
    total: files,
    note: checkpoint.counts.found === 0 ? 'No files to import were found.' : '',
  });
  return { ...checkpoint.counts, seconds: checkpoint.seconds };
}
