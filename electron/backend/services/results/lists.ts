import { type PassageFilter, type PassageSort, passageSort } from '../../../../shared/contract/rooms/results.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { selectAnnotations } from './selection.ts';
import { standingTogether } from './together.ts';

interface Kept {
  key: string;
  ids: Int32Array;
  /** Distinct articles; counted when first asked for. */
  articles?: number;
}
/** The lists that each connection answered from last, so that the next page needs no sorting. */
const kept = new WeakMap<ReadableDb, Kept[]>();
const MOST_KEPT = 4;

/** Another text whenever the project may have changed, or another coder asks. */
const stampOf = (db: ReadableDb, { coder }: ReadContext): string =>
  `${coder?.id} ${db.value<number>('PRAGMA data_version')} ${db.value<number>('SELECT total_changes()')}`;

function listOf(db: ReadableDb, filter: PassageFilter, context: ReadContext, sort: PassageSort): Kept {
  const key = `${stampOf(db, context)} ${JSON.stringify([filter, sort])}`;
  const lists = kept.get(db) ?? [];
  kept.set(db, lists);
  const known = lists.find((list) => list.key === key);
  if (known) return known;
  let ids = selectAnnotations(db, filter, sort, context);
  if (filter.together) {
    const found = standingTogether(db, filter, filter.together, context);
    ids = ids.filter((id) => found.has(id));
  }
  const list: Kept = { key, ids: Int32Array.from(ids) };
  lists.unshift(list);
  lists.splice(MOST_KEPT);
  return list;
}

/** Row ids of the annotations that a filter means, in order. @throws AppError CANCELLED, QUERY_INVALID */
export function listedAnnotations(
  db: ReadableDb,
  filter: PassageFilter,
  context: ReadContext,
  sort: PassageSort = passageSort.parse({}),
): Int32Array {
  return listOf(db, filter, context, sort).ids;
}

/** The same with the number of articles that they are in. */
export function countedAnnotations(
  db: ReadableDb,
  filter: PassageFilter,
  context: ReadContext,
  sort: PassageSort,
): { ids: Int32Array; articles: number } {
  const list = listOf(db, filter, context, sort);
  list.articles ??=
    db.value<number>(
      'SELECT count(DISTINCT n.article) FROM json_each(:ids) j CROSS JOIN annotation n ON n.rowid = j.value',
      { ids: JSON.stringify(Array.from(list.ids)) },
    ) ?? 0;
  return { ids: list.ids, articles: list.articles };
}
