import type { SortColumn, ViewQuery } from '../../../../shared/model/view.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { visibleAnnotations } from '../blind/index.ts';
import { sourcesByName, usedLanguages } from './values.ts';

/** `blind`: annotations that are hidden from the coder do not count. */
export type Sort = ViewQuery['sort'] & { blind?: boolean };

export interface Statement {
  /** Ids of a view take `:limit` (negative: all) besides `params`. */
  sql: string;
  params: Record<string, SqlValue>;
}

/** Weight of a hit in the title against one in the text. Smaller for better matches. */
export const BM25 = 'bm25(article_fts, 5.0, 1.0)';
const NEWEST_FIRST = 'a.published_sort DESC, a.id DESC';
const DECISION_RANK = `CASE d.decision WHEN 'include' THEN 0 WHEN 'maybe' THEN 1 WHEN 'exclude' THEN 2 ELSE 3 END`;

/** What to sort `article a` by, with the tables of `joinsFor`; takes `:me` and `:round`. Unknown values come last in both directions. */
export function orderOf({ column, descending, blind }: Sort): string {
  const way = descending ? 'DESC' : 'ASC';
  const orders: Record<SortColumn, string> = {
    relevance: `${BM25} ${descending ? 'ASC' : 'DESC'}, a.id ASC`,
    title: `a.title COLLATE NOCASE ${way}, a.id ${way}`,
    source: `a.source_id IS NULL, s.name COLLATE NOCASE ${way}, s.id ${way}, ${NEWEST_FIRST}`,
    published: descending ? NEWEST_FIRST : `a.published_sort = '', a.published_sort, a.id`,
    language: `a.language IS NULL, a.language ${way}, ${NEWEST_FIRST}`,
    words: `a.words ${way}, a.id ${way}`,
    annotations: `${blind ? visibleAnnotations('a') : 'a.annotation_count'} ${way}, a.published_sort ${way}, a.id ${way}`,
    decision: `${DECISION_RANK} ${way}, ${NEWEST_FIRST}`,
    added: `a.added_at ${way}, a.id ${way}`,
    assigned: `(SELECT o.ord FROM assignment o WHERE o.round_id = :round AND o.coder = :me AND o.article = a.id) ${way}, a.id`,
    likely: `l.likely IS NULL, l.likely ${way}, l.article ${way}, ${NEWEST_FIRST}`,
  };
  return orders[column];
}

/** Tables that `orderOf` names besides `article a`; takes `:coder`. */
export function joinsFor({ column }: Sort): string {
  if (column === 'source') return 'LEFT JOIN source s ON s.id = a.source_id';
  if (column === 'decision') return 'LEFT JOIN triage_decision d ON d.article = a.id AND d.coder = :coder';
  if (column === 'likely') return 'LEFT JOIN likely l ON l.article = a.id AND l.coder = :coder';
  return '';
}

/**
 * Every article in the order of `orderOf`, read from an index that has it, or by a few statements each of which an
 * index serves: one for each source, say.
 */
export function wholeCorpus(db: ReadableDb, sort: Sort, coder: number | null, maxId: number): Statement[] {
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
    case 'likely': {
      const way = sort.descending ? 'DESC' : 'ASC';
      const from = 'likely l CROSS JOIN article a ON a.id = l.article';
      const unlearned = 'NOT EXISTS (SELECT 1 FROM likely l WHERE l.article = a.id AND l.coder = :coder)';
      return [
        select('l.coder = :coder', `l.likely ${way}, l.article ${way}`, { coder }, from),
        select(unlearned, NEWEST_FIRST, { coder }),
      ];
    }
    case 'published':
      return sort.descending
        ? [select('1', NEWEST_FIRST)]
        : [
            select(`a.published_sort > ''`, 'a.published_sort, a.id'),
            select(`a.published_sort = ''`, 'a.published_sort, a.id'),
          ];
    default:
      return [select('1', orderOf(sort), { me: coder })];
  }
}
