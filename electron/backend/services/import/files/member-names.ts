import { crc32 } from 'node:zlib';

/** The upper half of code page 437, in which ZIP writes names when it does not say otherwise. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** A member's name as its archive holds it. */
export interface RawName {
  bytes: Uint8Array;
  /** The archive says that it is UTF-8. */
  utf8: boolean;
  /** Extra fields of the member. */
  extra: readonly { id: number; data: Uint8Array }[];
}

/**
 * The names of an archive's members as text. UTF-8 where it is declared or fits; otherwise one encoding for the whole archive:
 * code page 866 or GBK, in which Russian and Chinese Windows write without saying so, if all such names look like it, else
 * code page 437. Names of different bytes stay different.
 */
export function memberNames(names: readonly RawName[]): string[] {
  const found = names.map((name) => unicodeName(name) ?? utf8Name(name.bytes));
  const open = names.filter((_, i) => found[i] === null).map((name) => name.bytes);
  if (open.length === 0) return found as string[];
  const decode = open.every(looksCyrillic) ? decoder('ibm866') : open.every(looksChinese) ? decoder('gbk') : cp437;
  return names.map((name, i) => found[i] ?? decode(name.bytes));
}

/** Info-ZIP keeps the name in UTF-8 in an extra field, with the checksum of the name it stands for. */
function unicodeName({ bytes, extra }: RawName): string | null {
  const field = extra.find((one) => one.id === 0x7075)?.data;
  if (!field || field.length < 6 || field[0] !== 1) return null;
  const checksum = new DataView(field.buffer, field.byteOffset, field.length).getUint32(1, true);
  return checksum === crc32(bytes) ? utf8Name(field.subarray(5)) : null;
}

function utf8Name(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

const decoder = (encoding: string) => (bytes: Uint8Array) => new TextDecoder(encoding).decode(bytes);

const cp437 = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128]!)).join('');

/** Whole words of Cyrillic letters; in Western names the same bytes stand alone between plain letters. */
function looksCyrillic(bytes: Uint8Array): boolean {
  const high = bytes.filter((byte) => byte >= 128);
  const letters = high.every((byte) => byte <= 0xaf || (byte >= 0xe0 && byte <= 0xf1));
  return letters && /[А-яЁё]{3}/.test(new TextDecoder('ibm866').decode(bytes));
}

function looksChinese(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('gbk', { fatal: true }).decode(bytes);
    const foreign = Array.from(text).filter((char) => char > '\u007f');
    return foreign.length >= 2 && foreign.every((char) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(char));
  } catch {
    return false;
  }
}

/**
 * A member's name as the parts of a path below its archive; null where it leads out of it. Folders written with backslashes
 * are folders.
 */
export function containedParts(name: string): string[] | null {
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.includes('\0')) return null;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') || parts.length === 0 ? null : parts;
}
