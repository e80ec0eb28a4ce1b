import type { ReadableDb } from '../../db/types.ts';
import { articleIdOf } from './identity.ts';

/** A record as it lies on disk. */
export interface KnownQuery {
  rootId: number;
  /** Of the file; the record within it is '' for a file that is one article. */
  file: string;
  record: string;
  originalSha256: string;
  /** Of the file with its metadata beside it, hexadecimal; null when there is none. */
  sidecarSha256: string | null;
  /** The source that the folders name. */
  folderSource: string | null;
}

/** An article with the same bytes that was imported from somewhere else. */
export interface Elsewhere {
  id: number;
  rootId: number;
  /** Of the article, with its record. */
  path: string;
  /** Of its root, and of the file within that. */
  location: string;
  file: string;
}

/**
 * `same`: the project has it with these very bytes. `elsewhere`: it has the same relative path and bytes from another
 * folder that names another source; whether this is that folder, renamed, is for the file system to say. `moved`: it has
 * these bytes under other paths; if one of them is gone, the file was moved.
 */
export type Known = 'no' | 'same' | { elsewhere: Elsewhere } | { moved: Elsewhere[] };

export const recordPath = (file: string, record: string): string => (record === '' ? file : `${file}#${record}`);

/** Copies of one wire story can be many; which of them moved is asked of the first few. */
const CANDIDATES = 20;

interface Row {
  id: number;
  root_id: number;
  path: string;
  location: string;
  original_sha256: string;
  folder_source: string | null;
}

const SELECT = `SELECT a.id, a.root_id, a.path, r.location, a.original_sha256, e.value AS folder_source
FROM article a JOIN import_root r ON r.id = a.root_id
LEFT JOIN evidence e ON e.article = a.id AND e.field = 'source' AND e.origin = 'folder name'`;

export function knownRecords(db: ReadableDb, queries: readonly KnownQuery[]): Known[] {
  return queries.map((query) => knownRecord(db, query));
}

function knownRecord(db: ReadableDb, query: KnownQuery): Known {
  const { rootId, file, record, originalSha256, folderSource } = query;
  const here = db.get<{ id: number; original_sha256: string }>(
    'SELECT id, original_sha256 FROM article WHERE root_id = ? AND path = ?',
    rootId,
    recordPath(file, record),
  );
  if (here) {
    const same = here.original_sha256 === originalSha256 && !sidecarChanged(db, here.id, query.sidecarSha256);
    return same ? 'same' : 'no';
  }
  const other = db.get<Row>(`${SELECT} WHERE a.article_id = ?`, articleIdOf(file, record, originalSha256));
  if (other?.original_sha256 === originalSha256) {
    if (folderSource === null || other.folder_source === null || folderSource === other.folder_source) return 'same';
    return { elsewhere: elsewhere(other, record) };
  }
  const moved = db
    .all<Row>(`${SELECT} WHERE a.original_sha256 = ? ORDER BY a.id LIMIT ?`, originalSha256, CANDIDATES)
    .filter(({ path }) => record === '' || path.endsWith(`#${record}`))
    .map((row) => elsewhere(row, record));
  return moved.length === 0 ? 'no' : { moved };
}

function elsewhere({ id, root_id, path, location }: Row, record: string): Elsewhere {
  const file = record === '' ? path : path.slice(0, -record.length - 1);
  return { id, rootId: root_id, path, location, file };
}

/** An article of before sidecars were remembered has none to compare. */
export function sidecarChanged(db: ReadableDb, article: number, sidecarSha256: string | null): boolean {
  const stored = db.get<{ sidecar: string | null }>(
    'SELECT lower(hex(sidecar_sha256)) AS sidecar FROM article_original WHERE article = ?',
    article,
  );
  return stored !== undefined && (stored.sidecar || null) !== sidecarSha256;
}
