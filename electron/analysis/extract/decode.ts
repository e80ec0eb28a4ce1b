import { analyse } from 'chardet';

export interface DecodeHints {
  /** Charset named from outside, such as an HTTP header or a sidecar. */
  declared?: string;
  /** Charset the researcher chose: used whatever the bytes look like. */
  forced?: string;
  /** Look for a charset in `<meta>` or an XML declaration. */
  sniffHtmlMeta?: boolean;
}

export interface Decoded {
  /** LF line ends, no byte order mark, otherwise exactly what the bytes say. */
  text: string;
  /** Name of the encoding in the terms of the WHATWG Encoding Standard. */
  encoding: string;
  how: 'bom' | 'declared' | 'detected' | 'default' | 'forced';
  /** Characters that could not be decoded and stand as U+FFFD. */
  replaced: number;
  /** The bytes are not text. `text` is then empty. */
  binary: boolean;
}

/** HTML allows its charset declaration within the first 1024 bytes. */
const META_WINDOW = 1024;
/** Detection gains nothing from more than this many bytes. */
const SAMPLE = 65_536;
/** Valid multi-byte sequences, and no invalid one, that do not happen by chance in another charset. */
const MEANT = 3;

/**
 * Decodes a file's bytes once: byte order mark, declared charset, strict UTF-8, then detection.
 * Never throws; an unknown charset name is ignored.
 */
export function decodeBytes(bytes: Uint8Array, hints: DecodeHints = {}): Decoded {
  const forced = knownEncoding(hints.forced);
  if (forced) return decodeAs(bytes, forced, 'forced');
  const bom = byteOrderMark(bytes);
  if (bom) return decodeAs(bytes, bom, 'bom');
  if (hasBinarySignature(bytes)) return binary();
  const wide = wideWithoutMark(bytes);
  if (wide) return decodeAs(bytes, wide, 'detected');
  if (looksBinary(bytes)) return binary();

  const declared = knownEncoding(hints.declared) ?? (hints.sniffHtmlMeta ? sniffDeclared(bytes) : undefined);
  const clean = decodeClean(bytes, declared);
  if (clean) return clean;
  const shape = utf8Shape(bytes);
  if (declared && !declared.startsWith('utf-16')) {
    if (declared === 'utf-8') {
      if (shape.invalid === 0 || mostlyUtf8(shape)) return decodeAs(bytes, 'utf-8', 'declared');
    } else if (!(shape.invalid === 0 && shape.multibyte >= MEANT)) {
      return decodeAs(bytes, declared, 'declared');
    }
    // Several valid multi-byte sequences and no invalid one do not happen by chance in another charset: the page was
    // saved again as UTF-8 and kept its old declaration.
  }
  if (shape.invalid === 0) return decodeAs(bytes, 'utf-8', shape.multibyte > 0 ? 'detected' : 'default');
  if (mostlyUtf8(shape)) return decodeAs(bytes, 'utf-8', 'detected');
  return decodeAs(bytes, detectSingle(bytes), 'detected');
}

function binary(): Decoded {
  return { text: '', encoding: 'binary', how: 'detected', replaced: 0, binary: true };
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * What nearly every file is, told in one pass of the platform's decoder: UTF-8 without a fault, and declared as nothing
 * else. Null where a closer look is needed.
 */
function decodeClean(bytes: Uint8Array, declared: string | undefined): Decoded | null {
  let raw: string;
  try {
    raw = strictUtf8.decode(bytes);
  } catch {
    return null;
  }
  // A sequence of several bytes gives one or two units: at most two fewer than its bytes.
  const fewest = Math.ceil((bytes.length - raw.length) / 2);
  if (declared !== undefined && declared !== 'utf-8' && !declared.startsWith('utf-16') && fewest < MEANT) return null;
  const how = declared === 'utf-8' ? 'declared' : fewest > 0 ? 'detected' : 'default';
  return decoded(raw, 'utf-8', how);
}

function decodeAs(bytes: Uint8Array, encoding: string, how: Decoded['how']): Decoded {
  return decoded(new TextDecoder(encoding, { ignoreBOM: false }).decode(bytes), encoding, how);
}

function decoded(raw: string, encoding: string, how: Decoded['how']): Decoded {
  const text = normaliseLineEnds(raw);
  let replaced = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) replaced++;
  return { text, encoding, how, replaced, binary: false };
}

/** CRLF and lone CR become LF; byte order marks at the start are dropped. */
export function normaliseLineEnds(text: string): string {
  const unmarked = text.replace(/^\uFEFF+/, '');
  return unmarked.includes('\r') ? unmarked.replace(/\r\n?/g, '\n') : unmarked;
}

function knownEncoding(label: string | undefined): string | undefined {
  if (!label) return undefined;
  try {
    return new TextDecoder(label.trim().toLowerCase()).encoding;
  } catch {
    return undefined;
  }
}

function byteOrderMark(b: Uint8Array): string | undefined {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return 'utf-8';
  if (b[0] === 0xff && b[1] === 0xfe) return 'utf-16le';
  if (b[0] === 0xfe && b[1] === 0xff) return 'utf-16be';
  return undefined;
}

const SIGNATURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x25, 0x50, 0x44, 0x46, 0x2d], // PDF
  [0x50, 0x4b, 0x03, 0x04], // ZIP, DOCX
  [0x1f, 0x8b, 0x08], // gzip
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0xd0, 0xcf, 0x11, 0xe0], // old Office
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], // SQLite
];

function hasBinarySignature(b: Uint8Array): boolean {
  return SIGNATURES.some((s) => s.every((byte, i) => b[i] === byte));
}

/** UTF-16 without a mark: one of the two byte columns varies little, and both halves decode to ordinary text. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length < 8 || bytes.length % 2 !== 0) return undefined;
  const sample = bytes.subarray(0, SAMPLE);
  if (!sample.includes(0)) return undefined;
  const zeros = [0, 0];
  const seen = [new Set<number>(), new Set<number>()];
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] === 0) zeros[i % 2]!++;
    seen[i % 2]!.add(sample[i]!);
  }
  if (zeros[0] === zeros[1]) return undefined;
  const high = zeros[0]! > zeros[1]! ? 0 : 1;
  if (zeros[high]! < sample.length / 100 || zeros[1 - high]! > zeros[high]! / 20) return undefined;
  if (seen[high]!.size > seen[1 - high]!.size) return undefined;
  const encoding = high === 0 ? 'utf-16be' : 'utf-16le';
  const text = new TextDecoder(encoding).decode(sample.length % 2 ? sample.subarray(0, -1) : sample);
  const ordinary = text.match(/[\p{L}\p{M}\p{N}\p{P}\p{Z}\p{S}\s]/gu)?.length ?? 0;
  return ordinary > text.length * 0.95 ? encoding : undefined;
}

/** Of what is binary, this many bytes show it. */
const BINARY_SAMPLE = 16_384;

/** NUL bytes, or control characters that no text file has in number. */
function looksBinary(bytes: Uint8Array): boolean {
  const n = Math.min(bytes.length, BINARY_SAMPLE);
  let nul = 0;
  let control = 0;
  for (let i = 0; i < n; i++) {
    const b = bytes[i]!;
    if (b === 0) nul++;
    else if (b < 9 || (b > 13 && b < 32 && b !== 27) || b === 127) control++;
  }
  return nul > n / 1000 || control > n / 50;
}

interface Utf8Shape {
  multibyte: number;
  invalid: number;
}

/** Counts well-formed multi-byte sequences and bytes that fit none. A sequence cut off at the end is not an error. */
function utf8Shape(b: Uint8Array): Utf8Shape {
  let multibyte = 0;
  let invalid = 0;
  let i = 0;
  while (i < b.length) {
    const lead = b[i]!;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const need =
      lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    let got = 0;
    while (got < need && i + 1 + got < b.length && (b[i + 1 + got]! & 0xc0) === 0x80) got++;
    if (need > 0 && got === need && wellFormed(lead, b[i + 1]!)) {
      multibyte++;
      i += need + 1;
    } else {
      if (!(need > 0 && i + 1 + got >= b.length && multibyte > 0)) invalid++;
      i += 1;
    }
  }
  return { multibyte, invalid };
}

/** No overlong forms, no surrogates, nothing above U+10FFFF. */
function wellFormed(lead: number, second: number): boolean {
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second < 0xa0;
  if (lead === 0xf0) return second >= 0x90;
  if (lead === 0xf4) return second < 0x90;
  return true;
}

/** In a single-byte text runs of high bytes almost never form valid sequences, so a majority settles it. */
function mostlyUtf8(shape: Utf8Shape): boolean {
  return shape.multibyte > 0 && shape.multibyte >= shape.invalid * 2;
}

function sniffDeclared(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, META_WINDOW));
  const xml = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/i.exec(head)?.[1];
  const meta = /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1];
  return knownEncoding(meta ?? xml);
}

function detectSingle(bytes: Uint8Array): string {
  for (const match of analyse(bytes.subarray(0, SAMPLE))) {
    const encoding = knownEncoding(match.name);
    if (encoding && encoding !== 'utf-8' && !encoding.startsWith('utf-16')) return encoding;
  }
  return 'windows-1252';
}
