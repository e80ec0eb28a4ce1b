import type { OutputOf } from '../../../shared/contract/contract.ts';
import { csvRecord } from '../../../shared/text/csv-cells.ts';

type Compared = OutputOf<'profiles.compare'>;
type Row = Compared['rows'][number];

/** A column of the table of sources; null where nothing can be said, which is never a zero. */
export interface Measure {
  id: string;
  label: string;
  /** What is counted, in a sentence. */
  about: string;
  format: 'text' | 'count' | 'share' | 'rate' | 'day';
  of(row: Row): string | number | null;
}

const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);
const per = (n: number, words: number): number | null => (words === 0 ? null : (1000 * n) / words);

/** Name of a technique as people write it. */
export const techniqueName = (label: string): string => {
  const words = label.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The measures by which sources stand side by side. */
export function measuresOf(labels: readonly string[]): Measure[] {
  return [
    { id: 'source', label: 'Source', about: '', format: 'text', of: ({ source }) => source },
    {
      id: 'articles',
      label: 'Articles',
      about: 'Articles in the project.',
      format: 'count',
      of: (row) => row.articles,
    },
    {
      ...{ id: 'length', label: 'Words each', about: 'Words of all its articles, by their number.', format: 'count' },
      of: (row) => (row.articles === 0 ? null : Math.round(row.words / row.articles)),
    },
    { id: 'first', label: 'First', about: 'Day of its first article.', format: 'day', of: (row) => row.firstDay },
    { id: 'last', label: 'Last', about: 'Day of its last article.', format: 'day', of: (row) => row.lastDay },
    {
      ...{ id: 'languages', label: 'Languages', about: 'Most articles first.', format: 'text' },
      of: (row) => row.languages.join(', ') || null,
    },
    {
      id: 'stories',
      label: 'Stories',
      about: 'Stories with an article of it.',
      format: 'count',
      of: (row) => row.stories,
    },
    {
      ...{ id: 'shared', label: 'Shared text', format: 'share' },
      about: 'Articles whose text another source has too, of all its articles.',
      of: (row) => share(row.shared, row.articles),
    },
    {
      ...{ id: 'quotations', label: 'Quotations / 1,000', format: 'rate' },
      about: 'Quotations in marks, for a thousand words.',
      of: (row) => per(row.quotations, row.quotationWords),
    },
    {
      ...{ id: 'named', label: 'Named', format: 'share' },
      about: 'Quotations with a named speaker, of all its quotations.',
      of: (row) => share(row.named, row.quotations),
    },
    {
      ...{ id: 'speakers', label: 'Speakers', about: 'Different speakers; merged names are one.', format: 'count' },
      of: (row) => (row.quotationWords === 0 ? null : row.speakers),
    },
    ...labels.map(
      (label): Measure => ({
        ...{ id: `technique ${label}`, label: techniqueName(label), format: 'rate' },
        about: `Suggested spans of “${techniqueName(label)}” for a thousand words.`,
        of: (row) => row.techniques[label]?.rate?.perThousand ?? null,
      }),
    ),
  ];
}

const words = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Sorted by a measure; where nothing can be said, a source stands below, whichever way. */
export function sortByMeasure(rows: readonly Row[], measure: Measure, isDescending: boolean): Row[] {
  const way = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [measure.of(a), measure.of(b)];
    if (x === null || y === null) return x === y ? words.compare(a.source, b.source) : x === null ? 1 : -1;
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : words.compare(String(x), String(y));
    return way * order || words.compare(a.source, b.source);
  });
}

/** All measures of all sources, rates with their intervals. */
export function comparisonCsv({ labels, rows }: Compared): string {
  const measures = measuresOf(labels).filter(({ id }) => !id.startsWith('technique '));
  const head = [
    ...measures.map(({ label }) => label),
    ...labels.flatMap((label) => [`${label} n`, `${label} per 1000`, `${label} low`, `${label} high`]),
    'Words searched for techniques',
  ];
  const lines = rows.map((row) => [
    ...measures.map((measure) => String(measure.of(row) ?? '')),
    ...labels.flatMap((label) => {
      const { n, rate } = row.techniques[label] ?? { n: 0, rate: null };
      return rate ? [n, rate.perThousand, rate.low, rate.high].map(String) : ['', '', '', ''];
    }),
    String(row.techniqueWords),
  ]);
  return [head, ...lines].map((cells) => csvRecord(cells)).join('');
}

/** Rows as CSV, with their head. */
export const csvOf = (head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  [head, ...rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))]
    .map((cells) => csvRecord([...cells]))
    .join('');
