/** What the Results room asks, shows and writes, apart from the screen. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  changeFilter,
  enterProject,
  filterAsked,
  filtersInForce,
  leaveCell,
  noFilter,
  openCell,
  setAsked,
  useAsked,
} from '../../renderer/features/results/asked.ts';
import {
  figure,
  gridOf,
  matrixCsv,
  periodsBetween,
  togetherCsv,
  togetherGrid,
} from '../../renderer/features/results/figures.ts';
import { blocksOf, runsOf } from '../../renderer/features/results/markdown-blocks.ts';
import { passageFilter } from '../../shared/contract/rooms/results.ts';
import type { Code } from '../../shared/model/codebook.ts';

const [blame, loss] = ['6d0c1c0a-0000-4000-8000-000000000001', '6d0c1c0a-0000-4000-8000-000000000002'] as const;
const codes = new Map(
  [
    { codeId: blame, name: 'Blame', parentId: null, color: 2 },
    { codeId: loss, name: 'Loss/gain', parentId: blame, color: 3 },
  ].map((code) => [code.codeId, code as unknown as Code]),
);

describe('filters', () => {
  it('ask for everything until one is set', () => {
    expect(passageFilter.parse(filterAsked(noFilter, null))).toEqual(passageFilter.parse({}));
    expect(filtersInForce(noFilter)).toBe(0);
  });

  it('use a day only once it is whole', () => {
    const { query } = filterAsked({ ...noFilter, from: '2025-0', to: '2025-02-28' }, null);
    expect(query).toMatchObject({ publishedFrom: null, publishedTo: '2025-02-28' });
  });

  it('stay in force in an opened cell, which says code and source itself', () => {
    const cell = { view: 'source', title: '', asks: { codeIds: [loss], withBelow: false, source: 4 } } as const;
    const asked = filterAsked(
      { ...noFilter, codeIds: [blame], source: 1, coder: 'Ada' },
      { ...cell, asks: { ...cell.asks, codeIds: [loss] } },
    );
    expect(asked).toMatchObject({ codeIds: [loss], withBelow: false, coders: ['Ada'], query: { sources: [4] } });
  });

  it('highlights without a code leave the chosen codes aside', () => {
    const asked = passageFilter.parse(filterAsked({ ...noFilter, kind: 'uncoded', codeIds: [blame] }, null));
    expect([asked.uncoded, asked.codeIds, asked.level]).toEqual([true, [], null]);
  });
});

describe('an opened cell', () => {
  beforeEach(() => enterProject(`/tmp/${Math.random()}.parallax`));

  it('leads back to its table with the cursor where it was', () => {
    setAsked({ view: 'time', cursor: { row: 3, column: 2 } });
    openCell({ view: 'time', title: 'Blame in 2025-03', asks: { codeIds: [blame] } });
    expect(useAsked.getState()).toMatchObject({ view: 'passages', at: 0 });
    leaveCell();
    expect(useAsked.getState()).toMatchObject({ view: 'time', cell: null, cursor: { row: 3, column: 2 } });
  });

  it('is forgotten in another project, with the filters', () => {
    changeFilter({ codeIds: [blame] });
    enterProject('/tmp/other.parallax');
    expect(useAsked.getState()).toMatchObject({ filter: noFilter, cell: null });
    changeFilter({ words: 'quay' });
    enterProject('/tmp/other.parallax');
    expect(useAsked.getState().filter.words).toBe('quay');
  });
});

describe('tables', () => {
  const matrix = {
    rows: [
      { codeId: blame, annotations: 3, articles: 2 },
      { codeId: loss, annotations: 1, articles: 1 },
    ],
    columns: [
      { key: '1', label: 'Post', annotations: 4, articles: 2, words: 2000 },
      { key: '0', label: '', annotations: 0, articles: 1, words: 0 },
    ],
    cells: [
      { row: 0, column: 0, annotations: 3, articles: 2 },
      { row: 1, column: 0, annotations: 1, articles: 1 },
    ],
    ...{ annotations: 4, articles: 3, words: 2000 },
  };

  it.each([
    ['annotations', [3, 1]],
    ['articles', [2, 1]],
    ['share', [0.75, 0.25]],
    ['rate', [1.5, 0.5]],
  ] as const)('show %s', (measure, expected) => {
    const grid = gridOf(matrix, 'source', measure, codes);
    expect(grid.cells.map(([cell]) => cell!.value)).toEqual(expected);
    expect(grid.cells.map(([, cell]) => cell!.value)).toEqual([0, 0]);
    expect(grid.columns.map(({ label }) => label)).toEqual(['Post', 'Unknown source']);
  });

  it('write a row for every code and column, nothing too', () => {
    expect(matrixCsv(matrix, 'source', codes).split('\r\n')).toEqual([
      '"code_id","code_path","source","annotations","articles","all_annotations","coded_articles","coded_words","share","per_1000_words"',
      `"${blame}","Blame","Post","3","2","4","2","2000","0.75","1.5"`,
      `"${blame}","Blame","","0","0","0","1","0","0","0"`,
      `"${loss}","Blame/Loss\\/gain","Post","1","1","4","2","2000","0.25","0.5"`,
      `"${loss}","Blame/Loss\\/gain","","0","0","0","1","0","0","0"`,
      '',
    ]);
  });

  it('of codes together have no cell where a code meets itself, and a share of the row', () => {
    const together = {
      rows: matrix.rows,
      cells: [
        { row: 0, column: 1, units: 2, annotations: 2 },
        { row: 1, column: 0, units: 2, annotations: 1 },
      ],
      leftOut: 0,
    };
    const shares = togetherGrid(together, 'sentence', 'share', codes).cells;
    expect(shares.map((row) => row.map((cell) => cell && [cell.value, cell.opens]))).toEqual([
      [null, [2 / 3, 2]],
      [[1, 1], null],
    ]);
    expect(togetherCsv(together, 'sentence', codes).split('\r\n')[1]).toBe(
      `"${blame}","Blame","${loss}","Blame/Loss\\/gain","sentence","2","2","3","0.666667"`,
    );
  });

  it('write numbers as people read them, and nothing for nothing', () => {
    expect([0, 12_400].map((value) => figure(value, 'annotations'))).toEqual(['', '12,400']);
    expect([0.75, 0.042, 0.0994].map((value) => figure(value, 'share'))).toEqual(['75 %', '4.2 %', '9.9 %']);
    expect([1.5, 0.001].map((value) => figure(value, 'rate'))).toEqual(['1.50', '< 0.01']);
  });

  it('have every period on the time axis, also those without an article', () => {
    expect(periodsBetween('2024-11', '2025-02')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    expect(periodsBetween('2023', '2025')).toEqual(['2023', '2024', '2025']);
  });
});

describe('the methods summary as it reads', () => {
  it('has headings, tables with numbers at the end, quotations and paragraphs', () => {
    const markdown = '# Of “x”\n\n> Blind\n\n| Code | n |\n| --- | ---: |\n| a \\| b | 3 |\n\n*Not reported: none.*\n';
    expect(blocksOf(markdown)).toEqual([
      { kind: 'heading', level: 1, text: 'Of “x”' },
      { kind: 'quote', text: 'Blind' },
      { kind: 'table', heads: ['Code', 'n'], isNumber: [false, true], rows: [['a \\| b', '3']] },
      { kind: 'paragraph', text: '*Not reported: none.*' },
    ]);
  });

  it('shows bold and italic, and what was escaped as it was written', () => {
    expect(runsOf('**Pilot \\*1\\***, by *Ada* \\<b\\>')).toEqual([
      { text: 'Pilot *1*', look: 'bold' },
      { text: ', by ', look: 'plain' },
      { text: 'Ada', look: 'italic' },
      { text: ' <b>', look: 'plain' },
    ]);
  });
});
