import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, Lock } from 'lucide-react';
import { type MouseEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { count, Icon } from '../../ui/index.ts';
import tableStyles from '../../ui/Table.module.css';
import { GrowthBars } from './GrowthBars.tsx';
import { LeanBar } from './LeanBars.tsx';
import styles from './StoryTable.module.css';
import type { StorySort } from './stories-state.ts';
import { daysOf, gapName, spanInWords } from './story-words.ts';

/** Height of the row of heads, which stays on top of the rows, in px. */
const HEAD = 28;

/** A row of the list. */
export type ListedStory = OutputOf<'stories.list'>['rows'][number];

interface Column {
  id: string;
  label: string;
  width: string;
  sort?: StorySort;
  end?: boolean;
  wide?: boolean;
  cell(story: ListedStory): ReactNode;
}

const columns: readonly Column[] = [
  {
    ...{ id: 'title', label: 'Story', width: 'minmax(200px, 2fr)', sort: 'title' },
    cell: (story) => (
      <span className={styles.name}>
        <bdi className="ell">{story.title || 'Untitled story'}</bdi>
        {story.isLocked ? <Icon of={Lock} size={14} className="t3" /> : null}
        {story.isLocked ? <span className="vh">locked</span> : null}
      </span>
    ),
  },
  {
    ...{ id: 'topics', label: 'Topics', width: 'minmax(120px, 1fr)', wide: true },
    cell: ({ topics }) => <span title={topics.join(', ')}>{topics.join(', ')}</span>,
  },
  {
    ...{ id: 'articles', label: 'Articles', width: '70px', sort: 'articles', end: true },
    cell: (s) => count(s.articles),
  },
  {
    ...{ id: 'distinct', label: 'No copies', width: '78px', end: true, wide: true },
    cell: ({ distinct, articles }) => <span className={distinct === articles ? 't3' : ''}>{count(distinct)}</span>,
  },
  { ...{ id: 'sources', label: 'Sources', width: '70px', sort: 'sources', end: true }, cell: (s) => count(s.sources) },
  {
    ...{ id: 'spectrum', label: 'Lean of its sources', width: '128px' },
    cell: (s) => <LeanBar spectrum={s.spectrum} />,
  },
  {
    ...{ id: 'gap', label: 'Gap, estimate', width: '108px' },
    cell: ({ gap }) => <span className={gap.kind === 'gap' ? `${styles.gap} med` : 't3'}>{gapName(gap)}</span>,
  },
  {
    ...{ id: 'days', label: 'Published', width: '156px', sort: 'newest' },
    cell: ({ firstDay, lastDay }) => spanInWords(firstDay, lastDay) || <span className="t3">no day known</span>,
  },
  {
    ...{ id: 'growth', label: 'Day by day', width: '96px', wide: true },
    cell: ({ days }) => <GrowthBars days={days} />,
  },
  {
    ...{ id: 'span', label: 'Days', width: '48px', end: true, wide: true },
    cell: ({ firstDay, lastDay }) => {
      const days = daysOf(firstDay, lastDay);
      return days === null ? '' : count(days);
    },
  },
];

export interface StoryTableHandle {
  show(index: number): void;
  pageRows(): number;
  focus(): void;
}

export interface StoryTableProps {
  total: number;
  at(index: number): ListedStory | undefined;
  rowHeight: number;
  cursor: number;
  selected: ReadonlySet<string>;
  sort: StorySort;
  isNarrow: boolean;
  onSort(sort: StorySort): void;
  onPress(index: number, event: MouseEvent): void;
  onOpen(index: number): void;
  onMenu(index: number, event: MouseEvent): void;
  /** Which rows are in sight. */
  onRange(first: number, last: number): void;
  handle: RefObject<StoryTableHandle | null>;
}

/** The stories in a grid; only the rows that are seen are in the document. */
export function StoryTable(props: StoryTableProps) {
  const { total, at, rowHeight, cursor, selected, sort, handle } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
    overscan: 8,
    onChange: ({ range }) => range && props.onRange(range.startIndex, range.endIndex),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height moves every row, so that the virtualizer must measure anew.
  useLayoutEffect(() => virtualizer.measure(), [rowHeight]);
  handle.current = {
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    pageRows: () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - HEAD) / rowHeight) - 1),
    focus: () => scroller.current?.focus({ preventScroll: true }),
  };
  const shown = columns.filter(({ wide }) => !(wide && props.isNarrow));
  const template = shown.map(({ width }) => width).join(' ');
  const indexOf = (event: MouseEvent): number | null => {
    const row = (event.target as Element).closest<HTMLElement>('[data-index]');
    return row ? Number(row.dataset.index) : null;
  };
  const current = at(cursor);
  return (
    <div
      ref={scroller}
      className={`${tableStyles.scroller} ${styles.scroller} scroll`}
      role="grid"
      aria-label="Stories"
      aria-rowcount={total + 1}
      aria-colcount={shown.length}
      aria-multiselectable="true"
      aria-activedescendant={current ? `story-${current.storyId}` : undefined}
      tabIndex={0}
    >
      <div role="row" aria-rowindex={1} className={tableStyles.head} style={{ gridTemplateColumns: template }}>
        {shown.map(({ id, label, sort: by, end }) => (
          <span
            key={id}
            role="columnheader"
            aria-sort={by === sort ? (by === 'title' ? 'ascending' : 'descending') : 'none'}
            data-end={end || undefined}
            className={`${tableStyles.headCell} ${styles.cell}`}
          >
            {by ? (
              <button
                type="button"
                className={tableStyles.headButton}
                data-sorted={by === sort || undefined}
                title={`Sort by ${by === 'newest' ? 'the last day of publication' : label.toLowerCase()}`}
                onClick={() => props.onSort(by)}
              >
                {label}
                {by === sort ? <Icon of={by === 'title' ? ArrowUp : ArrowDown} size={14} /> : null}
              </button>
            ) : (
              label
            )}
          </span>
        ))}
      </div>
      {/* Every deed of the mouse is a command with a key, see useListCommands. */}
      <div
        role="rowgroup"
        className={tableStyles.space}
        style={{ height: virtualizer.getTotalSize() - HEAD }}
        onMouseDown={(event) => {
          const index = indexOf(event);
          if (index !== null) props.onPress(index, event);
        }}
        onDoubleClick={(event) => {
          const index = indexOf(event);
          if (index !== null) props.onOpen(index);
        }}
        onContextMenu={(event) => {
          const index = indexOf(event);
          if (index !== null) props.onMenu(index, event);
        }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const story = at(index);
          return (
            <div
              key={story?.storyId ?? index}
              id={story ? `story-${story.storyId}` : undefined}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={story ? (selected.size > 0 ? selected.has(story.storyId) : index === cursor) : false}
              data-index={index}
              data-focused={index === cursor || undefined}
              className={`${tableStyles.row} ${styles.row}`}
              style={{ transform: `translateY(${start - HEAD}px)`, height: rowHeight, gridTemplateColumns: template }}
            >
              {shown.map(({ id, end, cell }) => (
                <span key={id} role="gridcell" data-end={end || undefined} className={`${styles.cell} num`}>
                  {story ? <span className="ell">{cell(story)}</span> : null}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}
