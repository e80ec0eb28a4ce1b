import { AppError } from '../../../shared/contract/errors.ts';
import type { ChangedRoom } from '../../../shared/contract/events.ts';
import type { SqlValue, WritableDb } from './types.ts';

type Row = Record<string, SqlValue>;

/** Tables that people change: their keys, the columns in the log, and the room of the page that shows them. */
const tracked = {
  article: {
    key: ['id'],
    columns: [
      ...['text_version_id', 'title', 'source_id', 'byline', 'published_at', 'published_precision', 'published_at_utc'],
      ...['published_sort', 'language', 'direction', 'url', 'words'],
      ...['duplicate_group', 'duplicate_kind', 'duplicate_share', 'duplicate_apart'],
    ],
    room: 'articles',
  },
  evidence: { key: ['article', 'field', 'origin'], columns: ['value', 'chosen', 'picked'], room: 'articles' },
  source: {
    key: ['id'],
    columns: ['name', 'domain', 'identity', 'country', 'language', 'notes', 'date_order'],
    room: 'sources',
  },
  source_alias: { key: ['identity'], columns: ['source_id', 'name'], room: 'sources' },
  rater: { key: ['rater_id'], columns: ['name', 'kind', 'added_at'], room: 'sources' },
  rating: {
    key: ['rater_id', 'identity'],
    columns: [
      ...['name', 'name_identity', 'lean', 'lean_label', 'reliability', 'reliability_label', 'basis', 'rated_on'],
    ],
    room: 'sources',
  },
  kept_passage: { key: ['article', 'sha256'], columns: ['text'], room: 'articles' },
  triage_decision: { key: ['article', 'coder'], columns: ['decision', 'reason', 'decided_at'], room: 'triage' },
  code: {
    key: ['code_id'],
    columns: [
      ...['parent_id', 'position', 'name', 'definition', 'when_to_use', 'when_not', 'example', 'color', 'shortcut'],
      ...['is_codable', 'archived', 'created_at', 'applies_to', 'version'],
    ],
    room: 'codebook',
  },
  annotation: {
    key: ['annotation_id'],
    columns: [
      ...['article', 'text_version_id', 'level', 'start', 'end', 'exact', 'prefix', 'suffix', 'memo', 'confidence'],
      ...['coder', 'origin', 'status', 'created_at', 'updated_at'],
    ],
    room: 'annotations',
  },
  code_version: {
    key: ['code_id', 'version'],
    columns: ['name', 'definition', 'when_to_use', 'when_not', 'attributes', 'at', 'coder', 'cause'],
    room: 'codebook',
  },
  code_attribute: {
    key: ['attribute_id'],
    columns: ['code_id', 'position', 'name', 'type', 'allowed'],
    room: 'codebook',
  },
  code_example: {
    key: ['example_id'],
    columns: ['code_id', 'annotation_id', 'article', 'exact', 'is_positive', 'note', 'created_at'],
    room: 'codebook',
  },
  coding: {
    key: ['coding_id'],
    columns: ['annotation_id', 'code_id', 'created_at', 'code_version'],
    room: 'annotations',
  },
  coding_value: { key: ['coding_id', 'attribute_id'], columns: ['value'], room: 'annotations' },
  annotation_piece: {
    key: ['annotation_id', 'ord'],
    columns: ['start', 'end', 'exact', 'prefix', 'suffix'],
    room: 'annotations',
  },
  relation_kind: {
    key: ['kind_id'],
    columns: ['name', 'definition', 'is_directed', 'color', 'archived', 'created_at'],
    room: 'codebook',
  },
  relation: {
    key: ['relation_id'],
    columns: ['kind_id', 'from_id', 'to_id', 'memo', 'coder', 'created_at', 'updated_at'],
    room: 'annotations',
  },
  claim: {
    key: ['claim_id'],
    columns: [
      // Without the verdict in force: triggers keep it by claim_verdict.
      ...['number', 'statement', 'speaker', 'audience', 'kind', 'note', 'open_question', 'coder'],
      ...['created_at', 'updated_at'],
    ],
    room: 'claims',
  },
  claim_verdict: { key: ['claim_id', 'coder'], columns: ['verdict', 'reason', 'decided_at'], room: 'claims' },
  claim_coding: { key: ['claim_id', 'code_id', 'coder'], columns: ['created_at'], room: 'claims' },
  claim_evidence: {
    key: ['evidence_id'],
    columns: [
      ...['claim_id', 'stance', 'url', 'title', 'note', 'article', 'text_version_id', 'start', 'end'],
      ...['exact', 'prefix', 'suffix', 'status', 'coder', 'created_at', 'updated_at'],
    ],
    room: 'claims',
  },
  coder: { key: ['id'], columns: ['name', 'kind', 'color', 'note', 'created_at'], room: 'coders' },
  coding_round: {
    key: ['round_id'],
    columns: ['name', 'is_blind', 'is_locked', 'sample', 'created_by', 'created_at', 'ended_at'],
    room: 'rounds',
  },
  assignment: { key: ['round_id', 'coder', 'article'], columns: ['ord', 'done_at'], room: 'rounds' },
  adjudication: {
    key: ['adjudication_id'],
    columns: ['layer', 'article', 'claim_id', 'subject', 'decision', 'reason', 'decided_by', 'decided_at'],
    room: 'annotations',
  },
  claim_mention: {
    key: ['mention_id'],
    columns: [
      ...[
        'claim_id',
        'article',
        'text_version_id',
        'start',
        'end',
        'exact',
        'prefix',
        'suffix',
        'status',
        'coder',
        'created_at',
      ],
    ],
    room: 'claims',
  },
  story: {
    key: ['story_id'],
    columns: [...['title', 'title_by', 'topics', 'topics_by', 'is_locked', 'analyser', 'created_at', 'updated_at']],
    room: 'stories',
  },
  story_member: { key: ['article'], columns: ['story_id', 'by'], room: 'stories' },
  story_block: {
    key: ['story_id', 'block'],
    columns: ['is_hidden', 'comment', 'wording', 'coder', 'updated_at'],
    room: 'stories',
  },
  story_correction: {
    key: ['correction_id'],
    columns: [
      ...['story_id', 'block', 'kind', 'article', 'text_version_id', 'start', 'end', 'exact', 'coder', 'created_at'],
    ],
    room: 'stories',
  },
  name_group: { key: ['group_id'], columns: ['kind', 'name', 'created_at'], room: 'names' },
  name_variant: { key: ['kind', 'name'], columns: ['group_id'], room: 'names' },
  analysis_setting: { key: ['name'], columns: ['value'], room: 'stories' },
  // Without whether it is switched on, which no undo may bring back.
  provider: { key: ['provider_id'], columns: ['kind', 'name', 'address', 'model', 'added_at'], room: 'providers' },
  suggestion_decision: {
    key: ['decision_id'],
    columns: [
      ...['article', 'text_version_id', 'analyser', 'version', 'label', 'start', 'end', 'exact', 'decision'],
      ...['annotation_id', 'coder', 'decided_at'],
    ],
    room: 'suggestions',
  },
} as const satisfies Record<string, { key: readonly string[]; columns: readonly string[]; room: ChangedRoom }>;

export type TrackedTable = keyof typeof tracked;

/** Writes rows of tracked tables and keeps what they were before and are after. */
export interface TrackedRows {
  insert(table: TrackedTable, row: Row): void;
  /** Inserts many rows, each with every tracked column: what stands in the table is not read back. @returns how many */
  insertMany(table: TrackedTable, many: Iterable<Row>): number;
  /** Sets the given columns; a row that has them already is left alone. NOT_FOUND when there is no such row. */
  update(table: TrackedTable, key: Row, values: Row): void;
  delete(table: TrackedTable, key: Row): void;
  /** Inserts, or updates the row with the same key. */
  put(table: TrackedTable, row: Row): void;
  /**
   * Gives many rows the same values, or deletes them (`row` null), in a few statements however many there are.
   * @param row every tracked column that is not part of the key
   * @param compared a row that has these columns already is left alone
   * @returns how many rows changed
   */
  putMany(table: TrackedTable, keys: ManyKeys, row: Row | null, compared: readonly string[]): number;
  /**
   * Sets columns of many rows, each to its own values, in a few statements however many there are. Rows that are not
   * there, and rows that have the values already, are left alone.
   * @param columns the tracked columns that every change names
   * @returns how many rows changed
   */
  updateMany(table: TrackedTable, columns: readonly string[], changes: readonly { key: Row; values: Row }[]): number;
}

/** Keys of many rows: one column that differs, the others fixed. */
export interface ManyKeys {
  column: string;
  values: readonly number[];
  fixed: Row;
}

const quoted = (name: string) => `"${name}"`;
const where = (table: TrackedTable) =>
  tracked[table].key.map((column) => `${quoted(column)} IS :${column}`).join(' AND ');

function keyOf(table: TrackedTable, row: Row): Row {
  return Object.fromEntries(tracked[table].key.map((column) => [column, row[column] ?? null]));
}

function read(db: WritableDb, table: TrackedTable, key: Row): Row | undefined {
  const columns = tracked[table].columns.map(quoted).join(', ');
  return db.get<Row>(`SELECT ${columns} FROM ${quoted(table)} WHERE ${where(table)}`, key);
}

function insertRow(db: WritableDb, table: TrackedTable, key: Row, values: Row) {
  const row = { ...values, ...key };
  const names = Object.keys(row);
  db.run(
    `INSERT INTO ${quoted(table)} (${names.map(quoted).join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`,
    row,
  );
}

function updateRow(db: WritableDb, table: TrackedTable, key: Row, values: Row) {
  const names = Object.keys(values).sort();
  const set = names.map((name) => `${quoted(name)} = :set_${name}`).join(', ');
  const bound = Object.fromEntries(names.map((name) => [`set_${name}`, values[name] ?? null]));
  db.run(`UPDATE ${quoted(table)} SET ${set} WHERE ${where(table)}`, { ...bound, ...key });
}

function deleteRow(db: WritableDb, table: TrackedTable, key: Row) {
  db.run(`DELETE FROM ${quoted(table)} WHERE ${where(table)}`, key);
}

const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]));

const same = (row: Row, image: Row) => Object.keys(image).every((name) => (row[name] ?? null) === image[name]);

/** The pieces of SQL that work on many rows at once; `j` are the values of the key column, `r` the rows there are. */
function selectMany(table: TrackedTable, keys: ManyKeys, row: Row | null, compared: readonly string[]) {
  const columns = tracked[table].columns;
  const keyColumns = tracked[table].key;
  const on = keyColumns.map((name) => `r.${quoted(name)} = ${name === keys.column ? 'j.value' : `:${name}`}`);
  const images = (names: readonly string[], value: (name: string) => string) =>
    `json_object(${names.map((name) => `'${name}', ${value(name)}`).join(', ')})`;
  const from = `json_each(:values) j LEFT JOIN ${quoted(table)} r ON ${on.join(' AND ')}`;
  const exists = `r.${quoted(keys.column)} IS NOT NULL`;
  const differs = row
    ? `(NOT (${exists}) OR ${compared.map((name) => `r.${quoted(name)} IS NOT :${name}`).join(' OR ')})`
    : exists;
  const keyValue = (name: string) => (name === keys.column ? 'j.value' : `:${name}`);
  const all = [...keyColumns, ...columns];
  const apply = row
    ? `INSERT INTO ${quoted(table)} (${all.map(quoted).join(', ')})
       SELECT ${[...keyColumns.map(keyValue), ...columns.map((name) => `:${name}`)].join(', ')}
       FROM ${from} WHERE ${differs}
       ON CONFLICT (${keyColumns.map(quoted).join(', ')})
       DO UPDATE SET ${columns.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')}`
    : `DELETE FROM ${quoted(table)} WHERE ${keyColumns
        .map((name) =>
          name === keys.column
            ? `${quoted(name)} IN (SELECT value FROM json_each(:values))`
            : `${quoted(name)} = :${name}`,
        )
        .join(' AND ')}`;
  return {
    from,
    differs,
    key: images(keyColumns, keyValue),
    before: `CASE WHEN ${exists} THEN ${images(columns, (name) => `r.${quoted(name)}`)} END`,
    apply,
    params: { ...keys.fixed, ...row, values: JSON.stringify(keys.values) },
  };
}

/** The same for `updateMany`; `j` are the changes, as JSON [key, values]. */
function updateOfMany(table: TrackedTable, columns: readonly string[]) {
  const member = (part: 0 | 1, name: string) => `j.value ->> '$[${part}].${name}'`;
  const images = (names: readonly string[], value: (name: string) => string) =>
    `json_object(${names.map((name) => `'${name}', ${value(name)}`).join(', ')})`;
  const on = tracked[table].key.map((name) => `r.${quoted(name)} = ${member(0, name)}`).join(' AND ');
  const differs = columns.map((name) => `r.${quoted(name)} IS NOT ${member(1, name)}`).join(' OR ');
  return {
    log: `INSERT INTO change_row (change_id, seq, tbl, key, before, after)
      SELECT :change_id, :seq + j.key, :tbl, j.value ->> '$[0]', ${images(columns, (name) => `r.${quoted(name)}`)},
        ${images(columns, (name) => member(1, name))}
      FROM json_each(:changes) j CROSS JOIN ${quoted(table)} r ON ${on} WHERE ${differs}`,
    apply: `UPDATE ${quoted(table)} AS r SET ${columns.map((name) => `${quoted(name)} = ${member(1, name)}`).join(', ')}
      FROM json_each(:changes) j WHERE ${on} AND (${differs})`,
    first: `SELECT 1 FROM json_each(:changes) j CROSS JOIN ${quoted(table)} r ON ${on} WHERE ${differs} LIMIT 1`,
  };
}

/** Changes put into one statement of `updateMany`. */
const CHANGES_AT_ONCE = 2000;

export interface ChangeStep {
  action: string;
  label: string;
  /** Row id of the article it is about, or null. */
  article: number | null;
}

/**
 * Runs `write` as one step of undo. Steps that were undone before it can no longer be redone.
 * @returns what `write` returned, and the number of rows that changed; 0 leaves no trace in the log.
 */
export function recordChange<T>(
  db: WritableDb,
  coder: number,
  at: string,
  step: ChangeStep,
  write: (rows: TrackedRows) => T,
): { output: T; rows: number; rooms: ChangedRoom[] } {
  let changeId = 0;
  let seq = 0;
  const rooms = new Set<ChangedRoom>();
  let changed = 0;
  const openStep = (table: TrackedTable) => {
    rooms.add(tracked[table].room);
    if (changeId) return;
    db.run(`UPDATE change SET state = 'dropped' WHERE coder = ? AND state = 'undone'`, coder);
    changeId = db.run(
      'INSERT INTO change (at, coder, action, label, article) VALUES (?, ?, ?, ?, ?)',
      at,
      coder,
      step.action,
      step.label,
      step.article,
    ).lastInsertRowid;
  };
  const log = (table: TrackedTable, key: Row, before: Row | null, after: Row | null) => {
    openStep(table);
    changed++;
    db.run(
      'INSERT INTO change_row (change_id, seq, tbl, key, before, after) VALUES (?, ?, ?, ?, ?, ?)',
      changeId,
      seq++,
      table,
      JSON.stringify(key),
      before && JSON.stringify(before),
      after && JSON.stringify(after),
    );
  };
  const rows: TrackedRows = {
    insert(table, row) {
      const key = keyOf(table, row);
      insertRow(db, table, key, row);
      log(table, key, null, read(db, table, key) ?? {});
    },
    insertMany(table, many) {
      const { key, columns } = tracked[table];
      const names = [...key, ...columns];
      const insert = `INSERT INTO ${quoted(table)} (${names.map(quoted).join(', ')})
        VALUES (${names.map((name) => `:${name}`).join(', ')})`;
      const before = seq;
      for (const row of many) {
        db.run(insert, pick(row, names));
        log(table, pick(row, key), null, pick(row, columns));
      }
      return seq - before;
    },
    update(table, key, values) {
      const before = read(db, table, key);
      if (!before) throw new AppError('NOT_FOUND', `This ${table.replace('_', ' ')} no longer exists.`, { table, key });
      const names = Object.keys(values).filter((name) => before[name] !== (values[name] ?? null));
      if (names.length === 0) return;
      updateRow(db, table, key, pick(values, names));
      log(table, key, pick(before, names), pick(values, names));
    },
    delete(table, key) {
      const before = read(db, table, key);
      if (!before) return;
      deleteRow(db, table, key);
      log(table, key, before, null);
    },
    put(table, row) {
      const key = keyOf(table, row);
      if (!read(db, table, key)) return rows.insert(table, row);
      rows.update(table, key, Object.fromEntries(Object.entries(row).filter(([name]) => !(name in key))));
    },
    putMany(table, keys, row, compared) {
      const many = selectMany(table, keys, row, compared);
      if (db.value(`SELECT 1 FROM ${many.from} WHERE ${many.differs} LIMIT 1`, many.params) === undefined) return 0;
      openStep(table);
      const logged = db.run(
        `INSERT INTO change_row (change_id, seq, tbl, key, before, after)
         SELECT :change_id, :seq + j.key, :tbl, ${many.key}, ${many.before}, :after FROM ${many.from} WHERE ${many.differs}`,
        { ...many.params, change_id: changeId, seq, tbl: table, after: row && JSON.stringify(row) },
      ).changes;
      seq += keys.values.length;
      changed += logged;
      db.run(many.apply, many.params);
      return logged;
    },
    updateMany(table, columns, changes) {
      const many = updateOfMany(table, columns);
      let updated = 0;
      for (let at = 0; at < changes.length; at += CHANGES_AT_ONCE) {
        const part = changes.slice(at, at + CHANGES_AT_ONCE);
        const params = { changes: JSON.stringify(part.map(({ key, values }) => [key, values])) };
        if (db.value(many.first, params) === undefined) continue;
        openStep(table);
        updated += db.run(many.log, { ...params, change_id: changeId, seq, tbl: table }).changes;
        seq += part.length;
        db.run(many.apply, params);
      }
      changed += updated;
      return updated;
    },
  };
  const output = write(rows);
  return { output, rows: changed, rooms: [...rooms] };
}

interface LoggedRow {
  tbl: TrackedTable;
  key: string;
  before: string | null;
  after: string | null;
}

const conflict = (table: TrackedTable, { label }: LoggedChange, side: 'before' | 'after') =>
  new AppError(
    'CONFLICT',
    side === 'before'
      ? `“${label}” can no longer be taken back: what it touched was changed again since, by someone else or by an import. It stays; undo again goes on to the change before it.`
      : `“${label}” can no longer be done again: what it touched was changed since, by someone else or by an import. Redo again goes on to the change after it.`,
    { table },
  );

/**
 * Where a quote stands, in which text version, and whether it was found there: set anew, outside this log, whenever an article gets a
 * new text. A change must not fail over that; what it puts back is placed in the text of today (`Touched.placed`).
 */
const place: Partial<Record<TrackedTable, readonly string[]>> = {
  annotation: ['text_version_id', 'start', 'end', 'prefix', 'suffix', 'status'],
  annotation_piece: ['start', 'end', 'prefix', 'suffix'],
  claim_mention: ['text_version_id', 'start', 'end', 'prefix', 'suffix', 'status'],
  claim_evidence: ['text_version_id', 'start', 'end', 'prefix', 'suffix', 'status'],
};

/** A row that differs from its image in its place alone, and that no later change in the log has moved. */
function movedByNewText(
  db: WritableDb,
  { change_id }: LoggedChange,
  { tbl, key }: LoggedRow,
  current: Row,
  image: Row,
): boolean {
  const moving = place[tbl];
  if (!moving) return false;
  const rest = Object.fromEntries(Object.entries(image).filter(([name]) => !moving.includes(name)));
  return (
    same(current, rest) &&
    db.value(
      `SELECT 1 FROM change_row r JOIN change h ON h.change_id = r.change_id
       WHERE r.change_id > ? AND r.tbl = ? AND r.key = ? AND h.state = 'done' LIMIT 1`,
      change_id,
      tbl,
      key,
    ) === undefined
  );
}

/** A row that comes back refers to the text in force: the version of its image may be gone. */
function inTextOfToday(db: WritableDb, image: Row): Row {
  if (typeof image.article !== 'number' || typeof image.text_version_id !== 'number') return image;
  const now = db.value<number>('SELECT text_version_id FROM article WHERE id = ?', image.article);
  return { ...image, text_version_id: now ?? image.text_version_id };
}

/** Articles whose rows a change touched, by row id; null when they are more than a page wants to hear of. */
const MANY_ROWS = 1000;

/** Links that SQLite checks only when the transaction ends, too late to say which change was at fault. */
const links = [
  { child: 'coding', column: 'annotation_id', parent: 'annotation' },
  { child: 'coding', column: 'code_id', parent: 'code' },
  { child: 'code', column: 'parent_id', parent: 'code' },
  { child: 'claim_mention', column: 'claim_id', parent: 'claim' },
  { child: 'code_attribute', column: 'code_id', parent: 'code' },
  { child: 'code_example', column: 'code_id', parent: 'code' },
  { child: 'coding_value', column: 'coding_id', parent: 'coding' },
  { child: 'coding_value', column: 'attribute_id', parent: 'code_attribute' },
  { child: 'annotation_piece', column: 'annotation_id', parent: 'annotation' },
  { child: 'relation', column: 'kind_id', parent: 'relation_kind' },
  { child: 'relation', column: 'from_id', parent: 'annotation' },
  { child: 'relation', column: 'to_id', parent: 'annotation' },
  { child: 'claim_verdict', column: 'claim_id', parent: 'claim' },
  { child: 'claim_coding', column: 'claim_id', parent: 'claim' },
  { child: 'claim_coding', column: 'code_id', parent: 'code' },
  { child: 'claim_evidence', column: 'claim_id', parent: 'claim' },
  { child: 'assignment', column: 'round_id', parent: 'coding_round' },
  { child: 'story_member', column: 'story_id', parent: 'story' },
  { child: 'name_variant', column: 'group_id', parent: 'name_group' },
] as const satisfies readonly { child: TrackedTable; column: string; parent: TrackedTable }[];

/** Whether a row that is gone now still has rows that refer to it, or a row that is back refers to one that is gone. */
function dangles(db: WritableDb, table: TrackedTable, key: Row, target: Row | null): boolean {
  // A definition that someone has coded by meanwhile is not taken back.
  const coded = 'SELECT 1 FROM coding WHERE code_id = :code_id AND code_version = :version';
  if (table === 'code_version' && target === null && db.value(coded, key) !== undefined) return true;
  return links.some(({ child, column, parent }) => {
    if (target === null) {
      const [id = null] = parent === table ? Object.values(key) : [];
      return id !== null && db.value(`SELECT 1 FROM ${quoted(child)} WHERE ${quoted(column)} = ?`, id) !== undefined;
    }
    const id = child === table ? (target[column] ?? null) : null;
    const parentKey = quoted(tracked[parent].key[0]);
    return id !== null && db.value(`SELECT 1 FROM ${quoted(parent)} WHERE ${parentKey} = ?`, id) === undefined;
  });
}

/** Whether a story differs only in what analysers say of it, outside this log, whenever they look again. */
function describedAnew(table: TrackedTable, current: Row, expected: Row): boolean {
  if (table !== 'story') return false;
  const byAnalyser = ['analyser', 'updated_at'];
  if (current.title_by === 'analyser') byAnalyser.push('title');
  if (current.topics_by === 'analyser') byAnalyser.push('topics');
  return Object.keys(expected).every(
    (name) => byAnalyser.includes(name) || (current[name] ?? null) === (expected[name] ?? null),
  );
}

/** What a step touched. */
interface Touched {
  rooms: ChangedRoom[];
  articles: number[] | null;
  /** Rows whose place may be one in an earlier text of their article: to be placed in the text of today. */
  placed: { table: TrackedTable; key: Row }[];
}

/** Applies the images of one side of a change. CONFLICT when a row is no longer as the other side left it. */
function applyImages(db: WritableDb, change: LoggedChange, side: 'before' | 'after'): Touched {
  const order = side === 'before' ? 'DESC' : 'ASC';
  const logged = db.all<LoggedRow>(
    `SELECT tbl, key, before, after FROM change_row WHERE change_id = ? ORDER BY seq ${order}`,
    change.change_id,
  );
  const rooms = new Set<ChangedRoom>();
  const articles = new Set<number>();
  const placed: Touched['placed'] = [];
  for (const entry of logged) {
    const key = JSON.parse(entry.key) as Row;
    const expectedJson = side === 'before' ? entry.after : entry.before;
    const targetJson = side === 'before' ? entry.before : entry.after;
    const expected = expectedJson === null ? null : (JSON.parse(expectedJson) as Row);
    const image = targetJson === null ? null : (JSON.parse(targetJson) as Row);
    const target = image && expected === null ? inTextOfToday(db, image) : image;
    const current = read(db, entry.tbl, key);
    const asLeft = expected
      ? current &&
        (same(current, expected) ||
          movedByNewText(db, change, entry, current, expected) ||
          describedAnew(entry.tbl, current, expected))
      : !current;
    if (!asLeft) throw conflict(entry.tbl, change, side);
    if (target && place[entry.tbl]?.some((name) => name in target)) placed.push({ table: entry.tbl, key });
    if (logged.length <= MANY_ROWS)
      for (const article of articlesAbout(db, entry.tbl, key, current, target)) articles.add(article);
    rooms.add(tracked[entry.tbl].room);
    try {
      if (target === null) deleteRow(db, entry.tbl, key);
      else if (expected === null) insertRow(db, entry.tbl, key, target);
      else updateRow(db, entry.tbl, key, target);
    } catch (error) {
      // Something came to depend on the row since (an import found the source that a person had made), or took its place.
      if (isConstraint(error)) throw conflict(entry.tbl, change, side);
      throw error;
    }
  }
  for (const entry of logged) {
    const image = side === 'before' ? entry.before : entry.after;
    const target = image === null ? null : (JSON.parse(image) as Row);
    if (dangles(db, entry.tbl, JSON.parse(entry.key) as Row, target)) throw conflict(entry.tbl, change, side);
  }
  return { rooms: [...rooms], articles: logged.length <= MANY_ROWS ? [...articles] : null, placed };
}

const isConstraint = (error: unknown) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT');

function articlesAbout(
  db: WritableDb,
  table: TrackedTable,
  key: Row,
  current: Row | undefined,
  target: Row | null,
): number[] {
  if (table === 'article') return [Number(key.id)];
  if (table === 'coding') {
    const annotation = current?.annotation_id ?? target?.annotation_id ?? null;
    return db.column<number>('SELECT article FROM annotation WHERE annotation_id = ?', annotation);
  }
  const article = key.article ?? current?.article ?? target?.article;
  return typeof article === 'number' ? [article] : [];
}

export interface LoggedChange {
  change_id: number;
  at: string;
  action: string;
  label: string;
  article: number | null;
  state: 'done' | 'undone' | 'dropped';
  coder: number;
}

/** The step that undo (`done`) or redo (`undone`) would take next for a coder, leaving out those of `passedOver`. */
export function nextStep(
  db: { get: WritableDb['get'] },
  coder: number,
  direction: 'undo' | 'redo',
  passedOver: Iterable<number> = [],
): LoggedChange | undefined {
  const left = JSON.stringify([...passedOver]);
  // Undo goes back from the newest; redo forward from the oldest of those undone.
  return direction === 'undo'
    ? db.get<LoggedChange>(
        `SELECT * FROM change WHERE coder = ? AND state = 'done' AND change_id NOT IN (SELECT value FROM json_each(?))
         ORDER BY change_id DESC LIMIT 1`,
        coder,
        left,
      )
    : db.get<LoggedChange>(
        `SELECT * FROM change WHERE coder = ? AND state = 'undone' AND change_id NOT IN (SELECT value FROM json_each(?))
         ORDER BY change_id ASC LIMIT 1`,
        coder,
        left,
      );
}

/** Steps that a conflict stopped, while the project is open: they must not bar the way to those behind them. */
const stopped = new WeakMap<WritableDb, Set<number>>();

/**
 * Takes one step back or forth. NOTHING_TO_UNDO when there is none. A step that can no longer be taken is CONFLICT once;
 * asked again, the one behind it is taken.
 */
export function takeStep(
  db: WritableDb,
  coder: number,
  direction: 'undo' | 'redo',
): { change: LoggedChange } & Touched {
  const passedOver = stopped.get(db) ?? new Set();
  stopped.set(db, passedOver);
  const change = nextStep(db, coder, direction, passedOver);
  if (!change) {
    throw new AppError(
      'NOTHING_TO_UNDO',
      direction === 'undo' ? 'There is nothing to undo.' : 'There is nothing to redo.',
    );
  }
  let touched: Touched;
  try {
    touched = applyImages(db, change, direction === 'undo' ? 'before' : 'after');
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFLICT') passedOver.add(change.change_id);
    throw error;
  }
  const state = direction === 'undo' ? 'undone' : 'done';
  db.run('UPDATE change SET state = ? WHERE change_id = ?', state, change.change_id);
  return { change: { ...change, state }, ...touched };
}
