// Alignment room: which sentences of two articles say the same, and where their figures disagree.
export { type AlignedPair, type Alignment, alignArticles, aligner, type PairKind } from './align.ts';
export { type Disagreement, disagreement, type Figure, figuresIn, parseNumber } from './figures.ts';
export type { AlignableArticle } from './sentence-features.ts';
