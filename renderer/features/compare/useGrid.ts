import { type KeyboardEvent, useCallback, useRef, useState } from 'react';

export interface GridPlace {
  row: number;
  column: number;
}

/** Where the arrow keys lead from a cell; null for other keys. Pages are ten rows. */
export function nextPlace(
  key: string,
  { row, column }: GridPlace,
  { rows, columns }: { rows: number; columns: number },
  isWhole: boolean,
): GridPlace | null {
  const to: Record<string, GridPlace> = {
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    PageDown: { row: row + 10, column },
    PageUp: { row: row - 10, column },
    Home: { row: isWhole ? 0 : row, column: 0 },
    End: { row: isWhole ? rows - 1 : row, column: columns - 1 },
  };
  const next = to[key];
  if (!next) return null;
  return {
    row: Math.max(0, Math.min(rows - 1, next.row)),
    column: Math.max(0, Math.min(columns - 1, next.column)),
  };
}

/** A grid with one cell in the tab order, moved by the arrow keys. Cells carry `data-cell="row column"`. */
export function useGrid(size: { rows: number; columns: number }, onOpen: (place: GridPlace) => void) {
  const [at, setAt] = useState<GridPlace>({ row: 0, column: 0 });
  const root = useRef<HTMLDivElement>(null);
  const place = {
    row: Math.min(at.row, Math.max(0, size.rows - 1)),
    column: Math.min(at.column, Math.max(0, size.columns - 1)),
  };
  const go = useCallback((next: GridPlace) => {
    setAt(next);
    requestAnimationFrame(() => {
      const cell = root.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`);
      cell?.focus({ preventScroll: true });
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || size.rows === 0) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onOpen(place);
      return;
    }
    const next = nextPlace(event.key, place, size, event.ctrlKey);
    if (!next) return;
    event.preventDefault();
    go(next);
  };
  return { at: place, setAt, root, onKeyDown };
}
