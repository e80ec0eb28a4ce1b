import { create } from 'zustand';
import type { Closeness, PassageFilterInput, PassageSort, PeriodUnit } from '../../../shared/contract/rooms/results.ts';
import type { Decision } from '../../../shared/model/article.ts';

export const views = ['passages', 'together', 'source', 'time', 'methods'] as const;
export type View = (typeof views)[number];

/** What the numbers of a table are. `rate`: per 1,000 words that were worked on. */
export type Measure = 'annotations' | 'articles' | 'share' | 'rate';

/** The filters beside the results, as they are set there. */
export interface FilterForm {
  codeIds: readonly string[];
  withBelow: boolean;
  coder: string | null;
  source: number | null;
  language: string | null;
  /** Days; shown as typed, used once they are whole. */
  from: string;
  to: string;
  decision: Decision | null;
  /** The query language, over the article. */
  text: string;
  words: string;
  memo: 'with' | 'without' | null;
  /** Least confidence in percent. */
  confidence: number | null;
  attributeId: string | null;
  /** Null: given the code, not the value. */
  value: string | null;
  claim: 'with' | 'without' | null;
  kind: 'span' | 'article' | 'uncoded' | null;
}

export const noFilter: FilterForm = {
  ...{ codeIds: [], withBelow: true, coder: null, source: null, language: null, from: '', to: '', decision: null },
  ...{ text: '', words: '', memo: null, confidence: null, attributeId: null, value: null, claim: null, kind: null },
};

/** A cell of a table, opened: what it asks besides the filters. */
export interface OpenCell {
  /** Where it was, to go back to. */
  view: View;
  /** "Blame in Post" */
  title: string;
  asks: Pick<PassageFilterInput, 'codeIds' | 'withBelow' | 'together' | 'period'> & { source?: number };
}

export interface Asked {
  /** Path of the project that the rest is about. */
  project: string | null;
  view: View;
  filter: FilterForm;
  cell: OpenCell | null;
  sort: PassageSort;
  /** The passage with the cursor. */
  at: number;
  /** The cell with the cursor, per table. */
  cursor: { row: number; column: number };
  measure: Measure;
  within: Closeness;
  unit: PeriodUnit;
  rollUp: boolean;
  /** How many passages there are, once known. */
  counted: { total: number; articles: number };
}

const first: Asked = {
  project: null,
  view: 'passages',
  filter: noFilter,
  cell: null,
  sort: { column: 'place', descending: false },
  at: 0,
  cursor: { row: 0, column: 0 },
  measure: 'annotations',
  within: 'sentence',
  unit: 'month',
  rollUp: false,
  counted: { total: 0, articles: 0 },
};

/** What Results shows; kept while the person is in another room. */
export const useAsked = create<Asked>(() => first);

export const setAsked = (changes: Partial<Asked>) => useAsked.setState(changes);

/** Another view begins at its first row; leaving an opened cell drops it. */
export function show(view: View) {
  setAsked({ view, cell: null, at: 0, cursor: { row: 0, column: 0 } });
}

export function changeFilter(changes: Partial<FilterForm>) {
  useAsked.setState(({ filter }) => ({ filter: { ...filter, ...changes }, at: 0, cursor: { row: 0, column: 0 } }));
}

export function openCell(cell: OpenCell) {
  setAsked({ cell, view: 'passages', at: 0 });
}

/** Back from the passages of a cell to its table, the cursor where it was. */
export function leaveCell() {
  const { cell } = useAsked.getState();
  if (cell) setAsked({ view: cell.view, cell: null, at: 0 });
}

/** Begins anew in another project: it has other codes and sources. */
export function enterProject(project: string | null) {
  if (useAsked.getState().project !== project) useAsked.setState({ ...first, project }, true);
}

const isDay = (words: string) => /^\d{4}-\d{2}-\d{2}$/.test(words) && !Number.isNaN(Date.parse(words));
/** A day as it is typed, or null while it is none. */
export const dayOf = (words: string): string | null => (isDay(words.trim()) ? words.trim() : null);

/** The question that filters and an opened cell ask together. */
export function filterAsked(form: FilterForm, cell: OpenCell | null): PassageFilterInput {
  const { source = form.source, ...asks } = cell?.asks ?? {};
  return {
    query: {
      text: form.text.trim(),
      sources: source === null ? [] : [source],
      languages: form.language === null ? [] : [form.language],
      decisions: form.decision === null ? [] : [form.decision],
      ...{ publishedFrom: dayOf(form.from), publishedTo: dayOf(form.to) },
    },
    ...(form.kind === 'uncoded' ? { uncoded: true } : { codeIds: [...form.codeIds], withBelow: form.withBelow }),
    coders: form.coder === null ? [] : [form.coder],
    level: form.kind === 'uncoded' ? null : form.kind,
    words: form.words.trim(),
    ...{ memo: form.memo, claim: form.claim },
    confidence: form.confidence === null ? null : { from: form.confidence, to: 100 },
    attribute: form.attributeId === null ? null : { attributeId: form.attributeId, value: form.value },
    ...asks,
  };
}

/** How many filters are in force. */
export function filtersInForce(form: FilterForm): number {
  const { codeIds, withBelow: _, attributeId, value: __, ...rest } = form;
  const set = Object.values(rest).filter((one) => one !== null && one !== '').length;
  return set + (codeIds.length > 0 ? 1 : 0) + (attributeId === null ? 0 : 1);
}
