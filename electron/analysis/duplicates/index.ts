/**
 * Copies and near-copies: shingles of five words, sampled into sketches that find candidates without comparing all pairs,
 * and a word-for-word match that decides. Pure functions.
 */
export { CandidateIndex, MOST_TEXTS, SketchBuffer } from './candidates.ts';
export { CopyFinder } from './cluster.ts';
export { COPY_SHARE, CopyGroups, isCertainCopy, isCopy, Sets, shareOf } from './groups.ts';
export { type Match, type Matchable, match, matchable } from './match.ts';
export { type Sketch, sketchOf } from './sketch.ts';
export { TokenBuffer, type Tokens, tokensOf } from './tokens.ts';

/** Name and version of the analyser. A change of results raises the version. */
export const copyFinder = { name: 'Copies', version: '1' } as const;
