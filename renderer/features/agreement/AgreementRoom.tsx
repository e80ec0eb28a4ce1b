import { Handshake } from 'lucide-react';
import { useEffect } from 'react';
import type { JobRow } from '../../../shared/model/job.ts';
import { useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import { cancelJob } from '../../app/shell/job-actions.ts';
import { progressInWords, shareDone } from '../../app/shell/job-words.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.ts';
import { useSession } from '../../state/session.ts';
import { Button, EmptyState, ErrorState, LinkButton, Progress, Segments, Tools, warnOf } from '../../ui/index.ts';
import { useCodes } from '../coding/index.ts';
import styles from './AgreementRoom.module.css';
import { CasesView } from './CasesView.tsx';
import { FiguresView } from './FiguresView.tsx';
import { ArticleChoice, CodePicker, CoderPicker } from './Pickers.tsx';
import { questionOf, setAsked, useAsked } from './question.ts';
import { unitNames } from './words.ts';

const isLive = ({ kind, state }: JobRow) => kind === 'agreement' && (state === 'running' || state === 'waiting');

/** How well coders agree, where they do not, and what is decided then. */
export function AgreementRoom() {
  const asked = useAsked();
  const shown = useSelection((selection) => selection.query);
  const question = questionOf(asked, shown);
  const working = useBackend('agreement.coders', {});
  const latest = useBackend('agreement.latest', { unit: asked.unit });
  const { codes } = useCodes();
  const start = useChange('agreement.start');
  const job = useSession((session) => session.jobs.find(isLive));
  const ended = useSession(
    (session) => session.jobs.find(({ kind, state }) => kind === 'agreement' && state === 'done')?.jobId,
  );
  const { refetch } = latest;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another job has ended, so there is another result
  useEffect(() => {
    void refetch();
  }, [ended]);

  const people = working.data?.coders.filter(({ kind }) => kind === 'person') ?? [];
  const compute = () => start.mutateAsync(question).catch(warnOf);
  const busy = job !== undefined || start.isPending;
  useCommands([
    {
      id: 'agreement.compute',
      label: 'Compute agreement',
      group: 'View',
      keys: ['C'],
      disabled: busy ? 'it is being computed' : people.length < 2 ? 'two coders are needed' : null,
      run: compute,
    },
    { id: 'agreement.figures', label: 'Figures', group: 'View', keys: ['F'], run: () => setAsked({ view: 'figures' }) },
    {
      id: 'agreement.cases',
      label: 'Disagreements',
      group: 'View',
      keys: ['D'],
      run: () => setAsked({ view: 'cases' }),
    },
  ]);

  if (working.error) {
    return (
      <ErrorState
        error={working.error}
        onRetry={working.refetch}
        actions={<LinkButton onPress={() => goTo('team')}>Rounds</LinkButton>}
      />
    );
  }
  if (working.data && people.length < 2) return <NotYet names={people.map(({ name }) => name)} />;
  return (
    <div className={styles.room}>
      <Tools
        label="Agreement"
        end={
          job ? (
            <>
              <span className={`${styles.progress} t2 small num`}>{progressInWords(job)}</span>
              <Progress value={shareDone(job)} label="Comparing coders" />
              <LinkButton onPress={() => cancelJob(job)}>Cancel</LinkButton>
            </>
          ) : (
            <Button tone="primary" keys="C" disabled={busy} onPress={compute}>
              Compute
            </Button>
          )
        }
      >
        <Segments
          label="What is shown"
          value={asked.view}
          onChange={(view) => setAsked({ view })}
          segments={[
            { value: 'figures', label: 'Figures' },
            { value: 'cases', label: 'Disagreements' },
          ]}
        />
        <Segments
          label="Compared on"
          value={asked.unit}
          onChange={(unit) => setAsked({ unit, at: 0, caseCode: null })}
          segments={(['article', 'sentence', 'span', 'verdict'] as const).map((value) => ({
            value,
            label: unitNames[value],
          }))}
        />
        <CoderPicker working={working.data} />
        {asked.unit === 'verdict' ? null : <CodePicker codes={codes} />}
        <ArticleChoice />
      </Tools>
      {asked.view === 'figures' ? (
        <FiguresView latest={latest.data} isPending={latest.isPending} busy={busy} onCompute={compute} />
      ) : (
        <CasesView question={question} />
      )}
    </div>
  );
}

function NotYet({ names: [only] }: { names: readonly string[] }) {
  return (
    <EmptyState
      icon={Handshake}
      title="Agreement needs two coders"
      actions={<Button onPress={() => goTo('team')}>Coders and rounds</Button>}
    >
      {only === undefined ? 'Nobody has coded in this project yet.' : `Only ${only} has coded in this project.`} Let
      someone else code the same articles, here or in a copy of the project, and take their work in by merging the
      files.
    </EmptyState>
  );
}
