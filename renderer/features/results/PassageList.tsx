import { useVirtualizer } from '@tanstack/react-virtual';
import { MessageSquareText, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Passage, PassageFilterInput, PassageSort } from '../../../shared/contract/rooms/results.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import { selectArticle, selectPlace } from '../../state/selection.ts';
import {
  CodeName,
  DateText,
  EmptyState,
  ErrorState,
  Icon,
  LinkButton,
  SkeletonRows,
  SourceName,
  say,
} from '../../ui/index.ts';
import { changeFilter, noFilter, setAsked, useAsked } from './asked.ts';
import styles from './Results.module.css';
import { useFirstPassages, usePassagesAt } from './usePassages.ts';

/** px, as `.passage` in Results.module.css. */
const ROW = 78;
const none: never[] = [];

export function readPassage(passage: Passage) {
  if (passage.start !== null && passage.end !== null) {
    selectPlace(passage.articleId, passage.start, passage.end);
  } else {
    selectArticle(passage.articleId);
    if (passage.level === 'span') say('These words were not found in the article’s present text.');
  }
  goTo('read');
}

/** Coded passages in their sentences, one below the other. */
export function PassageList(props: {
  filter: PassageFilterInput;
  sort: PassageSort;
  codes: ReadonlyMap<string, Code>;
  onCount(total: number, articles: number): void;
}) {
  const { at } = useAsked();
  const scroller = useRef<HTMLDivElement>(null);
  const { filter, sort, onCount } = props;
  const first = useFirstPassages(filter, sort);
  const total = first.data?.total ?? 0;
  const articles = first.data?.articles ?? 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 4,
  });
  const items = virtual.getVirtualItems();
  const rowAt = usePassagesAt(filter, sort, first.data?.rows ?? none, [at, ...items.map(({ index }) => index)]);
  const current = rowAt(at);
  useEffect(() => onCount(total, articles), [total, articles, onCount]);
  useEffect(() => {
    if (total > 0) virtual.scrollToIndex(Math.min(at, total - 1));
  }, [at, total, virtual]);
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, []);
  const move = (to: number) => setAsked({ at: Math.max(0, Math.min(total - 1, to)) });
  const empty = total > 0 ? null : 'there are no passages';
  const moves = (
    [
      ['next', 'Next passage', ['J', 'ArrowDown'], () => at + 1],
      ['previous', 'Previous passage', ['K', 'ArrowUp'], () => at - 1],
      ['pageDown', 'A page on', ['PageDown'], () => at + 6],
      ['pageUp', 'A page back', ['PageUp'], () => at - 6],
      ['first', 'First passage', ['Home'], () => 0],
      ['last', 'Last passage', ['End'], () => total - 1],
    ] as const
  ).map(([id, label, keys, to]) => ({
    ...{ id: `results.${id}`, label, group: 'Move', keys, keyOnly: true, disabled: empty },
    run: () => move(to()),
  }));
  useCommands([
    ...moves,
    {
      id: 'results.read',
      label: 'Open the passage in Read',
      group: 'Move',
      keys: ['Enter'],
      disabled: empty,
      run: () => current && readPassage(current),
    },
  ]);

  if (first.error) return <ErrorState error={first.error} onRetry={() => void first.refetch()} />;
  if (first.isPending) return <SkeletonRows rows={8} height={ROW} />;
  if (total === 0) {
    return (
      <EmptyState
        icon={Search}
        title="No passage fits"
        actions={<LinkButton onPress={() => changeFilter(noFilter)}>Clear all filters</LinkButton>}
      >
        Nothing that was coded has all that the filters ask for.
      </EmptyState>
    );
  }
  return (
    <div
      ref={scroller}
      className={`${styles.list} scroll`}
      role="listbox"
      aria-label="Passages"
      aria-busy={first.isPlaceholderData}
      aria-activedescendant={current ? `passage-${current.annotationId}` : undefined}
      tabIndex={0}
    >
      <div className={styles.space} style={{ height: virtual.getTotalSize() }} role="presentation">
        {items.map(({ index, start }) => (
          <PassageRow
            key={index}
            passage={rowAt(index)}
            top={start}
            position={index + 1}
            total={total}
            isCurrent={index === at}
            codes={props.codes}
            onPress={() => move(index)}
          />
        ))}
      </div>
    </div>
  );
}

/** Letters before the quote that a row has room for. */
const BEFORE = 110;
const endOf = (words: string) =>
  words.length > BEFORE ? `…${words.slice(-BEFORE).replace(/^\S{0,30}\s/u, '')}` : words;

function PassageRow(props: {
  passage: Passage | undefined;
  top: number;
  position: number;
  total: number;
  isCurrent: boolean;
  codes: ReadonlyMap<string, Code>;
  onPress(): void;
}) {
  const { passage } = props;
  const place = { transform: `translateY(${props.top}px)` };
  if (!passage) return <div className={styles.passage} style={place} role="presentation" />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the room's commands are the keyboard's way
    <div
      id={`passage-${passage.annotationId}`}
      className={styles.passage}
      style={place}
      role="option"
      tabIndex={-1}
      aria-selected={props.isCurrent}
      aria-posinset={props.position}
      aria-setsize={props.total}
      onClick={props.onPress}
      onDoubleClick={() => readPassage(passage)}
    >
      <span className={styles.about}>
        {passage.codeIds.length === 0 ? <span className="t3">no code</span> : null}
        {passage.codeIds.map((codeId) => (
          <CodeName
            key={codeId}
            color={props.codes.get(codeId)?.color ?? 9}
            name={props.codes.get(codeId)?.name ?? 'Deleted code'}
          />
        ))}
        <span className={styles.from}>
          <span>
            <SourceName name={passage.source} />, <DateText value={passage.publishedAt} />
          </span>
          <bdi className={`ell serif ${styles.title}`} lang={passage.language ?? undefined}>
            {passage.title}
          </bdi>
        </span>
        <span className={styles.coder}>
          {passage.memo.trim() ? (
            <span title={passage.memo}>
              <Icon of={MessageSquareText} size={14} />
              <span className="vh">memo</span>
            </span>
          ) : null}
          {passage.confidence === null ? null : <span className="num">{passage.confidence} %</span>}
          <bdi>{passage.coder}</bdi>
        </span>
      </span>
      <span className={`${styles.words} serif`} dir={passage.direction} lang={passage.language ?? undefined}>
        {passage.level === 'article' ? (
          <span className="t3">The whole article</span>
        ) : (
          <>
            <span className="t3">{endOf(passage.before)}</span>
            <mark className={`${styles.quote} c${props.codes.get(passage.codeIds[0] ?? '')?.color ?? 9}`}>
              {passage.exact}
              {passage.isCut ? '…' : ''}
            </mark>
            <span className="t3">{passage.after}</span>
          </>
        )}
      </span>
    </div>
  );
}
