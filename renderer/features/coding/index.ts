/** Coding: codes, memos and claims on the text, for every room with a text. */
export { AnnotationCard } from './AnnotationCard.tsx';
export { AnnotationList } from './AnnotationList.tsx';
export { createAnnotation, deleteAnnotation, editAnnotation, useAnnotations, useCodes } from './annotations.ts';
export { ClaimCard } from './ClaimCard.tsx';
export { codeClaims, codesForClaims } from './ClaimCodes.tsx';
export { StanceCounts, stanceSigns } from './ClaimEvidence.tsx';
export type { Place } from './ClaimMentions.tsx';
export { ClaimMerge } from './ClaimMerge.tsx';
export { ClaimTools } from './ClaimTools.tsx';
export { VerdictSign, verdictSigns } from './ClaimVerdict.tsx';
export { CodePicker } from './CodePicker.tsx';
export { addMention, addPassage, claimSelection, deleteClaim, deleteClaims, editClaim, splitOff } from './claims.ts';
export {
  activeAnnotation,
  addPiece,
  annotationCalled,
  applyCode,
  type CodingPlace,
  codeArticle,
  codeSelection,
  ownOn,
} from './code-actions.ts';
export { FilterMarks, useShown } from './FilterMarks.tsx';
export { claimEntries } from './listed-marks.ts';
export { type RelationSeen, useRelationsOf } from './relations.ts';
export { restorePassages } from './restore.ts';
export { type SelectionDeeds, SelectionToolbar } from './SelectionToolbar.tsx';
export { SentenceBar } from './SentenceBar.tsx';
export { SpanTools } from './SpanTools.tsx';
export { takeExample } from './take-example.ts';
export { beginMemo, toggleOnArticle, useCodingCommands } from './useCodingCommands.ts';
