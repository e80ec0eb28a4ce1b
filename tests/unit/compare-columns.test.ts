/** Which articles stand side by side, and the matrix of what they say. */
import { describe, expect, it } from 'vitest';
import { add, columnsOf, put, swap, takeOut } from '../../renderer/features/compare/columns.ts';
import { cellWords, type Matrix, matrixCsv, rowsOf } from '../../renderer/features/compare/matrix.ts';
import { nextPlace } from '../../renderer/features/compare/useGrid.ts';

describe('columns', () => {
  it('are filled from the left, and grow to four', () => {
    expect(add([null, null], 'a')).toEqual({ columns: ['a', null] });
    expect(add(['a', null], 'b')).toEqual({ columns: ['a', 'b'] });
    expect(add(['a', 'b', 'c'], 'd')).toEqual({ columns: ['a', 'b', 'c', 'd'] });
    expect(add(['a', 'b', 'c', 'd'], 'e')).toEqual({ refused: expect.stringContaining('Take one out first') });
  });

  it('never hold an article twice: it is refused, or changes places', () => {
    expect(add(['a', 'b'], 'a')).toEqual({ refused: expect.stringContaining('not with itself') });
    expect(put(['a', 'b', 'c'], 0, 'c')).toEqual(['c', 'b', 'a']);
    expect(put([null, 'b'], 0, 'b')).toEqual(['b', null]);
    expect(columnsOf(['a', 'a', 'b', 'c', 'd', 'e'])).toEqual(['a', 'b', 'c', 'd']);
    expect(columnsOf(['a'])).toEqual(['a', null]);
  });

  it('are taken out; of two, the place stays to be filled', () => {
    expect(takeOut(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
    expect(takeOut(['a', 'b'], 0)).toEqual([null, 'b']);
  });

  it('change places with a neighbour, and not beyond the edge', () => {
    expect(swap(['a', 'b', 'c'], 1, 2)).toEqual(['a', 'c', 'b']);
    expect(swap(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });
});

const span = { start: 0, end: 4 };
const figure = (text: string) => ({ ...span, text, value: Number(text), unit: 'sailors' });
const cell = (text: string, kind: 'same' | 'reworded' | 'differs', figures = [] as string[]) => ({
  ...{ spans: [span], text, kind, score: 0.8 },
  figures: figures.map(figure),
});
const column = (source: string) => ({
  ...{ articleId: source, textVersionId: '1', title: '', sourceId: 1, source, publishedAt: null },
  ...{ language: 'en', direction: 'ltr' as const, lean: null },
});
const rows: Matrix['rows'] = [
  {
    head: 0,
    said: 2,
    place: 0.9,
    cells: [cell('640 "sailors"', 'same', ['640']), cell('410, they say', 'differs', ['410'])],
  },
  { head: 1, said: 2, place: 0.1, cells: [cell('It rains', 'reworded'), cell('Rain falls', 'same')] },
  { head: 0, said: 1, place: 0.5, cells: [cell('Gulls circled', 'same'), null] },
];

describe('the matrix', () => {
  it('shows what several say, only disagreements, or everything; by place when asked', () => {
    expect(rowsOf(rows, 'several', 'said')).toEqual([rows[0], rows[1]]);
    expect(rowsOf(rows, 'disagreements', 'said')).toEqual([rows[0]]);
    expect(rowsOf(rows, 'all', 'place').map(({ place }) => place)).toEqual([0.1, 0.5, 0.9]);
  });

  it('says of each cell what it is', () => {
    expect(rows[0]!.cells.map((one, i) => cellWords(one, i === 0, 2))).toEqual(['said so', 'other figure']);
    expect(rows[2]!.cells.map((one, i) => cellWords(one, i === 0, 1))).toEqual(['only here', 'not said']);
  });

  it('is saved as CSV with quotes doubled and lines ended as RFC 4180 asks', () => {
    const csv = matrixCsv({ columns: [column('Ledger'), column('Watch')] }, rows.slice(0, 1));
    expect(csv).toBe(
      '"statement","worded_by","said_by","Ledger","Ledger: words","Watch","Watch: words"\r\n' +
        '"640 ""sailors""","Ledger","2","said so","640 ""sailors""","other figure","410, they say"\r\n',
    );
  });
});

it('the arrow keys stay within the grid', () => {
  const size = { rows: 3, columns: 2 };
  expect(nextPlace('ArrowUp', { row: 0, column: 1 }, size, false)).toEqual({ row: 0, column: 1 });
  expect(nextPlace('PageDown', { row: 0, column: 1 }, size, false)).toEqual({ row: 2, column: 1 });
  expect(nextPlace('End', { row: 0, column: 0 }, size, true)).toEqual({ row: 2, column: 1 });
  expect(nextPlace('x', { row: 0, column: 0 }, size, false)).toBeNull();
});
