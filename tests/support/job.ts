/** Jobs run in this process on a project in memory: database functions and analysis tasks are called directly. */
import { tasks } from '../../electron/analysis/tasks.ts';
import type { JobContext } from '../../electron/backend/services/backend.ts';
import type { TestProject } from './project.ts';

export interface TestJob extends JobContext {
  /** Everything the job called, by name, in order. */
  calls: string[];
  cancel(): void;
}

/** @param before called before each call of the job, with its name: throw there to break it off */
export function testJob(project: TestProject, before: (name: string, job: TestJob) => void = () => {}): TestJob {
  const abort = new AbortController();
  const calls: string[] = [];
  const call = async <T>(name: string, work: () => unknown): Promise<T> => {
    calls.push(name);
    before(name, job);
    return structuredClone(await work()) as T;
  };
  const quiet = () => {};
  const job: TestJob = {
    ...{ dataDir: '', resourcesDir: '', offeredFolder: null, poolSize: 2, jobId: 'test', checkpoint: null, calls },
    log: { info: quiet, warn: quiet, error: quiet },
    now: () => new Date(project.at()),
    signal: abort.signal,
    cancel: () => abort.abort(new Error('cancelled')),
    read: (name, input) => call(name, () => project.read(name, input)),
    write: (name, input) => call(name, () => project.write(name, input)),
    analyse: (task, input) => call(task, () => tasks[task]!(input)),
    emit: quiet,
    progress: quiet,
    saveCheckpoint: async () => {},
  };
  return job;
}
