import { ArrowDown, ArrowLeft, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useCommands } from '../../app/commands/index.ts';
import { useAnalyser } from '../../app/useAnalyser.ts';
import { call } from '../../state/backend.ts';
import { compareProfiles, openProfile, type ProfilePart } from '../../state/profile.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Basis,
  count,
  counted,
  dateInWords,
  EmptyState,
  ErrorState,
  Icon,
  LinkButton,
  percent,
  SaveChart,
  SkeletonRows,
  SourceName,
  Tools,
} from '../../ui/index.ts';
import { PlacesNumber } from '../names/Places.tsx';
import { comparisonCsv, type Measure, measuresOf, sortByMeasure } from './measures.ts';
import styles from './Profile.module.css';
import { showSourceArticles } from './show-from-profile.ts';

type Row = OutputOf<'profiles.compare'>['rows'][number];

/** Sources side by side by the same measures. */
export function CompareSources({ sourceIds }: { sourceIds: readonly number[] }) {
  const { data, error, refetch } = useBackend('profiles.compare', { sourceIds: [...sourceIds] });
  const techniques = useAnalyser('techniques');
  const quotations = useAnalyser('quotations');
  const [sort, setSort] = useState({ id: 'source', isDescending: false });
  const measures = useMemo(() => measuresOf(data?.labels ?? []), [data?.labels]);
  const sorted = measures.find(({ id }) => id === sort.id) ?? measures[0]!;
  const rows = useMemo(
    () => (data ? sortByMeasure(data.rows, sorted, sort.isDescending) : []),
    [data, sorted, sort.isDescending],
  );
  useCommands([
    {
      ...{ id: 'profiles.back', label: 'All sources', group: 'Move', keys: ['Escape', 'Backspace'], icon: ArrowLeft },
      run: () => compareProfiles(null),
    },
  ]);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.compare}>
      <h1 className="vh">Sources compared</h1>
      <Tools
        label="Sources compared"
        end={
          data ? (
            <>
              <span className="t2 num">{counted(data.rows.length, 'source')}</span>
              {data.rows.length > 0 ? <SaveChart name="Sources compared" csv={() => comparisonCsv(data)} /> : null}
            </>
          ) : null
        }
      >
        <LinkButton onPress={() => compareProfiles(null)}>All sources</LinkButton>
        {sourceIds.length > 0 ? <LinkButton onPress={() => compareProfiles([])}>Compare all</LinkButton> : null}
        <span className="micro">
          <Basis
            title="Sources compared"
            rows={[
              ['Techniques', techniques ? `${techniques.title} ${techniques.version}` : 'not known'],
              ['Quotations', quotations ? `${quotations.title} ${quotations.version}` : 'not known'],
              [
                'Intervals',
                '95 %, exact Poisson with the design effect of articles; they stand in each profile and in the CSV',
              ],
              ['Empty', 'nothing can be said: no words were searched, or no article has a day'],
            ]}
          >
            basis
          </Basis>
        </span>
      </Tools>
      {!data ? (
        <SkeletonRows rows={20} />
      ) : data.rows.length === 0 ? (
        <EmptyState title="No sources yet">They come with the articles.</EmptyState>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the keyboard
        <div className={`${styles.sheetTable} scroll`} role="region" aria-label="Sources compared" tabIndex={0}>
          <table className={`${styles.measures} num`}>
            <thead>
              <tr>
                {measures.map(({ id, label, about, format }) => (
                  <th
                    key={id}
                    data-end={format === 'text' ? undefined : true}
                    aria-sort={sort.id === id ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
                  >
                    <button
                      type="button"
                      title={about || undefined}
                      onClick={() =>
                        setSort({ id, isDescending: sort.id === id ? !sort.isDescending : format !== 'text' })
                      }
                    >
                      {label}
                      {sort.id === id ? <Icon of={sort.isDescending ? ArrowDown : ArrowUp} size={14} /> : null}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.sourceId}>
                  {measures.map((measure) =>
                    measure.id === 'source' ? (
                      <th key={measure.id} scope="row">
                        <LinkButton className={styles.name!} onPress={() => openProfile(row.sourceId)}>
                          <SourceName name={row.source} />
                        </LinkButton>
                      </th>
                    ) : (
                      <td
                        key={measure.id}
                        data-end={measure.format === 'text' ? undefined : true}
                        title={intervalOf(measure, row)}
                      >
                        <Cell measure={measure} row={row} />
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Cell({ measure, row }: { measure: Measure; row: Row }) {
  const value = measure.of(row);
  if (measure.id === 'articles') {
    return <LinkButton onPress={() => showSourceArticles(row.sourceId)}>{count(row.articles)}</LinkButton>;
  }
  const found = row.techniques[measure.id.replace('technique ', '')];
  if (found?.rate && found.n > 0) {
    const label = measure.id.replace('technique ', '');
    return (
      <PlacesNumber
        n={found.n}
        label={`${measure.label} in ${row.source}: ${counted(found.n, 'span')}`}
        of={found.rate.perThousand.toFixed(2)}
        ask={(start) => call('profiles.places', { sourceId: row.sourceId, what: { kind: 'technique', label }, start })}
      />
    );
  }
  if (value === null) return <span className="vh">nothing can be said</span>;
  const part = PARTS[measure.id];
  if (part !== undefined && typeof value === 'number') {
    return <LinkButton onPress={() => openProfile(row.sourceId, part)}>{numberInWords(measure, value)}</LinkButton>;
  }
  if (typeof value === 'string') return measure.format === 'day' ? dateInWords(value) : <bdi>{value}</bdi>;
  return numberInWords(measure, value);
}

/** Where in its profile a source's number is taken apart. */
const PARTS: Record<string, ProfilePart> = {
  stories: 'stories',
  shared: 'copies',
  quotations: 'quoted',
  named: 'quoted',
  speakers: 'quoted',
};

const numberInWords = ({ format }: Measure, value: number): string =>
  format === 'share' ? percent(value) : format === 'rate' ? value.toFixed(2) : count(value);

function intervalOf({ id }: Measure, row: Row): string | undefined {
  const found = id.startsWith('technique ') ? row.techniques[id.slice('technique '.length)] : undefined;
  if (!found?.rate) return undefined;
  return `${counted(found.n, 'span')}; 95 %: ${found.rate.low.toFixed(2)}–${found.rate.high.toFixed(2)}`;
}
