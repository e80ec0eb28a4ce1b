import { Download, Printer } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { CodeMatrix, TogetherMatrix } from '../../../shared/contract/rooms/results.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { useCommands } from '../../app/commands/index.ts';
import {
  Basis,
  Button,
  Chart,
  type ChartHandle,
  count,
  counted,
  EmptyState,
  LinkButton,
  SplitPane,
  saveText,
  say,
} from '../../ui/index.ts';
import {
  type Asked,
  changeFilter,
  type Measure,
  noFilter,
  type OpenCell,
  openCell,
  setAsked,
  useAsked,
} from './asked.ts';
import { CodeGrid } from './CodeGrid.tsx';
import { bars, heatMap, lines, MOST_DRAWN } from './charts.ts';
import { columnName, type Grid, gridOf, matrixCsv, togetherCsv, togetherGrid } from './figures.ts';
import styles from './Results.module.css';

export type Shown = { by: 'together'; matrix: TogetherMatrix } | { by: 'source' | 'time'; matrix: CodeMatrix };

const fileNames = { together: 'codes-together', source: 'codes-by-source', time: 'codes-by-time' } as const;

/** What a cell asks besides the filters of the room. */
function cellAsked({ by, matrix }: Shown, grid: Grid, row: number, column: number, asked: Asked): OpenCell | null {
  const { codeId, name } = grid.rows[row] ?? {};
  const { key, label } = grid.columns[column] ?? {};
  if (codeId === undefined || key === undefined || !grid.cells[row]?.[column]) return null;
  const code = { codeIds: [codeId], withBelow: asked.rollUp };
  if (by === 'together') {
    const { within } = asked;
    const where = {
      annotation: 'on the same annotation',
      overlap: 'overlapping',
      sentence: 'in the same sentence',
      article: 'in the same article',
    }[within];
    return {
      view: 'together',
      title: `${name} with ${label}, ${where}`,
      asks: { ...code, together: { codeIds: [key], within } },
    };
  }
  const source = matrix.columns[column];
  const title = `${name} in ${columnName(source?.label ?? '', by)}`;
  if (by === 'source') return { view: 'source', title, asks: { ...code, source: Number(key) } };
  return { view: 'time', title, asks: { ...code, period: { unit: asked.unit, value: key === '' ? null : key } } };
}

/** A table of codes with its chart. */
export function TableView({ shown, codes }: { shown: Shown; codes: ReadonlyMap<string, Code> }) {
  const asked = useAsked();
  const chart = useRef<ChartHandle>(null);
  const { by, matrix } = shown;
  const measure: Measure = by === 'together' && asked.measure !== 'share' ? 'annotations' : asked.measure;
  const grid = useMemo(
    () => (by === 'together' ? togetherGrid(matrix, asked.within, measure, codes) : gridOf(matrix, by, measure, codes)),
    [by, matrix, measure, codes, asked.within],
  );
  const draw = useMemo(
    () => (by === 'together' ? heatMap(grid, measure) : by === 'source' ? bars(grid, measure) : lines(grid, measure)),
    [by, grid, measure],
  );
  const open = (row: number, column: number) => {
    const cell = cellAsked(shown, grid, row, column, asked);
    if (!cell) return;
    if (grid.cells[row]![column]!.opens === 0) say(`${cell.title}: no passages`);
    else openCell(cell);
  };
  const { row, column } = asked.cursor;
  const move = (down: number, right: number) =>
    setAsked({
      cursor: {
        row: Math.max(0, Math.min(grid.rows.length - 1, row + down)),
        column: Math.max(0, Math.min(grid.columns.length - 1, column + right)),
      },
    });
  const empty = grid.rows.length > 0 && grid.columns.length > 0 ? null : 'there is nothing coded';
  const saveSvg = () => {
    const svg = chart.current?.svg();
    if (svg) saveText(`${fileNames[by]}.svg`, 'image/svg+xml', svg);
  };
  const saveCsv = () =>
    saveText(
      `${fileNames[by]}.csv`,
      'text/csv',
      by === 'together' ? togetherCsv(matrix, asked.within, codes) : matrixCsv(matrix, by, codes),
    );
  useCommands([
    ...(
      [
        ['down', 'Cell below', ['J', 'ArrowDown'], 1, 0],
        ['up', 'Cell above', ['K', 'ArrowUp'], -1, 0],
        ['right', 'Cell to the right', ['L', 'ArrowRight'], 0, 1],
        ['left', 'Cell to the left', ['H', 'ArrowLeft'], 0, -1],
        ['first', 'First row', ['Home'], Number.NEGATIVE_INFINITY, 0],
        ['last', 'Last row', ['End'], Number.POSITIVE_INFINITY, 0],
      ] as const
    ).map(([id, label, keys, down, right]) => ({
      ...{ id: `results.cell.${id}`, label, group: 'Move', keys, keyOnly: true, disabled: empty },
      run: () => move(down, right),
    })),
    {
      id: 'results.openCell',
      label: 'Open the passages of the cell',
      group: 'Move',
      keys: ['Enter'],
      disabled: empty,
      run: () => open(row, column),
    },
    {
      id: 'results.saveSvg',
      label: 'Save the chart as SVG',
      group: 'View',
      icon: Download,
      disabled: empty,
      run: saveSvg,
    },
    {
      id: 'results.saveCsv',
      label: 'Save the numbers as CSV',
      group: 'View',
      icon: Download,
      disabled: empty,
      run: saveCsv,
    },
    {
      id: 'results.print',
      label: 'Print the chart',
      group: 'View',
      icon: Printer,
      disabled: empty,
      run: () => chart.current?.print(),
    },
  ]);
  if (empty) {
    return (
      <EmptyState
        title="Nothing coded fits"
        actions={<LinkButton onPress={() => changeFilter(noFilter)}>Clear all filters</LinkButton>}
      >
        No annotation with a code has all that the filters ask for.
      </EmptyState>
    );
  }
  const title = titleOf(by, asked, measure);
  const drawn = by === 'together' ? null : Math.min(MOST_DRAWN, grid.rows.length);
  return (
    <SplitPane
      id={`results-${by}`}
      vertical
      panes={[
        {
          id: 'chart',
          size: by === 'together' ? 360 : 320,
          min: 120,
          children: (
            <figure className={`${styles.figure} scroll`}>
              <figcaption className={styles.caption}>
                <span className="med">
                  <Basis title={title} rows={basisOf(shown, asked, measure)}>
                    {title}
                  </Basis>
                </span>
                {drawn !== null && drawn < grid.rows.length ? (
                  <span className="t3">the {drawn} codes with the most annotations</span>
                ) : null}
                {by === 'together' && matrix.leftOut > 0 ? (
                  <span className="t3">
                    {counted(matrix.leftOut, 'annotation')} without a place in the text left out
                  </span>
                ) : null}
                <span className={styles.captionEnd}>
                  <Button tone="quiet" icon={Download} onPress={saveSvg}>
                    SVG
                  </Button>
                  <Button tone="quiet" icon={Download} onPress={saveCsv}>
                    CSV
                  </Button>
                  <Button tone="quiet" icon={Printer} onPress={() => chart.current?.print()}>
                    Print
                  </Button>
                </span>
              </figcaption>
              <Chart ref={chart} label={`${title}. The numbers stand in the table below.`} draw={draw} />
            </figure>
          ),
        },
        {
          id: 'table',
          min: 120,
          children: (
            <div className={styles.below}>
              <CodeGrid label={title} grid={grid} measure={measure} onOpen={open} />
              {grid.hidden.rows + grid.hidden.columns > 0 ? (
                <p className="t3 small">
                  {grid.hidden.rows > 0 ? `${counted(grid.hidden.rows, 'code')} ` : ''}
                  {grid.hidden.rows > 0 && grid.hidden.columns > 0 ? 'and ' : ''}
                  {grid.hidden.columns > 0 && by === 'source' ? `${counted(grid.hidden.columns, 'source')} ` : ''}
                  with fewer annotations stand only in the CSV.
                </p>
              ) : null}
            </div>
          ),
        },
      ]}
    />
  );
}

function titleOf(by: Shown['by'], asked: Asked, measure: Measure): string {
  if (by === 'together') {
    const units = {
      annotation: 'the same annotation',
      overlap: 'overlapping spans',
      sentence: 'the same sentence',
      article: 'the same article',
    };
    return `Codes together in ${units[asked.within]}${measure === 'share' ? ', share of the row’s annotations' : ''}`;
  }
  const what = {
    annotations: 'Annotations',
    articles: 'Articles with the code',
    share: by === 'source' ? 'Share of the source’s annotations' : 'Share of the period’s annotations',
    rate: 'Annotations per 1,000 words read',
  }[measure];
  return `${what} by code and ${by === 'source' ? 'source' : asked.unit}`;
}

/** What the numbers rest on. */
function basisOf({ by, matrix }: Shown, asked: Asked, measure: Measure): (readonly [string, string])[] {
  if (by === 'together') {
    const what = {
      annotation: 'Annotations that have both codes.',
      overlap: 'Pairs of spans, one with each code, that share a character.',
      sentence: 'Sentences that a span of each code touches.',
      article: 'Articles with both codes.',
    }[asked.within];
    return [
      [
        'Counts',
        measure === 'share'
          ? 'Annotations of the row’s code that stand together with the column’s, of all it has.'
          : what,
      ],
      [
        'Rests on',
        'The work of one coder at a time: what two coders did is never put together. Suggestions do not count.',
      ],
      [
        'Left out',
        matrix.leftOut > 0 ? `${counted(matrix.leftOut, 'annotation')} without a place in the text.` : 'Nothing.',
      ],
    ];
  }
  const column = by === 'source' ? 'source' : asked.unit;
  const what = {
    annotations: `Annotations with the code in articles of the ${column}.`,
    articles: `Articles of the ${column} with such an annotation.`,
    share: `Annotations with the code, of all annotations with a code that is shown in the ${column}.`,
    rate: `Annotations with the code per 1,000 words that were worked on in the ${column}.`,
  }[measure];
  return [
    ['Counts', what],
    [
      'Rests on',
      `${counted(matrix.annotations, 'annotation')} in ${counted(matrix.articles, 'article')} that a coder worked on. Suggestions do not count.`,
    ],
    [
      'Words',
      `${count(matrix.words)}: those of an article once for each coder who has an annotation there or said that it is done.`,
    ],
  ];
}
