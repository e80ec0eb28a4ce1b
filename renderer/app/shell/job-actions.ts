import { create } from 'zustand';
import type { JobRow } from '../../../shared/model/job.ts';
import { call } from '../../state/backend.ts';
import { warnOf } from '../../ui/index.ts';
import { goTo } from '../rooms.ts';

/** The import whose report or progress the Inbox shows; null for a new one. */
export const useShownImport = create<{ jobId: string | null }>(() => ({ jobId: null }));

export function cancelJob(job: JobRow) {
  call('jobs.cancel', { jobId: job.jobId }).catch(warnOf);
}

/** Kinds of job that keep how far they came, and go on from there after they were cancelled. */
const goOn: ReadonlySet<JobRow['kind']> = new Set(['import', 'clean', 'reextract']);

/** Has the job stopped before its end, so that it can be gone on with? */
export function canGoOn({ state, kind }: JobRow): boolean {
  return state === 'interrupted' || state === 'failed' || (state === 'cancelled' && goOn.has(kind));
}

export function resumeJob(job: JobRow) {
  call('jobs.resume', { jobId: job.jobId }).catch(warnOf);
}

/** Goes to where a job's outcome is told. */
export function showJob(job: JobRow) {
  if (job.kind === 'import') {
    useShownImport.setState({ jobId: job.jobId });
    goTo('inbox');
  }
  if (job.kind === 'export') goTo('export');
  if (job.kind === 'agreement') goTo('agreement');
  if (job.kind === 'merge') goTo('team');
  if (job.kind === 'analyze') goTo('stories');
  if (job.kind === 'reextract') goTo('settings');
}
