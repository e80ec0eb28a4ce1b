import type { DuplicateKind } from '../../../../shared/model/article.ts';
import { type Matchable, match, matchable, shareOf, tokensOf } from '../../../analysis/duplicates/index.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';

/** An article as a member of a duplicate group. */
export interface Member {
  id: number;
  articleId: string;
  originalSha256: string;
  textSha256: string;
  textVersionId: number;
  /** Sortable; '' when undated. */
  published: string;
  group: number | null;
  kind: DuplicateKind | null;
  share: number | null;
}

/** Where an article belongs: its group, known by the head's row id, and how it relates to the head. */
export interface Place {
  id: number;
  group: number | null;
  kind: DuplicateKind | null;
  share: number | null;
}

const MEMBER = `SELECT a.id AS id, a.article_id AS articleId, a.original_sha256 AS originalSha256,
    v.sha256 AS textSha256, a.text_version_id AS textVersionId, a.published_sort AS published,
    a.duplicate_group AS "group", a.duplicate_kind AS kind, a.duplicate_share AS share`;

/** Members of the group that `head` heads. */
export const membersOf = (db: ReadableDb, head: number): Member[] =>
  db.all<Member>(
    `${MEMBER} FROM article a JOIN text_version v ON v.id = a.text_version_id WHERE a.duplicate_group = ? ORDER BY a.id`,
    head,
  );

export const articlesBy = (db: ReadableDb, ids: readonly number[]): Member[] =>
  db.all<Member>(
    `${MEMBER} FROM json_each(?) j CROSS JOIN article a ON a.id = j.value
       JOIN text_version v ON v.id = a.text_version_id ORDER BY a.id`,
    JSON.stringify(ids),
  );

/**
 * The head of a group: the one that a person chose last, else the one published first, else the one imported first.
 * The choice is read from the log of changes, so that it comes back with undo and outlives other copies.
 */
export function electHead(db: ReadableDb, members: readonly Member[]): number {
  const chosen = db.value<number>(
    `SELECT c.article FROM json_each(?) j CROSS JOIN change c ON c.article = j.value
     WHERE c.action = 'duplicates.setHead' AND c.state = 'done' ORDER BY c.change_id DESC LIMIT 1`,
    JSON.stringify(members.map((member) => member.id)),
  );
  if (chosen !== undefined) return chosen;
  const isBefore = (one: Member, other: Member) => {
    if (one.published === other.published) return one.id < other.id;
    return other.published === '' || (one.published !== '' && one.published < other.published);
  };
  return members.reduce((first, member) => (isBefore(member, first) ? member : first)).id;
}

/**
 * Places of articles that form one group; of a single one, a place outside groups. Shares that are known stay; the others
 * are measured on the texts.
 */
export function placesOf(db: ReadableDb, members: readonly Member[], headId = electHead(db, members)): Place[] {
  if (members.length < 2) return members.map(({ id }) => ({ id, group: null, kind: null, share: null }));
  const head = members.find((member) => member.id === headId)!;
  let headText: Matchable | undefined;
  const measure = (member: Member) => {
    headText ??= readMatchable(db, head.textVersionId);
    return shareOf(match(headText, readMatchable(db, member.textVersionId)));
  };
  return members.map((member) => {
    if (member === head) return { id: member.id, group: head.id, kind: null, share: null };
    const kind = exactKind(member, head) ?? 'near';
    const known = kind !== 'near' ? 1 : member.group === head.id && member.kind === 'near' ? member.share : null;
    return { id: member.id, group: head.id, kind, share: known ?? measure(member) };
  });
}

export function exactKind(
  one: Pick<Member, 'originalSha256' | 'textSha256'>,
  head: Pick<Member, 'originalSha256' | 'textSha256'>,
): 'bytes' | 'text' | null {
  if (one.originalSha256 === head.originalSha256) return 'bytes';
  return one.textSha256 === head.textSha256 ? 'text' : null;
}

const readMatchable = (db: ReadableDb, textVersionId: number) =>
  matchable(tokensOf(db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', textVersionId) ?? ''));

/** Writes places without a trace in the log of changes. @returns ids of the articles whose row changed */
export function writePlaces(db: WritableDb, places: readonly Place[]): number[] {
  const changed: number[] = [];
  for (const { id, group, kind, share } of places) {
    const { changes } = db.run(
      `UPDATE article SET duplicate_group = :group, duplicate_kind = :kind, duplicate_share = :share
       WHERE id = :id AND (duplicate_group IS NOT :group OR duplicate_kind IS NOT :kind OR duplicate_share IS NOT :share)`,
      { id, group, kind, share },
    );
    if (changes > 0) changed.push(id);
  }
  return changed;
}
