// The charts, drawn by Observable Plot. Colours are names of tokens, so that they follow the theme.
import type * as PlotLibrary from '@observablehq/plot';
import type { Measure } from './asked.ts';
import { figure, type Grid, measureNames, periodsBetween } from './figures.ts';

type Plot = typeof PlotLibrary;
export type Draw = (plot: Plot, width: number) => Element;

/** Codes that lines or panels are drawn for: more cannot be told apart. */
export const MOST_DRAWN = 8;
const ROW = 22;

const colorOf = (color: number) => `var(--code-${color})`;
/** Dashes that say which line is which without colour, after the code's line style. */
const dashes = ['', '6 3', '1.5 3', '', '8 3 2 3', '1.5 3', '6 3', '', '6 3', '1.5 3'];

const text = { fontFamily: 'var(--font-ui)', fontSize: '11px', color: 'var(--text-2)', background: 'transparent' };
const short = (name: string, most: number) => {
  const letters = [...name];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name;
};

/** Places of the rows with the most annotations, most first. */
const drawnRows = ({ rows }: Grid) =>
  rows
    .map((_, at) => at)
    .sort((a, b) => rows[b]!.annotations - rows[a]!.annotations)
    .slice(0, MOST_DRAWN)
    .sort((a, b) => a - b);

/** Squares as dark as the number is high, with the number in them. */
export const heatMap =
  (grid: Grid, measure: Measure): Draw =>
  (plot, width) => {
    const cells = grid.rows.flatMap((_row, row) =>
      grid.columns.flatMap((_column, column) => {
        const cell = grid.cells[row]![column];
        return cell && cell.value > 0 ? [{ row, column, value: cell.value }] : [];
      }),
    );
    const highest = Math.max(...cells.map(({ value }) => value), 0);
    const places = (many: readonly unknown[]) => many.map((_, at) => at);
    const cell = Math.max(24, Math.min(64, (width - 180) / Math.max(1, grid.columns.length)));
    return plot.plot({
      width: Math.max(240, 180 + cell * grid.columns.length),
      height: 96 + grid.rows.length * ROW,
      ...{ marginLeft: 172, marginTop: 92, marginRight: 8, marginBottom: 4 },
      style: text,
      x: {
        domain: places(grid.columns),
        axis: 'top',
        tickFormat: (at: number) => short(grid.columns[at]!.label, 16),
        tickRotate: -40,
        tickSize: 0,
        label: null,
        padding: 0.06,
      },
      y: {
        domain: places(grid.rows),
        tickFormat: (at: number) => short(grid.rows[at]!.name, 26),
        tickSize: 0,
        label: null,
        padding: 0.08,
      },
      marks: [
        plot.cell(cells, {
          ...{ x: 'column', y: 'row', fill: 'var(--accent)' },
          fillOpacity: ({ value }: { value: number }) => 0.08 + 0.42 * (value / highest),
        }),
        plot.text(cells, {
          ...{ x: 'column', y: 'row', fill: 'var(--text-1)' },
          text: ({ value }: { value: number }) => figure(value, measure),
        }),
      ],
    });
  };

/** A panel for each code, a bar for each source. */
export const bars =
  (grid: Grid, measure: Measure): Draw =>
  (plot, width) => {
    const rows = drawnRows(grid);
    const sources = grid.columns.slice(0, 15);
    const cells = rows.flatMap((row) =>
      sources.map((_, column) => ({ row, column, value: grid.cells[row]![column]?.value ?? 0 })),
    );
    return plot.plot({
      width: Math.max(360, width),
      height: 34 + sources.length * ROW,
      ...{ marginLeft: 148, marginTop: 28, marginRight: 40, marginBottom: 4 },
      style: text,
      fx: {
        domain: rows,
        axis: 'top',
        tickFormat: (row: number) => short(grid.rows[row]!.name, Math.max(8, Math.floor(width / rows.length / 9))),
        label: null,
        padding: 0.18,
      },
      x: { axis: null, domain: [0, Math.max(...cells.map(({ value }) => value), 0) || 1] },
      y: {
        domain: sources.map((_, at) => at),
        tickFormat: (at: number) => short(sources[at]!.label, 22),
        tickSize: 0,
        label: null,
        padding: 0.25,
      },
      marks: [
        plot.ruleX([0], { stroke: 'var(--line-ui)' }),
        plot.barX(cells, {
          ...{ fx: 'row', y: 'column', x: 'value' },
          fill: ({ row }: { row: number }) => colorOf(grid.rows[row]!.color),
        }),
        plot.text(
          cells.filter(({ value }) => value > 0),
          {
            ...{ fx: 'row', y: 'column', x: 'value', dx: 4, textAnchor: 'start', fill: 'var(--text-2)' },
            text: ({ value }: { value: number }) => figure(value, measure),
          },
        ),
      ],
    });
  };

/** A line for each code, its name at its end. */
export const lines =
  (grid: Grid, measure: Measure): Draw =>
  (plot, width) => {
    const rows = drawnRows(grid);
    const dated = grid.columns.filter(({ key }) => key !== '').map(({ key }) => key);
    const periods = dated.length > 0 ? periodsBetween(dated[0]!, dated.at(-1)!) : [];
    const placeOf = new Map(grid.columns.map(({ key }, at) => [key, at]));
    const points = rows.flatMap((row) =>
      periods.map((period, at) => {
        const column = placeOf.get(period);
        return { row, period: at, value: column === undefined ? 0 : (grid.cells[row]![column]?.value ?? 0) };
      }),
    );
    const ends = points.filter(({ period }) => period === periods.length - 1);
    const step = Math.max(1, Math.ceil(periods.length / Math.max(2, Math.floor((width - 220) / 64))));
    const highest = Math.max(...points.map(({ value }) => value), 0) || 1;
    // Names at the ends of lines that lie close are moved apart.
    const height = 264;
    const apart = 14 / (height - 52);
    let last = Number.NEGATIVE_INFINITY;
    const labels = [...ends]
      .sort((a, b) => a.value - b.value)
      .map((end) => {
        last = Math.max(end.value / highest, last + apart);
        return { ...end, shown: Math.min(1.15, last) * highest };
      });
    return plot.plot({
      width: Math.max(360, width),
      height,
      ...{ marginLeft: 56, marginTop: 20, marginRight: 164, marginBottom: 32 },
      style: text,
      x: {
        domain: [0, Math.max(1, periods.length - 1)],
        ticks: periods.map((_, at) => at).filter((at) => at % step === 0),
        tickFormat: (at: number) => periods[at] ?? '',
        label: null,
      },
      y: {
        domain: [0, highest],
        grid: true,
        ticks: 5,
        nice: measure !== 'share',
        tickFormat: (value: number) => figure(value, measure) || '0',
        label: measureNames[measure],
      },
      marks: [
        plot.ruleY([0], { stroke: 'var(--line-ui)' }),
        ...rows.map((row, at) =>
          plot.line(
            points.filter((point) => point.row === row),
            {
              ...{ x: 'period', y: 'value', stroke: colorOf(grid.rows[row]!.color), strokeWidth: 1.75 },
              ...(dashes[at] ? { strokeDasharray: dashes[at] } : {}),
            },
          ),
        ),
        plot.dot(
          points.filter(({ value }) => value > 0),
          {
            ...{ x: 'period', y: 'value', r: 2 },
            fill: ({ row }: { row: number }) => colorOf(grid.rows[row]!.color),
          },
        ),
        plot.text(labels, {
          ...{ x: 'period', y: 'shown', dx: 8, textAnchor: 'start', clip: false },
          fill: ({ row }: { row: number }) => `var(--code-${grid.rows[row]!.color}-text)`,
          text: ({ row }: { row: number }) => short(grid.rows[row]!.name, 24),
        }),
      ],
    });
  };
