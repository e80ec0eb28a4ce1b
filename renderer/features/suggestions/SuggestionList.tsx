import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, X } from 'lucide-react';
import { memo, useEffect, useMemo, useRef } from 'react';
import type { Article } from '../../../shared/model/article.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { CodeSwatch, Icon } from '../../ui/index.ts';
import { ParagraphMap, type TextPane, usePane } from '../text/index.ts';
import styles from './Suggestions.module.css';
import { takeInHand } from './suggestion-deeds.ts';
import { labelInWords, suggestionId } from './suggestion-state.ts';

/** px: two lines of text and their distances. */
const ROW = 42;

const decided = { accepted: 'accepted', changed: 'accepted with a change', rejected: 'rejected', open: 'open' };

/** Everything suggested in an article, as a list for the keyboard and for screen readers. Arrow keys move, Enter goes there. */
export const SuggestionList = memo(function SuggestionList(props: {
  pane: TextPane;
  article: Article;
  suggestions: readonly Suggestion[];
  codes: ReadonlyMap<string, Code>;
  /** Why the list is empty. */
  none: string;
}) {
  const { pane, article, suggestions: rows, codes } = props;
  const map = useMemo(() => new ParagraphMap(article.text), [article.text]);
  const active = usePane(pane, (state) => state.active);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const at = active === null ? -1 : rows.findIndex((row) => suggestionId(row) === active);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);
  const go = (index: number, focusText: boolean) => {
    const row = rows[index];
    if (!row) return;
    takeInHand(pane, row);
    if (focusText) pane.surface?.root.focus({ preventScroll: true });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }[
      event.key
    ];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(rows.length - 1, (at < 0 ? -1 : at) + by));
    go(next, false);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  if (rows.length === 0) return <p className={styles.none}>{props.none}</p>;
  return (
    <div ref={scroller} className={`${styles.scroller} scroll`}>
      <ol className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label="Suggestions in this article">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]!;
          const code = row.codeId === null ? undefined : codes.get(row.codeId);
          const isActive = index === at;
          return (
            <li
              key={suggestionId(row)}
              className={styles.item}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <button
                type="button"
                data-index={index}
                className={styles.row}
                data-decision={row.decision}
                aria-current={isActive || undefined}
                tabIndex={isActive || (at < 0 && index === 0) ? 0 : -1}
                onClick={(event) => go(index, event.detail === 0)}
                onKeyDown={onKeyDown}
              >
                {code ? <CodeSwatch color={code.color} /> : <span className={styles.sign}>?</span>}
                <span className="ell">
                  <span aria-hidden="true">? </span>
                  <bdi>{code?.name ?? labelInWords(row, codes)}</bdi>
                  <span className="vh">, suggestion, {decided[row.decision]}</span>
                </span>
                <span className={`${styles.where} num`}>
                  {row.decision === 'open' ? (
                    row.score.toFixed(2)
                  ) : (
                    <Icon of={row.decision === 'rejected' ? X : Check} size={14} />
                  )}{' '}
                  ¶ {map.paragraphAt(row.start) + 1}
                </span>
                <q
                  className={`${styles.quote} serif ell`}
                  lang={article.metadata.language.value ?? undefined}
                  dir={article.direction}
                >
                  {article.text.slice(row.start, row.end)}
                </q>
                <span className="vh">
                  {' '}
                  by {row.analyser} {row.version}: {row.reason}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
});
