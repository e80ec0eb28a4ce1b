import { AppError } from '../../../../shared/contract/errors.ts';
import type { ImportFailure, ImportReport } from '../../../../shared/model/import.ts';
import type { ReadableDb } from '../../db/types.ts';
import { freshCheckpoint, type ImportCheckpoint } from './progress.ts';

/** Failures listed in a report; the rest is counted. */
const LISTED = 1000;
/** An article with fewer words is worth a look. */
const VERY_SHORT = 40;

/** What an import did: from the checkpoint that each batch left, and from the articles as they are now. */
export function importReport(db: ReadableDb, jobId: string): ImportReport {
  const job = db.get<{ created_at: string; finished_at: string | null; checkpoint: string | null }>(
    "SELECT created_at, finished_at, checkpoint FROM job WHERE job_id = ? AND kind = 'import'",
    jobId,
  );
  if (!job) throw new AppError('NOT_FOUND', 'This import is not in the project.', { jobId });
  const checkpoint = job.checkpoint ? (JSON.parse(job.checkpoint) as ImportCheckpoint) : freshCheckpoint([]);
  const failures = db.all<ImportFailure>(
    'SELECT path, code, reason FROM import_failure WHERE job_id = ? ORDER BY path LIMIT ?',
    jobId,
    LISTED,
  );
  const look = db.get<{ veryShort: number; undated: number; unknownSource: number }>(
    `SELECT count(*) FILTER (WHERE words < ?) AS veryShort, count(*) FILTER (WHERE published_sort = '') AS undated,
       count(*) FILTER (WHERE source_id IS NULL) AS unknownSource
     FROM article WHERE import_job_id = ?`,
    VERY_SHORT,
    jobId,
  )!;
  const unplaced = db.value<number>(
    `SELECT count(*) FROM annotation n JOIN article a ON a.id = n.article
     WHERE a.import_job_id = ? AND n.status = 'unplaced'`,
    jobId,
  )!;
  return {
    jobId,
    roots: checkpoint.roots,
    startedAt: job.created_at,
    finishedAt: job.finished_at,
    seconds: checkpoint.seconds,
    counts: checkpoint.counts,
    failures,
    failuresCut: checkpoint.counts.failed > failures.length,
    removedWords: checkpoint.removedWords,
    keptWords: checkpoint.keptWords,
    worthALook: { ...look, replacedCharacters: checkpoint.replacedCharacters, unplaced },
  };
}
