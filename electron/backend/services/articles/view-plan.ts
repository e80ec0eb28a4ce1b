import type { ViewQuery } from '../../../../shared/model/view.ts';
import type { ReadableDb } from '../../db/types.ts';
import { isBlind } from '../blind/index.ts';
import { type Conditions, conditionsOf, joinConditions } from './conditions.ts';
import { COLLAPSED_TOTAL, collapseCopies, withoutCopies } from './view-copies.ts';
import { BM25, joinsFor, orderOf, type Sort, type Statement, wholeCorpus } from './view-order.ts';

/** How a view is read. */
export interface ViewPlan {
  conditions: Conditions;
  /** Ids in order: one statement after the other. */
  statements: Statement[];
  /**
   * Counts the view, where that and the first rows take much less than all ids in order: the whole corpus comes from an
   * index, and the best of many hits need no sorting of the rest. Null: read the ids, their number is the total.
   */
  total: Statement | null;
  /**
   * Where sorting the articles that a filter leaves would fetch row after row from all over the table: their ids are
   * read first, in whatever order is cheap. Many are then picked from the order of the whole corpus (`statements`), few
   * are sorted by `sortFew`, which takes them as JSON.
   */
  set: { select: Statement; sortFew: string; coder: number | null } | null;
  /** One row for each duplicate group. */
  collapse: boolean;
}

/** Up to so many ids are sorted by fetching their rows. */
const FEW = 20_000;

/** @param maxId highest row id when the view was opened; a view read in two steps leaves out what came later */
export function planView(db: ReadableDb, query: ViewQuery, coder: number | null, maxId: number): ViewPlan {
  const conditions = conditionsOf(db, query, coder);
  const { match } = conditions.text;
  const collapse = query.collapseCopies;
  const sort = effectiveSort(db, query, match !== null);
  const whole = () => wholeCorpus(db, sort, coder, maxId);
  if (conditions.all.length === 0) {
    const sql = collapse ? COLLAPSED_TOTAL : `SELECT n FROM tally WHERE name = 'articles'`;
    return { conditions, statements: whole(), total: { sql, params: {} }, set: null, collapse };
  }
  if (match !== null && conditions.all.length === 1 && sort.column === 'relevance') {
    const { statements, total } = bestHits(match, sort, maxId);
    return { conditions, statements, total: collapse ? null : total, set: null, collapse };
  }
  if (match !== null || sort.column === 'assigned' || servedByIndex(conditions, query, sort)) {
    return { conditions, statements: [sorted(conditions, sort, coder)], total: null, set: null, collapse };
  }
  return { conditions, statements: whole(), total: null, set: setOf(conditions, sort, coder), collapse };
}

/** Row ids in order, at most `limit` of them when it is not negative. */
export function readIds(db: ReadableDb, plan: ViewPlan, maxId: number, limit = -1): Int32Array {
  if (!plan.collapse) return readAllIds(db, plan, maxId, limit);
  // Only the whole corpus is read in part.
  for (let read = 2 * limit; limit >= 0; read *= 4) {
    const ids = readAllIds(db, plan, maxId, read);
    const left = withoutCopies(db, ids);
    if (left.length >= limit || ids.length < read) return left.slice(0, limit);
  }
  return collapseCopies(db, readAllIds(db, plan, maxId, -1), maxId);
}

function readAllIds(db: ReadableDb, plan: ViewPlan, maxId: number, limit: number): Int32Array {
  if (plan.set) return readFromSet(db, plan.set, plan.statements, maxId);
  const parts: number[][] = [];
  let left = limit;
  for (const { sql, params } of plan.statements) {
    if (left === 0) break;
    const ids = db.column<number>(sql, { ...params, limit: left });
    parts.push(ids);
    if (left > 0) left -= ids.length;
  }
  return Int32Array.from(parts.length === 1 ? parts[0]! : parts.flat());
}

function readFromSet(
  db: ReadableDb,
  { select, sortFew, coder }: NonNullable<ViewPlan['set']>,
  order: readonly Statement[],
  maxId: number,
): Int32Array {
  const chosen = db.column<number>(select.sql, select.params);
  if (chosen.length <= FEW)
    return Int32Array.from(db.column<number>(sortFew, { ids: JSON.stringify(chosen), coder, me: coder }));
  const isChosen = new Uint8Array(maxId + 1);
  for (const id of chosen) isChosen[id] = 1;
  const ids = new Int32Array(chosen.length);
  let at = 0;
  for (const { sql, params } of order) {
    for (const id of db.column<number>(sql, { ...params, limit: -1 })) if (isChosen[id]) ids[at++] = id;
  }
  return ids;
}

/** Without words to look for there is no relevance, and without a round no order of it: the newest come first. */
function effectiveSort(db: ReadableDb, { sort, round }: ViewQuery, hasText: boolean): Sort {
  const isVoid = (sort.column === 'relevance' && !hasText) || (sort.column === 'assigned' && round === null);
  if (isVoid) return { column: 'published', descending: true };
  return sort.column === 'annotations' && isBlind(db) ? { ...sort, blind: true } : sort;
}

function bestHits(match: string, sort: Sort, maxId: number): Pick<ViewPlan, 'statements' | 'total'> {
  // Numbers are bound as floating point, and FTS5 takes no notice of a rowid that is no integer: hence CAST.
  const from = 'FROM article_fts WHERE article_fts MATCH :match AND rowid <= CAST(:maxId AS INTEGER)';
  const params = { match, maxId };
  // bm25 is smaller for better matches.
  const order = `${BM25} ${sort.descending ? 'ASC' : 'DESC'}, rowid`;
  return {
    statements: [{ sql: `SELECT rowid ${from} ORDER BY ${order} LIMIT :limit`, params }],
    total: { sql: `SELECT count(*) ${from}`, params },
  };
}

/** One value of source, language or import, newest first: an index has exactly these, in this order. */
function servedByIndex({ all }: Conditions, query: ViewQuery, sort: Sort): boolean {
  const oneValue = query.sources.length + query.languages.length + (query.importJobId === null ? 0 : 1) === 1;
  return all.length === 1 && oneValue && sort.column === 'published' && sort.descending;
}

function sorted(conditions: Conditions, sort: Sort, coder: number | null): Statement {
  const { where, params } = joinConditions(conditions.all);
  const from =
    conditions.text.match === null ? 'article a' : 'article_fts CROSS JOIN article a ON a.id = article_fts.rowid';
  return {
    sql: `SELECT a.id FROM ${from} ${joinsFor(sort)} WHERE ${where} ORDER BY ${orderOf(sort)} LIMIT :limit`,
    params: { ...params, coder, me: coder },
  };
}

function setOf(conditions: Conditions, sort: Sort, coder: number | null): ViewPlan['set'] {
  const { where, params } = joinConditions(conditions.all);
  // Every single filter has an index that holds all it needs. Two together would fetch a row for each entry of the
  // first, in an order that jumps about the table: reading the table through is then faster by far.
  const narrow = conditions.all.some(({ filter }) => filter === 'code' || filter === 'job' || filter === 'story');
  const how = conditions.all.length === 1 || narrow ? '' : 'NOT INDEXED';
  return {
    select: { sql: `SELECT a.id FROM article a ${how} WHERE ${where}`, params },
    sortFew: `SELECT a.id FROM json_each(:ids) j CROSS JOIN article a ON a.id = j.value ${joinsFor(sort)}
ORDER BY ${orderOf(sort)}`,
    coder,
  };
}
