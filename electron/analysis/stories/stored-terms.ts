import { DocumentCounts } from './document-counts.ts';
import type { Terms } from './terms.ts';

/** Terms of many articles in a few long lists, which threads share. Article `i` has the terms from `starts[i]` on. */
export interface StoredTerms {
  starts: Uint32Array;
  hashes: Uint32Array;
  /** Twice the count: words of a name count one and a half. */
  counts: Uint16Array;
  /** Days since 1970; `NO_DAY` when unknown. */
  days: Int32Array;
}

export const NO_DAY = -0x80000000;
const MOST = 0xffff;

/** Hashes as 32-bit numbers, low byte first; then twice the counts as 16-bit numbers. */
export function packTerms({ hashes, counts }: Terms): Uint8Array {
  const bytes = new Uint8Array(6 * hashes.length);
  const view = new DataView(bytes.buffer);
  hashes.forEach((hash, i) => {
    view.setUint32(4 * i, hash, true);
  });
  counts.forEach((count, i) => {
    view.setUint16(4 * hashes.length + 2 * i, Math.min(MOST, Math.round(2 * count)), true);
  });
  return bytes;
}

/** How many terms packed bytes hold. */
export const termsIn = (bytes: number): number => bytes / 6;

/** Writes packed terms into the lists from `at` on. */
export function unpackTerms(packed: Uint8Array, into: StoredTerms, at: number): void {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const terms = termsIn(packed.length);
  for (let i = 0; i < terms; i++) {
    into.hashes[at + i] = view.getUint32(4 * i, true);
    into.counts[at + i] = view.getUint16(4 * terms + 2 * i, true);
  }
}

export function termsAt(stored: StoredTerms, i: number): Terms {
  const [start, end] = [stored.starts[i]!, stored.starts[i + 1]!];
  return {
    hashes: stored.hashes.subarray(start, end),
    counts: Float32Array.from(stored.counts.subarray(start, end), (twice) => twice / 2),
  };
}

export const dayAt = (stored: StoredTerms, i: number): number | null =>
  stored.days[i] === NO_DAY ? null : stored.days[i]!;

export function countDocuments(stored: StoredTerms): DocumentCounts {
  const counts = new DocumentCounts();
  for (let i = 0; i < stored.days.length; i++) {
    counts.add(stored.hashes.subarray(stored.starts[i], stored.starts[i + 1]));
  }
  return counts;
}
