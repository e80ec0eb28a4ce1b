import { FileDown, FolderInput } from 'lucide-react';
import { Fragment } from 'react';
import { chooseImport, requestImport } from '../../app/import-requests.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { canGoOn, resumeJob, useShownImport } from '../../app/shell/job-actions.ts';
import { outcomeInWords } from '../../app/shell/job-words.ts';
import { useSession } from '../../state/session.ts';
import { Button, clockTime, Head, Icon, LinkButton } from '../../ui/index.ts';
import { formats } from './formats.ts';
import styles from './Inbox.module.css';

/** Choose what to import, and what was imported before. */
export function Home() {
  const info = useSession((session) => session.info);
  const jobs = useSession((session) => session.jobs).filter((job) => job.kind === 'import');
  const locked = needsWriting() ?? false;
  return (
    <section className={`${styles.home} scroll`}>
      <h1 className="page-title">Import articles</h1>
      <p className={`${styles.lede} t2`}>
        Choose a folder, with everything below it, or files. You see what is in there and how ten files would come in
        before anything is written. What is in the project already stays as it is.
      </p>
      <div className={styles.choices}>
        <Button
          tone="primary"
          size="form"
          icon={FolderInput}
          keys="Mod+I"
          disabled={locked}
          onPress={() => chooseImport('folder')}
        >
          Choose a folder…
        </Button>
        <Button size="form" icon={FileDown} disabled={locked} onPress={() => chooseImport('files')}>
          Choose files…
        </Button>
        {info?.offeredFolder ? (
          <Button size="form" disabled={locked} onPress={() => requestImport({ kind: 'offered' })}>
            Import {info.offeredFolder}
          </Button>
        ) : null}
      </div>
      <p className={styles.drop}>
        <Icon of={FileDown} size={14} />
        Or drop a folder or files anywhere in this window.
      </p>
      <dl className={styles.formats}>
        {formats.map(([what, endings, note]) => (
          <Fragment key={what}>
            <dt>{what}</dt>
            <dd>
              {endings}
              <span className="t3">, {note}</span>
            </dd>
          </Fragment>
        ))}
      </dl>
      <Head className={styles.section}>Imports of this project</Head>
      {jobs.length === 0 ? <p className="t3 small">Nothing has been imported yet.</p> : null}
      <table className={`${styles.table} num`}>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.jobId}>
              <td className="med">{job.title.replace(/^Importing /, '')}</td>
              <td className="t2">
                {new Date(job.createdAt).toLocaleDateString('en-GB', {
                  day: 'numeric',
                  month: 'short',
                  year: 'numeric',
                })}
                , {clockTime(job.createdAt, false)}
              </td>
              <td className="t2">{outcomeInWords(job)}</td>
              <td className={styles.actions}>
                {canGoOn(job) ? (
                  <LinkButton disabled={locked} onPress={() => resumeJob(job)}>
                    Go on
                  </LinkButton>
                ) : null}
                <LinkButton onPress={() => useShownImport.setState({ jobId: job.jobId })}>
                  {job.state === 'running' || job.state === 'waiting' ? 'Progress' : 'Report'}
                </LinkButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
