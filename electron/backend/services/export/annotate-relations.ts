// Relations between annotations, read back from our own relations.csv.
import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { uuid } from '../../../../shared/model/annotation.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { refuseWhileLocked } from '../codebook/index.ts';
import { foldName } from '../codebook/tree.ts';
import type { ReadContext } from '../handler.ts';
import { type AnnotateFile, type AnnotateRow, readTable } from './annotate-rows.ts';
import { timeOf } from './annotate-time.ts';

type Told = OutputOf<'annotate.fromCsv'>['relations'];

interface Kind {
  kindId: string;
  name: string;
  isDirected: boolean;
  isNew: boolean;
}

/** A relation as it will stand in the project; `coder` is a name until it is written. */
export interface PlannedRelation {
  relationId: string;
  kind: Kind;
  fromId: string;
  toId: string;
  memo: string;
  coder: string;
  createdAt: string;
  updatedAt: string;
  isNew: boolean;
}

export interface RelationPlan {
  result: Told;
  newKinds: Kind[];
  writes: PlannedRelation[];
}

const nothing = (): RelationPlan => ({
  result: { added: 0, unchanged: 0, replaced: 0, kindsCreated: 0, unplaced: [] },
  newKinds: [],
  writes: [],
});

/** Whether a table is one of relations and not of annotations. */
export const isRelations = ({ columns }: AnnotateFile): boolean =>
  columns.some((name) => name.toLowerCase() === 'from_annotation_id');

interface StoredRelation {
  relation_id: string;
  kind_id: string;
  from_id: string;
  to_id: string;
  memo: string;
  coder: string;
  created_at: string;
  updated_at: string;
}

const STORED = `SELECT r.relation_id, r.kind_id, r.from_id, r.to_id, r.memo, p.name AS coder, r.created_at, r.updated_at
  FROM relation r JOIN coder p ON p.id = r.coder`;

/**
 * What reading relations would change. Kinds are found by their names; those that the codebook lacks are made as the file says
 * them. A relation whose annotations are not both there is listed and left out.
 * @param comes identifiers of annotations that are read in with them
 * @throws AppError INVALID_INPUT for a malformed file, NO_CODER, and with `strict` CONFLICT naming the missing kinds
 */
export function planRelations(
  db: ReadableDb,
  csv: string | null,
  comes: ReadonlySet<string>,
  options: { coder: string | null; strict: boolean },
  context: ReadContext & { at: string },
): RelationPlan {
  if (csv === null) return nothing();
  const table = readTable(csv);
  for (const column of ['kind', 'from_annotation_id', 'to_annotation_id']) {
    if (table.columns.some((name) => name.toLowerCase() === column)) continue;
    throw new AppError('INVALID_INPUT', `The file has no column ${column}. Choose a relations.csv.`, { column });
  }
  const plan = nothing();
  const { result, writes } = plan;
  const kinds = new Map(knownKinds(db).map((kind) => [foldName(kind.name), kind]));
  const isThere = (id: string) =>
    comes.has(id) || db.value('SELECT 1 FROM annotation WHERE annotation_id = ?', id) !== undefined;
  const seen = new Set<string>();
  for (const row of table.rows) {
    const relationId = row.cell('relation_id').trim().toLowerCase();
    const fromId = row.cell('from_annotation_id').trim().toLowerCase();
    const toId = row.cell('to_annotation_id').trim().toLowerCase();
    const fault = faultOf(row, { relationId, fromId, toId }, isThere, seen);
    if (fault !== null) {
      result.unplaced.push({ row: row.row, relationId: relationId || null, reason: fault });
      continue;
    }
    seen.add(relationId);
    const before =
      relationId === '' ? undefined : db.get<StoredRelation>(`${STORED} WHERE r.relation_id = ?`, relationId);
    const name = row.cell('kind').trim();
    let kind = kinds.get(foldName(name));
    if (!kind) {
      kind = { kindId: randomUUID(), name, isDirected: row.cell('is_directed').trim() !== 'false', isNew: true };
      kinds.set(foldName(name), kind);
      plan.newKinds.push(kind);
    }
    const coder = row.cell('coder').trim() || options.coder?.trim() || before?.coder || context.coder?.name;
    if (!coder) throw new AppError('NO_CODER', `Row ${row.row} names no coder. Say whose relations these are.`, {});
    const createdAt = timeOf(row.cell('created_at')) ?? before?.created_at ?? context.at;
    const planned: PlannedRelation = {
      ...{ relationId: relationId || randomUUID(), kind, fromId, toId, coder, createdAt, isNew: !before },
      memo: row.cell('memo'),
      updatedAt: timeOf(row.cell('updated_at')) ?? before?.updated_at ?? createdAt,
    };
    if ((before && same(before, planned)) || hasTwin(db, writes, planned)) result.unchanged++;
    else {
      result[before ? 'replaced' : 'added']++;
      writes.push(planned);
    }
  }
  result.kindsCreated = plan.newKinds.length;
  if (options.strict && plan.newKinds.length > 0) {
    const names = plan.newKinds.slice(0, 10).map(({ name }) => `“${name}”`);
    throw new AppError(
      'CONFLICT',
      `The codebook has no kind of relation ${names.join(', ')}. Nothing was read in. Add it first, or allow new ones.`,
      { kinds: plan.newKinds.map(({ name }) => name) },
    );
  }
  return plan;
}

const knownKinds = (db: ReadableDb): Kind[] =>
  db
    .all<{ kindId: string; name: string; isDirected: number }>(
      'SELECT kind_id AS kindId, name, is_directed AS isDirected FROM relation_kind',
    )
    .map((kind) => ({ ...kind, isDirected: kind.isDirected === 1, isNew: false }));

function faultOf(
  row: AnnotateRow,
  { relationId, fromId, toId }: { relationId: string; fromId: string; toId: string },
  isThere: (id: string) => boolean,
  seen: ReadonlySet<string>,
): string | null {
  if (relationId !== '' && !uuid.safeParse(relationId).success) {
    return 'The relation_id is no UUID. Leave the cell empty for a new relation.';
  }
  if (relationId !== '' && seen.has(relationId)) return 'An earlier row has this relation_id.';
  if (row.cell('kind').trim() === '') return 'The row names no kind of relation.';
  if (row.cell('kind').trim().length > 200) return 'The kind of relation has a name of more than 200 characters.';
  if (fromId === toId) return 'A relation is between two annotations; here both are one.';
  const missing = [fromId, toId].find((id) => !isThere(id));
  return missing === undefined
    ? null
    : `The annotation “${missing.slice(0, 40)}” is neither in the project nor in what is read in.`;
}

function same(before: StoredRelation, planned: PlannedRelation): boolean {
  return (
    before.kind_id === planned.kind.kindId &&
    before.from_id === planned.fromId &&
    before.to_id === planned.toId &&
    before.memo === planned.memo &&
    before.coder.toLowerCase() === planned.coder.toLowerCase() &&
    before.created_at === planned.createdAt &&
    before.updated_at === planned.updatedAt
  );
}

/** Whether the coder relates the two in this way already, under another identifier. */
function hasTwin(db: ReadableDb, writes: readonly PlannedRelation[], planned: PlannedRelation): boolean {
  const { relationId, kind, fromId, toId, coder } = planned;
  const ends = (from: string, to: string) =>
    (from === fromId && to === toId) || (!kind.isDirected && from === toId && to === fromId);
  const isNear = writes.some(
    (one) => one.kind === kind && one.coder.toLowerCase() === coder.toLowerCase() && ends(one.fromId, one.toId),
  );
  if (isNear || kind.isNew) return isNear;
  return db
    .all<StoredRelation>(
      `${STORED} WHERE r.kind_id = ? AND p.name = ? AND ? IN (r.from_id, r.to_id)`,
      kind.kindId,
      coder,
      fromId,
    )
    .some((one) => one.relation_id !== relationId && ends(one.from_id, one.to_id));
}

/** Writes what was planned; the annotations stand already. @param coders row ids by name */
export function writeRelations(
  db: ReadableDb,
  rows: TrackedRows,
  { newKinds, writes }: RelationPlan,
  coders: ReadonlyMap<string, number>,
  at: string,
): void {
  if (newKinds.length > 0) refuseWhileLocked(db);
  const used = db.value<number>('SELECT count(*) FROM relation_kind') ?? 0;
  for (const [index, { kindId, name, isDirected }] of newKinds.entries()) {
    rows.insert('relation_kind', {
      ...{ kind_id: kindId, name, definition: '', is_directed: Number(isDirected), color: ((used + index) % 10) + 1 },
      ...{ archived: 0, created_at: at },
    });
  }
  for (const { relationId, kind, fromId, toId, memo, coder, createdAt, updatedAt, isNew } of writes) {
    const values = {
      ...{ kind_id: kind.kindId, from_id: fromId, to_id: toId, memo, coder: coders.get(coder) ?? 0 },
      ...{ created_at: createdAt, updated_at: updatedAt },
    };
    if (isNew) rows.insert('relation', { relation_id: relationId, ...values });
    else rows.update('relation', { relation_id: relationId }, values);
  }
}
