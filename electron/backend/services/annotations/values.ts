import { AppError } from '../../../../shared/contract/errors.ts';
import { type AttributeType, valueFits } from '../../../../shared/model/codebook.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';

interface Attribute {
  attributeId: string;
  name: string;
  type: AttributeType;
  allowed: string[];
}

function attributesOf(db: ReadableDb, codeId: string): Attribute[] {
  return db
    .all<Omit<Attribute, 'allowed'> & { allowed: string }>(
      'SELECT attribute_id AS attributeId, name, type, allowed FROM code_attribute WHERE code_id = ? ORDER BY position',
      codeId,
    )
    .map((row) => ({ ...row, allowed: JSON.parse(row.allowed) }));
}

const asked: Record<AttributeType, string> = {
  choice: 'one of its values',
  number: 'a number, such as 12 or 0.5',
  text: 'a text',
  'yes/no': 'yes or no',
};

/** What is wrong with a value, and what the attribute takes; null when it fits. */
export function refusalOf(attribute: Pick<Attribute, 'name' | 'type' | 'allowed'>, value: string): string | null {
  if (valueFits(attribute, value)) return null;
  const values = attribute.type === 'choice' ? `: ${attribute.allowed.join(', ')}` : '';
  return `“${attribute.name}” takes ${asked[attribute.type]}${values}. “${value}” is not.`;
}

export interface ValueChange {
  codeId: string;
  attributeId: string;
  /** Null takes it back. */
  value: string | null;
}

/**
 * Gives values to attributes of an annotation's codes. @returns whether any differs from before
 * @throws AppError NOT_FOUND for a code or an attribute that is not there, INVALID_INPUT for a value that does not fit
 */
export function writeValues(
  db: ReadableDb,
  rows: TrackedRows,
  annotationId: string,
  changes: readonly ValueChange[],
): boolean {
  let differs = false;
  for (const { codeId, attributeId, value: written } of changes) {
    const codingId = db.value<string>(
      'SELECT coding_id FROM coding WHERE annotation_id = ? AND code_id = ?',
      annotationId,
      codeId,
    );
    const attribute = attributesOf(db, codeId).find((one) => one.attributeId === attributeId);
    if (codingId === undefined || !attribute) {
      throw new AppError('NOT_FOUND', 'The annotation no longer has that code, or the code no longer that attribute.', {
        annotationId,
        codeId,
        attributeId,
      });
    }
    const value = written?.trim() || null;
    const refusal = value === null ? null : refusalOf(attribute, value);
    if (refusal !== null) throw new AppError('INVALID_INPUT', refusal, { attributeId, value });
    const key = { coding_id: codingId, attribute_id: attributeId };
    const before = db.value<string>(
      'SELECT value FROM coding_value WHERE coding_id = ? AND attribute_id = ?',
      codingId,
      attributeId,
    );
    if ((before ?? null) === value) continue;
    differs = true;
    if (value === null) rows.delete('coding_value', key);
    else rows.put('coding_value', { ...key, value });
  }
  return differs;
}

/** Copies values to the attributes of another code that have the same name and let them through; given ones stay. */
export function carryValues(db: ReadableDb, rows: TrackedRows, from: Carry, to: Carry): void {
  const known = new Map(attributesOf(db, from.codeId).map((one) => [one.attributeId, one]));
  const targets = attributesOf(db, to.codeId);
  const values = db.all<{ attributeId: string; value: string }>(
    'SELECT attribute_id AS attributeId, value FROM coding_value WHERE coding_id = ?',
    from.codingId,
  );
  const given = new Set(db.column<string>('SELECT attribute_id FROM coding_value WHERE coding_id = ?', to.codingId));
  for (const { attributeId, value } of values) {
    const source = known.get(attributeId);
    const target = targets.find(
      (one) =>
        one.name.toLowerCase() === source?.name.toLowerCase() && one.type === source.type && valueFits(one, value),
    );
    if (!target || given.has(target.attributeId)) continue;
    rows.insert('coding_value', { coding_id: to.codingId, attribute_id: target.attributeId, value });
  }
}

interface Carry {
  codeId: string;
  codingId: string;
}
