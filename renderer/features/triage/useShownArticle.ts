import { type RefObject, useEffect, useRef } from 'react';
import { call } from '../../state/backend.ts';
import { selectArticle, useSelection } from '../../state/selection.ts';
import { warnOf } from '../../ui/index.ts';
import type { TableHandle } from './ArticleTable.tsx';
import type { OpenView } from './useView.ts';

/** The query that the table showed last, also before a person went to another room. */
let shownQuery: string | null = null;

/** Where the cursor goes in a list that was opened. */
async function indexOf(view: OpenView, articleId: string, hint: number | null): Promise<number> {
  if (hint !== null && view.rows.get(hint)?.articleId === articleId) return hint;
  return (await call('articles.indexInView', { viewId: view.viewId, articleId })).index;
}

/**
 * Keeps the article under the cursor where it is when its list is opened again: after a refresh on the same spot of the
 * screen, after coming back from another room in sight. Another query begins at its top.
 */
export function useShownArticle(
  view: OpenView | null,
  handle: RefObject<TableHandle | null>,
  isUntouched: boolean,
  onOpened: (opened: { isSame: boolean; isBack: boolean }) => void,
) {
  const mounted = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another view moves the cursor.
  useEffect(() => {
    if (!view) return;
    // Folding copies shows the same articles in fewer rows.
    const query = JSON.stringify({ ...view.query, collapseCopies: undefined });
    const isSame = query === shownQuery;
    const isBack = !mounted.current;
    shownQuery = query;
    mounted.current = true;
    onOpened({ isSame, isBack });
    const { articleId, index } = useSelection.getState();
    const toTop = () => {
      selectArticle(view.rows.get(0)?.articleId ?? null, 0);
      handle.current?.place(0, 0);
    };
    if (!isSame || articleId === null) return toTop();
    const wasAtTop = !isBack && isUntouched && handle.current?.isAtTop();
    const offset = isBack || index === null ? undefined : handle.current?.offsetOf(index);
    let isCurrent = true;
    indexOf(view, articleId, index).then((at) => {
      if (!isCurrent || useSelection.getState().articleId !== articleId) return;
      if (wasAtTop && (at < 0 || at > (handle.current?.pageRows() ?? 0))) return toTop();
      if (at < 0) {
        const near = Math.min(index ?? 0, Math.max(0, view.total - 1));
        selectArticle(view.rows.get(near)?.articleId ?? null, near);
        handle.current?.show(near);
        return;
      }
      selectArticle(articleId, at);
      if (wasAtTop) handle.current?.show(at);
      else if (isBack && index === at) handle.current?.place(at);
      else handle.current?.place(at, offset);
    }, warnOf);
    return () => {
      isCurrent = false;
    };
  }, [view?.viewId]);
}
