import { expect, test } from 'vitest';
import { agreedLean, gapOf, spectrumOf } from '../../electron/analysis/stories/gap.ts';
import { gapSettings } from '../../shared/model/story.ts';

const rule = gapSettings.parse({});
/** Sources by side: left, centre, right; then unrated ones. */
const sides = (left: number, centre: number, right: number, unrated = 0) =>
  spectrumOf([
    ...Array<number>(left).fill(-2),
    ...Array<number>(centre).fill(0),
    ...Array<number>(right).fill(1),
    ...Array<null>(unrated).fill(null),
  ]);

test('each source counts once in its band; the unrated ones are counted apart', () => {
  expect(spectrumOf([-2, -1, -1, 0, 2, null, null])).toEqual({
    bands: [1, 2, 1, 0, 1],
    unrated: 2,
    rated: 5,
    sides: { left: 3, centre: 1, right: 1 },
  });
});

test('several raters: the middle of what they say, between two bands the one nearer to the centre', () => {
  expect(agreedLean([])).toBeNull();
  expect(agreedLean([-2])).toBe(-2);
  expect(agreedLean([2, -1, 1])).toBe(1);
  expect(agreedLean([1, 2])).toBe(1);
  expect(agreedLean([-2, -1])).toBe(-1);
  expect(agreedLean([-1, 0])).toBe(0);
  expect(agreedLean([-1, 1])).toBe(0);
});

test('a side with few of the rated sources is a gap, with its share and that of the strongest side', () => {
  expect(gapOf(sides(4, 3, 1, 6), rule)).toEqual({
    kind: 'gap',
    side: 'right',
    share: 1 / 8,
    strongest: 'left',
    strongestShare: 1 / 2,
  });
});

test('two sources, or four, are too few to find a gap in, however many unrated ones there are', () => {
  expect(gapOf(sides(2, 0, 0), rule)).toEqual({ kind: 'too few', rated: 2, needed: 5 });
  expect(gapOf(sides(4, 0, 0, 30), rule)).toEqual({ kind: 'too few', rated: 4, needed: 5 });
  expect(gapOf(sides(0, 0, 0, 12), rule)).toEqual({ kind: 'too few', rated: 0, needed: 5 });
});

test('a tie is no gap: neither of all sides nor of the two lowest', () => {
  expect(gapOf(sides(3, 3, 3), rule)).toEqual({ kind: 'none' });
  expect(gapOf(sides(1, 5, 1), rule)).toEqual({ kind: 'tie', sides: ['left', 'right'], share: 1 / 7 });
  expect(gapOf(sides(6, 0, 0), rule)).toEqual({ kind: 'tie', sides: ['centre', 'right'], share: 0 });
});

test('a share of exactly the most allowed is low, anything above is not', () => {
  expect(gapOf(sides(2, 2, 1), rule)).toMatchObject({ kind: 'gap', side: 'right', share: 0.2 });
  expect(gapOf(sides(4, 3, 2), rule)).toEqual({ kind: 'none' });
});

test('the strongest side must have enough more, as the settings say', () => {
  const loose = { ...rule, maxShare: 0.3 };
  expect(gapOf(sides(4, 3, 3), { ...loose, minRatio: 1.5 })).toEqual({ kind: 'none' });
  expect(gapOf(sides(5, 4, 3), { ...loose, minRatio: 2 })).toEqual({ kind: 'none' });
  expect(gapOf(sides(5, 4, 3), { ...loose, minRatio: 1.5 })).toMatchObject({ kind: 'gap', side: 'right' });
});
