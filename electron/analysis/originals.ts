import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Bytes as they are kept in a project. */
export interface PackedOriginal {
  coding: 'zstd' | 'none';
  /** Bytes before compression. */
  size: number;
  bytes: Uint8Array;
}

/**
 * The fastest level: a sixth more bytes than level 9, in a tenth of the time. Matches from six bytes on: pages take
 * less time than with what the level does by itself, and no more bytes.
 */
const LEVEL = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_minMatch]: 6 },
  chunkSize: 1 << 17,
};

/** Compresses what gets smaller by it: pictures and documents that are archives already are kept as they are. */
export function packOriginal(original: Uint8Array | string): PackedOriginal {
  const bytes = typeof original === 'string' ? new TextEncoder().encode(original) : original;
  const packed = zstdCompressSync(bytes, LEVEL);
  // A copy of its own: what zlib gives may be a window on a larger buffer, all of which would go to another thread.
  return packed.length < bytes.length
    ? { coding: 'zstd', size: bytes.length, bytes: new Uint8Array(packed) }
    : { coding: 'none', size: bytes.length, bytes };
}

/** @throws when the bytes are not what was packed */
export function unpackOriginal({ coding, size, bytes }: PackedOriginal): Uint8Array {
  const unpacked = coding === 'none' ? bytes : new Uint8Array(zstdDecompressSync(bytes, { maxOutputLength: size + 1 }));
  if (unpacked.length !== size) throw new Error(`An original of ${size} bytes came out with ${unpacked.length}.`);
  return unpacked;
}
