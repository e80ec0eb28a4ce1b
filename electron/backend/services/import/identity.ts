import { createHash } from 'node:crypto';

const ID_ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
// 20 letters of 5 bits: 100 bits, so that two articles of one corpus never meet by chance.
const ID_LENGTH = 20;

/**
 * The article's id: the same in every project that imports the same folder. It follows from the path relative to the
 * imported folder, the record within the file ('' for a file that is one article) and the original's hash.
 * @param copy set when an article has taken the id already: the same path and bytes from two folders, one changed since.
 */
export function articleIdOf(path: string, record: string, originalSha256: string, copy = ''): string {
  // The same name can be written with composed or decomposed accents, depending on the system it was copied from.
  const name = path.normalize('NFC');
  const digest = createHash('sha256')
    .update(`${name}\0${record}\0${originalSha256}${copy && `\0${copy}`}`)
    .digest();
  let id = '';
  let bits = 0;
  let held = 0;
  for (const byte of digest) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && id.length < ID_LENGTH) {
      bits -= 5;
      id += ID_ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return id;
}
