import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type ChangeKind, changeKinds, type HistoryRow } from '../../../shared/contract/rooms/history.ts';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { call } from '../../state/backend.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { selectArticle, useSelection } from '../../state/selection.ts';
import {
  Button,
  clockTime,
  count,
  counted,
  ErrorState,
  Field,
  LinkButton,
  Select,
  SkeletonRows,
  SplitPane,
  say,
  Token,
  warnOf,
} from '../../ui/index.ts';
import styles from './Team.module.css';
import { TeamTable } from './TeamTable.tsx';
import { noFilter, useTeam } from './team-state.ts';

const kindNames: Record<ChangeKind, string> = {
  ...{ annotations: 'Annotations', claims: 'Claims', triage: 'Decisions', codebook: 'Codebook' },
  ...{ rounds: 'Rounds and coders', articles: 'Articles', sources: 'Sources', merging: 'Merging' },
};
const PAGE = 200;
const isDay = (words: string) => /^\d{4}-\d{2}-\d{2}$/.test(words) && !Number.isNaN(Date.parse(words));
/** A day as it is typed, or null while it is none. */
const dayOf = (words: string) => (isDay(words.trim()) ? words.trim() : null);

/** Who changed what when. */
export function History() {
  const { filter, changeId } = useTeam();
  const coders = useBackend('coders.list', {}).data ?? [];
  const articleId = useSelection((selection) => selection.articleId);
  const asked = {
    coders: filter.coder ? [filter.coder] : [],
    kinds: filter.kind ? [filter.kind] : [],
    articleId: filter.articleId,
    ...{ from: dayOf(filter.from), to: dayOf(filter.to) },
  };
  const first = useBackend('history.table', { ...asked, limit: PAGE }, { keepPrevious: true });
  const [older, setOlder] = useState<readonly HistoryRow[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was loaded behind the first page belongs to that page
  useEffect(() => setOlder([]), [first.data]);
  const set = (changes: Partial<typeof filter>) => useTeam.setState({ filter: { ...filter, ...changes } });
  const rows = [...(first.data?.rows ?? []), ...older];
  const total = first.data?.total ?? 0;
  const row = rows.find((one) => one.changeId === changeId) ?? rows[0];
  const more = async () => {
    const before = rows.at(-1)?.changeId ?? null;
    const page = await call('history.table', { ...asked, limit: PAGE, before });
    setOlder((known) => [...known, ...page.rows]);
  };
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(noFilter);
  const showArticle = (one: HistoryRow) => {
    if (!one.articleId) return;
    selectArticle(one.articleId);
    goTo('read');
  };
  return (
    <SplitPane
      id="team-history"
      panes={[
        {
          id: 'table',
          children: (
            <div className={styles.main} data-filters>
              <div className={styles.filters}>
                <Select
                  label="Coder"
                  value={filter.coder || 'all'}
                  onChange={(value) => set({ coder: value === 'all' ? '' : value })}
                  options={[
                    { value: 'all', label: 'Everyone' },
                    ...coders.map(({ name }) => ({ value: name, label: name })),
                  ]}
                />
                <Select
                  label="About"
                  value={filter.kind || 'all'}
                  onChange={(value) => set({ kind: value === 'all' ? '' : (value as ChangeKind) })}
                  options={[
                    { value: 'all', label: 'Everything' },
                    ...changeKinds.map((value) => ({ value, label: kindNames[value] })),
                  ]}
                />
                <Field
                  className={styles.day!}
                  label="From"
                  placeholder="2026-01-31"
                  value={filter.from}
                  onChange={(from) => set({ from })}
                  error={filter.from.trim() && !dayOf(filter.from) ? 'Year-month-day' : null}
                />
                <Field
                  className={styles.day!}
                  label="To"
                  placeholder="2026-01-31"
                  value={filter.to}
                  onChange={(to) => set({ to })}
                  error={filter.to.trim() && !dayOf(filter.to) ? 'Year-month-day' : null}
                />
                {filter.articleId ? (
                  <Token label={filter.articleTitle} onDrop={() => set({ articleId: null, articleTitle: '' })}>
                    {`in “${filter.articleTitle}”`}
                  </Token>
                ) : articleId ? (
                  <LinkButton onPress={() => set({ articleId, articleTitle: 'the open article' })}>
                    Only the open article
                  </LinkButton>
                ) : null}
                {isFiltered ? <LinkButton onPress={() => set(noFilter)}>Show everything</LinkButton> : null}
              </div>
              {first.error ? (
                <ErrorState error={first.error} onRetry={() => void first.refetch()} />
              ) : !first.data ? (
                <SkeletonRows rows={16} height={28} />
              ) : (
                <TeamTable
                  label="Changes"
                  rows={rows}
                  keyOf={(one) => String(one.changeId)}
                  focused={row ? String(row.changeId) : null}
                  onFocus={(key) => useTeam.setState({ changeId: Number(key) })}
                  onOpen={showArticle}
                  columns={[
                    {
                      ...{ id: 'at', label: 'When', width: '154px' },
                      cell: ({ at }) => (
                        <span className="num t2">
                          {at.slice(0, 10)} {clockTime(at).slice(0, 5)}
                        </span>
                      ),
                    },
                    {
                      ...{ id: 'coder', label: 'Coder', width: 'minmax(80px, 1fr)' },
                      cell: ({ coder }) => <bdi className="ell">{coder}</bdi>,
                    },
                    {
                      ...{ id: 'label', label: 'Change', width: 'minmax(180px, 4fr)' },
                      cell: ({ label, undone }) => (
                        <bdi className={`ell ${undone ? styles.undone : ''}`} title={label}>
                          {label}
                        </bdi>
                      ),
                    },
                    {
                      ...{ id: 'article', label: 'Article', width: 'minmax(100px, 2fr)' },
                      cell: ({ articleTitle, articleId: id }) => (
                        <bdi className="ell serif t2">{articleTitle || id || ''}</bdi>
                      ),
                    },
                    {
                      ...{ id: 'rows', label: 'Rows', width: '64px', end: true },
                      cell: (one) => <span className="num t3">{count(one.rows)}</span>,
                    },
                  ]}
                  foot={
                    <div className={`${styles.foot} small t2`}>
                      <span className="num">
                        {rows.length < total
                          ? `${count(rows.length)} of ${counted(total, 'change')}`
                          : counted(total, 'change')}
                      </span>
                      {rows.length < total ? (
                        <LinkButton
                          onPress={() => void more().catch(warnOf)}
                        >{`Show ${count(Math.min(PAGE, total - rows.length))} more`}</LinkButton>
                      ) : null}
                    </div>
                  }
                />
              )}
            </div>
          ),
        },
        {
          id: 'change',
          size: 364,
          min: 280,
          max: 560,
          panel: true,
          children: row ? (
            <ChangePane key={row.changeId} row={row} onShow={() => showArticle(row)} />
          ) : (
            <p className={`${styles.pane} small t2`}>Choose a change to see what it did.</p>
          ),
        },
      ]}
    />
  );
}

function ChangePane({ row, onShow }: { row: HistoryRow; onShow(): void }) {
  const details = useBackend('history.details', { changeId: row.changeId }, { keepPrevious: false });
  const undo = useChange('history.undo');
  const hindrance = needsWriting() ?? row.notUndoable;
  const run = () =>
    void undo
      .mutateAsync({})
      .then(({ label }) => say(`Taken back: ${label}`))
      .catch(warnOf);
  useCommands([
    {
      ...{ id: 'team.undoChange', label: 'Take this change back', group: 'Project', icon: Undo2, disabled: hindrance },
      run,
    },
  ]);
  return (
    <section className={`${styles.pane} scroll`} aria-label="This change">
      <h2>
        <bdi>{row.label}</bdi>
      </h2>
      <dl className={styles.facts}>
        <dt>Coder</dt>
        <dd>
          <bdi>{row.coder}</bdi>
        </dd>
        <dt>When</dt>
        <dd className="num">
          {row.at.slice(0, 10)} {clockTime(row.at)}
        </dd>
        <dt>About</dt>
        <dd>{kindNames[row.kind]}</dd>
        {row.articleId ? (
          <>
            <dt>Article</dt>
            <dd>
              <LinkButton onPress={onShow}>{row.articleTitle || row.articleId}</LinkButton>
            </dd>
          </>
        ) : null}
      </dl>
      <div>
        <Button icon={Undo2} disabled={hindrance ?? undo.isPending} onPress={run}>
          Take back
        </Button>
        {row.notUndoable ? <p className="small t2">{row.notUndoable}</p> : null}
      </div>
      <div>
        <h3>Before and after</h3>
        {details.error ? <ErrorState inline error={details.error} /> : null}
        {details.data?.details.length === 0 ? <p className="small t2">Nothing that is told in words.</p> : null}
        {details.data?.details.map((detail, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: values of one change, which never changes
          <dl key={at} className={styles.change}>
            <dt>
              {detail.what}
              {detail.of ? (
                <>
                  {' of '}
                  <bdi>{detail.of}</bdi>
                </>
              ) : null}
            </dt>
            <dd>
              {detail.before !== null ? (
                <del>
                  <bdi>{detail.before}</bdi>
                </del>
              ) : null}
              {detail.before !== null && detail.after !== null ? ' → ' : null}
              {detail.after !== null ? (
                <ins>
                  <bdi>{detail.after}</bdi>
                </ins>
              ) : (
                <span className="t3">{detail.before === null ? 'nothing' : ' → nothing'}</span>
              )}
            </dd>
          </dl>
        ))}
        {details.data && details.data.more > 0 ? (
          <p className="small t2">And {counted(details.data.more, 'more row')}.</p>
        ) : null}
      </div>
    </section>
  );
}
