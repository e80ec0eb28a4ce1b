import type { ViewQuery } from '../../../../shared/model/view.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { isBlind, visibleAnnotations, visibleCoders } from '../blind/index.ts';
import { lookConditions } from './looks.ts';
import { type CompiledText, compileText, languagesNamed, sourcesNamed } from './text-query.ts';
import { NO_LANGUAGE, NO_SOURCE } from './values.ts';

/** A filter of the triage table; a facet counts with every filter but its own. */
export type FilterName =
  | 'text'
  | 'source'
  | 'language'
  | 'decision'
  | 'code'
  | 'published'
  | 'coded'
  | 'story'
  | 'job'
  | 'look'
  | 'round';

export interface Condition {
  filter: FilterName;
  /** About `article a`, and about `article_fts` for the filter `text`. */
  sql: string;
  params: Record<string, SqlValue>;
}

export interface Conditions {
  text: CompiledText;
  all: Condition[];
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/**
 * What a query asks of an article, as SQL with bound values. The same filters always give the same text.
 * @param coder row id; null: nobody has decided anything yet
 */
export function conditionsOf(db: ReadableDb, query: ViewQuery, coder: number | null): Conditions {
  const text = compileText(query.text);
  const all: Condition[] = [];
  const add = (filter: FilterName, sql: string, params: Condition['params'] = {}) => all.push({ filter, sql, params });
  if (text.match !== null) add('text', 'article_fts MATCH :match', { match: text.match });
  for (const [index, filter] of text.filters.entries()) {
    const isSource = filter.field === 'source';
    const values = isSource ? sourcesNamed(db, filter.values) : languagesNamed(db, filter.values);
    const column = isSource ? 'a.source_id' : 'a.language';
    const name = `named${index}`;
    const listed = `${column} IN (SELECT value FROM json_each(:${name}))`;
    add('text', filter.negated ? `(${column} IS NULL OR NOT ${listed})` : listed, { [name]: JSON.stringify(values) });
  }
  if (query.sources.length > 0) all.push(anyOf('source', 'a.source_id', query.sources, NO_SOURCE));
  if (query.languages.length > 0) all.push(anyOf('language', 'a.language', query.languages, NO_LANGUAGE));
  if (query.decisions.length > 0) all.push(decided(query.decisions, coder));
  if (query.codeIds.length > 0) {
    add(
      'code',
      `a.id IN (SELECT n.article FROM coding c JOIN annotation n ON n.annotation_id = c.annotation_id
         WHERE c.code_id IN (SELECT value FROM json_each(:codes)) AND ${visibleCoders('n.article', 'n.coder')})`,
      { codes: JSON.stringify(query.codeIds), me: coder },
    );
  }
  if (query.publishedFrom !== null) add('published', 'a.published_sort >= :from', { from: query.publishedFrom });
  if (query.publishedTo !== null) {
    add('published', `a.published_sort > '' AND a.published_sort < :to`, { to: dayAfter(query.publishedTo) });
  }
  if (query.dated !== null) add('published', query.dated ? `a.published_sort > ''` : `a.published_sort = ''`);
  if (query.coded !== null) {
    const annotations = isBlind(db) ? visibleAnnotations('a') : 'a.annotation_count';
    add('coded', query.coded ? `${annotations} > 0` : `${annotations} = 0`, { me: coder });
  }
  if (query.storyIds.length > 0) {
    add(
      'story',
      `a.id IN (SELECT m.article FROM story_member m WHERE m.story_id IN (SELECT value FROM json_each(:stories)))`,
      { stories: JSON.stringify(query.storyIds) },
    );
  }
  if (query.importJobId !== null) add('job', 'a.import_job_id = :job', { job: query.importJobId });
  if (query.look !== null) add('look', lookConditions[query.look], { me: coder });
  if (query.round !== null) {
    add(
      'round',
      `a.id IN (SELECT s.article FROM assignment s WHERE s.round_id = :round AND s.coder = :me
         ${query.round.left ? 'AND s.done_at IS NULL' : ''})`,
      { round: query.round.roundId, me: coder },
    );
  }
  return { text, all };
}

/** One value is compared directly, so that the index over it and the sort column serves filter and order at once. */
function anyOf(filter: 'source' | 'language', column: string, values: readonly SqlValue[], none: SqlValue): Condition {
  const known = values.filter((value) => value !== none);
  const params: Condition['params'] = {};
  const parts: string[] = [];
  if (known.length === 1) {
    params[filter] = known[0]!;
    parts.push(`${column} = :${filter}`);
  } else if (known.length > 1) {
    params[filter] = JSON.stringify(known);
    parts.push(`${column} IN (SELECT value FROM json_each(:${filter}))`);
  }
  if (known.length < values.length) parts.push(`${column} IS NULL`);
  return { filter, sql: parts.length === 1 ? parts[0]! : `(${parts.join(' OR ')})`, params };
}

function decided(decisions: readonly string[], coder: number | null): Condition {
  const params = { decider: coder, decided: JSON.stringify(decisions) };
  const sql = decisions.includes('undecided')
    ? `NOT EXISTS (SELECT 1 FROM triage_decision t WHERE t.article = a.id AND t.coder = :decider
         AND t.decision NOT IN (SELECT value FROM json_each(:decided)))`
    : `a.id IN (SELECT t.article FROM triage_decision t WHERE t.coder = :decider
         AND t.decision IN (SELECT value FROM json_each(:decided)))`;
  return { filter: 'decision', sql, params };
}

/** The conditions joined by AND, '1' when there are none, and all their values. */
export function joinConditions(conditions: readonly Condition[]): { where: string; params: Record<string, SqlValue> } {
  return {
    where: conditions.length === 0 ? '1' : conditions.map((condition) => condition.sql).join('\n  AND '),
    params: Object.assign({}, ...conditions.map((condition) => condition.params)),
  };
}
