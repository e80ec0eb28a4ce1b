import type { OutputOf } from '../../../../shared/contract/contract.ts';
import type { ReadableDb } from '../../db/types.ts';
import { findArticle } from '../articles/article.ts';

type Listed = OutputOf<'duplicates.members'>[number];

/** @throws AppError NOT_FOUND */
export function listMembers(db: ReadableDb, { articleId }: { articleId: string }): Listed[] {
  const { id } = findArticle(db, articleId);
  const rows = db.all<Omit<Listed, 'isHead'> & { isHead: 0 | 1 }>(
    `SELECT a.article_id AS articleId, a.title AS title, coalesce(s.name, '') AS source,
       a.published_at AS publishedAt, a.path AS originalPath, a.words AS words,
       a.duplicate_group IS NULL OR a.duplicate_group = a.id AS isHead,
       a.duplicate_kind AS kind, a.duplicate_share AS share
     FROM article one JOIN article a ON a.id = one.id OR a.duplicate_group = one.duplicate_group
       LEFT JOIN source s ON s.id = a.source_id
     WHERE one.id = ?
     ORDER BY isHead DESC, a.published_sort = '', a.published_sort, a.id`,
    id,
  );
  return rows.map((row) => ({ ...row, isHead: row.isHead === 1 }));
}
