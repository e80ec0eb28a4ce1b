import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { ArticleRow } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { backend, call } from '../../state/backend.ts';
import { useSelection } from '../../state/selection.ts';
import { createWindowCache, PAGE, type WindowCache } from './window-cache.ts';

export interface OpenView {
  viewId: string;
  total: number;
  terms: readonly string[];
  query: ViewQueryInput;
  rows: WindowCache<ArticleRow>;
}

export interface ViewState {
  /** The newest view that could be opened; stays while the next one is on its way. */
  view: OpenView | null;
  /** A view is being opened. */
  opening: boolean;
  /** Why the newest query could not be opened. */
  error: AppError | null;
  /** The corpus changed since the view was opened: its order and members may be old. */
  stale: boolean;
  reopen(): void;
}

/** Changes of these rooms can move articles into, out of, or within a view. */
const movesArticles = (query: ViewQueryInput, rooms: readonly string[]) =>
  rooms.includes('articles') ||
  (rooms.includes('triage') && ((query.decisions?.length ?? 0) > 0 || query.sort?.column === 'decision')) ||
  (rooms.includes('annotations') &&
    ((query.codeIds?.length ?? 0) > 0 || query.coded != null || query.sort?.column === 'annotations'));

/** Opens a view for the query, again on request or when the backend has forgotten it, and keeps its rows fresh. */
export function useView(query: ViewQueryInput): ViewState {
  const [view, setView] = useState<OpenView | null>(null);
  const [opening, setOpening] = useState(true);
  const [error, setError] = useState<AppError | null>(null);
  const [stale, setStale] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify(query);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the query, `attempt` for a wish to open it again.
  useEffect(() => {
    const abort = new AbortController();
    setOpening(true);
    call('articles.openView', { query, first: PAGE }, { signal: abort.signal }).then(
      (opened: OutputOf<'articles.openView'>) => {
        const { viewId, total, terms, first } = opened;
        const rows = createWindowCache<ArticleRow>({
          total,
          first,
          fetch: async (start, count) => (await call('articles.rows', { viewId, start, count })).rows,
          onError(failure) {
            if (failure instanceof AppError && failure.code === 'STALE') setAttempt((n) => n + 1);
            else if (failure instanceof AppError && failure.code !== 'CANCELLED') setError(failure);
          },
        });
        setView({ viewId, total, terms, query, rows });
        useSelection.setState({ view: { viewId, total } });
        setError(null);
        setStale(false);
        setOpening(false);
      },
      (failure: AppError) => {
        if (failure.code === 'CANCELLED') return;
        setError(failure);
        setOpening(false);
      },
    );
    return () => abort.abort();
  }, [key, attempt]);

  useEffect(
    () =>
      backend().subscribe('changed', (change) => {
        if (movesArticles(query, change.rooms)) setStale(true);
        if (change.rooms.some((room) => ['articles', 'triage', 'annotations', 'sources'].includes(room)))
          view?.rows.refresh();
      }),
    [query, view],
  );

  return useMemo(
    () => ({ view, opening, error, stale, reopen: () => setAttempt((n) => n + 1) }),
    [view, opening, error, stale],
  );
}

const noRows = { subscribe: () => () => {}, version: () => 0 };

/** Renders again whenever rows of the view come in or change. */
export function useRows(view: OpenView | null): number {
  const rows = view?.rows ?? noRows;
  return useSyncExternalStore(rows.subscribe, rows.version);
}
