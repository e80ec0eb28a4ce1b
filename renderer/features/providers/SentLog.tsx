import { Download, ListX } from 'lucide-react';
import { useState } from 'react';
import type { SentRow } from '../../../shared/model/provider.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Button,
  bytes,
  count,
  counted,
  EmptyState,
  ErrorState,
  SkeletonRows,
  saveText,
  warnOf,
} from '../../ui/index.ts';
import { shortAddress } from './kinds.ts';
import styles from './Providers.module.css';

const AT_ONCE = 100;

/** Every request that left the machine, and every switch, the newest first. */
export function SentLog() {
  const [start, setStart] = useState(0);
  const { data, error, refetch } = useBackend('providers.log', { start, count: AT_ONCE }, { keepPrevious: true });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={8} />;
  if (data.total === 0) {
    return (
      <EmptyState icon={ListX} title="Nothing was ever sent">
        Every request to a provider will stand here: when, to which address, with which words, for which claim, and how
        much came back.
      </EmptyState>
    );
  }
  const save = () =>
    void call('providers.logFile', {}).then(({ text }) => saveText('sent.csv', 'text/csv', text), warnOf);
  const last = Math.min(start + AT_ONCE, data.total);
  return (
    <>
      <div className={styles.logHead}>
        <span className="small t2 num">
          {counted(data.total, 'line')}, {bytes(data.bytesSent)} sent in all
        </span>
        <span className={styles.buttons}>
          {data.total > AT_ONCE ? (
            <>
              <Button disabled={start === 0} onPress={() => setStart(Math.max(0, start - AT_ONCE))}>
                Newer
              </Button>
              <span className="small t3 num">
                {count(start + 1)} to {count(last)}
              </span>
              <Button disabled={last >= data.total} onPress={() => setStart(start + AT_ONCE)}>
                Older
              </Button>
            </>
          ) : null}
          <Button icon={Download} onPress={save}>
            Save as CSV
          </Button>
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <div className={`${styles.log} scroll`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {['When', 'Provider', 'What', 'Address', 'For', 'Answer', 'Sent', 'Received'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <Line key={row.sentId} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const isSwitch = ({ outcome }: SentRow) => outcome === null;

function answerOf({ outcome, status, message }: SentRow): string {
  if (outcome === null) return '';
  if (outcome === 'answered') return `answered ${status ?? ''}`;
  if (outcome === 'under way') return 'under way';
  if (outcome === 'not known') return 'not known: Parallax ended first';
  return message || outcome;
}

function Line({ row }: { row: SentRow }) {
  const { claim, story } = row;
  return (
    <tr>
      <td className="num">
        {new Date(row.at).toLocaleString('en-GB', { dateStyle: 'short', timeStyle: 'medium' })}
        <span className="t3">{row.coder}</span>
      </td>
      <td>
        <bdi>{row.provider}</bdi>
      </td>
      <td>
        {row.what}
        {row.query ? <bdi className="t2">“{row.query}”</bdi> : null}
      </td>
      <td className={styles.address}>
        {row.method} {shortAddress(row.address)}
        {row.body ? (
          <details>
            <summary>Body</summary>
            <pre dir="auto">{row.body}</pre>
          </details>
        ) : null}
        {row.followed.map((to) => (
          <span key={to} className="t3">
            sent on to {shortAddress(to)}
          </span>
        ))}
      </td>
      <td>{claim ? `claim ${claim.number}` : story ? <bdi>{story.title}</bdi> : ''}</td>
      <td className={row.outcome === 'failed' ? 'bad' : undefined}>{answerOf(row)}</td>
      <td className="num">{isSwitch(row) ? '' : bytes(row.sentBytes)}</td>
      <td className="num">{isSwitch(row) ? '' : bytes(row.receivedBytes)}</td>
    </tr>
  );
}
