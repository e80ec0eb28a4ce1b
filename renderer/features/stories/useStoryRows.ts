import { useQueries } from '@tanstack/react-query';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import type { ListedStory } from './StoryTable.tsx';
import { type StorySort, useStories } from './stories-state.ts';

const PAGE = 100;

export interface StoryRows {
  /** Answer for the first page: totals, rule and baseline; undefined before the first answer. */
  head: OutputOf<'stories.list'> | undefined;
  error: AppError | null;
  refetch(): void;
  /** Undefined for a row that is on its way. */
  at(index: number): ListedStory | undefined;
}

/** Rows of the list of stories, fetched by pages where `first` to `last` touch them. */
export function useStoryRows(first: number, last: number): StoryRows {
  const text = useStories((state) => state.text.trim());
  const onlyGaps = useStories((state) => state.onlyGaps);
  const sort: StorySort = useStories((state) => state.sort);
  const asked = { text, onlyGaps, sort, count: PAGE };
  const head = useBackend('stories.list', { ...asked, start: 0 }, { keepPrevious: true });
  const pages: number[] = [];
  for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) if (page > 0) pages.push(page);
  const rest = useQueries({
    queries: pages.map((page) => {
      const input = { ...asked, start: page * PAGE };
      return {
        queryKey: ['stories.list', input] as const,
        queryFn: ({ signal }: { signal: AbortSignal }) => call('stories.list', input, { signal }),
      };
    }),
  });
  return {
    head: head.data,
    error: head.error,
    refetch: () => void head.refetch(),
    at: (index) => {
      const page = Math.floor(index / PAGE);
      const rows = page === 0 ? head.data?.rows : rest[pages.indexOf(page)]?.data?.rows;
      return rows?.[index % PAGE];
    },
  };
}
