import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import tableStyles from '../../ui/Table.module.css';
import type { Copy } from '../duplicates/kinds.ts';
import styles from './ArticleTable.module.css';
import { CopyRow } from './CopyRow.tsx';
import { HeadRow } from './HeadRow.tsx';
import { createListScroll } from './list-scroll.ts';
import { isSelected, type RowSelection } from './row-selection.ts';
import { isCapped, type ScrollSpace, spacerHeight, topToShow } from './scroll-map.ts';
import { TableRow } from './TableRow.tsx';
import type { LinePlace } from './table-lines.ts';
import { titleTerms } from './title-hits.ts';
import { useArticleTable } from './useArticleTable.ts';
import type { Unfolding } from './useUnfolded.ts';
import { type OpenView, useRows } from './useView.ts';

/** Height of the row of heads, which stays on top of the rows, in px. */
const HEAD = 28;

/** What the room needs from the table. Rows are counted by the view, without the copies that are shown. */
export interface TableHandle {
  /** Brings a row, or one of its copies, into sight, moving as little as possible. */
  show(index: number, copy?: number): void;
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
  focused: LinePlace;
  unfolding: Unfolding;
  /** Copies stand behind the row of their head. */
  isFolding: boolean;
  selection: RowSelection;
  sort: ViewQueryInput['sort'];
  /** Another list is on its way. */
  busy: boolean;
  onSort(sort: ViewQueryInput['sort']): void;
  onRowPress(place: LinePlace, row: ArticleRow | Copy, event: MouseEvent): void;
  onRowOpen(place: LinePlace, row: ArticleRow | Copy): void;
  /** A menu is wanted for a row, at a point of the window in px. */
  onRowMenu(place: LinePlace, row: ArticleRow | Copy, at: { x: number; y: number }): void;
  /** The copies of a row are to be shown, or hidden. */
  onToggle(index: number, row: ArticleRow): void;
  handle: RefObject<TableHandle | null>;
}

/** Rows of a view in a grid: only what is seen is in the document, however long the view is. */
export function ArticleTable(props: ArticleTableProps) {
  const { view, rowHeight, selection, handle, isFolding } = props;
  const { lines, groups } = props.unfolding;
  const focused = lines.lineOf(props.focused.index, props.focused.copy);
  useRows(view);
  const scroller = useRef<HTMLDivElement>(null);
  const [scroll] = useState(createListScroll);
  const [viewport, setViewport] = useState(600);
  const space: ScrollSpace = { total: lines.total, rowHeight, viewport };
  scroll.setSpace(space);
  const capped = isCapped(space);
  const virtualizer = useVirtualizer({
    count: lines.total,
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

  useEffect(() => view.rows.show(lines.at(first).index, lines.at(last).index), [view, lines, first, last]);
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
  useLayoutEffect(() => scroll.moveTo(scroll.top()), [lines.total, viewport, rowHeight]);

  const room = (): ScrollSpace => ({ ...space, viewport: (scroller.current?.clientHeight ?? viewport + HEAD) - HEAD });
  handle.current = {
    show(index, copy = -1) {
      const next = topToShow(lines.lineOf(index, copy), scroll.top(), room());
      if (next !== null) scroll.moveTo(next);
    },
    offsetOf: (index) => lines.lineOf(index) * rowHeight - scroll.top(),
    place(index, offset = (room().viewport - rowHeight) / 2) {
      scroll.setSpace(room());
      scroll.moveTo(lines.lineOf(index) * rowHeight - offset);
    },
    pageRows: () => Math.max(1, Math.floor(viewport / rowHeight) - 1),
    isAtTop: () => scroll.top() < rowHeight,
    focus: () => scroller.current?.focus({ preventScroll: true }),
  };

  const { table, layout, cells, template, width } = useArticleTable();
  const terms = useMemo(() => titleTerms(view.query.text ?? ''), [view.query.text]);
  /** What a line shows; nothing while it is on its way, or where the article no longer exists. */
  const rowAt = ({ index, copy }: LinePlace): ArticleRow | Copy | null | undefined =>
    copy < 0 ? view.rows.get(index) : groups.get(index)?.copies[copy];
  const focusedRow = focused >= first && focused <= last ? rowAt(props.focused) : undefined;

  /** The row that an event happened in. */
  function withRow(event: MouseEvent, deed: (place: LinePlace, row: ArticleRow | Copy) => void) {
    // A row that is drawn anew between the two presses of a double click leaves the event to what is around it.
    const under = () => document.elementFromPoint(event.clientX, event.clientY);
    const element =
      (event.target as Element).closest<HTMLElement>('[data-index]') ?? under()?.closest<HTMLElement>('[data-index]');
    if (!element) return;
    const place = lines.at(Number(element.dataset.index));
    const row = rowAt(place);
    if (row) deed(place, row);
  }
  const isToggle = (event: MouseEvent) => (event.target as Element).closest('[data-toggle]') !== null;
  function press(event: MouseEvent) {
    // The table keeps the focus.
    if (isToggle(event)) return event.preventDefault();
    withRow(event, (place, row) => props.onRowPress(place, row, event));
  }
  function toggle(event: MouseEvent) {
    if (!isToggle(event)) return;
    withRow(event, ({ index }) => {
      const row = view.rows.get(index);
      if (row) props.onToggle(index, row);
    });
  }
  function menu(event: MouseEvent) {
    if ((event.target as Element).closest('[data-index]')) {
      event.preventDefault();
      return withRow(event, (place, row) => props.onRowMenu(place, row, { x: event.clientX, y: event.clientY }));
    }
    // From the keyboard: for the row under the cursor, at its title.
    if (!focusedRow || event.target !== scroller.current) return;
    event.preventDefault();
    const box = scroller.current.getBoundingClientRect();
    const y = box.top + HEAD + (focused + 1) * rowHeight - top;
    props.onRowMenu(props.focused, focusedRow, { x: box.left + 40, y });
  }

  return (
    <div
      ref={scroller}
      className={`${tableStyles.scroller} ${styles.scroller} scroll`}
      role="grid"
      aria-label="Articles"
      data-folding={isFolding || undefined}
      aria-rowcount={lines.total + 1}
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
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the arrows do it */}
      <div
        role="rowgroup"
        style={{ height: spacerHeight(space), minWidth: width }}
        className={`${tableStyles.space} ${styles.space}`}
        onMouseDown={press}
        onClick={toggle}
        onDoubleClick={(event) => isToggle(event) || withRow(event, props.onRowOpen)}
      >
        <div
          role="none"
          className={capped ? styles.stage : undefined}
          style={capped ? { height: viewport } : undefined}
        >
          {items.map(({ index: line, start }) => {
            const place = lines.at(line);
            const group = groups.get(place.index);
            const common = {
              line,
              y: capped ? start - top : start,
              height: rowHeight,
              template,
              cells,
              focused: line === focused,
            };
            const copy = place.copy < 0 ? undefined : group?.copies[place.copy];
            if (copy) {
              const selected = selection.kind === 'some' && isSelected(selection, copy.articleId);
              return <CopyRow key={`copy ${copy.articleId}`} copy={copy} selected={selected} {...common} />;
            }
            const row = view.rows.get(place.index);
            return (
              <TableRow
                key={row ? row.articleId : `row ${place.index}`}
                row={row}
                unfolded={isFolding ? group !== undefined : null}
                terms={terms}
                selected={row ? isSelected(selection, row.articleId) : false}
                {...common}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
