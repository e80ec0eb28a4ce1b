import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../../shared/contract/errors.ts';
import { migrate } from './migrate.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.ts';
import type { ReadableDb, SqlValue, WritableDb } from './types.ts';

/** Statements slower than this are reported, in milliseconds. */
const SLOW_MS = 250;

type Params = readonly (SqlValue | Record<string, SqlValue>)[];

/** A connection and what only its owner may do with it. */
export interface Connection {
  db: WritableDb;
  /**
   * Runs `work` in one transaction: IMMEDIATE for writing, a plain snapshot for reading. `bulk`: for writing what can be
   * made again (an import's batch). A power cut may undo it, wholly, with all that was written after it and not for
   * keeps; the next transaction in mode `write` puts it on disk together with its own work.
   */
  transaction<T>(mode: 'write' | 'bulk' | 'read', work: () => T): T;
  raw: Database.Database;
  close(): void;
}

const unreadable = (path: string, cause: unknown) =>
  new AppError(
    'FILE_UNREADABLE',
    `${path} cannot be opened. Check that its disk is connected, and that you may read and write the file and its folder.`,
    { path },
    { cause },
  );

/** What SQLite says, in the user's words, where a user can do something about it. */
export function asAppError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const code = error.code;
  if (code === 'SQLITE_FULL' || (code === 'SQLITE_IOERR_WRITE' && /no space/i.test(error.message))) {
    return new AppError(
      'DISK_FULL',
      `There is no room left on the disk that holds ${path}. Nothing that was shown as saved is lost. Free some space, then go on.`,
      { path },
      { cause: error },
    );
  }
  if (code.startsWith('SQLITE_READONLY')) {
    return new AppError(
      'PROJECT_READ_ONLY',
      `${path} cannot be written. Make the file and its folder writable, or save a copy somewhere else.`,
      { path },
      { cause: error },
    );
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AppError(
      'PROJECT_DAMAGED',
      `${path} is damaged and was left as it is. Open a backup or a copy of it.`,
      { path },
      { cause: error },
    );
  }
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
    return new AppError('PROJECT_IN_USE', `Another program is using ${path}. Close it there and try again.`, { path });
  }
  if (code.startsWith('SQLITE_CANTOPEN')) return unreadable(path, error);
  return error;
}

function wrap(raw: Database.Database, onSlow: (sql: string, ms: number) => void): WritableDb {
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = raw.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  const timed = <T>(sql: string, work: () => T): T => {
    const before = performance.now();
    try {
      return work();
    } finally {
      const ms = performance.now() - before;
      if (ms > SLOW_MS) onSlow(sql, ms);
    }
  };
  const api = {
    get: (sql: string, ...params: Params) => timed(sql, () => prepare(sql).get(...params)),
    all: (sql: string, ...params: Params) => timed(sql, () => prepare(sql).all(...params)),
    column: (sql: string, ...params: Params) =>
      timed(sql, () => {
        const statement = prepare(sql).pluck(true);
        try {
          return statement.all(...params);
        } finally {
          statement.pluck(false);
        }
      }),
    value: (sql: string, ...params: Params) =>
      timed(sql, () => {
        const statement = prepare(sql).pluck(true);
        try {
          return statement.get(...params);
        } finally {
          statement.pluck(false);
        }
      }),
    // An iterator keeps its statement busy: nested loops over the same text need statements of their own.
    iterate: (sql: string, ...params: Params) => raw.prepare(sql).iterate(...params),
    run: (sql: string, ...params: Params) => timed(sql, () => prepare(sql).run(...params)),
    exec: (sql: string) => {
      timed(sql, () => raw.exec(sql));
    },
  };
  return api as unknown as WritableDb;
}

/** In bytes. A passage of a few hundred words fits on a page with its neighbours, so that little of it is left empty. */
const PAGE_SIZE = 8192;

/**
 * Pages that each connection keeps in memory, in KiB. The writer's hold the indexes that every new article goes into at
 * another place. Readers have the system's cache behind theirs: neither search nor lists of a million rows took longer
 * with an eighth, and there are two of them, which a long pass over all texts fills for good.
 */
const CACHE = { write: 65_536, read: 8192 };

function configure(raw: Database.Database, mode: 'write' | 'read') {
  raw.pragma('trusted_schema = OFF');
  raw.pragma('cell_size_check = ON');
  raw.pragma('foreign_keys = ON');
  raw.pragma('temp_store = MEMORY');
  raw.pragma(`cache_size = -${CACHE[mode]}`);
  raw.pragma('busy_timeout = 5000');
  if (mode === 'write') {
    raw.pragma('journal_mode = WAL');
    // What a person made is on disk before it is shown as saved.
    raw.pragma('synchronous = FULL');
    // Pages that every batch of an import changes are copied into the file once for many of them. In pages: 32 MB.
    raw.pragma('wal_autocheckpoint = 4000');
  }
}

/** What tells a file from another one that lies at its path later; null for a database in memory. */
function fileAt(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  // Windows keeps an open file in its place, and not every file system there numbers its files.
  return found ? (process.platform === 'win32' ? 'there' : `${found.dev}:${found.ino}`) : null;
}

/** SQLite goes on writing into a file that was deleted, moved or replaced: nobody would find the work there again. */
function stillInPlace(path: string, opened: string | null): void {
  if (opened === null || fileAt(path) === opened) return;
  throw new AppError(
    'PROJECT_NOT_FOUND',
    `The project file was moved, replaced or deleted while it was open: it is no longer ${path}. This was not saved. Put the file back there, then do it again.`,
    { path },
  );
}

function makeConnection(raw: Database.Database, onSlow: (sql: string, ms: number) => void): Connection {
  const db = wrap(raw, onSlow);
  const immediate = raw.prepare('BEGIN IMMEDIATE');
  const begin = { write: immediate, bulk: immediate, read: raw.prepare('BEGIN') };
  const commit = raw.prepare('COMMIT');
  const rollback = raw.prepare('ROLLBACK');
  const opened = fileAt(raw.name);
  return {
    db,
    raw,
    transaction(mode, work) {
      try {
        // Without waiting for the disk: the log's frames are in their order all the same.
        if (mode === 'bulk') raw.pragma('synchronous = NORMAL');
        begin[mode].run();
        const output = work();
        if (mode !== 'read') stillInPlace(raw.name, opened);
        commit.run();
        return output;
      } catch (error) {
        if (raw.inTransaction) rollback.run();
        throw asAppError(error, raw.name);
      } finally {
        if (mode === 'bulk') raw.pragma('synchronous = FULL');
      }
    },
    close: () => raw.close(),
  };
}

const SQLITE_MAGIC = 'SQLite format 3\0';

/** Refuses what is no project, or one of a newer Parallax, before anything is opened for writing. */
export function inspectProjectFile(path: string): void {
  if (!existsSync(path)) {
    throw new AppError('PROJECT_NOT_FOUND', `There is no project at ${path}. It may have been moved or renamed.`, {
      path,
    });
  }
  if (!statSync(path).isFile())
    throw new AppError('NOT_A_PROJECT', `${path} is a folder, not a Parallax project.`, { path });
  const header = Buffer.alloc(100);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, header, 0, 100, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  const notOurs = path.toLowerCase().endsWith('.parallax')
    ? `${path} is not a Parallax project, though it is named like one. The file was not touched.`
    : `${path} is not a Parallax project. Choose a file that ends in .parallax.`;
  if (header.toString('latin1', 0, 16) !== SQLITE_MAGIC) throw new AppError('NOT_A_PROJECT', notOurs, { path });
  // Offsets of the SQLite file format: application id at 68, user version at 60; both big-endian.
  if (header.readUInt32BE(68) !== APPLICATION_ID) throw new AppError('NOT_A_PROJECT', notOurs, { path });
  const version = header.readUInt32BE(60);
  if (version > SCHEMA_VERSION) {
    throw new AppError(
      'PROJECT_TOO_NEW',
      `${path} was made by a newer version of Parallax (file version ${version}, this one reads up to ${SCHEMA_VERSION}). Update Parallax to open it. The file was not touched.`,
      { path, version, supported: SCHEMA_VERSION },
    );
  }
}

/**
 * A reader is opened writable where the file allows it and then told to only query: the last connection to close can
 * then remove the files of the write-ahead log, so that a project stays one file.
 */
function openRaw(path: string, mode: 'write' | 'read'): Database.Database {
  if (mode === 'write') return new Database(path, { fileMustExist: true });
  try {
    const raw = new Database(path, { fileMustExist: true });
    raw.pragma('query_only = ON');
    return raw;
  } catch {
    return new Database(path, { readonly: true, fileMustExist: true });
  }
}

export interface OpenOptions {
  mode: 'write' | 'read';
  /** Told of statements that take long: SQL text without values, and milliseconds. */
  onSlow?: (sql: string, ms: number) => void;
}

/** Opens an existing project and, for writing, brings it to this version's schema. */
export function openConnection(path: string, { mode, onSlow = () => {} }: OpenOptions): Connection {
  inspectProjectFile(path);
  let raw: Database.Database | undefined;
  try {
    raw = openRaw(path, mode);
    configure(raw, mode);
    if (mode === 'write') migrate(raw, path);
    else refuseOlder(raw, path);
    // Read now, so that a file that cannot be read fails here and not in the first query.
    raw.prepare('SELECT count(*) FROM sqlite_schema').get();
    return makeConnection(raw, onSlow);
  } catch (error) {
    raw?.close();
    throw asAppError(error, path);
  }
}

/** Who only reads may not bring a file up to date, and cannot read what is not there yet. */
function refuseOlder(raw: Database.Database, path: string): void {
  const version = raw.pragma('user_version', { simple: true }) as number;
  if (version >= SCHEMA_VERSION) return;
  throw new AppError(
    'PROJECT_TOO_OLD',
    `${path} was made by an earlier version of Parallax (file version ${version}, this one reads ${SCHEMA_VERSION}). Open it once for writing, in the window or with “parallax analyze”: that brings it up to date and keeps a copy of it as it was.`,
    { path, version, needed: SCHEMA_VERSION },
  );
}

/** Creates an empty project file. PROJECT_EXISTS when the path is taken, PATH_NOT_WRITABLE when it cannot be made. */
export function createProjectFile(path: string, projectId: string, at: string): void {
  if (existsSync(path)) throw new AppError('PROJECT_EXISTS', `There is a file at ${path} already.`, { path });
  let raw: Database.Database | undefined;
  try {
    raw = new Database(path);
    raw.pragma(`page_size = ${PAGE_SIZE}`);
    configure(raw, 'write');
    migrate(raw, path);
    raw
      .prepare(`INSERT INTO meta (key, value) VALUES ('project_id', ?), ('created_at', ?), ('revision', '0')`)
      .run(projectId, at);
  } catch (error) {
    raw?.close();
    // Half a project would stand in the way of the next attempt.
    for (const made of [path, `${path}-wal`, `${path}-shm`]) rmSync(made, { force: true });
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CANTOPEN')) {
      throw new AppError('PATH_NOT_WRITABLE', `No project can be made at ${path}. Choose a folder you can write to.`, {
        path,
      });
    }
    if (error instanceof TypeError && /directory does not exist/i.test(error.message)) {
      throw new AppError('PATH_NOT_FOUND', `The folder of ${path} does not exist.`, { path });
    }
    throw asAppError(error, path);
  } finally {
    raw?.close();
  }
}

/** A migrated database in memory (or at `path`), for tests of handlers. */
export function openForTest(path = ':memory:'): Connection {
  const raw = new Database(path);
  configure(raw, 'write');
  migrate(raw, path);
  raw.prepare(`INSERT OR IGNORE INTO meta (key, value) VALUES ('project_id', 'test'), ('revision', '0')`).run();
  return makeConnection(raw, () => {});
}

export type { ReadableDb };
