import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type MouseEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { Icon } from '../../ui/index.ts';
import tableStyles from '../../ui/Table.module.css';
import type { Column } from './columns.tsx';
import styles from './SourceTable.module.css';
import { beginsDescending, type SourceSort } from './source-order.ts';

/** Height of the row of heads, which stays on top of the rows, in px. */
const HEAD = 28;

export interface SourceTableHandle {
  /** Brings a row into sight. */
  show(index: number): void;
  pageRows(): number;
  focus(): void;
}

export interface SourceTableProps {
  sources: readonly SourceRow[];
  columns: readonly Column[];
  rowHeight: number;
  focused: number;
  selected: ReadonlySet<number>;
  sort: SourceSort;
  onSort(sort: SourceSort): void;
  onPress(index: number, event: MouseEvent): void;
  onOpen(index: number): void;
  handle: RefObject<SourceTableHandle | null>;
}

/** The sources in a grid; only the rows that are seen are in the document. */
export function SourceTable(props: SourceTableProps) {
  const { sources, columns, rowHeight, focused, selected, sort, handle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: sources.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
    overscan: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height moves every row, so that the virtualizer must measure anew.
  useLayoutEffect(() => virtualizer.measure(), [rowHeight]);
  handle.current = {
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    pageRows: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - HEAD) / rowHeight) - 1),
    focus: () => scroller.current?.focus({ preventScroll: true }),
  };
  const template = columns.map(({ width }) => width).join(' ');
  const minWidth = columns.reduce((sum, { least }) => sum + least, 0);
  const focusedSource = sources[focused];
  const indexOf = (event: MouseEvent): number | null => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    return row ? Number(row.dataset.index) : null;
  };

  return (
    <div
      ref={scroller}
      className={`${tableStyles.scroller} ${styles.scroller} scroll`}
      role="grid"
      aria-label="Sources"
      aria-rowcount={sources.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={focusedSource ? `source-${focusedSource.sourceId}` : undefined}
      tabIndex={0}
    >
      <div
        role="row"
        aria-rowindex={1}
        className={tableStyles.head}
        style={{ gridTemplateColumns: template, minWidth }}
      >
        {columns.map(({ id, label, note, end }) => {
          const sorted = sort.column === id;
          return (
            <span
              key={id}
              role="columnheader"
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              data-column={id}
              data-end={end || undefined}
              className={`${tableStyles.headCell} ${styles.headCell}`}
            >
              {id === 'unrated' ? (
                label
              ) : (
                <button
                  type="button"
                  className={tableStyles.headButton}
                  data-sorted={sorted || undefined}
                  title={`Sort by ${typeof id === 'number' ? `the ratings of ${label}` : label.toLowerCase()}`}
                  onClick={() =>
                    props.onSort({ column: id, descending: sorted ? !sort.descending : beginsDescending(id) })
                  }
                >
                  <bdi className="ell">{label}</bdi>
                  {note ? <span className={`${styles.note} t3 regular`}>{note}</span> : null}
                  {sorted ? <Icon of={sort.descending ? ArrowDown : ArrowUp} size={14} /> : null}
                </button>
              )}
            </span>
          );
        })}
      </div>
      {/* Every deed of the mouse is a command with a key, see useSourceCommands. */}
      <div
        role="rowgroup"
        className={tableStyles.space}
        style={{ height: virtualizer.getTotalSize() - HEAD, minWidth }}
        onMouseDown={(event) => {
          const index = indexOf(event);
          if (index !== null) props.onPress(index, event);
        }}
        onDoubleClick={(event) => {
          const index = indexOf(event);
          if (index !== null) props.onOpen(index);
        }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const source = sources[index];
          if (!source) return null;
          return (
            <div
              key={source.sourceId}
              id={`source-${source.sourceId}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={selected.size > 0 ? selected.has(source.sourceId) : index === focused}
              data-index={index}
              data-focused={index === focused || undefined}
              className={`${tableStyles.row} ${styles.row}`}
              style={{ transform: `translateY(${start - HEAD}px)`, height: rowHeight, gridTemplateColumns: template }}
            >
              {columns.map(({ id, end, cell }) => (
                <span
                  key={id}
                  role="gridcell"
                  data-column={id}
                  data-end={end || undefined}
                  className={`${styles.cell} num`}
                >
                  <span>{cell(source)}</span>
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
