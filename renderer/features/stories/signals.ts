import type { StorySections } from '../../../shared/model/story-sections.ts';

const LOADED = 'Loaded_Language';

export type SignalPlace = StorySections['signals'][number]['places'][number];

export interface SignalRow {
  sourceId: number | null;
  source: string;
  articles: number;
  words: number;
  loaded: number;
  /** Loaded words in a thousand words, and the interval that holds the true rate in 95 of 100 cases. */
  rate: number;
  low: number;
  high: number;
  /** Other techniques, the most frequent first. */
  others: [label: string, n: number][];
  /** Its surest loaded words, each once, and where the other techniques stand. */
  strongest: SignalPlace[];
  otherPlaces: SignalPlace[];
}

/** `Appeal_to_Fear` as people write it: `appeal to fear`. */
export const labelName = (label: string): string => label.replaceAll('_', ' ').toLowerCase();

const Z = 1.96;

/**
 * Interval of a count that arises at a constant rate (Poisson), by Byar's approximation: it is never below zero, and wide
 * where little was counted.
 */
export function countInterval(n: number): [low: number, high: number] {
  const low = n === 0 ? 0 : n * (1 - 1 / (9 * n) - Z / (3 * Math.sqrt(n))) ** 3;
  const m = n + 1;
  return [Math.max(0, low), m * (1 - 1 / (9 * m) + Z / (3 * Math.sqrt(m))) ** 3];
}

/** The highest rate first; among sources, those without any words are left out. */
export function signalRows(signals: StorySections['signals']): SignalRow[] {
  return signals
    .filter(({ words }) => words > 0)
    .map(({ labels, places, ...source }) => {
      const loaded = labels[LOADED] ?? 0;
      const per = 1000 / source.words;
      const [low, high] = countInterval(loaded);
      const others = Object.entries(labels)
        .filter(([label, n]) => label !== LOADED && n > 0)
        .sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
      const seen = new Set<string>();
      const strongest = places.filter(({ label, text }) => {
        const isNew = label === LOADED && !seen.has(text.toLowerCase());
        if (isNew) seen.add(text.toLowerCase());
        return isNew;
      });
      const otherPlaces = places.filter(({ label }) => label !== LOADED);
      const rates = { rate: loaded * per, low: low * per, high: high * per };
      return { ...source, loaded, ...rates, others, strongest, otherPlaces };
    })
    .sort((a, b) => b.rate - a.rate || b.words - a.words);
}

/** Place of a rate on an axis from 0, `width` px wide; long lines are cut at twice the highest rate. */
export function rateScale(rows: readonly SignalRow[], width: number): (rate: number) => number {
  const most = Math.max(1, ...rows.map(({ rate }) => rate));
  const end = Math.min(Math.max(1, ...rows.map(({ high }) => high)), 2 * most);
  return (rate) => Math.round((3 + (Math.min(rate, end) / end) * (width - 6)) * 10) / 10;
}
