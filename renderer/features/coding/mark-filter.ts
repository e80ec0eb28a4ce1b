import { create } from 'zustand';
import type { Annotation } from '../../../shared/model/annotation.ts';

/** Which marks are shown; null: whatever they are. Kept while the program runs, across articles. */
export interface MarkFilter {
  /** Empty: only highlights without a code. */
  codeIds: ReadonlySet<string> | null;
  coders: ReadonlySet<string> | null;
  /** Whether mentions of claims are shown; a claim's id: of this one alone. */
  claims: boolean | string;
}

export const allMarks: MarkFilter = { codeIds: null, coders: null, claims: true };

export const useMarkFilter = create<MarkFilter>(() => allMarks);

export const isFiltering = ({ codeIds, coders, claims }: MarkFilter) =>
  codeIds !== null || coders !== null || claims !== true;

/** Annotations that the filter lets through. One with several codes shows with all of them. */
export function shownMarks(annotations: readonly Annotation[], { codeIds, coders }: MarkFilter): readonly Annotation[] {
  if (codeIds === null && coders === null) return annotations;
  return annotations.filter(
    (one) =>
      (coders === null || coders.has(one.coder)) &&
      (codeIds === null ||
        (one.codings.length === 0 ? codeIds.size === 0 : one.codings.some(({ codeId }) => codeIds.has(codeId)))),
  );
}
