import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/contract/errors.ts';
import { APPLICATION_ID, migrations as ours } from './schema.ts';

type Migrations = readonly { version: number; sql: string }[];

/**
 * Writes a verified copy of an open database: made by SQLite itself, checked, on disk, and only then under its name.
 * Safe while the database is in use. An existing file at `target` is replaced.
 * @param settle what the copy does not take over, such as that it is open
 */
export function copyDatabase(
  raw: Database.Database,
  target: string,
  settle: (copy: Database.Database) => void = () => {},
): void {
  const partial = `${target}.partial`;
  try {
    // Made here, since the file system says better than SQLite why it cannot be.
    writeFileSync(partial, '');
    raw.prepare('VACUUM INTO ?').run(partial);
    const copy = new Database(partial);
    try {
      settle(copy);
      const finding = copy.prepare('PRAGMA quick_check').pluck().get();
      if (finding !== 'ok')
        throw new AppError('PROJECT_DAMAGED', `The copy of ${raw.name} did not pass its check: ${finding}`);
    } finally {
      copy.close();
    }
    const file = openSync(partial, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // A write-ahead log that a crash left beside an earlier file of this name would be read into the new one.
    for (const ending of ['-wal', '-shm']) rmSync(target + ending, { force: true });
    renameSync(partial, target);
  } finally {
    rmSync(partial, { force: true });
  }
}

/**
 * Brings a database to the newest schema: each migration in one transaction, and before the first of them a verified
 * backup `<file>.before-v<N>.backup` beside the project (none for a file that is being created).
 */
export function migrate(raw: Database.Database, path: string, migrations: Migrations = ours): void {
  const version = raw.pragma('user_version', { simple: true }) as number;
  const due = migrations.filter((migration) => migration.version > version);
  const last = due.at(-1);
  if (!last) return;
  if (version > 0 && path !== ':memory:') copyDatabase(raw, `${path}.before-v${last.version}.backup`);
  for (const migration of due) {
    raw.transaction(() => {
      raw.exec(migration.sql);
      raw.pragma(`application_id = ${APPLICATION_ID}`);
      raw.pragma(`user_version = ${migration.version}`);
    })();
  }
}
