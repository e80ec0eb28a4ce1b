import { useCallback, useRef, useState } from 'react';
import { call } from '../../state/backend.ts';
import { count, say, warnOf } from '../../ui/index.ts';
import { nothingSelected, only, type RowSelection } from './row-selection.ts';
import type { OpenView } from './useView.ts';

/** Most articles of a range; a decision takes no more ids than these at once. */
export const MOST_IN_RANGE = 10_000;
/** Rows asked for at once, as many as the backend gives. */
const AT_ONCE = 500;

/** The articles of a range of rows, those included that are not in the page. */
async function idsBetween(view: OpenView, from: number, to: number): Promise<string[]> {
  const here = idsHere(view, from, to);
  if (here) return here;
  const ids: string[] = [];
  for (let start = from; start <= to; start += AT_ONCE) {
    const { rows } = await call('articles.rows', {
      viewId: view.viewId,
      start,
      count: Math.min(AT_ONCE, to + 1 - start),
    });
    for (const row of rows) if (row) ids.push(row.articleId);
  }
  return ids;
}

/** The same where every row is in the page; null where one is not. */
function idsHere(view: OpenView, from: number, to: number): string[] | null {
  const ids: string[] = [];
  for (let index = from; index <= to; index++) {
    const row = view.rows.get(index);
    if (row === undefined) return null;
    if (row) ids.push(row.articleId);
  }
  return ids;
}

/** What is selected. A range over rows that are not in the page is selected once they are known, all of them or none. */
export function useRowSelection(view: OpenView | null) {
  const [selection, setNow] = useState<RowSelection>(nothingSelected);
  const latest = useRef(selection);
  const pending = useRef<Promise<void> | null>(null);
  const asked = useRef(0);

  const show = useCallback((next: RowSelection) => {
    latest.current = next;
    setNow(next);
  }, []);
  const set = useCallback(
    (next: RowSelection | ((before: RowSelection) => RowSelection)) => {
      asked.current++;
      pending.current = null;
      show(typeof next === 'function' ? next(latest.current) : next);
    },
    [show],
  );
  const selectRange = useCallback(
    (a: number, b: number) => {
      if (!view) return;
      const [from, to] = a < b ? [a, b] : [b, a];
      if (to - from >= MOST_IN_RANGE) {
        say(
          `A range holds at most ${count(MOST_IN_RANGE)} articles. Filter the list first, or select the whole of it.`,
        );
        return;
      }
      const here = idsHere(view, from, to);
      if (here) return set(only(here));
      const mine = ++asked.current;
      pending.current = idsBetween(view, from, to).then(
        (ids) => {
          if (mine === asked.current) show(only(ids));
        },
        (error) => {
          if (mine === asked.current) warnOf(error);
        },
      );
    },
    [view, set, show],
  );
  /** The selection as it is once a range on its way has come in. */
  const whenKnown = useCallback(async () => {
    await pending.current;
    return latest.current;
  }, []);
  return { selection, set, selectRange, whenKnown };
}
export type RowSelecting = ReturnType<typeof useRowSelection>;
