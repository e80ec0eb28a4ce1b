import { type ReactNode, useEffect, useRef } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import tableStyles from '../../ui/Table.module.css';
import styles from './Team.module.css';

export interface TeamColumn<Row> {
  id: string;
  label: string;
  /** A track of CSS grid. */
  width: string;
  end?: boolean;
  cell(row: Row): ReactNode;
}

export interface TeamTableProps<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly TeamColumn<Row>[];
  keyOf(row: Row): string;
  focused: string | null;
  onFocus(key: string): void;
  onOpen?(row: Row): void;
  /** Stands below the last row. */
  foot?: ReactNode;
}

/** A list of a few hundred rows with a cursor: J and K or the arrows move it, Enter opens. */
export function TeamTable<Row>(props: TeamTableProps<Row>) {
  const { rows, columns, keyOf, onFocus } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    rows.findIndex((row) => keyOf(row) === props.focused),
  );
  const go = (to: number) => {
    const row = rows[Math.min(Math.max(0, to), rows.length - 1)];
    if (!row) return;
    onFocus(keyOf(row));
    scroller.current?.querySelector(`[data-key="${CSS.escape(keyOf(row))}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const empty = rows.length === 0 ? 'the list is empty' : null;
  const move = (id: string, label: string, keys: string[], to: () => number) => ({
    ...{ id: `team.${id}`, label, group: 'Move', keys, keyOnly: true, disabled: empty },
    run: () => go(to()),
  });
  useCommands([
    move('down', 'Next row', ['J', 'ArrowDown'], () => at + 1),
    move('up', 'Previous row', ['K', 'ArrowUp'], () => at - 1),
    move('first', 'First row', ['Home'], () => 0),
    move('last', 'Last row', ['End'], () => rows.length - 1),
    ...(props.onOpen
      ? [
          {
            ...{
              id: 'team.open',
              label: 'Open the row',
              group: 'Move',
              keys: ['Enter'],
              keyOnly: true,
              disabled: empty,
            },
            run: () => rows[at] && props.onOpen?.(rows[at]),
          },
        ]
      : []),
  ]);
  useEffect(() => {
    const active = document.activeElement;
    if (!active || active === document.body || active.closest('nav')) scroller.current?.focus({ preventScroll: true });
  }, []);
  const template = columns.map(({ width }) => width).join(' ');
  const current = rows[at];
  return (
    <div
      ref={scroller}
      className={`${styles.table} scroll`}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={current ? `team-${keyOf(current)}` : undefined}
      tabIndex={0}
    >
      <div role="row" className={`${tableStyles.head} ${styles.line}`} style={{ gridTemplateColumns: template }}>
        {columns.map(({ id, label, end }) => (
          <span key={id} role="columnheader" className={tableStyles.headCell} data-end={end || undefined}>
            <span className="ell">{label}</span>
          </span>
        ))}
      </div>
      {rows.map((row) => {
        const key = keyOf(row);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself has the focus; its keys move the cursor
          <div
            key={key}
            id={`team-${key}`}
            data-key={key}
            role="row"
            aria-selected={row === current}
            className={`${styles.row} ${styles.line}`}
            style={{ gridTemplateColumns: template }}
            onClick={() => onFocus(key)}
            onDoubleClick={() => props.onOpen?.(row)}
          >
            {columns.map(({ id, end, cell }) => (
              <span key={id} role="gridcell" className={styles.cell} data-end={end || undefined}>
                {cell(row)}
              </span>
            ))}
          </div>
        );
      })}
      {props.foot}
    </div>
  );
}
