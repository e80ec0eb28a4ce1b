// Relations between annotations: typed by the codebook's kinds, directed or not.
import { randomUUID } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Relation, RelationEnd } from '../../../../shared/model/annotation.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { articleText } from '../spans/index.ts';
import { requireAnnotation } from './given.ts';

const RELATION = `
  SELECT r.relation_id AS relationId, r.kind_id AS kindId, r.from_id AS fromId, r.to_id AS toId, r.memo,
         p.name AS coder, r.created_at AS createdAt, r.updated_at AS updatedAt
  FROM relation r JOIN coder p ON p.id = r.coder
  JOIN annotation f ON f.annotation_id = r.from_id JOIN annotation t ON t.annotation_id = r.to_id`;
const VISIBLE = `${visibleCoders('f.article', 'f.coder')} AND ${visibleCoders('t.article', 't.coder')}
  AND ${visibleCoders('f.article', 'r.coder')} AND ${visibleCoders('t.article', 'r.coder')}`;

/** UTF-16 units of the other end's words that are shown. */
const LONGEST_QUOTE = 400;

function requireRelation(db: ReadableDb, relationId: string, context: ReadContext): Relation {
  const found = db.get<Relation>(`${RELATION} WHERE r.relation_id = :relationId AND ${VISIBLE}`, {
    relationId,
    ...me(context),
  });
  if (!found) throw new AppError('NOT_FOUND', 'This relation no longer exists.', { relationId });
  return found;
}

export function relationsOfArticle(
  db: ReadableDb,
  articleId: string,
  context: ReadContext,
): OutputOf<'relations.ofArticle'> {
  const { id } = articleText(db, articleId);
  if (db.value('SELECT 1 FROM relation LIMIT 1') === undefined) return { relations: [], ends: [] };
  const bound = { id, ...me(context) };
  const relations = db.all<Relation>(
    `${RELATION} WHERE r.relation_id IN (
       SELECT relation_id FROM annotation x JOIN relation ON from_id = x.annotation_id WHERE x.article = :id
       UNION SELECT relation_id FROM annotation x JOIN relation ON to_id = x.annotation_id WHERE x.article = :id)
     AND ${VISIBLE} ORDER BY r.created_at, r.relation_id`,
    bound,
  );
  const ends = db.all<Omit<RelationEnd, 'codeIds'> & { codeIds: string; isStale: number }>(
    `SELECT e.annotation_id AS annotationId, o.article_id AS articleId, o.title AS articleTitle,
            substr(e.exact, 1, ${LONGEST_QUOTE}) AS exact, e.start, e.end, e.text_version_id <> o.text_version_id AS isStale,
            (SELECT json_group_array(code_id) FROM coding WHERE annotation_id = e.annotation_id) AS codeIds
     FROM json_each(:ids) j JOIN annotation e ON e.annotation_id = j.value JOIN article o ON o.id = e.article
     WHERE e.article <> :id`,
    { id, ids: JSON.stringify([...new Set(relations.flatMap(({ fromId, toId }) => [fromId, toId]))]) },
  );
  return {
    relations,
    ends: ends.map(({ codeIds, isStale, ...end }) => ({
      ...end,
      ...(isStale ? { start: null, end: null } : {}),
      codeIds: JSON.parse(codeIds),
    })),
  };
}

function kindCalled(db: ReadableDb, kindId: string) {
  const kind = db.get<{ name: string; is_directed: number; archived: number }>(
    'SELECT name, is_directed, archived FROM relation_kind WHERE kind_id = ?',
    kindId,
  );
  if (!kind) throw new AppError('NOT_FOUND', 'The codebook no longer has that kind of relation.', { kindId });
  if (kind.archived) {
    throw new AppError('CONFLICT', `The kind of relation “${kind.name}” is archived. Choose another one.`, { kindId });
  }
  return kind;
}

/** @throws AppError CONFLICT when the coder related the two in this way before */
function refuseTwin(
  db: ReadableDb,
  relation: { relationId: string | null; kindId: string; fromId: string; toId: string; coder: number },
  kind: { name: string; is_directed: number },
) {
  const { relationId, kindId, fromId, toId, coder } = relation;
  const twin = db.value<string>(
    `SELECT relation_id FROM relation WHERE kind_id = :kindId AND coder = :coder AND relation_id IS NOT :relationId
       AND ((from_id = :fromId AND to_id = :toId) OR (:isDirected = 0 AND from_id = :toId AND to_id = :fromId))`,
    { relationId, kindId, fromId, toId, coder, isDirected: kind.is_directed },
  );
  if (twin === undefined) return;
  throw new AppError('CONFLICT', `The two are related by “${kind.name}” already.`, { relationId: twin });
}

export function createRelation(
  db: WritableDb,
  { kindId, fromId, toId, memo }: ParsedInputOf<'relations.create'>,
  context: WriteContext,
): Relation {
  const coder = context.requireCoder();
  if (fromId === toId)
    throw new AppError('INVALID_INPUT', 'A relation needs two annotations. Go to the other one first.');
  const from = requireAnnotation(db, fromId, context);
  const to = requireAnnotation(db, toId, context);
  const kind = kindCalled(db, kindId);
  refuseTwin(db, { relationId: null, kindId, fromId, toId, coder: coder.id }, kind);
  const relationId = randomUUID();
  const step = { action: 'relation.create', label: `Related two annotations by “${kind.name}”`, article: from.article };
  context.change(step, (rows) =>
    rows.insert('relation', {
      relation_id: relationId,
      kind_id: kindId,
      from_id: fromId,
      to_id: toId,
      memo,
      coder: coder.id,
      created_at: context.at,
      updated_at: context.at,
    }),
  );
  touchBoth(db, [from.article, to.article], context);
  return requireRelation(db, relationId, context);
}

export function editRelation(
  db: WritableDb,
  { relationId, kindId, memo, turn }: ParsedInputOf<'relations.edit'>,
  context: WriteContext,
): Relation {
  const before = requireRelation(db, relationId, context);
  const coder = db.value<number>('SELECT coder FROM relation WHERE relation_id = ?', relationId)!;
  const values: Record<string, SqlValue> = {};
  if (turn) Object.assign(values, { from_id: before.toId, to_id: before.fromId });
  if (memo !== undefined) values.memo = memo;
  if (kindId !== undefined && kindId !== before.kindId) values.kind_id = kindId;
  const name = db.value<string>('SELECT name FROM relation_kind WHERE kind_id = ?', before.kindId);
  if (turn || values.kind_id !== undefined) {
    const [fromId, toId] = turn ? [before.toId, before.fromId] : [before.fromId, before.toId];
    const wanted = kindId ?? before.kindId;
    const kind =
      values.kind_id === undefined
        ? db.get<{ name: string; is_directed: number }>(
            'SELECT name, is_directed FROM relation_kind WHERE kind_id = ?',
            wanted,
          )!
        : kindCalled(db, wanted);
    refuseTwin(db, { relationId, kindId: wanted, fromId, toId, coder }, kind);
  }
  const from = requireAnnotation(db, before.fromId, context);
  const to = requireAnnotation(db, before.toId, context);
  const label = turn ? `Turned a relation “${name}” round` : `Changed a relation “${name}”`;
  context.change({ action: 'relation.edit', label, article: from.article }, (rows) => {
    const current: Record<string, SqlValue> = { from_id: before.fromId, to_id: before.toId, memo: before.memo };
    const differs = Object.keys(values).some((column) => current[column] !== values[column]);
    if (differs) rows.update('relation', { relation_id: relationId }, { ...values, updated_at: context.at });
  });
  touchBoth(db, [from.article, to.article], context);
  return requireRelation(db, relationId, context);
}

export function deleteRelation(
  db: WritableDb,
  { relationId }: ParsedInputOf<'relations.delete'>,
  context: WriteContext,
): Record<string, never> {
  const before = requireRelation(db, relationId, context);
  const name = db.value<string>('SELECT name FROM relation_kind WHERE kind_id = ?', before.kindId);
  const from = requireAnnotation(db, before.fromId, context);
  const to = requireAnnotation(db, before.toId, context);
  const step = { action: 'relation.delete', label: `Deleted a relation “${name}”`, article: from.article };
  context.change(step, (rows) => rows.delete('relation', { relation_id: relationId }));
  touchBoth(db, [from.article, to.article], context);
  return {};
}

function touchBoth(db: ReadableDb, articles: readonly number[], context: WriteContext) {
  const ids = db.column<string>(
    'SELECT DISTINCT a.article_id FROM json_each(?) j JOIN article a ON a.id = j.value',
    JSON.stringify(articles),
  );
  context.touch(['annotations'], ids);
}
