import { useVirtualizer } from '@tanstack/react-virtual';
import { Scale } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { CodeSwatch, Icon } from '../../ui/index.ts';
import { ParagraphMap, type TextPane, usePane } from '../text/index.ts';
import styles from './AnnotationList.module.css';
import { stanceSigns } from './ClaimEvidence.tsx';
import { entriesOf, type ListedMark, listed } from './listed-marks.ts';

/** px: two lines of text and their distances. */
const ROW = 42;

/**
 * Everything marked in an article, claims and evidence too, as a list that the keyboard reaches: it carries what the painted
 * marks show. Arrow keys move, Enter goes to the mark.
 */
export const AnnotationList = memo(function AnnotationList(props: {
  pane: TextPane;
  article: Article;
  annotations: readonly Annotation[];
  claims: readonly Claim[];
  codes: ReadonlyMap<string, Code>;
}) {
  const { pane, article, annotations, claims, codes } = props;
  const map = useMemo(() => new ParagraphMap(article.text), [article.text]);
  const rows = useMemo(
    () => entriesOf(article.articleId, annotations, claims),
    [article.articleId, annotations, claims],
  );
  const severalCoders = useMemo(() => annotations.some((one) => one.coder !== annotations[0]?.coder), [annotations]);
  const active = usePane(pane, (state) => state.active);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  // A claim may have several places here: the one that was gone to stays the current row.
  const [chosen, setChosen] = useState<string | null>(null);
  const at = useMemo(() => {
    if (active === null) return -1;
    const exact = rows.findIndex((row) => row.key === chosen && row.ownerId === active);
    return exact >= 0 ? exact : rows.findIndex((row) => row.ownerId === active);
  }, [rows, active, chosen]);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);
  const go = (index: number, focusText: boolean) => {
    const row = rows[index];
    if (!row) return;
    setChosen(row.key);
    pane.activate(row.ownerId);
    if (row.span) pane.reveal(row.span);
    if (focusText) pane.surface?.root.focus({ preventScroll: true });
  };
  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, (at < 0 ? -1 : at) + by));
    go(next, false);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }[
      event.key
    ];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step(by);
  };
  if (rows.length === 0) {
    return <p className={styles.none}>Nothing coded yet. Select a passage and press a code’s key.</p>;
  }
  return (
    <div ref={scroller} className={`${styles.scroller} scroll`}>
      <ol className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label="Annotations of this article">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const { key } = rows[index]!;
          const row = listed(rows[index]!, codes, map);
          const isActive = index === at;
          return (
            <li
              key={key}
              className={styles.item}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <button
                type="button"
                data-index={index}
                className={styles.row}
                aria-current={isActive || undefined}
                tabIndex={isActive || (at < 0 && index === 0) ? 0 : -1}
                onClick={(event) => go(index, event.detail === 0)}
                onKeyDown={onKeyDown}
              >
                <Sign mark={row} />
                <bdi className="ell">{row.names}</bdi>
                <span className={`${styles.where} num`} data-warn={row.where === 'unplaced' ? '' : undefined}>
                  {severalCoders && row.coder !== '' ? <bdi>{row.coder} </bdi> : null}
                  {row.where}
                </span>
                <q
                  className={`${styles.quote} serif ell`}
                  lang={article.metadata.language.value ?? undefined}
                  dir={article.direction}
                >
                  {row.quote || '\u00a0'}
                </q>
                {severalCoders || row.coder === '' ? null : <span className="vh"> by {row.coder}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
});

function Sign({ mark: { color, sign } }: { mark: ListedMark }) {
  if (sign === 'claim') return <Icon of={Scale} size={14} />;
  if (sign) return <Icon of={stanceSigns[sign].icon} size={14} className={stanceSigns[sign].tone} />;
  return color > 0 ? <CodeSwatch color={color} /> : <span className={styles.plain} aria-hidden="true" />;
}
