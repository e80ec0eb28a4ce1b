import { AppError } from '../../../../shared/contract/errors.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { WritableDb } from '../../db/types.ts';
import { findArticle } from '../articles/article.ts';
import type { WriteContext } from '../handler.ts';
import { withTheirGroups } from './find.ts';
import { type Member, membersOf, type Place, placesOf } from './group.ts';

const titled = (title: string) => (title === '' ? 'an article' : `“${title}”`);

function update(rows: TrackedRows, places: readonly Place[], more: { duplicate_apart?: number } = {}) {
  for (const { id, group, kind, share } of places) {
    rows.update('article', { id }, { duplicate_group: group, duplicate_kind: kind, duplicate_share: share, ...more });
  }
}

const namesOf = (members: readonly Member[]) => members.map((member) => member.articleId);

/** @throws AppError NOT_FOUND, CONFLICT when the article is in no group */
export function setHead(db: WritableDb, { articleId }: { articleId: string }, context: WriteContext): void {
  const { id, title } = findArticle(db, articleId);
  const members = groupOf(db, id, articleId);
  context.change(
    { action: 'duplicates.setHead', label: `Made ${titled(title)} the head of its copies`, article: id },
    (rows) => update(rows, placesOf(db, members, id)),
  );
  context.touch(['articles'], namesOf(members));
}

/** @throws AppError NOT_FOUND, CONFLICT when the article is in no group */
export function separate(db: WritableDb, { articleId }: { articleId: string }, context: WriteContext): void {
  const { id, title } = findArticle(db, articleId);
  const members = groupOf(db, id, articleId);
  const rest = members.filter((member) => member.id !== id);
  context.change(
    { action: 'duplicates.separate', label: `Took ${titled(title)} out of its copies`, article: id },
    (rows) => {
      update(rows, [{ id, group: null, kind: null, share: null }], { duplicate_apart: 1 });
      update(rows, placesOf(db, rest));
    },
  );
  context.touch(['articles'], namesOf(members));
}

/** @throws AppError NOT_FOUND, CONFLICT when they are in one group already */
export function join(db: WritableDb, { articleIds }: { articleIds: string[] }, context: WriteContext): void {
  const named = [...new Set(articleIds)].map((articleId) => findArticle(db, articleId));
  const [first] = named;
  const members = withTheirGroups(
    db,
    named.map((article) => article.id),
  );
  const isOne = members.length > 1 && members.every(({ group }) => group !== null && group === members[0]!.group);
  if (isOne || members.length < 2) {
    throw new AppError('CONFLICT', 'These articles are in one group already.', { articleIds });
  }
  context.change(
    { action: 'duplicates.join', label: `Joined ${named.length} articles as copies`, article: first!.id },
    (rows) => {
      update(rows, placesOf(db, members));
      for (const { id } of named) rows.update('article', { id }, { duplicate_apart: 0 });
    },
  );
  context.touch(['articles'], namesOf(members));
}

function groupOf(db: WritableDb, id: number, articleId: string): Member[] {
  const head = db.value<number | null>('SELECT duplicate_group FROM article WHERE id = ?', id) ?? null;
  if (head === null) {
    throw new AppError('CONFLICT', 'This article is in no group of copies: it may have been taken out since.', {
      articleId,
    });
  }
  return membersOf(db, head);
}
