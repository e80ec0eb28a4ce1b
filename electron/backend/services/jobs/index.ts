import type { WireError } from '../../../../shared/contract/channel.ts';
import type { JobRow } from '../../../../shared/model/job.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { RoomHandlers } from '../handler.ts';

/** A job as it is kept: its row for pages, and what it needs to run again. */
export interface StoredJob extends JobRow {
  input: unknown;
  checkpoint: unknown;
}

interface Row {
  job_id: string;
  kind: JobRow['kind'];
  title: string;
  state: JobRow['state'];
  input: string;
  progress: string;
  checkpoint: string | null;
  error: string | null;
  result: string | null;
  created_at: string;
  finished_at: string | null;
}

const parsed = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));

function toJob(row: Row): StoredJob {
  return {
    jobId: row.job_id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    input: parsed(row.input),
    progress: JSON.parse(row.progress),
    checkpoint: parsed(row.checkpoint),
    error: parsed<WireError>(row.error),
    result: parsed(row.result),
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

function putJob(db: WritableDb, job: StoredJob) {
  const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));
  // The checkpoint is not written here: the job keeps it itself, together with the work it stands for.
  db.run(
    `INSERT INTO job (job_id, kind, title, state, input, progress, error, result, created_at, finished_at)
     VALUES (:jobId, :kind, :title, :state, :input, :progress, :error, :result, :createdAt, :finishedAt)
     ON CONFLICT DO UPDATE SET state = excluded.state, progress = excluded.progress, error = excluded.error,
       result = excluded.result, finished_at = excluded.finished_at`,
    {
      jobId: job.jobId,
      kind: job.kind,
      title: job.title,
      state: job.state,
      input: JSON.stringify(job.input ?? null),
      progress: JSON.stringify(job.progress),
      error: json(job.error),
      result: json(job.result),
      createdAt: job.createdAt,
      finishedAt: job.finishedAt,
    },
  );
}

/** Keeps where a job is; call it inside the transaction that did the work. */
export function saveCheckpoint(db: WritableDb, jobId: string, checkpoint: unknown): void {
  db.run('UPDATE job SET checkpoint = ? WHERE job_id = ?', JSON.stringify(checkpoint), jobId);
}

export const handlers: RoomHandlers = {
  reads: {
    'jobs/list': (db: ReadableDb): StoredJob[] =>
      db.all<Row>('SELECT * FROM job ORDER BY created_at DESC, rowid DESC LIMIT 200').map(toJob),
    'jobs/get'(db: ReadableDb, { jobId }: { jobId: string }): StoredJob | null {
      const row = db.get<Row>('SELECT * FROM job WHERE job_id = ?', jobId);
      return row ? toJob(row) : null;
    },
  },
  writes: {
    'jobs/put': putJob,
    'jobs/checkpoint': (db, { jobId, checkpoint }: { jobId: string; checkpoint: unknown }) =>
      saveCheckpoint(db, jobId, checkpoint),
    /** A backend that starts finds jobs that its predecessor left running. */
    'jobs/markInterrupted': (db) =>
      db.run(`UPDATE job SET state = 'interrupted' WHERE state IN ('waiting', 'running')`).changes,
  },
};
