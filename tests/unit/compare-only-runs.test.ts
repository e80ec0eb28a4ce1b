import { expect, test } from 'vitest';
import { onlyRuns } from '../../renderer/features/compare/only-runs.ts';

/** Four sentences in a paragraph of lines 24 px apart, and one in the next paragraph. */
const places = [
  { top: 0, bottom: 24 },
  // Begins in the line in which the one before ends.
  { top: 0, bottom: 48 },
  { top: 48, bottom: 72 },
  { top: 72, bottom: 96 },
  { top: 106, bottom: 130 },
];

test('sentences that follow one another in a paragraph share a bar, the next paragraph has its own', () => {
  expect(onlyRuns([0, 1, 2, 3, 4], places)).toEqual([
    { first: 0, top: 0, bottom: 96 },
    { first: 4, top: 106, bottom: 130 },
  ]);
});

test('a sentence between two that another article has too stands alone', () => {
  expect(onlyRuns([0, 2], places)).toEqual([
    { first: 0, top: 0, bottom: 24 },
    { first: 2, top: 48, bottom: 72 },
  ]);
});

test('what is not measured yet has no bar', () => {
  expect(onlyRuns([0, 1, 2], [{ top: 0, bottom: 24 }, null])).toEqual([{ first: 0, top: 0, bottom: 24 }]);
  expect(onlyRuns([], places)).toEqual([]);
});

test('twenty thousand sentences in one paragraph are one bar', () => {
  const many = Array.from({ length: 20_000 }, (_, at) => ({ top: 24 * at, bottom: 24 * at + 24 }));
  expect(onlyRuns([...many.keys()], many)).toEqual([{ first: 0, top: 0, bottom: 480_000 }]);
});
