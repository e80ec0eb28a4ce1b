import { ArrowLeft, ChartColumn, Download, ListFilter } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { PassageFilterInput, PassageSort } from '../../../shared/contract/rooms/results.ts';
import { useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { session } from '../../state/session.ts';
import {
  Button,
  Checkbox,
  count,
  EmptyState,
  ErrorState,
  IconButton,
  LinkButton,
  Menu,
  Popover,
  Segments,
  Select,
  SkeletonRows,
  SplitPane,
  Token,
  Tools,
  useIsNarrow,
  warnOf,
} from '../../ui/index.ts';
import { useCodes } from '../coding/index.ts';
import {
  type Asked,
  enterProject,
  filterAsked,
  filtersInForce,
  leaveCell,
  type Measure,
  setAsked,
  show,
  useAsked,
  type View,
  views,
} from './asked.ts';
import { FilterPane } from './FilterPane.tsx';
import { measureNames } from './figures.ts';
import { MethodsView } from './MethodsView.tsx';
import { PassageList } from './PassageList.tsx';
import styles from './Results.module.css';
import { savePassages } from './save-passages.ts';
import { TableView } from './TableView.tsx';

const viewNames: Record<View, string> = {
  passages: 'Passages',
  together: 'Together',
  source: 'By source',
  time: 'Over time',
  methods: 'Methods',
};

const sorts: [label: string, sort: PassageSort][] = [
  ['By article and place', { column: 'place', descending: false }],
  ['By source', { column: 'source', descending: false }],
  ['Earliest articles first', { column: 'published', descending: false }],
  ['Latest articles first', { column: 'published', descending: true }],
  ['By coder', { column: 'coder', descending: false }],
  ['Last coded first', { column: 'created', descending: true }],
  ['Most sure first', { column: 'confidence', descending: true }],
  ['Longest first', { column: 'length', descending: true }],
];
const sortKey = ({ column, descending }: PassageSort) => `${column} ${descending}`;

/** What the coding came to: passages, tables, charts, and the words for a methods section. */
export function ResultsRoom() {
  // Before anything is asked with what another project was asked for.
  useState(() => enterProject(session().project?.path ?? null));
  const asked = useAsked();
  const { view, filter, cell } = asked;
  const { codes, byId, isPending } = useCodes();
  const coders = useBackend('coders.list', {});
  const isNarrow = useIsNarrow();
  const words = useRef<HTMLInputElement>(null);
  const question = useMemo(() => filterAsked(filter, cell), [filter, cell]);
  useCommands([
    ...views.map((one, at) => ({
      id: `results.view.${one}`,
      label: viewNames[one],
      group: 'View',
      keys: [String(at + 1)],
      run: () => show(one),
    })),
    {
      id: 'results.back',
      label: 'Back to the table',
      group: 'Move',
      keys: ['Escape'],
      icon: ArrowLeft,
      disabled: cell ? null : 'no cell is open',
      run: leaveCell,
    },
    {
      id: 'edit.find',
      label: 'Find in passages',
      group: 'Find',
      keys: ['/', 'Mod+F'],
      disabled: view === 'methods' ? 'there is nothing to filter' : isNarrow ? 'the filters are behind a button' : null,
      run: () => words.current?.focus(),
    },
  ]);
  const start = (
    <Segments
      label="What is shown"
      value={view}
      onChange={show}
      segments={views.map((value) => ({ value, label: viewNames[value] }))}
    />
  );
  const hasCoding = coders.data?.some(({ annotations }) => annotations > 0);
  if (view === 'methods') return <MethodsView start={start} />;
  if (coders.data && !hasCoding) {
    return (
      <div className={styles.room}>
        <Tools label="Results">{start}</Tools>
        <NothingCoded />
      </div>
    );
  }
  const pane = <FilterPane codes={codes} wordsRef={words} />;
  const main = (
    <div className={styles.room}>
      <Bar asked={asked} start={start} question={question} filters={isNarrow ? <FilterPane codes={codes} /> : null} />
      {isPending ? <SkeletonRows rows={10} /> : <Body asked={asked} question={question} codes={byId} />}
    </div>
  );
  if (isNarrow) return main;
  return (
    <SplitPane
      id="results"
      panes={[
        { id: 'filters', size: 232, min: 200, max: 360, panel: true, children: pane },
        { id: 'main', min: 480, children: main },
      ]}
    />
  );
}

function Body(props: { asked: Asked; question: PassageFilterInput; codes: ReturnType<typeof useCodes>['byId'] }) {
  const { view, rollUp, within, unit } = props.asked;
  const filter = props.question;
  const options = { keepPrevious: true };
  const together = useBackend(
    'results.together',
    { filter, rollUp, within },
    { ...options, enabled: view === 'together' },
  );
  const bySource = useBackend('results.bySource', { filter, rollUp }, { ...options, enabled: view === 'source' });
  const byTime = useBackend('results.byTime', { filter, rollUp, unit }, { ...options, enabled: view === 'time' });
  if (view === 'passages') {
    return <PassageList filter={filter} sort={props.asked.sort} codes={props.codes} onCount={tellCount} />;
  }
  const query = { together, source: bySource, time: byTime }[view as 'together' | 'source' | 'time'];
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (view === 'together' && together.data) {
    return <TableView key={view} shown={{ by: 'together', matrix: together.data }} codes={props.codes} />;
  }
  if (view === 'source' && bySource.data) {
    return <TableView key={view} shown={{ by: 'source', matrix: bySource.data }} codes={props.codes} />;
  }
  if (view === 'time' && byTime.data) {
    return <TableView key={view} shown={{ by: 'time', matrix: byTime.data }} codes={props.codes} />;
  }
  return <SkeletonRows rows={10} />;
}

/** The toolbar: views, and what belongs to the one that is shown. */
function Bar(props: { asked: Asked; start: React.ReactNode; question: PassageFilterInput; filters: React.ReactNode }) {
  const { asked } = props;
  const inForce = filtersInForce(asked.filter);
  return (
    <Tools label="Results" end={asked.view === 'passages' ? <PassageTools {...props} /> : <TableTools asked={asked} />}>
      {props.start}
      {props.filters ? (
        <Popover
          label="Filter"
          width={272}
          trigger={
            <Button tone="quiet" icon={ListFilter}>
              {inForce > 0 ? `Filter (${inForce})` : 'Filter'}
            </Button>
          }
        >
          {props.filters}
        </Popover>
      ) : null}
      {asked.cell ? (
        <>
          <IconButton icon={ArrowLeft} label="Back to the table" keys="Escape" size="small" onPress={leaveCell} />
          <Token label={`the cell ${asked.cell.title}`} onDrop={() => setAsked({ cell: null, at: 0 })}>
            {asked.cell.title}
          </Token>
        </>
      ) : null}
    </Tools>
  );
}

const tellCount = (total: number, articles: number) => {
  const known = useAsked.getState().counted;
  if (known.total !== total || known.articles !== articles) setAsked({ counted: { total, articles } });
};

function PassageTools({ asked, question }: { asked: Asked; question: PassageFilterInput }) {
  const { total, articles } = asked.counted;
  const [saving, setSaving] = useState<AbortController | null>(null);
  const [done, setDone] = useState(0);
  const save = (format: 'csv' | 'markdown') => {
    if (saving) return;
    const stop = new AbortController();
    setSaving(stop);
    setDone(0);
    savePassages({ filter: question, sort: asked.sort, format, signal: stop.signal, onProgress: setDone })
      .catch(warnOf)
      .finally(() => setSaving(null));
  };
  const nothing = total > 0 ? null : 'there are no passages';
  useCommands([
    {
      id: 'results.savePassagesCsv',
      label: 'Save the passages as CSV',
      group: 'View',
      icon: Download,
      disabled: nothing,
      run: () => save('csv'),
    },
    {
      id: 'results.savePassagesMarkdown',
      label: 'Save the passages as quotations',
      group: 'View',
      icon: Download,
      disabled: nothing,
      run: () => save('markdown'),
    },
  ]);
  return (
    <>
      <span className="num t2" role="status">
        {saving ? (
          <>
            {count(done)} of {count(total)} written <LinkButton onPress={() => saving.abort()}>Cancel</LinkButton>
          </>
        ) : (
          <>
            <b className="strong">{count(total)}</b> {total === 1 ? 'passage' : 'passages'}
            <span className="wide">
              {' '}
              in {count(articles)} {articles === 1 ? 'article' : 'articles'}
            </span>
          </>
        )}
      </span>
      <Select
        label="Order"
        labelHidden
        size="toolbar"
        value={sortKey(asked.sort)}
        onChange={(key) => setAsked({ sort: sorts.find(([, sort]) => sortKey(sort) === key)![1], at: 0 })}
        options={sorts.map(([label, sort]) => ({ value: sortKey(sort), label }))}
      />
      <Menu
        label="Save the passages"
        trigger={
          <IconButton
            icon={Download}
            label="Save the passages"
            size="small"
            disabled={nothing !== null || saving !== null}
          />
        }
        groups={[
          {
            entries: [
              { id: 'csv', label: 'Rows as in annotations.csv', detail: 'CSV', run: () => save('csv') },
              {
                id: 'markdown',
                label: 'Quotations with their sources',
                detail: 'Markdown',
                run: () => save('markdown'),
              },
            ],
          },
        ]}
      />
    </>
  );
}

const closenessNames = {
  annotation: 'Same annotation',
  overlap: 'Overlapping spans',
  sentence: 'Same sentence',
  article: 'Same article',
} as const;

function TableTools({ asked }: { asked: Asked }) {
  const isTogether = asked.view === 'together';
  const measures: Measure[] = isTogether ? ['annotations', 'share'] : ['annotations', 'articles', 'share', 'rate'];
  const measure = measures.includes(asked.measure) ? asked.measure : 'annotations';
  return (
    <>
      <Checkbox checked={asked.rollUp} onChange={(rollUp) => setAsked({ rollUp, cursor: { row: 0, column: 0 } })}>
        Groups as a whole
      </Checkbox>
      {isTogether ? (
        <Select
          label="What counts as together"
          labelHidden
          size="toolbar"
          value={asked.within}
          onChange={(within) => setAsked({ within })}
          options={(Object.keys(closenessNames) as (keyof typeof closenessNames)[]).map((value) => ({
            value,
            label: closenessNames[value],
          }))}
        />
      ) : null}
      {asked.view === 'time' ? (
        <Select
          label="Period"
          labelHidden
          size="toolbar"
          value={asked.unit}
          onChange={(unit) => setAsked({ unit, cursor: { row: 0, column: 0 } })}
          options={[
            { value: 'month', label: 'By month' },
            { value: 'year', label: 'By year' },
          ]}
        />
      ) : null}
      <Select
        label="What the numbers are"
        labelHidden
        size="toolbar"
        value={measure}
        onChange={(chosen) => setAsked({ measure: chosen })}
        options={measures.map((value) => ({
          value,
          label: isTogether && value === 'annotations' ? 'How often' : measureNames[value],
        }))}
      />
    </>
  );
}

function NothingCoded() {
  return (
    <EmptyState
      icon={ChartColumn}
      title="Nothing is coded yet"
      actions={
        <Button tone="primary" size="form" onPress={() => goTo('read')}>
          Go to Read
        </Button>
      }
    >
      Passages, tables and charts appear here as soon as something is coded. The methods summary stands under Methods at
      any time.
    </EmptyState>
  );
}
