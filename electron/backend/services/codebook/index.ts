// The codebook: a tree of codes. Every change is one step of undo.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { CodeFields } from '../../../../shared/model/codebook.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../db/types.ts';
import type { RoomHandlers, WriteContext } from '../handler.ts';
import { countCodes, findPreset, type PresetCode, readPresets } from './presets.ts';
import { CodeTree, readCodes, type TreeCode } from './tree.ts';

const columnOf: Record<keyof CodeFields, string> = {
  name: 'name',
  definition: 'definition',
  whenToUse: 'when_to_use',
  whenNot: 'when_not',
  example: 'example',
  color: 'color',
  shortcut: 'shortcut',
  isCodable: 'is_codable',
  appliesTo: 'applies_to',
};

function columns(fields: Partial<CodeFields>): Record<string, SqlValue> {
  const row: Record<string, SqlValue> = {};
  for (const [field, column] of Object.entries(columnOf) as [keyof CodeFields, string][]) {
    const value = fields[field];
    if (value === undefined) continue;
    if (typeof value === 'boolean') row[column] = Number(value);
    else row[column] = typeof value === 'object' ? JSON.stringify(value) : value;
  }
  return row;
}

/**
 * Adds a code as the last of its siblings and to `tree`; the caller has checked name and shortcut.
 * @returns the new code's id.
 */
export function insertCode(
  rows: TrackedRows,
  tree: CodeTree,
  at: string,
  code: { codeId?: string; parentId: string | null; fields: Partial<CodeFields> & { name: string } },
): string {
  const { codeId = randomUUID(), parentId, fields } = code;
  const position = (tree.children(parentId).at(-1)?.position ?? -1) + 1;
  const color = fields.color ?? tree.leastUsedColor(parentId);
  rows.insert('code', {
    ...columns({ ...fields, color }),
    code_id: codeId,
    parent_id: parentId,
    position,
    created_at: at,
  });
  const { name, shortcut = null } = fields;
  tree.add({ codeId, parentId, position, name, color, shortcut, archived: false });
  return codeId;
}

function addPresetCodes(
  rows: TrackedRows,
  tree: CodeTree,
  at: string,
  parentId: string | null,
  codes: readonly PresetCode[],
): void {
  for (const code of codes) {
    const taken = code.shortcut !== null && tree.all().some((one) => one.shortcut === code.shortcut);
    const codeId =
      tree.childNamed(parentId, code.name)?.codeId ??
      insertCode(rows, tree, at, {
        parentId,
        fields: {
          name: code.name,
          definition: code.definition,
          whenToUse: code.when_to_use,
          whenNot: code.when_not,
          example: code.example,
          ...(code.color !== undefined && { color: code.color }),
          shortcut: taken ? null : code.shortcut,
          isCodable: code.is_codable,
        },
      });
    addPresetCodes(rows, tree, at, codeId, code.children);
  }
}

/** Numbers siblings from 0 in the order given. */
function renumber(rows: TrackedRows, codeIds: readonly string[]) {
  for (const [position, codeId] of codeIds.entries()) rows.update('code', { code_id: codeId }, { position });
}

/** Codings go to no group and to no archived code. */
function refuseAsTarget(db: ReadableDb, codeId: string, into: TreeCode) {
  if (into.archived) {
    throw new AppError('CONFLICT', `“${into.name}” is archived. Take it out of the archive to merge into it.`, {
      intoId: into.codeId,
    });
  }
  const isGroup = db.value<number>('SELECT is_codable FROM code WHERE code_id = ?', into.codeId) === 0;
  if (isGroup && db.value('SELECT 1 FROM coding WHERE code_id = ?', codeId) !== undefined) {
    throw new AppError('CONFLICT', `“${into.name}” only groups other codes. Merge into one below it.`, {
      intoId: into.codeId,
    });
  }
}

/** Gives the codings of one code to another; where an annotation has both, one coding stays. */
function reassignCodings(db: WritableDb, rows: TrackedRows, codeId: string, intoId: string) {
  const codings = db.all<{ coding_id: string; doubled: number }>(
    `SELECT c.coding_id,
            EXISTS (SELECT 1 FROM coding d WHERE d.code_id = ? AND d.annotation_id = c.annotation_id) AS doubled
     FROM coding c WHERE c.code_id = ? ORDER BY c.coding_id`,
    intoId,
    codeId,
  );
  for (const { coding_id, doubled } of codings) {
    if (doubled) rows.delete('coding', { coding_id });
    else rows.update('coding', { coding_id }, { code_id: intoId });
  }
}

function change<T>(context: WriteContext, action: string, label: string, write: (rows: TrackedRows) => T): T {
  return context.change({ action: `code.${action}`, label, article: null }, write);
}

export const handlers: RoomHandlers = {
  queries: {
    'codebook.get': (db) => ({ codes: readCodes(db) }),

    'codebook.presets': (_db, _input, { resourcesDir }) =>
      readPresets(resourcesDir).map(({ id, name, description, codes }) => ({
        presetId: id,
        name,
        description,
        codes: countCodes(codes),
      })),
  },

  commands: {
    'codebook.addPreset': (db, { presetId }, context) => {
      const preset = findPreset(context.resourcesDir, presetId);
      change(context, 'preset', `Added the codebook “${preset.name}”`, (rows) =>
        addPresetCodes(rows, new CodeTree(db), context.at, null, preset.codes),
      );
      return { codes: readCodes(db) };
    },

    'codebook.create': (db, { parentId, fields }, context) => {
      const tree = new CodeTree(db);
      if (parentId !== null) tree.get(parentId);
      tree.refuseSameName(parentId, fields.name);
      tree.refuseTakenShortcut(fields.shortcut ?? null);
      const codeId = change(context, 'create', `Created the code “${fields.name}”`, (rows) =>
        insertCode(rows, tree, context.at, { parentId, fields }),
      );
      return { codeId, codes: readCodes(db) };
    },

    'codebook.edit': (db, { codeId, fields }, context) => {
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      if (fields.name !== undefined) tree.refuseSameName(code.parentId, fields.name, codeId);
      if (fields.shortcut) tree.refuseTakenShortcut(fields.shortcut, codeId);
      const renamed = fields.name !== undefined && fields.name !== code.name;
      const label = renamed ? `Renamed the code “${code.name}” to “${fields.name}”` : `Edited the code “${code.name}”`;
      change(context, 'edit', label, (rows) => rows.update('code', { code_id: codeId }, columns(fields)));
      return { codes: readCodes(db) };
    },

    'codebook.move': (db, { codeId, parentId, position }, context) => {
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      const parent = parentId === null ? null : tree.get(parentId);
      if (parentId !== null && tree.subtree(codeId).some((one) => one.codeId === parentId)) {
        throw new AppError('CONFLICT', `“${code.name}” cannot be moved below itself. Choose a code outside of it.`, {
          codeId,
          parentId,
        });
      }
      tree.refuseSameName(parentId, code.name, codeId);
      const siblings = tree.children(parentId).map((one) => one.codeId);
      const before = siblings.slice(position).find((id) => id !== codeId);
      const others = siblings.filter((id) => id !== codeId);
      others.splice(before === undefined ? others.length : others.indexOf(before), 0, codeId);
      const label = parent && parentId !== code.parentId ? ` to “${parent.name}”` : '';
      change(context, 'move', `Moved the code “${code.name}”${label}`, (rows) => {
        rows.update('code', { code_id: codeId }, { parent_id: parentId });
        renumber(rows, others);
      });
      return { codes: readCodes(db) };
    },

    'codebook.merge': (db, { codeId, intoId }, context) => {
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      const into = tree.get(intoId);
      if (tree.subtree(codeId).some((one) => one.codeId === intoId)) {
        const reason =
          codeId === intoId
            ? `“${code.name}” cannot be merged into itself.`
            : `“${into.name}” lies below “${code.name}”. Merge “${into.name}” into “${code.name}” instead.`;
        throw new AppError('CONFLICT', reason, { codeId, intoId });
      }
      refuseAsTarget(db, codeId, into);
      const children = tree.children(codeId);
      for (const child of children) {
        const twin = tree.childNamed(intoId, child.name);
        if (!twin || twin.codeId === codeId) continue;
        throw new AppError(
          'CONFLICT',
          `Both “${code.name}” and “${into.name}” have a code “${child.name}” below them. Merge or rename those first.`,
          { codeId: child.codeId, intoId: twin.codeId },
        );
      }
      const siblings = tree.children(intoId).filter((one) => one.codeId !== codeId);
      change(context, 'merge', `Merged the code “${code.name}” into “${into.name}”`, (rows) => {
        reassignCodings(db, rows, codeId, intoId);
        for (const child of children) rows.update('code', { code_id: child.codeId }, { parent_id: intoId });
        rows.delete('code', { code_id: codeId });
        renumber(
          rows,
          [...siblings, ...children].map((one) => one.codeId),
        );
      });
      context.touch(['annotations'], null);
      return { codes: readCodes(db) };
    },

    // Goes for everything below it too; an archived code gives its key back, for others to use.
    'codebook.archive': (db, { codeId, archived }, context) => {
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      const label = archived ? `Archived the code “${code.name}”` : `Took the code “${code.name}” out of the archive`;
      const touched = archived ? tree.subtree(codeId) : [...tree.ancestors(codeId), ...tree.subtree(codeId)];
      change(context, archived ? 'archive' : 'restore', label, (rows) => {
        for (const one of touched) {
          const values: Record<string, SqlValue> = archived ? { archived: 1, shortcut: null } : { archived: 0 };
          rows.update('code', { code_id: one.codeId }, values);
        }
      });
      return { codes: readCodes(db) };
    },

    'codebook.delete': (db, { codeId }, context) => {
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      const uses = db.value<number>('SELECT count(*) FROM coding WHERE code_id = ?', codeId) ?? 0;
      if (uses > 0) {
        const what = uses === 1 ? '1 annotation has' : `${uses} annotations have`;
        throw new AppError('CONFLICT', `${what} the code “${code.name}”. Archive it or merge it into another one.`, {
          codeId,
          annotations: uses,
        });
      }
      const children = tree.children(codeId).length;
      if (children > 0) {
        const what = children === 1 ? 'a code' : `${children} codes`;
        throw new AppError('CONFLICT', `“${code.name}” has ${what} below it. Move, merge or delete those first.`, {
          codeId,
          children,
        });
      }
      change(context, 'delete', `Deleted the code “${code.name}”`, (rows) => {
        rows.delete('code', { code_id: codeId });
        renumber(
          rows,
          tree.children(code.parentId).flatMap((one) => (one.codeId === codeId ? [] : [one.codeId])),
        );
      });
      return { codes: readCodes(db) };
    },
  },
};
