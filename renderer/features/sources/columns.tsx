import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { count, counted, DateText, Icon, languageName, SourceName } from '../../ui/index.ts';
import { RatingCell } from './Bands.tsx';
import styles from './SourceTable.module.css';
import { dateOrderState, type SourceColumn } from './source-order.ts';

export interface Column {
  id: SourceColumn | 'unrated';
  label: string;
  /** What stands in it, where the label does not say. */
  note?: string;
  /** As `grid-template-columns` takes it, with the least width in px. */
  width: string;
  least: number;
  end?: boolean;
  cell(source: SourceRow): ReactNode;
}

const fixed = (px: number) => ({ width: `${px}px`, least: px });

function Name({ source }: { source: SourceRow }) {
  const { aliases } = source;
  return (
    <span className={styles.name}>
      <span className="ell">
        <SourceName name={source.name} />
      </span>
      {aliases.length > 0 ? (
        <span className={`${styles.aliases} t3 micro`} title={aliases.join(', ')}>
          +{count(aliases.length)} <span className="vh">{aliases.length === 1 ? 'alias' : 'aliases'}</span>
        </span>
      ) : null}
    </span>
  );
}

function DateOrderCell({ source }: { source: SourceRow }) {
  const { state, open } = dateOrderState(source);
  if (state === 'idle') return <span className="t3">not needed</span>;
  if (state !== 'unclear') return <>{source.dateOrder.order}</>;
  return (
    <span className={styles.unclear}>
      <Icon of={CircleHelp} size={14} className="warn" />
      {open > 0 ? `unclear, ${counted(open, 'waits', 'wait')}` : 'unclear'}
    </span>
  );
}

/** Columns of the table; a rater has one, and where nobody rates, one says so. */
export function columnsFor(
  raters: readonly { raterId: number; name: string }[],
  sources: readonly SourceRow[],
): Column[] {
  const reliable = new Set(
    sources.flatMap(({ ratings }) => ratings.filter((one) => one.reliability !== null).map(({ raterId }) => raterId)),
  );
  return [
    {
      ...{ id: 'name', label: 'Source', width: 'minmax(196px, 1fr)', least: 196 },
      cell: (source) => <Name source={source} />,
    },
    { id: 'articles', label: 'Articles', ...fixed(72), end: true, cell: ({ articles }) => count(articles) },
    {
      ...{ id: 'domain', label: 'Domain', ...fixed(160) },
      cell: ({ domain }) => (domain ? <bdi>{domain}</bdi> : <span className="t3">none known</span>),
    },
    ...raters.map(
      ({ raterId, name }): Column => ({
        ...{ id: raterId, label: name },
        ...(reliable.has(raterId) ? { note: 'lean, reliability', ...fixed(216) } : fixed(124)),
        cell: ({ ratings }) => <RatingCell rating={ratings.find((one) => one.raterId === raterId)} />,
      }),
    ),
    ...(raters.length === 0
      ? [{ id: 'unrated' as const, label: 'Ratings', ...fixed(96), cell: () => <RatingCell rating={undefined} /> }]
      : []),
    { id: 'first', label: 'First', ...fixed(92), cell: (source) => <DateText value={source.firstPublished} /> },
    { id: 'last', label: 'Last', ...fixed(92), cell: (source) => <DateText value={source.lastPublished} /> },
    {
      ...{ id: 'dateOrder', label: 'Day and month', ...fixed(136) },
      cell: (source) => <DateOrderCell source={source} />,
    },
    { id: 'country', label: 'Country', ...fixed(104), cell: ({ country }) => <bdi>{country}</bdi> },
    { id: 'language', label: 'Language', ...fixed(92), cell: ({ language }) => languageName(language || null) },
    {
      id: 'rules',
      label: 'Cleaning rules',
      ...fixed(104),
      end: true,
      cell: ({ rules }) => (rules > 0 ? count(rules) : ''),
    },
  ];
}
