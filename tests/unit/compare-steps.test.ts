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

const pair = (a: number, b: number, kind: Kind) => ({
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
  only: { a: [1], b: [0, 3] },
};
const steps = stepsOf(crossing);

describe('steps', () => {
  it('go down the left text; what only the right says follows the pair before it', () => {
    expect(steps.map((step) => step.key)).toEqual(['-0', '0-1', '1-', '2-4', '3-2', '-3']);
  });

  it('go through the left text first where nothing is linked', () => {
    const apart = stepsOf({ pairs: [], only: { a: [0, 1], b: [0, 1] } });
    expect(apart.map((step) => step.key)).toEqual(['0-', '1-', '-0', '-1']);
  });

  it('tell on which side a sentence stands alone', () => {
    const alone = steps.filter((step) => step.relation === 'only');
    expect(alone.map(({ a, b }) => [a, b])).toEqual([
      [null, 0],
      [1, null],
      [null, 3],
    ]);
  });

  it('put the pairs of one left sentence in the order of the right text', () => {
    const twice = stepsOf({ pairs: [pair(0, 5, 'reworded'), pair(0, 2, 'reworded')], only: { a: [], b: [] } });
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
    const alone = stepsOf({ pairs: [], only: { a: [0], b: [] } });
    expect(nextStep(alone, '0-', null, 1)).toBeNull();
  });
});

it('opens with figures that differ, then with other words, then with what one alone says', () => {
  expect(firstStep(steps)?.key).toBe('2-4');
  expect(firstStep(steps.filter((step) => step.relation !== 'differs'))?.key).toBe('3-2');
  expect(firstStep(stepsOf({ pairs: [], only: { a: [], b: [0] } }))?.key).toBe('-0');
  expect(firstStep([])).toBeNull();
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
    const twice = stepsOf({ pairs: [pair(0, 2, 'reworded'), pair(0, 5, 'reworded')], only: { a: [], b: [] } });
    expect(stepAt(twice, 'a', 0, '0-5')?.key).toBe('0-5');
    expect(stepAt(twice, 'a', 0, null)?.key).toBe('0-2');
    expect(stepAt(twice, 'b', 3, null)).toBeNull();
  });
});
