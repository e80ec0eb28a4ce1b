// Which annotations a filter means, as the coder who asks may see them.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { PassageFilter, PassageSort } from '../../../../shared/contract/rooms/results.ts';
import { fold } from '../../../../shared/text/fold.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import { selectedArticles } from '../export/write-csv.ts';
import type { ReadContext } from '../handler.ts';
import { codesMeant } from './codes.ts';

/** SQL of an article's month or year, '' where its date does not tell it. `a` is the article. */
export const periodOf = (unit: 'month' | 'year'): string =>
  unit === 'year'
    ? 'substr(a.published_sort, 1, 4)'
    : `CASE WHEN a.published_precision = 'year' THEN '' ELSE substr(a.published_sort, 1, 7) END`;

/** Rows of `annotation n` with coder `p` and article `a`, less what stays hidden from `:me`. */
const FROM = `annotation n JOIN coder p ON p.id = n.coder JOIN article a ON a.id = n.article`;

const CLAIMED = `EXISTS (SELECT 1 FROM claim_mention m
  WHERE m.article = n.article AND m.status = 'anchored' AND m.text_version_id = n.text_version_id
    AND m.start < n.end AND m.end > n.start AND ${visibleCoders('m.article', 'm.coder')})`;

const orders: Record<PassageSort['column'], string> = {
  place: 'a.title COLLATE NOCASE',
  source: `(SELECT s.name FROM source s WHERE s.id = a.source_id) COLLATE NOCASE`,
  published: 'a.published_sort',
  coder: 'p.name',
  created: 'n.created_at',
  confidence: 'n.confidence',
  length: 'length(n.exact)',
};

interface Conditions {
  where: string;
  params: Record<string, SqlValue>;
}

export function alive(context: ReadContext): void {
  if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
}

/** True where the articles of a query are all there are. */
function isEverything({ sort: _sort, collapseCopies, ...filters }: PassageFilter['query']): boolean {
  const isNothing = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return !collapseCopies && Object.values(filters).every(isNothing);
}

/** Row ids of the filter's articles; null for all. */
export function articlesMeant(db: ReadableDb, filter: PassageFilter, context: ReadContext): Set<number> | null {
  return isEverything(filter.query) ? null : selectedArticles(db, filter.query, context);
}

/** Coders by name, or every person. @returns SQL about coder `p` */
export function codersMeant(filter: PassageFilter): Conditions {
  if (filter.coders.length === 0) return { where: `p.kind = 'person'`, params: {} };
  return {
    where: 'p.name IN (SELECT value FROM json_each(:coders))',
    params: { coders: JSON.stringify(filter.coders) },
  };
}

/** SQL about article `a` alone: the filter's articles and period. */
export function placesMeant(db: ReadableDb, filter: PassageFilter, context: ReadContext): Conditions {
  const articles = articlesMeant(db, filter, context);
  const parts: string[] = [];
  const params: { articles?: string; period?: string } = {};
  if (articles) {
    parts.push('a.id IN (SELECT value FROM json_each(:articles))');
    params.articles = JSON.stringify([...articles]);
  }
  if (filter.period) {
    parts.push(`${periodOf(filter.period.unit)} = :period`);
    params.period = filter.period.value ?? '';
  }
  return { where: parts.join(' AND ') || '1', params: { ...params } };
}

function conditionsOf(db: ReadableDb, filter: PassageFilter, context: ReadContext): Conditions {
  const all = [
    codersMeant(filter),
    placesMeant(db, filter, context),
    { where: visibleCoders('n.article', 'n.coder'), params: me(context) },
  ];
  const add = (where: string, params: Conditions['params'] = {}) => all.push({ where, params: params as never });
  const given = 'SELECT c.annotation_id FROM coding c';
  if (filter.uncoded) add(`NOT EXISTS (SELECT 1 FROM coding c WHERE c.annotation_id = n.annotation_id)`);
  else if (filter.codeIds.length > 0) {
    add(`n.annotation_id IN (${given} WHERE c.code_id IN (SELECT value FROM json_each(:codes)))`, {
      codes: JSON.stringify(codesMeant(db, filter.codeIds, filter.withBelow)),
    });
  }
  if (filter.level) add('n.level = :level', { level: filter.level });
  if (filter.memo) add(filter.memo === 'with' ? `trim(n.memo) <> ''` : `trim(n.memo) = ''`);
  if (filter.confidence) {
    const { from, to } = filter.confidence;
    add('n.confidence BETWEEN :least AND :most', { least: from, most: to });
  }
  if (filter.claim) add(filter.claim === 'with' ? CLAIMED : `NOT ${CLAIMED}`);
  if (filter.attribute) {
    const { attributeId, value } = filter.attribute;
    const valued = 'SELECT 1 FROM coding_value v WHERE v.coding_id = c.coding_id AND v.attribute_id = :attribute';
    add(
      value === null
        ? `n.annotation_id IN (${given} WHERE c.code_id = (SELECT t.code_id FROM code_attribute t
             WHERE t.attribute_id = :attribute) AND NOT EXISTS (${valued}))`
        : `n.annotation_id IN (${given} WHERE EXISTS (${valued} AND v.value = :value))`,
      { attribute: attributeId, ...(value === null ? {} : { value }) },
    );
  }
  return {
    where: all.map(({ where }) => where).join('\n  AND '),
    params: Object.assign({}, ...all.map(({ params }) => params)),
  };
}

/** Row ids whose quote or memo has the words, whatever their case and accents. */
function withWords(db: ReadableDb, words: string, { where, params }: Conditions, context: ReadContext): Set<number> {
  const sought = fold(words);
  const found = new Set<number>();
  let looked = 0;
  for (const row of db.iterate<{ id: number; exact: string | null; memo: string }>(
    `SELECT n.rowid AS id, n.exact, n.memo FROM ${FROM} WHERE ${where}`,
    params,
  )) {
    if (++looked % 1000 === 0) alive(context);
    if (fold(row.exact ?? '').includes(sought) || fold(row.memo).includes(sought)) found.add(row.id);
  }
  return found;
}

/**
 * Row ids of the annotations that a filter means, in order; what they stand together with is not looked at, see lists.ts.
 * @throws AppError CANCELLED, QUERY_INVALID
 */
export function selectAnnotations(
  db: ReadableDb,
  filter: PassageFilter,
  sort: PassageSort,
  context: ReadContext,
): number[] {
  alive(context);
  const conditions = conditionsOf(db, filter, context);
  const way = sort.descending ? 'DESC' : 'ASC';
  const ids = db.column<number>(
    `SELECT n.rowid FROM ${FROM} WHERE ${conditions.where}
     ORDER BY ${orders[sort.column]} ${way}, a.id, n.start, n.end, n.annotation_id`,
    conditions.params,
  );
  if (filter.words === '') return ids;
  const found = withWords(db, filter.words, conditions, context);
  return ids.filter((id) => found.has(id));
}
