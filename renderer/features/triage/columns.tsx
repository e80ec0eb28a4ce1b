import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import type { SortColumn } from '../../../shared/model/view.ts';
import type { HitTerm } from '../../../shared/text/query-hits.ts';
import { ArticleTitle, count, DateText, DecisionSign, languageName, Snippet, SourceName } from '../../ui/index.ts';
import styles from './ArticleTable.module.css';
import { LikelyCell } from './LikelyParts.tsx';
import { fromFirstHit, markedTitle } from './title-hits.ts';

/** The table arranges columns; rows are filtered, sorted and windowed by the backend. */
export const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});

export type ColumnId =
  | 'decision'
  | 'title'
  | 'source'
  | 'published'
  | 'language'
  | 'words'
  | 'annotations'
  | 'likely'
  | 'byline'
  | 'reason'
  | 'added'
  | 'path';

interface ColumnFacts {
  label: string;
  /** Width in px; of the title, its least width: it takes what the others leave. */
  size: number;
  sort?: SortColumn;
  /** First order when its head is pressed. */
  descendingFirst?: boolean;
  end?: boolean;
  hidden?: boolean;
  /** `terms`: what was searched for, to mark in titles. */
  cell(row: ArticleRow, terms: readonly HitTerm[]): ReactNode;
}

function Title({ row, terms }: { row: ArticleRow; terms: readonly HitTerm[] }) {
  const snippet = row.snippet === null ? null : fromFirstHit(row.snippet);
  return (
    <span className={styles.title} dir={row.direction} data-snippet={snippet === null ? undefined : true}>
      <ArticleTitle title={row.title} language={row.language} direction={row.direction}>
        {terms.length > 0 && row.title ? <Snippet text={markedTitle(row.title, terms)} /> : null}
      </ArticleTitle>
      {row.copies > 1 ? (
        <span className={styles.copies} title={`${row.copies} articles have this text`}>
          ×{row.copies}
        </span>
      ) : null}
      {row.decision === 'exclude' && row.reason ? (
        <span className={styles.reason}>
          <bdi>{row.reason}</bdi>
        </span>
      ) : null}
      {snippet === null ? null : (
        <span className={`${styles.snippet} serif`}>
          <Snippet text={snippet} />
        </span>
      )}
    </span>
  );
}

export const columnFacts: Readonly<Record<ColumnId, ColumnFacts>> = {
  decision: {
    label: 'Decision',
    size: 36,
    sort: 'decision',
    cell: (row) => <DecisionSign decision={row.decision} />,
  },
  title: { label: 'Title', size: 240, sort: 'title', cell: (row, terms) => <Title row={row} terms={terms} /> },
  source: { label: 'Source', size: 130, sort: 'source', cell: (row) => <SourceName name={row.source} /> },
  published: {
    label: 'Date',
    size: 92,
    sort: 'published',
    descendingFirst: true,
    end: true,
    cell: (row) => <DateText value={row.publishedAt} style="short" />,
  },
  language: { label: 'Language', size: 82, sort: 'language', hidden: true, cell: (row) => languageName(row.language) },
  words: { label: 'Words', size: 64, sort: 'words', descendingFirst: true, end: true, cell: (row) => count(row.words) },
  annotations: {
    label: 'Marks',
    size: 58,
    sort: 'annotations',
    descendingFirst: true,
    end: true,
    cell: (row) => (row.annotations ? count(row.annotations) : ''),
  },
  likely: {
    label: 'Likely',
    size: 68,
    sort: 'likely',
    descendingFirst: true,
    // Shown when the list is first ordered by it.
    hidden: true,
    cell: (row) => <LikelyCell value={row.likely} />,
  },
  byline: { label: 'Byline', size: 140, hidden: true, cell: (row) => <bdi>{row.byline ?? ''}</bdi> },
  reason: { label: 'Reason', size: 120, hidden: true, cell: (row) => <bdi>{row.reason ?? ''}</bdi> },
  added: {
    label: 'Added',
    size: 84,
    sort: 'added',
    descendingFirst: true,
    end: true,
    hidden: true,
    cell: (row) => row.addedAt.slice(0, 10),
  },
  path: { label: 'File', size: 220, hidden: true, cell: (row) => <bdi>{row.originalPath}</bdi> },
};

export const columnIds = Object.keys(columnFacts) as ColumnId[];

const helper = createColumnHelper<typeof features, ArticleRow>();
export const columns = helper.columns(
  columnIds.map((id) =>
    helper.display({
      id,
      header: columnFacts[id].label,
      size: columnFacts[id].size,
      minSize: id === 'decision' ? 36 : 44,
      maxSize: 640,
      enableResizing: id !== 'decision',
      enableHiding: id !== 'title' && id !== 'decision',
    }),
  ),
);

/** Arrangement of the columns, remembered on this machine. */
export interface ColumnLayout {
  order: string[];
  sizes: Record<string, number>;
  visible: Record<string, boolean>;
  pinned: string[];
}

export const initialLayout: ColumnLayout = {
  order: columnIds,
  sizes: {},
  visible: Object.fromEntries(columnIds.map((id) => [id, !columnFacts[id].hidden])),
  pinned: [],
};
