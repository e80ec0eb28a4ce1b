import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import styles from './ArticleTable.module.css';
import { HeadRow } from './HeadRow.tsx';
import { createListScroll } from './list-scroll.ts';
import { isSelected, type RowSelection } from './row-selection.ts';
import { isCapped, type ScrollSpace, spacerHeight, topToShow } from './scroll-map.ts';
import { TableRow } from './TableRow.tsx';
import { titleTerms } from './title-hits.ts';
import { useArticleTable } from './useArticleTable.ts';
import { type OpenView, useRows } from './useView.ts';

/** Height of the row of heads, which stays on top of the rows, in px. */
const HEAD = 28;

/** What the room needs from the table. */
export interface TableHandle {
  /** Brings a row into sight, moving as little as possible. */
  show(index: number): void;
  /** Where a row stands: distance from the first visible pixel, in px. */
  offsetOf(index: number): number;
  /** Puts a row at a distance from the first visible pixel, in px; in the middle when it says nothing. */
  place(index: number, offset?: number): void;
  pageRows(): number;
  isAtTop(): boolean;
  focus(): void;
}

export interface ArticleTableProps {
  view: OpenView;
  rowHeight: number;
  focused: number;
  selection: RowSelection;
  sort: ViewQueryInput['sort'];
  /** Another list is on its way. */
  busy: boolean;
  onSort(sort: ViewQueryInput['sort']): void;
  onRowPress(index: number, row: ArticleRow, event: MouseEvent): void;
  onRowOpen(index: number, row: ArticleRow): void;
  /** A menu is wanted for a row, at a point of the window in px. */
  onRowMenu(index: number, row: ArticleRow, at: { x: number; y: number }): void;
  handle: RefObject<TableHandle | null>;
}

/** Rows of a view in a grid: only what is seen is in the document, however long the view is. */
export function ArticleTable(props: ArticleTableProps) {
  const { view, rowHeight, focused, selection, handle } = props;
  useRows(view);
  const scroller = useRef<HTMLDivElement>(null);
  const [scroll] = useState(createListScroll);
  const [viewport, setViewport] = useState(600);
  const space: ScrollSpace = { total: view.total, rowHeight, viewport };
  scroll.setSpace(space);
  const capped = isCapped(space);
  const virtualizer = useVirtualizer({
    count: view.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    observeElementOffset: (_instance, listener) => scroll.observe(listener),
    scrollToFn: () => {},
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const top = scroll.top();

  useEffect(() => view.rows.show(first, last), [view, first, last]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    setViewport(element.clientHeight - HEAD);
    const observer = new ResizeObserver(() => setViewport(element.clientHeight - HEAD));
    observer.observe(element);
    const detach = scroll.attach(element);
    return () => {
      observer.disconnect();
      detach();
    };
  }, [scroll]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height moves every row, so that the virtualizer must measure anew.
  useLayoutEffect(() => virtualizer.measure(), [rowHeight]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a shorter list, or a higher window, may end above where the list was.
  useLayoutEffect(() => scroll.moveTo(scroll.top()), [view.total, viewport, rowHeight]);

  const room = (): ScrollSpace => ({ ...space, viewport: (scroller.current?.clientHeight ?? viewport + HEAD) - HEAD });
  handle.current = {
    show(index) {
      const next = topToShow(index, scroll.top(), room());
      if (next !== null) scroll.moveTo(next);
    },
    offsetOf: (index) => index * rowHeight - scroll.top(),
    place(index, offset = (room().viewport - rowHeight) / 2) {
      scroll.setSpace(room());
      scroll.moveTo(index * rowHeight - offset);
    },
    pageRows: () => Math.max(1, Math.floor(viewport / rowHeight) - 1),
    isAtTop: () => scroll.top() < rowHeight,
    focus: () => scroller.current?.focus({ preventScroll: true }),
  };

  const { table, layout, cells, template, width } = useArticleTable();
  const terms = useMemo(() => titleTerms(view.query.text ?? ''), [view.query.text]);
  const focusedRow = focused >= first && focused <= last ? view.rows.get(focused) : undefined;

  /** The row that an event happened in. */
  function rowOf(event: MouseEvent): [index: number, row: ArticleRow] | null {
    const element = (event.target as Element).closest<HTMLElement>('[data-index]');
    const index = Number(element?.dataset.index);
    const row = element ? view.rows.get(index) : undefined;
    return row ? [index, row] : null;
  }
  const withRow = (event: MouseEvent, deed: (index: number, row: ArticleRow) => void) => {
    const found = rowOf(event);
    if (found) deed(...found);
  };
  function menu(event: MouseEvent) {
    const found = rowOf(event);
    if (found) {
      event.preventDefault();
      return props.onRowMenu(...found, { x: event.clientX, y: event.clientY });
    }
    // From the keyboard: for the row under the cursor, at its title.
    if (!focusedRow || event.target !== scroller.current) return;
    event.preventDefault();
    const box = scroller.current.getBoundingClientRect();
    const y = box.top + HEAD + (focused + 1) * rowHeight - top;
    props.onRowMenu(focused, focusedRow, { x: box.left + 40, y });
  }

  return (
    <div
      ref={scroller}
      className={`${styles.scroller} scroll`}
      role="grid"
      aria-label="Articles"
      aria-rowcount={view.total + 1}
      aria-colcount={cells.length}
      aria-multiselectable="true"
      aria-busy={props.busy || undefined}
      aria-activedescendant={focusedRow ? `row-${focusedRow.articleId}` : undefined}
      tabIndex={0}
      onContextMenu={menu}
    >
      <HeadRow
        table={table}
        layout={layout}
        cells={cells}
        template={template}
        width={width}
        sort={props.sort}
        onSort={props.onSort}
      />
      {/* Every deed of the mouse is a command with a key, see useTriageCommands. */}
      <div
        role="rowgroup"
        style={{ height: spacerHeight(space), minWidth: width }}
        className={styles.space}
        onMouseDown={(event) => withRow(event, (index, row) => props.onRowPress(index, row, event))}
        onDoubleClick={(event) => withRow(event, props.onRowOpen)}
      >
        <div
          role="none"
          className={capped ? styles.stage : undefined}
          style={capped ? { height: viewport } : undefined}
        >
          {items.map(({ index, start }) => {
            const row = view.rows.get(index);
            return (
              <TableRow
                key={row ? row.articleId : `row ${index}`}
                row={row}
                index={index}
                y={capped ? start - top : start}
                height={rowHeight}
                template={template}
                cells={cells}
                terms={terms}
                selected={row ? isSelected(selection, row.articleId) : false}
                focused={index === focused}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
