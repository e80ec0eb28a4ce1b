import { Check, TriangleAlert } from 'lucide-react';
import { showPart } from '../../features/team/team-state.ts';
import { useBackend } from '../../state/queries.ts';
import { useSession } from '../../state/session.ts';
import { clockTime, count, counted, Icon, Kbd, LinkButton, Progress, percent, useMessages } from '../../ui/index.ts';
import { usePendingKeys } from '../commands/useKeyboard.ts';
import { ProjectMenu } from '../projects/ProjectMenu.tsx';
import { goTo } from '../rooms.ts';
import { cancelJob, resumeJob, showJob } from './job-actions.ts';
import { endInWords, progressInWords, shareDone } from './job-words.ts';
import styles from './Shell.module.css';

export function StatusBar() {
  const project = useSession((session) => session.project);
  const info = useSession((session) => session.info);
  return (
    <footer className={`${styles.status} num`}>
      {project ? <ProjectMenu /> : <span>No project open</span>}
      {project ? <Counts /> : null}
      <Saved />
      <Note />
      <span className={styles.job}>
        {project ? <JobStatus /> : <span className="t3">Parallax {info?.version}, offline</span>}
      </span>
    </footer>
  );
}

function Counts() {
  const status = useBackend('projects.status', {}).data;
  return (
    <>
      <span>{status ? counted(status.articles, 'article') : '\u00a0'}</span>
      <span className="wide">{status ? `${count(status.decisions.include)} included` : '\u00a0'}</span>
    </>
  );
}

/** The connection, or when the last change was on disk. */
function Saved() {
  const connection = useSession((session) => session.connection);
  const project = useSession((session) => session.project);
  const eventSavedAt = useSession((session) => session.savedAt);
  const status = useBackend('projects.status', {}, { enabled: project !== null });
  const savedAt = eventSavedAt ?? status.data?.savedAt;
  if (connection === 'reconnecting')
    return (
      <span className={styles.saved} role="status">
        <Icon of={TriangleAlert} size={14} className="warn" />
        Reconnecting. What was saved is on disk.
      </span>
    );
  if (!project) return null;
  if (project.readOnly) return <span>Read-only</span>;
  if (!savedAt) return null;
  return (
    <button
      type="button"
      className={`${styles.saved} ${styles.savedButton}`}
      title="Who changed what when"
      onClick={() => {
        showPart('history');
        goTo('team');
      }}
    >
      <Icon of={Check} size={14} className="good" />
      Saved {clockTime(savedAt)}
    </button>
  );
}

function Note() {
  const note = useMessages((messages) => messages.note);
  const pending = usePendingKeys((keys) => keys.pending);
  return (
    <span className={styles.note} role="status">
      {pending ? (
        <Kbd keys={pending} />
      ) : note ? (
        <>
          <span className="ell">{note.text}</span>
          {note.action ? <LinkButton onPress={note.action.run}>{note.action.label}</LinkButton> : null}
        </>
      ) : null}
    </span>
  );
}

/** The job that runs, else how the last one ended. */
function JobStatus() {
  const jobs = useSession((session) => session.jobs);
  const running = jobs.find((job) => job.state === 'running') ?? jobs.find((job) => job.state === 'waiting');
  if (running) {
    const share = shareDone(running);
    return (
      <>
        <span className="ell">
          <span className="med">{running.title}</span> <span className="wide">{progressInWords(running)}</span>
        </span>
        <Progress value={share} label={running.title} />
        <span className={styles.percent}>{share === null ? '' : percent(share)}</span>
        <LinkButton onPress={() => cancelJob(running)}>Cancel</LinkButton>
      </>
    );
  }
  const last = jobs[0];
  if (!last) return null;
  const isBad = last.state === 'failed' || last.state === 'interrupted';
  return (
    <>
      {isBad ? <Icon of={TriangleAlert} size={14} className="warn" /> : null}
      <span className="ell" title={last.title}>
        {endInWords(last)}
      </span>
      {isBad ? <LinkButton onPress={() => resumeJob(last)}>Go on</LinkButton> : null}
      {last.kind === 'import' && last.state !== 'failed' ? (
        <LinkButton onPress={() => showJob(last)}>Report</LinkButton>
      ) : null}
    </>
  );
}
