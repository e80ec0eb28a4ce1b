import { expect, test } from 'vitest';
import {
  learnedInWords,
  likelihood,
  likelyRows,
  missingDecisions,
} from '../../renderer/features/triage/likely-words.ts';
import { stalenessOf } from '../../renderer/features/triage/useView.ts';

const learned = {
  analyser: 'learned order',
  version: '1',
  learnedAt: '2026-03-14T13:58:00.000Z',
  included: 17,
  excluded: 31,
  changed: 3,
  isDue: false,
  ordered: 400,
  left: 12,
  accuracy: { folds: 5, read95: 0.243, pairs: 0.93 },
};

test('a likelihood has two places and is never certain', () => {
  expect([0.974, 1, 0, 0.5].map(likelihood)).toEqual(['.97', '.99', '.01', '.50']);
});

test('what is missing is told in numbers; with five of both nothing is', () => {
  expect(missingDecisions({ included: 5, excluded: 4, needed: 5, learned: null })).toBe(
    'Likely is learned from at least 5 included and 5 excluded articles; you have 5 and 4.',
  );
  expect(missingDecisions({ included: 5, excluded: 5, needed: 5, learned: null })).toBeNull();
});

test('what the order rests on, how good it is, and what has changed since', () => {
  expect(learnedInWords(learned)).toContain('learned from 48 decisions');
  expect(learnedInWords(learned)).toContain('95 % of what you included after 24 % of the reading');
  const rows = new Map(likelyRows(learned));
  expect(rows.get('Analyser')).toContain('learned order 1');
  expect(rows.get('Rests on')).toContain('17 included articles and 31 excluded ones');
  expect(rows.get('Rests on')).toContain('3 decisions changed since; 12 articles not ordered yet');
  expect(rows.get('How good')).toContain('93 % of pairs');
});

test('a newly learned order makes a list in that order old, and no other', () => {
  const sort = { column: 'likely', descending: true } as const;
  expect(stalenessOf({ sort }, ['likely'])).toBe('order');
  expect(stalenessOf({ sort: { column: 'title', descending: false } }, ['likely'])).toBeNull();
  expect(stalenessOf({ sort }, ['triage'])).toBeNull();
  expect(stalenessOf({ sort, decisions: ['undecided'] }, ['triage'])).toBe('work');
  expect(stalenessOf({ sort }, ['likely', 'articles'])).toBe('articles');
});
