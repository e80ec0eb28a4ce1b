import { useMemo } from 'react';
import { create } from 'zustand';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { joinStretches } from '../../../shared/text/stretches.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { queryClient, useBackend } from '../../state/queries.ts';
import { useSettings } from '../../state/settings.ts';
import { warnOf } from '../../ui/index.ts';
import { type FieldConflict, openConflict } from './conflict.ts';

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

/** So many are on the screen before all of an article's annotations are. */
const FIRST = 100;

/**
 * Annotations of an article as they are on disk, with what is being saved on top. Of an article with thousands the first come
 * first: `total` tells how many there will be.
 */
export function useAnnotations(articleId: string | null) {
  const query = useBackend('annotations.ofArticle', { articleId: articleId ?? '' }, { enabled: articleId !== null });
  const unsaved = useUnsaved((state) => state.unsaved);
  const isFirst = articleId !== null && query.data === undefined;
  const first = useBackend('annotations.begin', { articleId: articleId ?? '', count: FIRST }, { enabled: isFirst });
  const data = query.data ?? first.data?.annotations;
  const annotations = useMemo(() => withChanges(unsaved, articleId, data ?? []), [data, unsaved, articleId]);
  const isSaving = unsaved.some((change) => change.articleId === articleId);
  const isPartial = isFirst && first.data !== undefined && first.data.total > first.data.annotations.length;
  return {
    annotations,
    isSaving,
    isPartial,
    total: isPartial ? (first.data?.total ?? 0) : annotations.length,
    isPending: data === undefined && query.isPending,
    error: query.error,
    refetch: query.refetch,
  };
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
  isSettled: (error: unknown) => boolean = () => false,
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
    if (isSettled(error)) void queryClient.invalidateQueries({ queryKey: keyOf(articleId) });
    else {
      warnOf(error, {
        label: 'Try again',
        run: () => void optimistically(articleId, apply, save, settle, false, isSettled),
      });
    }
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
          one.pieces.length === 0 &&
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

export type AnnotationChange = Omit<InputOf<'annotations.edit'>, 'annotationId' | 'seen'>;

const isPlaced = ({ start, end }: Annotation) => start !== null && end !== null;

/** What is shown of a change until it is on disk; `text` is the article's. */
export function changedBy(before: Annotation, change: AnnotationChange, text: string): Annotation {
  const coded = withCodes(before, change.addCodeIds ?? [], change.removeCodeIds);
  const codings = coded.codings.map((coding) => {
    const values = { ...coding.values };
    for (const { codeId, attributeId, value } of change.values ?? []) {
      if (codeId !== coding.codeId) continue;
      if (value === null) delete values[attributeId];
      else values[attributeId] = value;
    }
    return { ...coding, values };
  });
  const main = change.span ?? (isPlaced(before) ? { start: before.start!, end: before.end! } : null);
  const [first, ...pieces] = main ? joinStretches([main, ...(change.pieces ?? before.pieces)]) : [];
  const moved = first && (change.span || change.pieces);
  return {
    ...coded,
    codings,
    ...(moved
      ? {
          ...first,
          status: 'anchored' as const,
          quote: { exact: text.slice(first.start, first.end), prefix: '', suffix: '' },
          pieces: pieces.map((piece) => ({ ...piece, exact: text.slice(piece.start, piece.end) })),
        }
      : {}),
    ...(change.memo === undefined ? {} : { memo: change.memo }),
    ...(change.confidence === undefined ? {} : { confidence: change.confidence }),
  };
}

/** Changes span, pieces, codes, values, memo or confidence; `text` is the article's, for the new quote. */
export function editAnnotation(
  annotation: Annotation,
  change: AnnotationChange,
  text: string,
  seen = seenBy(annotation),
) {
  const { annotationId, articleId } = annotation;
  // A second change before the first is on disk builds on what is shown, not on what was drawn when the key was pressed.
  return optimistically(
    articleId,
    (list) => list.map((one) => (one.annotationId === annotationId ? changedBy(one, change, text) : one)),
    () => call('annotations.edit', { annotationId, ...change, seen: only(seen, change) }),
    withAnnotation,
    false,
    (error) => isSettled(error, annotation, change, text),
  );
}

type Seen = NonNullable<InputOf<'annotations.edit'>['seen']>;

function seenBy(annotation: Annotation): Seen {
  const { memo, confidence, start, end } = latestOf(annotation);
  return { memo, confidence, span: start !== null && end !== null ? { start, end } : null };
}

/** The annotation as it is shown now, with what is being saved. */
function latestOf(annotation: Annotation): Annotation {
  const known = queryClient.getQueryData<readonly Annotation[]>(keyOf(annotation.articleId)) ?? [annotation];
  const shown = shownAnnotations(annotation.articleId, known);
  return shown.find((one) => one.annotationId === annotation.annotationId) ?? annotation;
}

/** Only what is changed can be in conflict. */
function only(seen: Seen, change: AnnotationChange): Seen {
  return {
    ...(change.memo === undefined ? {} : { memo: seen.memo }),
    ...(change.confidence === undefined ? {} : { confidence: seen.confidence }),
    ...(change.span === undefined ? {} : { span: seen.span }),
  };
}

/** What was written in two windows, or to an annotation that is gone, is given to the person to choose. */
function isSettled(error: unknown, annotation: Annotation, change: AnnotationChange, text: string): boolean {
  const { code, details } = error as AppError;
  const isGone = code === 'NOT_FOUND' && change.memo !== undefined && change.memo !== annotation.memo;
  if (isGone) {
    openConflict({ kind: 'gone', memo: change.memo! });
    return true;
  }
  if (code !== 'CONFLICT' || details.field === undefined) return false;
  const { field, yours, theirs } = details as Pick<FieldConflict, 'field' | 'yours' | 'theirs'>;
  const take = (values: AnnotationChange) => void editAnnotation(annotation, values, text, { [field]: theirs } as Seen);
  openConflict({
    kind: 'field',
    field,
    yours,
    theirs,
    text,
    takeMine: () => take(change),
    ...(field === 'memo' ? { takeBoth: () => take({ memo: `${theirs}\n\n${yours}` }) } : {}),
  });
  return true;
}

/** Another code in the place of one; null: of all. */
export function recodeAnnotation(annotation: Annotation, fromCodeId: string | null, toCodeId: string) {
  const { annotationId, articleId } = annotation;
  const shown = (one: Annotation) => {
    const gone = fromCodeId === null ? one.codings.map(({ codeId }) => codeId) : [fromCodeId];
    const removeCodeIds = gone.filter((codeId) => codeId !== toCodeId);
    return changedBy(one, { addCodeIds: [toCodeId], removeCodeIds }, '');
  };
  return optimistically(
    articleId,
    (list) => list.map((one) => (one.annotationId === annotationId ? shown(one) : one)),
    () => call('annotations.recode', { annotationId, fromCodeId, toCodeId }),
    withAnnotation,
  );
}

export function deleteAnnotation({ annotationId, articleId }: Annotation) {
  const without = (list: readonly Annotation[]) => list.filter((one) => one.annotationId !== annotationId);
  return optimistically(articleId, without, () => call('annotations.delete', { annotationId }), without);
}
