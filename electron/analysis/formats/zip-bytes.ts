import { inflateRawSync } from 'node:zlib';

/** A file of an archive that is held in memory. Sizes in bytes. */
export interface ZipEntry {
  name: string;
  size: number;
  compressedSize: number;
  method: number;
  headerAt: number;
}

/** Largest part that is read here, in bytes. */
const LARGEST = 10_000_000;

/** The directory of a small archive (APPNOTE.TXT 4.3.12); null when there is none: the file is no archive, or cut. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  // The end record is 22 bytes and a comment of at most 65,535.
  for (let end = bytes.length - 22; end >= Math.max(0, bytes.length - 22 - 65_535); end--) {
    if (view.getUint32(end, true) !== 0x06054b50) continue;
    const entries: ZipEntry[] = [];
    let at = view.getUint32(end + 16, true);
    for (let i = view.getUint16(end + 10, true); i > 0; i--) {
      if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
      const length = view.getUint16(at + 28, true);
      entries.push({
        name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)),
        method: view.getUint16(at + 10, true),
        compressedSize: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        headerAt: view.getUint32(at + 42, true),
      });
      at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return entries;
  }
  return null;
}

/** One part as text; null when it is not there or cannot be read. */
export function zipText(bytes: Uint8Array, name: string): string | null {
  const entry = zipEntries(bytes)?.find((one) => one.name === name);
  if (!entry || entry.headerAt + 30 > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const start =
    entry.headerAt + 30 + view.getUint16(entry.headerAt + 26, true) + view.getUint16(entry.headerAt + 28, true);
  const packed = bytes.subarray(start, start + entry.compressedSize);
  try {
    const part = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: LARGEST });
    return new TextDecoder().decode(part);
  } catch {
    return null;
  }
}
