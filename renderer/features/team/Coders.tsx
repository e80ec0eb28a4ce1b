import { useState } from 'react';
import type { CoderProfile } from '../../../shared/contract/rooms/coders.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import {
  Button,
  CodeSwatch,
  count,
  counted,
  Dialog,
  ErrorState,
  Field,
  SavedField,
  SkeletonRows,
  SplitPane,
  say,
  warnOf,
} from '../../ui/index.ts';
import styles from './Team.module.css';
import { type TeamColumn, TeamTable } from './TeamTable.tsx';
import { showPart, useTeam } from './team-state.ts';

const figure = (
  id: string,
  label: string,
  width: string,
  of: (coder: CoderProfile) => number,
): TeamColumn<CoderProfile> => ({
  ...{ id, label, width, end: true },
  cell: (coder) => <span className={`num ${of(coder) === 0 ? 't3' : ''}`}>{count(of(coder))}</span>,
});

/** Everyone who codes in this project. */
export function Coders() {
  const { data: coders, error, refetch } = useBackend('coders.list', {});
  const rounds = useBackend('rounds.list', {}).data ?? [];
  const chosen = useTeam((team) => team.coder);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!coders) return <SkeletonRows rows={6} height={28} />;
  const coder = coders.find(({ name }) => name === chosen) ?? coders.find(({ isMe }) => isMe) ?? coders[0];
  const isBlind = rounds.some((round) => round.isBlind && round.endedAt === null);
  return (
    <SplitPane
      id="team-coders"
      panes={[
        {
          id: 'table',
          children: (
            <div className={styles.main}>
              <TeamTable
                label="Coders"
                rows={coders}
                keyOf={({ name }) => name}
                focused={coder?.name ?? null}
                onFocus={(name) => useTeam.setState({ coder: name })}
                columns={[
                  {
                    ...{ id: 'name', label: 'Coder', width: 'minmax(160px, 2fr)' },
                    cell: ({ name, color, isMe, kind }) => (
                      <>
                        <CodeSwatch color={color} />
                        <bdi className={`ell ${isMe ? 'strong' : 'med'}`}>{name}</bdi>
                        {isMe ? <span className={styles.tag}>you</span> : null}
                        {kind === 'layer' ? <span className={styles.tag}>layer</span> : null}
                      </>
                    ),
                  },
                  {
                    ...{ id: 'note', label: 'Note', width: 'minmax(80px, 2fr)' },
                    cell: ({ note }) => <bdi className="ell t2">{note}</bdi>,
                  },
                  figure('annotations', 'Annotations', '96px', ({ annotations }) => annotations),
                  figure('articles', 'Articles', '76px', ({ articles }) => articles),
                  figure('decisions', 'Decisions', '84px', ({ decisions }) => decisions),
                  figure('verdicts', 'Verdicts', '76px', ({ verdicts }) => verdicts),
                  {
                    ...{ id: 'rounds', label: 'Done of assigned', width: '124px', end: true },
                    cell: ({ assigned, done }) =>
                      assigned === 0 ? (
                        <span className="t3">none</span>
                      ) : (
                        <span className="num">{`${count(done)} of ${count(assigned)}`}</span>
                      ),
                  },
                ]}
                foot={
                  isBlind ? (
                    <p className={`${styles.foot} small t2`}>
                      While a blind round is open, others’ counts leave its articles out.
                    </p>
                  ) : null
                }
              />
            </div>
          ),
        },
        {
          id: 'coder',
          size: 364,
          min: 280,
          max: 560,
          panel: true,
          children: coder ? (
            <CoderPane key={coder.name} coder={coder} />
          ) : (
            <p className={`${styles.pane} small t2`}>Nobody has given a name yet.</p>
          ),
        },
      ]}
    />
  );
}

function CoderPane({ coder }: { coder: CoderProfile }) {
  const edit = useChange('coders.edit');
  const remove = useChange('coders.remove');
  const readOnly = needsWriting();
  const { name, isMe } = coder;
  const work = coder.annotations + coder.decisions + coder.verdicts + coder.assigned;
  const change = (values: { newName?: string; color?: number; note?: string }) =>
    withCoder(() => edit.mutateAsync({ name, ...values }));
  return (
    <section className={`${styles.pane} scroll`} aria-label="This coder">
      <SavedField
        disabled={readOnly !== null}
        label="Name"
        saved={name}
        dir="auto"
        save={async (value) => {
          await change({ newName: value });
          useTeam.setState({ coder: value });
        }}
      />
      <SavedField
        disabled={readOnly !== null}
        label="Note"
        saved={coder.note}
        rows={3}
        dir="auto"
        save={(value) => change({ note: value })}
      />
      <div>
        <h3 id="coder-colour">Colour</h3>
        <div className={styles.swatches} role="group" aria-labelledby="coder-colour">
          {Array.from({ length: 10 }, (_, at) => at + 1).map((color) => (
            <button
              key={color}
              type="button"
              className={styles.swatch}
              aria-pressed={color === coder.color}
              aria-label={`Colour ${color}`}
              disabled={readOnly !== null}
              onClick={() => void change({ color }).catch(warnOf)}
            >
              <CodeSwatch color={color} />
            </button>
          ))}
        </div>
      </div>
      <div className={styles.buttons}>
        <Button
          onPress={() => {
            useTeam.setState((team) => ({ filter: { ...team.filter, coder: name } }));
            showPart('history');
          }}
        >
          Their changes
        </Button>
        <Button
          tone="danger"
          disabled={
            readOnly ?? (isMe ? 'this is you' : work > 0 ? 'has work or articles in this project' : remove.isPending)
          }
          onPress={() =>
            void withCoder(() => remove.mutateAsync({ name }))
              .then(() => say(`Removed ${name}. Undo brings them back.`))
              .catch(warnOf)
          }
        >
          Remove
        </Button>
      </div>
      <p className="small t2">
        {isMe
          ? 'What you code at this machine stands under this name. The name at the top of the window changes whose work it is.'
          : `Known since ${coder.createdAt.slice(0, 10)}. ${counted(coder.annotations, 'annotation')} in ${counted(coder.articles, 'article')}.`}
      </p>
    </section>
  );
}

export function AddCoder({ onClose }: { onClose(): void }) {
  const add = useChange('coders.add');
  const [name, setName] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const keep = () => {
    if (!name.trim()) return;
    withCoder(() => add.mutateAsync({ name })).then(
      () => {
        useTeam.setState({ part: 'coders', coder: name.trim() });
        onClose();
      },
      (error) => (error.code === 'CONFLICT' ? setRefused(error.message) : warnOf(error)),
    );
  };
  return (
    <Dialog
      title="Add a coder"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button size="form" onPress={onClose}>
            Cancel
          </Button>
          <Button size="form" tone="primary" disabled={!name.trim() || add.isPending} onPress={keep}>
            Add
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        description="Someone who will code in a copy of this project, or at this machine. They can be given articles at once."
        value={name}
        onChange={(value) => {
          setName(value);
          setRefused(null);
        }}
        onSubmit={keep}
        error={refused}
        maxLength={200}
        dir="auto"
        autoFocus
      />
    </Dialog>
  );
}
