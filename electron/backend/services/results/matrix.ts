// Tables of codes by source and by time.
import type { CodeMatrix, PassageFilter, PeriodUnit } from '../../../../shared/contract/rooms/results.ts';
import type { ReadableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';
import { codeRows } from './codes.ts';
import { listedAnnotations } from './lists.ts';
import { alive, codersMeant, periodOf, placesMeant } from './selection.ts';

/** What the columns are: SQL of an article's (`a`) column. */
type By = { kind: 'source' } | { kind: 'time'; unit: PeriodUnit };
const columnOf = (by: By) => (by.kind === 'source' ? `coalesce(a.source_id, 0)` : periodOf(by.unit));

/**
 * Articles that the filter's coders worked on, with their words once for each of them: who has an annotation there, or said
 * that an assignment is done.
 */
function workedOn(db: ReadableDb, filter: PassageFilter, by: By, context: ReadContext) {
  const coders = codersMeant(filter);
  const places = placesMeant(db, filter, context);
  return db.all<{ key: string | number; articles: number; words: number }>(
    `SELECT ${columnOf(by)} AS key, count(DISTINCT a.id) AS articles, sum(a.words) AS words
     FROM (SELECT article, coder FROM annotation UNION SELECT article, coder FROM assignment WHERE done_at IS NOT NULL) w
     JOIN article a ON a.id = w.article JOIN coder p ON p.id = w.coder
     WHERE ${coders.where} AND ${places.where} AND ${visibleCoders('w.article', 'w.coder')}
     GROUP BY 1`,
    { ...coders.params, ...places.params, ...me(context) },
  );
}

interface Counted {
  annotations: number;
  articles: number;
  /** The article and annotation that were counted last: both come in groups. */
  article: number;
  annotation: number;
}
const nothing = (): Counted => ({ annotations: 0, articles: 0, article: -1, annotation: -1 });

function count(one: Counted, article: number, annotation: number) {
  if (one.annotation !== annotation) one.annotations++;
  if (one.article !== article) one.articles++;
  one.annotation = annotation;
  one.article = article;
}

const facts = ({ annotations, articles }: Counted) => ({ annotations, articles });

export function codeMatrix(
  db: ReadableDb,
  { filter, rollUp }: { filter: PassageFilter; rollUp: boolean },
  by: By,
  context: ReadContext,
): CodeMatrix {
  const { codeIds, rowsOf } = codeRows(db, filter, rollUp);
  const ids = listedAnnotations(db, rollUp ? { ...filter, withBelow: true } : filter, context);
  const rows = codeIds.map(nothing);
  const columns = new Map<string, Counted>();
  const cells = new Map<number, Map<string, Counted>>();
  const all = nothing();
  let looked = 0;
  for (const { id, article, code, key } of db.iterate<{
    id: number;
    article: number;
    code: string;
    key: string | number;
  }>(
    `SELECT n.rowid AS id, n.article, c.code_id AS code, ${columnOf(by)} AS key
     FROM json_each(:ids) j CROSS JOIN annotation n ON n.rowid = j.value JOIN article a ON a.id = n.article
     JOIN coding c ON c.annotation_id = n.annotation_id ORDER BY n.article, n.rowid`,
    { ids: JSON.stringify(Array.from(ids)) },
  )) {
    if (++looked % 1000 === 0) alive(context);
    const places = rowsOf.get(code) ?? [];
    if (places.length === 0) continue;
    const name = String(key);
    count(all, article, id);
    const column = columns.get(name) ?? nothing();
    columns.set(name, column);
    count(column, article, id);
    for (const place of places) {
      count(rows[place]!, article, id);
      const row = cells.get(place) ?? new Map<string, Counted>();
      cells.set(place, row);
      const cell = row.get(name) ?? nothing();
      row.set(name, cell);
      count(cell, article, id);
    }
  }
  const worked = workedOn(db, filter, by, context).map(({ key, ...rest }) => ({ key: String(key), ...rest }));
  const ordered = inOrder(db, worked, columns, by);
  const columnAt = new Map(ordered.map(({ key }, at) => [key, at]));
  const used = rows.flatMap(({ annotations }, at) => (annotations > 0 ? [at] : []));
  return {
    rows: used.map((at) => ({ codeId: codeIds[at]!, ...facts(rows[at]!) })),
    columns: ordered,
    cells: used.flatMap((at, row) =>
      [...cells.get(at)!]
        .map(([key, cell]) => ({ row, column: columnAt.get(key)!, ...facts(cell) }))
        .sort((a, b) => a.column - b.column),
    ),
    annotations: all.annotations,
    articles: worked.reduce((sum, { articles }) => sum + articles, 0),
    words: worked.reduce((sum, { words }) => sum + words, 0),
  };
}

/** Sources with the most annotations first, periods from the earliest; what is not known comes last. */
function inOrder(
  db: ReadableDb,
  worked: readonly { key: string; articles: number; words: number }[],
  counted: ReadonlyMap<string, Counted>,
  by: By,
): CodeMatrix['columns'] {
  const names = new Map(
    by.kind === 'source'
      ? db.all<{ id: number; name: string }>('SELECT id, name FROM source').map(({ id, name }) => [String(id), name])
      : [],
  );
  const unknown = by.kind === 'source' ? '0' : '';
  const columns = worked.map(({ key, articles, words }) => ({
    key,
    label: by.kind === 'source' ? (names.get(key) ?? '') : key,
    annotations: counted.get(key)?.annotations ?? 0,
    ...{ articles, words },
  }));
  return columns.sort(
    (a, b) =>
      Number(a.key === unknown) - Number(b.key === unknown) ||
      (by.kind === 'source' ? b.annotations - a.annotations || compare(a.label, b.label) : compare(a.key, b.key)),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
