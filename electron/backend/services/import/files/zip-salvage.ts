import type { FileHandle } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import type { MemberPlace } from './zip-archive.ts';

/** A member as its own header tells it. */
interface Salvaged {
  bytes: Uint8Array;
  utf8: boolean;
  extra: { id: number; data: Uint8Array }[];
  place: MemberPlace;
}

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY = 0x02014b50;

/**
 * The members of an archive whose directory is missing or damaged, from the headers before each of them (APPNOTE.TXT 4.3.7).
 * The last one of a cut archive is left out when its data are not all there.
 * @returns null when not even the first header stands; `cut`: the file ends before its directory begins.
 */
export async function salvagedMembers(
  file: FileHandle,
  size: number,
  most: number,
): Promise<{ entries: Salvaged[]; cut: boolean } | null> {
  const entries: Salvaged[] = [];
  let at = 0;
  const header = Buffer.alloc(30);
  while (entries.length < most) {
    const { bytesRead } = await file.read(header, 0, 30, at);
    if (bytesRead >= 4 && header.readUInt32LE(0) === DIRECTORY) return { entries, cut: false };
    if (bytesRead < 30) return at === 0 ? null : { entries, cut: true };
    if (header.readUInt32LE(0) !== LOCAL_HEADER) return at === 0 ? null : { entries, cut: false };
    const flags = header.readUInt16LE(6);
    const name = Buffer.alloc(header.readUInt16LE(26));
    await file.read(name, 0, name.length, at + 30);
    const dataAt = at + 30 + name.length + header.readUInt16LE(28);
    const place: MemberPlace = {
      headerAt: at,
      compressedSize: header.readUInt32LE(18),
      size: header.readUInt32LE(22),
      method: header.readUInt16LE(8),
      crc: header.readUInt32LE(14),
      encrypted: (flags & 1) !== 0,
    };
    let end = dataAt + place.compressedSize;
    // Sizes stand behind the data where the archive was written to a stream; 64-bit sizes are not looked for.
    if ((flags & 8) !== 0 && place.compressedSize === 0) {
      const length = place.method === 8 ? await deflatedLength(file, dataAt, size) : null;
      if (length === null) return { entries, cut: true };
      Object.assign(place, { compressedSize: length, size: null, crc: null });
      end = await nextHeader(file, dataAt + length, size);
    }
    if (end > size || place.compressedSize === 0xffffffff) return { entries, cut: true };
    entries.push({ bytes: Uint8Array.from(name), utf8: (flags & 0x800) !== 0, extra: [], place });
    at = end;
  }
  return { entries, cut: false };
}

/** How many bytes a deflated stream takes, which only reading it tells; null when it does not come to its end. */
async function deflatedLength(file: FileHandle, start: number, size: number): Promise<number | null> {
  const inflate = createInflateRaw();
  let ended = false;
  const finished = new Promise<void>((resolve) => {
    inflate.once('end', () => {
      ended = true;
      resolve();
    });
    inflate.once('error', () => resolve());
  });
  inflate.resume();
  const buffer = Buffer.alloc(1 << 16);
  for (let at = start; at < size && !ended && !inflate.destroyed; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    await new Promise<void>((resolve) => inflate.write(Buffer.from(buffer.subarray(0, bytesRead)), () => resolve()));
  }
  inflate.end();
  await finished;
  return ended ? inflate.bytesWritten : null;
}

/** The sizes behind the data are 12 to 24 bytes; the next header follows. */
async function nextHeader(file: FileHandle, from: number, size: number): Promise<number> {
  const buffer = Buffer.alloc(32);
  const { bytesRead } = await file.read(buffer, 0, 32, from);
  for (let i = 0; i + 4 <= bytesRead; i++) {
    const mark = buffer.readUInt32LE(i);
    if (mark === LOCAL_HEADER || mark === DIRECTORY) return from + i;
  }
  return Math.min(from + 16, size);
}
