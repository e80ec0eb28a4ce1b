import { Users } from 'lucide-react';
import type { CodingRound } from '../../../shared/contract/rooms/rounds.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import {
  ask,
  Button,
  clockTime,
  count,
  counted,
  DateText,
  EmptyState,
  ErrorState,
  percent,
  SavedField,
  SkeletonRows,
  SplitPane,
  say,
  warnOf,
} from '../../ui/index.ts';
import { designInWords } from './design-words.ts';
import { readMyArticles } from './my-articles.ts';
import styles from './Team.module.css';
import { TeamTable } from './TeamTable.tsx';
import { useTeam } from './team-state.ts';

const sum = (round: CodingRound, of: 'assigned' | 'done') =>
  round.coders.reduce((total, coder) => total + coder[of], 0);
const share = (done: number, assigned: number) => (assigned === 0 ? 0 : done / assigned);

/** How much of something is done, as a bar; the figure stands beside it. */
function Bar({ done, assigned, isMe }: { done: number; assigned: number; isMe?: boolean }) {
  return (
    <span className={styles.bar} data-me={isMe || undefined} aria-hidden="true">
      <span style={{ width: `${100 * share(done, assigned)}%` }} />
    </span>
  );
}

/** Every round of coding, and what is done of it. */
export function Rounds({ onNew }: { onNew(): void }) {
  const { data: rounds, error, refetch } = useBackend('rounds.list', {});
  const roundId = useTeam((team) => team.roundId);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!rounds) return <SkeletonRows rows={8} height={28} />;
  if (rounds.length === 0) {
    return (
      <EmptyState
        icon={Users}
        title="No round of coding yet"
        actions={
          <Button disabled={needsWriting() ?? false} onPress={onNew}>
            New round
          </Button>
        }
      >
        A round draws a sample, gives each coder their articles, and can hide everyone’s work from the others until it
        ends.
      </EmptyState>
    );
  }
  const round = rounds.find((one) => one.roundId === roundId) ?? rounds[0]!;
  return (
    <SplitPane
      id="team-rounds"
      panes={[
        {
          id: 'table',
          children: (
            <div className={styles.main}>
              <TeamTable
                label="Rounds of coding"
                rows={rounds}
                keyOf={(one) => one.roundId}
                focused={round.roundId}
                onFocus={(key) => useTeam.setState({ roundId: key })}
                onOpen={(one) => void readMyArticles(one)}
                columns={[
                  {
                    ...{ id: 'name', label: 'Round', width: 'minmax(110px, 2fr)' },
                    cell: (one) => <bdi className="ell med">{one.name}</bdi>,
                  },
                  {
                    ...{ id: 'state', label: 'State', width: 'minmax(96px, 1.4fr)' },
                    cell: (one) => (
                      <>
                        <span className={`${styles.state} t2`}>{one.endedAt ? 'ended' : 'open'}</span>
                        {one.isBlind && !one.endedAt ? <span className={styles.tag}>blind</span> : null}
                        {one.isLocked && !one.endedAt ? (
                          <span className={`${styles.tag} wide`}>codebook locked</span>
                        ) : null}
                      </>
                    ),
                  },
                  {
                    ...{ id: 'articles', label: 'Articles', width: '76px', end: true },
                    cell: (one) => <span className="num">{count(one.articles)}</span>,
                  },
                  {
                    ...{ id: 'shared', label: 'Shared', width: '66px', end: true },
                    cell: (one) => <span className="num t2">{count(one.shared)}</span>,
                  },
                  {
                    ...{ id: 'done', label: 'Done', width: 'minmax(108px, 1fr)' },
                    cell: (one) => (
                      <>
                        <Bar done={sum(one, 'done')} assigned={sum(one, 'assigned')} />
                        <span className="num t2">{percent(share(sum(one, 'done'), sum(one, 'assigned')))}</span>
                      </>
                    ),
                  },
                  {
                    ...{ id: 'created', label: 'Created', width: '104px' },
                    cell: (one) => <DateText value={one.createdAt.slice(0, 10)} />,
                  },
                ]}
              />
            </div>
          ),
        },
        {
          id: 'round',
          size: 364,
          min: 280,
          max: 560,
          panel: true,
          children: <RoundPane key={round.roundId} round={round} />,
        },
      ]}
    />
  );
}

function RoundPane({ round }: { round: CodingRound }) {
  const end = useChange('rounds.end');
  const reopen = useChange('rounds.reopen');
  const remove = useChange('rounds.delete');
  const edit = useChange('rounds.edit');
  const { roundId, name } = round;
  const readOnly = needsWriting();
  const mine = round.coders.find(({ isMe }) => isMe);
  const left = sum(round, 'assigned') - sum(round, 'done');

  async function endRound() {
    const shown = round.isBlind ? ' From then on everyone sees everyone’s work in it.' : '';
    const open =
      left > 0 ? `${counted(left, 'assigned article')} ${left === 1 ? 'is' : 'are'} not done yet.` : 'All is done.';
    const answer = await ask({ title: `End the round “${name}”?`, text: `${open}${shown}`, action: 'End the round' });
    if (answer === 'action') await withCoder(() => end.mutateAsync({ roundId }));
  }
  async function deleteRound() {
    const text = 'The assignments go; what was coded stays. Undo brings the round back.';
    const answer = await ask({ title: `Delete the round “${name}”?`, text, action: 'Delete the round', danger: true });
    if (answer !== 'action') return;
    await withCoder(() => remove.mutateAsync({ roundId }));
    say(`Deleted the round “${name}”`);
  }
  return (
    <section className={`${styles.pane} scroll`} aria-label="This round">
      <SavedField
        disabled={readOnly !== null}
        label="Round"
        saved={name}
        dir="auto"
        save={(value) => withCoder(() => edit.mutateAsync({ roundId, name: value }))}
      />
      {mine ? (
        <div>
          <Button
            tone={round.endedAt ? 'plain' : 'primary'}
            size="form"
            keys="Enter"
            onPress={() => void readMyArticles(round)}
          >
            {`Read my articles: ${count(mine.done)} of ${count(mine.assigned)} done`}
          </Button>
        </div>
      ) : (
        <p className="small t2">You have no articles in this round.</p>
      )}
      <div>
        <h3>Coders</h3>
        <ul className={styles.people}>
          {round.coders.map((coder) => (
            <li key={coder.name}>
              <bdi className={`ell ${coder.isMe ? 'strong' : ''}`}>{coder.name}</bdi>
              <Bar {...coder} />
              <span
                className="num t2"
                title={
                  coder.lastDoneAt
                    ? `last on ${coder.lastDoneAt.slice(0, 10)} at ${clockTime(coder.lastDoneAt)}`
                    : undefined
                }
              >
                {count(coder.done)} of {count(coder.assigned)}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>How it was drawn</h3>
        <dl className={styles.facts}>
          {designInWords(round).map(([term, words]) => (
            <div key={term} style={{ display: 'contents' }}>
              <dt>{term}</dt>
              <dd className="num">{words}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className={styles.buttons}>
        {round.endedAt ? (
          <Button
            disabled={readOnly ?? reopen.isPending}
            onPress={() => void withCoder(() => reopen.mutateAsync({ roundId })).catch(warnOf)}
          >
            Reopen the round
          </Button>
        ) : (
          <Button disabled={readOnly ?? end.isPending} onPress={() => void endRound().catch(warnOf)}>
            End the round
          </Button>
        )}
        <Button tone="danger" disabled={readOnly ?? remove.isPending} onPress={() => void deleteRound().catch(warnOf)}>
          Delete the round
        </Button>
      </div>
      {round.isBlind && !round.endedAt ? (
        <p className="small t2">
          Blind until it ends: in its {counted(round.articles, 'article')} everyone sees their own annotations,
          verdicts, decisions and counts alone.
        </p>
      ) : null}
    </section>
  );
}
