import type { MergeCounts } from '../../../../shared/contract/rooms/merge.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { noteLeftOut, Placer, type StoredPlace } from './articles.ts';
import type { CodebookMap } from './codebook.ts';
import { decide, type Merge, noCounts, type Row, wasDeleted } from './merge.ts';

interface AnnotationRow extends Row {
  annotation_id: string;
  article: number;
  text_version_id: number;
  level: string;
  start: number | null;
  end: number | null;
  exact: string | null;
  prefix: string | null;
  suffix: string | null;
  memo: string;
  confidence: number | null;
  coder: number;
  origin: string;
  status: string;
  created_at: string;
  updated_at: string;
}
interface CodingRow extends Row {
  coding_id: string;
  annotation_id: string;
  code_id: string;
  created_at: string;
  code_version: number;
}
interface ValueRow extends Row {
  coding_id: string;
  attribute_id: string;
  value: string;
}
interface PieceRow extends StoredPlace {
  annotation_id: string;
  ord: number;
  exact: string;
}

/** An annotation with all that hangs on it. */
interface Whole {
  row: AnnotationRow;
  codings: CodingRow[];
  /** Values of all its codings. */
  values: ValueRow[];
  pieces: PieceRow[];
}

const ANNOTATION = `SELECT annotation_id, article, text_version_id, level, start, end, exact, prefix, suffix, memo, confidence, coder,
  origin, status, created_at, updated_at FROM annotation`;
const CODING = 'SELECT coding_id, annotation_id, code_id, created_at, code_version FROM coding';
const VALUE =
  'SELECT v.coding_id, v.attribute_id, v.value, c.annotation_id FROM coding_value v JOIN coding c USING (coding_id)';
const PIECE = 'SELECT p.annotation_id, p.ord, p.start, p.end, p.exact, p.prefix, p.suffix FROM annotation_piece p';

/** What hangs on annotations, by their id; of one annotation when `id` is given. */
function hanging(db: ReadableDb, id?: string) {
  const all = <R>(sql: string, column: string, order: string): R[] =>
    id === undefined
      ? db.all<R>(`${sql} ORDER BY ${order}`)
      : db.all<R>(`${sql} WHERE ${column} = ? ORDER BY ${order}`, id);
  const group = <R extends { annotation_id: SqlValue }>(rows: R[]) => {
    const groups = new Map<SqlValue, R[]>();
    for (const row of rows) {
      const group = groups.get(row.annotation_id);
      if (group) group.push(row);
      else groups.set(row.annotation_id, [row]);
    }
    return groups;
  };
  const codings = group(all<CodingRow>(CODING, 'annotation_id', 'created_at, rowid'));
  const values = group(
    all<ValueRow & { annotation_id: string }>(VALUE, 'c.annotation_id', 'v.coding_id, v.attribute_id'),
  );
  const pieces = group(all<PieceRow & { text_version_id: number }>(PIECE, 'p.annotation_id', 'p.annotation_id, p.ord'));
  return (row: AnnotationRow): Whole => ({
    row,
    codings: codings.get(row.annotation_id) ?? [],
    values: values.get(row.annotation_id) ?? [],
    pieces: pieces.get(row.annotation_id) ?? [],
  });
}

/**
 * What makes two annotations the same: place, codes, values, pieces, memo, confidence. Where the texts differ, the place is told
 * by the quote, since each text may have moved it.
 */
function contentOf({ row, codings, values, pieces }: Whole, withPlace: boolean): string {
  const codeOf = new Map(codings.map((coding) => [coding.coding_id, coding.code_id]));
  return JSON.stringify([
    [row.article, row.level, row.exact, row.memo, row.confidence, row.coder],
    withPlace ? [row.start, row.end] : null,
    codings.map((coding) => coding.code_id).sort(),
    values.map((value) => `${codeOf.get(value.coding_id)}/${value.attribute_id}/${value.value}`).sort(),
    pieces.map((piece) => (withPlace ? [piece.start, piece.end, piece.exact] : piece.exact)),
  ]);
}

/** The place that tells whether one coder coded the same twice. */
const placeOf = (row: AnnotationRow) =>
  `${row.coder}/${row.article}/${row.level}/${row.start}/${row.end}/${row.status}`;

/** An annotation there as it would stand here. */
function translate(merge: Merge, placer: Placer, codebook: CodebookMap, theirs: Whole): Whole | null {
  const article = merge.articles.common.get(theirs.row.article);
  if (!article) return null;
  const { row } = theirs;
  const place = row.level === 'span' ? placer.place(article, row) : { text_version_id: article.textVersionId };
  const version = row.text_version_id;
  const pieces = theirs.pieces.map((piece) => {
    const { start, end, prefix, suffix, status } = placer.place(article, { ...piece, text_version_id: version });
    return { status, piece: { ...piece, start, end, prefix, suffix } };
  });
  // Whole or not at all: half a discontinuous span says something else.
  const lost = 'status' in place && (place.status === 'unplaced' || pieces.some(({ status }) => status === 'unplaced'));
  const nowhere = { start: null, end: null };
  const given = new Set<string>();
  const codings = theirs.codings.flatMap((coding) => {
    const codeId = codebook.code(coding.code_id);
    // Two codes there that are one here.
    if (given.has(codeId)) return [];
    given.add(codeId);
    return [{ ...coding, code_id: codeId, code_version: codebook.version(coding.code_id, coding.code_version) }];
  });
  const kept = new Set(codings.map((coding) => coding.coding_id));
  return {
    row: {
      ...row,
      ...place,
      ...(lost ? { ...nowhere, status: 'unplaced' } : {}),
      article: article.id,
      coder: merge.coder(row.coder),
    },
    codings,
    values: theirs.values
      .filter((value) => kept.has(value.coding_id))
      .map((value) => ({ ...value, attribute_id: codebook.attribute(value.attribute_id) })),
    pieces: pieces.map(({ piece }) => (lost ? { ...piece, ...nowhere } : piece)),
  };
}

/** Takes the other project's annotations in, each with its codes, values and pieces. */
export function mergeAnnotations(merge: Merge, codebook: CodebookMap): MergeCounts {
  const { ours, theirs, rows, conflicts } = merge;
  const counts = noCounts();
  const placer = new Placer(merge);
  const hangsThere = hanging(theirs);
  const here = new Map(ours.all<AnnotationRow>(ANNOTATION).map((row) => [row.annotation_id, row]));
  const places = new Map<string, string>();
  for (const row of here.values()) places.set(placeOf(row), row.annotation_id);
  const isForgetful =
    ours.value(`SELECT 1 FROM change_row WHERE tbl = 'annotation' AND after IS NULL LIMIT 1`) !== undefined;
  const added: Whole[] = [];
  const about = (whole: Whole) => {
    const { articleId, title } = merge.titleOf(whole.row.article);
    const coder = ours.value<string>('SELECT name FROM coder WHERE id = ?', whole.row.coder) ?? 'a coder';
    return { where: `${coder} in “${title || articleId}”`, of: { articleId, id: whole.row.annotation_id } };
  };

  // Article by article, so that each text is read once.
  for (const row of theirs.all<AnnotationRow>(`${ANNOTATION} ORDER BY article, start, annotation_id`)) {
    const whole = translate(merge, placer, codebook, hangsThere(row));
    if (!whole) continue;
    const known = here.get(row.annotation_id);
    if (known) {
      const sameText =
        merge.articles.sha256There.get(row.text_version_id) === merge.articles.common.get(row.article)?.sha256;
      const mine = hanging(ours, row.annotation_id)(known);
      const key = { annotation_id: row.annotation_id };
      const isSame = contentOf(mine, sameText) === contentOf(whole, sameText);
      const stamps = { ours: known.updated_at, theirs: row.updated_at };
      const verdict = decide(merge, 'annotation', { ours: key, theirs: key }, 'updated_at', stamps, isSame);
      if (verdict === 'theirs') replace(merge, mine, whole);
      if (verdict === 'conflict') {
        const { where, of } = about(whole);
        conflicts.add('annotation', `An annotation of ${where} differs there. The one here stays.`, of);
      }
      counts[verdict === 'theirs' ? 'updated' : 'unchanged']++;
      continue;
    }
    if (isForgetful && wasDeleted(ours, 'annotation', { annotation_id: row.annotation_id })) {
      const { where, of } = about(whole);
      conflicts.add('annotation', `An annotation of ${where} was deleted here. It stays deleted.`, of);
      counts.unchanged++;
      continue;
    }
    const twinId = whole.row.status === 'anchored' ? places.get(placeOf(whole.row)) : undefined;
    const twin = twinId === undefined ? undefined : here.get(twinId);
    if (twin) {
      const mine = hanging(ours, twin.annotation_id)(twin);
      if (contentOf(mine, true) === contentOf(whole, true)) {
        counts.unchanged++;
        continue;
      }
      const { where, of } = about(whole);
      conflicts.add('annotation', `${where} coded the same passage here and there, and not alike. Both are kept.`, of);
    }
    if (whole.row.status === 'unplaced') {
      const { where, of } = about(whole);
      conflicts.unplaced++;
      conflicts.add(
        'text',
        `The text is another one here, and a passage of ${where} is not in it. It is kept as unplaced.`,
        of,
      );
    }
    added.push(whole);
  }
  rows.insertMany(
    'annotation',
    added.map(({ row }) => row),
  );
  rows.insertMany(
    'coding',
    added.flatMap(({ codings }) => codings),
  );
  rows.insertMany(
    'coding_value',
    added.flatMap(({ values }) => values),
  );
  rows.insertMany(
    'annotation_piece',
    added.flatMap(({ pieces }) => pieces as unknown as Row[]),
  );
  counts.added = added.length;
  noteDeletedThere(merge, here);
  noteLeftOut(merge);
  return counts;
}

/** Makes an annotation here what it has become there. */
function replace({ rows }: Merge, mine: Whole, whole: Whole): void {
  const { annotation_id, article, created_at, coder, ...content } = whole.row;
  rows.update('annotation', { annotation_id }, content);
  const wanted = new Map(whole.codings.map((coding) => [coding.coding_id, coding]));
  for (const { coding_id, attribute_id } of mine.values) rows.delete('coding_value', { coding_id, attribute_id });
  for (const { ord } of mine.pieces) rows.delete('annotation_piece', { annotation_id, ord });
  const kept = new Set<string>();
  for (const coding of mine.codings) {
    if (wanted.get(coding.coding_id)?.code_id === coding.code_id) kept.add(coding.coding_id);
    else rows.delete('coding', { coding_id: coding.coding_id });
  }
  rows.insertMany(
    'coding',
    whole.codings.filter((coding) => !kept.has(coding.coding_id)),
  );
  rows.insertMany('coding_value', whole.values);
  rows.insertMany('annotation_piece', whole.pieces as unknown as Row[]);
}

/** What was deleted there and stands here stays: to delete is for whoever looks at it. */
function noteDeletedThere(merge: Merge, here: ReadonlyMap<string, AnnotationRow>): void {
  const { theirs, ours, conflicts } = merge;
  const deleted = theirs.column<string>(
    `SELECT DISTINCT r.key ->> 'annotation_id' FROM change_row r JOIN change h ON h.change_id = r.change_id
     WHERE r.tbl = 'annotation' AND r.after IS NULL AND h.state = 'done'
       AND r.key ->> 'annotation_id' NOT IN (SELECT annotation_id FROM annotation)`,
  );
  for (const id of deleted) {
    const row = here.get(id);
    if (!row) continue;
    const { articleId, title } = merge.titleOf(row.article);
    const coder = ours.value<string>('SELECT name FROM coder WHERE id = ?', row.coder);
    conflicts.add(
      'annotation',
      `An annotation of ${coder} in “${title || articleId}” was deleted there. It stays here.`,
      { articleId, id },
    );
  }
}

/** Relations between annotations that are here now, and examples of codes. */
export function mergeRelations(merge: Merge, codebook: CodebookMap): MergeCounts {
  const { ours, theirs, rows, conflicts } = merge;
  const counts = noCounts();
  const COLUMNS = 'relation_id, kind_id, from_id, to_id, memo, coder, created_at, updated_at';
  interface RelationRow extends Row {
    relation_id: string;
    kind_id: string;
    from_id: string;
    to_id: string;
    memo: string;
    coder: number;
    updated_at: string;
  }
  const added: Row[] = [];
  const isHere = (id: string) => ours.value('SELECT 1 FROM annotation WHERE annotation_id = ?', id) !== undefined;
  for (const there of theirs.all<RelationRow>(`SELECT ${COLUMNS} FROM relation ORDER BY created_at, relation_id`)) {
    const relation = { ...there, kind_id: codebook.relationKind(there.kind_id), coder: merge.coder(there.coder) };
    const { relation_id, kind_id, from_id, to_id, coder } = relation;
    const key = { relation_id };
    const known = ours.get<RelationRow>(
      `SELECT ${COLUMNS} FROM relation WHERE relation_id = ? OR (kind_id = ? AND from_id = ? AND to_id = ? AND coder = ?)
       ORDER BY relation_id = ? DESC LIMIT 1`,
      ...[relation_id, kind_id, from_id, to_id, coder, relation_id],
    );
    if (known) {
      const content = (row: RelationRow) => JSON.stringify([row.kind_id, row.from_id, row.to_id, row.memo]);
      const isSame = content(known) === content(relation);
      const stamps = { ours: known.updated_at, theirs: relation.updated_at };
      const verdict = decide(merge, 'relation', { ours: key, theirs: key }, 'updated_at', stamps, isSame);
      if (verdict === 'theirs') {
        rows.update('relation', key, { kind_id, from_id, to_id, memo: relation.memo, updated_at: relation.updated_at });
      }
      if (verdict === 'conflict')
        conflicts.add('relation', 'A relation differs there. The one here stays.', { id: known.relation_id });
      counts[verdict === 'theirs' ? 'updated' : 'unchanged']++;
    } else if (isHere(from_id) && isHere(to_id) && !wasDeleted(ours, 'relation', key)) added.push(relation);
  }
  counts.added = rows.insertMany('relation', added);
  mergeExamples(merge, codebook);
  return counts;
}

function mergeExamples({ ours, theirs, rows, articles }: Merge, codebook: CodebookMap): void {
  const here = new Set(ours.column<string>('SELECT example_id FROM code_example'));
  const there = theirs.all<Row & { example_id: string; code_id: string; article: number | null }>(
    'SELECT example_id, code_id, annotation_id, article, exact, is_positive, note, created_at FROM code_example',
  );
  rows.insertMany(
    'code_example',
    there
      .filter(({ example_id }) => !here.has(example_id) && !wasDeleted(ours, 'code_example', { example_id }))
      .map((example) => ({
        ...example,
        code_id: codebook.code(example.code_id),
        article: example.article === null ? null : (articles.common.get(example.article)?.id ?? null),
      }))
      .filter(({ code_id }) => ours.value('SELECT 1 FROM code WHERE code_id = ?', code_id) !== undefined),
  );
}
