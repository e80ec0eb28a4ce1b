import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type { Decision } from '../../../shared/model/article.ts';
import type { ArticleTargets } from '../../../shared/model/view.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { count, counted, decisionNames, say, warnOf } from '../../ui/index.ts';
import { isSelected, type RowSelection, selectedCount, targetsOf } from './row-selection.ts';
import type { OpenView } from './useView.ts';

export interface DecideInput {
  selection: RowSelection;
  focusedId: string | null;
  decision: Decision;
  reason?: string | null;
  /** How many copies are folded behind the article under the cursor. */
  folded?: number;
}

/** The last decision on rows that stand for copies too, while the copies have not been given it. */
export const useLeftCopies = create<{ left: Left | null }>(() => ({ left: null }));
interface Left {
  targets: ArticleTargets;
  decision: Decision;
  reason: string | null;
  /** "its copy", "its 3 copies", "their copies". */
  words: string;
}

/** Gives the copies that stand behind the rows decided on last the same decision, in one step of undo. */
export async function decideOnCopies(): Promise<void> {
  const { left } = useLeftCopies.getState();
  if (!left) return;
  useLeftCopies.setState({ left: null });
  const { targets, decision, reason, words } = left;
  try {
    const { changed } = await withCoder(() => call('triage.decide', { targets, decision, reason, copies: true }));
    say(
      changed === 0
        ? `${decisionNames[decision]}: ${words} had this decision already.`
        : `${decisionNames[decision]}: ${counted(changed, 'copy', 'copies')} as well.`,
    );
  } catch (error) {
    useLeftCopies.setState({ left });
    warnOf(error);
  }
}

/** Offers to decide the same on copies. */
function offerCopies(left: Left, said: string) {
  useLeftCopies.setState({ left });
  say(said, { label: `And ${left.words} (${copiesKey})`, run: () => void decideOnCopies() });
}

export const copiesKey = 'A';

/** More than this many take long enough to be told beforehand. */
const MANY = 1000;

/** Decides on the selection, or on the focused article: shown at once, taken back when it cannot be saved. */
export function useDecide(view: OpenView | null) {
  // What was left in this room is not offered in another project, nor after a while elsewhere.
  useEffect(() => () => useLeftCopies.setState({ left: null }), []);
  return useCallback(
    async ({ selection, focusedId, decision, reason = null, folded = 0 }: DecideInput): Promise<boolean> => {
      const chosen = view && targetsOf(selection, view.total, focusedId, view.viewId);
      if (!chosen) return false;
      const { targets, count: many } = chosen;
      const ids = 'articleIds' in targets ? new Set(targets.articleIds) : null;
      const shown = view.rows.patch((row) =>
        (ids ? ids.has(row.articleId) : isSelected(selection, row.articleId))
          ? { ...row, decision, reason }
          : undefined,
      );
      try {
        if (many > MANY) say(`Deciding on ${count(many)} articles.`);
        const { changed } = await withCoder(() => call('triage.decide', { targets, decision, reason }));
        shown.keep();
        useLeftCopies.setState({ left: null });
        const isOne = selectedCount(selection, view.total) === 0;
        const words = !isOne ? 'their copies' : folded === 1 ? 'its copy' : `its ${count(folded)} copies`;
        const said = `${decisionNames[decision]}: ${isOne ? 'one article' : `${count(changed)} of ${count(many)} articles changed`}.`;
        if (view.query.collapseCopies && (!isOne || folded > 0))
          offerCopies({ targets, decision, reason, words }, said);
        else if (many > 1) say(said);
        return true;
      } catch (error) {
        shown.takeBack();
        warnOf(error);
        return false;
      }
    },
    [view],
  );
}
