import { create } from 'zustand';
import type { SourceSort } from './source-order.ts';

export type SourcePart = 'about' | 'ratings' | 'cleaning';

/** What is chosen in the room of sources; kept while the person is elsewhere. */
interface SourceChoice {
  /** The source that the pane beside the table is about; null: the first one. */
  sourceId: number | null;
  /** Those that a deed on several is about; empty: only that one. */
  selected: ReadonlySet<number>;
  /** Where a range began. */
  anchorId: number | null;
  part: SourcePart;
  /** Lists of ratings in place of the table. */
  ratingsOpen: boolean;
  wanted: string;
  sort: SourceSort;
}

const none: ReadonlySet<number> = new Set();

export const useSourceChoice = create<SourceChoice>()(() => ({
  sourceId: null,
  selected: none,
  anchorId: null,
  part: 'about',
  ratingsOpen: false,
  wanted: '',
  sort: { column: 'name', descending: false },
}));

/** Puts the cursor on a source, and leaves what was selected. */
export function chooseSource(sourceId: number) {
  useSourceChoice.setState({ sourceId, anchorId: sourceId, selected: none });
}

/** Puts the cursor on a source and selects all from where the range began. */
export function extendTo(sourceId: number, shown: readonly number[]) {
  const { anchorId, sourceId: cursor } = useSourceChoice.getState();
  const begin = shown.indexOf(anchorId ?? cursor ?? sourceId);
  const end = shown.indexOf(sourceId);
  const range = begin < 0 ? [sourceId] : shown.slice(Math.min(begin, end), Math.max(begin, end) + 1);
  useSourceChoice.setState({ sourceId, anchorId: shown[begin] ?? sourceId, selected: new Set(range) });
}

/** Selects a source beside the others, or leaves it. The first one takes the source under the cursor with it. */
export function toggleSource(sourceId: number, cursorId: number | null) {
  useSourceChoice.setState(({ selected }) => {
    const next = new Set(selected);
    if (next.size === 0 && cursorId !== null && cursorId !== sourceId) next.add(cursorId);
    if (!next.delete(sourceId)) next.add(sourceId);
    return { selected: next, sourceId, anchorId: sourceId };
  });
}

export const selectSources = (sourceIds: Iterable<number>) =>
  useSourceChoice.setState({ selected: new Set(sourceIds) });
export const selectNoSources = () => useSourceChoice.setState({ selected: none });
export const setRatingsOpen = (ratingsOpen: boolean) => useSourceChoice.setState({ ratingsOpen });
export const setPart = (part: SourcePart) => useSourceChoice.setState({ part });
