import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/contract/errors.ts';
import type { JobProgress, JobRow } from '../../../shared/model/job.ts';
import { describeError } from '../app/log.ts';
import type { Backend, JobRunner } from '../services/backend.ts';
import type { StoredJob } from '../services/jobs/index.ts';
import { createRate } from './rate.ts';

/** Events of one job go out at most this often, in milliseconds. */
const EVENT_INTERVAL = 100;

interface Running {
  job: StoredJob;
  abort: AbortController;
  finished: Promise<void>;
}

export interface Jobs {
  start(kind: JobRow['kind'], title: string, input: unknown): Promise<string>;
  list(): Promise<JobRow[]>;
  get(jobId: string): Promise<JobRow>;
  cancel(jobId: string): Promise<void>;
  resume(jobId: string): Promise<void>;
  running(): JobRow[];
  /** On opening a project: jobs that a quit or a crash left behind, gone on with if `resume`. */
  recover(resume: boolean): Promise<void>;
  /** Stops what runs at its next safe point; it stays `interrupted` and is resumed on the next opening. */
  suspend(): Promise<void>;
}

const publicRow = ({ input: _input, checkpoint: _checkpoint, ...row }: StoredJob): JobRow => row;

/** Kinds of job that go on by themselves when their project is opened again. */
const resumed: ReadonlySet<JobRow['kind']> = new Set(['import', 'clean', 'reextract', 'analyze']);

/** Why a job's signal was aborted. */
const CANCEL = new AppError('CANCELLED', 'Cancelled.');
const SUSPEND = new AppError('CANCELLED', 'Interrupted; it goes on when the project is opened again.');

/**
 * Runs jobs, one of a kind at a time, and keeps their rows in the project; in memory for a project that is open for
 * reading only, where a copy and an export are all that can be asked for.
 */
export function createJobs(
  backend: Backend,
  runners: Record<JobRow['kind'], JobRunner>,
  isReadOnly: () => boolean,
): Jobs {
  const running = new Map<string, Running>();
  const waiting: StoredJob[] = [];
  const inMemory = new Map<string, StoredJob>();
  /** Between two projects nothing starts, lest it go on in the next one: it waits in the project it was put into. */
  let suspended = false;

  const iso = () => backend.now().toISOString();
  const put = async (job: StoredJob) => {
    if (isReadOnly()) inMemory.set(job.jobId, job);
    else await backend.write('jobs/put', job);
  };
  const announce = (job: StoredJob) => backend.emit('jobs', publicRow(job));

  async function finish(job: StoredJob, patch: Partial<StoredJob>) {
    Object.assign(job, patch);
    try {
      await put(job);
    } catch (error) {
      backend.log.error({ jobId: job.jobId, err: describeError(error) }, 'job row could not be written');
    }
    announce(job);
  }

  async function run(job: StoredJob, abort: AbortController) {
    const rate = createRate(() => backend.now().getTime());
    let lastEvent = 0;
    let timer: NodeJS.Timeout | undefined;
    const sendProgress = () => {
      clearTimeout(timer);
      timer = undefined;
      lastEvent = Date.now();
      announce(job);
    };
    try {
      Object.assign(job, { state: 'running', error: null, finishedAt: null });
      await put(job);
      announce(job);
      const result = await runners[job.kind](job.input, {
        ...backend,
        jobId: job.jobId,
        signal: abort.signal,
        checkpoint: job.checkpoint,
        async saveCheckpoint(checkpoint) {
          await backend.write('jobs/checkpoint', { jobId: job.jobId, checkpoint });
        },
        progress(patch: Partial<JobProgress>) {
          const progress = { ...job.progress, ...patch };
          job.progress = { ...progress, ...rate(progress.done, progress.total) };
          if (timer) return;
          timer = setTimeout(sendProgress, Math.max(0, EVENT_INTERVAL - (Date.now() - lastEvent)));
        },
      });
      clearTimeout(timer);
      await finish(job, { state: 'done', result, finishedAt: iso() });
    } catch (error) {
      clearTimeout(timer);
      if (abort.signal.reason === SUSPEND) return await finish(job, { state: 'interrupted' });
      if (abort.signal.reason === CANCEL) return await finish(job, { state: 'cancelled', finishedAt: iso() });
      const known = error instanceof AppError;
      const incident = randomUUID().slice(0, 8);
      if (!known) backend.log.error({ incident, jobId: job.jobId, err: describeError(error) }, 'job failed');
      const wire = known
        ? error.toWire()
        : {
            code: 'UNEXPECTED',
            message: `Something unexpected stopped this. Incident ${incident} in the log file.`,
            details: { incident },
          };
      await finish(job, { state: 'failed', error: wire, finishedAt: iso() });
    } finally {
      running.delete(job.jobId);
      startNext();
    }
  }

  function startNext() {
    const busy = new Set([...running.values()].map((entry) => entry.job.kind));
    const index = waiting.findIndex((job) => !busy.has(job.kind));
    const [job] = index < 0 ? [] : waiting.splice(index, 1);
    if (!job) return;
    const abort = new AbortController();
    const entry: Running = { job, abort, finished: Promise.resolve() };
    running.set(job.jobId, entry);
    entry.finished = run(job, abort);
    startNext();
  }

  /** A job that runs or waits its turn: what is stored of it is older. */
  const liveJob = (jobId: string) => running.get(jobId)?.job ?? waiting.find((job) => job.jobId === jobId);

  async function load(jobId: string): Promise<StoredJob> {
    const job = inMemory.get(jobId) ?? (await backend.read<StoredJob | null>('jobs/get', { jobId }));
    if (!job) throw new AppError('NOT_FOUND', 'This job is not in the project.', { jobId });
    return job;
  }

  function queue(job: StoredJob) {
    job.state = 'waiting';
    if (suspended) return;
    waiting.push(job);
    startNext();
  }

  return {
    async start(kind, title, input) {
      const job: StoredJob = {
        jobId: randomUUID(),
        kind,
        title,
        state: 'waiting',
        input,
        progress: { done: 0, total: null, unit: '', rate: null, secondsLeft: null, note: '' },
        checkpoint: null,
        error: null,
        result: null,
        createdAt: iso(),
        finishedAt: null,
      };
      await put(job);
      queue(job);
      return job.jobId;
    },
    async list() {
      const stored = await backend.read<StoredJob[]>('jobs/list', {});
      return [...[...inMemory.values()].reverse(), ...stored].map((job) => publicRow(liveJob(job.jobId) ?? job));
    },
    async get(jobId) {
      return publicRow(liveJob(jobId) ?? (await load(jobId)));
    },
    async cancel(jobId) {
      const entry = running.get(jobId);
      if (entry) {
        entry.abort.abort(CANCEL);
        await entry.finished;
        return;
      }
      const index = waiting.findIndex((job) => job.jobId === jobId);
      const job = index >= 0 ? waiting.splice(index, 1)[0] : await load(jobId);
      if (job && (job.state === 'waiting' || job.state === 'interrupted')) {
        await finish(job, { state: 'cancelled', finishedAt: iso() });
      }
    },
    async resume(jobId) {
      if (liveJob(jobId)) return;
      const job = await load(jobId);
      if (job.state === 'done') throw new AppError('CONFLICT', 'This job is done already.', { jobId });
      queue(job);
    },
    running: () => [...[...running.values()].map((entry) => entry.job), ...waiting].map(publicRow),
    async recover(resume) {
      suspended = false;
      inMemory.clear();
      if (isReadOnly()) return;
      await backend.write('jobs/markInterrupted', {});
      if (!resume) return;
      const stored = await backend.read<StoredJob[]>('jobs/list', {});
      // Oldest first, in the order in which they were asked for.
      for (const job of stored.reverse()) if (job.state === 'interrupted' && resumed.has(job.kind)) queue(job);
    },
    async suspend() {
      suspended = true;
      waiting.length = 0;
      const entries = [...running.values()];
      for (const entry of entries) entry.abort.abort(SUSPEND);
      await Promise.all(entries.map((entry) => entry.finished));
    },
  };
}
