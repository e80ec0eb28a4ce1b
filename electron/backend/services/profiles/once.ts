import type { ReadableDb } from '../../db/types.ts';

/**
 * Remembers what was worked out over the whole project until something is written to it. SQLite's `data_version` is another
 * number after each commit of another connection; a connection that writes itself remembers nothing.
 */
export function oncePerState<T>(workOut: (db: ReadableDb) => T): (db: ReadableDb) => T {
  const known = new WeakMap<ReadableDb, { state: string; value: T }>();
  return (db) => {
    const state = `${db.value<number>('PRAGMA data_version')} ${db.value<number>('SELECT total_changes()')}`;
    const before = known.get(db);
    if (before?.state === state) return before.value;
    const value = workOut(db);
    known.set(db, { state, value });
    return value;
  };
}
