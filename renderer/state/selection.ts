import { create } from 'zustand';
import type { ViewQueryInput } from '../../shared/model/view.ts';

/** What all rooms share about where a person is: the article, the view it was found in, the pair to compare. */
export interface Selection {
  /** The article that Read shows and Triage previews. */
  articleId: string | null;
  /** A place in it to go to (UTF-16 offsets), taken once by the reader: a hit, an annotation, a claim's mention. */
  place: { articleId: string; start: number; end: number } | null;
  /** What Triage shows. */
  query: ViewQueryInput;
  /** The snapshot that Triage has open, for the queue in Read. */
  view: { viewId: string; total: number } | null;
  /** Row of `articleId` in that view. */
  index: number | null;
  /** The articles of Compare from left to right, two to four; null where the first two are not chosen yet. */
  pair: readonly (string | null)[];
}

const nothing: Selection = { articleId: null, place: null, query: {}, view: null, index: null, pair: [null, null] };

export const useSelection = create<Selection>(() => nothing);

/** Another project: nothing of the old selection means anything. */
export function clearSelection() {
  useSelection.setState(nothing, true);
}

/** Makes an article the current one; `index` where it stands in the open view. */
export function selectArticle(articleId: string | null, index: number | null = null) {
  useSelection.setState({ articleId, index });
}

/** Opens an article at a span, in whichever room shows it next. */
export function selectPlace(articleId: string, start: number, end: number) {
  useSelection.setState((state) => ({
    articleId,
    index: state.articleId === articleId ? state.index : null,
    place: { articleId, start, end },
  }));
}

/** Replaces the whole query of the triage view. */
export function setQuery(query: ViewQueryInput) {
  useSelection.setState({ query });
}

/** Changes parts of the query and keeps the rest. */
export function changeQuery(changes: Partial<ViewQueryInput>) {
  useSelection.setState((state) => ({ query: { ...state.query, ...changes } }));
}
