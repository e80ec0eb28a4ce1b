import { Check } from 'lucide-react';
import type { JobRow } from '../../../shared/model/job.ts';
import { useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import { cancelJob, useShownImport } from '../../app/shell/job-actions.ts';
import { progressInWords, shareDone } from '../../app/shell/job-words.ts';
import { Button, Icon, Progress, percent, Tools } from '../../ui/index.ts';
import styles from './Inbox.module.css';
import { importPhases, phaseOf } from './import-phases.ts';
import { Steps } from './Steps.tsx';

const toTriage = () => goTo('triage');

/** The import while it runs; every other room stays open for work. */
export function Running({ job }: { job: JobRow | null }) {
  const now = phaseOf(job);
  useCommands([
    { id: 'import.toTriage', label: 'Go to triage', group: 'Import', keys: ['Enter'], run: toTriage },
    {
      id: 'import.cancel',
      label: 'Cancel the import',
      group: 'Import',
      disabled: job ? null : 'it has not started yet',
      run: () => job && cancelJob(job),
    },
  ]);
  return (
    <section className={styles.page}>
      <Tools
        end={
          <>
            <Button onPress={() => useShownImport.setState({ jobId: null })}>Import something else</Button>
            {job ? <Button onPress={() => cancelJob(job)}>Cancel the import</Button> : null}
            <Button tone="primary" keys="Enter" onPress={toTriage}>
              Go to triage
            </Button>
          </>
        }
      >
        <Steps now={2} />
      </Tools>
      <div className={`${styles.body} scroll`}>
        <h1 className="page-title">{job?.title ?? 'Starting the import'}</h1>
        <p className="t2">
          Go on working meanwhile: articles appear in Triage as they come in. If you cancel, what is in by then stays.
        </p>
        {job?.state === 'waiting' ? (
          <p className={styles.waits}>It begins when the import before it has ended.</p>
        ) : null}
        <ol className={styles.phases}>
          {importPhases.map(({ phase, name, what }, index) => (
            <li
              key={phase}
              aria-current={index === now ? 'step' : undefined}
              className={index > now ? 't3' : undefined}
            >
              <span className={styles.phaseSign}>
                {index < now ? <Icon of={Check} size={14} className="good" /> : index + 1}
              </span>
              <span className={index === now ? 'strong' : undefined}>{name}</span>
              {index === now && job ? (
                <PhaseProgress job={job} name={name} />
              ) : (
                <span className="t3 small">{what}</span>
              )}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function PhaseProgress({ job, name }: { job: JobRow; name: string }) {
  const share = shareDone(job);
  const words = progressInWords(job);
  return (
    <div className="num">
      <div className={styles.big}>
        <Progress value={share} label={name} />
        <span className={styles.percent}>{share === null ? '' : percent(share)}</span>
        <span className="t2 ell">{words}</span>
      </div>
      <p className={`${styles.note} t3 ell`} title={job.progress.note}>
        <bdi>{words === job.progress.note ? '\u00a0' : job.progress.note || '\u00a0'}</bdi>
      </p>
    </div>
  );
}
