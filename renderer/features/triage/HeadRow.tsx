import { ArrowDown, ArrowUp } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { Icon } from '../../ui/index.ts';
import tableStyles from '../../ui/Table.module.css';
import styles from './ArticleTable.module.css';
import { movedBefore, sizedBy } from './column-layout.ts';
import { type ColumnId, columnFacts } from './columns.tsx';
import type { CellPlace } from './TableRow.tsx';
import type { ArticleTableModel } from './useArticleTable.ts';

interface HeadRowProps extends ArticleTableModel {
  sort: ViewQueryInput['sort'];
  onSort(sort: ViewQueryInput['sort']): void;
}

/** How far an arrow key sizes a column, px. */
const STEP = 16;

/**
 * Heads of the columns: press to sort, drag to move, drag the edge to size. Alt and the arrows move a column by keyboard, with
 * Shift they size it.
 */
export function HeadRow({ table, layout, cells, template, width, sort, onSort }: HeadRowProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  const head = useRef<HTMLDivElement>(null);
  const moved = useRef<string | null>(null);
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));
  // A head that changes its place in the document loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another order moves heads.
  useLayoutEffect(() => {
    head.current?.querySelector<HTMLElement>(`[data-column="${moved.current}"] button`)?.focus();
    moved.current = null;
  }, [cells]);

  function press(id: ColumnId) {
    const { sort: column, descendingFirst = false } = columnFacts[id];
    if (!column) return;
    const again = sort?.column === column;
    onSort({ column, descending: again ? !sort.descending : descendingFirst });
  }
  function arrange(event: KeyboardEvent, { id, pinned }: CellPlace, index: number) {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) {
      const column = table.getColumn(id);
      if (column?.getCanResize()) table.setColumnSizing(sizedBy(layout.sizes, id, column.getSize() + by * STEP));
      return;
    }
    const neighbour = cells[index + by];
    if (!neighbour) return;
    moved.current = id;
    const order = (list: readonly string[]) =>
      by < 0 ? movedBefore(list, id, neighbour.id) : movedBefore(list, neighbour.id, id);
    if (pinned === null) table.setColumnOrder(order(layout.order));
    else table.setColumnPinning({ start: order(layout.pinned), end: [] });
  }
  function drop(id: ColumnId) {
    if (dragged) table.setColumnOrder(movedBefore(layout.order, dragged, id));
    setDragged(null);
  }

  return (
    <div
      ref={head}
      role="row"
      aria-rowindex={1}
      className={tableStyles.head}
      style={{ gridTemplateColumns: template, minWidth: width }}
    >
      {cells.map((cell, index) => {
        const { id, pinned } = cell;
        const facts = columnFacts[id];
        const column = table.getColumn(id);
        const header = headers.get(id);
        const sorted = facts.sort !== undefined && sort?.column === facts.sort;
        return (
          <span
            key={id}
            role="columnheader"
            aria-sort={sorted ? (sort?.descending ? 'descending' : 'ascending') : 'none'}
            data-column={id}
            data-end={facts.end || undefined}
            data-pinned={pinned === null ? undefined : true}
            data-dragged={dragged === id || undefined}
            className={`${tableStyles.headCell} ${styles.headCell}`}
            style={pinned === null ? undefined : { insetInlineStart: pinned }}
            onDragOver={(event: DragEvent) => {
              if (!dragged || dragged === id) return;
              event.preventDefault();
              event.currentTarget.setAttribute('data-over', '');
            }}
            onDragLeave={(event: DragEvent) => event.currentTarget.removeAttribute('data-over')}
            onDrop={(event: DragEvent) => {
              event.preventDefault();
              event.currentTarget.removeAttribute('data-over');
              drop(id);
            }}
          >
            <button
              type="button"
              draggable
              title={`${facts.sort ? `Sort by ${facts.label.toLowerCase()}. ` : ''}Drag, or Alt and arrows, to move; Alt, Shift and arrows to size`}
              className={`${tableStyles.headButton} ${styles.headButton}`}
              data-sorted={sorted || undefined}
              onClick={() => press(id)}
              onKeyDown={(event) => arrange(event, cell, index)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', facts.label);
                setDragged(id);
              }}
              onDragEnd={() => setDragged(null)}
            >
              <span className={id === 'decision' ? 'vh' : 'ell'}>{facts.label}</span>
              {sorted ? <Icon of={sort?.descending ? ArrowDown : ArrowUp} size={14} /> : null}
            </button>
            {column?.getCanResize() && header ? (
              // biome-ignore lint/a11y/noStaticElementInteractions: Alt, Shift and arrows on the head do the same.
              <span
                className={styles.edge}
                data-resizing={cell.resizing || undefined}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                onDoubleClick={() => column.resetSize()}
              />
            ) : null}
          </span>
        );
      })}
    </div>
  );
}
