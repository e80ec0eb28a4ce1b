import { resolve } from 'node:path';
import { channelPair } from '../../../shared/contract/channel.ts';
import { type Client, createClient } from '../../../shared/contract/client.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import { startBackend } from '../../backend/start.ts';
import { appVersion, defaultDataDir } from '../places.ts';
import { createProgress, say, UsageError } from './output.ts';

/** Options of every command, as `parseArgs` gives them. */
export interface Flags {
  project?: string;
  json?: boolean;
  [name: string]: string | boolean | undefined;
}

export interface CommandRun {
  client: Client;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/**
 * Opens the project of `--project`, does `work` and closes everything again. Commands that only read take no lock, so
 * they work while a window has the project open.
 */
export async function withProject<T>(
  flags: Flags,
  access: { write: boolean; create?: boolean },
  work: (run: CommandRun) => Promise<T>,
): Promise<T> {
  if (!flags.project) throw new UsageError('Name the project: --project FILE.parallax');
  const backend = await startBackend({
    dataDir: defaultDataDir(),
    version: appVersion(),
    host: 'cli',
    projectPath: resolve(flags.project),
    createProject: access.create ?? false,
    readOnly: !access.write,
  });
  const abort = new AbortController();
  const interrupt = () => abort.abort(new AppError('CANCELLED', 'Stopped.'));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const [here, there] = channelPair();
  const end = backend.connect(there);
  try {
    return await work({ client: createClient(here), signal: abort.signal });
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    end();
    await backend.stop();
  }
}

function progressLine({ title, progress }: JobRow): string {
  const { done, total, unit, rate, secondsLeft } = progress;
  const percent = total ? ` ${Math.floor((100 * done) / total)} %` : '';
  const speed = rate && rate >= 1 ? `, ${Math.round(rate)} a second` : '';
  const left = secondsLeft ? `, ${Math.ceil(secondsLeft)} s left` : '';
  return `${title}: ${done}${total ? ` of ${total}` : ''} ${unit}${percent}${speed}${left}`;
}

/** Waits for a job, showing its progress on stderr. Throws what made it fail, or CANCELLED after Ctrl-C. */
export async function waitForJob({ client, signal }: CommandRun, jobId: string): Promise<JobRow> {
  const progress = createProgress();
  let stop: () => void = () => {};
  try {
    return await new Promise<JobRow>((done, fail) => {
      const see = (job: JobRow) => {
        if (job.jobId !== jobId) return;
        if (job.state === 'done') return done(job);
        if (job.state === 'failed')
          return fail(job.error ? AppError.fromWire(job.error) : new Error('The job failed.'));
        if (job.state === 'cancelled' || job.state === 'interrupted')
          return fail(new AppError('CANCELLED', 'Stopped.'));
        if (job.progress.done > 0) progress.show(progressLine(job));
      };
      stop = client.subscribe('jobs', see);
      client.call('jobs.get', { jobId }).then(see, fail);
      signal.addEventListener('abort', () => {
        say('Stopping after the step under way.');
        client.call('jobs.cancel', { jobId }).catch(fail);
      });
    });
  } finally {
    stop();
    progress.end();
  }
}
