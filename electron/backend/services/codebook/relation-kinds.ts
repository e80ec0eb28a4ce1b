// Kinds of relations between annotations: part of the codebook.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { RelationKind } from '../../../../shared/model/codebook.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext, RoomHandlers } from '../handler.ts';
import { refuseWhileLocked } from './lock.ts';
import { foldName } from './tree.ts';

export function readKinds(db: ReadableDb, context: ReadContext): { kinds: RelationKind[] } {
  const rows = db.all<Omit<RelationKind, 'isDirected' | 'archived'> & { isDirected: number; archived: number }>(
    `SELECT k.kind_id AS kindId, k.name, k.definition, k.is_directed AS isDirected, k.color, k.archived,
            (SELECT count(*) FROM relation r JOIN annotation a ON a.annotation_id = r.from_id
             WHERE r.kind_id = k.kind_id AND ${visibleCoders('a.article', 'r.coder')}) AS relations
     FROM relation_kind k ORDER BY k.name COLLATE NOCASE`,
    me(context),
  );
  const kinds = rows.map((row) => ({ ...row, isDirected: row.isDirected === 1, archived: row.archived === 1 }));
  return { kinds };
}

function nameOf(db: ReadableDb, kindId: string): string {
  const name = db.value<string>('SELECT name FROM relation_kind WHERE kind_id = ?', kindId);
  if (name === undefined) throw new AppError('NOT_FOUND', 'The codebook no longer has that kind.', { kindId });
  return name;
}

function refuseSameName(db: ReadableDb, name: string, except?: string) {
  const twin = db
    .all<{ kind_id: string; name: string }>('SELECT kind_id, name FROM relation_kind')
    .find((one) => foldName(one.name) === foldName(name) && one.kind_id !== except);
  if (!twin) return;
  throw new AppError('CONFLICT', `There is a kind of relation “${twin.name}” already. Choose another name.`, {
    kindId: twin.kind_id,
  });
}

export const relationKinds = {
  queries: { 'relations.kinds': (db, _input, context) => readKinds(db, context) },

  commands: {
    'relations.createKind': (db, { fields }, context) => {
      refuseWhileLocked(db);
      refuseSameName(db, fields.name);
      const kindId = randomUUID();
      const used = db.value<number>('SELECT count(*) FROM relation_kind') ?? 0;
      const { name, definition = '', isDirected = true, color = (used % 10) + 1 } = fields;
      const step = { action: 'relationKind.create', label: `Created the kind of relation “${name}”`, article: null };
      context.change(step, (rows) =>
        rows.insert('relation_kind', {
          ...{ kind_id: kindId, name, definition, is_directed: Number(isDirected), color },
          ...{ archived: 0, created_at: context.at },
        }),
      );
      return { kindId, ...readKinds(db, context) };
    },

    'relations.editKind': (db, { kindId, fields }, context) => {
      const name = nameOf(db, kindId);
      if (Object.keys(fields).some((field) => field !== 'color')) refuseWhileLocked(db);
      if (fields.name !== undefined) refuseSameName(db, fields.name, kindId);
      const values: Record<string, SqlValue> = {
        ...(fields.name !== undefined && { name: fields.name }),
        ...(fields.definition !== undefined && { definition: fields.definition }),
        ...(fields.isDirected !== undefined && { is_directed: Number(fields.isDirected) }),
        ...(fields.color !== undefined && { color: fields.color }),
      };
      const step = { action: 'relationKind.edit', label: `Edited the kind of relation “${name}”`, article: null };
      context.change(step, (rows) => rows.update('relation_kind', { kind_id: kindId }, values));
      return readKinds(db, context);
    },

    'relations.archiveKind': (db, { kindId, archived }, context) => {
      refuseWhileLocked(db);
      const name = nameOf(db, kindId);
      const label = archived
        ? `Archived the kind of relation “${name}”`
        : `Took the kind of relation “${name}” out of the archive`;
      context.change({ action: 'relationKind.archive', label, article: null }, (rows) =>
        rows.update('relation_kind', { kind_id: kindId }, { archived: Number(archived) }),
      );
      return readKinds(db, context);
    },

    'relations.deleteKind': (db, { kindId }, context) => {
      refuseWhileLocked(db);
      const name = nameOf(db, kindId);
      const uses = db.value<number>('SELECT count(*) FROM relation WHERE kind_id = ?', kindId) ?? 0;
      if (uses > 0) {
        const what = uses === 1 ? '1 relation is' : `${uses} relations are`;
        throw new AppError('CONFLICT', `${what} of the kind “${name}”. Archive it instead.`, {
          kindId,
          relations: uses,
        });
      }
      const step = { action: 'relationKind.delete', label: `Deleted the kind of relation “${name}”`, article: null };
      context.change(step, (rows) => rows.delete('relation_kind', { kind_id: kindId }));
      return readKinds(db, context);
    },
  },
} satisfies RoomHandlers;
