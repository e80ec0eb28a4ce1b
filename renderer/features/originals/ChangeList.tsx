import { ChevronDown, ChevronRight, CircleX } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReextractChange } from '../../../shared/contract/rooms/originals.ts';
import { firstStrongDirection } from '../../../shared/text/direction.ts';
import { goTo } from '../../app/rooms.ts';
import { call } from '../../state/backend.ts';
import { selectArticle } from '../../state/selection.ts';
import { ArticleTitle, count, ErrorState, Icon, LinkButton, SkeletonRows } from '../../ui/index.ts';
import { ChangeLines } from './Change.tsx';
import styles from './Originals.module.css';

/** Articles asked for at a time. */
const page = 50;

/** The articles a reading again changes, each to be opened for its lines. Asks for more as it is read. */
export function ChangeList({ jobId }: { jobId: string }) {
  const [changes, setChanges] = useState<ReextractChange[] | null>(null);
  const [total, setTotal] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  const [wanted, setWanted] = useState(page);
  useEffect(() => {
    const abort = new AbortController();
    const start = changes?.length ?? 0;
    if (start >= wanted) return;
    call('originals.changes', { jobId, start, count: page }, { signal: abort.signal }).then(
      (found) => {
        setError(null);
        setTotal(found.total);
        setChanges([...(changes ?? []), ...found.changes]);
        // Nothing further is there, whatever the total says.
        if (found.changes.length < page) setWanted(start + found.changes.length);
      },
      (failure: Error) => {
        if (!abort.signal.aborted) setError(failure);
      },
    );
    return () => abort.abort();
  }, [jobId, wanted, changes]);
  if (error) return <ErrorState inline error={error} onRetry={() => setChanges((before) => before && [...before])} />;
  if (!changes) return <SkeletonRows rows={6} />;
  return (
    <>
      <ul className={styles.changes}>
        {changes.map((change) => (
          <li key={change.articleId}>
            <ChangeRow change={change} />
          </li>
        ))}
      </ul>
      {changes.length < total ? (
        <LinkButton onPress={() => setWanted(changes.length + page)}>
          Show more; {count(total - changes.length)} are left
        </LinkButton>
      ) : null}
    </>
  );
}

const kinds = { text: 'text', metadata: 'metadata', failed: 'cannot be read' } as const;

function ChangeRow({ change }: { change: ReextractChange }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.change} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon of={open ? ChevronDown : ChevronRight} size={14} />
        <span className="ell">
          <ArticleTitle title={change.title} language={null} direction={firstStrongDirection(change.title) ?? 'ltr'} />
        </span>
        <bdi className="t2 ell">{change.source}</bdi>
        <span className={change.kind === 'failed' ? `bad ${styles.signed}` : 't2'}>
          {change.kind === 'failed' ? <Icon of={CircleX} size={14} /> : null}
          {kinds[change.kind]}
        </span>
        <span className={`${styles.words} num t2`}>
          {change.kind === 'failed' ? '' : `${count(change.wordsBefore)} to ${count(change.wordsAfter)} words`}
        </span>
      </button>
      {open ? (
        <>
          <ChangeLines change={change} />
          <p className={styles.read}>
            <LinkButton
              onPress={() => {
                selectArticle(change.articleId);
                goTo('read');
              }}
            >
              Read the article as it is now
            </LinkButton>
          </p>
        </>
      ) : null}
    </>
  );
}
