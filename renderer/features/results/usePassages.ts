import { useQueries } from '@tanstack/react-query';
import type { Passage, PassageFilterInput, PassageSort } from '../../../shared/contract/rooms/results.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';

const PAGE = 100;
const pageOf = (filter: PassageFilterInput, sort: PassageSort, start: number) => ({ filter, sort, start, count: PAGE });

/** The first passages of a filter, with how many there are; those of the last filter until they are here. */
export const useFirstPassages = (filter: PassageFilterInput, sort: PassageSort) =>
  useBackend('results.passages', pageOf(filter, sort, 0), { keepPrevious: true });

/** The passages at these rows, page by page; undefined while a page is on its way. */
export function usePassagesAt(
  filter: PassageFilterInput,
  sort: PassageSort,
  first: readonly Passage[],
  rows: readonly number[],
): (row: number) => Passage | undefined {
  const starts = [...new Set(rows.map((row) => Math.floor(row / PAGE) * PAGE))].filter((start) => start > 0);
  const pages = useQueries({
    queries: starts.map((start) => ({
      queryKey: ['results.passages', pageOf(filter, sort, start)],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('results.passages', pageOf(filter, sort, start), { signal }),
    })),
  });
  return (row) => {
    if (row < PAGE) return first[row];
    const start = Math.floor(row / PAGE) * PAGE;
    return pages[starts.indexOf(start)]?.data?.rows[row - start];
  };
}
