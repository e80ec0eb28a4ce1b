import type { ReadableDb } from '../../db/types.ts';

interface Found {
  articleId: string;
  start: number;
}

/**
 * An article of an import from which a passage was cut for this reason, and where (UTF-16 offset into its text): the
 * first one behind the article `after`, by date, and the first of all behind the last. Null when there is none any more.
 */
export function sampleOfCut(
  db: ReadableDb,
  { jobId, reason, after }: { jobId: string; reason: string; after: string | null },
): Found | null {
  const behind = after
    ? db.get<{ published: string; id: number }>(
        'SELECT published_sort AS published, id FROM article WHERE article_id = ?',
        after,
      )
    : undefined;
  const next = behind && first(db, jobId, reason, behind);
  return next ?? first(db, jobId, reason, { published: '', id: 0 }) ?? null;
}

function first(db: ReadableDb, jobId: string, reason: string, behind: { published: string; id: number }) {
  return db.get<Found>(
    `SELECT a.article_id AS articleId, r.start AS start
     FROM article a INDEXED BY article_by_job CROSS JOIN removed_passage r ON r.text_version_id = a.text_version_id
     WHERE a.import_job_id = :jobId AND (a.published_sort, a.id) > (:published, :id) AND r.reason = :reason
     ORDER BY a.published_sort, a.id, r.ord LIMIT 1`,
    { jobId, reason, ...behind },
  );
}
