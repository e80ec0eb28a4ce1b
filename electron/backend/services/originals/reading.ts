import type { PrepareInput } from '../../../analysis/prepare.ts';
import type { Reading } from './keep.ts';

/** The record's own bytes, those that `original_sha256` is the hash of. */
export function originalOf(input: PrepareInput): Uint8Array | string {
  if ('bytes' in input) return input.bytes;
  return 'raw' in input ? input.raw : JSON.stringify(input.cells);
}

/** Everything that extraction was given besides the bytes, and the names, which the article's path tells. */
export function readingOf(input: PrepareInput): Reading {
  const { fileName: _file, folderName: _folder, ...rest } = input;
  const held = ['bytes', 'sidecar', 'raw', 'cells'];
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !held.includes(name))) as Reading;
}
