import type { ReadableDb, WritableDb } from '../../db/types.ts';
import { recordPath } from './known.ts';

// Scrapers put new records at the top, and tables are sorted again: then every record number stands for another
// article. Records are therefore found again by their bytes before they are compared by number; otherwise coding would
// be carried to the wrong articles.

export interface FileRecords {
  rootId: number;
  file: string;
  records: { record: string; originalSha256: string }[];
}

/** A new path for an article. */
export interface Move {
  id: number;
  path: string;
}

interface Stored {
  id: number;
  article_id: string;
  path: string;
  original_sha256: string;
}

// '$' follows '#': everything that starts with the file's name and '#'.
const OF_FILE = `FROM article WHERE root_id = :rootId AND path >= :file || '#' AND path < :file || '$'`;

/** Whether the project has records of this file. */
export function hasRecords(db: ReadableDb, { rootId, file }: { rootId: number; file: string }): boolean {
  return db.value(`SELECT 1 ${OF_FILE} LIMIT 1`, { rootId, file }) !== undefined;
}

/**
 * Which stored records stand at another number of the file now. One whose number was taken by another, and that is no
 * longer in the file, keeps a name of its own; one whose number holds new bytes stays, to be updated.
 */
export function planMoves(db: ReadableDb, { rootId, file, records }: FileRecords): Move[] {
  const stored = db.all<Stored>(`SELECT id, article_id, path, original_sha256 ${OF_FILE} ORDER BY id`, {
    rootId,
    file,
  });
  const now = new Map(records.map((one) => [recordPath(file, one.record), one.originalSha256]));
  const moving = new Map<string, Stored[]>();
  const taken = new Set<string>();
  for (const row of stored) {
    if (now.get(row.path) === row.original_sha256) taken.add(row.path);
    else moving.set(row.original_sha256, [...(moving.get(row.original_sha256) ?? []), row]);
  }
  const moves: Move[] = [];
  const moved = new Set<number>();
  for (const [path, sha] of now) {
    const row = taken.has(path) ? undefined : moving.get(sha)?.shift();
    if (!row) continue;
    taken.add(path);
    moved.add(row.id);
    moves.push({ id: row.id, path });
  }
  for (const row of stored) {
    if (moved.has(row.id) || !taken.has(row.path) || now.get(row.path) === row.original_sha256) continue;
    moves.push({ id: row.id, path: `${row.path}-earlier-${row.article_id.slice(0, 8)}` });
  }
  return moves;
}

/** Gives articles their new paths. Paths are unique, and moves may form circles: all leave before any arrives. */
export function moveRecords(db: WritableDb, { rootId, moves }: { rootId: number; moves: readonly Move[] }): void {
  for (const { id } of moves)
    db.run('UPDATE article SET path = ? WHERE id = ? AND root_id = ?', `\u0001${id}`, id, rootId);
  for (const { id, path } of moves)
    db.run('UPDATE article SET path = ? WHERE id = ? AND root_id = ?', path, id, rootId);
}
