/** Reading articles again from their originals: the steps of `jobs/reextract.ts`, and what it found. */
import type { RoomHandlers } from '../handler.ts';
import { articlesToRead, listChanges, readOriginals, type WriteAgain, writeAgain } from './again.ts';

export const handlers: RoomHandlers = {
  queries: {
    'originals.changes': (db, input) => listChanges(db, input),
  },
  reads: {
    'originals/articles': (db, input: { articleIds: string[] | null }) => articlesToRead(db, input),
    'originals/read': (db, input: { ids: number[] }) => readOriginals(db, input),
  },
  writes: {
    'originals/write': (db, input: WriteAgain, context) => writeAgain(db, input, context),
  },
};
