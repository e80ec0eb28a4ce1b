import type { Annotation } from '../../../shared/model/annotation.ts';
import { codeMark, type TextPane } from '../text/index.ts';
import { codeCalled, createAnnotation, deleteAnnotation, editAnnotation, isProvisional } from './annotations.ts';
import { rememberCode } from './recent-codes.ts';

/** What a room codes in: a pane and the annotations it shows. */
export interface CodingPlace {
  pane: TextPane;
  annotations: readonly Annotation[];
}

let lastFound: { annotations: readonly Annotation[]; id: string; found: Annotation | undefined } | null = null;

/** An annotation of a list by its id. The last one is remembered: every command asks for it at every key. */
export function annotationCalled(annotations: readonly Annotation[], id: string): Annotation | undefined {
  if (lastFound?.annotations !== annotations || lastFound.id !== id) {
    lastFound = { annotations, id, found: annotations.find((one) => one.annotationId === id) };
  }
  return lastFound.found;
}

export const activeAnnotation = ({ pane, annotations }: CodingPlace): Annotation | undefined => {
  const { active } = pane.state.getState();
  return active === null ? undefined : annotationCalled(annotations, active);
};

/** Codes the selection; else gives the active annotation the code, or takes it away where it has it. */
export function applyCode(place: CodingPlace, codeId: string) {
  const { pane } = place;
  const { article } = pane;
  if (!article) return;
  if (pane.state.getState().selection) return codeSelection(pane, [codeId]);
  const active = activeAnnotation(place);
  // A press on a code in the codebook is then only a look at its definition.
  if (!active) return;
  if (isProvisional(active.annotationId)) return;
  rememberCode(codeId);
  const has = active.codings.some((coding) => coding.codeId === codeId);
  void editAnnotation(active, has ? { removeCodeIds: [codeId] } : { addCodeIds: [codeId] }, article.text);
}

/** Makes an annotation of the selection; without codes a highlight, to write a memo on. */
export function codeSelection(pane: TextPane, codeIds: string[], memo = '') {
  const { article } = pane;
  const { selection, active: before } = pane.state.getState();
  if (!article || !selection) return;
  for (const codeId of codeIds) rememberCode(codeId);
  const { start, end } = selection;
  for (const codeId of codeIds) {
    const code = codeCalled(codeId);
    if (code) pane.painter?.showAtOnce(codeMark(selection, code, ''));
  }
  pane.clearSelection();
  const saved = createAnnotation(
    {
      articleId: article.articleId,
      textVersionId: article.textVersionId,
      level: 'span',
      start,
      end,
      quote: article.text.slice(start, end),
      codeIds,
      memo,
    },
    codeIds.length > 0,
  );
  const { caret } = pane.state.getState();
  void saved.then((annotation) => {
    // The new annotation becomes the active one, unless the person has gone on.
    const { active, selection: now, caret: caretNow } = pane.state.getState();
    if (
      annotation &&
      now === null &&
      active === before &&
      caretNow === caret &&
      pane.article?.articleId === annotation.articleId
    ) {
      pane.activate(annotation.annotationId);
    }
  });
  return saved;
}

/** Codes the whole article. */
export function codeArticle(pane: TextPane, codeId: string) {
  const { article } = pane;
  if (!article) return;
  rememberCode(codeId);
  void createAnnotation({
    articleId: article.articleId,
    textVersionId: article.textVersionId,
    level: 'article',
    codeIds: [codeId],
  });
}

export function removeActive(place: CodingPlace) {
  const active = activeAnnotation(place);
  if (!active || isProvisional(active.annotationId)) return;
  place.pane.activate(null);
  void deleteAnnotation(active);
}
