// Merging two codes into one and splitting one in two: what codings become, and what they meant before.
import { randomUUID } from 'node:crypto';
import type { CodeAttribute } from '../../../../shared/model/codebook.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { type GivenValue, givenValues } from './attributes.ts';
import { foldName } from './tree.ts';
import { attributesOf, carryVersions, noteVersion, type VersionNote } from './versions.ts';

/** Where the attributes of a merged code go. */
interface AttributeFate {
  /** Its values become values of this attribute of the other code. */
  twin: CodeAttribute | null;
  attribute: CodeAttribute;
  /** Its name in the other code. */
  name: string;
}

export interface MergePlan {
  fates: AttributeFate[];
  codings: { codingId: string; version: number; doubleOf: string | null }[];
  /** What is kept of values whose coding or attribute changes, under its new place. */
  kept: { from: GivenValue; to: GivenValue }[];
  /** Of a coding that falls together with one that has another value. */
  lost: GivenValue[];
  /** Claims that a coder gave both codes. */
  claims: { claimId: string; coder: number; createdAt: string; isDouble: boolean }[];
}

export function planMerge(db: ReadableDb, codeId: string, intoId: string): MergePlan {
  const theirs = attributesOf(db, intoId);
  const codeName = db.value<string>('SELECT name FROM code WHERE code_id = ?', codeId) ?? '';
  const fates = attributesOf(db, codeId).map((attribute): AttributeFate => {
    const sameName = theirs.find((one) => foldName(one.name) === foldName(attribute.name));
    const twin = sameName?.type === attribute.type ? sameName : null;
    // The same name for another type of answer: both stay, told apart by where one came from.
    return { attribute, twin, name: sameName && !twin ? `${attribute.name} (${codeName})` : attribute.name };
  });
  const codings = db.all<MergePlan['codings'][number]>(
    `SELECT c.coding_id AS codingId, c.code_version AS version,
            (SELECT d.coding_id FROM coding d WHERE d.code_id = ? AND d.annotation_id = c.annotation_id) AS doubleOf
     FROM coding c WHERE c.code_id = ? ORDER BY c.coding_id`,
    intoId,
    codeId,
  );
  const doubleOf = new Map(codings.map((one) => [one.codingId, one.doubleOf]));
  const fateOf = new Map(fates.map((fate) => [fate.attribute.attributeId, fate]));
  const there = new Map(givenValues(db, intoId).map((one) => [`${one.codingId}/${one.attributeId}`, one.value]));
  const plan: MergePlan = { fates, codings, kept: [], lost: [], claims: claimsOf(db, codeId, intoId) };
  for (const from of givenValues(db, codeId)) {
    const codingId = doubleOf.get(from.codingId) ?? from.codingId;
    const attributeId = fateOf.get(from.attributeId)?.twin?.attributeId ?? from.attributeId;
    const to = { ...from, codingId, attributeId };
    const other = there.get(`${codingId}/${attributeId}`);
    if (other === undefined) plan.kept.push({ from, to });
    else if (other !== from.value) plan.lost.push(from);
  }
  return plan;
}

const claimsOf = (db: ReadableDb, codeId: string, intoId: string) =>
  db
    .all<{ claimId: string; coder: number; createdAt: string; isDouble: number }>(
      `SELECT claim_id AS claimId, coder, created_at AS createdAt,
              EXISTS (SELECT 1 FROM claim_coding d WHERE d.code_id = ? AND d.claim_id = c.claim_id AND d.coder = c.coder)
                AS isDouble
       FROM claim_coding c WHERE code_id = ? ORDER BY claim_id, coder`,
      intoId,
      codeId,
    )
    .map((row) => ({ ...row, isDouble: row.isDouble === 1 }));

/** Gives everything that hangs on one code to another. The code itself stays, bare, for the caller to delete. */
export function writeMerge(
  db: ReadableDb,
  rows: TrackedRows,
  codeId: string,
  intoId: string,
  note: Omit<VersionNote, 'cause'>,
): void {
  const { fates, codings, kept, claims } = planMerge(db, codeId, intoId);
  const value = (one: GivenValue) => ({ coding_id: one.codingId, attribute_id: one.attributeId });
  const gone = new Set(codings.flatMap((one) => (one.doubleOf === null ? [] : [one.codingId])));
  const moved = kept.filter(({ from, to }) => from.codingId !== to.codingId || from.attributeId !== to.attributeId);
  const ofGone = givenValues(db, codeId).filter(({ codingId }) => gone.has(codingId));
  for (const one of [...ofGone, ...moved.map(({ from }) => from)]) rows.delete('coding_value', value(one));
  const versions = carryVersions(
    db,
    rows,
    codeId,
    intoId,
    codings.flatMap((one) => (one.doubleOf === null ? [one.version] : [])),
  );
  for (const { codingId, doubleOf } of codings) if (doubleOf !== null) rows.delete('coding', { coding_id: codingId });
  rows.updateMany(
    'coding',
    ['code_id', 'code_version'],
    codings
      .filter((one) => one.doubleOf === null)
      .map(({ codingId, version }) => ({
        key: { coding_id: codingId },
        values: { code_id: intoId, code_version: versions.get(version) ?? version },
      })),
  );
  writeFates(db, rows, intoId, fates);
  for (const { to } of moved) rows.insert('coding_value', { ...value(to), value: to.value });
  for (const { claimId, coder, createdAt, isDouble } of claims) {
    rows.delete('claim_coding', { claim_id: claimId, code_id: codeId, coder });
    if (!isDouble) rows.insert('claim_coding', { claim_id: claimId, code_id: intoId, coder, created_at: createdAt });
  }
  for (const exampleId of db.column<string>('SELECT example_id FROM code_example WHERE code_id = ?', codeId)) {
    rows.update('code_example', { example_id: exampleId }, { code_id: intoId });
  }
  noteVersion(db, rows, intoId, { ...note, cause: 'merged' }, { evenIfSame: versions.size > 0 });
}

function writeFates(db: ReadableDb, rows: TrackedRows, intoId: string, fates: readonly AttributeFate[]) {
  let position = attributesOf(db, intoId).length;
  for (const { attribute, twin, name } of fates) {
    const key = { attribute_id: attribute.attributeId };
    if (!twin) rows.update('code_attribute', key, { code_id: intoId, position: position++, name });
    else {
      const allowed = [...new Set([...twin.allowed, ...attribute.allowed])];
      rows.update('code_attribute', { attribute_id: twin.attributeId }, { allowed: JSON.stringify(allowed) });
      rows.delete('code_attribute', key);
    }
  }
}

/** Gives some codings of a code, with their values, to one that was just made beside it, and it the same attributes. */
export function writeSplit(
  db: ReadableDb,
  rows: TrackedRows,
  codeId: string,
  newId: string,
  codings: readonly { codingId: string; version: number }[],
  note: Omit<VersionNote, 'cause'>,
): void {
  const newAttribute = new Map<string, string>();
  for (const [position, { attributeId, name, type, allowed }] of attributesOf(db, codeId).entries()) {
    const copyId = randomUUID();
    newAttribute.set(attributeId, copyId);
    rows.insert('code_attribute', {
      attribute_id: copyId,
      ...{ code_id: newId, position, name, type, allowed: JSON.stringify(allowed) },
    });
  }
  const chosen = new Set(codings.map(({ codingId }) => codingId));
  const values = givenValues(db, codeId).filter((one) => chosen.has(one.codingId));
  for (const one of values) {
    rows.delete('coding_value', { coding_id: one.codingId, attribute_id: one.attributeId });
  }
  const versions = carryVersions(
    db,
    rows,
    codeId,
    newId,
    codings.map(({ version }) => version),
  );
  rows.updateMany(
    'coding',
    ['code_id', 'code_version'],
    codings.map(({ codingId, version }) => ({
      key: { coding_id: codingId },
      values: { code_id: newId, code_version: versions.get(version) ?? version },
    })),
  );
  for (const one of values) {
    const attributeId = newAttribute.get(one.attributeId);
    if (attributeId) {
      rows.insert('coding_value', { coding_id: one.codingId, attribute_id: attributeId, value: one.value });
    }
  }
  noteVersion(db, rows, newId, { ...note, cause: 'split' }, { evenIfSame: true });
}
