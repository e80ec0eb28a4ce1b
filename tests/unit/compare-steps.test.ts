/** What is stepped through in Compare, and in which order. */
import { describe, expect, it } from 'vitest';
import {
  type Alignment,
  firstStep,
  nextStep,
  sentenceAt,
  stepAt,
  stepsOf,
} from '../../renderer/features/compare/steps.ts';

type Kind = Alignment['pairs'][number]['kind'];

const pair = (a: number, b: number, kind: Kind, left = 0, right = 1) => ({
  left,
  right,
  a,
  b,
  kind,
  score: 1,
  shared: { a: [], b: [] },
  figures: null,
});

/** Left: 0 same, 1 alone, 2 differs, 3 reworded. Right: 0 alone, 1 same, 2 reworded, 3 alone, 4 differs. */
const crossing = {
  pairs: [pair(0, 1, 'same'), pair(2, 4, 'differs'), pair(3, 2, 'reworded')],
  statements: [],
  only: [[1], [0, 3]],
};
const steps = stepsOf(crossing);
const nothing = { pairs: [], statements: [], only: [[], []] };

describe('steps', () => {
  it('go down the left text; what only the right says follows the pair before it', () => {
    expect(steps.map((step) => step.key)).toEqual(['-0', '0-1', '1-', '2-4', '3-2', '-3']);
  });

  it('go through the left text first where nothing is linked', () => {
    const apart = stepsOf({
      ...nothing,
      only: [
        [0, 1],
        [0, 1],
      ],
    });
    expect(apart.map((step) => step.key)).toEqual(['0-', '1-', '-0', '-1']);
  });

  it('tell on which side a sentence stands alone', () => {
    const alone = steps.filter((step) => step.relation === 'only');
    expect(alone.map(({ at }) => at)).toEqual([
      [null, 0],
      [1, null],
      [null, 3],
    ]);
  });

  it('put the pairs of one left sentence in the order of the right text', () => {
    const twice = stepsOf({ ...nothing, pairs: [pair(0, 5, 'reworded'), pair(0, 2, 'reworded')] });
    expect(twice.map((step) => step.key)).toEqual(['0-2', '0-5']);
  });
});

describe('the next step', () => {
  it('is the next linked pair when no relation is chosen', () => {
    expect(nextStep(steps, '0-1', null, 1)?.key).toBe('2-4');
    expect(nextStep(steps, '3-2', null, -1)?.key).toBe('2-4');
  });

  it('stays within the chosen relation', () => {
    expect(nextStep(steps, '0-1', 'only', 1)?.key).toBe('1-');
    expect(nextStep(steps, '1-', 'only', 1)?.key).toBe('-3');
    expect(nextStep(steps, '1-', 'only', -1)?.key).toBe('-0');
  });

  it('comes round to the first after the last, and to the last before the first', () => {
    expect(nextStep(steps, '3-2', null, 1)?.key).toBe('0-1');
    expect(nextStep(steps, '0-1', null, -1)?.key).toBe('3-2');
  });

  it('begins at the end that lies nearest when nothing is looked at', () => {
    expect(nextStep(steps, null, null, 1)?.key).toBe('0-1');
    expect(nextStep(steps, null, null, -1)?.key).toBe('3-2');
  });

  it('is the same one where it is the only one, and none where there is none', () => {
    expect(nextStep(steps, '2-4', 'differs', 1)?.key).toBe('2-4');
    const alone = stepsOf({ ...nothing, only: [[0], []] });
    expect(nextStep(alone, '0-', null, 1)).toBeNull();
  });
});

it('opens with figures that differ, then with other words, then with what one alone says', () => {
  expect(firstStep(steps)?.key).toBe('2-4');
  expect(firstStep(steps.filter((step) => step.relation !== 'differs'))?.key).toBe('3-2');
  expect(firstStep(stepsOf({ ...nothing, only: [[], [0]] }))?.key).toBe('-0');
  expect(firstStep([])).toBeNull();
});

describe('beside three columns', () => {
  // The second statement is in two columns only; the third column says it in two sentences.
  const three = stepsOf({
    pairs: [
      pair(0, 1, 'same', 0, 1),
      pair(0, 0, 'differs', 0, 2),
      pair(1, 0, 'differs', 1, 2),
      pair(3, 4, 'reworded', 1, 2),
      pair(3, 5, 'reworded', 1, 2),
    ],
    statements: [
      [[0], [1], [0]],
      [[], [3], [4, 5]],
    ],
    only: [[1], [0], []],
  });

  it('each statement is a step with all its links; what the first lacks follows what stands before it', () => {
    expect(three.map(({ key, relation }) => `${key} ${relation}`)).toEqual([
      '-0- only',
      '0-1-0 differs',
      '-3-4 reworded',
      '1-- only',
    ]);
    expect(three.map(({ pairs }) => pairs.length)).toEqual([0, 3, 2, 0]);
  });

  it('what all say can be stepped through alone', () => {
    expect(nextStep(three, '-0-', 'all', 1)?.key).toBe('0-1-0');
    expect(nextStep(three, '0-1-0', 'all', 1)?.key).toBe('0-1-0');
  });

  it('a further sentence of a statement leads to it', () => {
    expect(stepAt(three, 2, 5, null)?.key).toBe('-3-4');
  });
});

describe('the sentence under the caret', () => {
  const sentences = [
    { start: 0, end: 10 },
    { start: 11, end: 20 },
  ];

  it('is found by its offsets, its ends included', () => {
    expect([0, 10, 11, 20].map((offset) => sentenceAt(sentences, offset))).toEqual([0, 0, 1, 1]);
    expect(sentenceAt(sentences, 21)).toBe(-1);
  });

  it('stays at the pair that is looked at when it stands in several', () => {
    const twice = stepsOf({ ...nothing, pairs: [pair(0, 2, 'reworded'), pair(0, 5, 'reworded')] });
    expect(stepAt(twice, 0, 0, '0-5')?.key).toBe('0-5');
    expect(stepAt(twice, 0, 0, null)?.key).toBe('0-2');
    expect(stepAt(twice, 1, 3, null)).toBeNull();
  });
});
