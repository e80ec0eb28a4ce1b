import type { MergeCounts } from '../../../../shared/contract/rooms/merge.ts';
import type { SqlValue } from '../../db/types.ts';
import { foldName } from '../codebook/tree.ts';
import { noteVersion } from '../codebook/versions.ts';
import { type Merge, noCounts, type Row, wasDeleted } from './merge.ts';

interface CodeRow extends Row {
  code_id: string;
  parent_id: string | null;
  position: number;
  name: string;
  shortcut: string | null;
  version: number;
}

interface AttributeRow extends Row {
  attribute_id: string;
  code_id: string;
  name: string;
  type: string;
}

export interface CodebookMap {
  counts: MergeCounts;
  /** Code here of a code there. */
  code(theirId: string): string;
  /** Version of the code here that means what that version there meant. */
  version(theirCode: string, theirVersion: number): number;
  /** Attribute here of an attribute there. */
  attribute(theirId: string): string;
  relationKind(theirId: string): string;
}

const CODES = `SELECT code_id, parent_id, position, name, definition, when_to_use, when_not, example, color, shortcut, is_codable,
  archived, created_at, applies_to, version FROM code ORDER BY position, name`;
const ATTRIBUTES = 'SELECT attribute_id, code_id, position, name, type, allowed FROM code_attribute ORDER BY position';
const meaningOf = (row: Row) => JSON.stringify([row.definition, row.when_to_use, row.when_not]);

/**
 * Brings the codebooks together. A code there is the one here with the same id, else the one with the same name at the same
 * place of the tree; whatever is left is added. Where definitions differ, the one here stays, and the other becomes an earlier
 * version of it when something was coded by it.
 */
export function mergeCodebook(merge: Merge): CodebookMap {
  const counts = noCounts();
  const codes = mergeCodes(merge, counts);
  const attributes = mergeAttributes(merge, codes);
  const kinds = mergeRelationKinds(merge);
  const versions = versionMapper(merge, codes);
  const found = (map: ReadonlyMap<string, string>, id: string) => map.get(id) ?? id;
  return {
    counts,
    code: (id) => found(codes, id),
    attribute: (id) => found(attributes, id),
    relationKind: (id) => found(kinds, id),
    version: versions,
  };
}

function mergeCodes({ ours, theirs, rows, conflicts }: Merge, counts: MergeCounts): Map<string, string> {
  const here = new Map(ours.all<CodeRow>(CODES).map((code) => [code.code_id, code]));
  const byPlace = new Map([...here.values()].map((code) => [`${code.parent_id ?? ''}/${foldName(code.name)}`, code]));
  const shortcuts = new Set([...here.values()].map((code) => code.shortcut));
  const last = new Map<string | null, number>();
  for (const { parent_id, position } of here.values())
    last.set(parent_id, Math.max(last.get(parent_id) ?? -1, position));
  const used = new Set(theirs.column<string>('SELECT DISTINCT code_id FROM coding'));
  const children = Map.groupBy(theirs.all<CodeRow>(CODES), ({ parent_id }) => parent_id);
  const map = new Map<string, string>();

  const take = (code: CodeRow, parent: string | null) => {
    const twin = here.get(code.code_id) ?? byPlace.get(`${parent ?? ''}/${foldName(code.name)}`);
    if (twin) {
      map.set(code.code_id, twin.code_id);
      counts.unchanged++;
      if (foldName(twin.name) !== foldName(code.name)) {
        conflicts.add('code', `The code “${twin.name}” is called “${code.name}” there. The name here stays.`, {
          id: twin.code_id,
        });
      }
      if (meaningOf(twin) !== meaningOf(code)) {
        conflicts.add('code', `The code “${twin.name}” is defined otherwise there. The definition here stays.`, {
          id: twin.code_id,
        });
      }
      return true;
    }
    const isGone = wasDeleted(ours, 'code', { code_id: code.code_id });
    if (isGone && !used.has(code.code_id)) return false;
    if (isGone) {
      conflicts.add('code', `The code “${code.name}” was deleted here, and work there was coded by it: it is back.`, {
        id: code.code_id,
      });
    }
    const position = (last.get(parent) ?? -1) + 1;
    last.set(parent, position);
    const shortcut = code.shortcut !== null && shortcuts.has(code.shortcut) ? null : code.shortcut;
    if (code.shortcut !== null && shortcut === null) {
      conflicts.add(
        'code',
        `The key “${code.shortcut}” of “${code.name}” belongs to another code here. It came without a key.`,
        { id: code.code_id },
      );
    }
    shortcuts.add(shortcut);
    const added = { ...code, parent_id: parent, position, shortcut };
    rows.insertMany('code', [added]);
    const versions = theirs.all<Row>(
      `SELECT code_id, version, name, definition, when_to_use, when_not, attributes, at, cause FROM code_version WHERE code_id = ?`,
      code.code_id,
    );
    rows.insertMany(
      'code_version',
      versions.map((version) => ({ ...version, coder: null })),
    );
    here.set(code.code_id, added);
    map.set(code.code_id, code.code_id);
    counts.added++;
    return true;
  };
  const descend = (theirParent: string | null, ourParent: string | null) => {
    for (const code of children.get(theirParent) ?? []) {
      if (take(code, ourParent)) descend(code.code_id, map.get(code.code_id) ?? null);
      else descend(code.code_id, ourParent);
    }
  };
  descend(null, null);
  return map;
}

function mergeAttributes(
  { ours, theirs, rows, conflicts }: Merge,
  codes: ReadonlyMap<string, string>,
): Map<string, string> {
  const here = ours.all<AttributeRow>(ATTRIBUTES);
  const byId = new Map(here.map((attribute) => [attribute.attribute_id, attribute]));
  const byName = new Map(here.map((attribute) => [`${attribute.code_id}/${foldName(attribute.name)}`, attribute]));
  const oursBefore = new Set(ours.column<string>('SELECT code_id FROM code_version'));
  const map = new Map<string, string>();
  const added: AttributeRow[] = [];
  for (const attribute of theirs.all<AttributeRow>(ATTRIBUTES)) {
    const codeId = codes.get(attribute.code_id);
    if (codeId === undefined) continue;
    const twin = byId.get(attribute.attribute_id) ?? byName.get(`${codeId}/${foldName(attribute.name)}`);
    map.set(attribute.attribute_id, twin?.attribute_id ?? attribute.attribute_id);
    if (twin && (twin.type !== attribute.type || twin.allowed !== attribute.allowed)) {
      conflicts.add(
        'attribute',
        `The attribute “${twin.name}” takes other values there. What was given there is kept as it is.`,
        { id: twin.attribute_id },
      );
    }
    if (twin) continue;
    if (oursBefore.has(codeId) && codeId !== attribute.code_id) {
      conflicts.add(
        'attribute',
        `The attribute “${attribute.name}” is new here: it came with values that were given there.`,
        { id: attribute.attribute_id },
      );
    }
    added.push({ ...attribute, code_id: codeId });
  }
  rows.insertMany('code_attribute', added);
  return map;
}

function mergeRelationKinds({ ours, theirs, rows, conflicts }: Merge): Map<string, string> {
  const columns = 'kind_id, name, definition, is_directed, color, archived, created_at';
  const here = ours.all<Row>(`SELECT ${columns} FROM relation_kind`);
  const map = new Map<string, string>();
  for (const kind of theirs.all<Row>(`SELECT ${columns} FROM relation_kind ORDER BY created_at, kind_id`)) {
    const twin =
      here.find((one) => one.kind_id === kind.kind_id) ??
      here.find((one) => foldName(String(one.name)) === foldName(String(kind.name)));
    map.set(String(kind.kind_id), String(twin?.kind_id ?? kind.kind_id));
    if (!twin) rows.insertMany('relation_kind', [kind]);
    else if (twin.definition !== kind.definition || twin.is_directed !== kind.is_directed) {
      conflicts.add(
        'relation kind',
        `The kind of relation “${twin.name}” is defined otherwise there. The one here stays.`,
        { id: String(twin.kind_id) },
      );
    }
  }
  return map;
}

/** Finds, or carries along, the version of a code that a coding was made under. */
function versionMapper({ ours, theirs, rows, at }: Merge, codes: ReadonlyMap<string, string>) {
  const MEANINGS =
    'SELECT version, name, definition, when_to_use, when_not, attributes FROM code_version WHERE code_id = ?';
  const known = new Map<string, number>();
  const look = (theirCode: string, theirVersion: number): number => {
    const codeId = codes.get(theirCode) ?? theirCode;
    const meant = theirs.get<Row>(`${MEANINGS} AND version = ?`, theirCode, theirVersion);
    const versions = ours.all<Row & { version: number }>(`${MEANINGS} ORDER BY version DESC`, codeId);
    const same = meant && versions.find((version) => meaningOf(version) === meaningOf(meant));
    if (same) return same.version;
    const current = ours.value<number>('SELECT version FROM code WHERE code_id = ?', codeId) ?? 1;
    if (!meant) return current;
    const version = Math.max(0, ...versions.map((one) => one.version)) + 1;
    const carried: Record<string, SqlValue> = { ...meant, code_id: codeId, version, at, coder: null, cause: 'carried' };
    rows.insertMany('code_version', [carried]);
    // What the code means here is the newest version again.
    noteVersion(ours, rows, codeId, { at, coder: null, cause: 'merged' }, { evenIfSame: true });
    return version;
  };
  return (theirCode: string, theirVersion: number): number => {
    const key = `${theirCode}/${theirVersion}`;
    const version = known.get(key) ?? look(theirCode, theirVersion);
    known.set(key, version);
    return version;
  };
}
