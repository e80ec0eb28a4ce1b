import { AppError } from '../../../../shared/contract/errors.ts';
import type { NameKind } from '../../../../shared/contract/rooms/names.ts';
import type { ReadableDb } from '../../db/types.ts';

/** SQL of the kind a speaker counts as. @param found alias of found_name */
export const speakerKind = (found: string): string =>
  `iif(${found}.organisation > ${found}.person, 'organisation', 'person')`;

/** What one name of the list stands for. */
export interface KnownName {
  groupId: string | null;
  name: string;
  /** As they stand in the texts. */
  variants: string[];
}

/** What a name means: a variant its group, the name of a group that group, any other name itself; null when none was found. */
export function findName(db: ReadableDb, kind: NameKind, name: string): KnownName | null {
  const group = db.get<{ groupId: string; name: string }>(
    `SELECT g.group_id AS groupId, g.name FROM name_group g
     LEFT JOIN name_variant v ON v.kind = g.kind AND v.group_id = g.group_id AND v.name = :name
     WHERE g.kind = :kind AND (v.name IS NOT NULL OR g.name = :name) ORDER BY v.name IS NULL LIMIT 1`,
    { kind, name },
  );
  if (group) {
    const variants = db.column<string>('SELECT name FROM name_variant WHERE group_id = ? ORDER BY name', group.groupId);
    return { ...group, variants };
  }
  if (db.value('SELECT 1 FROM found_name WHERE name = ?', name) === undefined) return null;
  return { groupId: null, name, variants: [name] };
}

/** @throws AppError NOT_FOUND for a name that no analyser found */
export function knownName(db: ReadableDb, kind: NameKind, name: string): KnownName {
  const known = findName(db, kind, name);
  if (!known) throw new AppError('NOT_FOUND', `“${name}” is not among the names that were found.`, { name });
  return known;
}
