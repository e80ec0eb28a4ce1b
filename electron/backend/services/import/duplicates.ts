import type { WritableDb } from '../../db/types.ts';

/**
 * Puts an article into the group of those with the same original bytes or the same text; the first of them heads it.
 * @returns whether one of them has the same original bytes.
 */
export function joinDuplicates(db: WritableDb, id: number, originalSha256: string, textSha256: string): boolean {
  const sameBytes = db.get<{ id: number; duplicate_group: number | null }>(
    'SELECT id, duplicate_group FROM article WHERE original_sha256 = ? AND id <> ? ORDER BY id LIMIT 1',
    originalSha256,
    id,
  );
  const first =
    sameBytes ??
    db.get<{ id: number; duplicate_group: number | null }>(
      `SELECT a.id AS id, a.duplicate_group AS duplicate_group
       FROM text_version v JOIN article a ON a.id = v.article AND a.text_version_id = v.id
       WHERE v.sha256 = ? AND a.id <> ? ORDER BY a.id LIMIT 1`,
      textSha256,
      id,
    );
  if (!first) return false;
  const group = first.duplicate_group ?? first.id;
  db.run('UPDATE article SET duplicate_group = ? WHERE id IN (?, ?)', group, id, first.id);
  return sameBytes !== undefined;
}

/** Takes an article out of its group. A group of one is none; a group that lost its head gets its next as head. */
export function leaveDuplicates(db: WritableDb, id: number): void {
  const group = db.value<number | null>('SELECT duplicate_group FROM article WHERE id = ?', id);
  if (group === null || group === undefined) return;
  db.run('UPDATE article SET duplicate_group = NULL WHERE id = ?', id);
  const rest = db.column<number>('SELECT id FROM article WHERE duplicate_group = ? ORDER BY id LIMIT 2', group);
  const head = rest.length > 1 ? rest[0]! : null;
  if (head !== group) db.run('UPDATE article SET duplicate_group = ? WHERE duplicate_group = ?', head, group);
}
