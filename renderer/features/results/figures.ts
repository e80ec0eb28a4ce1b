// Numbers of the tables: what a cell shows, and the same as a file.
import type { CodeMatrix, TogetherMatrix } from '../../../shared/contract/rooms/results.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { joinPath } from '../../../shared/text/code-path.ts';
import { csvRecord } from '../../../shared/text/csv-cells.ts';
import { count } from '../../ui/index.ts';
import type { Measure } from './asked.ts';

/** A table of codes as it is shown, whichever it is. */
export interface Grid {
  rows: { codeId: string; name: string; color: number; annotations: number }[];
  columns: { key: string; label: string; color?: number }[];
  /** By row, then column; null where a row meets itself. */
  cells: (Cell | null)[][];
  /** Rows and columns that are there but not shown. */
  hidden: { rows: number; columns: number };
}
export interface Cell {
  /** What is shown. */
  value: number;
  /** Annotations that the cell opens. */
  opens: number;
  /** What the number is, in words. */
  says: string;
}

export const measureNames: Record<Measure, string> = {
  annotations: 'Annotations',
  articles: 'Articles',
  share: 'Share',
  rate: 'Per 1,000 words',
};

/** Most rows and columns that a table draws. */
export const MOST_ROWS = 120;
export const MOST_SOURCES = 40;

/** A number of a table: whole, percent, or to two decimals. */
export function figure(value: number, measure: Measure): string {
  if (value === 0) return '';
  if (measure === 'share') return `${(value * 100).toFixed(value < 0.0995 ? 1 : 0)} %`;
  if (measure === 'rate') return value < 0.005 ? '< 0.01' : value.toFixed(2);
  return count(value);
}

const codeOf = (codes: ReadonlyMap<string, Code>, codeId: string) => ({
  codeId,
  name: codes.get(codeId)?.name ?? 'Deleted code',
  color: codes.get(codeId)?.color ?? 9,
});

/** The rows with the most annotations, in the order they have. */
function mostUsed<Row extends { annotations: number }>(rows: readonly Row[], most: number): number[] {
  const all = rows.map((_, at) => at);
  if (rows.length <= most) return all;
  const kept = new Set([...all].sort((a, b) => rows[b]!.annotations - rows[a]!.annotations).slice(0, most));
  return all.filter((at) => kept.has(at));
}

/** Every month between two, both too: '2025-11', '2026-01' are three. Years likewise. */
export function periodsBetween(first: string, last: string): string[] {
  const found: string[] = [];
  const isYear = first.length === 4;
  let [year = 0, month = 1] = first.split('-').map(Number);
  for (;;) {
    const key = isYear
      ? String(year).padStart(4, '0')
      : `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (key > last) return found;
    found.push(key);
    if (isYear || month === 12) year++;
    month = isYear || month === 12 ? 1 : month + 1;
  }
}

export const columnName = (label: string, by: 'source' | 'time'): string =>
  label || (by === 'source' ? 'Unknown source' : 'No such date');

export function measured(
  cell: { annotations: number; articles: number },
  column: { annotations: number; words: number },
  measure: Measure,
): number {
  if (measure === 'articles') return cell.articles;
  if (measure === 'share') return column.annotations > 0 ? cell.annotations / column.annotations : 0;
  if (measure === 'rate') return column.words > 0 ? (cell.annotations * 1000) / column.words : 0;
  return cell.annotations;
}

export function gridOf(
  matrix: CodeMatrix,
  by: 'source' | 'time',
  measure: Measure,
  codes: ReadonlyMap<string, Code>,
): Grid {
  const rows = mostUsed(matrix.rows, MOST_ROWS);
  const columns = matrix.columns.map((_, at) => at).slice(0, by === 'source' ? MOST_SOURCES : undefined);
  const at = new Map(matrix.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const none = { annotations: 0, articles: 0 };
  return {
    rows: rows.map((row) => ({
      ...codeOf(codes, matrix.rows[row]!.codeId),
      annotations: matrix.rows[row]!.annotations,
    })),
    columns: columns.map((column) => {
      const { key, label } = matrix.columns[column]!;
      return { key, label: columnName(label, by) };
    }),
    cells: rows.map((row) =>
      columns.map((column) => {
        const cell = at.get(`${row} ${column}`) ?? none;
        const of = matrix.columns[column]!;
        return {
          value: measured(cell, of, measure),
          opens: cell.annotations,
          says: `${count(cell.annotations)} of ${count(of.annotations)} annotations there, in ${count(cell.articles)} of ${count(of.articles)} articles that were coded`,
        };
      }),
    ),
    hidden: { rows: matrix.rows.length - rows.length, columns: matrix.columns.length - columns.length },
  };
}

export const unitNames = {
  annotation: ['annotation', 'annotations'],
  overlap: ['overlap', 'overlaps'],
  sentence: ['sentence', 'sentences'],
  article: ['article', 'articles'],
} as const;

export function togetherGrid(
  matrix: TogetherMatrix,
  within: keyof typeof unitNames,
  measure: Measure,
  codes: ReadonlyMap<string, Code>,
): Grid {
  const rows = mostUsed(matrix.rows, MOST_ROWS);
  const at = new Map(matrix.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const named = rows.map((row) => ({
    ...codeOf(codes, matrix.rows[row]!.codeId),
    annotations: matrix.rows[row]!.annotations,
  }));
  return {
    rows: named,
    columns: named.map(({ codeId, name, color }) => ({ key: codeId, label: name, color })),
    cells: rows.map((row) =>
      rows.map((column) => {
        if (row === column) return null;
        const { units, annotations } = at.get(`${row} ${column}`) ?? { units: 0, annotations: 0 };
        const of = matrix.rows[row]!.annotations;
        const [one, many] = unitNames[within];
        return {
          value: measure === 'share' ? (of > 0 ? annotations / of : 0) : units,
          opens: annotations,
          says: `${count(units)} ${units === 1 ? one : many} with both; ${count(annotations)} of ${count(of)} annotations of the row’s code`,
        };
      }),
    ),
    hidden: { rows: matrix.rows.length - rows.length, columns: matrix.rows.length - rows.length },
  };
}

const pathsOf = (codes: ReadonlyMap<string, Code>) => (codeId: string) => {
  const names: string[] = [];
  for (let code = codes.get(codeId); code; code = code.parentId ? codes.get(code.parentId) : undefined) {
    names.unshift(code.name);
  }
  return joinPath(names);
};

const decimals = (value: number) => String(Math.round(value * 1e6) / 1e6);

/** Every code with every column, also where there is nothing: one row of a file each. */
export function matrixCsv(matrix: CodeMatrix, by: 'source' | 'time', codes: ReadonlyMap<string, Code>): string {
  const pathOf = pathsOf(codes);
  const at = new Map(matrix.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const head = [
    ...['code_id', 'code_path', by === 'source' ? 'source' : 'period', 'annotations', 'articles'],
    ...['all_annotations', 'coded_articles', 'coded_words', 'share', 'per_1000_words'],
  ];
  const lines = matrix.rows.flatMap(({ codeId }, row) =>
    matrix.columns.map((column, place) => {
      const cell = at.get(`${row} ${place}`) ?? { annotations: 0, articles: 0 };
      return [
        ...[codeId, pathOf(codeId), column.label, String(cell.annotations), String(cell.articles)],
        ...[String(column.annotations), String(column.articles), String(column.words)],
        ...[decimals(measured(cell, column, 'share')), decimals(measured(cell, column, 'rate'))],
      ];
    }),
  );
  return [head, ...lines].map(csvRecord).join('');
}

export function togetherCsv(
  matrix: TogetherMatrix,
  within: keyof typeof unitNames,
  codes: ReadonlyMap<string, Code>,
): string {
  const pathOf = pathsOf(codes);
  const at = new Map(matrix.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const head = [
    'code_id',
    'code_path',
    'other_code_id',
    'other_code_path',
    'within',
    'units',
    'annotations',
    'all_annotations',
    'share',
  ];
  const lines = matrix.rows.flatMap(({ codeId, annotations: all }, row) =>
    matrix.rows.flatMap((other, column) => {
      if (row === column) return [];
      const { units, annotations } = at.get(`${row} ${column}`) ?? { units: 0, annotations: 0 };
      return [
        [
          ...[codeId, pathOf(codeId), other.codeId, pathOf(other.codeId), within, String(units), String(annotations)],
          ...[String(all), decimals(all > 0 ? annotations / all : 0)],
        ],
      ];
    }),
  );
  return [head, ...lines].map(csvRecord).join('');
}
