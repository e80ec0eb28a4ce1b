import { create } from 'zustand';
import { useSelection } from '../../state/selection.ts';
import { warn } from '../../ui/index.ts';
import { add, put, swap, takeOut } from './columns.ts';
import type { SteppedTo } from './steps.ts';

export const views = ['sentences', 'quotations', 'statements', 'headlines'] as const;
export type View = (typeof views)[number];

interface CompareState {
  view: View;
  /** The texts scroll at once, level by linked sentences. */
  together: boolean;
  /** Persuasion techniques that an analyser suggests are underlined in the texts. */
  techniques: boolean;
  /** Stepping goes through these only; null: through everything that is linked. */
  relation: SteppedTo | null;
  /** Step that is looked at, by the articles; kept while the person is in another room. */
  current: Record<string, string>;
  /** The matrix, the quotations and the headlines are those of the whole story. */
  wholeStory: boolean;
}

export const useCompare = create<CompareState>(() => ({
  view: 'sentences',
  together: true,
  techniques: false,
  relation: null,
  current: {},
  wholeStory: false,
}));

export const keyOf = (articleIds: readonly string[]) => articleIds.join(' ');

export function setCurrentStep(key: string, step: string) {
  useCompare.setState(({ current }) => ({ current: { ...current, [key]: step } }));
}

export const showView = (view: View) => useCompare.setState({ view });

const columns = () => useSelection.getState().pair;
const setColumns = (pair: readonly (string | null)[]) => useSelection.setState({ pair });

/** Puts an article into a column; when it is in another already, the two change places. */
export function chooseArticle(at: number, articleId: string) {
  setColumns(put(columns(), at, articleId));
}

/** One more column. What is refused is told. */
export function addArticle(articleId: string): boolean {
  const changed = add(columns(), articleId);
  if ('refused' in changed) warn(changed.refused, { seconds: 8 });
  else setColumns(changed.columns);
  return 'columns' in changed;
}

export const takeOutColumn = (at: number) => setColumns(takeOut(columns(), at));
export const swapColumns = (at: number, other: number) => setColumns(swap(columns(), at, other));
