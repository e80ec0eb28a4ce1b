import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import type { HitTerm } from '../../../shared/text/query-hits.ts';
import { counted, dateInWords, decisionNames, Icon } from '../../ui/index.ts';
import tableStyles from '../../ui/Table.module.css';
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
  /** Of the table, copies that are shown included. */
  line: number;
  /** Whether copies stand behind their head, and those of this row are shown; null where every copy has its own row. */
  unfolded: boolean | null;
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
const nameOf = (row: ArticleRow, unfolded: boolean | null) =>
  [
    row.title || 'Untitled',
    row.source,
    row.publishedAt ? dateInWords(row.publishedAt) : '',
    decisionNames[row.decision],
    unfolded !== null && row.copies > 1
      ? `${counted(row.copies - 1, 'copy', 'copies')} ${unfolded ? 'shown' : 'folded'}`
      : '',
  ]
    .filter(Boolean)
    .join(', ');

/** Shows or hides the copies of a row; the arrows do it from the keyboard. */
function Toggle({ row, unfolded }: { row: ArticleRow; unfolded: boolean }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      data-toggle
      className={styles.toggle}
      aria-expanded={unfolded}
      aria-label={`${counted(row.copies - 1, 'copy', 'copies')} of ${row.title || 'this article'}`}
    >
      <Icon of={unfolded ? ChevronDown : ChevronRight} size={14} />
    </button>
  );
}

/** A row of the table: drawn again only when something of it changes. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { row, line, cells, unfolded } = props;
  const style = {
    transform: `translateY(${props.y}px)`,
    height: props.height,
    gridTemplateColumns: props.template,
  };
  if (!row) {
    return (
      <div
        role="row"
        aria-rowindex={line + 2}
        data-index={line}
        data-focused={props.focused || undefined}
        className={`${tableStyles.row} ${styles.row} t3 small`}
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
      aria-rowindex={line + 2}
      aria-selected={props.selected}
      aria-label={nameOf(row, unfolded)}
      data-index={line}
      data-focused={props.focused || undefined}
      data-decision={row.decision}
      className={`${tableStyles.row} ${styles.row}`}
      style={style}
    >
      {cells.map(({ id, pinned, resizing }) => (
        <span
          key={id}
          role="gridcell"
          data-column={id}
          data-folding={(id === 'title' && unfolded !== null) || undefined}
          data-end={columnFacts[id].end || undefined}
          data-pinned={pinned === null ? undefined : true}
          data-resizing={resizing || undefined}
          className={`${styles.cell} num`}
          style={pinned === null ? undefined : { insetInlineStart: pinned }}
        >
          {id === 'title' && unfolded !== null ? (
            <span className={styles.lead}>{row.copies > 1 ? <Toggle row={row} unfolded={unfolded} /> : null}</span>
          ) : null}
          {columnFacts[id].cell(row, props.terms) as ReactNode}
        </span>
      ))}
    </div>
  );
});
