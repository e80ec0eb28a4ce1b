/** The profile of a source: what it makes of what the backend says, before anything is drawn. */
import { describe, expect, it } from 'vitest';
import { comparisonCsv, csvOf, measuresOf, sortByMeasure } from '../../renderer/features/profiles/measures.ts';
import { neighboursOf, placeNeighbours } from '../../renderer/features/profiles/network.ts';
import { periodsOf, silencesOf, unitOf } from '../../renderer/features/profiles/periods.ts';

const day = (date: string, articles = 1) => ({ day: date, articles });

describe('articles over time', () => {
  it('are told by days, weeks or months, as the span is long', () => {
    expect(unitOf('2025-03-01', '2025-04-30')).toBe('day');
    expect(unitOf('2025-03-01', '2025-08-01')).toBe('week');
    expect(unitOf('2020-03-01', '2025-08-01')).toBe('month');
  });
  it('have every period from the first to the last, empty ones too, and lose no article', () => {
    const { unit, periods } = periodsOf([day('2024-01-31', 2), day('2024-03-01'), day('2026-02-28')]);
    expect(unit).toBe('month');
    expect(periods).toHaveLength(26);
    expect(periods.slice(0, 3)).toEqual([
      { from: '2024-01-01', to: '2024-01-31', articles: 2 },
      { from: '2024-02-01', to: '2024-02-29', articles: 0 },
      { from: '2024-03-01', to: '2024-03-31', articles: 1 },
    ]);
    expect(periods.reduce((sum, { articles }) => sum + articles, 0)).toBe(4);
  });
  it('begin their weeks on Monday', () => {
    const { periods } = periodsOf([day('2025-01-01'), day('2025-04-01')]);
    // The first of January 2025 was a Wednesday.
    expect(periods[0]).toEqual({ from: '2024-12-30', to: '2025-01-05', articles: 1 });
  });
  it('are none without days', () => expect(periodsOf([]).periods).toEqual([]));
});

describe('gaps', () => {
  const of = (...days: string[]) => silencesOf(periodsOf(days.map((one) => day(one))).periods);
  it('are runs of empty periods in a source that is rarely silent', () => {
    expect(of('2025-03-01', '2025-03-02', '2025-03-03', '2025-03-07', '2025-03-08', '2025-03-10')).toEqual([
      { from: '2025-03-04', to: '2025-03-06', periods: 3 },
    ]);
  });
  it('are none where silence is usual, except where it is twice as long', () => {
    const weekly = ['2025-03-01', '2025-03-08', '2025-03-15', '2025-03-22', '2025-03-29'];
    expect(of(...weekly)).toEqual([]);
    expect(of(...weekly, '2025-04-19')).toEqual([{ from: '2025-03-30', to: '2025-04-18', periods: 20 }]);
  });
});

describe('the network', () => {
  it('has every source that shares a story or a text, the most alike nearest', () => {
    const neighbours = neighboursOf(
      [
        { sourceId: 1, source: 'Reed', shared: 1, jaccard: 0.1 },
        { sourceId: 2, source: 'Dune Post', shared: 6, jaccard: 0.6 },
      ],
      [
        { sourceId: 2, source: 'Dune Post', groups: 3 },
        { sourceId: 3, source: 'Wire', groups: 2 },
      ],
    );
    expect(neighbours.map(({ source, shared, texts }) => [source, shared, texts])).toEqual([
      ['Dune Post', 6, 3],
      ['Reed', 1, 0],
      ['Wire', 0, 2],
    ]);
    const placed = placeNeighbours(neighbours, 2);
    expect(placed).toHaveLength(2);
    const [near, far] = placed.map(({ x, y }) => Math.hypot(x, y));
    expect(near).toBeLessThan(far!);
  });
});

describe('sources compared', () => {
  const row = (source: string, n: number, words: number) => ({
    ...{ sourceId: source.length, source, articles: 2, words: 600, firstDay: '2025-03-14', lastDay: null },
    ...{ languages: ['en'], stories: 1, shared: 1, quotations: 3, named: 0, speakers: 0 },
    ...{ techniqueWords: words, quotationWords: words },
    techniques: {
      Doubt: { n, rate: words === 0 ? null : { perThousand: (1000 * n) / words, low: 0, high: 9, spread: 1 } },
    },
  });
  const compared = { labels: ['Doubt'], rows: [row('Reed', 1, 1000), row('Wire', 0, 0), row('Dune Post', 5, 1000)] };
  const doubt = measuresOf(['Doubt']).find(({ label }) => label === 'Doubt')!;

  it('are sorted by any measure; where nothing can be said stands last, either way', () => {
    const names = (isDescending: boolean) =>
      sortByMeasure(compared.rows, doubt, isDescending).map(({ source }) => source);
    expect(names(true)).toEqual(['Dune Post', 'Reed', 'Wire']);
    expect(names(false)).toEqual(['Reed', 'Dune Post', 'Wire']);
  });
  it('are saved with intervals; what cannot be said is empty, not zero', () => {
    const [head, reed, wire] = comparisonCsv(compared).split('\r\n');
    expect(head).toContain('"Doubt n","Doubt per 1000","Doubt low","Doubt high"');
    expect(reed).toContain('"1","1","0","9","1000"');
    expect(wire).toContain('"","","","","0"');
  });
  it('write null as an empty cell', () => expect(csvOf(['a', 'b'], [[null, 0]])).toBe('"a","b"\r\n"","0"\r\n'));
});
