import { type PassageFilter, type PassageSort, passageSort } from '../../../../shared/contract/rooms/results.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { selectAnnotations } from './selection.ts';
import { standingTogether } from './together.ts';

interface Kept {
  key: string;
  ids: Int32Array;
}
/** The lists that each connection answered from last, so that the next page needs no sorting. */
const kept = new WeakMap<ReadableDb, Kept[]>();
const MOST_KEPT = 4;

/** Another text whenever the project may have changed, or another coder asks. */
const stampOf = (db: ReadableDb, { coder }: ReadContext): string =>
  `${coder?.id} ${db.value<number>('PRAGMA data_version')} ${db.value<number>('SELECT total_changes()')}`;

/** Row ids of the annotations that a filter means, in order. @throws AppError CANCELLED, QUERY_INVALID */
export function listedAnnotations(
  db: ReadableDb,
  filter: PassageFilter,
  context: ReadContext,
  sort: PassageSort = passageSort.parse({}),
): Int32Array {
  const key = `${stampOf(db, context)} ${JSON.stringify([filter, sort])}`;
  const lists = kept.get(db) ?? [];
  kept.set(db, lists);
  const known = lists.find((list) => list.key === key);
  if (known) return known.ids;
  let ids = selectAnnotations(db, filter, sort, context);
  if (filter.together) {
    const found = standingTogether(db, filter, filter.together, context);
    ids = ids.filter((id) => found.has(id));
  }
  const list = { key, ids: Int32Array.from(ids) };
  lists.unshift(list);
  lists.splice(MOST_KEPT);
  return list.ids;
}
