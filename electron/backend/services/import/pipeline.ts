import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportFailure, ImportOptions } from '../../../../shared/model/import.ts';
import type { ImportedRecord, RecordInput } from '../../../analysis/import-record.ts';
import { sha256 } from '../../../analysis/sha256.ts';
import { describeError } from '../../app/log.ts';
import { ownBuffer } from '../../threads.ts';
import type { JobContext } from '../backend.ts';
import { originalOf, readingOf } from '../originals/reading.ts';
import { folderSource } from '../sources/source-name.ts';
import { failures } from './files/failures.ts';
import { extensionOf, holdsRecords, kindOf } from './files/kinds.ts';
import { comparePaths, type WalkedFile, type WalkFailure, walk } from './files/walk.ts';
import { inOrder } from './in-order.ts';
import { type Elsewhere, type Known, type KnownQuery, recordPath } from './known.ts';
import type { FileRecords, Move } from './moved-records.ts';
import type { ResolvedRoot } from './origin.ts';
import type { ImportCheckpoint } from './progress.ts';
import type { Unit } from './records/unit.ts';
import { unitsOf } from './records/units.ts';
import type { BatchItem } from './write-batch.ts';

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
  /** What files of many records held that is left out by design, so far: a kind in words, and how many. */
  leftOut: Readonly<Record<string, number>>;
}

/** What every step works with. */
export interface Given {
  roots: readonly ResolvedRoot[];
  /** Their row ids, in the same order. */
  rootIds: readonly number[];
  options: ImportOptions;
  job: JobContext;
  /** Only files for which it holds; all when it is absent. */
  wanted?: (file: { root: number; path: string }) => boolean;
  /** Told, when all is read, what was left out by design, also behind the last record. */
  ended?: (leftOut: Place['leftOut']) => void;
}

type Found = { place: Place; unit: Unit; file: WalkedFile | WalkFailure };
/** A record ready to be written, or known, or failed. */
export type Done = { place: Place; item: BatchItem };

/**
 * Everything of the roots that the checkpoint has not dealt with, in the order of the walk: read, compared with the
 * project, extracted on several threads.
 */
export function importedItems(given: Given, checkpoint: ImportCheckpoint): AsyncGenerator<Done> {
  const limits = { concurrent: given.job.poolSize * 2, ahead: 256 };
  return inOrder(markKnown(readRecords(given, checkpoint), given), limits, (one) => prepareOne(one, given));
}

/** Formats that cannot be read are no records, unless a person named the file. */
const counts = (file: WalkedFile | WalkFailure) => 'failure' in file || file.named || kindOf(file.path) !== null;

export interface FileCount {
  /** Files that are read. */
  files: number;
  /** Files whose format is not read, by ending. */
  skipped: Record<string, number>;
}

/** Null when it was no longer wanted. */
export async function countFiles(
  roots: readonly ResolvedRoot[],
  wanted: Given['wanted'],
  signal: AbortSignal,
): Promise<FileCount | null> {
  const total: FileCount = { files: 0, skipped: {} };
  for await (const file of walk(roots)) {
    if (signal.aborted) return null;
    if (wanted?.(file) === false) continue;
    if (counts(file)) total.files++;
    else {
      const extension = extensionOf(file.path);
      total.skipped[extension] = (total.skipped[extension] ?? 0) + 1;
    }
  }
  return total;
}

/** Every record that the checkpoint has not dealt with, in the order of the walk. */
async function* readRecords(given: Given, checkpoint: ImportCheckpoint): AsyncGenerator<Found> {
  const { signal } = given.job;
  const after = checkpoint.at;
  let { files, leftOut } = checkpoint;
  const isLeftOut = (kind: string) => {
    leftOut = { ...leftOut, [kind]: (leftOut[kind] ?? 0) + 1 };
  };
  for await (const file of walk(given.roots)) {
    if (signal.aborted) return;
    if (!counts(file) || given.wanted?.(file) === false) continue;
    const order = after ? file.root - after.root || comparePaths(file.path, after.path) : 1;
    if (order < 0 || (order === 0 && after?.records === null)) continue;
    if ('failure' in file) {
      files++;
      const place = { root: file.root, path: file.path, records: null, files, leftOut };
      yield { place, file, unit: { record: '', failure: file.failure } };
      continue;
    }
    const dealtWith = order === 0 ? (after?.records ?? 0) : 0;
    let records = 0;
    await followMoves(file, given);
    for await (const unit of unitsOf(file, given.options, isLeftOut)) {
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
        leftOut,
      };
      yield { place, file, unit };
    }
    files++;
  }
  given.ended?.(leftOut);
}

/** Records of a file that changed since may stand at other numbers now: their articles go along. */
async function followMoves(file: WalkedFile, { rootIds, options, job }: Given): Promise<void> {
  const of = { rootId: rootIds[file.root]!, file: file.path };
  if (!holdsRecords(file.path) || !(await job.read<boolean>('import/hasRecords', of))) return;
  const records: FileRecords['records'] = [];
  for await (const unit of unitsOf(file, options)) {
    if (job.signal.aborted) return;
    if ('input' in unit && unit.record !== '') {
      records.push({ record: unit.record, originalSha256: unit.originalSha256 });
    }
  }
  const moves = await job.read<Move[]>('import/planMoves', { ...of, records } satisfies FileRecords);
  if (moves.length > 0) await job.write('import/moveRecords', { rootId: of.rootId, moves });
}

/** A record with what the project and the folders say of it. */
type Marked = Found & {
  known: boolean;
  /** The article that it was before its file was moved. */
  movedFrom: Elsewhere | null;
  distinct: boolean;
  folderSource: string | null;
  sidecarSha256: string | null;
};

/** Marks what the project has already, so that an unchanged folder costs no extraction. */
async function* markKnown(found: AsyncIterable<Found>, given: Given): AsyncGenerator<Marked> {
  let held: Found[] = [];
  let bytes = 0;
  /** Articles that were found again under another path: each is one file's. */
  const claimed = new Set<number>();
  const ask = async (): Promise<Marked[]> => {
    const marked: Marked[] = held.map((one) => ({
      ...one,
      known: false,
      movedFrom: null,
      distinct: false,
      folderSource: folderSource(one.place.path, given.roots[one.place.root]!.location, given.options.sourceFrom),
      sidecarSha256: sidecarSha256Of(one.unit),
    }));
    const asked = marked.filter((one) => 'input' in one.unit);
    const records = asked.map(
      ({ place, unit, folderSource, sidecarSha256 }): KnownQuery => ({
        rootId: given.rootIds[place.root]!,
        file: place.path,
        record: unit.record,
        originalSha256: 'input' in unit ? unit.originalSha256 : '',
        sidecarSha256,
        folderSource,
      }),
    );
    const answers = await given.job.read<Known[]>('import/known', { records });
    for (const [i, answer] of answers.entries()) {
      const one = asked[i]!;
      if (answer === 'same') one.known = true;
      else if (answer === 'no') continue;
      else if ('elsewhere' in answer) {
        one.distinct = stillThere(answer.elsewhere);
        one.known = !one.distinct;
      } else {
        one.movedFrom = answer.moved.find((other) => !claimed.has(other.id) && !stillThere(other)) ?? null;
        if (one.movedFrom) claimed.add(one.movedFrom.id);
      }
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

/** Null without a sidecar. */
const sidecarSha256Of = (unit: Unit): string | null =>
  'input' in unit && 'sidecar' in unit.input && unit.input.sidecar ? sha256(unit.input.sidecar) : null;

/**
 * A file that still lies where it was imported from was not moved here. Of an upload nothing is left to look at; of a
 * member of an archive only the archive.
 */
function stillThere({ location, file }: Elsewhere): boolean {
  if (location.startsWith('upload:')) return true;
  try {
    return statSync(join(location, ...file.split('/')), { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Part of its path is a file, an archive; or the disk does not answer, and then nothing is known to be gone.
    return true;
  }
}

function prepareOne(found: Marked, given: Given): Done | Promise<Done> {
  const { place, unit, known, movedFrom, distinct, folderSource, sidecarSha256 } = found;
  const { roots, rootIds } = given;
  const base = { rootId: rootIds[place.root]!, path: recordPath(place.path, unit.record) };
  const root = roots[place.root]!;
  const failed = (failure: { code: ImportFailure['code']; reason: string }): Done => ({
    place,
    item: {
      ...base,
      type: 'failure',
      file: place.path,
      rootTitle: root.title,
      code: failure.code,
      reason: failure.reason,
    },
  });
  if ('failure' in unit) return failed(unit.failure);
  if (known) return { place, item: { ...base, type: 'unchanged' } };
  if (movedFrom) return { place, item: { ...base, type: 'moved', from: movedFrom } };
  const { input } = unit;
  const bytes = originalOf(input);
  const size = typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length;
  return extract(found, unit, given).then((prepared): Done => {
    if ('failure' in prepared) return failed(prepared.failure);
    const { article, original, sidecar } = prepared;
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
        prepared: article,
        original: {
          reading: readingOf(input),
          size,
          packed: original,
          sidecarSha256,
          sidecar,
        },
      },
    };
  });
}

type ReadUnit = Extract<Unit, { input: unknown }>;

async function extract(found: Found, first: ReadUnit, { options, job }: Given): Promise<ImportedRecord> {
  const { log, jobId, signal } = job;
  // A thread that one document brings down takes its neighbours' work with it: they get a second try.
  for (let unit: ReadUnit | null = first, attempt = 1; unit; unit = await readAgain(found, first, options), attempt++) {
    const { input } = unit;
    const bytes = originalOf(input);
    const record: RecordInput = { input, original: options.originals === 'project' ? bytes : null };
    try {
      // The thread gets the bytes themselves: they are gone here.
      const transfer = typeof bytes === 'string' ? [] : ownBuffer(bytes);
      return await job.analyse<ImportedRecord>('import/record', record, { transfer });
    } catch (error) {
      signal.throwIfAborted();
      if (attempt < 2) continue;
      log.warn({ jobId, err: describeError(error) }, 'a document could not be prepared');
      break;
    }
  }
  return { failure: failures.unexpected() };
}

/** The same record once more; null when it is no longer what it was. */
async function readAgain({ file }: Found, before: ReadUnit, options: ImportOptions): Promise<ReadUnit | null> {
  if ('failure' in file) return null;
  for await (const unit of unitsOf(file, options)) {
    if (unit.record !== before.record) continue;
    return 'input' in unit && unit.originalSha256 === before.originalSha256 ? unit : null;
  }
  return null;
}
