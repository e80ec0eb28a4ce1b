import { functionalUpdate, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import { useColumnLayout } from './column-layout.ts';
import { columns, features } from './columns.tsx';

/** A table over the rows that are seen now, with its columns arranged as this machine remembers. */
export function useArticleTable(rows: ArticleRow[]) {
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
    data: rows,
    getRowId: (row: ArticleRow) => row.articleId,
    columnResizeMode: 'onChange',
    state,
    onColumnOrderChange: (next) => change({ order: functionalUpdate(next, state.columnOrder) }),
    onColumnSizingChange: (next) => change({ sizes: functionalUpdate(next, state.columnSizing) }),
  });
  return { table, layout };
}
export type ArticleTableModel = ReturnType<typeof useArticleTable>;
