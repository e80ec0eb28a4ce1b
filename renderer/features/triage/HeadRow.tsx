import { ArrowDown, ArrowUp } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { Icon } from '../../ui/index.ts';
import styles from './ArticleTable.module.css';
import { type ColumnId, columnFacts } from './columns.tsx';
import type { ArticleTableModel } from './useArticleTable.ts';

interface HeadRowProps extends ArticleTableModel {
  template: string;
  width: number;
  sort: ViewQueryInput['sort'];
  onSort(sort: ViewQueryInput['sort']): void;
}

/** Moves a column before another, in the table's own order. */
export function movedBefore(order: readonly string[], moving: string, before: string): string[] {
  const rest = order.filter((id) => id !== moving);
  rest.splice(Math.max(0, rest.indexOf(before)), 0, moving);
  return rest;
}

/** Heads of the columns: press to sort, drag to move, drag the edge to size. Alt and arrows move by keyboard. */
export function HeadRow({ table, layout, template, width, sort, onSort }: HeadRowProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  const visible = [...table.getStartVisibleLeafColumns(), ...table.getCenterVisibleLeafColumns()];
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));

  function press(id: ColumnId) {
    const { sort: column, descendingFirst = false } = columnFacts[id];
    if (!column) return;
    const again = sort?.column === column;
    onSort({ column, descending: again ? !sort.descending : descendingFirst });
  }
  function moveByKey(event: KeyboardEvent, id: string, index: number) {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    const neighbour = visible[index + (event.key === 'ArrowLeft' ? -1 : 1)];
    if (!neighbour) return;
    event.preventDefault();
    event.stopPropagation();
    table.setColumnOrder(
      event.key === 'ArrowLeft'
        ? movedBefore(layout.order, id, neighbour.id)
        : movedBefore(layout.order, neighbour.id, id),
    );
  }

  return (
    <div
      role="row"
      aria-rowindex={1}
      className={styles.head}
      style={{ gridTemplateColumns: template, minWidth: width }}
    >
      {visible.map((column, index) => {
        const id = column.id as ColumnId;
        const facts = columnFacts[id];
        const header = headers.get(id);
        const sorted = facts.sort !== undefined && sort?.column === facts.sort;
        const pinned = column.getIsPinned() === 'start';
        return (
          <span
            key={id}
            role="columnheader"
            aria-sort={sorted ? (sort?.descending ? 'descending' : 'ascending') : 'none'}
            data-column={id}
            data-end={facts.end || undefined}
            data-pinned={pinned || undefined}
            data-over={dragged !== null && dragged !== id ? '' : undefined}
            className={styles.headCell}
            style={pinned ? { insetInlineStart: column.getStart('start') } : undefined}
            onDragOver={(event: DragEvent) => dragged && event.preventDefault()}
            onDrop={() => dragged && table.setColumnOrder(movedBefore(layout.order, dragged, id))}
          >
            <button
              type="button"
              draggable
              title={facts.sort ? `Sort by ${facts.label.toLowerCase()}; drag to move` : 'Drag to move'}
              className={styles.headButton}
              data-sorted={sorted || undefined}
              onClick={() => press(id)}
              onKeyDown={(event) => moveByKey(event, id, index)}
              onDragStart={() => setDragged(id)}
              onDragEnd={() => setDragged(null)}
            >
              <span className={id === 'decision' ? 'vh' : 'ell'}>{facts.label}</span>
              {sorted ? <Icon of={sort?.descending ? ArrowDown : ArrowUp} size={14} /> : null}
            </button>
            {column.getCanResize() && header ? (
              // biome-ignore lint/a11y/noStaticElementInteractions: the column menu sizes columns by keyboard.
              <span
                className={styles.edge}
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
