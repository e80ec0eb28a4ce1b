// What codes meant, version by version. A coding keeps the version it was made under.
import type { CodeAttribute, CodeVersion, VersionCause } from '../../../../shared/model/codebook.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';

/** Who changed what a code means, when and by what. */
export interface VersionNote {
  at: string;
  /** Null for what a ready codebook or a file brought. */
  coder: number | null;
  cause: VersionCause;
}

interface Meaning {
  name: string;
  definition: string;
  when_to_use: string;
  when_not: string;
  /** JSON. */
  attributes: string;
}

interface VersionRow extends Meaning {
  version: number;
  at: string;
  coder: number | null;
  cause: VersionCause;
}

export function attributesOf(db: ReadableDb, codeId: string): CodeAttribute[] {
  return db
    .all<{ attributeId: string; name: string; type: CodeAttribute['type']; allowed: string }>(
      `SELECT attribute_id AS attributeId, name, type, allowed FROM code_attribute WHERE code_id = ?
       ORDER BY position, attribute_id`,
      codeId,
    )
    .map((row) => ({ ...row, allowed: JSON.parse(row.allowed) as string[] }));
}

/** The number a new version gets: above every one that was given, also before the code was deleted and came back. */
export function nextVersion(db: ReadableDb, codeId: string): number {
  return db.value<number>('SELECT coalesce(max(version), 0) + 1 FROM code_version WHERE code_id = ?', codeId) ?? 1;
}

const meaningOf = (row: Meaning) =>
  JSON.stringify([row.name, row.definition, row.when_to_use, row.when_not, row.attributes]);

function currentMeaning(db: ReadableDb, codeId: string): Meaning {
  const row = db.get<Omit<Meaning, 'attributes'>>(
    'SELECT name, definition, when_to_use, when_not FROM code WHERE code_id = ?',
    codeId,
  )!;
  return { ...row, attributes: JSON.stringify(attributesOf(db, codeId)) };
}

const versionRows = (db: ReadableDb, codeId: string) =>
  db.all<VersionRow>(
    `SELECT version, name, definition, when_to_use, when_not, attributes, at, coder, cause FROM code_version
     WHERE code_id = ? ORDER BY version DESC`,
    codeId,
  );

/** Writes what the code means now as its newest version, unless that is what the newest one says already. */
export function noteVersion(
  db: ReadableDb,
  rows: TrackedRows,
  codeId: string,
  note: VersionNote,
  { evenIfSame = false } = {},
): void {
  const meaning = currentMeaning(db, codeId);
  const newest = versionRows(db, codeId)[0];
  if (!evenIfSame && newest && meaningOf(newest) === meaningOf(meaning)) return;
  const version = nextVersion(db, codeId);
  rows.insert('code_version', { code_id: codeId, version, ...meaning, ...note });
  rows.update('code', { code_id: codeId }, { version });
}

/** Writes what the code means now as the version of that number, which is above those there are. */
export function noteVersionAs(
  db: ReadableDb,
  rows: TrackedRows,
  codeId: string,
  version: number,
  note: VersionNote,
): void {
  rows.insert('code_version', { code_id: codeId, version, ...currentMeaning(db, codeId), ...note });
  rows.update('code', { code_id: codeId }, { version });
}

/**
 * Takes the definitions that codings of one code were made under along to another code, as versions before its newest one:
 * call `noteVersion` afterwards.
 * @returns the number of each in the other code
 */
export function carryVersions(
  db: ReadableDb,
  rows: TrackedRows,
  fromId: string,
  toId: string,
  versions: Iterable<number>,
): Map<number, number> {
  const known = new Map(versionRows(db, fromId).map((row) => [row.version, row]));
  const carried = new Map<number, number>();
  let next = nextVersion(db, toId);
  for (const version of [...new Set(versions)].sort((a, b) => a - b)) {
    const row = known.get(version);
    if (!row) continue;
    rows.insert('code_version', { ...row, code_id: toId, version: next, cause: 'carried' });
    carried.set(version, next++);
  }
  return carried;
}

/** What a code meant, newest first, with how many annotations were made under each. */
export function readVersions(db: ReadableDb, codeId: string, context: ReadContext): CodeVersion[] {
  const used = new Map(
    db
      .all<{ version: number; n: number }>(
        `SELECT c.code_version AS version, count(*) AS n FROM coding c JOIN annotation a USING (annotation_id)
         WHERE c.code_id = :codeId AND ${visibleCoders('a.article', 'a.coder')} GROUP BY c.code_version`,
        { codeId, ...me(context) },
      )
      .map(({ version, n }) => [version, n]),
  );
  const coders = new Map(
    db.all<{ id: number; name: string }>('SELECT id, name FROM coder').map(({ id, name }) => [id, name]),
  );
  return versionRows(db, codeId).map((row) => ({
    version: row.version,
    name: row.name,
    definition: row.definition,
    whenToUse: row.when_to_use,
    whenNot: row.when_not,
    attributes: JSON.parse(row.attributes) as CodeAttribute[],
    at: row.at,
    coder: row.coder === null ? null : (coders.get(row.coder) ?? null),
    cause: row.cause,
    annotations: used.get(row.version) ?? 0,
  }));
}

/** Versions whose meaning is not the one in force. */
export function earlierVersions(db: ReadableDb, codeId: string): number[] {
  const [newest, ...older] = versionRows(db, codeId);
  return newest ? older.flatMap((row) => (meaningOf(row) === meaningOf(newest) ? [] : [row.version])) : [];
}

/** The codebook as a whole: how many steps changed what codes mean, and when the last one did. */
export function codebookVersion(db: ReadableDb): { version: number; at: string | null } {
  return db.get<{ version: number; at: string | null }>(
    `SELECT count(DISTINCT at) AS version, max(at) AS at FROM code_version WHERE cause <> 'carried'`,
  )!;
}
