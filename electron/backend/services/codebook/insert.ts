import { randomUUID } from 'node:crypto';
import type { CodeAttribute, CodeFields, VersionCause } from '../../../../shared/model/codebook.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { SqlValue } from '../../db/types.ts';
import type { CodeTree } from './tree.ts';

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

/** A code's fields as columns. */
export function columns(fields: Partial<CodeFields>): Record<string, SqlValue> {
  const row: Record<string, SqlValue> = {};
  for (const [field, column] of Object.entries(columnOf) as [keyof CodeFields, string][]) {
    const value = fields[field];
    if (value === undefined) continue;
    if (typeof value === 'boolean') row[column] = Number(value);
    else row[column] = Array.isArray(value) ? JSON.stringify(value) : value;
  }
  return row;
}

export interface NewCode {
  codeId?: string;
  parentId: string | null;
  fields: Partial<CodeFields> & { name: string };
  attributes?: readonly (Omit<CodeAttribute, 'attributeId'> & { attributeId?: string | undefined })[];
  /** How its first version came about; null: the caller writes it, see versions.ts. */
  cause?: VersionCause | null;
  /** Who made it; null for what a ready codebook or a file brought. */
  coder?: number | null;
  archived?: boolean;
}

/**
 * Adds a code as the last of its siblings and to `tree`; the caller has checked name, shortcut and lock.
 * @returns the new code's id.
 */
export function insertCode(rows: TrackedRows, tree: CodeTree, at: string, code: NewCode): string {
  const { codeId = randomUUID(), parentId, fields, cause = 'created', coder = null } = code;
  const version = tree.firstVersion(codeId);
  const archived = code.archived ?? false;
  const position = (tree.children(parentId).at(-1)?.position ?? -1) + 1;
  const color = fields.color ?? tree.leastUsedColor(parentId);
  const row = columns({ ...fields, color });
  rows.insert('code', {
    ...{ ...row, code_id: codeId, parent_id: parentId, position, version, created_at: at },
    archived: Number(archived),
  });
  const attributes = (code.attributes ?? []).map((one) => ({ ...one, attributeId: one.attributeId ?? randomUUID() }));
  for (const [order, { attributeId, name, type, allowed }] of attributes.entries()) {
    rows.insert('code_attribute', {
      attribute_id: attributeId,
      ...{ code_id: codeId, position: order, name, type, allowed: JSON.stringify(allowed) },
    });
  }
  const { name, definition = '', whenToUse = '', whenNot = '', shortcut = null } = fields;
  if (cause !== null) {
    rows.insert('code_version', {
      ...{ code_id: codeId, version, name, definition, when_to_use: whenToUse, when_not: whenNot },
      attributes: JSON.stringify(
        attributes.map((one) => ({
          attributeId: one.attributeId,
          name: one.name,
          type: one.type,
          allowed: one.allowed,
        })),
      ),
      ...{ at, coder, cause },
    });
  }
  tree.add({ codeId, parentId, position, name, color, shortcut, archived });
  return codeId;
}

/** Numbers siblings from 0 in the order given. */
export function renumber(rows: TrackedRows, codeIds: readonly string[]): void {
  rows.updateMany(
    'code',
    ['position'],
    codeIds.map((codeId, position) => ({ key: { code_id: codeId }, values: { position } })),
  );
}
