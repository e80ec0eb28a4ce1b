import { randomUUID } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { NameKind } from '../../../../shared/contract/rooms/names.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { type KnownName, knownName } from './known.ts';

export function mergeNames(
  db: WritableDb,
  { kind, names, name }: ParsedInputOf<'names.merge'>,
  context: WriteContext,
): OutputOf<'names.merge'> {
  const several = distinct(names.map((one) => knownName(db, kind, one)));
  if (several.length < 2 && name === undefined)
    throw new AppError('INVALID_INPUT', 'These names mean the same already. Choose two that do not.', { names });
  const variants = [...new Set(several.flatMap((one) => one.variants))];
  const shown = name ?? several[0]!.name;
  notAnother(db, kind, shown, several, variants);
  const groupId = several.find((one) => one.groupId !== null)?.groupId ?? randomUUID();
  context.change({ action: 'names.merge', label: `Merge ${variants.length} names`, article: null }, (rows) => {
    const keeps = several.some((one) => one.groupId === groupId);
    if (keeps) rows.update('name_group', { group_id: groupId }, { name: shown });
    else rows.insert('name_group', { group_id: groupId, kind, name: shown, created_at: context.at });
    for (const variant of variants) rows.put('name_variant', { kind, name: variant, group_id: groupId });
    for (const one of several)
      if (one.groupId !== null && one.groupId !== groupId) rows.delete('name_group', { group_id: one.groupId });
  });
  return { groupId };
}

export function splitNames(
  db: WritableDb,
  { kind, variants }: ParsedInputOf<'names.split'>,
  context: WriteContext,
): OutputOf<'names.split'> {
  const groupIds = variants.map((name) => {
    const groupId = db.value<string>('SELECT group_id FROM name_variant WHERE kind = ? AND name = ?', kind, name);
    if (groupId === undefined) throw new AppError('NOT_FOUND', `“${name}” was not merged into anything.`, { name });
    return groupId;
  });
  context.change({ action: 'names.split', label: `Split ${variants.length} names off`, article: null }, (rows) => {
    for (const name of variants) rows.delete('name_variant', { kind, name });
    for (const groupId of new Set(groupIds)) settle(db, rows, kind, groupId, variants);
  });
  return {};
}

/** What is left of a group that names were taken out of: one name that is shown as it stands is no group. */
function settle(db: ReadableDb, rows: TrackedRows, kind: NameKind, groupId: string, gone: readonly string[]) {
  const shown = db.value<string>('SELECT name FROM name_group WHERE group_id = ?', groupId)!;
  const left = db.column<string>(
    `SELECT v.name FROM name_variant v LEFT JOIN found_name f ON f.name = v.name WHERE v.group_id = ?
     ORDER BY f.person + f.organisation + f.place + f.quotations DESC, v.name`,
    groupId,
  );
  const isNamedByHand = !left.includes(shown) && !gone.includes(shown);
  if (left.length > 1 || (left.length === 1 && isNamedByHand)) {
    if (gone.includes(shown)) rows.update('name_group', { group_id: groupId }, { name: left[0]! });
    return;
  }
  for (const name of left) rows.delete('name_variant', { kind, name });
  rows.delete('name_group', { group_id: groupId });
}

export function renameName(
  db: WritableDb,
  { kind, name, to }: ParsedInputOf<'names.rename'>,
  context: WriteContext,
): OutputOf<'names.rename'> {
  const known = knownName(db, kind, name);
  notAnother(db, kind, to, [known], known.variants);
  context.change({ action: 'names.rename', label: 'Rename a name', article: null }, (rows) => {
    if (known.groupId !== null) {
      rows.update('name_group', { group_id: known.groupId }, { name: to });
      return;
    }
    if (to === known.name) return;
    const groupId = randomUUID();
    rows.insert('name_group', { group_id: groupId, kind, name: to, created_at: context.at });
    rows.insert('name_variant', { kind, name: known.name, group_id: groupId });
  });
  return {};
}

function distinct(names: readonly KnownName[]): KnownName[] {
  const byKey = new Map(names.map((one) => [one.groupId ?? `=${one.name}`, one]));
  return [...byKey.values()];
}

/** Two that are shown alike could not be told apart. */
function notAnother(
  db: ReadableDb,
  kind: NameKind,
  shown: string,
  own: readonly KnownName[],
  variants: readonly string[],
) {
  if (variants.includes(shown)) return;
  const groupId = db.value<string>(
    `SELECT group_id FROM name_group WHERE kind = :kind AND name = :shown
     UNION ALL SELECT group_id FROM name_variant WHERE kind = :kind AND name = :shown LIMIT 1`,
    { kind, shown },
  );
  const isOther =
    groupId === undefined
      ? db.value('SELECT 1 FROM found_name WHERE name = ?', shown) !== undefined
      : !own.some((one) => one.groupId === groupId);
  if (isOther)
    throw new AppError('CONFLICT', `“${shown}” is another name of the corpus. Merge the two, or choose another one.`, {
      name: shown,
    });
}
