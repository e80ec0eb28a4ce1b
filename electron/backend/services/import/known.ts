import type { ReadableDb } from '../../db/types.ts';
import { articleIdOf } from './identity.ts';

/** A record as it lies on disk. */
export interface KnownQuery {
  rootId: number;
  /** Of the file; the record within it is '' for a file that is one article. */
  file: string;
  record: string;
  originalSha256: string;
}

export const recordPath = (file: string, record: string): string => (record === '' ? file : `${file}#${record}`);

/** For each record, whether the project has it with these very bytes, here or under another folder's name. */
export function knownRecords(db: ReadableDb, queries: readonly KnownQuery[]): boolean[] {
  return queries.map(({ rootId, file, record, originalSha256 }) => {
    const here = db.value<string>(
      'SELECT original_sha256 FROM article WHERE root_id = ? AND path = ?',
      rootId,
      recordPath(file, record),
    );
    if (here !== undefined) return here === originalSha256;
    const articleId = articleIdOf(file, record, originalSha256);
    return db.value<string>('SELECT original_sha256 FROM article WHERE article_id = ?', articleId) === originalSha256;
  });
}
