import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastDayOf, monthBins, monthsBetween } from '../../renderer/features/triage/months.ts';

describe('months in a row', () => {
  test('over the end of a year, those without articles included', () => {
    expect(monthsBetween('2024-11', '2025-02')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    expect(monthsBetween('2025-02', '2025-02')).toEqual(['2025-02']);
  });

  test('the last day of a month, leap years included', () => {
    expect(['2025-01', '2025-02', '2024-02', '2025-04', '2025-12'].map(lastDayOf)).toEqual([
      '2025-01-31',
      '2025-02-28',
      '2024-02-29',
      '2025-04-30',
      '2025-12-31',
    ]);
  });
});

describe('bars of the month brush', () => {
  test('few months: a bar each', () => {
    const names = monthsBetween('2024-11', '2025-01');
    const counts = new Map([
      ['2024-11', 4],
      ['2025-01', 2],
    ]);
    expect(monthBins(names, counts, 53)).toEqual([
      { from: 0, to: 0, count: 4 },
      { from: 1, to: 1, count: 0 },
      { from: 2, to: 2, count: 2 },
    ]);
  });

  test('many months: bars of quarters that begin where quarters do', () => {
    const names = monthsBetween('2014-12', '2024-12');
    const counts = new Map(names.map((name) => [name, 1]));
    const bins = monthBins(names, counts, 53);
    expect(bins[0]).toEqual({ from: 0, to: 0, count: 1 });
    expect(bins[1]).toEqual({ from: 1, to: 3, count: 3 });
    expect(names[bins[1]!.from]).toBe('2015-01');
    expect(bins).toHaveLength(41);
  });

  test('no month is lost or counted twice, and there are never too many bars', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1800, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 4_000 }),
        (year, month, length) => {
          const name = (at: number) =>
            `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
          const start = year * 12 + month - 1;
          const names = monthsBetween(name(start), name(start + length));
          const bins = monthBins(names, new Map(names.map((one) => [one, 1])), 53);
          expect(bins.length).toBeLessThanOrEqual(53);
          expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(names.length);
          expect(bins[0]?.from).toBe(0);
          expect(bins.at(-1)?.to).toBe(names.length - 1);
          for (let i = 1; i < bins.length; i++) expect(bins[i]!.from).toBe(bins[i - 1]!.to + 1);
        },
      ),
      { numRuns: 60 },
    );
  });
});
