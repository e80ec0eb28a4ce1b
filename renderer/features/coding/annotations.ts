import { useMemo } from 'react';
import { create } from 'zustand';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { queryClient, useBackend } from '../../state/queries.ts';
import { useSettings } from '../../state/settings.ts';
import { warnOf } from '../../ui/index.ts';

/** A change that is shown but not on disk yet. */
interface Unsaved {
  id: number;
  articleId: string;
  apply(annotations: readonly Annotation[]): readonly Annotation[];
}

const useUnsaved = create<{ unsaved: readonly Unsaved[] }>(() => ({ unsaved: [] }));

/** Ids of annotations that the backend does not know yet. */
const PROVISIONAL = 'unsaved-';
export const isProvisional = (annotationId: string) => annotationId.startsWith(PROVISIONAL);

const keyOf = (articleId: string) => ['annotations.ofArticle', { articleId }] as const;

function withChanges(unsaved: readonly Unsaved[], articleId: string | null, known: readonly Annotation[]) {
  const own = unsaved.filter((change) => change.articleId === articleId);
  return own.reduce<readonly Annotation[]>((list, change) => change.apply(list), known);
}

/** What the screen shows of an article whose annotations on disk are `known`. */
export const shownAnnotations = (articleId: string, known: readonly Annotation[]): readonly Annotation[] =>
  withChanges(useUnsaved.getState().unsaved, articleId, known);

/** Annotations of an article as they are on disk, with what is being saved on top. */
export function useAnnotations(articleId: string | null) {
  const query = useBackend('annotations.ofArticle', { articleId: articleId ?? '' }, { enabled: articleId !== null });
  const unsaved = useUnsaved((state) => state.unsaved);
  const { data } = query;
  const annotations = useMemo(() => withChanges(unsaved, articleId, data ?? []), [data, unsaved, articleId]);
  const isSaving = unsaved.some((change) => change.articleId === articleId);
  return { annotations, isSaving, isPending: query.isPending, error: query.error, refetch: query.refetch };
}

/** Every code by its id; archived ones too. */
export function useCodes(): { codes: readonly Code[]; byId: ReadonlyMap<string, Code>; isPending: boolean } {
  const { data, isPending } = useBackend('codebook.get', {});
  const codes = data?.codes;
  return useMemo(
    () => ({ codes: codes ?? [], byId: new Map((codes ?? []).map((code) => [code.codeId, code])), isPending }),
    [codes, isPending],
  );
}

let lastChange = 0;

/** Once the frame is on the screen; soon in a window that draws none. */
function afterPaint(deed: () => void) {
  let isDone = false;
  const once = () => {
    if (!isDone) deed();
    isDone = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, 100);
}

/** A code of the open codebook, as it was last read. */
export function codeCalled(codeId: string): Code | undefined {
  const known = queryClient.getQueryData<{ codes: Code[] }>(['codebook.get', {}]);
  return known?.codes.find((code) => code.codeId === codeId);
}

/**
 * Shows a change at once and keeps it shown while `save` writes it. When that fails, the screen goes back to what is on disk and
 * the failure offers to try again. Resolves with what was saved, or null.
 * What is painted in the text already comes to the lists after the paint, so that these never delay it.
 */
async function optimistically<T>(
  articleId: string,
  apply: Unsaved['apply'],
  save: () => Promise<T>,
  settle: (annotations: readonly Annotation[], saved: T) => readonly Annotation[],
  isPainted = false,
): Promise<T | null> {
  const id = ++lastChange;
  let isDone = false;
  const show = () => {
    if (!isDone) useUnsaved.setState(({ unsaved }) => ({ unsaved: [...unsaved, { id, articleId, apply }] }));
  };
  if (isPainted) afterPaint(show);
  else show();
  const done = () => {
    isDone = true;
    useUnsaved.setState(({ unsaved }) => ({ unsaved: unsaved.filter((change) => change.id !== id) }));
  };
  try {
    const saved = await withCoder(save);
    queryClient.setQueryData<readonly Annotation[]>(keyOf(articleId), (known) => known && settle(known, saved));
    done();
    // An answer that was on its way may be older than this change.
    void queryClient.invalidateQueries({ queryKey: keyOf(articleId) });
    return saved;
  } catch (error) {
    done();
    warnOf(error, {
      label: 'Try again',
      run: () => void optimistically(articleId, apply, save, settle),
    });
    return null;
  }
}

function withAnnotation(annotations: readonly Annotation[], changed: Annotation): readonly Annotation[] {
  const isKnown = annotations.some((one) => one.annotationId === changed.annotationId);
  return isKnown
    ? annotations.map((one) => (one.annotationId === changed.annotationId ? changed : one))
    : [...annotations, changed];
}

const coding = (codeId: string) => ({
  codingId: `${PROVISIONAL}${codeId}`,
  codeId,
  codeVersion: codeCalled(codeId)?.version ?? 1,
  values: {},
  createdAt: '',
});

function withCodes(annotation: Annotation, add: readonly string[], remove: readonly string[] = []): Annotation {
  const kept = annotation.codings.filter(({ codeId }) => !remove.includes(codeId));
  const added = add.filter((codeId) => !kept.some((one) => one.codeId === codeId)).map(coding);
  return { ...annotation, codings: [...kept, ...added] };
}

export type NewAnnotation = InputOf<'annotations.create'>;

/** Codes a span or a whole article. Shown at once; resolves when it is on disk, with null when it could not be saved. */
export function createAnnotation(input: NewAnnotation, isPainted = false): Promise<Annotation | null> {
  const { articleId, textVersionId, level, start = null, end = null, quote = null, codeIds = [] } = input;
  const coder = useSettings.getState().coderName;
  const now = new Date().toISOString();
  const provisional: Annotation = {
    annotationId: `${PROVISIONAL}${++lastChange}`,
    articleId,
    textVersionId,
    level,
    start,
    end,
    quote: quote === null ? null : { exact: quote, prefix: '', suffix: '' },
    pieces: [],
    codings: codeIds.map(coding),
    memo: input.memo ?? '',
    confidence: input.confidence ?? null,
    coder,
    origin: 'manual',
    status: 'anchored',
    createdAt: now,
    updatedAt: now,
  };
  return optimistically(
    articleId,
    (list) => {
      // A second code on the same span joins the annotation that is there.
      const same = list.find(
        (one) =>
          one.level === level &&
          one.start === start &&
          one.end === end &&
          one.coder === coder &&
          one.status === 'anchored',
      );
      return same ? withAnnotation(list, withCodes(same, codeIds)) : [...list, provisional];
    },
    () => call('annotations.create', input),
    withAnnotation,
    isPainted,
  );
}

export type AnnotationChange = Omit<InputOf<'annotations.edit'>, 'annotationId'>;

/** Changes span, codes, memo or confidence; `text` is the article's, for the new quote. */
export function editAnnotation(annotation: Annotation, change: AnnotationChange, text: string) {
  const { annotationId, articleId } = annotation;
  const changed = (before: Annotation): Annotation => ({
    ...withCodes(before, change.addCodeIds ?? [], change.removeCodeIds),
    ...(change.span
      ? { ...change.span, quote: { exact: text.slice(change.span.start, change.span.end), prefix: '', suffix: '' } }
      : {}),
    ...(change.memo === undefined ? {} : { memo: change.memo }),
    ...(change.confidence === undefined ? {} : { confidence: change.confidence }),
  });
  return optimistically(
    articleId,
    (list) => list.map((one) => (one.annotationId === annotationId ? changed(one) : one)),
    () => call('annotations.edit', { annotationId, ...change }),
    withAnnotation,
  );
}

export function deleteAnnotation({ annotationId, articleId }: Annotation) {
  const without = (list: readonly Annotation[]) => list.filter((one) => one.annotationId !== annotationId);
  return optimistically(articleId, without, () => call('annotations.delete', { annotationId }), without);
}
