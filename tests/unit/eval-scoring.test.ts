import { describe, expect, it } from 'vitest';
import { agreements } from '../../scripts/eval/fields.ts';
import { countLines } from '../../scripts/eval/lines.ts';
import { overlapOf, scoreCounts, scoreOverlaps } from '../../scripts/eval/shingles.ts';

describe('scoring a text by its shingles', () => {
  it('counts runs of four words in both texts', () => {
    // Runs of the truth: abcd bcde; of the prediction: bcde cdef. One of three is shared.
    expect(overlapOf('a b c d e', 'b c d e f')).toEqual({ both: 1 / 3, extra: 1 / 3, missing: 1 / 3 });
    expect(scoreOverlaps([overlapOf('a b c d e', 'b c d e f')])).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
  });

  it('counts a repeated run as often as it stands there', () => {
    expect(overlapOf('x y', 'x y')).toEqual({ both: 1, extra: 0, missing: 0 });
    expect(overlapOf('a b c d', 'a b c d a b c d').both).toBeCloseTo(1 / 5);
  });

  it('leaves documents without a prediction out of precision, not out of recall', () => {
    const scores = scoreOverlaps([overlapOf('a b c d', 'a b c d'), overlapOf('e f g h', '')]);
    expect(scores).toEqual({ precision: 1, recall: 0.5, f1: 2 / 3 });
  });

  it('gives nought, not NaN, where there is nothing', () => {
    expect(scoreOverlaps([])).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(scoreCounts(0, 0, 0)).toEqual({ precision: 0, recall: 0, f1: 0 });
  });
});

describe('scoring lines', () => {
  it('uses each place in the text for one line, longer lines first', () => {
    const counts = countLines(['Police', 'Police closed the road', 'Menu'], [0, 1, 0], 'Police closed the road', '');
    expect(counts.lines).toEqual({ hits: 1, extra: 0, missing: 0 });
    expect(counts.words).toEqual({ hits: 4, extra: 0, missing: 0 });
  });

  it('takes the title for a line that should be kept', () => {
    expect(countLines(['A headline', 'Text here'], [1, 1], 'Text here', 'A headline').lines.hits).toBe(2);
  });
});

describe('comparing metadata', () => {
  it('ignores case, punctuation, "By" and the time of day', () => {
    expect(agreements.title('Weir: repaired', 'weir repaired')).toBe(true);
    expect(agreements.byline('Ana Prado', 'By Ana Prado')).toBe(true);
    expect(agreements.published('2031-03-04', '2031-03-04T08:15:00+02:00')).toBe(true);
    expect(agreements.published('2031-03-05', '2031-03-04T08:15:00+02:00')).toBe(false);
    expect(agreements.lang('en', 'en-GB')).toBe(true);
  });
});
