import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { decisionNames } from '../../ui/index.ts';
import styles from './ArticleTable.module.css';
import { type ColumnId, columnFacts } from './columns.tsx';
import { HeadRow } from './HeadRow.tsx';
import { isSelected, type RowSelection } from './row-selection.ts';
import { placesOf, type ScrollSpace, scrollToShow, shiftAt } from './scroll-map.ts';
import { useArticleTable } from './useArticleTable.ts';
import { type OpenView, useRows } from './useView.ts';

/** Height of the row of heads, which stays on top of the rows, in px. */
const HEAD = 28;

/** What the room needs from the table: to bring a row into sight, and how many rows a page has. */
export interface TableHandle {
  show(index: number): void;
  pageRows(): number;
  focus(): void;
}

export interface ArticleTableProps {
  view: OpenView;
  rowHeight: number;
  focused: number;
  selection: RowSelection;
  sort: ViewQueryInput['sort'];
  onSort(sort: ViewQueryInput['sort']): void;
  onRowPress(index: number, row: ArticleRow, event: MouseEvent): void;
  onRowOpen(index: number, row: ArticleRow): void;
  handle: RefObject<TableHandle | null>;
}

/** Rows of a view in a grid: only what is seen is in the document, however long the view is. */
export function ArticleTable(props: ArticleTableProps) {
  const { view, rowHeight, focused, selection, handle } = props;
  useRows(view);
  const scroller = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState(600);
  const space: ScrollSpace = { total: view.total, rowHeight, viewport };
  const places = placesOf(space);
  const virtualizer = useVirtualizer({
    count: places,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const shift = shiftAt(virtualizer.scrollOffset ?? 0, space);
  const items = virtualizer.getVirtualItems();
  const first = (items[0]?.index ?? 0) + shift;
  const last = (items.at(-1)?.index ?? 0) + shift;

  useEffect(() => view.rows.show(first, last), [view, first, last]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setViewport(element.clientHeight - HEAD));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height moves every row, so that the virtualizer must measure anew.
  useEffect(() => virtualizer.measure(), [rowHeight]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view starts at its top.
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [view.viewId]);
  handle.current = {
    show(index) {
      const element = scroller.current;
      if (!element) return;
      const top = scrollToShow(index, element.scrollTop, { ...space, viewport: element.clientHeight - HEAD });
      if (top !== null) element.scrollTop = top;
    },
    pageRows: () => Math.max(1, Math.floor(viewport / rowHeight) - 1),
    focus: () => scroller.current?.focus({ preventScroll: true }),
  };

  const seen = items.map((item) => ({ item, index: item.index + shift, row: view.rows.get(item.index + shift) }));
  const rows = seen.flatMap(({ row }) => (row ? [row] : []));
  const { table, layout } = useArticleTable(rows);
  const modelRows = new Map(table.getRowModel().rows.map((row) => [row.id, row]));
  const visible = [...table.getStartVisibleLeafColumns(), ...table.getCenterVisibleLeafColumns()];
  const template = visible
    .map((column) => (column.id === 'title' ? `minmax(${column.getSize()}px, 1fr)` : `${column.getSize()}px`))
    .join(' ');
  const width = visible.reduce((sum, column) => sum + column.getSize(), 0);
  const focusedRow = view.rows.get(focused);

  return (
    <div
      ref={scroller}
      className={`${styles.scroller} scroll`}
      role="grid"
      aria-label="Articles"
      aria-rowcount={view.total + 1}
      aria-colcount={visible.length}
      aria-multiselectable="true"
      aria-activedescendant={focusedRow ? `row-${focusedRow.articleId}` : undefined}
      tabIndex={0}
    >
      <HeadRow
        table={table}
        layout={layout}
        template={template}
        width={width}
        sort={props.sort}
        onSort={props.onSort}
      />
      <div style={{ height: places * rowHeight, minWidth: width }} className={styles.space} role="rowgroup">
        {seen.map(({ item, index, row }) => {
          const place = { transform: `translateY(${item.start}px)`, height: rowHeight, gridTemplateColumns: template };
          if (row === undefined) {
            return (
              <div
                key={`loading-${index}`}
                role="row"
                aria-rowindex={index + 2}
                className={`${styles.row} ${styles.loading}`}
                style={place}
              />
            );
          }
          const model = row && modelRows.get(row.articleId);
          if (!row || !model) {
            return (
              <div
                key={`gone-${index}`}
                role="row"
                aria-rowindex={index + 2}
                className={`${styles.row} t3 small`}
                style={place}
              >
                <span className={styles.gone}>This article is no longer in the project.</span>
              </div>
            );
          }
          const selected = isSelected(selection, row.articleId);
          return (
            <div
              key={row.articleId}
              id={`row-${row.articleId}`}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              aria-selected={selected}
              aria-label={`${row.title}, ${row.source}, ${decisionNames[row.decision]}`}
              data-focused={index === focused || undefined}
              data-decision={row.decision}
              className={styles.row}
              style={place}
              onMouseDown={(event) => props.onRowPress(index, row, event)}
              onDoubleClick={() => props.onRowOpen(index, row)}
            >
              {visible.map((column) => {
                const cell = model.getVisibleCells().find((candidate) => candidate.column.id === column.id);
                const pinned = column.getIsPinned() === 'start';
                return (
                  <span
                    key={column.id}
                    role="gridcell"
                    data-column={column.id}
                    data-end={columnFacts[column.id as ColumnId].end || undefined}
                    data-pinned={pinned || undefined}
                    className={`${styles.cell} num`}
                    style={pinned ? { insetInlineStart: column.getStart('start') } : undefined}
                  >
                    {cell ? <table.FlexRender cell={cell} /> : null}
                  </span>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}
