import { ArrowDown, ArrowUp, Columns2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Article } from '../../../shared/model/article.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.ts';
import {
  ArticleTitle,
  Button,
  count,
  counted,
  DateText,
  Dialog,
  ErrorState,
  SkeletonRows,
  SourceName,
} from '../../ui/index.ts';
import styles from './Difference.module.css';
import { DifferenceParts } from './DifferenceParts.tsx';
import { hideDifference, useDifferenceShown } from './difference-shown.ts';

type Difference = OutputOf<'duplicates.difference'>;

/** What differs between two copies; stands once in every room that can ask for it. */
export function DifferenceDialog() {
  const pair = useDifferenceShown((state) => state.pair);
  // Whoever leaves the room leaves the question.
  useEffect(() => hideDifference, []);
  return (
    <Dialog title="What differs" width={1040} isOpen={pair !== null} onClose={hideDifference}>
      {pair ? <Shown key={pair.join(' ')} a={pair[0]} b={pair[1]} /> : null}
    </Dialog>
  );
}

function Shown({ a, b }: { a: string; b: string }) {
  const left = useBackend('articles.get', { articleId: a });
  const right = useBackend('articles.get', { articleId: b });
  const difference = useBackend('duplicates.difference', { a, b });
  const error = left.error ?? right.error ?? difference.error;
  if (error) return <ErrorState inline error={error} onRetry={() => void difference.refetch()} />;
  if (!left.data || !right.data || !difference.data) return <SkeletonRows rows={8} />;
  return <Parts a={left.data} b={right.data} difference={difference.data} />;
}

/** In one sentence what differs. */
function summary({ same, onlyA, onlyB }: Difference): string {
  if (onlyA + onlyB === 0)
    return `Both have the same ${counted(same, 'word')}; white space and the shape of quotation marks apart.`;
  const parts = [`${counted(same, 'word')} the same`];
  if (onlyA > 0) parts.push(`${count(onlyA)} only on the left`);
  if (onlyB > 0) parts.push(`${count(onlyB)} only on the right`);
  return parts.join(', ');
}

function Parts({ a, b, difference }: { a: Article; b: Article; difference: Difference }) {
  const changes = useMemo(
    () => difference.parts.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index])),
    [difference],
  );
  const [now, setNow] = useState(-1);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (now >= 0) box.current?.querySelector(`[data-part="${changes[now]}"]`)?.scrollIntoView({ block: 'center' });
  }, [now, changes]);
  const step = (by: 1 | -1) =>
    setNow((before) =>
      changes.length === 0 ? -1 : (before + by + changes.length + (before < 0 && by < 0 ? 1 : 0)) % changes.length,
    );
  const compare = () => {
    hideDifference();
    useSelection.setState({ pair: [a.articleId, b.articleId] });
    goTo('compare');
  };
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === 'j' || (key === 'n' && !event.shiftKey)) step(1);
    else if (key === 'k' || key === 'n') step(-1);
    else if (key === 'c') compare();
    else return;
    event.preventDefault();
  }
  return (
    <div
      ref={box}
      className={styles.difference}
      tabIndex={-1}
      role="group"
      aria-label="What differs"
      onKeyDown={onKeyDown}
    >
      <div className={styles.bar}>
        <span className={`${styles.summary} num`}>{summary(difference)}</span>
        <span className="t3 num" role="status">
          {changes.length === 0
            ? ''
            : now < 0
              ? counted(changes.length, 'change')
              : `${now + 1} of ${counted(changes.length, 'change')}`}
        </span>
        <Button icon={ArrowUp} keys="Shift+N" disabled={changes.length === 0} onPress={() => step(-1)}>
          Previous
        </Button>
        <Button icon={ArrowDown} keys="N" disabled={changes.length === 0} onPress={() => step(1)}>
          Next
        </Button>
        <Button icon={Columns2} keys="C" onPress={compare}>
          Open in Compare
        </Button>
      </div>
      <div className={styles.heads}>
        <About article={a} />
        <About article={b} />
      </div>
      <DifferenceParts a={a} b={b} parts={difference.parts} now={now < 0 ? null : (changes[now] ?? null)} />
    </div>
  );
}

function About({ article }: { article: Article }) {
  const { title, source, publishedAt, language } = article.metadata;
  return (
    <div className={styles.about}>
      <ArticleTitle wrap title={title.value ?? ''} language={language.value} direction={article.direction} />
      <p className="t2 small">
        <span className="med">
          <SourceName name={source.value} />
        </span>
        <DateText value={publishedAt.value} style="full" />
        <span className="num">{counted(article.words, 'word')}</span>
      </p>
      <p className="t3 small ell" title={article.originalPath}>
        <bdi>{article.originalPath}</bdi>
      </p>
    </div>
  );
}
