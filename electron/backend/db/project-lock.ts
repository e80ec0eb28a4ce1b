import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/contract/errors.ts';

/**
 * Holds a project for writing by one backend at a time. The lock is an exclusive transaction on a tiny database in the
 * system's temporary folder, so the operating system frees it even when the holder is killed, and no file is left
 * beside the project.
 * @returns a function that lets go. PROJECT_IN_USE when another backend holds it.
 */
export function lockProject(path: string): () => void {
  const folder = join(tmpdir(), `parallax-locks-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = createHash('sha256').update(realpathSync(path)).digest('hex').slice(0, 32);
  const raw = new Database(join(folder, `${name}.lock`), { timeout: 0 });
  try {
    raw.pragma('journal_mode = MEMORY');
    raw.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    raw.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new AppError(
        'PROJECT_IN_USE',
        `${path} is open in another window or program. Close it there, or open it for reading only.`,
        { path },
      );
    }
    throw error;
  }
  return () => {
    raw.exec('ROLLBACK');
    raw.close();
  };
}
