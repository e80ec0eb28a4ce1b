import type { WritableDb } from '../../db/types.ts';
import { exactKind, writePlaces } from '../duplicates/group.ts';

interface Exact {
  id: number;
  group: number | null;
  apart: number;
  share: number | null;
  originalSha256: string;
  textSha256: string;
}

const COLUMNS = `SELECT a.id AS id, a.duplicate_group AS "group", a.duplicate_apart AS apart, a.duplicate_share AS share,
    a.original_sha256 AS originalSha256, v.sha256 AS textSha256`;
const SAME_BYTES = `${COLUMNS} FROM article a JOIN text_version v ON v.id = a.text_version_id
  WHERE a.original_sha256 = ? AND a.id <> ? ORDER BY a.duplicate_apart, a.id LIMIT 1`;
const SAME_TEXT = `${COLUMNS} FROM text_version v JOIN article a ON a.id = v.article AND a.text_version_id = v.id
  WHERE v.sha256 = ? AND a.id <> ? AND a.duplicate_apart = 0 ORDER BY a.id LIMIT 1`;
const BY_ID = `${COLUMNS} FROM article a JOIN text_version v ON v.id = a.text_version_id WHERE a.id = ?`;

/**
 * Puts an article into the group of those with the same original bytes or the same text. Near-copies, and the group's
 * head, are found when the import ends. What a person took out of its group stays apart.
 * @returns whether one of them has the same original bytes.
 */
export function joinDuplicates(db: WritableDb, id: number, originalSha256: string, textSha256: string): boolean {
  const sameBytes = db.get<Exact>(SAME_BYTES, originalSha256, id);
  const first = sameBytes?.apart === 0 ? sameBytes : db.get<Exact>(SAME_TEXT, textSha256, id);
  const isApart = db.value<number>('SELECT duplicate_apart FROM article WHERE id = ?', id) === 1;
  if (first && !isApart) {
    const head = first.group === null || first.group === first.id ? first : db.get<Exact>(BY_ID, first.group)!;
    // The same text as the first one has the same share of the head's.
    const kind = exactKind({ originalSha256, textSha256 }, head) ?? 'near';
    const share = kind === 'near' ? first.share : 1;
    writePlaces(db, [
      { id, group: head.id, kind, share },
      ...(head.group === null ? [{ id: head.id, group: head.id, kind: null, share: null }] : []),
    ]);
  }
  return sameBytes !== undefined;
}

/**
 * Takes an article out of its group, for its text is another one. A group of one is none; a group that lost its head gets
 * one for the time being, which costs little however many members leave in turn. The search for near-copies that ends
 * every job of this kind elects the right one and measures the shares.
 */
export function leaveDuplicates(db: WritableDb, id: number): void {
  const group = db.value<number | null>('SELECT duplicate_group FROM article WHERE id = ?', id) ?? null;
  if (group === null) return;
  writePlaces(db, [{ id, group: null, kind: null, share: null }]);
  const rest = db.column<number>('SELECT id FROM article WHERE duplicate_group = ? ORDER BY id DESC LIMIT 2', group);
  const [last] = rest;
  if (last === undefined) return;
  if (rest.length === 1) writePlaces(db, [{ id: last, group: null, kind: null, share: null }]);
  else if (group === id) {
    // Members leave in the order of their ids: the last one stays longest.
    db.run(
      `UPDATE article SET duplicate_group = :last,
         duplicate_share = CASE WHEN duplicate_kind = 'near' OR id = :last THEN NULL ELSE duplicate_share END,
         duplicate_kind = CASE WHEN id = :last THEN NULL ELSE duplicate_kind END
       WHERE duplicate_group = :group`,
      { last, group },
    );
    db.run('UPDATE duplicate_sketch SET compared = 0 WHERE article = ?', last);
  }
}
