import { Check, TriangleAlert } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { cancelJob, resumeJob } from '../../app/shell/job-actions.ts';
import { outcomeInWords, progressInWords, shareDone } from '../../app/shell/job-words.ts';
import { useBackend } from '../../state/queries.ts';
import {
  ask,
  Button,
  bytes,
  count,
  counted,
  ErrorState,
  Icon,
  LinkButton,
  Progress,
  percent,
  SkeletonRows,
  warnOf,
} from '../../ui/index.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './Originals.module.css';
import { leaveReextraction, readAllAgain, resultOf, useShownReextraction } from './reextract.ts';

type Status = OutputOf<'originals.status'>;

/** The imported bytes of the open project: what is kept of them, what read them, and reading them again. */
export function OriginalsStatus() {
  const { data, error, refetch } = useBackend('originals.status', {});
  const shown = useShownReextraction();
  if (error) return <ErrorState inline error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={3} />;
  if (data.articles === 0)
    return <p className={`${styles.note} t2`}>There are no articles yet, so there is nothing to keep.</p>;
  return (
    <>
      <Kept status={data} />
      <Extractors status={data} />
      {shown ? <Reextraction job={shown} /> : <Begin status={data} />}
    </>
  );
}

function Kept({ status }: { status: Status }) {
  const { inProject, byReference, none, compressedBytes } = status;
  return (
    <ul className={`${styles.kept} num`}>
      <li>
        {inProject > 0
          ? `${counted(inProject, 'article')} with the original in the project: ${bytes(status.bytes)}, compressed to ${bytes(compressedBytes)}`
          : 'No originals are kept in the project'}
      </li>
      {byReference > 0 ? (
        <li>{counted(byReference, 'article')} by reference: their files must stay where they are to be read again</li>
      ) : null}
      {none > 0 ? (
        <li className={styles.signed}>
          <Icon of={TriangleAlert} size={14} className="warn" />
          {counted(none, 'article')} without: imported before originals were kept. Import the same folder again to keep
          them
        </li>
      ) : null}
    </ul>
  );
}

function Extractors({ status }: { status: Status }) {
  return (
    <table className={`${styles.extractors} num`} aria-label="What read the articles">
      <tbody>
        {status.extractors.map(({ extractor, articles, current }) => (
          <tr key={extractor}>
            <td>{extractor}</td>
            <td>{counted(articles, 'article')}</td>
            <td className="t2">
              {current ? (
                <span className={styles.signed}>
                  <Icon of={Check} size={14} className="good" /> today’s version
                </span>
              ) : (
                'an older version'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Begin({ status }: { status: Status }) {
  const old = status.extractors.reduce((sum, one) => sum + (one.current ? 0 : one.articles), 0);
  const nothing = status.inProject + status.byReference === 0 ? 'no originals are kept to read again' : false;
  return (
    <div className={styles.actions}>
      <Button size="form" disabled={needsWriting() ?? nothing} onPress={() => void readAllAgain(false).catch(warnOf)}>
        See what reading again would change
      </Button>
      <span className="t3 small">
        {old > 0
          ? `${counted(old, 'text')} ${old === 1 ? 'was' : 'were'} read by an older version. `
          : 'All texts were read by today’s versions. '}
        Nothing is written until you say so.
      </span>
    </div>
  );
}

/** A reading again of the whole corpus: on its way, or what it would change or has changed. */
function Reextraction({ job }: { job: JobRow }) {
  const result = resultOf(job);
  if (job.state === 'running' || job.state === 'waiting') {
    const share = shareDone(job);
    return (
      <div className={`${styles.actions} num`}>
        <Progress value={share} label={job.title} />
        <span className={styles.percent}>{share === null ? '' : percent(share)}</span>
        <span className="t2">{progressInWords(job)}</span>
        <LinkButton onPress={() => cancelJob(job)}>Cancel</LinkButton>
      </div>
    );
  }
  if (!result)
    return (
      <div className={styles.actions}>
        <span className="t2">{outcomeInWords(job)}</span>
        <LinkButton disabled={needsWriting() ?? false} onPress={() => resumeJob(job)}>
          Go on
        </LinkButton>
        <LinkButton onPress={leaveReextraction}>Close</LinkButton>
      </div>
    );
  const touched = result.text + result.metadata;
  const words = result.applied
    ? ['has a new text', 'have a new text']
    : ['would have another text', 'would have another text'];
  const sums = [
    `${count(result.text)} ${result.text === 1 ? words[0] : words[1]}`,
    `${count(result.metadata)} other metadata`,
    `${count(result.unchanged)} the same`,
    result.failed > 0 ? `${count(result.failed)} cannot be read again` : null,
  ].filter(Boolean);
  return (
    <>
      <div className={`${styles.actions} num`}>
        <span>
          {counted(result.looked, 'article')} read again: {sums.join(', ')}.
        </span>
        <span className={styles.end}>
          <Button size="form" onPress={leaveReextraction}>
            Close
          </Button>
          {result.applied || touched === 0 ? null : (
            <Button tone="primary" size="form" disabled={needsWriting() ?? false} onPress={() => void apply(touched)}>
              {`Change ${counted(touched, 'article')}`}
            </Button>
          )}
        </span>
      </div>
      {touched + result.failed > 0 ? <ChangeList key={job.jobId} jobId={job.jobId} /> : null}
    </>
  );
}

async function apply(articles: number) {
  const answer = await ask({
    title: `Change ${counted(articles, 'article')}?`,
    text: 'Each gets a new text version; the former stays. Annotations go along with their words, and those whose words are gone are listed as unplaced. What a person typed or restored stays as it is.',
    action: 'Change them',
  });
  if (answer === 'action') await readAllAgain(true).catch(warnOf);
}
