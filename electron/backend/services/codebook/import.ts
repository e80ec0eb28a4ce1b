// Taking a codebook file in: what each of its codes would become, and writing that.
import {
  type CodebookFilePreview,
  type CodebookFileRow,
  type CodeFields,
  roomKeys,
} from '../../../../shared/model/codebook.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { planAttributes, writeAttributes } from './attributes.ts';
import { type FileCode, readFile } from './file.ts';
import { columns, insertCode } from './insert.ts';
import { CodeTree, foldName, type TreeCode } from './tree.ts';
import { attributesOf, noteVersion, type VersionNote } from './versions.ts';

/** Levels of a tree beyond which a table is no codebook. */
const DEEPEST = 50;

/** A code of the file with what becomes of it. */
interface Planned {
  from: FileCode;
  parent: Planned | null;
  /** Of the codebook, where its parent is not in the file. */
  parentId: string | null;
  /** The code it is, in the codebook. */
  is: TreeCode | null;
  row: CodebookFileRow;
}

const pathKey = (names: readonly string[]) => JSON.stringify(names.map(foldName));
const shown = (name: string) => `“${name.length > 60 ? `${name.slice(0, 60)}…` : name}”`;

function refuse(one: Planned, reason: string) {
  if (one.row.reason !== null) return;
  one.row.state = 'refused';
  one.row.reason = reason;
}

/** What taking the file's codes in does. Linear in the codes of file and codebook. */
function plan(db: ReadableDb, codes: readonly FileCode[]): Planned[] {
  const tree = new CodeTree(db);
  const planned = codes.map((from): Planned => {
    const row: CodebookFileRow = {
      ...{ row: from.row, path: from.path ?? [from.fields.name], state: 'new', fields: [] },
      ...{ notes: [...from.notes], reason: null },
    };
    return { from, parent: null, parentId: null, is: null, row };
  });
  for (const one of planned) if (one.from.reason !== null) refuse(one, one.from.reason);
  refuseDoubleIds(planned);
  findParents(tree, planned);
  refuseCycles(planned);
  settlePaths(tree, planned);
  const order = parentsFirst(planned);
  const siblings = new Map<string, Planned>();
  const claimed = new Map<string, Planned>();
  for (const one of order) matchWithCodebook(tree, one, siblings, claimed);
  const stored = storedFields(db);
  const keys = new Map<string, Planned>();
  for (const one of order) {
    if (one.is && one.row.state !== 'refused') compare(db, tree, stored, one);
    checkKey(tree, one, keys);
  }
  return order;
}

function refuseDoubleIds(planned: readonly Planned[]) {
  const first = new Map<string, Planned>();
  for (const one of planned) {
    const { codeId } = one.from;
    if (codeId === null) continue;
    const other = first.get(codeId);
    if (other) refuse(one, `It has the same identifier as ${shown(other.from.fields.name)} in row ${other.from.row}.`);
    else first.set(codeId, one);
  }
}

function findParents(tree: CodeTree, planned: readonly Planned[]) {
  const byId = new Map<string, Planned>();
  const byPath = new Map<string, Planned>();
  for (const one of planned) {
    const { codeId, path } = one.from;
    if (codeId !== null && !byId.has(codeId)) byId.set(codeId, one);
    if (path !== null && !byPath.has(pathKey(path))) byPath.set(pathKey(path), one);
  }
  for (const one of planned) {
    const { parentId, path } = one.from;
    if (parentId === null) continue;
    if (parentId !== undefined) {
      one.parent = byId.get(parentId) ?? null;
      if (one.parent) continue;
      if (tree.has(parentId)) one.parentId = parentId;
      else refuse(one, 'Its parent is neither in the file nor in the codebook.');
      continue;
    }
    const above = (path ?? []).slice(0, -1);
    if (above.length === 0) continue;
    one.parent = byPath.get(pathKey(above)) ?? null;
    if (one.parent) continue;
    const there = above.reduce<TreeCode | null | undefined>(
      (at, name) => (at === undefined ? undefined : tree.childNamed(at?.codeId ?? null, name)),
      null,
    );
    if (there) one.parentId = there.codeId;
    else refuse(one, `Its parent ${shown(above.at(-1) ?? '')} is neither in the file nor in the codebook.`);
  }
}

/** Codes that stand below each other. Each chain of parents is walked once. */
function refuseCycles(planned: readonly Planned[]) {
  const done = new Set<Planned>();
  for (const start of planned) {
    const chain: Planned[] = [];
    const at = new Map<Planned, number>();
    let one: Planned | null = start;
    while (one && !done.has(one) && !at.has(one)) {
      at.set(one, chain.length);
      chain.push(one);
      one = one.parent;
    }
    if (one && at.has(one)) {
      const circle = chain.slice(at.get(one));
      const names = [...circle, circle[0]!].slice(0, 6).map(({ from }) => shown(from.fields.name));
      const words =
        circle.length === 1 ? 'It stands below itself.' : `These stand below each other: ${names.join(' in ')}.`;
      for (const member of circle) {
        refuse(member, words);
        member.row.path = [member.from.fields.name];
      }
      // What is below stays unreachable from the root: its parent is refused.
      for (const member of circle) member.parent = null;
    }
    for (const member of chain) done.add(member);
  }
}

/** Rows with parents before their children. */
function parentsFirst(planned: readonly Planned[]): Planned[] {
  const order: Planned[] = [];
  const seen = new Set<Planned>();
  for (const one of planned) {
    const chain: Planned[] = [];
    for (let at: Planned | null = one; at && !seen.has(at); at = at.parent) {
      seen.add(at);
      chain.push(at);
    }
    order.push(...chain.reverse());
  }
  return order;
}

function settlePaths(tree: CodeTree, planned: readonly Planned[]) {
  for (const one of parentsFirst(planned)) {
    const name = one.from.fields.name;
    if (one.parent) {
      one.row.path = [...one.parent.row.path, name];
      if (one.parent.row.state === 'refused') {
        refuse(one, `Its parent ${shown(one.parent.from.fields.name)} in row ${one.parent.from.row} is refused.`);
      }
    } else if (one.parentId !== null) {
      const above = [tree.get(one.parentId), ...tree.ancestors(one.parentId)].reverse();
      one.row.path = [...above.map((code) => code.name), name];
    } else if (one.row.state !== 'refused') one.row.path = [name];
    if (one.row.path.length > DEEPEST) {
      refuse(one, `It stands deeper than ${DEEPEST} levels.`);
      one.row.path = one.row.path.slice(-DEEPEST);
    }
  }
}

function matchWithCodebook(
  tree: CodeTree,
  one: Planned,
  siblings: Map<string, Planned>,
  claimed: Map<string, Planned>,
) {
  if (one.row.state === 'refused') return;
  const { codeId, fields } = one.from;
  const key = pathKey(one.row.path);
  const twin = siblings.get(key);
  if (twin) {
    refuse(one, `Row ${twin.from.row} has the same name at the same place.`);
    return;
  }
  siblings.set(key, one);
  const parentId = one.parent ? (one.parent.is?.codeId ?? undefined) : one.parentId;
  const byPath = parentId === undefined ? undefined : tree.childNamed(parentId, fields.name);
  const byId = codeId !== null && tree.has(codeId) ? tree.get(codeId) : undefined;
  if (byId && byPath && byId !== byPath) {
    refuse(
      one,
      `Its identifier is that of ${shown(byId.name)} in the codebook, but its place is that of another code there. Rename one of them.`,
    );
    return;
  }
  one.is = byId ?? byPath ?? null;
  if (!one.is) return;
  const other = claimed.get(one.is.codeId);
  if (other) {
    refuse(one, `It is the same code of the codebook as row ${other.from.row}.`);
    one.is = null;
    return;
  }
  claimed.set(one.is.codeId, one);
  if (byId && parentId !== byId.parentId) {
    const where = byId.parentId === null ? 'at the root' : `below ${shown(tree.get(byId.parentId).name)}`;
    one.row.notes.push(`it stands ${where} in the codebook and stays there`);
  }
}

type Stored = Omit<CodeFields, 'shortcut'>;

function storedFields(db: ReadableDb): Map<string, Stored> {
  const rows = db.all<
    Omit<Stored, 'isCodable' | 'appliesTo'> & { codeId: string; isCodable: number; appliesTo: string }
  >(
    `SELECT code_id AS codeId, name, definition, when_to_use AS whenToUse, when_not AS whenNot, example, color,
            is_codable AS isCodable, applies_to AS appliesTo FROM code`,
  );
  return new Map(
    rows.map(({ codeId, ...row }) => [
      codeId,
      { ...row, isCodable: row.isCodable === 1, appliesTo: JSON.parse(row.appliesTo) as Stored['appliesTo'] },
    ]),
  );
}

const names: Record<keyof Stored, string> = {
  name: 'name',
  definition: 'definition',
  whenToUse: 'when to use',
  whenNot: 'when not',
  example: 'example',
  color: 'colour',
  isCodable: 'codable or group',
  appliesTo: 'applies to',
};

/** Line ends are no difference: a table's are not ours. */
const plain = (value: unknown) =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : JSON.stringify(value);

function differing(stored: Stored, fields: FileCode['fields']): (keyof Stored)[] {
  return (Object.keys(names) as (keyof Stored)[]).filter(
    (field) => fields[field] !== undefined && plain(fields[field]) !== plain(stored[field]),
  );
}

/** The attributes the code has after taking the file's: those of one name take its type and values, none is dropped. */
function takenAttributes(db: ReadableDb, codeId: string, from: NonNullable<FileCode['attributes']>) {
  const before = attributesOf(db, codeId);
  const told = new Map(from.map((one) => [foldName(one.name), one]));
  const kept = before.map((one) => ({ ...one, ...told.get(foldName(one.name)) }));
  const added = from.filter((one) => !before.some((old) => foldName(old.name) === foldName(one.name)));
  return { after: [...kept, ...added], isChanged: JSON.stringify(kept) !== JSON.stringify(before) || added.length > 0 };
}

function compare(db: ReadableDb, tree: CodeTree, stored: Map<string, Stored>, one: Planned) {
  const { is, from, row } = one;
  if (!is) return;
  const fields = differing(stored.get(is.codeId)!, from.fields);
  if (fields.includes('name')) {
    const taken = tree.childNamed(is.parentId, from.fields.name);
    if (taken && taken !== is) {
      row.notes.push(`the name ${shown(from.fields.name)} is taken beside it; it keeps its own`);
      fields.splice(fields.indexOf('name'), 1);
      from.fields.name = is.name;
    }
  }
  row.fields = fields.map((field) => names[field]);
  if (from.attributes && takenAttributes(db, is.codeId, from.attributes).isChanged) row.fields.push('attributes');
  row.state = row.fields.length > 0 ? 'changed' : 'same';
}

/** A key that another code or the program has stays with that one. */
function checkKey(tree: CodeTree, one: Planned, keys: Map<string, Planned>) {
  const { shortcut } = one.from.fields;
  if (!shortcut || one.row.state === 'refused') return;
  const owner = tree.ofShortcut(shortcut);
  const other = keys.get(shortcut);
  if (roomKeys.includes(shortcut)) one.row.notes.push(`the key ${shortcut.toUpperCase()} goes to another room`);
  else if (owner && owner !== one.is)
    one.row.notes.push(`the key ${shortcut.toUpperCase()} belongs to ${shown(owner.name)}`);
  else if (other) one.row.notes.push(`the key ${shortcut.toUpperCase()} is given in row ${other.from.row} already`);
  else {
    keys.set(shortcut, one);
    return;
  }
  one.from.fields.shortcut = null;
}

export function previewFile(db: ReadableDb, file: { name: string; bytes: Uint8Array }): CodebookFilePreview {
  const { format, encoding, codes, notes } = readFile(file);
  const rows = plan(db, codes)
    .map((one) => one.row)
    .sort((a, b) => a.row - b.row);
  const counts = { new: 0, same: 0, changed: 0, refused: 0 };
  for (const { state } of rows) counts[state]++;
  return { format, encoding, rows, counts, notes };
}

/** @throws AppError as `readFile` does */
export function importFile(
  db: ReadableDb,
  rows: TrackedRows,
  file: { name: string; bytes: Uint8Array },
  mode: 'keep' | 'take',
  note: Omit<VersionNote, 'cause'>,
): { added: number; changed: number; refused: number } {
  const order = plan(db, readFile(file).codes);
  const tree = new CodeTree(db);
  const made = new Map<Planned, string>();
  const counts = { added: 0, changed: 0, refused: 0 };
  for (const one of order) {
    const { from, is, row } = one;
    if (row.state === 'refused') counts.refused++;
    else if (is === null) {
      const above = one.parent ? (one.parent.is?.codeId ?? made.get(one.parent)) : one.parentId;
      const codeId = insertCode(rows, tree, note.at, {
        ...(from.codeId !== null && { codeId: from.codeId }),
        parentId: above ?? null,
        fields: from.fields,
        attributes: from.attributes ?? [],
        archived: from.archived,
        cause: 'imported',
      });
      made.set(one, codeId);
      counts.added++;
    } else if (row.state === 'changed' && mode === 'take') {
      take(db, rows, is.codeId, from, note);
      counts.changed++;
    }
  }
  return counts;
}

function take(db: ReadableDb, rows: TrackedRows, codeId: string, from: FileCode, note: Omit<VersionNote, 'cause'>) {
  const { shortcut, ...fields } = from.fields;
  rows.update('code', { code_id: codeId }, columns(shortcut ? from.fields : fields));
  if (from.attributes) {
    const { after, isChanged } = takenAttributes(db, codeId, from.attributes);
    if (isChanged) writeAttributes(rows, codeId, planAttributes(db, codeId, after, []));
  }
  noteVersion(db, rows, codeId, { ...note, cause: 'imported' });
}
