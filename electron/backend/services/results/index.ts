/** Results: coded passages in context, codes by source, time and each other, and what a methods section has to say. */
import type { RoomHandlers } from '../handler.ts';
import { passagesFile } from './file.ts';
import { codeMatrix } from './matrix.ts';
import { methodsSummary } from './methods.ts';
import { readPassages } from './passages.ts';
import { togetherMatrix } from './together.ts';

export const handlers: RoomHandlers = {
  queries: {
    'results.passages': readPassages,
    'results.passagesFile': passagesFile,
    'results.together': togetherMatrix,
    'results.bySource': (db, input, context) => codeMatrix(db, input, { kind: 'source' }, context),
    'results.byTime': (db, input, context) => codeMatrix(db, input, { kind: 'time', unit: input.unit }, context),
    'results.methods': (db, _input, context) => methodsSummary(db, context),
  },
};
