import { ArrowDown, ArrowUp } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../../ui/index.ts';
import styles from './ClaimsRoom.module.css';
import { type ClaimColumn, type ClaimSort, descendingFirst } from './claim-order.ts';
import { type ColumnArrangement, columnFacts, movedBefore, sized, widthOf } from './column-layout.ts';

/** How far an arrow key sizes a column, px. */
const STEP = 16;

/** Heads of the columns: press to sort, drag to move, drag the edge to size; Alt and arrows move, with Shift they size. */
export function HeadRow(props: {
  shown: readonly ClaimColumn[];
  template: string;
  arrangement: ColumnArrangement;
  sort: ClaimSort;
  onSort(sort: ClaimSort): void;
}) {
  const { shown, sort, arrangement } = props;
  const { layout, change } = arrangement;
  const [dragged, setDragged] = useState<ClaimColumn | null>(null);
  const head = useRef<HTMLDivElement>(null);
  const moved = useRef<ClaimColumn | null>(null);
  // A head that changes its place in the document loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another order moves heads
  useLayoutEffect(() => {
    head.current?.querySelector<HTMLElement>(`[data-column="${moved.current}"] button`)?.focus();
    moved.current = null;
  }, [shown]);
  const size = (id: ClaimColumn, px: number) => change({ sizes: { ...layout.sizes, [id]: sized(px) } });
  const arrange = (event: KeyboardEvent, id: ClaimColumn, index: number) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) {
      if (id !== 'statement') size(id, widthOf(layout, id) + by * STEP);
      return;
    }
    const neighbour = shown[index + by];
    if (!neighbour) return;
    moved.current = id;
    change({ order: by < 0 ? movedBefore(layout.order, id, neighbour) : movedBefore(layout.order, neighbour, id) });
  };
  const pull = (event: PointerEvent<HTMLSpanElement>, id: ClaimColumn) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const [from, width] = [event.clientX, widthOf(layout, id)];
    edge.setPointerCapture(event.pointerId);
    const onMove = (move: globalThis.PointerEvent) => size(id, width + move.clientX - from);
    edge.addEventListener('pointermove', onMove);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', onMove), { once: true });
  };
  const drop = (id: ClaimColumn) => {
    if (dragged && dragged !== id) change({ order: movedBefore(layout.order, dragged, id) });
    setDragged(null);
  };
  return (
    <div
      ref={head}
      className={`${styles.row} ${styles.headRow}`}
      role="row"
      aria-rowindex={1}
      style={{ gridTemplateColumns: props.template }}
    >
      {shown.map((id, index) => {
        const isSorted = sort.column === id;
        const { label, end } = columnFacts[id];
        return (
          <span
            key={id}
            role="columnheader"
            data-column={id}
            data-end={end || undefined}
            aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            onDragOver={(event: DragEvent) => dragged && event.preventDefault()}
            onDrop={() => drop(id)}
          >
            <button
              type="button"
              draggable
              title={`Sort by ${label.toLowerCase()}. Drag, or Alt and arrows, to move; Alt, Shift and arrows to size`}
              onClick={() =>
                props.onSort({ column: id, descending: isSorted ? !sort.descending : descendingFirst.has(id) })
              }
              onKeyDown={(event) => arrange(event, id, index)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', label);
                setDragged(id);
              }}
              onDragEnd={() => setDragged(null)}
            >
              <span className="ell">{label}</span>
              {isSorted ? <Icon of={sort.descending ? ArrowDown : ArrowUp} size={14} /> : null}
            </button>
            {id === 'statement' ? null : (
              // biome-ignore lint/a11y/noStaticElementInteractions: Alt, Shift and arrows on the head do the same
              <span
                className={styles.edge}
                onPointerDown={(event) => pull(event, id)}
                onDoubleClick={() => size(id, columnFacts[id].size)}
              />
            )}
          </span>
        );
      })}
    </div>
  );
}
