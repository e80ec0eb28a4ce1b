import { describe, expect, it } from 'vitest';
import {
  besideSuggestion,
  shownSuggestions,
  spanOf,
  suggestionId,
  suggestionMarks,
} from '../../renderer/features/suggestions/suggestion-state.ts';
import type { Suggestion } from '../../shared/model/suggestion.ts';

const suggestion = (start: number, decision: Suggestion['decision'] = 'open', label = 'Doubt'): Suggestion => ({
  ...{ start, end: start + 5, label, score: 0.6, reason: 'a question', textVersionId: '1' },
  ...{ analyser: 'techniques', version: '1', codeId: null, decision, annotationId: null },
});
const [first, rejected, third, last] = [
  suggestion(10),
  suggestion(20, 'rejected'),
  suggestion(30, 'open', 'Slogans'),
  suggestion(40),
];
const all = [first, rejected, third, last];
const beside = (inHand: Suggestion | null, by: 1 | -1, from = 0) =>
  besideSuggestion(all, inHand && suggestionId(inHand), by, from)?.start;

describe('the next suggestion', () => {
  it('is the open one behind the one in hand, and goes round at the end', () => {
    expect([beside(first, 1), beside(third, 1), beside(last, 1)]).toEqual([30, 40, 10]);
    expect([beside(last, -1), beside(third, -1), beside(first, -1)]).toEqual([30, 10, 40]);
  });

  it('begins at what is on the screen', () => {
    expect([beside(null, 1, 25), beside(null, 1, 30), beside(null, -1, 25), beside(null, 1, 99)]).toEqual([
      30, 30, 10, 10,
    ]);
  });

  it('is found from one that was decided a moment ago, and is none when it was the only one', () => {
    expect(beside(rejected, 1)).toBe(30);
    expect(besideSuggestion([first, rejected], suggestionId(first), 1, 0)).toBeUndefined();
  });
});

describe('what is shown', () => {
  it('leaves out decided ones unless they are asked for, and others than the chosen label', () => {
    const starts = (label: string | null, showsDecided: boolean) =>
      shownSuggestions(all, { label, showsDecided }).map(({ start }) => start);
    expect(starts(null, false)).toEqual([10, 30, 40]);
    expect(starts(null, true)).toEqual([10, 20, 30, 40]);
    expect(starts('techniques Slogans', true)).toEqual([30]);
  });

  it('is marked with a question mark where it is open, at the span that a person changed it to', () => {
    const changed = { [suggestionId(third)]: { start: 28, end: 37 } };
    const marks = suggestionMarks(all, new Map(), changed);
    expect(marks.map(({ start, end, kind, label, color }) => [start, end, kind, label, color])).toEqual([
      [10, 15, 'suggestion', '? Doubt', 0],
      [28, 37, 'suggestion', '? Slogans', 0],
      [40, 45, 'suggestion', '? Doubt', 0],
    ]);
    expect(new Set(marks.map(({ key }) => key)).size).toBe(3);
    expect(spanOf(first, changed)).toEqual({ start: 10, end: 15 });
  });
});
