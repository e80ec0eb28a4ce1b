import type { ArticleRow } from '../../../shared/model/article.ts';
import { makeHead, putTogether, takeOut } from '../duplicates/changes.ts';
import { showDifference } from '../duplicates/difference-shown.ts';
import type { RowSelection } from './row-selection.ts';
import { pairOf } from './useTriageCommands.ts';
import type { Unfolding } from './useUnfolded.ts';
import type { OpenView } from './useView.ts';

/** What can be done about copies now; `cannot…` is the reason why something cannot be done, null when it can. */
export interface CopyDeeds {
  /** The two whose difference would be shown. */
  pair: [string, string] | null;
  difference(): void;
  cannotHead: string | null;
  makeHead(): void;
  cannotTakeOut: string | null;
  takeOut(): void;
  cannotPutTogether: string | null;
  putTogether(): void;
}

/** A group is joined by hand from at most this many articles at once. */
const MOST_JOINED = 1000;

/** What can be done about the copies of the article under the cursor, or with those that are selected. */
export function useCopyDeeds(parts: {
  view: OpenView | null;
  focused: number;
  /** Which copy the cursor is on; -1: the row. */
  copy: number;
  /** The row that stands for the group. */
  headRow: ArticleRow | null;
  focusedRow: ArticleRow | null;
  selection: RowSelection;
  unfolding: Unfolding;
  reopen(): void;
}): CopyDeeds {
  const { view, copy, headRow, focusedRow, selection, unfolding, reopen } = parts;
  const group = unfolding.groups.get(parts.focused);
  const chosen = selection.kind === 'some' ? [...selection.ids] : [];
  const beside = headRow && focusedRow && copy >= 0 ? focusedRow : null;
  const first = group?.copies[0];
  const pair: [string, string] | null =
    pairOf(view, selection) ??
    (chosen.length > 0 || !headRow
      ? null
      : beside
        ? [headRow.articleId, beside.articleId]
        : first
          ? [headRow.articleId, first.articleId]
          : null);
  const isOne = chosen.length > 1 ? 'several articles are selected' : null;
  // With every copy in a row of its own, any row of a group may become its head or leave it.
  const hasCopies = beside !== null || (focusedRow?.copies ?? 1) > 1;
  const inGroup = isOne ?? (hasCopies ? null : 'this article has no copies');
  const then = (done: Promise<boolean>, before?: () => void) =>
    void done.then((worked) => {
      if (!worked) return;
      before?.();
      reopen();
    });
  return {
    pair,
    difference: () => pair && showDifference(pair[0], pair[1]),
    cannotHead: inGroup ?? (view?.query.collapseCopies && !beside ? 'this article is the head already' : null),
    makeHead() {
      if (!focusedRow) return;
      const { articleId } = focusedRow;
      then(makeHead(focusedRow), () => headRow && unfolding.follow(headRow.articleId, articleId));
    },
    cannotTakeOut: inGroup,
    takeOut() {
      if (!focusedRow || !headRow) return;
      void takeOut(focusedRow, reopen).then((head) => {
        if (head === null) return;
        if (!beside) unfolding.follow(headRow.articleId, head);
        reopen();
      });
    },
    cannotPutTogether:
      chosen.length < 2 ? 'select two articles or more' : chosen.length > MOST_JOINED ? 'select fewer articles' : null,
    putTogether: () => then(putTogether(chosen)),
  };
}
