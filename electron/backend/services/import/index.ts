/** Import: from files and folders to articles with texts, evidence and sources. */
import type { RoomHandlers } from '../handler.ts';
import { type KnownQuery, knownRecords } from './known.ts';
import { type FileRecords, hasRecords, type Move, moveRecords, planMoves } from './moved-records.ts';
import { importReport, reportTable } from './report.ts';
import { type BatchInput, writeBatch } from './write-batch.ts';

export const handlers: RoomHandlers = {
  queries: {
    'import.report': (db, { jobId }) => importReport(db, jobId),
    'import.reportTable': (db, { jobId }) => ({ csv: reportTable(db, jobId) }),
  },
  reads: {
    'import/known': (db, input: { records: KnownQuery[] }) => knownRecords(db, input.records),
    'import/hasRecords': (db, input: { rootId: number; file: string }) => hasRecords(db, input),
    'import/planMoves': (db, input: FileRecords) => planMoves(db, input),
  },
  writes: {
    'import/moveRecords': (db, input: { rootId: number; moves: Move[] }) => moveRecords(db, input),
    /** Row ids of the roots, in their order; made where they are new. */
    'import/roots': (db, input: { roots: { location: string; title: string }[] }): number[] =>
      input.roots.map(({ location, title }) => {
        db.run('INSERT INTO import_root (location, title) VALUES (?, ?) ON CONFLICT DO NOTHING', location, title);
        return db.value<number>('SELECT id FROM import_root WHERE location = ?', location)!;
      }),
    'import/writeBatch': (db, input: BatchInput, context) => writeBatch(db, input, context),
  },
};
