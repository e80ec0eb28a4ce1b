import { useCallback, useEffect, useRef, useState } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import { backend, call } from '../../state/backend.ts';
import { selectArticle, useSelection } from '../../state/selection.ts';
import { warnOf } from '../../ui/index.ts';

/** Rows asked for at once. */
const WINDOW = 60;

export interface Queue {
  total: number;
  /** Of the open article; -1 when it is not in the view. */
  index: number;
  row(index: number): ArticleRow | undefined;
  /** Makes sure that rows are there, or on their way. */
  need(from: number, to: number): void;
  go(index: number): void;
  isPending: boolean;
}

/** Opens the view that Triage has, or its query anew when it has none or its snapshot is gone. */
async function openView(): Promise<void> {
  const { query, articleId } = useSelection.getState();
  const { viewId, total, first } = await call('articles.openView', { query, first: 1 });
  useSelection.setState({ view: { viewId, total } });
  const row = first[0];
  if (!articleId && row) return selectArticle(row.articleId, 0);
  if (!articleId) return;
  const { index } = await call('articles.indexInView', { viewId, articleId });
  useSelection.setState((state) => (state.articleId === articleId ? { index: index < 0 ? null : index } : state));
}

/** The articles of the open triage view in its order, of which windows are held. */
export function useQueue(): Queue {
  const view = useSelection((selection) => selection.view);
  const index = useSelection((selection) => selection.index) ?? -1;
  const rows = useRef(new Map<number, ArticleRow>());
  const asked = useRef(new Set<number>());
  const [, redraw] = useState(0);
  const viewId = view?.viewId;

  useEffect(() => {
    if (!viewId) openView().catch(warnOf);
  }, [viewId]);

  // The place of an article that was opened from elsewhere (a claim, a search) is looked up.
  const articleId = useSelection((selection) => selection.articleId);
  useEffect(() => {
    if (!viewId || !articleId || index >= 0) return;
    call('articles.indexInView', { viewId, articleId })
      .then(({ index: found }) => {
        if (found >= 0 && useSelection.getState().articleId === articleId) useSelection.setState({ index: found });
      })
      .catch(() => {});
  }, [viewId, articleId, index]);

  const ask = useCallback(
    async (block: number) => {
      if (!viewId || asked.current.has(block)) return;
      asked.current.add(block);
      try {
        const answer = await call('articles.rows', { viewId, start: block * WINDOW, count: WINDOW });
        for (const [at, row] of answer.rows.entries()) if (row) rows.current.set(answer.start + at, row);
        redraw((n) => n + 1);
      } catch (error) {
        asked.current.delete(block);
        if ((error as { code?: string }).code === 'STALE') useSelection.setState({ view: null });
        else warnOf(error);
      }
    },
    [viewId],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view has other rows
  useEffect(() => {
    rows.current.clear();
    asked.current.clear();
  }, [viewId]);

  useEffect(() => {
    return backend().subscribe('changed', (change) => {
      if (!change.rooms.some((room) => ['articles', 'triage', 'annotations'].includes(room))) return;
      const blocks = [...asked.current];
      asked.current.clear();
      for (const block of blocks) void ask(block);
    });
  }, [ask]);

  const need = useCallback(
    (from: number, to: number) => {
      for (let block = Math.floor(Math.max(0, from) / WINDOW); block * WINDOW <= to; block++) void ask(block);
    },
    [ask],
  );
  const total = view?.total ?? 0;
  const go = useCallback(
    (to: number) => {
      if (to < 0 || to >= total || !viewId) return;
      const row = rows.current.get(to);
      if (row) return selectArticle(row.articleId, to);
      call('articles.rows', { viewId, start: to, count: 1 })
        .then(({ rows: [only] }) => only && selectArticle(only.articleId, to))
        .catch(warnOf);
    },
    [viewId, total],
  );
  return { total, index, row: (at) => rows.current.get(at), need, go, isPending: view === null };
}
