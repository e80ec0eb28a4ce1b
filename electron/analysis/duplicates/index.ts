/**
 * Copies and near-copies: shingles of five words, sampled into sketches that find candidates without comparing all pairs,
 * and a word-for-word match that decides. Pure functions. The finder for whole
 * corpora of raw texts, `cluster.ts`, is loaded by itself, since it brings the extractors along.
 */
export { CandidateIndex, MOST_TEXTS, SketchBuffer } from './candidates.ts';
export { type Difference, differenceOf } from './difference.ts';
export { COPY_SHARE, CopyGroups, isCertainCopy, isCopy, isCopyOfCleaned, Sets, shareOf } from './groups.ts';
export { type Match, type Matchable, match, matchable } from './match.ts';
export { type Sketch, sketchOf } from './sketch.ts';
export {
  compareTexts,
  type FoundCopy,
  findCandidates,
  type Sketches,
  type SortedSketches,
  sketchTexts,
  sortSketches,
} from './tasks.ts';
export { fillOneTemplate } from './template.ts';
export { TokenBuffer, type Tokens, tokensOf } from './tokens.ts';

/** Name and version of the analyser. A change of results raises the version. */
export const copyFinder = { name: 'Copies', version: '2' } as const;
