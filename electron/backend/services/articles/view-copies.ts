import type { ReadableDb } from '../../db/types.ts';

/** Articles in duplicate groups: row id of the head by row id, 0 for those that are in none. */
function headsOf(db: ReadableDb, maxId: number): Int32Array {
  const heads = new Int32Array(maxId + 1);
  // The index over groups has all of it.
  const rows = db.iterate<{ id: number; head: number }>(
    'SELECT id, duplicate_group AS head FROM article WHERE duplicate_group IS NOT NULL',
  );
  for (const { id, head } of rows) if (id <= maxId) heads[id] = head;
  return heads;
}

/**
 * One row for each duplicate group: its head where that is in the view, else the first member in the view's order.
 * @param ids row ids in order
 */
export function collapseCopies(db: ReadableDb, ids: Int32Array, maxId: number): Int32Array {
  const heads = headsOf(db, maxId);
  const shown = new Set<number>();
  for (const id of ids) if (heads[id] === id) shown.add(id);
  const left = new Int32Array(ids.length);
  let length = 0;
  for (const id of ids) {
    const head = heads[id]!;
    if (head !== 0 && head !== id) {
      if (shown.has(head)) continue;
      shown.add(head);
    }
    left[length++] = id;
  }
  return left.slice(0, length);
}

/** The same for a part of the whole corpus, where every head is in the view. */
export function withoutCopies(db: ReadableDb, ids: Int32Array): Int32Array {
  return Int32Array.from(
    db.column<number>(
      `SELECT a.id FROM json_each(?) j CROSS JOIN article a ON a.id = j.value
       WHERE a.duplicate_group IS NULL OR a.duplicate_group = a.id ORDER BY j.key`,
      JSON.stringify(Array.from(ids)),
    ),
  );
}

/** Rows of the whole corpus when each duplicate group is one. */
export const COLLAPSED_TOTAL = `SELECT (SELECT n FROM tally WHERE name = 'articles')
    - count(duplicate_group) + count(DISTINCT duplicate_group)
  FROM article WHERE duplicate_group IS NOT NULL`;
