import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { StatementCell, StatementRow } from '../../../shared/contract/rooms/compare.ts';
import { csvRecord } from '../../../shared/text/csv-cells.ts';

export type Matrix = OutputOf<'compare.statements'>;

export const shownRows = ['several', 'disagreements', 'all'] as const;
export type ShownRows = (typeof shownRows)[number];
export type RowOrder = 'said' | 'place';

/** Rows of a matrix as they are shown: what several say, only what is told with other figures, or everything. */
export function rowsOf(rows: readonly StatementRow[], shown: ShownRows, order: RowOrder): StatementRow[] {
  const kept = rows.filter((row) =>
    shown === 'all' ? true : shown === 'several' ? row.said > 1 : row.cells.some((cell) => cell?.kind === 'differs'),
  );
  return order === 'said' ? kept : kept.toSorted((a, b) => a.place - b.place);
}

/** What a cell says in words; `head`: its wording stands for the row. */
export function cellWords(cell: StatementCell | null, head: boolean, said: number): string {
  if (!cell) return 'not said';
  if (said === 1) return 'only here';
  if (head) return 'said so';
  return { same: 'same', reworded: 'reworded', differs: 'other figure' }[cell.kind];
}

/** The matrix as CSV (RFC 4180): two columns for each article, what it is beside the head and its words. */
export function matrixCsv({ columns }: Pick<Matrix, 'columns'>, rows: readonly StatementRow[]): string {
  const name = ({ source, title }: Matrix['columns'][number]) => source || title || 'no source';
  const heads = [
    'statement',
    'worded_by',
    'said_by',
    ...columns.flatMap((column) => [name(column), `${name(column)}: words`]),
  ];
  const lines = rows.map((row) => [
    row.cells[row.head]!.text,
    name(columns[row.head]!),
    String(row.said),
    ...row.cells.flatMap((cell, i) => [cellWords(cell, i === row.head, row.said), cell?.text ?? '']),
  ]);
  return [heads, ...lines].map(csvRecord).join('');
}
