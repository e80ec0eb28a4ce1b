import { memo, type ReactNode } from 'react';
import { firstStrongDirection } from '../../../shared/text/direction.ts';
import { ArticleTitle, count, DateText, SourceName } from '../../ui/index.ts';
import tableStyles from '../../ui/Table.module.css';
import { type Copy, kindInWords } from '../duplicates/kinds.ts';
import styles from './ArticleTable.module.css';
import { type ColumnId, columnFacts } from './columns.tsx';
import type { CellPlace } from './TableRow.tsx';

function cellOf(id: ColumnId, copy: Copy): ReactNode {
  switch (id) {
    case 'title':
      return (
        <span className={styles.copyTitle}>
          <ArticleTitle title={copy.title} language={null} direction={firstStrongDirection(copy.title) ?? 'ltr'} />
          <span className={styles.kind}>{kindInWords(copy)}</span>
        </span>
      );
    case 'source':
      return <SourceName name={copy.source} />;
    case 'published':
      return <DateText value={copy.publishedAt} style="short" />;
    case 'words':
      return count(copy.words);
    case 'path':
      return <bdi>{copy.originalPath}</bdi>;
    default:
      return null;
  }
}

/** A copy below the row that stands for it. */
export const CopyRow = memo(function CopyRow(props: {
  copy: Copy;
  line: number;
  /** Distance from the top of the rows, px. */
  y: number;
  height: number;
  template: string;
  cells: readonly CellPlace[];
  selected: boolean;
  focused: boolean;
}) {
  const { copy } = props;
  return (
    <div
      id={`row-${copy.articleId}`}
      role="row"
      aria-rowindex={props.line + 2}
      aria-selected={props.selected}
      aria-label={`Copy: ${copy.title || 'Untitled'}, ${copy.source}, ${kindInWords(copy)}`}
      data-index={props.line}
      data-copy
      data-focused={props.focused || undefined}
      className={`${tableStyles.row} ${styles.row} ${styles.copyRow}`}
      style={{ transform: `translateY(${props.y}px)`, height: props.height, gridTemplateColumns: props.template }}
    >
      {props.cells.map(({ id, pinned }) => (
        <span
          key={id}
          role="gridcell"
          data-column={id}
          data-end={columnFacts[id].end || undefined}
          data-pinned={pinned === null ? undefined : true}
          className={`${styles.cell} num`}
          style={pinned === null ? undefined : { insetInlineStart: pinned }}
        >
          {cellOf(id, copy)}
        </span>
      ))}
    </div>
  );
});
