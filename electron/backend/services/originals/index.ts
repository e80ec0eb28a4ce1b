/** Originals: the bytes that articles were imported from, as they are kept. */
import type { RoomHandlers } from '../handler.ts';
import { originalsStatus } from './status.ts';

export const handlers: RoomHandlers = {
  queries: {
    'originals.status': (db) => originalsStatus(db),
  },
};
