import { create } from 'zustand';
import { useSelection } from '../../state/selection.ts';
import type { Relation, Side } from './steps.ts';

interface CompareState {
  /** Both texts scroll at once, level by linked sentences. */
  together: boolean;
  /** Stepping goes through this relation only; null: through every linked pair. */
  relation: Relation | null;
  /** Step that is looked at, by the pair of articles; kept while the person is in another room. */
  current: Record<string, string>;
}

export const useCompare = create<CompareState>(() => ({ together: true, relation: null, current: {} }));

export const pairKey = (a: string, b: string) => `${a} ${b}`;

export function setCurrentStep(key: string, step: string) {
  useCompare.setState(({ current }) => ({ current: { ...current, [key]: step } }));
}

/** Puts an article on one side; when it is on the other already, the two change places. */
export function chooseArticle(side: Side, articleId: string) {
  const [left, right] = useSelection.getState().pair;
  const other = side === 'a' ? right : left;
  if (articleId === other) return swapSides();
  useSelection.setState({ pair: side === 'a' ? [articleId, right] : [left, articleId] });
}

export function swapSides() {
  useSelection.setState(({ pair: [left, right] }) => ({ pair: [right, left] }));
}
