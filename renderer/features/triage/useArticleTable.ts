import { functionalUpdate, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import { useColumnLayout } from './column-layout.ts';
import { type ColumnId, columns, features } from './columns.tsx';
import type { CellPlace } from './TableRow.tsx';

// The table arranges columns. Rows never pass through its row model, so that scrolling builds none.
const noRows: ArticleRow[] = [];

/** The columns as this machine remembers them, and how they stand. */
export function useArticleTable() {
  const { layout, change } = useColumnLayout();
  const state = useMemo(
    () => ({
      columnOrder: layout.order,
      columnSizing: layout.sizes,
      columnVisibility: layout.visible,
      columnPinning: { start: layout.pinned, end: [] },
    }),
    [layout],
  );
  const table = useTable({
    features,
    columns,
    data: noRows,
    getRowId: (row: ArticleRow) => row.articleId,
    columnResizeMode: 'onChange',
    state,
    onColumnOrderChange: (next) => change({ order: functionalUpdate(next, state.columnOrder) }),
    onColumnPinningChange: (next) => change({ pinned: functionalUpdate(next, state.columnPinning).start ?? [] }),
    onColumnSizingChange: (next) => change({ sizes: functionalUpdate(next, state.columnSizing) }),
  });
  const visible = [...table.getStartVisibleLeafColumns(), ...table.getCenterVisibleLeafColumns()];
  const resizing = visible.find((column) => column.getIsResizing())?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands where follows from the layout alone.
  const places = useMemo(() => {
    const cells: CellPlace[] = visible.map((column) => ({
      id: column.id as ColumnId,
      pinned: column.getIsPinned() === 'start' ? column.getStart('start') : null,
      resizing: column.id === resizing,
    }));
    const template = visible
      .map((column) => (column.id === 'title' ? `minmax(${column.getSize()}px, 1fr)` : `${column.getSize()}px`))
      .join(' ');
    return { cells, template, width: visible.reduce((sum, column) => sum + column.getSize(), 0) };
  }, [layout, resizing]);
  return { table, layout, ...places };
}
export type ArticleTableModel = ReturnType<typeof useArticleTable>;
