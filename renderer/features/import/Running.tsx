import type { JobRow } from '../../../shared/model/job.ts';
import { goTo } from '../../app/rooms.ts';
import { cancelJob, useShownImport } from '../../app/shell/job-actions.ts';
import { progressInWords, shareDone } from '../../app/shell/job-words.ts';
import { Button, Progress, percent, Tools } from '../../ui/index.ts';
import styles from './Inbox.module.css';
import { Steps } from './Steps.tsx';

/** The import while it runs; every other room stays open for work. */
export function Running({ job }: { job: JobRow | null }) {
  const share = job && shareDone(job);
  return (
    <section className={styles.page}>
      <Tools
        end={
          <>
            <Button onPress={() => useShownImport.setState({ jobId: null })}>Import something else</Button>
            {job ? <Button onPress={() => cancelJob(job)}>Cancel the import</Button> : null}
          </>
        }
      >
        <Steps now={2} />
      </Tools>
      <div className={styles.body}>
        <h1 className="page-title">{job?.title ?? 'Starting the import'}</h1>
        <p className="t2">
          Go on working meanwhile: articles appear in Triage as they come in. If you cancel, what is in by then stays.
        </p>
        <div className={`${styles.big} num`}>
          <Progress value={share} label={job?.title ?? 'Import'} />
          <span className={styles.percent}>{share === null ? '' : percent(share)}</span>
          <span className="t2">{job ? progressInWords(job) : ''}</span>
        </div>
        <p className={`${styles.note} t3 ell`} dir="auto">
          {job?.progress.note || '\u00a0'}
        </p>
        <div>
          <Button size="form" tone="primary" onPress={() => goTo('triage')}>
            Go to triage
          </Button>
        </div>
      </div>
    </section>
  );
}
