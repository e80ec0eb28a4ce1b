import { Check, CircleSlash2, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { JobRow } from '../../../shared/model/job.ts';
import { useSession } from '../../state/session.ts';
import { clockTime, Icon, LinkButton, Progress } from '../../ui/index.ts';
import { needsWriting } from '../projects/projects.ts';
import styles from './JobList.module.css';
import { cancelJob, canGoOn, resumeJob, showJob } from './job-actions.ts';
import { outcomeInWords, shareDone } from './job-words.ts';

const signs = {
  waiting: { of: LoaderCircle, tone: 't3' },
  running: { of: LoaderCircle, tone: 't2' },
  interrupted: { of: TriangleAlert, tone: 'warn' },
  done: { of: Check, tone: 'good' },
  failed: { of: CircleX, tone: 'bad' },
  cancelled: { of: CircleSlash2, tone: 't3' },
} as const;

/** Jobs of the open project, newest first. */
export function JobList({ onDone }: { onDone(): void }) {
  const jobs = useSession((session) => session.jobs);
  return (
    <ul className={styles.jobs}>
      {jobs.slice(0, 12).map((job) => (
        <li key={job.jobId}>
          <JobLine job={job} onDone={onDone} />
        </li>
      ))}
    </ul>
  );
}

function JobLine({ job, onDone }: { job: JobRow; onDone(): void }) {
  const sign = signs[job.state];
  const active = job.state === 'running' || job.state === 'waiting';
  return (
    <div className={styles.job}>
      <Icon of={sign.of} size={14} className={sign.tone} />
      <div className={styles.words}>
        <p className="ell">
          <span className="med">{job.title}</span> <span className="t3 num">{clockTime(job.createdAt, false)}</span>
        </p>
        <p className="t2 num">{outcomeInWords(job)}</p>
      </div>
      {active ? <Progress value={shareDone(job)} label={job.title} /> : null}
      {active ? <LinkButton onPress={() => cancelJob(job)}>Cancel</LinkButton> : null}
      {canGoOn(job) ? (
        <LinkButton disabled={needsWriting() ?? false} onPress={() => resumeJob(job)}>
          Go on
        </LinkButton>
      ) : null}
      {job.kind === 'import' && !active ? (
        <LinkButton
          onPress={() => {
            showJob(job);
            onDone();
          }}
        >
          Report
        </LinkButton>
      ) : null}
    </div>
  );
}
