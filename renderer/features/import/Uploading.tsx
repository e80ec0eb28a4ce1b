import { Button, bytes, count, ErrorState, Progress, percent, Tools } from '../../ui/index.ts';
import styles from './Inbox.module.css';
import { leaveImport, useInbox } from './inbox.ts';
import { Steps } from './Steps.tsx';

/** A browser hands its files over before anything can be looked at. */
export function Uploading() {
  const { title, upload, error } = useInbox();
  const share = upload && upload.totalBytes > 0 ? upload.bytes / upload.totalBytes : null;
  return (
    <section className={styles.page}>
      <Tools end={<Button onPress={() => void leaveImport()}>Cancel</Button>}>
        <Steps now={1} />
      </Tools>
      <div className={styles.body}>
        <h1 className="page-title">Reading {title}</h1>
        <p className="t2">The browser hands the files over to Parallax on this machine. Nothing is imported yet.</p>
        {error ? (
          <ErrorState inline error={error} actions={<Button onPress={() => void leaveImport()}>Choose again</Button>} />
        ) : (
          <div className={`${styles.big} num`}>
            <Progress value={share} label="Upload" />
            <span>{share === null ? '' : percent(share)}</span>
            <span className="t2">
              {upload
                ? `${count(upload.files)} of ${count(upload.totalFiles)} files · ${bytes(upload.bytes)} of ${bytes(upload.totalBytes)}`
                : ''}
            </span>
          </div>
        )}
      </div>
    </section>
  );
}
