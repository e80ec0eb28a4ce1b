import { TriangleAlert } from 'lucide-react';
import { desktop, restartBackend } from '../state/backend.ts';
import { useSession } from '../state/session.ts';
import { Button, Icon } from '../ui/index.ts';
import styles from './Recovery.module.css';

/** When the project process has been given up: what is safe, and the ways out. */
export function Recovery() {
  const info = useSession((session) => session.info);
  const project = useSession((session) => session.project);
  const failure = useSession((session) => session.failure);
  const bridge = desktop();
  return (
    <main className={styles.recovery}>
      <Icon of={TriangleAlert} size={20} className="warn" />
      <h1 className="page-title">{bridge ? 'The project process has stopped' : 'Parallax cannot be reached'}</h1>
      <p className={styles.text}>
        {bridge
          ? 'It was started again several times and stopped each time. Everything that was shown as saved is on disk.'
          : 'The program that serves this page has ended or does not answer. Everything that was shown as saved is on disk. If it has ended, start it again in its terminal and open the address it prints there; otherwise try again.'}
      </p>
      {failure ? <p className={styles.text}>{failure.message}</p> : null}
      <div className={styles.actions}>
        <Button
          size="form"
          tone="primary"
          onPress={() => {
            useSession.setState({ connection: 'reconnecting', failure: null });
            restartBackend();
          }}
        >
          {bridge ? 'Start it again' : 'Try again'}
        </Button>
        {bridge && project ? (
          <Button size="form" onPress={() => void bridge.showInFolder(project.path)}>
            Show the project file
          </Button>
        ) : null}
        {bridge && info ? (
          <Button size="form" onPress={() => void bridge.showInFolder(info.logFile)}>
            Show the log file
          </Button>
        ) : null}
      </div>
      {info ? (
        <dl className={styles.facts}>
          {project ? (
            <>
              <dt>Project</dt>
              <dd>{project.path}</dd>
            </>
          ) : null}
          <dt>Log file</dt>
          <dd>{info.logFile}</dd>
        </dl>
      ) : null}
    </main>
  );
}
