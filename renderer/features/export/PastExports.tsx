import { CircleAlert, Download, FolderOpen, TriangleAlert } from 'lucide-react';
import type { ExportResult } from '../../../shared/contract/rooms/export.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import { desktop } from '../../state/backend.ts';
import { useSession } from '../../state/session.ts';
import { clockTime, count, counted, EmptyState, Head, Icon, LinkButton, Progress, warnOf } from '../../ui/index.ts';
import styles from './ExportRoom.module.css';

/** What was left out on purpose is told; what went otherwise than asked is a warning. */
function Loss({ loss }: { loss: ExportResult['losses'][number] }) {
  const words = `${loss.what}: ${count(loss.count)}. ${loss.why}`;
  if (!loss.isWarning) return <p className="t2 small">Left out: {words}</p>;
  return (
    <p className={`${styles.outcome} warn small`}>
      <Icon of={TriangleAlert} size={14} /> {words}
    </p>
  );
}

function Outcome({ job }: { job: JobRow }) {
  if (job.state === 'running' || job.state === 'waiting') {
    const { done, total } = job.progress;
    return <Progress label={job.title} value={total ? done / total : null} />;
  }
  if (job.state === 'cancelled' || job.state === 'interrupted')
    return <span className="t3">Stopped; nothing was written</span>;
  if (job.state === 'failed') {
    return (
      <span className={`${styles.outcome} bad`}>
        <Icon of={CircleAlert} size={14} /> {job.error?.message ?? 'It failed.'}
      </span>
    );
  }
  const result = job.result as ExportResult;
  const path = result.path;
  return (
    <div className={styles.result}>
      <span className="t2">
        {counted(result.files.length, 'file')}
        {path ? <span className={styles.path}> in {path}</span> : null}
      </span>
      {result.losses.map((loss) => (
        <Loss key={loss.what} loss={loss} />
      ))}
      {result.downloadUrl ? (
        <a className={styles.download} href={result.downloadUrl} download>
          <Icon of={Download} size={14} /> Download again
        </a>
      ) : null}
      {path && desktop() ? (
        <LinkButton onPress={() => void desktop()?.showInFolder(path).catch(warnOf)}>Show in folder</LinkButton>
      ) : null}
    </div>
  );
}

/** Exports of this project, newest first. */
export function PastExports() {
  const jobs = useSession((session) => session.jobs).filter((job) => job.kind === 'export');
  return (
    <aside className={styles.past} aria-label="Exports so far">
      <Head end={jobs.length || ''}>Exports so far</Head>
      {jobs.length === 0 ? (
        <EmptyState icon={FolderOpen} title="None yet">
          An export never changes the project. Make as many as you like.
        </EmptyState>
      ) : (
        <ul className={`${styles.list} scroll`}>
          {jobs.map((job) => (
            <li key={job.jobId}>
              <span className="num t3">
                {job.createdAt.slice(0, 10)} {clockTime(job.createdAt)}
              </span>
              <Outcome job={job} />
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}
