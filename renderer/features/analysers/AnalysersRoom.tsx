import { Brain, Play, Square } from 'lucide-react';
import { useState } from 'react';
import type { AnalyserRow } from '../../../shared/model/finding.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import type { LearnedCode } from '../../../shared/model/suggestion.ts';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { cancelJob } from '../../app/shell/job-actions.ts';
import { progressInWords, shareDone } from '../../app/shell/job-words.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { useSession } from '../../state/session.ts';
import {
  Button,
  CodeSwatch,
  clockTime,
  count,
  dateInWords,
  ErrorState,
  Progress,
  SkeletonRows,
  SplitPane,
  Tools,
  useIsNarrow,
  warnOf,
} from '../../ui/index.ts';
import { useCodes } from '../coding/index.ts';
import { type TeamColumn, TeamTable } from '../team/TeamTable.tsx';
import { AboutAnalyser } from './AboutAnalyser.tsx';
import { AboutLearned } from './AboutLearned.tsx';
import styles from './Analysers.module.css';
import { accuracyInShort, foundInWords, learnedInWords, stateInWords } from './analyser-words.ts';

type Row = { kind: 'analyser'; row: AnalyserRow } | { kind: 'code'; row: LearnedCode; name: string; color: number };
const keyOf = (one: Row) => (one.kind === 'analyser' ? one.row.name : `code-${one.row.codeId}`);

const isLive = ({ state }: JobRow) => state === 'running' || state === 'waiting';

/** Every analyser with how far it is, how good it is and what can be set; below them what was learned from the coding. */
export function AnalysersRoom() {
  const analysers = useBackend('analysis.analysers', {}, { keepPrevious: true });
  const learned = useBackend('learning.codes', {}, { keepPrevious: true });
  const { byId } = useCodes();
  const [focused, setFocused] = useState<string | null>(null);
  const job = useSession((session) => session.jobs.find((one) => one.kind === 'analyze' && isLive(one)));
  const learning = useSession((session) => session.jobs.find((one) => one.kind === 'learn' && isLive(one)));
  const start = useChange('analysis.start');
  const learn = useChange('learning.start');
  const isNarrow = useIsNarrow();
  const hindered = needsWriting() ?? (job || start.isPending ? 'it is running' : undefined);
  const cannotLearn = needsWriting() ?? (learning || learn.isPending ? 'it is being learned' : undefined);
  const run = (only: string[] | null) => void start.mutateAsync({ only }).catch(warnOf);
  const learnNow = () => void learn.mutateAsync({}).catch(warnOf);
  const rows: Row[] = [
    ...(analysers.data ?? []).map((row): Row => ({ kind: 'analyser', row })),
    ...(learned.data ?? []).flatMap((row): Row[] => {
      const code = byId.get(row.codeId);
      return code ? [{ kind: 'code', row, name: code.name, color: code.color }] : [];
    }),
  ];
  const chosen = rows.find((one) => keyOf(one) === focused) ?? rows[0];
  const due = (analysers.data ?? []).filter((row) => row.isRun && row.due > 0);
  const live = job ?? learning;
  useCommands([
    {
      id: 'analysers.run',
      label: 'Run what is due',
      group: 'Analysers',
      icon: Play,
      disabled: hindered ?? null,
      run: () => run(null),
    },
    {
      id: 'analysers.runOne',
      label: 'Run this analyser',
      group: 'Analysers',
      keys: ['R'],
      disabled: hindered ?? (chosen?.kind === 'analyser' && chosen.row.isRun ? null : 'choose an analyser that is run'),
      run: () => chosen?.kind === 'analyser' && run([chosen.row.name]),
    },
    {
      id: 'analysers.learn',
      label: 'Learn from the coding now',
      group: 'Analysers',
      icon: Brain,
      keys: ['Shift+L'],
      disabled: cannotLearn ?? null,
      run: learnNow,
    },
  ]);
  const wide: TeamColumn<Row>[] = [
    {
      id: 'accuracy',
      label: 'How good',
      width: '150px',
      cell: (one) => <span className="t2 num">{howGood(one)}</span>,
    },
    { id: 'last', label: 'Last run', width: '118px', cell: (one) => <span className="t3 num">{lastRun(one)}</span> },
  ];
  const columns: TeamColumn<Row>[] = [
    {
      id: 'name',
      label: 'Analyser',
      width: 'minmax(120px, 1fr)',
      cell: (one) =>
        one.kind === 'analyser' ? (
          <>
            <span className="ell">{one.row.title}</span>
            <span className="t3 micro num">{one.row.version}</span>
          </>
        ) : (
          <>
            <CodeSwatch color={one.color} />
            <bdi className="ell">{one.name}</bdi>
            <span className="t3 micro">learned</span>
          </>
        ),
    },
    {
      id: 'state',
      label: 'State',
      width: isNarrow ? '112px' : '190px',
      cell: (one) => <span className="t2 ell">{stateOf(one)}</span>,
    },
    { id: 'done', label: 'Looked at', width: '140px', cell: (one) => <LookedAt one={one} /> },
    {
      id: 'found',
      label: 'Found',
      width: '118px',
      end: true,
      cell: (one) => <span className="num">{foundOf(one)}</span>,
    },
    ...(isNarrow ? [] : wide),
  ];
  return (
    <div className={styles.room}>
      <Tools
        label="Analysers"
        end={
          live ? (
            <span className={styles.running}>
              <span className="num t2 ell" role="status">
                {progressInWords(live)}
              </span>
              <Progress value={shareDone(live)} label={live.title} />
              <Button icon={Square} onPress={() => cancelJob(live)}>
                Cancel
              </Button>
            </span>
          ) : null
        }
      >
        <Button
          tone="primary"
          icon={Play}
          disabled={hindered ?? (analysers.data && due.length === 0 ? 'everything is up to date' : undefined)}
          onPress={() => run(null)}
        >
          Run what is due
        </Button>
        <Button icon={Brain} keys="Shift+L" disabled={cannotLearn} onPress={learnNow}>
          Learn now
        </Button>
        {live ? null : (
          <span className="t3 small num">
            {due.length > 0 ? `${count(due.length)} of ${count((analysers.data ?? []).length)} due` : ''}
          </span>
        )}
      </Tools>
      {analysers.error ? (
        <ErrorState error={analysers.error} onRetry={analysers.refetch} />
      ) : (
        <SplitPane
          id="analysers"
          panes={[
            {
              id: 'list',
              min: 420,
              children: analysers.data ? (
                <TeamTable
                  label="Analysers and learned codes"
                  rows={rows}
                  columns={columns}
                  keyOf={keyOf}
                  focused={chosen ? keyOf(chosen) : null}
                  onFocus={setFocused}
                  foot={
                    <p className={styles.foot}>
                      {learned.error
                        ? learned.error.message
                        : (learned.data ?? []).length === 0
                          ? 'Nothing is coded yet that could be learned from. Codes with coded passages stand here.'
                          : 'What analysers find is a suggestion until a person accepts it.'}
                    </p>
                  }
                />
              ) : (
                <SkeletonRows rows={10} height={28} />
              ),
            },
            {
              id: 'about',
              size: isNarrow ? 320 : 400,
              min: 280,
              panel: true,
              children: !chosen ? null : chosen.kind === 'analyser' ? (
                <AboutAnalyser
                  key={chosen.row.name}
                  analyser={chosen.row}
                  hindered={hindered}
                  onRun={() => run([chosen.row.name])}
                />
              ) : (
                <AboutLearned
                  key={chosen.row.codeId}
                  learned={chosen.row}
                  name={chosen.name}
                  color={chosen.color}
                  hindered={cannotLearn}
                  onLearn={learnNow}
                />
              ),
            },
          ]}
        />
      )}
    </div>
  );
}

const stateOf = (one: Row) => (one.kind === 'analyser' ? stateInWords(one.row) : learnedInWords(one.row));

function LookedAt({ one }: { one: Row }) {
  if (one.kind === 'code') {
    return (
      <span className="t3 num">
        {count(one.row.examples)} in {count(one.row.articles)}
      </span>
    );
  }
  const { done, due, title } = one.row;
  const total = done + due;
  return (
    <span className={styles.lookedAt}>
      <Progress value={total === 0 ? 0 : done / total} label={`${title}: ${count(done)} of ${count(total)} articles`} />
      <span className="t3 num">{count(done)}</span>
    </span>
  );
}

const foundOf = (one: Row) =>
  one.kind === 'analyser' ? foundInWords(one.row) : one.row.open > 0 ? `${count(one.row.open)} open` : '';

function howGood(one: Row): string {
  if (one.kind === 'analyser') return accuracyInShort(one.row.accuracy);
  return one.row.accuracy ? `F1 ${one.row.accuracy.f1.toFixed(2)}` : '';
}

function lastRun(one: Row): string {
  const at = one.kind === 'analyser' ? one.row.lastAt : one.row.learnedAt;
  if (at === null) return '';
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? clockTime(at, false) : dateInWords(at.slice(0, 10));
}
