import { useMemo, useRef } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { openProfile, useProfile } from '../../state/profile.ts';
import { useBackend } from '../../state/queries.ts';
import { Basis, Chart, type ChartHandle, count, LinkButton, percent, SaveChart, SourceName } from '../../ui/index.ts';
import { Block, Loaded, Nothing } from './Block.tsx';
import { network } from './charts.ts';
import { csvOf } from './measures.ts';
import { neighboursOf, placeNeighbours } from './network.ts';
import styles from './Profile.module.css';
import { More, useShown } from './Stories.tsx';

/** Sources drawn around the one; all stand in the table. */
const DRAWN = 12;

/** Which sources have the same stories and the same texts. */
export function Overlap({ sourceId, source }: { sourceId: number; source: string }) {
  const minSources = useProfile((state) => state.minSources);
  const stories = useBackend('profiles.stories', { sourceId, minSources }, { keepPrevious: true });
  const copies = useBackend('profiles.copies', { sourceId });
  const chart = useRef<ChartHandle>(null);
  const found = useMemo(
    () => (stories.data && copies.data ? neighboursOf(stories.data.others, copies.data.others) : null),
    [stories.data, copies.data],
  );
  const title = `Overlap of ${source} with other sources`;
  return (
    <Block
      title="Overlap with other sources"
      basis={
        <Basis
          title={title}
          rows={[
            ['Stories', 'stories with articles of both, of those that either has (Jaccard index)'],
            ['Texts', 'groups of the same or nearly the same text that both have'],
            ['Drawn', `the ${DRAWN} most alike: nearer is more alike, thicker more stories, dashed the same texts`],
          ]}
        >
          stories and copies
        </Basis>
      }
      save={
        found && found.length > 0 ? (
          <SaveChart
            name={title}
            svg={() => chart.current?.svg() ?? null}
            csv={() =>
              csvOf(
                ['source', 'shared_stories', 'jaccard', 'shared_texts'],
                found.map((one) => [one.source, one.shared, one.jaccard, one.texts]),
              )
            }
          />
        ) : null
      }
    >
      <Loaded of={{ ...stories, data: found ?? undefined, error: stories.error ?? copies.error }}>
        {(all) =>
          all.length === 0 ? (
            <Nothing>
              {stories.data?.stories === 0
                ? 'It shares no text with another source; stories have not been looked for yet.'
                : 'It shares no story and no text with another source.'}
            </Nothing>
          ) : (
            <Network title={title} source={source} all={all} chart={chart} copies={copies.data!} />
          )
        }
      </Loaded>
    </Block>
  );
}

function Network(props: {
  title: string;
  source: string;
  all: ReturnType<typeof neighboursOf>;
  chart: React.RefObject<ChartHandle | null>;
  copies: OutputOf<'profiles.copies'>;
}) {
  const { all, source } = props;
  const draw = useMemo(() => network(source, placeNeighbours(all, DRAWN)), [source, all]);
  const { rows, open } = useShown(all);
  const sharing = new Map(props.copies.others.map((one) => [one.sourceId, one]));
  return (
    <>
      <Chart ref={props.chart} label={`${props.title}. The numbers stand in the table below.`} draw={draw} />
      <table className={`${styles.table} num`}>
        <thead>
          <tr>
            <th>Source</th>
            <th data-end>Shared stories</th>
            <th data-end>Alike</th>
            <th data-end>Same texts</th>
            <th data-end data-wide>
              First there / here
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => {
            const texts = sharing.get(one.sourceId);
            return (
              <tr key={one.sourceId}>
                <th scope="row">
                  <LinkButton className={styles.name!} onPress={() => openProfile(one.sourceId)}>
                    <SourceName name={one.source} />
                  </LinkButton>
                </th>
                <td data-end>{count(one.shared)}</td>
                <td data-end>{percent(one.jaccard)}</td>
                <td data-end>{one.texts > 0 ? count(one.texts) : <span className="t3">0</span>}</td>
                <td data-end data-wide className="t2">
                  {texts ? `${count(texts.theyFirst)} / ${count(texts.weFirst)}` : ''}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <More shown={rows.length} listed={all.length} total={all.length} onMore={open} />
    </>
  );
}
