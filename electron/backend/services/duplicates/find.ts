import { AppError } from '../../../../shared/contract/errors.ts';
import type { Sketches } from '../../../analysis/duplicates/index.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { articlesBy, type Member, membersOf, placesOf, writePlaces } from './group.ts';

/** A text whose sketch is missing, or of an earlier text. */
export interface Unsketched {
  id: number;
  textVersionId: number;
  text: string;
}

/** Sketches of several articles, by row id. */
export interface StoredSketches extends Sketches {
  ids: Int32Array;
  /** Row id of the head, 0 outside groups. */
  groups: Int32Array;
}

/**
 * Memory that threads share, for sketches to be read into again and again. It grows as it must. New memory for each reading would
 * stay until every thread has cleared up, which those that do little else put off for gigabytes.
 */
export type SketchRoom = Record<keyof StoredSketches, SharedArrayBuffer>;

/** Characters of text that are read at once, beyond the last text. */
const MOST_CHARACTERS = 1_000_000;

/** Articles without a sketch of the text in force, from `after` on, as many as are read at once. */
export function readUnsketched(
  db: ReadableDb,
  { after, most }: { after: number; most: number },
  context: ReadContext,
): Unsketched[] {
  const found: Unsketched[] = [];
  let characters = 0;
  const rows = db.iterate<Unsketched>(
    `SELECT a.id AS id, a.text_version_id AS textVersionId, b.text AS text
     FROM article a LEFT JOIN duplicate_sketch s ON s.article = a.id
       JOIN text_body b ON b.text_version_id = a.text_version_id
     WHERE a.id > ? AND s.text_version_id IS NOT a.text_version_id ORDER BY a.id LIMIT ?`,
    after,
    most,
  );
  for (const row of rows) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    found.push(row);
    characters += row.text.length;
    if (characters >= MOST_CHARACTERS) break;
  }
  return found;
}

/**
 * Sketches of articles that were compared before, or still are to be; what a person keeps apart is left out. They lie in
 * `room`, and are gone when it is used again.
 */
export function readSketches(
  db: ReadableDb,
  { compared, after, most, room }: { compared: boolean; after: number; most: number; room: SketchRoom },
): StoredSketches {
  const from = `FROM duplicate_sketch s CROSS JOIN article a ON a.id = s.article
     WHERE s.article > ? AND s.compared = ${compared ? 1 : 0} AND a.duplicate_apart = 0 ORDER BY s.article LIMIT ?`;
  const size = db.get<{ texts: number; bytes: number }>(
    `SELECT count(*) AS texts, total(bytes) AS bytes FROM (SELECT length(s.hashes) AS bytes ${from})`,
    after,
    most,
  )!;
  const { texts, bytes } = size;
  const sketches = {
    ids: new Int32Array(withRoom(room.ids, texts * 4), 0, texts),
    groups: new Int32Array(withRoom(room.groups, texts * 4), 0, texts),
    hashes: new Uint32Array(withRoom(room.hashes, bytes), 0, bytes / 4),
    starts: new Uint32Array(withRoom(room.starts, (texts + 1) * 4), 0, texts + 1),
  };
  const { ids, groups, hashes, starts } = sketches;
  starts[0] = 0;
  const rows = db.iterate<{ id: number; group: number | null; hashes: Uint8Array }>(
    `SELECT s.article AS id, a.duplicate_group AS "group", s.hashes AS hashes ${from}`,
    after,
    most,
  );
  let text = 0;
  for (const row of rows) {
    let at = starts[text]!;
    const view = new DataView(row.hashes.buffer, row.hashes.byteOffset, row.hashes.byteLength);
    for (let byte = 0; byte < row.hashes.length; byte += 4) hashes[at++] = view.getUint32(byte, true);
    ids[text] = row.id;
    groups[text] = row.group ?? 0;
    starts[++text] = at;
  }
  return sketches;
}

function withRoom(buffer: SharedArrayBuffer, bytes: number): SharedArrayBuffer {
  if (buffer.byteLength < bytes) buffer.grow(bytes);
  return buffer;
}

export const readTexts = (db: ReadableDb, { ids }: { ids: number[] }): string[] =>
  db.column<string>(
    `SELECT b.text FROM json_each(?) j CROSS JOIN article a ON a.id = j.value
       JOIN text_body b ON b.text_version_id = a.text_version_id ORDER BY j.key`,
    JSON.stringify(ids),
  );

export interface NewSketch {
  id: number;
  textVersionId: number;
  hashes: Uint32Array;
}

export function keepSketches(db: WritableDb, { sketches }: { sketches: NewSketch[] }): void {
  for (const { id, textVersionId, hashes } of sketches) {
    const bytes = new Uint8Array(hashes.length * 4);
    const view = new DataView(bytes.buffer);
    hashes.forEach((hash, i) => {
      view.setUint32(i * 4, hash, true);
    });
    db.run(
      `INSERT INTO duplicate_sketch (article, text_version_id, compared, hashes) VALUES (?, ?, 0, ?)
       ON CONFLICT DO UPDATE SET text_version_id = excluded.text_version_id, compared = 0, hashes = excluded.hashes`,
      id,
      textVersionId,
      bytes,
    );
  }
}

/** Makes each set of articles one group, with whatever groups they are in. Articles kept apart stay where they are. */
export function joinSets(db: WritableDb, { sets }: { sets: number[][] }, context: WriteContext): void {
  const changed = new Set<number>();
  const names = new Map<number, string>();
  const free = new Set(
    db.column<number>(
      `SELECT a.id FROM json_each(?) j CROSS JOIN article a ON a.id = j.value WHERE a.duplicate_apart = 0`,
      JSON.stringify(sets.flat()),
    ),
  );
  for (const set of sets) {
    const members = withTheirGroups(
      db,
      set.filter((id) => free.has(id)),
    );
    if (members.length < 2) continue;
    for (const member of members) names.set(member.id, member.articleId);
    for (const id of writePlaces(db, placesOf(db, members))) changed.add(id);
  }
  tell(context, changed, names);
}

/** Articles, and everything that is in a group with one of them, in the order of import. */
export function withTheirGroups(db: ReadableDb, ids: readonly number[]): Member[] {
  const named = articlesBy(db, ids);
  const heads = new Set(named.flatMap((member) => member.group ?? []));
  const all = new Map(named.map((member) => [member.id, member]));
  for (const head of heads) for (const member of membersOf(db, head)) all.set(member.id, member);
  return [...all.values()].sort((one, other) => one.id - other.id);
}

/** Elects heads, and measures what is missing, in the groups of these articles; they are compared from now on. */
export function settle(db: WritableDb, { ids }: { ids: number[] }, context: WriteContext): void {
  const changed = new Set<number>();
  const names = new Map<number, string>();
  const heads = db.column<number>(
    `SELECT DISTINCT a.duplicate_group FROM json_each(?) j CROSS JOIN article a ON a.id = j.value
     WHERE a.duplicate_group IS NOT NULL`,
    JSON.stringify(ids),
  );
  for (const head of heads) {
    const members = membersOf(db, head);
    for (const member of members) names.set(member.id, member.articleId);
    for (const id of writePlaces(db, placesOf(db, members))) changed.add(id);
  }
  db.run(
    'UPDATE duplicate_sketch SET compared = 1 WHERE article IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  );
  tell(context, changed, names);
}

/** Articles that a page wants to hear of one by one. */
const FEW = 1000;

function tell(context: WriteContext, changed: ReadonlySet<number>, names: ReadonlyMap<number, string>) {
  if (changed.size === 0) return;
  const articleIds = [...changed].flatMap((id) => names.get(id) ?? []);
  context.touch(['articles'], changed.size > FEW ? null : articleIds);
}
