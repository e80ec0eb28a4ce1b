import { create } from 'zustand';
import type { ReextractResult } from '../../../shared/contract/rooms/originals.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import { call } from '../../state/backend.ts';
import { session, useSession } from '../../state/session.ts';

/** The reading again of the whole corpus that the settings show, and the project it belongs to. */
interface Shown {
  jobId: string | null;
  project: string | null;
}

const useShown = create<Shown>(() => ({ jobId: null, project: null }));

/** The job of the open project whose changes are looked at, or undefined. */
export function useShownReextraction(): JobRow | undefined {
  const { jobId, project } = useShown();
  const path = useSession((state) => state.project?.path ?? null);
  const jobs = useSession((state) => state.jobs);
  const shown = project === path ? jobs.find((job) => job.jobId === jobId) : undefined;
  // One that went on by itself when the project was opened is shown like one that was begun here.
  return shown ?? jobs.find(({ kind, state }) => kind === 'reextract' && (state === 'running' || state === 'waiting'));
}

/** Reads every article again. Without `apply` nothing is written: it is only said what would change. */
export async function readAllAgain(apply: boolean): Promise<void> {
  const { jobId } = await call('originals.reextract', { apply });
  useShown.setState({ jobId, project: session().project?.path ?? null });
}

/** Closes what is shown; the job's outcome stays in the list of jobs. */
export function leaveReextraction() {
  useShown.setState({ jobId: null });
}

export function resultOf(job: JobRow | undefined): ReextractResult | null {
  return job?.state === 'done' ? (job.result as ReextractResult | null) : null;
}
