import { useMemo } from 'react';
import { create } from 'zustand';
import type { Annotation, Relation, RelationEnd } from '../../../shared/model/annotation.ts';
import type { Code, RelationKind } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { say, warnOf } from '../../ui/index.ts';

/** The annotation that a relation is being drawn from; it may lie in another article by now. */
export const useRelationFrom = create<{ from: { annotationId: string; words: string } | null }>(() => ({ from: null }));

const none: never[] = [];

export function useRelationKinds(): readonly RelationKind[] {
  return useBackend('relations.kinds', {}).data?.kinds ?? none;
}

/** A relation as one of its ends sees it. */
export interface RelationSeen {
  relation: Relation;
  kind: RelationKind | undefined;
  /** The annotation is where it begins. */
  isFrom: boolean;
  /** The other end, in this article or another. */
  other: { annotationId: string; articleId: string; articleTitle: string | null; words: string; codes: string };
  /** Where the other end lies, when it is in this article. */
  span: { start: number; end: number } | null;
}

const namesOf = (codeIds: readonly string[], codes: ReadonlyMap<string, Code>) =>
  codeIds.flatMap((codeId) => codes.get(codeId)?.name ?? []).join(', ');

/** The relations of one annotation, in the order they were made. */
export function relationsSeen(
  annotationId: string,
  known: { relations: readonly Relation[]; ends: readonly RelationEnd[] },
  annotations: readonly Annotation[],
  codes: ReadonlyMap<string, Code>,
  kinds: readonly RelationKind[],
): RelationSeen[] {
  return known.relations.flatMap((relation): RelationSeen[] => {
    const isFrom = relation.fromId === annotationId;
    if (!isFrom && relation.toId !== annotationId) return [];
    const otherId = isFrom ? relation.toId : relation.fromId;
    const kind = kinds.find((one) => one.kindId === relation.kindId);
    const here = annotations.find((one) => one.annotationId === otherId);
    if (here) {
      const { start, end } = here;
      const other = {
        annotationId: otherId,
        articleId: here.articleId,
        articleTitle: null,
        words: here.quote?.exact ?? 'the whole article',
        codes: namesOf(
          here.codings.map(({ codeId }) => codeId),
          codes,
        ),
      };
      return [{ relation, kind, isFrom, other, span: start !== null && end !== null ? { start, end } : null }];
    }
    const end = known.ends.find((one) => one.annotationId === otherId);
    if (!end) return [];
    const { articleId, articleTitle } = end;
    const other = {
      annotationId: otherId,
      articleId,
      articleTitle,
      words: end.exact ?? 'the whole article',
      codes: namesOf(end.codeIds, codes),
    };
    return [{ relation, kind, isFrom, other, span: null }];
  });
}

/** Relations of the annotation that is active in an article. */
export function useRelationsOf(
  articleId: string | null,
  active: string | null,
  annotations: readonly Annotation[],
  codes: ReadonlyMap<string, Code>,
): RelationSeen[] {
  const { data } = useBackend(
    'relations.ofArticle',
    { articleId: articleId ?? '' },
    { enabled: articleId !== null && active !== null },
  );
  const kinds = useRelationKinds();
  return useMemo(
    () => (data && active !== null ? relationsSeen(active, data, annotations, codes, kinds) : none),
    [data, active, annotations, codes, kinds],
  );
}

export async function relate(kind: RelationKind, fromId: string, toId: string) {
  try {
    await withCoder(() => call('relations.create', { kindId: kind.kindId, fromId, toId }));
    useRelationFrom.setState({ from: null });
    say(`Related by “${kind.name}”`);
  } catch (error) {
    warnOf(error);
  }
}

export const turnRelation = (relationId: string) =>
  void withCoder(() => call('relations.edit', { relationId, turn: true })).catch(warnOf);

export const deleteRelation = (relationId: string) =>
  void withCoder(() => call('relations.delete', { relationId })).catch(warnOf);

/** Makes a kind that the codebook lacks. @returns it, or null when it could not be made */
export async function createKind(name: string, used: number): Promise<RelationKind | null> {
  try {
    const fields = { name, definition: '', isDirected: true, color: (used % 10) + 1 };
    const { kinds } = await withCoder(() => call('relations.createKind', { fields }));
    return kinds.find((kind) => kind.name === name) ?? null;
  } catch (error) {
    warnOf(error);
    return null;
  }
}
