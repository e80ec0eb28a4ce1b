import { Check, CircleX, Copy, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImportReport } from '../../../shared/model/import.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import { resumeJob, useShownImport } from '../../app/shell/job-actions.ts';
import { useBackend } from '../../state/queries.ts';
import { setQuery } from '../../state/selection.ts';
import {
  Button,
  clockTime,
  count,
  counted,
  duration,
  ErrorState,
  Head,
  Icon,
  LinkButton,
  percent,
  SkeletonRows,
  say,
  Tools,
  warnOf,
} from '../../ui/index.ts';
import inbox from './Inbox.module.css';
import { importAgain, originOf } from './inbox.ts';
import styles from './Report.module.css';
import { reportAsText } from './report-text.ts';
import { Steps } from './Steps.tsx';

function showInTriage(query: ViewQueryInput) {
  setQuery(query);
  goTo('triage');
}

/** Step 3: what came in, what did not and why, what was cut. */
export function Report({ job }: { job: JobRow }) {
  const report = useBackend('import.report', { jobId: job.jobId });
  const toTriage = () => showInTriage({ importJobId: job.jobId });
  useCommands([{ id: 'import.toTriage', label: 'Go to triage', group: 'Import', keys: ['Enter'], run: toTriage }]);
  return (
    <section className={inbox.page}>
      <Tools
        end={
          <>
            <Button onPress={() => useShownImport.setState({ jobId: null })}>All imports</Button>
            <Button
              icon={Copy}
              disabled={!report.data}
              onPress={() => {
                if (!report.data) return;
                navigator.clipboard
                  .writeText(reportAsText(report.data))
                  .then(() => say('The report is on the clipboard'), warnOf);
              }}
            >
              Copy report
            </Button>
            <Button tone="primary" keys="Enter" onPress={toTriage}>
              Go to triage
            </Button>
          </>
        }
      >
        <Steps now={3} />
      </Tools>
      {report.error ? <ErrorState error={report.error} onRetry={() => void report.refetch()} /> : null}
      {report.isPending ? <SkeletonRows rows={8} /> : null}
      {report.data ? (
        <div className={styles.report}>
          <div className={`${styles.reportMain} scroll`}>
            <Outcome job={job} report={report.data} />
            <Failures report={report.data} jobId={job.jobId} />
            <WorthALook report={report.data} />
          </div>
          <aside className={`${styles.reportSide} scroll`}>
            <Cut report={report.data} />
          </aside>
        </div>
      ) : null}
    </section>
  );
}

function Outcome({ job, report }: { job: JobRow; report: ImportReport }) {
  const { counts } = report;
  const inNow = counts.found - counts.failed;
  const rate = report.seconds > 0 ? `, ${count(Math.round(counts.found / report.seconds))} a second` : '';
  const rows: [label: string, value: number, query: ViewQueryInput | null][] = [
    ['New articles', counts.imported - counts.duplicates, { importJobId: job.jobId }],
    ['Copies of articles', counts.duplicates, null],
    ['New text of a known article', counts.updated, counts.imported === 0 ? { importJobId: job.jobId } : null],
    ['Unchanged since last time', counts.unchanged, null],
  ];
  return (
    <>
      <h1 className="page-title">
        {count(inNow)} of {counted(counts.found, 'article')} {inNow === 1 ? 'is' : 'are'} in
      </h1>
      <p className={`${styles.reportLine} t2 num`}>
        <bdi>{report.roots.join(', ')}</bdi>, {clockTime(report.startedAt, false)}
        {report.finishedAt ? ` to ${clockTime(report.finishedAt, false)}` : ''}, {duration(report.seconds)}
        {rate}. The rest of the corpus stayed as it was.
      </p>
      {job.state === 'done' ? null : <Unfinished job={job} />}
      <table className={`${styles.sum} num`}>
        <tbody>
          {rows.map(([label, value, query]) => (
            <tr key={label}>
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
              {counts.failed > 0 && originOf(job.jobId) ? (
                <LinkButton onPress={() => void importAgain(job.jobId).catch(warnOf)}>Retry</LinkButton>
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
    cancelled: 'The import was cancelled. What was in by then stays.',
    interrupted: 'The import was interrupted. It can go on where it stopped.',
    failed: job.error?.message ?? 'The import failed. What was in by then stays.',
  }[job.state as string];
  if (!words) return null;
  return (
    <p className={styles.unfinished}>
      <Icon of={TriangleAlert} size={14} className="warn" />
      {words}
      {job.state === 'cancelled' ? null : <LinkButton onPress={() => resumeJob(job)}>Resume</LinkButton>}
    </p>
  );
}

function Bar({ share }: { share: number }) {
  return (
    <td className={styles.bar}>
      <i style={{ width: `${share * 100}%`, visibility: share > 0 ? 'visible' : 'hidden' }} />
    </td>
  );
}

function Failures({ report, jobId }: { report: ImportReport; jobId: string }) {
  if (report.failures.length === 0) return null;
  return (
    <>
      <Head
        className={inbox.section}
        end={
          report.failuresCut
            ? `the first ${count(report.failures.length)} of ${count(report.counts.failed)}`
            : undefined
        }
      >
        Could not be read
      </Head>
      <table className={inbox.table} aria-label={`Failures of import ${jobId}`}>
        <tbody>
          {report.failures.map((failure) => (
            <tr key={failure.path}>
              <td className="med" title={failure.path}>
                <bdi>{failure.path}</bdi>
              </td>
              <td className="t2">{failure.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function WorthALook({ report }: { report: ImportReport }) {
  const { worthALook, jobId } = report;
  const rows: [n: number, words: string, why: string, query: ViewQueryInput | null][] = [
    [
      worthALook.unplaced,
      worthALook.unplaced === 1 ? 'annotation lost its place' : 'annotations lost their place',
      'the new text no longer has the passage; nothing coded is lost, the reader lists them as unplaced',
      { importJobId: jobId, sort: { column: 'annotations', descending: true } },
    ],
    [
      worthALook.veryShort,
      'very short',
      'galleries and teasers, or a text that was cut too far',
      { importJobId: jobId, sort: { column: 'words', descending: false } },
    ],
    [worthALook.undated, 'without a date', 'set it by hand in the reader', { importJobId: jobId, dated: false }],
    [
      worthALook.unknownSource,
      'without a source',
      'set it by hand, or import again with another setting',
      { importJobId: jobId, sort: { column: 'source', descending: false } },
    ],
    [worthALook.replacedCharacters, 'with replaced characters', 'the encoding was damaged or wrongly declared', null],
  ];
  const present = rows.filter(([n]) => n > 0);
  if (present.length === 0) return null;
  return (
    <>
      <Head className={inbox.section}>Worth a look</Head>
      <table className={`${inbox.table} num`}>
        <tbody>
          {present.map(([n, words, why, query]) => (
            <tr key={words}>
              <td className="med">
                <span className={styles.signed}>
                  <Icon of={TriangleAlert} size={14} className="warn" />
                  {count(n)} {words}
                </span>
              </td>
              <td className="t2">{why}</td>
              <td className={inbox.actions}>
                {query ? <LinkButton onPress={() => showInTriage(query)}>Show</LinkButton> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Cut({ report }: { report: ImportReport }) {
  const kinds = Object.entries(report.removedWords).sort((a, b) => b[1] - a[1]);
  const removed = kinds.reduce((sum, [, words]) => sum + words, 0);
  const all = removed + report.keptWords;
  const shown: ReactNode[] = kinds.map(([kind, words]) => (
    <tr key={kind}>
      <td>{kind.charAt(0).toUpperCase() + kind.slice(1)}</td>
      <Bar share={removed ? words / removed : 0} />
      <td>{percent(words / removed)}</td>
    </tr>
  ));
  return (
    <>
      <Head end={all > 0 ? `${percent(removed / all)} of all words` : undefined}>What was cut, by kind</Head>
      {kinds.length === 0 ? (
        <p className={`${styles.noCut} t2`}>
          <Icon of={Check} size={14} className="good" />
          Nothing was cut from these articles.
        </p>
      ) : (
        <table className={`${styles.cut} num`}>
          <tbody>{shown}</tbody>
        </table>
      )}
      <p className={`${styles.cutNote} t2`}>
        Everything cut is kept with its place and reason, and can be restored passage by passage in the reader.{' '}
        {counted(report.keptWords, 'word')} were kept.
      </p>
    </>
  );
}
