import { useEffect, useRef } from 'react';
import { CodeSwatch, count } from '../../ui/index.ts';
import { type Measure, setAsked, useAsked } from './asked.ts';
import { figure, type Grid } from './figures.ts';
import styles from './Results.module.css';

/** The numbers of a chart as a table; each cell opens its passages. */
export function CodeGrid(props: {
  label: string;
  grid: Grid;
  measure: Measure;
  onOpen(row: number, column: number): void;
}) {
  const { grid, measure } = props;
  const { cursor } = useAsked();
  const table = useRef<HTMLTableElement>(null);
  const highest = Math.max(...grid.cells.flat().map((cell) => cell?.value ?? 0), 0);
  const idOf = (row: number, column: number) => `cell-${row}-${column}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the cursor
  useEffect(() => {
    table.current
      ?.querySelector(`#${idOf(cursor.row, cursor.column)}`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [cursor]);
  useEffect(() => {
    if (document.activeElement === document.body) table.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={`${styles.gridScroll} scroll`}>
      <table
        ref={table}
        className={styles.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with a cursor is a grid
        role="grid"
        aria-label={props.label}
        aria-activedescendant={idOf(cursor.row, cursor.column)}
        tabIndex={0}
      >
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              Code
            </th>
            {grid.columns.map(({ key, label }) => (
              <th key={key} scope="col" title={label}>
                <bdi className="ell">{label}</bdi>
              </th>
            ))}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((row, at) => (
            <tr key={row.codeId}>
              <th scope="row" title={row.name}>
                <span className={styles.codeName}>
                  <CodeSwatch color={row.color} />
                  <bdi className="ell">{row.name}</bdi>
                </span>
              </th>
              {grid.columns.map((column, place) => {
                const cell = grid.cells[at]![place];
                const share = cell && highest > 0 ? Math.ceil((cell.value / highest) * 5) : 0;
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is a command of the room
                  <td
                    key={column.key}
                    id={idOf(at, place)}
                    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with a cursor is a grid
                    role="gridcell"
                    data-cursor={(cursor.row === at && cursor.column === place) || undefined}
                    data-share={share || undefined}
                    title={cell ? `${row.name}, ${column.label}: ${cell.says}` : undefined}
                    onClick={() => {
                      setAsked({ cursor: { row: at, column: place } });
                      props.onOpen(at, place);
                    }}
                  >
                    {cell ? figure(cell.value, measure) : <span className="t3">–</span>}
                    {cell && cell.value === 0 ? <span className="vh">0</span> : null}
                  </td>
                );
              })}
              <td className={styles.total}>{count(row.annotations)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
