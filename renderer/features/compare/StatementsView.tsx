import { BookOpen, Columns2, FileDown } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { StatementCell, StatementRow } from '../../../shared/contract/rooms/compare.ts';
import { useCommands } from '../../app/commands/index.ts';
import { useBackend } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.ts';
import {
  Basis,
  Button,
  count,
  counted,
  EmptyState,
  ErrorState,
  LinkButton,
  Segments,
  SkeletonRows,
  SourceName,
  saveText,
} from '../../ui/index.ts';
import { wordDifference } from '../duplicates/word-difference.ts';
import { LeanSwatch } from '../stories/Swatch.tsx';
import styles from './Across.module.css';
import { AcrossToolbar } from './AcrossToolbar.tsx';
import { readAt, useAcross } from './across.ts';
import { showView, useCompare } from './compare-state.ts';
import { cellWords, type Matrix, matrixCsv, type RowOrder, rowsOf, type ShownRows } from './matrix.ts';
import { RelationSign } from './RelationSign.tsx';
import { useGrid } from './useGrid.ts';

/** Rows that are drawn at once; more on demand. */
const ROWS = 150;
/** Columns are never narrower, px; then the matrix scrolls sideways. */
const LEAST_WIDTHS = { statement: 280, few: 132, many: 104 };

/** What is said, by who says it: statements down, articles across. */
export function StatementsView(props: { articleIds: readonly string[]; onAdd(): void }) {
  const across = useAcross(props.articleIds);
  const answer = useBackend('compare.statements', across.input);
  const [shown, setShown] = useState<ShownRows>('several');
  const [order, setOrder] = useState<RowOrder>('said');
  const { data, error } = answer;
  const rows = useMemo(() => (data ? rowsOf(data.rows, shown, order) : []), [data, shown, order]);
  const save = () => {
    if (data) saveText('statements-by-source.csv', 'text/csv', matrixCsv(data, rows));
  };
  useCommands([
    {
      id: 'compare.matrix.csv',
      label: 'Save the statements as CSV',
      group: 'View',
      icon: FileDown,
      disabled: rows.length > 0 ? null : 'nothing is shown',
      run: save,
    },
    {
      id: 'compare.matrix.disagreements',
      label: 'Show only figures that disagree, or what several say',
      group: 'View',
      keys: ['D'],
      run: () => setShown(shown === 'disagreements' ? 'several' : 'disagreements'),
    },
  ]);
  return (
    <div className={styles.room} data-inspected="">
      <AcrossToolbar
        across={across}
        columns={props.articleIds.length}
        onAdd={props.onAdd}
        end={
          <Button icon={FileDown} disabled={rows.length === 0} onPress={save}>
            CSV
          </Button>
        }
      >
        <Segments<ShownRows>
          label="Statements"
          value={shown}
          onChange={setShown}
          segments={[
            { value: 'several', label: 'Said by several' },
            { value: 'disagreements', label: 'Disagreements' },
            { value: 'all', label: 'All' },
          ]}
        />
        <Segments<RowOrder>
          label="Order"
          value={order}
          onChange={setOrder}
          segments={[
            { value: 'said', label: 'Most said' },
            { value: 'place', label: 'By place' },
          ]}
        />
      </AcrossToolbar>
      {error ? (
        <ErrorState error={error} onRetry={() => void answer.refetch()} />
      ) : !data ? (
        <SkeletonRows rows={14} height={44} />
      ) : (
        <MatrixGrid
          key={`${JSON.stringify(across.input)} ${shown} ${order}`}
          data={data}
          rows={rows}
          shown={shown}
          onAll={() => setShown('all')}
        />
      )}
    </div>
  );
}

function MatrixGrid(props: { data: Matrix; rows: readonly StatementRow[]; shown: ShownRows; onAll(): void }) {
  const { data, rows } = props;
  const [most, setMost] = useState(ROWS);
  const { columns } = data;
  const drawn = rows.slice(0, most);
  const open = ({ row, column }: { row: number; column: number }) => {
    const cell = drawn[row]?.cells[column];
    const [span] = cell?.spans ?? [];
    if (span) readAt(columns[column]!.articleId, span.start, span.end);
  };
  const grid = useGrid({ rows: drawn.length, columns: columns.length }, open);
  const row = drawn[grid.at.row];
  const beside = () => {
    if (!row) return;
    const pair = [columns[row.head]!.articleId, columns[grid.at.column]!.articleId];
    if (pair[0] === pair[1]) return;
    useSelection.setState({ pair });
    useCompare.setState({ relation: null });
    showView('sentences');
  };
  useCommands([
    {
      id: 'compare.matrix.read',
      label: 'Open the sentence in its article',
      group: 'Move',
      keys: ['O'],
      icon: BookOpen,
      disabled: row?.cells[grid.at.column] ? null : 'this source does not say it',
      run: () => open(grid.at),
    },
    {
      id: 'compare.matrix.beside',
      label: 'Set both articles side by side',
      group: 'Move',
      keys: ['C'],
      icon: Columns2,
      disabled: row && row.head !== grid.at.column ? null : 'it is the article whose wording stands for the row',
      run: beside,
    },
  ]);
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={Columns2}
        title={props.shown === 'disagreements' ? 'No figures disagree' : 'No statement is shared'}
        actions={props.shown === 'all' ? undefined : <Button onPress={props.onAll}>Show all statements</Button>}
      >
        {props.shown === 'all'
          ? 'These articles have no whole sentences to compare.'
          : `${counted(data.rows.length, 'statement')} of ${counted(columns.length, 'article')} were looked at.`}
      </EmptyState>
    );
  }
  const least = columns.length > 6 ? LEAST_WIDTHS.many : LEAST_WIDTHS.few;
  const template = `minmax(${LEAST_WIDTHS.statement}px, 1.6fr) repeat(${columns.length}, minmax(${least}px, 1fr))`;
  return (
    <>
      <div className={`${styles.body} scroll`}>
        <div
          ref={grid.root}
          className={styles.table}
          style={{ minWidth: LEAST_WIDTHS.statement + columns.length * least }}
          role="grid"
          aria-label="Statements by sources"
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          onKeyDown={grid.onKeyDown}
        >
          <div className={`${styles.row} ${styles.headRow}`} role="row" style={{ gridTemplateColumns: template }}>
            <div className={`${styles.columnHead} num`} role="columnheader">
              <MatrixBasis data={data} shown={rows.length} />
            </div>
            {columns.map((column) => (
              <ColumnHead key={column.articleId} column={column} />
            ))}
          </div>
          {drawn.map((one, index) => (
            <Row
              key={`${one.head} ${one.cells[one.head]!.spans[0]!.start}`}
              row={one}
              index={index}
              columns={columns}
              template={template}
              at={grid.at.row === index ? grid.at.column : null}
              onChoose={grid.setAt}
              onOpen={open}
            />
          ))}
        </div>
        {rows.length > most ? (
          <p className={styles.more}>
            <LinkButton onPress={() => setMost(most + ROWS)}>
              Show {count(Math.min(ROWS, rows.length - most))} more of {count(rows.length)}
            </LinkButton>
          </p>
        ) : null}
      </div>
      {row ? (
        <CellInspector
          row={row}
          column={grid.at.column}
          data={data}
          onRead={(column) => open({ row: grid.at.row, column })}
          onBeside={beside}
        />
      ) : null}
    </>
  );
}

function MatrixBasis({ data, shown }: { data: Matrix; shown: number }) {
  const { analyser, version, note } = data.basis;
  const left = data.left.reduce((sum, n) => sum + n, 0);
  return (
    <Basis
      title="Statements by sources"
      rows={[
        ['Analyser', `${analyser}, version ${version}`],
        ['Rests on', 'Sentences linked between every two of these articles, put together as statements'],
        ['Not said', 'No sentence like it was found. The article may say it in words too different, or elsewhere.'],
        ...(left > 0 ? [['Left out', `${counted(left, 'sentence')} of long articles`] as const] : []),
        ...(data.more > 0 ? [['Also in the story', `${counted(data.more, 'source')} without a column`] as const] : []),
      ]}
      note={note}
    >
      {counted(shown, 'statement')}
    </Basis>
  );
}

function ColumnHead({ column }: { column: Matrix['columns'][number] }) {
  return (
    <div className={styles.columnHead} role="columnheader">
      <span className={styles.source}>
        <LeanSwatch lean={column.lean} />
        <span className="med ell" title={column.source}>
          <SourceName name={column.source || null} />
        </span>
      </span>
      <LinkButton onPress={() => readAt(column.articleId, 0, 0)}>
        <span className={`${styles.title} ell`} lang={column.language ?? undefined} dir={column.direction}>
          {column.title || 'Untitled'}
        </span>
      </LinkButton>
    </div>
  );
}

const Row = memo(function Row(props: {
  row: StatementRow;
  index: number;
  columns: Matrix['columns'];
  template: string;
  /** The column that is looked at, in this row. */
  at: number | null;
  onChoose(place: { row: number; column: number }): void;
  onOpen(place: { row: number; column: number }): void;
}) {
  const { row, index, columns } = props;
  const head = columns[row.head]!;
  return (
    <div className={styles.row} role="row" aria-rowindex={index + 2} style={{ gridTemplateColumns: props.template }}>
      <div className={styles.statement} role="rowheader">
        <span className={`${styles.said} num`} title={`${row.said} of ${columns.length} say it`}>
          {row.said}/{columns.length}
        </span>
        <p className="serif" lang={head.language ?? undefined} dir={head.direction}>
          {row.cells[row.head]!.text}
        </p>
      </div>
      {row.cells.map((cell, column) => {
        const words = cellWords(cell, column === row.head, row.said);
        const { articleId, source } = columns[column]!;
        return (
          <button
            key={articleId}
            type="button"
            role="gridcell"
            className={styles.cell}
            data-cell={`${index} ${column}`}
            data-kind={cell?.kind ?? 'none'}
            aria-selected={props.at === column}
            tabIndex={props.at === column ? 0 : -1}
            onClick={() => props.onChoose({ row: index, column })}
            onFocus={() => props.onChoose({ row: index, column })}
            onDoubleClick={() => props.onOpen({ row: index, column })}
          >
            <span className="vh">{source || 'No source'}:</span>
            {cell ? <RelationSign relation={row.said === 1 ? 'only' : cell.kind} /> : <span aria-hidden="true">·</span>}
            <span>{words}</span>
            {cell && cell.figures.length > 0 ? (
              <span className={styles.figures}>{cell.figures.map(({ text }) => text).join(', ')}</span>
            ) : null}
          </button>
        );
      })}
    </div>
  );
});

/** The cell that is looked at, word by word beside the wording that stands for its row. */
function CellInspector(props: {
  row: StatementRow;
  column: number;
  data: Matrix;
  onRead(column: number): void;
  onBeside(): void;
}) {
  const { row, column, data } = props;
  const head = row.cells[row.head]!;
  const cell = row.cells[column] ?? null;
  const isHead = column === row.head;
  const runs = useMemo(
    () =>
      cell && !isHead && cell.kind !== 'same'
        ? wordDifference(head.text, cell.text, data.columns[column]!.language)
        : null,
    [head, cell, isHead, data, column],
  );
  return (
    <section className={styles.inspector} aria-label="The statement that is looked at">
      <Wording of={data.columns[row.head]!} cell={head} kind="said so" runs={runs?.a} />
      {isHead ? (
        <p className="t3">
          {row.said === 1 ? 'No other article has a sentence like it.' : 'Its wording stands for the row.'}
        </p>
      ) : cell ? (
        <Wording of={data.columns[column]!} cell={cell} kind={cellWords(cell, false, row.said)} runs={runs?.b} />
      ) : (
        <p className="t3">{data.columns[column]!.source || 'This article'}: no sentence like it was found.</p>
      )}
      <div className={styles.acts}>
        <Button icon={BookOpen} keys="O" disabled={!cell} onPress={() => props.onRead(column)}>
          Open in Read
        </Button>
        <Button icon={Columns2} keys="C" disabled={isHead} onPress={props.onBeside}>
          Side by side
        </Button>
      </div>
    </section>
  );
}

function Wording(props: {
  of: Matrix['columns'][number];
  cell: StatementCell;
  kind: string;
  runs: { text: string; own: boolean }[] | undefined;
}) {
  const { of, cell } = props;
  return (
    <div className={`${styles.wording} scroll`}>
      <span className={styles.by}>
        <SourceName name={of.source || null} />
        <span className="num">
          {props.kind}
          {cell.score !== null && cell.score < 1 ? `, likeness ${cell.score.toFixed(2)}` : ''}
        </span>
      </span>
      <p className="serif" lang={of.language ?? undefined} dir={of.direction}>
        {props.runs
          ? props.runs.map(({ text, own }, index) =>
              own ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: runs of one sentence keep their order
                <mark key={index} className={styles.own}>
                  {text}
                </mark>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <span key={index}>{text}</span>
              ),
            )
          : cell.text}
      </p>
    </div>
  );
}
