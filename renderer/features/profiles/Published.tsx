import { useMemo, useRef } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Basis,
  Chart,
  type ChartHandle,
  count,
  counted,
  dateInWords,
  LinkButton,
  languageName,
  percent,
  SaveChart,
} from '../../ui/index.ts';
import { spanInWords } from '../stories/story-words.ts';
import { Block, Loaded, Nothing } from './Block.tsx';
import { overTime } from './charts.ts';
import { csvOf } from './measures.ts';
import styles from './Profile.module.css';
import { type Period, type PeriodUnit, periodsOf, silencesOf } from './periods.ts';
import { showSourceArticles } from './show-from-profile.ts';

type Data = OutputOf<'profiles.articles'>;

const periodName = ({ from, to }: Period, unit: PeriodUnit) =>
  unit === 'month' ? dateInWords(from.slice(0, 7)) : spanInWords(from, to);

/** How many articles when; where it fell silent; and in which languages. */
export function Published({ sourceId }: { sourceId: number }) {
  const answer = useBackend('profiles.articles', { sourceId });
  return answer.data && answer.data.days.length > 0 ? (
    <OverTime sourceId={sourceId} data={answer.data} />
  ) : (
    <Block title="Articles over time" wide basis={null}>
      <Loaded of={answer} rows={5}>
        {() => <Nothing>None of its articles has a day of publication.</Nothing>}
      </Loaded>
    </Block>
  );
}

function OverTime({ sourceId, data }: { sourceId: number; data: Data }) {
  const chart = useRef<ChartHandle>(null);
  const { unit, periods } = useMemo(() => periodsOf(data.days), [data.days]);
  const silences = useMemo(() => silencesOf(periods), [periods]);
  const draw = useMemo(() => overTime(periods, silences), [periods, silences]);
  const title = `Articles of ${data.source} by ${unit}`;
  const dated = data.articles - data.withoutDay;
  return (
    <Block
      title="Articles over time"
      wide
      basis={
        <Basis
          title={title}
          rows={[
            ['Rests on', `the dates of ${counted(dated, 'article')}, as the articles or their files give them`],
            ['Left out', data.withoutDay > 0 ? `${counted(data.withoutDay, 'article')} without a day` : 'nothing'],
            [
              'Gaps',
              `tinted: ${unit}s without an article in the project, two or more and twice as many as usual for this source`,
            ],
          ]}
        >
          dates, n = {count(dated)}
        </Basis>
      }
      save={
        <SaveChart
          name={title}
          svg={() => chart.current?.svg() ?? null}
          csv={() =>
            csvOf(
              ['from', 'to', 'articles'],
              [
                ...periods.map(({ from, to, articles }) => [from, to, articles]),
                ...(data.withoutDay > 0 ? [['', '', data.withoutDay]] : []),
              ],
            )
          }
        />
      }
    >
      <Chart ref={chart} label={`${title}. The numbers stand in the table below.`} draw={draw} />
      <div className={styles.under}>
        <details className={styles.behind}>
          <summary>Table of {counted(periods.length, unit)}</summary>
          <div className={`${styles.tall} scroll`}>
            <table className={`${styles.table} num`}>
              <thead>
                <tr>
                  <th>{unit.charAt(0).toUpperCase() + unit.slice(1)}</th>
                  <th data-end>Articles</th>
                </tr>
              </thead>
              <tbody>
                {periods.map((period) => (
                  <tr key={period.from}>
                    <th scope="row">{periodName(period, unit)}</th>
                    <td data-end>
                      {period.articles > 0 ? (
                        <LinkButton onPress={() => showSourceArticles(sourceId, period)}>
                          {count(period.articles)}
                        </LinkButton>
                      ) : (
                        <span className="t3">0</span>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
        <p className="small t2">
          {silences.length > 0
            ? `Longest gap: ${counted(silences[0]!.periods, unit)}, ${spanInWords(silences[0]!.from, silences[0]!.to)}${
                silences.length > 1 ? `, of ${count(silences.length)} gaps` : ''
              }.`
            : 'No long gap.'}
          {data.withoutDay > 0 ? ` ${counted(data.withoutDay, 'article')} without a day.` : ''}
        </p>
        <ul className={`${styles.languages} small`} aria-label="Languages">
          {data.languages.map(({ language, articles }) => (
            <li key={language ?? ''}>
              {languageName(language) || 'Language unknown'}{' '}
              {language ? (
                <LinkButton onPress={() => showSourceArticles(sourceId, { language })}>{count(articles)}</LinkButton>
              ) : (
                <span className="num">{count(articles)}</span>
              )}{' '}
              <span className="t3 num">{percent(articles / data.articles)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Block>
  );
}
