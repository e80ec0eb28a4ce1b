import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useProfile } from '../../state/profile.ts';
import { useBackend } from '../../state/queries.ts';
import { Basis, count, counted, LinkButton, percent, SaveChart, Segments } from '../../ui/index.ts';
import { NotRun } from '../names/NotRun.tsx';
import { spanInWords } from '../stories/story-words.ts';
import { Block, Loaded, Nothing } from './Block.tsx';
import { csvOf } from './measures.ts';
import styles from './Profile.module.css';
import { showSourceArticles, showStory } from './show-from-profile.ts';

type Data = OutputOf<'profiles.stories'>;
const STEPS = [2, 3, 5, 8] as const;
const LISTED = 12;

/** Stories it has, and stories of its time that it has not. */
export function Stories({ sourceId }: { sourceId: number }) {
  const minSources = useProfile((state) => state.minSources);
  const answer = useBackend('profiles.stories', { sourceId, minSources }, { keepPrevious: true });
  const [shown, setShown] = useState<'covered' | 'missed'>('covered');
  const { data } = answer;
  return (
    <Block
      title="Stories covered and missed"
      part="stories"
      basis={
        <Basis
          title="Stories covered and missed"
          rows={[
            ['Rests on', 'the stories of this project, as the finder of stories made them and people put them right'],
            ['Covered', 'at least one article of this source is in the story'],
            [
              'Missed',
              data?.firstDay
                ? `stories of ${counted(minSources, 'source')} or more with a day from ${spanInWords(data.firstDay, data.lastDay)}, when this source has articles here, and none of it among them`
                : 'nothing: no article of this source has a day',
            ],
            ['First', 'its first article came out before those of all others, by the day or by a known hour'],
          ]}
          note="An article that is not in this project is not known: what is missed here may have been published."
        >
          stories, n = {data ? count(data.stories) : '…'}
        </Basis>
      }
      save={data ? <SaveChart name="Stories covered and missed" csv={() => storiesCsv(data)} /> : null}
    >
      <Loaded of={answer}>
        {(found) =>
          found.stories === 0 ? (
            <NotRun analyser={undefined} what="stories" />
          ) : (
            <>
              <div className={styles.choose}>
                <Segments<'covered' | 'missed'>
                  label="Stories shown"
                  value={shown}
                  onChange={setShown}
                  segments={[
                    { value: 'covered', label: `Covered ${count(found.covered.total)}` },
                    { value: 'missed', label: `Missed ${count(found.missed.total)}` },
                  ]}
                />
                {shown === 'covered' ? (
                  <span className="small t2 num">
                    {percent(found.covered.total / found.stories)} of all stories, first in {count(found.covered.first)}
                  </span>
                ) : (
                  <span className={`${styles.choose} small t2`}>
                    of at least
                    <Segments
                      label="Sources a story must have to count as missed"
                      value={String(minSources)}
                      onChange={(n) => useProfile.setState({ minSources: Number(n) })}
                      segments={STEPS.map((n) => ({ value: String(n), label: String(n) }))}
                    />
                    sources
                  </span>
                )}
              </div>
              {shown === 'covered' ? (
                <Covered sourceId={sourceId} rows={found.covered.rows} total={found.covered.total} />
              ) : (
                <Missed rows={found.missed.rows} total={found.missed.total} />
              )}
            </>
          )
        }
      </Loaded>
    </Block>
  );
}

function Covered(props: { sourceId: number; rows: Data['covered']['rows']; total: number }) {
  const { rows, open } = useShown(props.rows);
  if (rows.length === 0) return <Nothing>None of its articles is in a story.</Nothing>;
  return (
    <>
      <table className={`${styles.table} num`}>
        <thead>
          <tr>
            <th>Story</th>
            <th data-end>Own articles</th>
            <th data-end>Sources</th>
            <th data-wide>Days</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.storyId}>
              <th scope="row">
                <LinkButton className={styles.name!} onPress={() => showStory(row.storyId)}>
                  {row.title}
                </LinkButton>
                {row.isFirst ? <span className={`${styles.sign} micro`}>first</span> : null}
              </th>
              <td data-end>
                <LinkButton onPress={() => showSourceArticles(props.sourceId, { storyIds: [row.storyId] })}>
                  {count(row.own)}
                </LinkButton>{' '}
                <span className="t3">of {count(row.articles)}</span>
              </td>
              <td data-end>{count(row.sources)}</td>
              <td data-wide className="t2">
                {spanInWords(row.firstDay, row.lastDay)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={rows.length} listed={props.rows.length} total={props.total} onMore={open} />
    </>
  );
}

function Missed(props: { rows: Data['missed']['rows']; total: number }) {
  const { rows, open } = useShown(props.rows);
  if (rows.length === 0) return <Nothing>It has an article in every such story of its days.</Nothing>;
  return (
    <>
      <table className={`${styles.table} num`}>
        <thead>
          <tr>
            <th>Story</th>
            <th data-end>Articles</th>
            <th data-end>Sources</th>
            <th data-wide>Days</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.storyId}>
              <th scope="row">
                <LinkButton className={styles.name!} onPress={() => showStory(row.storyId)}>
                  {row.title}
                </LinkButton>
              </th>
              <td data-end>{count(row.articles)}</td>
              <td data-end>{count(row.sources)}</td>
              <td data-wide className="t2">
                {spanInWords(row.firstDay, row.lastDay)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={rows.length} listed={props.rows.length} total={props.total} onMore={open} />
    </>
  );
}

/** The first rows; `open` shows all that were given. */
export function useShown<R>(all: readonly R[]): { rows: readonly R[]; open(): void } {
  const [isOpen, setOpen] = useState(false);
  return { rows: isOpen ? all : all.slice(0, LISTED), open: () => setOpen(true) };
}

export function More(props: { shown: number; listed: number; total: number; onMore(): void }) {
  if (props.shown < props.listed)
    return <LinkButton onPress={props.onMore}>{count(props.listed - props.shown)} more</LinkButton>;
  return props.listed < props.total ? (
    <p className="micro t3">{count(props.total - props.listed)} more are not listed here.</p>
  ) : null;
}

function storiesCsv({ covered, missed }: Data): string {
  const row = (kind: string, story: Data['missed']['rows'][number], own: number, isFirst: boolean) => [
    ...[kind, story.storyId, story.title, story.sources, story.articles, own, story.firstDay, story.lastDay],
    isFirst ? 'yes' : 'no',
  ];
  return csvOf(
    ['kind', 'story_id', 'title', 'sources', 'articles', 'own_articles', 'first_day', 'last_day', 'was_first'],
    [
      ...covered.rows.map((story) => row('covered', story, story.own, story.isFirst)),
      ...missed.rows.map((story) => row('missed', story, 0, false)),
    ],
  );
}
