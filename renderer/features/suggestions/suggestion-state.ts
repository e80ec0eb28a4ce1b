import { create } from 'zustand';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import type { Suggestion } from '../../../shared/model/suggestion.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { Mark } from '../text/index.ts';

export type QueuedSuggestion = OutputOf<'suggestions.ofCode'>['rows'][number];

/** Suggestions of one code, gone through one by one. The list is kept as it was begun: each decision would shift it. */
export interface SuggestionQueue {
  codeId: string;
  /** All there were when it was begun; `rows` are the surest of them. */
  total: number;
  rows: readonly QueuedSuggestion[];
  at: number;
}

interface State {
  /** Suggestions of one label alone, `analyser label`; null: of all. */
  label: string | null;
  /** Those that were decided are listed too. */
  showsDecided: boolean;
  /** Spans that a person changed and has not accepted yet, by suggestion. */
  changed: Readonly<Record<string, Span>>;
  queue: SuggestionQueue | null;
  /** To be made the active one as soon as its article is here. */
  wanted: { articleId: string; id: string; span: Span } | null;
}

export const useSuggestionState = create<State>(() => ({
  label: null,
  showsDecided: false,
  changed: {},
  queue: null,
  wanted: null,
}));

const PREFIX = 'suggestion ';

/** What a suggestion is called among the marks of its article. */
export const suggestionId = ({ analyser, label, start, end }: Suggestion): string =>
  `${PREFIX}${analyser} ${label} ${start} ${end}`;
export const isSuggestionId = (id: string | null): id is string => id?.startsWith(PREFIX) ?? false;

export const labelKey = ({ analyser, label }: Suggestion): string => `${analyser} ${label}`;

/** What was found, in words: the label, or the code that it was learned from. */
export function labelInWords({ analyser, label }: Suggestion, codes: ReadonlyMap<string, Code>): string {
  return analyser === 'codes' ? (codes.get(label)?.name ?? 'A deleted code') : label.replaceAll('_', ' ');
}

/** The span that accepting would code. */
export const spanOf = (suggestion: Suggestion, changed: Readonly<Record<string, Span>>): Span =>
  changed[suggestionId(suggestion)] ?? { start: suggestion.start, end: suggestion.end };

/** What the list and the text show. */
export function shownSuggestions(
  suggestions: readonly Suggestion[],
  { label, showsDecided }: Pick<State, 'label' | 'showsDecided'>,
): Suggestion[] {
  return suggestions.filter(
    (one) => (label === null || labelKey(one) === label) && (showsDecided || one.decision === 'open'),
  );
}

/** Marks of suggestions that are open: accepted ones are annotations, rejected ones are gone from the text. */
export function suggestionMarks(
  suggestions: readonly Suggestion[],
  codes: ReadonlyMap<string, Code>,
  changed: Readonly<Record<string, Span>>,
): Mark[] {
  return suggestions
    .filter(({ decision }) => decision === 'open')
    .map((one) => {
      const code = one.codeId === null ? undefined : codes.get(one.codeId);
      const { start, end } = spanOf(one, changed);
      const ownerId = suggestionId(one);
      const label = `? ${code?.name ?? labelInWords(one, codes)}`;
      return {
        key: `${ownerId} ${start}-${end}-${code?.color ?? 0}`,
        start,
        end,
        kind: 'suggestion',
        color: code?.color ?? 0,
        label,
        ownerId,
      };
    });
}

/**
 * The open suggestion after (`by` 1) or before the one in hand; with none in hand, the one at or behind `from`. Goes round at the
 * end. Undefined when there is none but it.
 */
export function besideSuggestion(
  suggestions: readonly Suggestion[],
  inHand: string | null,
  by: 1 | -1,
  from: number,
): Suggestion | undefined {
  const at = suggestions.findIndex((one) => suggestionId(one) === inHand);
  const open = suggestions.filter((one, index) => one.decision === 'open' && index !== at);
  const place = at >= 0 ? suggestions[at]!.start : from;
  const isBehind = (one: Suggestion) =>
    at >= 0 ? suggestions.indexOf(one) > at : by === 1 ? one.start >= place : one.start > place;
  const behind = open.filter(isBehind);
  const before = open.filter((one) => !isBehind(one));
  return by === 1 ? (behind[0] ?? before[0]) : (before.at(-1) ?? behind.at(-1));
}
