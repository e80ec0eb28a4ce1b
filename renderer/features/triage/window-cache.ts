/** Rows are fetched in pages of this many. */
export const PAGE = 100;
/** Pages kept; the least recently seen go first. */
const MOST_PAGES = 60;

export interface WindowCache<Row> {
  /** The row at an index of the view; undefined while it is not here, null when it no longer exists. */
  get(index: number): Row | null | undefined;
  /** What is seen now: fetches what is missing of it. Of requests that wait, only the newest is kept. */
  show(first: number, last: number): void;
  /** Changes rows that are here, such as after a decision; returns what to do to take it back. */
  patch(change: (row: Row, index: number) => Row | undefined): () => void;
  /** Forgets every row and fetches again what is seen. */
  refresh(): void;
  subscribe(listener: () => void): () => void;
  /** Counts changes, for `useSyncExternalStore`. */
  version(): number;
}

/**
 * The rows of a view that are in the page: a window, not the whole. One request runs at a time; while it does, the list may
 * be scrolled anywhere, and only the place where it comes to rest is asked for next.
 */
export function createWindowCache<Row>(options: {
  total: number;
  first: readonly Row[];
  fetch(start: number, count: number): Promise<readonly (Row | null)[]>;
  onError(error: unknown): void;
}): WindowCache<Row> {
  const pages = new Map<number, (Row | null)[]>();
  const listeners = new Set<() => void>();
  let seen: [number, number] = [0, 0];
  let running = false;
  let version = 0;
  let epoch = 0;

  if (options.first.length >= Math.min(PAGE, options.total)) pages.set(0, options.first.slice(0, PAGE));

  const changed = () => {
    version++;
    for (const listener of listeners) listener();
  };
  function missing(): number | undefined {
    const [first, last] = seen;
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
      if (page * PAGE < options.total && !pages.has(page)) return page;
    }
    return undefined;
  }
  function drop() {
    const [first, last] = seen;
    for (const page of pages.keys()) {
      if (pages.size <= MOST_PAGES) return;
      if (page < Math.floor(first / PAGE) || page > Math.floor(last / PAGE)) pages.delete(page);
    }
  }
  async function fetchNext() {
    const page = missing();
    if (running || page === undefined) return;
    running = true;
    const asked = epoch;
    try {
      const start = page * PAGE;
      const rows = await options.fetch(start, Math.min(PAGE, options.total - start));
      if (asked === epoch) {
        pages.set(page, [...rows]);
        drop();
        changed();
      }
    } catch (error) {
      running = false;
      if (asked === epoch) options.onError(error);
      return;
    }
    running = false;
    void fetchNext();
  }

  return {
    get(index) {
      return pages.get(Math.floor(index / PAGE))?.[index % PAGE];
    },
    show(first, last) {
      seen = [Math.max(0, first), Math.max(0, Math.min(last, options.total - 1))];
      void fetchNext();
    },
    patch(change) {
      const before: [page: number, place: number, row: Row, after: Row][] = [];
      for (const [page, rows] of pages) {
        for (const [place, row] of rows.entries()) {
          const after = row === null ? undefined : change(row, page * PAGE + place);
          if (row === null || after === undefined) continue;
          before.push([page, place, row, after]);
          rows[place] = after;
        }
      }
      if (before.length > 0) changed();
      return () => {
        for (const [page, place, row, after] of before) {
          const rows = pages.get(page);
          if (rows?.[place] === after) rows[place] = row;
        }
        changed();
      };
    },
    refresh() {
      epoch++;
      running = false;
      // Rows stay until the new ones are here: nothing flickers.
      const [first, last] = seen;
      const asked = epoch;
      const from = Math.floor(first / PAGE);
      const to = Math.floor(last / PAGE);
      for (const page of [...pages.keys()]) if (page < from || page > to) pages.delete(page);
      const wanted = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter(
        (page) => page * PAGE < options.total,
      );
      Promise.all(
        wanted.map(async (page) => {
          const start = page * PAGE;
          const rows = await options.fetch(start, Math.min(PAGE, options.total - start));
          if (asked === epoch) pages.set(page, [...rows]);
        }),
      ).then(
        () => {
          if (asked !== epoch) return;
          changed();
          void fetchNext();
        },
        (error) => {
          if (asked === epoch) options.onError(error);
        },
      );
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
