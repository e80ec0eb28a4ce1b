import type { EventOf, Topic } from '../../../shared/contract/events.ts';
import type { JobProgress } from '../../../shared/model/job.ts';

/** A structured log: one JSON object a line. Never article text, quotes or memos. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/**
 * What code on the backend's own thread (host methods, views, jobs) works with. The project's database is only reached
 * by name through the database threads.
 */
export interface Backend {
  readonly dataDir: string;
  readonly resourcesDir: string;
  /** The folder of this machine that `--folder` offers to a browser. */
  readonly offeredFolder: string | null;
  readonly log: Log;
  now(): Date;
  /** Runs a query or an internal read on a reader thread. NO_PROJECT when none is open. */
  read<T>(name: string, input: unknown, options?: { signal?: AbortSignal }): Promise<T>;
  /** Runs a command or an internal write on the writer thread, in one transaction; resolves when it is on disk. */
  write<T>(name: string, input: unknown, options?: { transfer?: ArrayBuffer[] }): Promise<T>;
  /** Runs a task of `electron/analysis/tasks.ts` in the pool. `transfer`: buffers handed over, not copied. */
  analyse<T>(task: string, input: unknown, options?: { transfer?: ArrayBuffer[]; signal?: AbortSignal }): Promise<T>;
  /** Threads in the analysis pool: how many tasks are worth having under way. */
  readonly poolSize: number;
  emit<T extends Topic>(topic: T, data: EventOf<T>): void;
}

/** What a running job works with. */
export interface JobContext extends Backend {
  readonly jobId: string;
  /** Aborted by cancel and by shutdown: stop at the next safe point and throw `signal.reason`. */
  readonly signal: AbortSignal;
  /** What `saveCheckpoint` kept before an interruption; null on the first run. */
  readonly checkpoint: unknown;
  /** Kept with the job's row, written with the next write of the job. */
  saveCheckpoint(value: unknown): Promise<void>;
  /** Cheap; events go out at most ten a second. */
  progress(progress: Partial<JobProgress>): void;
}

/** Does the whole work of a job and returns its result, which is kept in the job's row. Runs again after a resume. */
export type JobRunner<Input = unknown, Result = unknown> = (input: Input, job: JobContext) => Promise<Result>;
