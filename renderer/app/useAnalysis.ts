import type { JobRow } from '../../shared/model/job.ts';
import { useChange } from '../state/queries.ts';
import { useSession } from '../state/session.ts';
import { warnOf } from '../ui/index.ts';
import { needsWriting } from './projects/projects.ts';

const isLive = ({ kind, state }: JobRow) => kind === 'analyze' && (state === 'running' || state === 'waiting');

/** The job that runs the analysers: the one under way, and how to start one. */
export function useAnalysis(): { job: JobRow | undefined; hindered: string | false; start(): void } {
  const job = useSession((session) => session.jobs.find(isLive));
  const start = useChange('analysis.start');
  return {
    job,
    hindered: needsWriting() ?? (job || start.isPending ? 'it is running' : false),
    start: () => start.mutateAsync({ only: null }).catch(warnOf),
  };
}
