import type { RoomHandlers } from '../handler.ts';
import { join, separate, setHead } from './change.ts';
import { joinSets, keepSketches, readSketches, readTexts, readUnsketched, settle } from './find.ts';
import { listMembers } from './members.ts';

/** Duplicate groups: who is in them and why, and what a person changes about them. */
export const handlers: RoomHandlers = {
  queries: { 'duplicates.members': listMembers },
  commands: {
    'duplicates.setHead'(db, input, context) {
      setHead(db, input, context);
      return {};
    },
    'duplicates.separate'(db, input, context) {
      separate(db, input, context);
      return {};
    },
    'duplicates.join'(db, input, context) {
      join(db, input, context);
      return {};
    },
  },
  reads: {
    'duplicates/unsketched': readUnsketched,
    'duplicates/sketches': readSketches,
    'duplicates/texts': readTexts,
  },
  writes: {
    'duplicates/keepSketches': keepSketches,
    'duplicates/joinSets': joinSets,
    'duplicates/settle': settle,
  },
};
