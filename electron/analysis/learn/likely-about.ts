// What database threads know of the learned order, without the code that learns.

import { HASH_BITS } from './hash.ts';

/** Name and version under which likelihoods are kept. The version changes when the same decisions come out otherwise. */
export const learnedOrder = { name: 'learned order', version: '1' } as const;

/** Included and excluded articles it takes before an order is learned. */
export const NEEDED_DECISIONS = 5;

/** Of a text this many characters are read: what an article is about is said at its beginning. */
export const READ_CHARACTERS = 2500;

/** Words and pairs of words are told apart by hashing to so many numbers. */
export const FEATURES = 2 ** HASH_BITS;

/** In how many texts each feature occurs, and behind them how many texts there are: 4 MB that threads share. */
export type TermCounts = Int32Array<SharedArrayBuffer>;

export const newTermCounts = (): TermCounts => new Int32Array(new SharedArrayBuffer(4 * (FEATURES + 1)));
