import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Span } from '../../../shared/text/span.ts';
import { joinStretches, withoutStretch } from '../../../shared/text/stretches.ts';
import { useSettings } from '../../state/settings.ts';
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
  const { selection, sentence } = pane.state.getState();
  if (selection) return codeSelection(pane, [codeId]);
  if (sentence) return toggleOnSpan(place, sentence, codeId);
  const active = activeAnnotation(place);
  // A press on a code in the codebook is then only a look at its definition.
  if (!active) return;
  if (isProvisional(active.annotationId)) return;
  rememberCode(codeId);
  const has = active.codings.some((coding) => coding.codeId === codeId);
  void editAnnotation(active, has ? { removeCodeIds: [codeId] } : { addCodeIds: [codeId] }, article.text);
}

/** The annotation that the current coder has on exactly a span. */
export function ownOn(annotations: readonly Annotation[], { start, end }: Span): Annotation | undefined {
  const { coderName } = useSettings.getState();
  return annotations.find(
    (one) => one.start === start && one.end === end && one.pieces.length === 0 && one.coder === coderName,
  );
}

/** Gives a span the code, or takes it away where the coder gave it; what then holds nothing more goes. */
export function toggleOnSpan({ pane, annotations }: CodingPlace, span: Span, codeId: string) {
  const { article } = pane;
  if (!article) return;
  rememberCode(codeId);
  const own = ownOn(annotations, span);
  const has = own?.codings.some((coding) => coding.codeId === codeId);
  if (own && has) {
    if (isProvisional(own.annotationId)) return;
    const isLast = own.codings.length === 1 && own.memo === '' && own.confidence === null;
    void (isLast ? deleteAnnotation(own) : editAnnotation(own, { removeCodeIds: [codeId] }, article.text));
    return;
  }
  const code = codeCalled(codeId);
  if (code) pane.painter?.showAtOnce(codeMark(span, code, ''));
  const { articleId, textVersionId, text } = article;
  const quote = text.slice(span.start, span.end);
  void createAnnotation({ articleId, textVersionId, level: 'span', ...span, quote, codeIds: [codeId] }, true);
}

/** Makes the selection one more piece of the active annotation; of an unplaced one, its place. */
export function addPiece(place: CodingPlace) {
  const { pane } = place;
  const { selection } = pane.state.getState();
  const active = activeAnnotation(place);
  if (!active || !selection || !pane.article || active.level === 'article') return;
  const pieces = active.pieces.map(({ start, end }) => ({ start, end }));
  pane.clearSelection();
  if (active.start === null) return void editAnnotation(active, { span: selection, pieces: [] }, pane.article.text);
  void editAnnotation(active, { pieces: [...pieces, selection] }, pane.article.text);
}

/** Takes a stretch of text away from an annotation that has more than it. */
export function takePiece(pane: TextPane, annotation: Annotation, gone: Span) {
  if (annotation.start === null || annotation.end === null || !pane.article) return;
  const all = [{ start: annotation.start, end: annotation.end }, ...annotation.pieces];
  const [span, ...pieces] = withoutStretch(joinStretches(all), gone);
  if (span) void editAnnotation(annotation, { span, pieces }, pane.article.text);
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
