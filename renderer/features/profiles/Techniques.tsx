import { useMemo, useRef } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { ProfileRate } from '../../../shared/contract/rooms/profiles.ts';
import { useAnalyser } from '../../app/useAnalyser.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { Chart, type ChartHandle, count, counted, SaveChart } from '../../ui/index.ts';
import { NotRun } from '../names/NotRun.tsx';
import { PlacesNumber } from '../names/Places.tsx';
import { AnalyserBasis, Block, Loaded, Nothing } from './Block.tsx';
import { rates } from './charts.ts';
import { csvOf, techniqueName } from './measures.ts';
import styles from './Profile.module.css';

type Data = OutputOf<'profiles.techniques'>;

/** Persuasion techniques per thousand words, against all other sources. */
export function Techniques({ sourceId, source }: { sourceId: number; source: string }) {
  const answer = useBackend('profiles.techniques', { sourceId });
  const analyser = useAnalyser('techniques');
  const chart = useRef<ChartHandle>(null);
  const { data } = answer;
  const title = `Techniques per thousand words in ${source}`;
  return (
    <Block
      title="Techniques per thousand words"
      basis={
        <AnalyserBasis
          title={title}
          analyser={analyser}
          rows={[
            [
              'Rests on',
              data
                ? `${counted(data.articles, 'article')} with ${count(data.words)} words; others: ${counted(data.others.articles, 'article')} of ${counted(data.others.sources, 'source')}, ${count(data.others.words)} words`
                : '…',
            ],
            [
              'Interval',
              '95 %: the exact Poisson interval (Garwood 1936), made wider where a few articles have most of it (design effect of a ratio, Rao and Scott 1999)',
            ],
          ]}
          note="Suggestions, not verdicts: a higher rate says that more spans look like the technique, not that the source persuades more."
        />
      }
      save={
        data && data.words > 0 ? (
          <SaveChart name={title} svg={() => chart.current?.svg() ?? null} csv={() => techniquesCsv(data)} />
        ) : null
      }
    >
      <Loaded of={answer} rows={8}>
        {(found) =>
          found.words === 0 ? (
            <NotRun analyser={analyser} what="techniques" />
          ) : found.labels.length === 0 ? (
            <Nothing>No technique was found in any source.</Nothing>
          ) : (
            <Drawn data={found} title={title} chart={chart} sourceId={sourceId} />
          )
        }
      </Loaded>
    </Block>
  );
}

function Drawn(props: { data: Data; title: string; chart: React.RefObject<ChartHandle | null>; sourceId: number }) {
  const { data, sourceId } = props;
  const draw = useMemo(() => rates(data.labels), [data.labels]);
  return (
    <>
      <p className="micro t3">
        <span className={styles.own} aria-hidden="true" /> this source{' '}
        <span className={styles.other} aria-hidden="true" /> all others, each with its interval
      </p>
      <Chart ref={props.chart} label={`${props.title}. The numbers stand in the table below.`} draw={draw} />
      <table className={`${styles.table} num`}>
        <thead>
          <tr>
            <th>Technique</th>
            <th data-end>Spans</th>
            <th data-end>Rate, 95 %</th>
            <th data-end>Others, 95 %</th>
          </tr>
        </thead>
        <tbody>
          {data.labels.map(({ label, n, rate, othersRate }) => (
            <tr key={label}>
              <th scope="row">{techniqueName(label)}</th>
              <td data-end>
                <PlacesNumber
                  n={n}
                  label={`${techniqueName(label)}: ${counted(n, 'span')}`}
                  of={count(n)}
                  ask={(start) => call('profiles.places', { sourceId, what: { kind: 'technique', label }, start })}
                />
              </td>
              <td data-end>
                <RateText rate={rate} />
              </td>
              <td data-end className="t2">
                <RateText rate={othersRate} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function RateText({ rate }: { rate: ProfileRate }) {
  if (!rate) return <span className="t3">no words</span>;
  return (
    <>
      {rate.perThousand.toFixed(2)}{' '}
      <span className="t3">
        {rate.low.toFixed(2)}–{rate.high.toFixed(2)}
      </span>
    </>
  );
}

const techniquesCsv = ({ labels, words, others }: Data): string =>
  csvOf(
    [
      ...['technique', 'n', 'words', 'per_1000', 'low', 'high', 'spread'],
      ...['others_n', 'others_words', 'others_per_1000', 'others_low', 'others_high', 'others_spread'],
    ],
    labels.map(({ label, n, rate, othersN, othersRate }) => [
      ...[label, n, words, rate?.perThousand ?? null, rate?.low ?? null, rate?.high ?? null, rate?.spread ?? null],
      ...[othersN, others.words, othersRate?.perThousand ?? null, othersRate?.low ?? null, othersRate?.high ?? null],
      othersRate?.spread ?? null,
    ]),
  );
