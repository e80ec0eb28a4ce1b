// The charts of a profile, drawn by Observable Plot. Colours are names of tokens, so that they follow the theme.
import type * as PlotLibrary from '@observablehq/plot';
import type { ProfileRate } from '../../../shared/contract/rooms/profiles.ts';
import { techniqueName } from './measures.ts';
import type { PlacedNeighbour } from './network.ts';
import type { Period, Silence } from './periods.ts';

export type Draw = (plot: typeof PlotLibrary, width: number) => Element;

const text = { fontFamily: 'var(--font-ui)', fontSize: '11px', color: 'var(--text-2)', background: 'transparent' };
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const after = (day: string) => new Date(at(day).getTime() + 86_400_000);
const short = (name: string, most: number) => {
  const letters = [...name];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name;
};

/** A bar for each period; where it is silent for long, the ground is tinted. */
export const overTime =
  (periods: readonly Period[], silences: readonly Silence[]): Draw =>
  (plot, width) => {
    const highest = Math.max(1, ...periods.map(({ articles }) => articles));
    const x1 = ({ from }: { from: string }) => at(from);
    const x2 = ({ to }: { to: string }) => after(to);
    return plot.plot({
      width: Math.max(240, width),
      height: 160,
      ...{ marginLeft: 34, marginTop: 10, marginRight: 8, marginBottom: 34 },
      style: text,
      x: { type: 'utc', label: null },
      y: { domain: [0, highest], ticks: Math.min(4, highest), tickFormat: 'd', label: null, nice: true },
      marks: [
        plot.rect([...silences], { x1, x2, y1: 0, y2: highest, fill: 'var(--line-2)', fillOpacity: 0.4 }),
        plot.gridY({ ticks: Math.min(4, highest), stroke: 'var(--line-1)', strokeOpacity: 1 }),
        plot.rectY(
          periods.filter(({ articles }) => articles > 0),
          { x1, x2, y: 'articles', fill: 'var(--accent)', inset: 0.5 },
        ),
        plot.ruleY([0], { stroke: 'var(--line-ui)' }),
      ],
    });
  };

export interface RateRow {
  label: string;
  rate: ProfileRate;
  othersRate: ProfileRate;
}

/** A dot with its interval for the source, and one for all others below it. */
export const rates =
  (rows: readonly RateRow[]): Draw =>
  (plot, width) => {
    const dots = rows.flatMap(({ label, rate, othersRate }) => [
      ...(rate ? [{ label, ...rate, isOwn: true }] : []),
      ...(othersRate ? [{ label, ...othersRate, isOwn: false }] : []),
    ]);
    const own = dots.filter(({ isOwn }) => isOwn);
    const others = dots.filter(({ isOwn }) => !isOwn);
    const marks = (some: typeof dots, color: string, dy: number, symbol: 'circle' | 'diamond') => [
      plot.ruleY(some, { x1: 'low', x2: 'high', y: 'label', stroke: color, strokeWidth: 1.5, dy }),
      plot.dot(some, { x: 'perThousand', y: 'label', r: 3.5, fill: color, symbol, dy }),
    ];
    return plot.plot({
      width: Math.max(320, width),
      height: 40 + rows.length * 26,
      ...{ marginLeft: 148, marginTop: 22, marginRight: 16, marginBottom: 4 },
      style: text,
      x: {
        axis: 'top',
        label: null,
        ticks: 5,
        tickSize: 0,
        domain: [0, Math.max(...dots.map(({ high }) => high), 0.1)],
      },
      y: {
        domain: rows.map(({ label }) => label),
        tickFormat: (label: string) => short(techniqueName(label), 24),
        tickSize: 0,
        label: null,
      },
      marks: [
        plot.gridX({ ticks: 5, stroke: 'var(--line-1)', strokeOpacity: 1 }),
        ...marks(others, 'var(--line-ui)', 5, 'diamond'),
        ...marks(own, 'var(--accent)', -4, 'circle'),
      ],
    });
  };

/** This source in the middle, those that have the same stories or texts around it. */
export const network =
  (name: string, around: readonly PlacedNeighbour[]): Draw =>
  (plot, width) => {
    const side = Math.max(240, Math.min(440, width));
    const most = Math.max(1, ...around.map(({ shared }) => shared));
    return plot.plot({
      width: Math.max(240, width),
      height: Math.round(side * 0.64),
      margin: 20,
      style: text,
      x: { domain: [-1.55, 1.55], axis: null },
      y: { domain: [-1, 1], axis: null },
      marks: [
        plot.link(
          around.filter(({ shared }) => shared > 0),
          {
            ...{ x1: 0, y1: 0, x2: 'x', y2: 'y', stroke: 'var(--line-ui)' },
            strokeWidth: ({ shared }: PlacedNeighbour) => 0.75 + 4.25 * (shared / most),
          },
        ),
        plot.link(
          around.filter(({ texts }) => texts > 0),
          { x1: 0, y1: 0, x2: 'x', y2: 'y', stroke: 'var(--diff)', strokeWidth: 1.5, strokeDasharray: '4 3' },
        ),
        plot.dot([...around], { x: 'x', y: 'y', r: 5, fill: 'var(--surface-paper)', stroke: 'var(--line-ui)' }),
        plot.dot([{ x: 0, y: 0 }], { x: 'x', y: 'y', r: 7, fill: 'var(--accent)' }),
        ...[14, -14].map((dy) =>
          plot.text(
            around.filter(({ y }) => y < 0 === dy > 0),
            {
              ...{ x: 'x', y: 'y', dy, fill: 'var(--text-2)', stroke: 'var(--surface-paper)', strokeWidth: 3 },
              text: ({ source }: PlacedNeighbour) => short(source, 20),
            },
          ),
        ),
        plot.text([{ x: 0, y: 0 }], {
          ...{ x: 'x', y: 'y', dy: 18, fill: 'var(--text-1)', fontWeight: 600 },
          ...{ stroke: 'var(--surface-paper)', strokeWidth: 3 },
          text: () => short(name, 26),
        }),
      ],
    });
  };
