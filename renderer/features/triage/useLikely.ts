import { useCallback, useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery } from '../../state/selection.ts';
import { say, warnOf } from '../../ui/index.ts';
import { useColumnLayout } from './column-layout.ts';
import { missingDecisions } from './likely-words.ts';

export type LikelyState = OutputOf<'likely.state'>;

/** Outlasts the room: who comes back finds it still learning. */
const useLearning = create<{ isLearning: boolean }>(() => ({ isLearning: false }));

async function learn(): Promise<boolean> {
  useLearning.setState({ isLearning: true });
  try {
    await withCoder(() => call('likely.learn', {}));
    return true;
  } finally {
    useLearning.setState({ isLearning: false });
  }
}

export interface Likely {
  /** Undefined until it is known. */
  state: LikelyState | undefined;
  isLearning: boolean;
  /** Whether the list is in this order. */
  isOrder: boolean;
  /** Why the list cannot be ordered so, in words; null when it can. */
  missing: string | null;
  /** Orders the list by likelihood, learning first where nothing is learned; or goes back to the order without it. */
  toggleOrder(): void;
  learnAnew(): void;
}

/** The learned order: asked for by a person first, and from then on learned anew in the background after some decisions. */
export function useLikely(isOrder: boolean): Likely {
  const { data: state } = useBackend('likely.state', {});
  const isLearning = useLearning((learning) => learning.isLearning);
  const { layout, change } = useColumnLayout();
  const isShown = layout.visible.likely !== false;
  const missing = state ? missingDecisions(state) : null;

  const tried = useRef('');
  const learned = state?.learned;
  // What could not be learned is tried again after another decision only.
  const attempt = learned?.isDue ? `${learned.learnedAt} ${learned.changed}` : '';
  const isDue = attempt !== '' && missing === null && (isShown || isOrder) && !isLearning && needsWriting() === null;
  useEffect(() => {
    if (!isDue || tried.current === attempt) return;
    tried.current = attempt;
    learn().catch(warnOf);
  }, [isDue, attempt]);

  const showColumn = () => {
    if (!isShown) change({ visible: { ...layout.visible, likely: true } });
  };
  const toggleOrder = () => {
    if (isOrder) return changeQuery({ sort: undefined });
    if (missing !== null && !learned) return void say(missing);
    const order = () => {
      showColumn();
      changeQuery({ sort: { column: 'likely', descending: true } });
    };
    if (learned) return order();
    learn().then(order, warnOf);
  };
  const learnAnew = useCallback(() => void learn().catch(warnOf), []);
  return { state, isLearning, isOrder, missing, toggleOrder, learnAnew };
}
