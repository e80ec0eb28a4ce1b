import { useCallback } from 'react';
import type { Decision } from '../../../shared/model/article.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { count, decisionNames, say, warnOf } from '../../ui/index.ts';
import { isSelected, type RowSelection, targetsOf } from './row-selection.ts';
import type { OpenView } from './useView.ts';

export interface DecideInput {
  selection: RowSelection;
  focusedId: string | null;
  decision: Decision;
  reason?: string | null;
}

/** More than this many take long enough to be told beforehand. */
const MANY = 1000;

/** Decides on the selection, or on the focused article: shown at once, taken back when it cannot be saved. */
export function useDecide(view: OpenView | null) {
  return useCallback(
    async ({ selection, focusedId, decision, reason = null }: DecideInput): Promise<boolean> => {
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
        if (many > 1) say(`${decisionNames[decision]}: ${count(changed)} of ${count(many)} articles changed.`);
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
