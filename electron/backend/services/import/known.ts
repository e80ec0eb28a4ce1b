import type { ReadableDb } from '../../db/types.ts';
import { articleIdOf } from './identity.ts';

/** A record as it lies on disk. */
export interface KnownQuery {
  rootId: number;
  /** Of the file; the record within it is '' for a file that is one article. */
  file: string;
  record: string;
  originalSha256: string;
  /** The source that the folders name. */
  folderSource: string | null;
}

/**
 * `same`: the project has it with these very bytes. `elsewhere`: it has the same relative path and bytes from another
 * folder that names another source; whether this is that folder, renamed, is for the file system to say.
 */
export type Known = 'no' | 'same' | { elsewhere: { location: string; file: string } };

export const recordPath = (file: string, record: string): string => (record === '' ? file : `${file}#${record}`);

export function knownRecords(db: ReadableDb, queries: readonly KnownQuery[]): Known[] {
  return queries.map((query) => {
    const { rootId, file, record, originalSha256, folderSource } = query;
    const here = db.value<string>(
      'SELECT original_sha256 FROM article WHERE root_id = ? AND path = ?',
      rootId,
      recordPath(file, record),
    );
    if (here !== undefined) return here === originalSha256 ? 'same' : 'no';
    const other = db.get<{ original_sha256: string; location: string; folder_source: string | null }>(
      `SELECT a.original_sha256, r.location, e.value AS folder_source
       FROM article a JOIN import_root r ON r.id = a.root_id
       LEFT JOIN evidence e ON e.article = a.id AND e.field = 'source' AND e.origin = 'folder name'
       WHERE a.article_id = ?`,
      articleIdOf(file, record, originalSha256),
    );
    if (other?.original_sha256 !== originalSha256) return 'no';
    if (folderSource === null || other.folder_source === null || folderSource === other.folder_source) return 'same';
    return { elsewhere: { location: other.location, file } };
  });
}
