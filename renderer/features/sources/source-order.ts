import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';

export type PlainColumn =
  | 'name'
  | 'domain'
  | 'articles'
  | 'first'
  | 'last'
  | 'dateOrder'
  | 'country'
  | 'language'
  | 'rules';
/** A rater's column bears the rater's id. */
export type SourceColumn = PlainColumn | number;

export interface SourceSort {
  column: SourceColumn;
  descending: boolean;
}

const words = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** Which way is first when the head of a column is pressed: numbers from the highest, the rest from the start. */
export const beginsDescending = (column: SourceColumn): boolean => column === 'articles' || column === 'rules';

/** Null stands below everything, whichever way the column is sorted. */
function sortValue(source: SourceRow, column: SourceColumn): string | number | null {
  if (typeof column === 'number') {
    return source.ratings.find(({ raterId }) => raterId === column)?.lean ?? null;
  }
  switch (column) {
    case 'first':
      return source.firstPublished;
    case 'last':
      return source.lastPublished;
    case 'articles':
    case 'rules':
      return source[column];
    case 'dateOrder': {
      const { state, open } = dateOrderState(source);
      // Those that somebody has to look at come first, those with most articles waiting on top.
      return state === 'unclear' ? -open : state === 'idle' ? null : 1;
    }
    default:
      return source[column] || null;
  }
}

export function sortSources(sources: readonly SourceRow[], { column, descending }: SourceSort): SourceRow[] {
  const way = descending ? -1 : 1;
  return sources
    .map((source) => ({ source, value: sortValue(source, column) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) {
        if (a.value !== b.value) return a.value === null ? 1 : -1;
      } else if (typeof a.value === 'number' && typeof b.value === 'number') {
        if (a.value !== b.value) return way * (a.value - b.value);
      } else {
        const order = words.compare(String(a.value), String(b.value));
        if (order !== 0) return way * order;
      }
      return words.compare(a.source.name, b.source.name) || a.source.sourceId - b.source.sourceId;
    })
    .map(({ source }) => source);
}

/** The sources in which every word occurs: in the name, an alias, the domain, the country, the language or the notes. */
export function findSources(sources: readonly SourceRow[], wanted: string): SourceRow[] {
  const parts = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return [...sources];
  return sources.filter((source) => {
    const { name, domain, aliases, country, language, notes } = source;
    const text = [name, domain ?? '', ...aliases, country, language, notes].join('\n').toLocaleLowerCase();
    return parts.every((part) => text.includes(part));
  });
}

/**
 * set: a person said it; shown: its articles agree; unclear: dates wait, or articles contradict each other; idle: no date of
 * it needs an order.
 */
export interface DateOrderState {
  state: 'set' | 'shown' | 'unclear' | 'idle';
  open: number;
}

export function dateOrderState({ dateOrder }: Pick<SourceRow, 'dateOrder'>): DateOrderState {
  const { order, from, dayFirst, monthFirst, open } = dateOrder;
  if (order !== null) return { state: from === 'user' ? 'set' : 'shown', open };
  return { state: open > 0 || (dayFirst > 0 && monthFirst > 0) ? 'unclear' : 'idle', open };
}
