/** Cleaning across a source: what its articles repeat and what looks like furniture is cut from each. Pure functions. */

export { cleanWith, rulesIn } from './clean.ts';
export { createLineStatistics } from './statistics.ts';
export type {
  CleanedDocument,
  CleanOptions,
  CutPassage,
  LineStatistics,
  SourceDocument,
  SourceModel,
  SourceRule,
  StoredPassage,
} from './types.ts';

/** Name and version, recorded with the text versions it made. A change of results raises the version. */
export const cleaners = {
  acrossSource: { name: 'Cleaning across a source', version: '1' },
} as const;
