/** Coding: codes, memos and claims on the text, for every room with a text. */
export { AnnotationCard } from './AnnotationCard.tsx';
export { AnnotationList, inTextOrder, listed } from './AnnotationList.tsx';
export { createAnnotation, deleteAnnotation, editAnnotation, useAnnotations, useCodes } from './annotations.ts';
export { ClaimCard, VerdictSign, verdictSigns } from './ClaimCard.tsx';
export { CodePicker } from './CodePicker.tsx';
export { addMention, claimSelection, deleteClaim, editClaim } from './claims.ts';
export {
  activeAnnotation,
  annotationCalled,
  applyCode,
  type CodingPlace,
  codeArticle,
  codeSelection,
} from './code-actions.ts';
export { restorePassages } from './restore.ts';
export { type SelectionDeeds, SelectionToolbar } from './SelectionToolbar.tsx';
export { beginMemo, toggleOnArticle, useCodingCommands } from './useCodingCommands.ts';
