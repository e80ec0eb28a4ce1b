import { AppError } from '../../../../shared/contract/errors.ts';
import type { Facets } from '../../../../shared/contract/rooms/articles.ts';
import { decisions } from '../../../../shared/model/article.ts';
import type { ViewQuery } from '../../../../shared/model/view.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { type Condition, conditionsOf, type FilterName, joinConditions } from './conditions.ts';
import { languageLabel, NO_LANGUAGE, NO_SOURCE } from './values.ts';

type FacetValue = Facets['sources'][number];
type Count = { value: SqlValue; count: number };

const decisionLabels = { include: 'Include', maybe: 'Maybe', exclude: 'Exclude', undecided: 'Undecided' };

/**
 * Counts for the filter panel: each filter's values with every other filter in force, so that a filter shows what
 * widening it would bring. Values without articles are left out unless they are selected.
 * @throws AppError QUERY_INVALID, CANCELLED between two counts
 */
export function countFacets(db: ReadableDb, query: ViewQuery, context: ReadContext): Facets {
  const coder = context.coder?.id ?? null;
  const { all } = conditionsOf(db, query, coder);
  const without = (own: FilterName) => {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    return all.filter((condition) => condition.filter !== own);
  };
  return {
    sources: sources(db, without('source'), query.sources),
    languages: languages(db, without('language'), query.languages),
    decisions: decisionCounts(db, without('decision'), query.decisions, coder),
    codes: codes(db, without('code'), query.codeIds),
    months: months(db, without('published')),
  };
}

const MATCHED = 'article_fts CROSS JOIN article a ON a.id = article_fts.rowid';

/** A filter that leaves much of the corpus: reading the table through is faster than fetching rows by an index. */
function through(conditions: readonly Condition[]): string {
  const narrow = conditions.some(({ filter }) => filter === 'code' || filter === 'job');
  return conditions.length === 0 || narrow ? '' : 'NOT INDEXED';
}

/** Runs `SELECT <value>, count(…) FROM article a … GROUP BY 1` under conditions. */
function countBy(
  db: ReadableDb,
  value: string,
  conditions: readonly Condition[],
  join = '',
  counted = 'count(*)',
  more: Record<string, SqlValue> = {},
): Count[] {
  const { where, params } = joinConditions(conditions);
  const from = params.match === undefined ? `article a ${through(conditions)}` : MATCHED;
  return db.all<Count>(`SELECT ${value} AS value, ${counted} AS count FROM ${from} ${join} WHERE ${where} GROUP BY 1`, {
    ...params,
    ...more,
  });
}

const byCount = (a: FacetValue, b: FacetValue) => b.count - a.count || a.label.localeCompare(b.label, 'en');

/** Adds the selected values that no article has. */
function withSelected(
  counts: readonly Count[],
  selected: readonly SqlValue[],
  none: SqlValue,
): { value: SqlValue; count: number }[] {
  const found = counts.filter(({ count }) => count > 0).map(({ value, count }) => ({ value: value ?? none, count }));
  const missing = selected.filter((value) => !found.some((count) => count.value === value));
  return [...found, ...missing.map((value) => ({ value, count: 0 }))];
}

function sources(db: ReadableDb, conditions: readonly Condition[], selected: readonly number[]): FacetValue[] {
  const counts =
    conditions.length === 0
      ? db.all<Count>(
          `SELECT id AS value, article_count AS count FROM source
           UNION ALL SELECT NULL, count(*) FROM article WHERE source_id IS NULL`,
        )
      : countBy(db, 'a.source_id', conditions);
  const names = new Map(db.all<{ id: number; name: string }>('SELECT id, name FROM source').map((s) => [s.id, s.name]));
  return withSelected(counts, selected, NO_SOURCE)
    .map(({ value, count }) => ({
      value: String(value),
      label: value === NO_SOURCE ? 'Unknown source' : (names.get(Number(value)) ?? `Source ${value}`),
      count,
    }))
    .sort(byCount);
}

function languages(db: ReadableDb, conditions: readonly Condition[], selected: readonly string[]): FacetValue[] {
  return withSelected(countBy(db, 'a.language', conditions), selected, NO_LANGUAGE)
    .map(({ value, count }) => ({ value: String(value), label: languageLabel(String(value)), count }))
    .sort(byCount);
}

function decisionCounts(
  db: ReadableDb,
  conditions: readonly Condition[],
  selected: readonly string[],
  coder: number | null,
): FacetValue[] {
  const counts = conditions.length === 0 ? tallied(db, coder) : decided(db, conditions, coder);
  const found = withSelected(counts, selected, 'undecided');
  return decisions.flatMap((value) => {
    const count = found.find((it) => it.value === value);
    return count ? [{ value, label: decisionLabels[value], count: count.count }] : [];
  });
}

function decided(db: ReadableDb, conditions: readonly Condition[], coder: number | null): Count[] {
  const join = 'LEFT JOIN triage_decision d ON d.article = a.id AND d.coder = :facetCoder';
  return countBy(db, `ifnull(d.decision, 'undecided')`, conditions, join, 'count(*)', { facetCoder: coder });
}

function tallied(db: ReadableDb, coder: number | null): Count[] {
  const counts = db.all<Count>('SELECT decision AS value, n AS count FROM decision_tally WHERE coder IS ?', coder);
  const articles = db.value<number>(`SELECT n FROM tally WHERE name = 'articles'`) ?? 0;
  const undecided = counts.reduce((left, { count }) => left - count, articles);
  return [...counts, { value: 'undecided', count: undecided }];
}

function codes(db: ReadableDb, conditions: readonly Condition[], selected: readonly string[]): FacetValue[] {
  const names = new Map(
    db.all<{ id: string; name: string }>('SELECT code_id AS id, name FROM code').map((code) => [code.id, code.name]),
  );
  if (names.size === 0) return [];
  const join = 'JOIN annotation n ON n.article = a.id JOIN coding c ON c.annotation_id = n.annotation_id';
  const counts = countBy(db, 'c.code_id', conditions, join, 'count(DISTINCT a.id)');
  return withSelected(counts, selected, '')
    .map(({ value, count }) => ({ value: String(value), label: names.get(String(value)) ?? 'Deleted code', count }))
    .sort(byCount);
}

const monthName = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A date without a month counts in January, as it sorts. */
function months(db: ReadableDb, conditions: readonly Condition[]): FacetValue[] {
  const counts = countBy(db, 'substr(a.published_sort, 1, 7)', conditions).map(({ value, count }) => {
    const month = String(value);
    const label = month === '' ? 'Undated' : monthName.format(new Date(`${month}-01T00:00:00Z`));
    return { value: month, label, count };
  });
  return counts.sort((a, b) => Number(a.value === '') - Number(b.value === '') || (a.value < b.value ? -1 : 1));
}
