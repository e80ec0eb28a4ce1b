/** Rates with intervals: against tables of the exact Poisson interval, and wider where articles differ. */
import { describe, expect, it } from 'vitest';
import { gammaQuantile, rateOf } from '../../electron/analysis/rates/rate.ts';

/** Articles of 1000 words each with so many. */
function articles(...counts: number[]) {
  const sum = (of: (n: number) => number) => counts.reduce((total, n) => total + of(n), 0);
  return {
    ...{ n: sum((n) => n), words: 1000 * counts.length, articles: counts.length },
    ...{ countSquares: sum((n) => n * n), countTimesWords: 1000 * sum((n) => n), wordSquares: 1e6 * counts.length },
  };
}

describe('rates', () => {
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [100, 81.36, 121.63],
  ])('have the exact Poisson limits: %i in a thousand words', (n, low, high) => {
    const rate = rateOf(articles(n))!;
    expect(rate.perThousand).toBe(n);
    expect(rate.low).toBeCloseTo(low, 2);
    expect(rate.high).toBeCloseTo(high, 2);
  });

  it('are as sure as chance has it where articles are alike, and less sure where few articles have it all', () => {
    const even = rateOf(articles(1, 1, 1, 1, 1, 1, 1, 1))!;
    const uneven = rateOf(articles(8, 0, 0, 0, 0, 0, 0, 0))!;
    expect(even.spread).toBe(1);
    // Variance of the counts, 8, over their mean, 1.
    expect(uneven.spread).toBeCloseTo(8);
    expect(uneven.perThousand).toBe(even.perThousand);
    expect(uneven.low).toBeLessThan(even.low);
    expect(uneven.high).toBeGreaterThan(even.high);
    // One cluster of eight: the limits of one, eight times.
    expect(uneven.high).toBeCloseTo(5.572, 2);
  });

  it('are nothing without words', () => expect(rateOf({ ...articles(), words: 0 })).toBeNull());

  it('rest on quantiles of the gamma distribution', () => {
    // Half of an exponential distribution lies below the logarithm of two.
    expect(gammaQuantile(1, 0.5)).toBeCloseTo(Math.log(2), 8);
    expect(gammaQuantile(0.5, 0.95)).toBeCloseTo(1.9207, 3);
    expect(gammaQuantile(5000, 0.5)).toBeCloseTo(4999.667, 2);
  });
});
