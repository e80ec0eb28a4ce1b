// Who changed what when: changes as a table, one change in words, and the changes of one annotation.
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ChangeKind, HistoryRow } from '../../../../shared/contract/rooms/history.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { me } from '../blind/index.ts';
import { findCoder } from '../coders/names.ts';
import type { ReadContext } from '../handler.ts';
import { inWords, type LoggedImage } from './words.ts';

/** What an action is about, by what stands before its point. */
const kindOf: Record<string, ChangeKind> = {
  ...{ annotation: 'annotations', relation: 'annotations', agreement: 'annotations', search: 'annotations' },
  ...{ suggestion: 'annotations', claim: 'claims', triage: 'triage', code: 'codebook', codebook: 'codebook' },
  ...{ relationKind: 'codebook', round: 'rounds', coder: 'rounds', articles: 'articles', duplicates: 'articles' },
  ...{ story: 'articles', stories: 'articles', sources: 'sources', ratings: 'sources', project: 'merging' },
};
const SUBJECT = `substr(h.action, 1, instr(h.action || '.', '.') - 1)`;

/**
 * Condition: the change may be seen by `:me`. While a blind round is open, others' coding in its articles is hidden, and so are
 * their changes that name no single article or that are about claims: those may be about these articles too.
 */
export const VISIBLE_CHANGES = `(h.coder IS :me OR NOT EXISTS (SELECT 1 FROM blind_article)
  OR (CASE WHEN h.article IS NULL THEN ${SUBJECT} NOT IN ('annotation', 'relation', 'agreement', 'search', 'suggestion', 'claim', 'triage', 'round', 'project')
        ELSE h.article NOT IN (SELECT article FROM blind_article) AND ${SUBJECT} <> 'claim' END)
  OR h.action IN ('round.create', 'round.end', 'round.reopen', 'round.delete', 'round.edit'))`;

type Stored = Omit<HistoryRow, 'kind' | 'undone' | 'notUndoable'> & {
  coderId: number;
  state: 'done' | 'undone' | 'dropped';
};

const ROW = `SELECT h.change_id AS changeId, h.at, c.name AS coder, h.coder AS coderId, h.action, h.label, h.state,
    a.article_id AS articleId, a.title AS articleTitle,
    (SELECT count(*) FROM change_row r WHERE r.change_id = h.change_id) AS rows
  FROM change h JOIN coder c ON c.id = h.coder LEFT JOIN article a ON a.id = h.article`;

/** Says of each change what undo would do about it. */
function toRows(db: ReadableDb, stored: readonly Stored[], { coder }: ReadContext): HistoryRow[] {
  const oldest = Math.min(...stored.map(({ changeId }) => changeId));
  const mine = coder
    ? db.column<number>(
        `SELECT change_id FROM change WHERE coder = ? AND state = 'done' AND change_id >= ? ORDER BY change_id DESC`,
        coder.id,
        Number.isFinite(oldest) ? oldest : 0,
      )
    : [];
  const later = new Map(mine.map((changeId, at) => [changeId, at]));
  return stored.map(({ coderId, state, ...row }) => {
    const kind = kindOf[row.action.split('.')[0] ?? ''] ?? 'articles';
    const undone = state !== 'done';
    let notUndoable: string | null = null;
    if (state === 'undone') notUndoable = 'Taken back already; redo does it again.';
    else if (state === 'dropped') notUndoable = 'Taken back, and something else was done since.';
    else if (coderId !== coder?.id) notUndoable = `Only ${row.coder} can take it back.`;
    else {
      const before = later.get(row.changeId) ?? 0;
      if (before > 0) {
        notUndoable = `Undo goes back in order: ${before === 1 ? 'one later change comes' : `${before.toLocaleString('en')} later changes come`} first.`;
      }
    }
    return { ...row, kind, undone, notUndoable };
  });
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function historyTable(
  db: ReadableDb,
  input: ParsedInputOf<'history.table'>,
  context: ReadContext,
): OutputOf<'history.table'> {
  const conditions = [VISIBLE_CHANGES];
  const params: Record<string, SqlValue> = me(context);
  const add = (sql: string, given: Record<string, SqlValue>) => {
    conditions.push(sql);
    Object.assign(params, given);
  };
  if (input.coders.length > 0) {
    const ids = input.coders.flatMap((name) => findCoder(db, name)?.id ?? []);
    add('h.coder IN (SELECT value FROM json_each(:coders))', { coders: JSON.stringify(ids) });
  }
  if (input.kinds.length > 0) {
    const subjects = Object.keys(kindOf).filter((subject) => input.kinds.includes(kindOf[subject]!));
    const rest = input.kinds.includes('articles') ? `OR ${SUBJECT} NOT IN (SELECT value FROM json_each(:known))` : '';
    add(`(${SUBJECT} IN (SELECT value FROM json_each(:subjects)) ${rest})`, {
      subjects: JSON.stringify(subjects),
      known: JSON.stringify(Object.keys(kindOf)),
    });
  }
  if (input.articleId !== null) {
    add('h.article = (SELECT id FROM article WHERE article_id = :articleId)', { articleId: input.articleId });
  }
  if (input.from !== null) add('h.at >= :from', { from: input.from });
  if (input.to !== null) add('h.at < :until', { until: dayAfter(input.to) });
  const where = conditions.join(' AND ');
  const total = db.value<number>(`SELECT count(*) FROM change h WHERE ${where}`, params) ?? 0;
  const page = db.all<Stored>(
    `${ROW} WHERE ${where} AND (:before IS NULL OR h.change_id < :before) ORDER BY h.change_id DESC LIMIT :limit`,
    { ...params, before: input.before, limit: input.limit },
  );
  return { total, rows: toRows(db, page, context) };
}

interface StoredImage {
  tbl: string;
  key: string;
  before: string | null;
  after: string | null;
}
const parsed = ({ tbl, key, before, after }: StoredImage): LoggedImage => ({
  tbl,
  key: JSON.parse(key),
  before: before === null ? null : JSON.parse(before),
  after: after === null ? null : JSON.parse(after),
});

/** Rows of a change that are told in full. */
const MOST_ROWS = 100;
const MOST_DETAILS = 200;

export function historyDetails(
  db: ReadableDb,
  { changeId }: { changeId: number },
  context: ReadContext,
): OutputOf<'history.details'> {
  const visible = db.value(`SELECT 1 FROM change h WHERE h.change_id = :changeId AND ${VISIBLE_CHANGES}`, {
    changeId,
    ...me(context),
  });
  if (visible === undefined) throw new AppError('NOT_FOUND', 'This change is not in the history.', { changeId });
  const images = db.all<StoredImage>(
    `SELECT tbl, key, before, after FROM change_row WHERE change_id = ? AND tbl <> 'code_version' ORDER BY seq LIMIT ${MOST_ROWS}`,
    changeId,
  );
  const rows =
    db.value<number>(`SELECT count(*) FROM change_row WHERE change_id = ? AND tbl <> 'code_version'`, changeId) ?? 0;
  const details = inWords(db, images.map(parsed));
  return { details: details.slice(0, MOST_DETAILS), more: rows - images.length };
}

/** Log rows about one annotation: its own, those of its codes with their values, of its pieces, and of its relations. */
const OF_ANNOTATION = `
  WITH codings (key) AS (
    SELECT DISTINCT key FROM change_row
    WHERE tbl = 'coding' AND coalesce(after, before) ->> 'annotation_id' = :id
    UNION SELECT json_object('coding_id', coding_id) FROM coding WHERE annotation_id = :id
  ), relations (key) AS (
    SELECT json_object('relation_id', relation_id) FROM relation WHERE from_id = :id
    UNION SELECT json_object('relation_id', relation_id) FROM relation WHERE to_id = :id
  )
  SELECT change_id, seq, tbl, key, before, after FROM change_row WHERE tbl = 'annotation' AND key = json_object('annotation_id', :id)
  UNION ALL SELECT r.change_id, r.seq, r.tbl, r.key, r.before, r.after
    FROM codings k CROSS JOIN change_row r ON r.tbl = 'coding' AND r.key = k.key
  UNION ALL SELECT r.change_id, r.seq, r.tbl, r.key, r.before, r.after
    FROM codings k CROSS JOIN change_row r ON r.tbl = 'coding_value' AND r.key >= rtrim(k.key, '}') AND r.key < rtrim(k.key, '}') || '~'
  UNION ALL SELECT r.change_id, r.seq, r.tbl, r.key, r.before, r.after
    FROM relations k CROSS JOIN change_row r ON r.tbl = 'relation' AND r.key = k.key
  UNION ALL SELECT change_id, seq, tbl, key, before, after FROM change_row
    WHERE tbl = 'annotation_piece' AND key >= '{"annotation_id":"' || :id || '"' AND key < '{"annotation_id":"' || :id || '"~'
  ORDER BY change_id, seq`;

export function historyOfAnnotation(
  db: ReadableDb,
  { annotationId }: { annotationId: string },
  context: ReadContext,
): OutputOf<'history.ofAnnotation'> {
  const images = Map.groupBy(
    db.all<StoredImage & { change_id: number }>(OF_ANNOTATION, { id: annotationId }),
    (image) => image.change_id,
  );
  const ids = JSON.stringify([...images.keys()]);
  const stored = db.all<Stored>(
    `${ROW} WHERE h.change_id IN (SELECT value FROM json_each(:ids)) AND ${VISIBLE_CHANGES} ORDER BY h.change_id DESC`,
    { ids, ...me(context) },
  );
  return toRows(db, stored, context).map((row) => {
    const own = images.get(row.changeId) ?? [];
    // What the passage is need not be said beside each value of it.
    const details = inWords(db, own.map(parsed)).map((detail) => ({ ...detail, of: null }));
    return { ...row, rows: own.length, details };
  });
}
