// Alignment room: which sentences of two or more articles say the same, where figures disagree, who is quoted in which words.
export { type AlignedPair, type Alignment, alignArticles, aligner, type PairKind } from './align.ts';
export { bounds, type Pause } from './candidates.ts';
export {
  type ComparedPair,
  type Comparison,
  compareArticles,
  MATRIX_SENTENCES,
  type MatrixCell,
  type MatrixRow,
  type StatementMatrix,
  statementMatrix,
} from './compare.ts';
export { type Disagreement, disagreement, type Figure, figuresIn, parseNumber } from './figures.ts';
export { type ArticleLink, type LinkableArticle, type LinkKind, linkKinds, linksBetween } from './links.ts';
export { type FoundQuotation, lineUpQuotations, type QuotedSpeaker, quotationMatcher } from './quoted.ts';
export type { AlignableArticle } from './sentence-features.ts';
export { type SpeakerName, sameSpeakers } from './speakers.ts';
export { type Statement, statementsOf } from './statements.ts';
export { type VersionDifference, type VersionPart, versionDifference } from './versions.ts';
