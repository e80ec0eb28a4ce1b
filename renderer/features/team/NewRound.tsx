import { useDeferredValue, useState } from 'react';
import type { SampleDesignInput } from '../../../shared/contract/rooms/rounds.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { withCoder } from '../../app/coder.tsx';
import { useCommands } from '../../app/commands/index.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.ts';
import {
  Button,
  Checkbox,
  count,
  counted,
  ErrorState,
  Field,
  Segments,
  Select,
  SkeletonRows,
  SourceName,
  SplitPane,
  say,
  warnOf,
} from '../../ui/index.ts';
import { poolInWords } from './design-words.ts';
import styles from './Team.module.css';
import { useTeam } from './team-state.ts';

type From = 'included' | 'triage' | 'all';
type Stratify = NonNullable<SampleDesignInput['stratify']>;

const whole = (words: string): number | null => (/^\d{1,7}$/.test(words.trim()) ? Number(words) : null);
const leave = () => useTeam.setState({ isDrawing: false });
// Another each time the form is opened; it stands in the form and in the round.
const anySeed = () => String(Math.floor(Math.random() * 1_000_000));

/** A form for a round, with who would get what beside it. */
export function NewRound() {
  const triage = useSelection((selection) => selection.query);
  const coders = useBackend('coders.list', {}).data?.filter(({ kind }) => kind === 'person') ?? [];
  const rounds = useBackend('rounds.list', {}).data ?? [];
  const create = useChange('rounds.create');
  const [name, setName] = useState('');
  const [from, setFrom] = useState<From>('included');
  const [copies, setCopies] = useState(true);
  const [size, setSize] = useState('');
  const [stratify, setStratify] = useState<Stratify>('none');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [overlap, setOverlap] = useState('20');
  const [sharedBy, setSharedBy] = useState('all');
  const [seed, setSeed] = useState(anySeed);
  const [isBlind, setBlind] = useState(true);
  const [isLocked, setLocked] = useState(true);
  const chosen = coders.map((coder) => coder.name).filter((coder) => !left.has(coder));
  const { sort: _sort, ...shown } = triage;
  const base: ViewQueryInput = from === 'all' ? {} : from === 'included' ? { decisions: ['include'] } : shown;
  const percent = Number(overlap);
  const wrong = {
    name: name.trim() ? null : 'A round needs a name.',
    size: size.trim() === '' || (whole(size) ?? 0) > 0 ? null : 'A whole number above 0, or nothing for all.',
    overlap: percent >= 0 && percent <= 100 && overlap.trim() !== '' ? null : 'From 0 to 100.',
    seed: whole(seed) === null ? 'A whole number.' : null,
  };
  const design: SampleDesignInput = {
    query: { ...base, collapseCopies: copies },
    size: size.trim() === '' ? null : whole(size),
    ...{ stratify, coders: chosen, overlap: percent, seed: whole(seed) ?? 0 },
    sharedBy: sharedBy === 'all' ? null : Number(sharedBy),
  };
  const isSound = chosen.length > 0 && !wrong.size && !wrong.overlap && !wrong.seed;
  const asked = useDeferredValue(JSON.stringify(design));
  const preview = useBackend('rounds.preview', { design: JSON.parse(asked) }, { enabled: isSound, keepPrevious: true });
  const nothing = preview.data?.drawn === 0;
  const hindrance =
    wrong.name ?? (isSound ? (nothing ? 'no article to draw' : null) : 'see what is marked in the form');

  async function keep() {
    try {
      const round = await withCoder(() => create.mutateAsync({ name: name.trim(), isBlind, isLocked, design }));
      useTeam.setState({ isDrawing: false, roundId: round.roundId });
      say(`Created the round “${round.name}”: ${counted(round.articles, 'article')}`);
    } catch (error) {
      warnOf(error);
    }
  }
  useCommands([
    { id: 'team.leaveRound', label: 'Back to the rounds', group: 'Move', keys: ['Escape'], inFields: true, run: leave },
    {
      ...{ id: 'team.createRound', label: 'Create the round', group: 'Project', keys: ['Mod+Enter'], inFields: true },
      disabled: hindrance ?? (create.isPending ? 'being created' : null),
      run: keep,
    },
  ]);
  const toggle = (coder: string) =>
    setLeft((before) => {
      const after = new Set(before);
      if (!after.delete(coder)) after.add(coder);
      return after;
    });
  return (
    <SplitPane
      id="team-new-round"
      panes={[
        {
          id: 'form',
          children: (
            <div className={`${styles.form} scroll`}>
              <fieldset>
                <legend>New round</legend>
                <Field
                  label="Name"
                  value={name}
                  onChange={setName}
                  placeholder={`Round ${rounds.length + 1}`}
                  maxLength={200}
                  dir="auto"
                  autoFocus
                />
              </fieldset>
              <fieldset>
                <legend>Articles</legend>
                <Segments<From>
                  label="Drawn from"
                  value={from}
                  onChange={setFrom}
                  segments={[
                    { value: 'included', label: 'What I included' },
                    { value: 'triage', label: 'What Triage shows' },
                    { value: 'all', label: 'The whole corpus' },
                  ]}
                />
                {from === 'triage' ? (
                  <p className="small t2">Triage shows: {poolInWords({ query: base as never })}.</p>
                ) : null}
                <div className={styles.pair}>
                  <Field
                    label="How many to draw"
                    value={size}
                    onChange={setSize}
                    placeholder="all"
                    error={wrong.size}
                  />
                  <Select<Stratify>
                    label="Drawn"
                    value={stratify}
                    onChange={setStratify}
                    options={[
                      { value: 'none', label: 'At random' },
                      { value: 'proportional', label: 'By source, in proportion' },
                      { value: 'equal', label: 'By source, as many of each' },
                    ]}
                  />
                </div>
                <Checkbox checked={copies} onChange={setCopies}>
                  One of each group of copies
                </Checkbox>
              </fieldset>
              <fieldset>
                <legend>Coders</legend>
                <div className={styles.checks}>
                  {coders.map((coder) => (
                    <Checkbox key={coder.name} checked={!left.has(coder.name)} onChange={() => toggle(coder.name)}>
                      <bdi>{coder.name}</bdi>
                    </Checkbox>
                  ))}
                </div>
                {chosen.length === 0 ? <p className="small warn">Choose at least one coder.</p> : null}
                <div className={styles.pair}>
                  <Field
                    label="Shared, in percent"
                    value={overlap}
                    onChange={setOverlap}
                    error={wrong.overlap}
                    disabled={chosen.length < 2}
                  />
                  <Select
                    label="Shared by"
                    value={sharedBy}
                    onChange={setSharedBy}
                    disabled={chosen.length < 3}
                    options={[
                      { value: 'all', label: 'All coders' },
                      ...Array.from({ length: Math.max(0, chosen.length - 2) }, (_, at) => ({
                        value: String(at + 2),
                        label: counted(at + 2, 'coder'),
                      })),
                    ]}
                  />
                </div>
              </fieldset>
              <fieldset>
                <legend>Rules</legend>
                <Checkbox checked={isBlind} onChange={setBlind}>
                  Blind: nobody sees others’ work in these articles before the round ends
                </Checkbox>
                <Checkbox checked={isLocked} onChange={setLocked}>
                  Lock the codebook until the round ends
                </Checkbox>
                <div className={styles.pair}>
                  <Field
                    label="Seed"
                    description="The same seed draws the same articles again."
                    value={seed}
                    onChange={setSeed}
                    error={wrong.seed}
                  />
                </div>
              </fieldset>
              <div className={styles.buttons}>
                <Button
                  size="form"
                  tone="primary"
                  keys="Mod+Enter"
                  disabled={hindrance ?? create.isPending}
                  onPress={() => void keep()}
                >
                  Create the round
                </Button>
                <Button size="form" keys="Escape" onPress={leave}>
                  Cancel
                </Button>
              </div>
            </div>
          ),
        },
        {
          id: 'preview',
          size: 400,
          min: 300,
          max: 620,
          panel: true,
          children: (
            <section className={`${styles.pane} scroll`} aria-label="Who would get what" aria-live="polite">
              {preview.error ? (
                <ErrorState inline error={preview.error} onRetry={() => void preview.refetch()} />
              ) : preview.data && isSound ? (
                <Preview {...preview.data} />
              ) : isSound ? (
                <SkeletonRows rows={6} height={26} />
              ) : (
                <p className="small t2">Who would get what stands here when the form is complete.</p>
              )}
            </section>
          ),
        },
      ]}
    />
  );
}

function Preview(props: {
  pool: number;
  drawn: number;
  shared: number;
  coders: { name: string; articles: number; shared: number; words: number }[];
  sources: { source: string; pool: number; drawn: number; shared: number }[];
  notes: string[];
}) {
  return (
    <>
      <h2 className="num">
        {count(props.drawn)} of {counted(props.pool, 'article')}
      </h2>
      {props.notes.map((note) => (
        <p key={note} className="small warn">
          {note}
        </p>
      ))}
      <table className={styles.preview}>
        <caption>Coders</caption>
        <thead>
          <tr>
            <th scope="col">Coder</th>
            <th scope="col">Articles</th>
            <th scope="col">Shared</th>
            <th scope="col">Words</th>
          </tr>
        </thead>
        <tbody>
          {props.coders.map((coder) => (
            <tr key={coder.name}>
              <th scope="row">
                <bdi>{coder.name}</bdi>
              </th>
              <td>{count(coder.articles)}</td>
              <td>{count(coder.shared)}</td>
              <td>{count(coder.words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={styles.preview}>
        <caption>Sources</caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">There</th>
            <th scope="col">Drawn</th>
            <th scope="col">Shared</th>
          </tr>
        </thead>
        <tbody>
          {props.sources.slice(0, 100).map((source) => (
            <tr key={source.source}>
              <th scope="row">
                <SourceName name={source.source} />
              </th>
              <td>{count(source.pool)}</td>
              <td>{count(source.drawn)}</td>
              <td>{count(source.shared)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {props.sources.length > 100 ? (
        <p className="small t3">And {count(props.sources.length - 100)} more sources.</p>
      ) : null}
    </>
  );
}
