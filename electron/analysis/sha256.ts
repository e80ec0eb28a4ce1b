import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal. Text is hashed as UTF-8: this is what `text_sha256` means everywhere. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
