import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { ArticleTitle, counted, DateText, DecisionSign, SkeletonRows, SourceName } from '../../ui/index.ts';
import styles from './QueueList.module.css';
import type { Queue } from './queue.ts';

/** px: title, metadata, and for the open article a second line of title. */
const ROW = 45;
const OPEN_ROW = 63;

/** The articles of the triage view, the open one among them. */
export function QueueList({ queue }: { queue: Queue }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: queue.total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (index === queue.index ? OPEN_ROW : ROW),
    overscan: 6,
  });
  const { index } = queue;
  // The open row is only as high as its title once it has been drawn and measured: then it is brought into sight again.
  const openHeight = virtual.measurementsCache[index]?.size;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height may push the row's last line out of sight
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [virtual, index, openHeight]);
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  const { need, total } = queue;
  useEffect(() => {
    if (total > 0) need(from, to);
  }, [need, from, to, total]);
  if (queue.isPending) return <SkeletonRows rows={8} height={ROW} />;
  if (queue.total === 0) return <p className={styles.none}>No article has all that Triage asks for.</p>;
  return (
    <div ref={scroller} className={`${styles.scroller} scroll`}>
      <ol className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label="Articles of the triage view">
        {items.map((item) => {
          const row = queue.row(item.index);
          const isOpen = item.index === queue.index;
          return (
            <li
              key={item.index}
              className={styles.item}
              style={{ transform: `translateY(${item.start}px)` }}
              ref={virtual.measureElement}
              data-index={item.index}
            >
              {row ? (
                <button
                  type="button"
                  className={styles.row}
                  aria-current={isOpen || undefined}
                  onClick={() => queue.go(item.index)}
                >
                  <ArticleTitle
                    title={row.title}
                    language={row.language}
                    direction={row.direction}
                    wrap={isOpen}
                    className={styles.title}
                  />
                  <span className={styles.facts}>
                    {row.decision === 'undecided' ? null : <DecisionSign decision={row.decision} />}
                    <span className="ell">
                      <SourceName name={row.source} />
                    </span>
                    <DateText value={row.publishedAt} />
                    <span className={`${styles.end} num`}>
                      {row.annotations > 0 ? counted(row.annotations, 'mark') : <span className="t3">not coded</span>}
                    </span>
                  </span>
                </button>
              ) : (
                <div style={{ height: ROW - 1 }} />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
