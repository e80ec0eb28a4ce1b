import type { SortColumn, ViewQuery } from '../../../../shared/model/view.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { type Conditions, conditionsOf, joinConditions } from './conditions.ts';
import { sourcesByName, usedLanguages } from './values.ts';

interface Statement {
  /** Selects row ids of articles in order; takes `:limit` (negative: all) besides `params`. */
  sql: string;
  params: Record<string, SqlValue>;
}

/** How the ids of a view are read: statements whose results follow one another. */
export interface ViewPlan {
  conditions: Conditions;
  statements: Statement[];
  /**
   * Counts the view, where that and the first rows take much less than all ids in order: the whole corpus comes from an
   * index, and the best of many hits need no sorting of the rest. Null: read the ids, their number is the total.
   */
  total: Statement | null;
}

type Sort = ViewQuery['sort'];

/** Weight of a hit in the title against one in the text. */
const BM25 = 'bm25(article_fts, 5.0, 1.0)';
const NEWEST_FIRST = 'a.published_sort DESC, a.id DESC';
const DECISION_RANK = `CASE d.decision WHEN 'include' THEN 0 WHEN 'maybe' THEN 1 WHEN 'exclude' THEN 2 ELSE 3 END`;

/** @param maxId highest row id when the view was opened; a view read in two steps leaves out what came later */
export function planView(db: ReadableDb, query: ViewQuery, coder: number | null, maxId: number): ViewPlan {
  const conditions = conditionsOf(db, query, coder);
  const sort = effectiveSort(query.sort, conditions.text.match !== null);
  if (conditions.all.length === 0) {
    const total = { sql: `SELECT n FROM tally WHERE name = 'articles'`, params: {} };
    return { conditions, statements: wholeCorpus(db, sort, coder, maxId), total };
  }
  const { match } = conditions.text;
  const wordsAlone = match !== null && conditions.all.length === 1;
  if (wordsAlone && sort.column === 'relevance') return { conditions, ...bestHits(match, sort, maxId) };
  return { conditions, statements: [filtered(conditions, sort, coder)], total: null };
}

/** Row ids in order, at most `limit` of them when it is not negative. */
export function readIds(db: ReadableDb, plan: ViewPlan, limit = -1): Int32Array {
  const parts: number[][] = [];
  let left = limit;
  for (const { sql, params } of plan.statements) {
    if (left === 0) break;
    const ids = db.column<number>(sql, { ...params, limit: left });
    parts.push(ids);
    if (left > 0) left -= ids.length;
  }
  return parts.length === 1 ? Int32Array.from(parts[0]!) : Int32Array.from(parts.flat());
}

/** Without words to look for there is no relevance: the newest come first. */
function effectiveSort(sort: Sort, hasText: boolean): Sort {
  return sort.column === 'relevance' && !hasText ? { column: 'published', descending: true } : sort;
}

/** An order that an index has already, or few statements each of which an index serves. */
function wholeCorpus(db: ReadableDb, sort: Sort, coder: number | null, maxId: number): Statement[] {
  const select = (where: string, order: string, params: Statement['params'] = {}, from = 'article a'): Statement => ({
    // The plus keeps SQLite from walking the table by id instead of the index that is in order.
    sql: `SELECT a.id FROM ${from} WHERE ${where} AND +a.id <= :maxId ORDER BY ${order} LIMIT :limit`,
    params: { ...params, maxId },
  });
  const directed = <T>(values: T[]) => (sort.descending ? values.toReversed() : values);
  switch (sort.column) {
    case 'source':
      return [
        ...directed(sourcesByName(db).filter((source) => source.articles > 0)).map((source) =>
          select('a.source_id = :source', NEWEST_FIRST, { source: source.id }),
        ),
        select('a.source_id IS NULL', NEWEST_FIRST),
      ];
    case 'language':
      return [
        ...directed(usedLanguages(db)).map((language) => select('a.language = :language', NEWEST_FIRST, { language })),
        select('a.language IS NULL', NEWEST_FIRST),
      ];
    case 'decision':
      return directed([
        ...['include', 'maybe', 'exclude'].map((decision) =>
          select(
            't.coder = :coder AND t.decision = :decision',
            NEWEST_FIRST,
            { coder, decision },
            'triage_decision t CROSS JOIN article a ON a.id = t.article',
          ),
        ),
        select(
          'NOT EXISTS (SELECT 1 FROM triage_decision t WHERE t.article = a.id AND t.coder = :coder)',
          NEWEST_FIRST,
          { coder },
        ),
      ]);
    case 'published':
      return sort.descending
        ? [select('1', NEWEST_FIRST)]
        : [
            select(`a.published_sort > ''`, 'a.published_sort, a.id'),
            select(`a.published_sort = ''`, 'a.published_sort, a.id'),
          ];
    default:
      return [select('1', orderOf(sort))];
  }
}

function bestHits(match: string, sort: Sort, maxId: number): Pick<ViewPlan, 'statements' | 'total'> {
  const from = 'FROM article_fts WHERE article_fts MATCH :match AND rowid <= :maxId';
  const params = { match, maxId };
  // bm25 is smaller for better matches.
  const order = `${BM25} ${sort.descending ? 'ASC' : 'DESC'}, rowid`;
  return {
    statements: [{ sql: `SELECT rowid ${from} ORDER BY ${order} LIMIT :limit`, params }],
    total: { sql: `SELECT count(*) ${from}`, params },
  };
}

function filtered(conditions: Conditions, sort: Sort, coder: number | null): Statement {
  const { where, params } = joinConditions(conditions.all);
  const order = orderOf(sort);
  const from = [
    conditions.text.match === null ? 'article a' : 'article_fts CROSS JOIN article a ON a.id = article_fts.rowid',
  ];
  const extra: Statement['params'] = {};
  if (sort.column === 'source') from.push('LEFT JOIN source s ON s.id = a.source_id');
  if (sort.column === 'decision') {
    from.push('LEFT JOIN triage_decision d ON d.article = a.id AND d.coder = :coder');
    extra.coder = coder;
  }
  return {
    sql: `SELECT a.id FROM ${from.join(' ')} WHERE ${where} ORDER BY ${order} LIMIT :limit`,
    params: { ...params, ...extra },
  };
}

/** Unknown values come last in both directions. */
function orderOf({ column, descending }: Sort): string {
  const way = descending ? 'DESC' : 'ASC';
  const orders: Record<SortColumn, string> = {
    relevance: `${BM25} ${descending ? 'ASC' : 'DESC'}, a.id ASC`,
    title: `a.title COLLATE NOCASE ${way}, a.id ${way}`,
    source: `a.source_id IS NULL, s.name COLLATE NOCASE ${way}, s.id ${way}, ${NEWEST_FIRST}`,
    published: descending ? NEWEST_FIRST : `a.published_sort = '', a.published_sort, a.id`,
    language: `a.language IS NULL, a.language ${way}, ${NEWEST_FIRST}`,
    words: `a.words ${way}, a.id ${way}`,
    annotations: `a.annotation_count ${way}, a.published_sort ${way}, a.id ${way}`,
    decision: `${DECISION_RANK} ${way}, ${NEWEST_FIRST}`,
    added: `a.added_at ${way}, a.id ${way}`,
  };
  return orders[column];
}
