import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ImportOptions } from '../../../../shared/model/import.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';

export interface RootsInput {
  /** `whole`: all of the folder is imported, not one file of it. */
  roots: { location: string; title: string; whole: boolean }[];
  /** Options of an import that asks for its folders to be watched from now on; null: as they were. */
  watch: ImportOptions | null;
}

/** @returns row ids of the roots, in their order; they are made where they are new. */
export function storeRoots(db: WritableDb, { roots, watch }: RootsInput, context: WriteContext): number[] {
  return roots.map(({ location, title, whole }) => {
    db.run('INSERT INTO import_root (location, title) VALUES (?, ?) ON CONFLICT DO NOTHING', location, title);
    const rootId = db.value<number>('SELECT id FROM import_root WHERE location = ?', location)!;
    if (watch && whole && isFolder(location)) watchRoot(db, rootId, watch, context.at);
    if (whole) db.run('UPDATE watched_root SET seen_at = ? WHERE root_id = ?', context.at, rootId);
    return rootId;
  });
}

/** Of an upload there is nothing left to watch. */
const isFolder = (location: string) => !location.startsWith('upload:');

function watchRoot(db: WritableDb, rootId: number, options: ImportOptions, at: string): void {
  db.run(
    `INSERT INTO watched_root (root_id, options, since) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET options = excluded.options`,
    rootId,
    JSON.stringify(options),
    at,
  );
}

export interface WatchInput {
  rootId: number;
  on: boolean;
  /** With which its folder is imported again. */
  options: ImportOptions;
}

/** @throws AppError NOT_FOUND, CONFLICT for an upload */
export function setWatched(db: WritableDb, { rootId, on, options }: WatchInput, context: WriteContext): void {
  const location = db.value<string>('SELECT location FROM import_root WHERE id = ?', rootId);
  if (location === undefined) throw new AppError('NOT_FOUND', 'This folder is not in the project.', { rootId });
  if (on && !isFolder(location)) {
    throw new AppError('CONFLICT', 'What was uploaded cannot be watched: the program does not know where it lies.');
  }
  if (on) watchRoot(db, rootId, options, context.at);
  else db.run('DELETE FROM watched_root WHERE root_id = ?', rootId);
}

type Watched = OutputOf<'import.watched'>;

/** Folders that articles came from, by name. */
export function watchedRoots(db: ReadableDb): Watched {
  return db
    .all<Omit<Watched[number], 'on'>>(
      `SELECT r.id AS rootId, r.location, r.title, w.since,
         (SELECT count(*) FROM article a WHERE a.root_id = r.id) AS articles
       FROM import_root r LEFT JOIN watched_root w ON w.root_id = r.id
       WHERE r.location NOT LIKE 'upload:%' ORDER BY r.title COLLATE NOCASE, r.location`,
    )
    .map((root) => ({ ...root, on: root.since !== null }));
}

export interface WatchedOptions {
  rootId: number;
  location: string;
  title: string;
  options: ImportOptions;
  /** When the last import of it began, ISO 8601 UTC; null before the first since it is watched. */
  seenAt: string | null;
}

export function watchedOptions(db: ReadableDb): WatchedOptions[] {
  return db
    .all<Omit<WatchedOptions, 'options'> & { options: string }>(
      `SELECT r.id AS rootId, r.location, r.title, w.options, w.seen_at AS seenAt FROM watched_root w JOIN import_root r ON r.id = w.root_id
       ORDER BY r.id`,
    )
    .map((root) => ({ ...root, options: JSON.parse(root.options) as ImportOptions }));
}
