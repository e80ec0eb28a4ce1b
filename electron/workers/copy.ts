/** Copies a project while it is in use, off every other thread. */

import { asFileError } from '../backend/app/file-errors.ts';
import { asAppError, openConnection } from '../backend/db/connection.ts';
import { copyDatabase } from '../backend/db/migrate.ts';
import { answerRequests } from '../backend/thread-replies.ts';

answerRequests(
  (request) => {
    const { from, to } = request.input as { from: string; to: string };
    const connection = openConnection(from, { mode: 'read' });
    try {
      // VACUUM INTO counts as a write although it leaves the project alone.
      connection.raw.pragma('query_only = OFF');
      copyDatabase(connection.raw, to, (copy) => {
        // Nobody has the copy open, and the job that makes it is not part of it.
        copy.exec(`
          UPDATE meta SET value = 'no' WHERE key = 'in_use';
          DELETE FROM job WHERE kind = 'copy' AND state IN ('waiting', 'running');`);
      });
    } catch (error) {
      throw asFileError(asAppError(error, to), to);
    } finally {
      connection.close();
    }
    return { output: null };
  },
  () => {},
);
