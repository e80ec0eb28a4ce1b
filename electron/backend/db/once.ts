import type { ReadableDb } from './types.ts';

/**
 * Remembers what was worked out over the whole project until something is written to it. SQLite's `data_version` is another
 * number after each commit of another connection; a connection that writes itself remembers nothing.
 */
export const oncePerState = <T>(workOut: (db: ReadableDb) => T): ((db: ReadableDb) => T) =>
  oncePer((db) => `${db.value<number>('PRAGMA data_version')} ${db.value<number>('SELECT total_changes()')}`, workOut);

/** Remembers what was worked out over all stories until a story, its articles, or their sources or dates change. */
export const oncePerStories = <T>(workOut: (db: ReadableDb) => T): ((db: ReadableDb) => T) =>
  oncePer((db) => String(db.value<number>('SELECT n FROM story_revision')), workOut);

function oncePer<T>(stateOf: (db: ReadableDb) => string, workOut: (db: ReadableDb) => T): (db: ReadableDb) => T {
  const known = new WeakMap<ReadableDb, { state: string; value: T }>();
  return (db) => {
    const state = stateOf(db);
    const before = known.get(db);
    if (before?.state === state) return before.value;
    const value = workOut(db);
    known.set(db, { state, value });
    return value;
  };
}
