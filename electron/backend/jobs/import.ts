import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportCounts, ImportFailure, ImportOptions } from '../../../shared/model/import.ts';
import type { Prepared } from '../../analysis/prepare.ts';
import type { JobContext, JobRunner } from '../services/backend.ts';
import { failures } from '../services/import/failures.ts';
import { inOrder } from '../services/import/in-order.ts';
import { kindOf } from '../services/import/kinds.ts';
import { type Known, type KnownQuery, recordPath } from '../services/import/known.ts';
import { type ImportOrigin, type ResolvedRoot, resolveOrigin } from '../services/import/origin.ts';
import { freshCheckpoint, type ImportCheckpoint } from '../services/import/progress.ts';
import { folderSource } from '../services/import/source-name.ts';
import { type Unit, unitsOf } from '../services/import/units.ts';
import { holdUpload } from '../services/import/upload.ts';
import { comparePaths, type WalkedFile, type WalkFailure, walk } from '../services/import/walk.ts';
import type { BatchItem } from '../services/import/write-batch.ts';

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
// Records whose bytes are held while the project is asked which of them it has.
const ASKED_RECORDS = 32;
const ASKED_BYTES = 8_000_000;

/** A file of the walk, with what the checkpoint needs. */
interface Place {
  root: number;
  path: string;
  /** Records of the file dealt with once this one is. */
  records: number | null;
  /** Files dealt with once this record is, the file itself not counted before its end. */
  files: number;
}

type Found = { place: Place; unit: Unit; file: WalkedFile | WalkFailure };
type Done = { place: Place; item: BatchItem };

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
  job.progress({ unit: 'files', done: checkpoint.files, total: null, note: '' });
  const counting = new AbortController();
  const counted = countFiles(roots, AbortSignal.any([job.signal, counting.signal]));
  counted.then(
    (total) => total !== null && job.progress({ total }),
    () => {},
  );

  const found = readRecords(roots, options, checkpoint.at, checkpoint.files, job.signal);
  const fresh = markKnown(found, { roots, rootIds, options, job });
  const prepared = inOrder(fresh, { concurrent: job.poolSize * 2, ahead: 256 }, (one) =>
    prepareOne(one, rootIds, roots, job),
  );

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
    for await (const one of prepared) {
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
    const files = (await counted) ?? checkpoint.files;
    checkpoint = { ...checkpoint, files, seconds: seconds() };
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

/** Formats that cannot be read are no records, unless a person named the file. */
const counts = (file: WalkedFile | WalkFailure) => 'failure' in file || file.named || kindOf(file.path) !== null;

/** Null when it was no longer wanted. */
async function countFiles(roots: readonly ResolvedRoot[], signal: AbortSignal): Promise<number | null> {
  let total = 0;
  for await (const file of walk(roots)) {
    if (signal.aborted) return null;
    if (counts(file)) total++;
  }
  return total;
}

/** Every record that the checkpoint has not dealt with, in the order of the walk. */
async function* readRecords(
  roots: readonly ResolvedRoot[],
  options: ImportOptions,
  after: ImportCheckpoint['at'],
  filesBefore: number,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  let files = filesBefore;
  for await (const file of walk(roots)) {
    if (signal.aborted) return;
    if (!counts(file)) continue;
    const order = after ? file.root - after.root || comparePaths(file.path, after.path) : 1;
    if (order < 0 || (order === 0 && after?.records === null)) continue;
    if ('failure' in file) {
      files++;
      const place = { root: file.root, path: file.path, records: null, files };
      yield { place, file, unit: { record: '', failure: file.failure } };
      continue;
    }
    const dealtWith = order === 0 ? (after?.records ?? 0) : 0;
    let records = 0;
    for await (const unit of unitsOf(file, options)) {
      if (signal.aborted) return;
      records++;
      if (records <= dealtWith) continue;
      // A file that is one record ends with it; of the others only the next file tells that they have ended.
      const whole = unit.record === '';
      const place = {
        root: file.root,
        path: file.path,
        records: whole ? null : records,
        files: whole ? files + 1 : files,
      };
      yield { place, file, unit };
    }
    files++;
  }
}

/** A record with what the project and the folders say of it. */
type Marked = Found & { known: boolean; distinct: boolean; folderSource: string | null };

/** Marks what the project has already, so that an unchanged folder costs no extraction. */
async function* markKnown(
  found: AsyncIterable<Found>,
  given: { roots: readonly ResolvedRoot[]; rootIds: readonly number[]; options: ImportOptions; job: JobContext },
): AsyncGenerator<Marked> {
  let held: Found[] = [];
  let bytes = 0;
  const ask = async (): Promise<Marked[]> => {
    const marked: Marked[] = held.map((one) => ({
      ...one,
      known: false,
      distinct: false,
      folderSource: folderSource(one.place.path, given.roots[one.place.root]!.location, given.options.sourceFrom),
    }));
    const asked = marked.filter((one) => 'input' in one.unit);
    const records = asked.map(
      ({ place, unit, folderSource }): KnownQuery => ({
        rootId: given.rootIds[place.root]!,
        file: place.path,
        record: unit.record,
        originalSha256: 'input' in unit ? unit.originalSha256 : '',
        folderSource,
      }),
    );
    const answers = await given.job.read<Known[]>('import/known', { records });
    for (const [i, answer] of answers.entries()) {
      const one = asked[i]!;
      one.distinct = typeof answer === 'object' && stillThere(answer.elsewhere);
      one.known = answer !== 'no' && !one.distinct;
    }
    return marked;
  };
  for await (const one of found) {
    held.push(one);
    bytes += 'input' in one.unit ? one.unit.weight : 0;
    if (held.length < ASKED_RECORDS && bytes < ASKED_BYTES) continue;
    yield* await ask();
    held = [];
    bytes = 0;
  }
  if (held.length > 0) yield* await ask();
}

/** A file that still lies where it was imported from was not moved here. Of an upload nothing is left to look at. */
const stillThere = ({ location, file }: { location: string; file: string }) =>
  location.startsWith('upload:') || existsSync(join(location, ...file.split('/')));

function prepareOne(
  { place, unit, known, distinct, folderSource }: Marked,
  rootIds: readonly number[],
  roots: readonly ResolvedRoot[],
  job: JobContext,
): Done | Promise<Done> {
  const base = { rootId: rootIds[place.root]!, path: recordPath(place.path, unit.record) };
  const root = roots[place.root]!;
  const failed = (failure: { code: ImportFailure['code']; reason: string }): Done => ({
    place,
    item: { ...base, type: 'failure', rootTitle: root.title, code: failure.code, reason: failure.reason },
  });
  if ('failure' in unit) return failed(unit.failure);
  if (known) return { place, item: { ...base, type: 'unchanged' } };
  return extract(unit, job).then((prepared): Done => {
    if ('failure' in prepared) return failed(prepared.failure);
    return {
      place,
      item: {
        ...base,
        type: 'article',
        file: place.path,
        record: unit.record,
        originalSha256: unit.originalSha256,
        folderSource,
        distinct,
        prepared: prepared.article,
      },
    };
  });
}

async function extract(unit: Extract<Unit, { input: unknown }>, job: JobContext): Promise<Prepared> {
  // A thread that one document brings down takes its neighbours' work with it: they get a second try.
  for (let attempt = 1; ; attempt++) {
    try {
      return await job.analyse<Prepared>('import/prepare', unit.input);
    } catch (error) {
      job.signal.throwIfAborted();
      if (attempt < 2) continue;
      job.log.warn({ jobId: job.jobId, err: String(error) }, 'a document could not be prepared');
      return { failure: failures.unexpected() };
    }
  }
}
