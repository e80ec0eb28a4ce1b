import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { ArticleRow } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { backend, call } from '../../state/backend.ts';
import { useSelection } from '../../state/selection.ts';
import { useSession } from '../../state/session.ts';
import { createWindowCache, PAGE, type WindowCache } from './window-cache.ts';

export interface OpenView {
  viewId: string;
  total: number;
  query: ViewQueryInput;
  rows: WindowCache<ArticleRow>;
}

/** What may make an open view old: articles that came in or changed, work on those that are in it, or a newly learned order. */
export type Staleness = 'articles' | 'work' | 'order' | null;

export interface ViewState {
  /** The newest view that could be opened; stays while the next one is on its way. */
  view: OpenView | null;
  /** A view is being opened. */
  opening: boolean;
  /** Why the newest query could not be opened, or rows could not be read. */
  error: AppError | null;
  /** Why the order and members of the view may be old. */
  stale: Staleness;
  reopen(): void;
}

/** Whether a change of these rooms can move articles into, out of, or within a view. */
export function stalenessOf(query: ViewQueryInput, rooms: readonly string[]): Staleness {
  if (rooms.includes('articles')) return 'articles';
  const { decisions = [], codeIds = [], coded, sort } = query;
  const byDecision = decisions.length > 0 || sort?.column === 'decision';
  const byCoding = codeIds.length > 0 || coded != null || sort?.column === 'annotations';
  const isOld = (rooms.includes('triage') && byDecision) || (rooms.includes('annotations') && byCoding);
  if (isOld) return 'work';
  return rooms.includes('likely') && sort?.column === 'likely' ? 'order' : null;
}

const roomsOfRows = ['articles', 'triage', 'annotations', 'sources', 'coders', 'likely'];

/** Opens a view for the query, again on request or when the backend has forgotten it, and keeps its rows fresh. */
export function useView(query: ViewQueryInput): ViewState {
  const [view, setView] = useState<OpenView | null>(null);
  const [opening, setOpening] = useState(true);
  const [error, setError] = useState<AppError | null>(null);
  const [stale, setStale] = useState<Staleness>(null);
  const [attempt, setAttempt] = useState(0);
  // A backend that was started again knows no views.
  const connection = useSession((session) => session.connection);
  const key = JSON.stringify(query);
  /** The rows in use, and how many changes have come that rows may show: an event may come between an answer and its rendering. */
  const live = useRef<{ rows: WindowCache<ArticleRow> | null; changes: number }>({ rows: null, changes: 0 });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the query, `attempt` for a wish to open it again.
  useEffect(() => {
    if (connection !== 'ready') return;
    const abort = new AbortController();
    setOpening(true);
    // What changes while the view is being made may have missed it.
    setStale(null);
    const changesBefore = live.current.changes;
    call('articles.openView', { query, first: PAGE }, { signal: abort.signal }).then(
      ({ viewId, total, first }: OutputOf<'articles.openView'>) => {
        const rows = createWindowCache<ArticleRow>({
          total,
          first,
          async fetch(start, count) {
            const window = await call('articles.rows', { viewId, start, count });
            setError((before) => (before?.code === 'QUERY_INVALID' ? before : null));
            return window.rows;
          },
          onError(failure) {
            if (!(failure instanceof AppError) || failure.code === 'CANCELLED') return;
            if (failure.code === 'STALE') setAttempt((n) => n + 1);
            else setError(failure);
          },
        });
        live.current.rows = rows;
        setView({ viewId, total, query, rows });
        // What was changed while these rows were on their way may be missing in them.
        if (live.current.changes !== changesBefore) rows.refresh();
        useSelection.setState({ view: { viewId, total } });
        setError(null);
        setOpening(false);
      },
      (failure: AppError) => {
        if (failure.code === 'CANCELLED') return;
        if (failure.code === 'QUERY_INVALID') useSelection.setState({ view: null });
        setError(failure);
        setOpening(false);
      },
    );
    return () => abort.abort();
  }, [key, attempt, connection]);

  useEffect(
    () =>
      backend().subscribe('changed', (change) => {
        const now = stalenessOf(query, change.rooms);
        if (now) setStale((before) => (before === 'work' || (before === 'articles' && now === 'order') ? before : now));
        if (!change.rooms.some((room) => roomsOfRows.includes(room))) return;
        live.current.changes++;
        live.current.rows?.refresh();
      }),
    [query],
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
