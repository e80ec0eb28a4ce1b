/** Rows are fetched in pages of this many. */
export const PAGE = 100;
/** Pages kept; those longest in the page go first, never those that are seen. */
const MOST_PAGES = 60;

export interface WindowCache<Row> {
  /** The row at an index of the view; undefined while it is not here, null when it no longer exists. */
  get(index: number): Row | null | undefined;
  /** What is seen now: fetches what is missing of it. Of requests that wait, only the newest is kept. */
  show(first: number, last: number): void;
  /**
   * Changes rows that are here or come in later, such as after a decision, until it is known how that ended: `keep` when
   * what comes in from then on has the change itself, `takeBack` when nothing came of it.
   */
  patch(change: (row: Row, index: number) => Row | undefined): { keep(): void; takeBack(): void };
  /** Fetches again what is seen, and the rest when it is seen next; rows stay until the new ones are here. */
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
  type Change = (row: Row, index: number) => Row | undefined;
  /** As they came in. */
  const pages = new Map<number, readonly (Row | null)[]>();
  /** Pages that are here but may no longer be true. */
  const old = new Set<number>();
  const patches = new Set<Change>();
  const listeners = new Set<() => void>();
  let patched = new WeakMap<object, Row>();
  let seen: [first: number, last: number] = [0, 0];
  let running = false;
  let version = 0;
  let epoch = 0;

  if (options.first.length >= Math.min(PAGE, options.total)) pages.set(0, options.first.slice(0, PAGE));

  const pageOf = (index: number) => Math.floor(index / PAGE);
  function changed() {
    version++;
    for (const listener of listeners) listener();
  }
  /** The page to ask for next: a missing one first, then one that is old. */
  function wanted(): number | undefined {
    let stale: number | undefined;
    for (let page = pageOf(seen[0]); page <= pageOf(seen[1]); page++) {
      if (page * PAGE >= options.total) break;
      if (!pages.has(page)) return page;
      if (old.has(page)) stale ??= page;
    }
    return stale;
  }
  function drop() {
    for (const page of pages.keys()) {
      if (pages.size <= MOST_PAGES) return;
      if (page >= pageOf(seen[0]) && page <= pageOf(seen[1])) continue;
      pages.delete(page);
      old.delete(page);
    }
  }
  async function fetchNext(): Promise<void> {
    const page = wanted();
    if (running || page === undefined) return;
    running = true;
    const asked = epoch;
    try {
      const start = page * PAGE;
      const rows = await options.fetch(start, Math.min(PAGE, options.total - start));
      pages.delete(page);
      pages.set(page, rows);
      // What was asked before a refresh may be what the refresh is to replace.
      if (asked === epoch) old.delete(page);
      else old.add(page);
      drop();
      changed();
    } catch (error) {
      running = false;
      options.onError(error);
      return;
    }
    running = false;
    return fetchNext();
  }
  function withPatches(row: Row, index: number): Row {
    if (patches.size === 0) return row;
    const known = patched.get(row as object);
    if (known !== undefined) return known;
    let now = row;
    for (const change of patches) now = change(now, index) ?? now;
    patched.set(row as object, now);
    return now;
  }

  return {
    get(index) {
      const row = pages.get(pageOf(index))?.[index % PAGE];
      return row ? withPatches(row, index) : row;
    },
    show(first, last) {
      seen = [Math.max(0, first), Math.max(0, Math.min(last, options.total - 1))];
      void fetchNext();
    },
    patch(change) {
      patches.add(change);
      patched = new WeakMap();
      changed();
      const end = (kept: boolean) => {
        if (!patches.delete(change)) return;
        if (kept) {
          for (const [page, rows] of pages) {
            pages.set(
              page,
              rows.map((row, place) => (row === null ? null : (change(row, page * PAGE + place) ?? row))),
            );
          }
        }
        patched = new WeakMap();
        changed();
      };
      return { keep: () => end(true), takeBack: () => end(false) };
    },
    refresh() {
      epoch++;
      for (const page of pages.keys()) old.add(page);
      void fetchNext();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
