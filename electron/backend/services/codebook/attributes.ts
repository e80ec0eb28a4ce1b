// What is asked about every coding with a code, and the values that were given.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import { type AttributeDraft, type CodeAttribute, valueFits } from '../../../../shared/model/codebook.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { foldName } from './tree.ts';
import { attributesOf } from './versions.ts';

export interface GivenValue {
  codingId: string;
  attributeId: string;
  value: string;
}

export function givenValues(db: ReadableDb, codeId: string): GivenValue[] {
  return db.all<GivenValue>(
    `SELECT v.coding_id AS codingId, v.attribute_id AS attributeId, v.value
     FROM coding c JOIN coding_value v USING (coding_id) WHERE c.code_id = ? ORDER BY v.coding_id, v.attribute_id`,
    codeId,
  );
}

export interface AttributePlan {
  /** As they shall be, in order. */
  attributes: CodeAttribute[];
  before: CodeAttribute[];
  removed: CodeAttribute[];
  /** Values of attributes that go. */
  lost: GivenValue[];
  /** Values that get another name. */
  renamed: GivenValue[];
  /** Values that are not allowed afterwards; they stay. */
  outside: GivenValue[];
}

/**
 * What setting a code's attributes does.
 * @throws AppError INVALID_INPUT two of one name, or a choice without values; NOT_FOUND for another code's attribute
 */
export function planAttributes(
  db: ReadableDb,
  codeId: string,
  drafts: readonly AttributeDraft[],
  renames: readonly { attributeId: string; from: string; to: string }[],
): AttributePlan {
  const before = attributesOf(db, codeId);
  const attributes = drafts.map((draft): CodeAttribute => {
    const { attributeId = randomUUID(), name, type } = draft;
    if (draft.attributeId !== undefined && !before.some((one) => one.attributeId === draft.attributeId)) {
      throw new AppError('NOT_FOUND', `The code no longer has the attribute “${name}”.`, { attributeId });
    }
    const allowed = type === 'choice' ? [...new Set(draft.allowed)] : [];
    if (type === 'choice' && allowed.length === 0) {
      throw new AppError('INVALID_INPUT', `“${name}” is a choice and needs at least one value to choose.`, { name });
    }
    return { attributeId, name, type, allowed };
  });
  const names = new Set<string>();
  for (const { name } of attributes) {
    if (names.has(foldName(name))) {
      throw new AppError('INVALID_INPUT', `Two attributes are called “${name}”. Give one another name.`, { name });
    }
    names.add(foldName(name));
  }
  const byId = new Map(attributes.map((one) => [one.attributeId, one]));
  const given = givenValues(db, codeId);
  const newName = new Map(renames.map(({ attributeId, from, to }) => [`${attributeId}/${from}`, to]));
  const after = given.flatMap((one) => {
    const value = newName.get(`${one.attributeId}/${one.value}`) ?? one.value;
    return byId.has(one.attributeId) ? [{ ...one, value }] : [];
  });
  return {
    attributes,
    before,
    removed: before.filter((one) => !byId.has(one.attributeId)),
    lost: given.filter((one) => !byId.has(one.attributeId)),
    renamed: after.filter((one) => newName.size > 0 && [...newName.values()].includes(one.value)),
    outside: after.filter((one) => !valueFits(byId.get(one.attributeId)!, one.value)),
  };
}

export function writeAttributes(rows: TrackedRows, codeId: string, plan: AttributePlan): void {
  for (const { codingId, attributeId } of plan.lost) {
    rows.delete('coding_value', { coding_id: codingId, attribute_id: attributeId });
  }
  for (const { attributeId } of plan.removed) rows.delete('code_attribute', { attribute_id: attributeId });
  for (const [position, { attributeId, name, type, allowed }] of plan.attributes.entries()) {
    rows.put('code_attribute', {
      attribute_id: attributeId,
      ...{ code_id: codeId, position, name, type, allowed: JSON.stringify(allowed) },
    });
  }
  rows.updateMany(
    'coding_value',
    ['value'],
    plan.renamed.map(({ codingId, attributeId, value }) => ({
      key: { coding_id: codingId, attribute_id: attributeId },
      values: { value },
    })),
  );
}
