import { CircleX, TriangleAlert } from 'lucide-react';
import type { ImportReport } from '../../../shared/model/import.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { canGoOn, resumeJob } from '../../app/shell/job-actions.ts';
import { clockTime, count, counted, duration, Icon, LinkButton, warnOf } from '../../ui/index.ts';
import { retryImport } from './inbox.ts';
import styles from './Report.module.css';
import { showInTriage } from './show-in-triage.ts';

/** How much came in, as one sentence and as a sum. */
export function Outcome({ job, report }: { job: JobRow; report: ImportReport }) {
  const { counts, copies, jobId } = report;
  const inNow = counts.found - counts.failed;
  const rate = report.seconds >= 1 ? `, ${count(Math.round(counts.found / report.seconds))} a second` : '';
  const rows: { label: string; value: number; query?: ViewQueryInput; part?: boolean }[] = [
    { label: 'New articles', value: counts.imported, query: { importJobId: jobId, look: 'new' } },
    {
      label: 'of them with copies',
      value: Math.min(copies.articles, counts.imported),
      query: { importJobId: jobId, look: 'copies' },
      part: true,
    },
    { label: 'New text of a known article', value: counts.updated, query: { importJobId: jobId, look: 'updated' } },
    { label: 'Unchanged since last time', value: counts.unchanged },
  ];
  return (
    <>
      <h1 className="page-title">
        {counts.found === 0
          ? 'Nothing was found to import'
          : `${count(inNow)} of ${counted(counts.found, 'article')} ${inNow === 1 ? 'is' : 'are'} in`}
      </h1>
      <p className={`${styles.reportLine} t2 num`}>
        <bdi>{report.roots.join(', ')}</bdi>, {clockTime(report.startedAt, false)}
        {report.finishedAt ? ` to ${clockTime(report.finishedAt, false)}` : ''}, {duration(report.seconds)}
        {rate}. The rest of the corpus stayed as it was.
      </p>
      {job.state === 'done' ? null : <Unfinished job={job} />}
      <table className={`${styles.sum} num`}>
        <tbody>
          {rows.map(({ label, value, query, part }) => (
            <tr key={label} className={part ? styles.part : undefined}>
              <td>{label}</td>
              <td>{count(value)}</td>
              <Bar share={counts.found ? value / counts.found : 0} />
              <td>{query && value > 0 ? <LinkButton onPress={() => showInTriage(query)}>Show</LinkButton> : null}</td>
            </tr>
          ))}
          <tr className={counts.failed > 0 ? `bad ${styles.failed}` : undefined}>
            <td>
              <span className={styles.signed}>
                {counts.failed > 0 ? <Icon of={CircleX} size={14} /> : null}
                Could not be read
              </span>
            </td>
            <td>{count(counts.failed)}</td>
            <Bar share={counts.found ? counts.failed / counts.found : 0} />
            <td>
              {counts.failed > 0 ? (
                <LinkButton
                  disabled={needsWriting() ?? false}
                  onPress={() => void retryImport(job.jobId).catch(warnOf)}
                >
                  Retry
                </LinkButton>
              ) : null}
            </td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

function Unfinished({ job }: { job: JobRow }) {
  const words = {
    cancelled: 'The import was cancelled. What was in by then stays. It can go on where it stopped.',
    interrupted: 'The import was interrupted. It can go on where it stopped.',
    failed: job.error?.message ?? 'The import failed. What was in by then stays.',
  }[job.state as string];
  if (!words) return null;
  return (
    <p className={styles.unfinished}>
      <Icon of={TriangleAlert} size={14} className="warn" />
      {words}
      {canGoOn(job) ? (
        <LinkButton disabled={needsWriting() ?? false} onPress={() => resumeJob(job)}>
          Go on
        </LinkButton>
      ) : null}
    </p>
  );
}

/** A share of something, drawn. The number stands beside it. */
export function Bar({ share }: { share: number }) {
  return (
    <td className={styles.bar}>
      <i style={{ width: `${share * 100}%`, visibility: share > 0 ? 'visible' : 'hidden' }} />
    </td>
  );
}
