import { memo, type ReactNode } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import type { HitTerm } from '../../../shared/text/query-hits.ts';
import { dateInWords, decisionNames } from '../../ui/index.ts';
import styles from './ArticleTable.module.css';
import { type ColumnId, columnFacts } from './columns.tsx';

/** A column as the rows need it. */
export interface CellPlace {
  id: ColumnId;
  /** Distance from the start of the table at which it stays in sight, in px; null when it scrolls. */
  pinned: number | null;
  resizing: boolean;
}

export interface TableRowProps {
  /** Undefined while it is on its way, null when the article no longer exists. */
  row: ArticleRow | null | undefined;
  index: number;
  /** Distance from the top of the rows, px. */
  y: number;
  height: number;
  template: string;
  cells: readonly CellPlace[];
  terms: readonly HitTerm[];
  selected: boolean;
  focused: boolean;
}

/** What a screen reader says of a row. */
const nameOf = (row: ArticleRow) =>
  [
    row.title || 'Untitled',
    row.source,
    row.publishedAt ? dateInWords(row.publishedAt) : '',
    decisionNames[row.decision],
  ]
    .filter(Boolean)
    .join(', ');

/** A row of the table: drawn again only when something of it changes. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { row, index, cells } = props;
  const style = {
    transform: `translateY(${props.y}px)`,
    height: props.height,
    gridTemplateColumns: props.template,
  };
  if (!row) {
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        data-index={index}
        data-focused={props.focused || undefined}
        className={`${styles.row} t3 small`}
        style={style}
      >
        <span role="gridcell" className={row === null ? styles.gone : styles.loading}>
          {row === null ? 'This article is no longer in the project.' : <span className="vh">Loading</span>}
        </span>
      </div>
    );
  }
  return (
    <div
      id={`row-${row.articleId}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.selected}
      aria-label={nameOf(row)}
      data-index={index}
      data-focused={props.focused || undefined}
      data-decision={row.decision}
      className={styles.row}
      style={style}
    >
      {cells.map(({ id, pinned, resizing }) => (
        <span
          key={id}
          role="gridcell"
          data-column={id}
          data-end={columnFacts[id].end || undefined}
          data-pinned={pinned === null ? undefined : true}
          data-resizing={resizing || undefined}
          className={`${styles.cell} num`}
          style={pinned === null ? undefined : { insetInlineStart: pinned }}
        >
          {columnFacts[id].cell(row, props.terms) as ReactNode}
        </span>
      ))}
    </div>
  );
});
