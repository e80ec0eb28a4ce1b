/** Import: from files and folders to articles with texts, evidence and sources. */
import type { RoomHandlers } from '../handler.ts';
import { type KnownQuery, knownRecords } from './known.ts';
import { knownSources } from './known-sources.ts';
import { type FileRecords, hasRecords, type Move, moveRecords, planMoves } from './moved-records.ts';
import { failedFiles, importReport, reportTable } from './report.ts';
import { type RootsInput, setWatched, storeRoots, type WatchInput, watchedOptions, watchedRoots } from './roots.ts';
import { sampleOfCut } from './sample.ts';
import { type BatchInput, writeBatch } from './write-batch.ts';

export const handlers: RoomHandlers = {
  queries: {
    'import.report': (db, { jobId }, context) => importReport(db, jobId, context),
    'import.sample': (db, input) => sampleOfCut(db, input),
    'import.watched': (db) => watchedRoots(db),
    'import.reportTable': (db, { jobId }) => ({ csv: reportTable(db, jobId) }),
  },
  reads: {
    'import/known': (db, input: { records: KnownQuery[] }) => knownRecords(db, input.records),
    'import/knownSources': (db, { names }: { names: string[] }) => knownSources(db, names),
    'import/failedFiles': (db, { jobId }: { jobId: string }) => failedFiles(db, jobId),
    'import/watchedOptions': (db) => watchedOptions(db),
    'import/hasRecords': (db, input: { rootId: number; file: string }) => hasRecords(db, input),
    'import/planMoves': (db, input: FileRecords) => planMoves(db, input),
  },
  writes: {
    'import/moveRecords': (db, input: { rootId: number; moves: Move[] }) => moveRecords(db, input),
    'import/roots': (db, input: RootsInput, context) => storeRoots(db, input, context),
    'import/watch': (db, input: WatchInput, context) => setWatched(db, input, context),
    'import/writeBatch': (db, input: BatchInput, context) => writeBatch(db, input, context),
  },
};
