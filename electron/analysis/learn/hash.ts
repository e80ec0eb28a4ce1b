/** Where features are numbered by hashing: big enough that few of them meet. */
export const HASH_BITS = 20;
const SHIFT = 32 - HASH_BITS;

/** A 32-bit number for a word (FNV-1a over UTF-16 units). */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The number of a feature of `kind` made of one or two words, from 0 to 2^HASH_BITS. */
export function featureOf(kind: number, a: number, b = 0): number {
  let hash = Math.imul(a ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul((hash ^ (hash >>> 15)) + b, 0xc2b2ae35);
  hash ^= hash >>> 13;
  return Math.imul(hash, 0x27d4eb2f) >>> SHIFT;
}
