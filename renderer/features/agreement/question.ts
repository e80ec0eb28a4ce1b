import { create } from 'zustand';
import type { AgreementQuestionInput } from '../../../shared/contract/rooms/agreement.ts';
import type { AgreementUnit } from '../../../shared/model/agreement.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';

export type ArticleSet = 'all' | 'triage' | 'included' | `round ${string}`;

/** What the room asks, and where the person is in it: kept while they are in other rooms. */
interface Asked {
  view: 'figures' | 'cases';
  unit: AgreementUnit;
  /** Names; empty for everyone who coded. */
  coders: readonly string[];
  /** Empty for all that were given. */
  codeIds: readonly string[];
  /** All articles, those that Triage shows, those the person included, or those of a round of coding. */
  articles: ArticleSet;
  /** Row of the table of figures. */
  variable: number;
  /** Case in the list. */
  at: number;
  onlyOpen: boolean;
  /** Cases about this code only. */
  caseCode: string | null;
  layer: string;
}

const first: Asked = {
  ...{ view: 'figures', unit: 'article', coders: [], codeIds: [], articles: 'all', variable: 0, at: 0 },
  ...{ onlyOpen: true, caseCode: null, layer: 'gold' },
};

export const useAsked = create<Asked>(() => first);

export const setAsked = (changes: Partial<Asked>) => useAsked.setState(changes);

/** The question as the backend takes it. @param shown what Triage shows */
export const questionOf = (
  { unit, coders, codeIds, articles }: Pick<Asked, 'unit' | 'coders' | 'codeIds' | 'articles'>,
  shown: ViewQueryInput,
): AgreementQuestionInput => ({
  unit,
  coders: [...coders],
  codeIds: [...codeIds],
  ...(articles === 'triage' ? { query: shown } : {}),
  ...(articles === 'included' ? { query: { decisions: ['include'] } } : {}),
  ...(articles.startsWith('round ') ? { roundId: articles.slice('round '.length) } : {}),
});

/** The first of the page of `size` cases that the case at `at` is on. */
export const pageStart = (at: number, size: number): number => Math.floor(Math.max(0, at) / size) * size;
