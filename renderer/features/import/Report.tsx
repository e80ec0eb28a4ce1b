import { Copy, FileDown } from 'lucide-react';
import { useEffect } from 'react';
import type { JobRow } from '../../../shared/model/job.ts';
import { useCommands } from '../../app/commands/index.ts';
import { useShownImport } from '../../app/shell/job-actions.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { Button, ErrorState, SkeletonRows, saveText, say, Tools, warnOf } from '../../ui/index.ts';
import inbox from './Inbox.module.css';
import styles from './Report.module.css';
import { Failures, WorthALook } from './ReportLists.tsx';
import { Outcome } from './ReportOutcome.tsx';
import { Cut, Dates, SecondPass } from './ReportSide.tsx';
import { reportAsText, reportFileName } from './report-text.ts';
import { Steps } from './Steps.tsx';
import { showInTriage } from './show-in-triage.ts';

/** Step 3: what came in, what did not and why, what was cut. */
export function Report({ job }: { job: JobRow }) {
  const { data, error, isPending, refetch } = useBackend('import.report', { jobId: job.jobId });
  // An import that goes on after an interruption ends again: its report is another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment of its end stands for the report
  useEffect(() => {
    if (data && data.finishedAt !== job.finishedAt) void refetch();
  }, [job.finishedAt]);
  const toTriage = () => showInTriage({ importJobId: job.jobId });
  const save = async () => {
    const { csv } = await call('import.reportTable', { jobId: job.jobId });
    saveText(reportFileName(job), 'text/csv', csv);
  };
  const copy = async () => {
    if (!data) return;
    await navigator.clipboard.writeText(reportAsText(data));
    say('The report is on the clipboard');
  };
  useCommands([
    { id: 'import.toTriage', label: 'Go to triage', group: 'Import', keys: ['Enter'], run: toTriage },
    {
      id: 'import.saveReport',
      label: 'Save the report as a table',
      group: 'Import',
      keys: ['S'],
      icon: FileDown,
      run: save,
    },
    { id: 'import.copyReport', label: 'Copy the report', group: 'Import', icon: Copy, run: copy },
  ]);
  return (
    <section className={inbox.page}>
      <Tools
        end={
          <>
            <Button onPress={() => useShownImport.setState({ jobId: null })}>All imports</Button>
            <Button icon={Copy} disabled={!data} onPress={() => void copy().catch(warnOf)}>
              Copy
            </Button>
            <Button icon={FileDown} keys="S" disabled={!data} onPress={() => void save().catch(warnOf)}>
              Save report
            </Button>
            <Button tone="primary" keys="Enter" onPress={toTriage}>
              Go to triage
            </Button>
          </>
        }
      >
        <Steps now={3} />
      </Tools>
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <SkeletonRows rows={8} /> : null}
      {data ? (
        <div className={styles.report}>
          <div className={`${styles.reportMain} scroll`}>
            <Outcome job={job} report={data} />
            <Failures report={data} />
            <WorthALook report={data} />
          </div>
          <aside className={`${styles.reportSide} scroll`} aria-label="What was cut, and dates">
            <Cut report={data} />
            <SecondPass report={data} />
            <Dates report={data} />
          </aside>
        </div>
      ) : null}
    </section>
  );
}
