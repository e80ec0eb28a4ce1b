/** Copies a project while it is in use, and makes a copy ready to be read, off every other thread. */

import { AppError } from '../../shared/contract/errors.ts';
import { asFileError } from '../backend/app/file-errors.ts';
import { asAppError, openConnection } from '../backend/db/connection.ts';
import { copyDatabase } from '../backend/db/migrate.ts';
import { quickCheck } from '../backend/db/quick-check.ts';
import { answerRequests } from '../backend/thread-replies.ts';

function copy({ from, to }: { from: string; to: string }) {
  const connection = openConnection(from, { mode: 'read' });
  try {
    // VACUUM INTO counts as a write although it leaves the project alone.
    connection.raw.pragma('query_only = OFF');
    copyDatabase(connection.raw, to, (copied) => {
      // Nobody has the copy open, and the job that makes it is not part of it.
      copied.exec(`
        UPDATE meta SET value = 'no' WHERE key = 'in_use';
        DELETE FROM job WHERE kind IN ('copy', 'merge') AND state IN ('waiting', 'running');`);
    });
  } catch (error) {
    throw asFileError(asAppError(error, to), to);
  } finally {
    connection.close();
  }
}

/** Brings a copy of a project to this version's schema. PROJECT_DAMAGED, with the original's path, when it is not sound. */
function prepare({ path, original }: { path: string; original: string }) {
  const damaged = () =>
    new AppError('PROJECT_DAMAGED', `${original} is damaged and was left as it is. Merge a backup or a copy of it.`, {
      path: original,
    });
  try {
    const connection = openConnection(path, { mode: 'write' });
    try {
      if (quickCheck(connection.db).length > 0) throw damaged();
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof AppError && error.code !== 'PROJECT_DAMAGED') throw error;
    const known = asAppError(error, original);
    throw known instanceof AppError && known.code === 'PROJECT_DAMAGED' ? damaged() : known;
  }
}

answerRequests(
  ({ name, input }) => {
    if (name === 'prepare') prepare(input as Parameters<typeof prepare>[0]);
    else copy(input as Parameters<typeof copy>[0]);
    return { output: null };
  },
  () => {},
);
