import { AppError } from '../../../../shared/contract/errors.ts';
import type { Facets } from '../../../../shared/contract/rooms/articles.ts';
import { decisions } from '../../../../shared/model/article.ts';
import type { ViewQuery } from '../../../../shared/model/view.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';
import { type Condition, conditionsOf, joinConditions } from './conditions.ts';
import { languageLabel, NO_LANGUAGE, NO_SOURCE } from './values.ts';

type FacetValue = Facets['sources'][number];
type Counts = Map<SqlValue, number>;

/** Facets that are counted in one pass over the articles; codes are counted from the codings. */
const passed = ['source', 'language', 'decision', 'published'] as const;
type Passed = (typeof passed)[number];
type PassedCounts = Record<Passed, Counts>;

const decisionLabels = { include: 'Include', maybe: 'Maybe', exclude: 'Exclude', undecided: 'Undecided' };

/**
 * Counts for the filter panel: each filter's values with every other filter in force, so that a filter shows what
 * widening it would bring. Values without articles are left out unless they are selected.
 * @throws AppError QUERY_INVALID, CANCELLED
 */
export function countFacets(db: ReadableDb, query: ViewQuery, context: ReadContext): Facets {
  const coder = context.coder?.id ?? null;
  const { all } = conditionsOf(db, query, coder);
  stopIfCancelled(context);
  const counts = all.length === 0 ? countAll(db, coder) : countInOnePass(db, all, coder, context);
  stopIfCancelled(context);
  return {
    sources: sources(db, counts.source, query.sources),
    languages: languages(counts.language, query.languages),
    decisions: decisionValues(counts.decision, query.decisions),
    codes: codes(db, all, query.codeIds, coder),
    months: months(counts.published),
  };
}

function stopIfCancelled(context: ReadContext) {
  if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
}

/** Without filters most is counted already, and the rest stands in indexes. */
function countAll(db: ReadableDb, coder: number | null): PassedCounts {
  const counted = (sql: string, ...params: SqlValue[]): Counts =>
    new Map(db.all<{ value: SqlValue; n: number }>(sql, ...params).map(({ value, n }) => [value, n]));
  const decision = counted('SELECT decision AS value, n FROM decision_tally WHERE coder IS ?', coder);
  const articles = db.value<number>(`SELECT n FROM tally WHERE name = 'articles'`) ?? 0;
  decision.set(
    'undecided',
    [...decision.values()].reduce((left, n) => left - n, articles),
  );
  return {
    decision,
    source: counted(
      `SELECT id AS value, article_count AS n FROM source
       UNION ALL SELECT NULL, count(*) FROM article WHERE source_id IS NULL`,
    ),
    language: counted('SELECT language AS value, count(*) AS n FROM article GROUP BY language'),
    published: counted('SELECT substr(published_sort, 1, 7) AS value, count(*) AS n FROM article GROUP BY 1'),
  };
}

type PassRow = Record<Passed, SqlValue> & { failed: Passed | null };

/**
 * An article counts for every facet when it meets all conditions, and for one facet when it only fails that facet's own.
 * Grouping in SQL would sort the whole corpus once for each facet.
 */
function countInOnePass(
  db: ReadableDb,
  conditions: readonly Condition[],
  coder: number | null,
  context: ReadContext,
): PassedCounts {
  const isOwn = (filter: string): filter is Passed => (passed as readonly string[]).includes(filter);
  const always = joinConditions(conditions.filter(({ filter }) => !isOwn(filter)));
  const own = passed.flatMap((filter) => {
    const parts = conditions.filter((condition) => condition.filter === filter);
    return parts.length === 0 ? [] : [{ filter, sql: `(${joinConditions(parts).where})` }];
  });
  const failures = own.length === 0 ? '0' : own.map(({ sql }) => `(${sql} IS NOT 1)`).join(' + ');
  const failed =
    own.length === 0
      ? 'NULL'
      : `CASE ${own.map(({ filter, sql }) => `WHEN ${sql} IS NOT 1 THEN '${filter}'`).join(' ')} END`;
  const { params } = joinConditions(conditions);
  const from =
    params.match !== undefined
      ? 'article_fts CROSS JOIN article a ON a.id = article_fts.rowid'
      : always.where === '1'
        ? 'article a NOT INDEXED'
        : 'article a';
  const rows = db.iterate<PassRow>(
    `SELECT a.source_id AS source, a.language AS language, substr(a.published_sort, 1, 7) AS published,
       ifnull(d.decision, 'undecided') AS decision, ${failed} AS failed
     FROM ${from} LEFT JOIN triage_decision d ON d.article = a.id AND d.coder = :facetCoder
     WHERE ${always.where} AND ${failures} <= 1`,
    { ...params, facetCoder: coder },
  );
  const counts: PassedCounts = { source: new Map(), language: new Map(), decision: new Map(), published: new Map() };
  const count = (facet: Passed, row: PassRow) => {
    const value = row[facet];
    counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
  };
  let seen = 0;
  for (const row of rows) {
    if (++seen % 4096 === 0) stopIfCancelled(context);
    if (row.failed !== null) count(row.failed, row);
    else for (const facet of passed) count(facet, row);
  }
  return counts;
}

/** Null becomes `none`; selected values that no article has are added. */
function withSelected(counts: Counts, selected: readonly SqlValue[], none: SqlValue): [SqlValue, number][] {
  const found = [...counts].filter(([, n]) => n > 0).map(([value, n]): [SqlValue, number] => [value ?? none, n]);
  const missing = selected.filter((value) => !found.some(([known]) => known === value));
  return [...found, ...missing.map((value): [SqlValue, number] => [value, 0])];
}

const byCount = (a: FacetValue, b: FacetValue) => b.count - a.count || a.label.localeCompare(b.label, 'en');

function sources(db: ReadableDb, counts: Counts, selected: readonly number[]): FacetValue[] {
  const names = new Map(db.all<{ id: number; name: string }>('SELECT id, name FROM source').map((s) => [s.id, s.name]));
  const label = (id: SqlValue) => (id === NO_SOURCE ? 'Unknown source' : (names.get(Number(id)) ?? `Source ${id}`));
  return withSelected(counts, selected, NO_SOURCE)
    .map(([value, count]) => ({ value: String(value), label: label(value), count }))
    .sort(byCount);
}

function languages(counts: Counts, selected: readonly string[]): FacetValue[] {
  return withSelected(counts, selected, NO_LANGUAGE)
    .map(([value, count]) => ({ value: String(value), label: languageLabel(String(value)), count }))
    .sort(byCount);
}

function decisionValues(counts: Counts, selected: readonly string[]): FacetValue[] {
  const found = new Map(withSelected(counts, selected, 'undecided'));
  return decisions.flatMap((value) => {
    const count = found.get(value);
    return count === undefined ? [] : [{ value, label: decisionLabels[value], count }];
  });
}

/** Starts from the codings, which are few beside the articles. */
function codes(
  db: ReadableDb,
  all: readonly Condition[],
  selected: readonly string[],
  coder: number | null,
): FacetValue[] {
  const names = new Map(
    db.all<{ id: string; name: string }>('SELECT code_id AS id, name FROM code').map((code) => [code.id, code.name]),
  );
  if (names.size === 0) return [];
  const { where, params } = joinConditions(
    all
      .filter(({ filter }) => filter !== 'code')
      .map((condition) =>
        condition.params.match === undefined
          ? condition
          : { ...condition, sql: `a.id IN (SELECT rowid FROM article_fts WHERE ${condition.sql})` },
      ),
  );
  const rows = db.all<{ value: string; n: number }>(
    `SELECT c.code_id AS value, count(DISTINCT a.id) AS n
     FROM coding c CROSS JOIN annotation n ON n.annotation_id = c.annotation_id CROSS JOIN article a ON a.id = n.article
     WHERE ${where} AND ${visibleCoders('n.article', 'n.coder')} GROUP BY c.code_id`,
    { ...params, me: coder },
  );
  return withSelected(new Map(rows.map(({ value, n }) => [value, n])), selected, '')
    .map(([value, count]) => ({ value: String(value), label: names.get(String(value)) ?? 'Deleted code', count }))
    .sort(byCount);
}

const monthName = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Oldest first, the undated last. A date without a month counts in January, as it sorts. */
function months(counts: Counts): FacetValue[] {
  return [...counts]
    .map(([value, count]) => {
      const month = String(value);
      const label = month === '' ? 'Undated' : monthName.format(new Date(`${month}-01T00:00:00Z`));
      return { value: month, label, count };
    })
    .sort((a, b) => Number(a.value === '') - Number(b.value === '') || (a.value < b.value ? -1 : 1));
}
