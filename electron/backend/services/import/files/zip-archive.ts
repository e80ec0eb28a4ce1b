import { randomUUID } from 'node:crypto';
import { createReadStream, type PathLike } from 'node:fs';
import { open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry } from 'yauzl';
import { type Content, ContentFailure, streamedContent } from './content.ts';
import { type Failure, failures } from './failures.ts';
import { LARGEST_RATIO, unpacked } from './gzip.ts';
import { containedParts, memberNames } from './member-names.ts';
import { salvagedMembers } from './zip-salvage.ts';

/** More members than this are not listed in memory. */
export const MOST_MEMBERS = 250_000;
/** Above this sum of its members' sizes, in bytes, an archive may not be `LARGEST_RATIO` times smaller than they are. */
const HARMLESS_SUM = 1_000_000_000;
/** Largest archive inside an archive, in bytes: it is unpacked to a temporary file. */
const LARGEST_NESTED = 8_000_000_000;

/** Where the bytes of an archive can be read at any place. */
export interface ArchiveSource {
  /** A file of the disk with them; `release` is called when it is no longer needed. */
  open(): Promise<{ location: PathLike; release(): Promise<void> }>;
}

export const diskSource = (location: PathLike): ArchiveSource => ({
  open: async () => ({ location, release: async () => {} }),
});

/** An archive that has to be unpacked before it can be read: to a temporary file, and once however many read it at a time. */
export function unpackedSource(content: Content): ArchiveSource {
  let users = 0;
  let unpacking: Promise<string> | null = null;
  return {
    async open() {
      users++;
      unpacking ??= (async () => {
        const location = join(tmpdir(), `parallax-${randomUUID()}`);
        await writeFile(location, limited(content.stream()), { mode: 0o600 }).catch(async (error: unknown) => {
          await rm(location, { force: true });
          throw error;
        });
        return location;
      })();
      const current = unpacking;
      const release = async () => {
        if (--users > 0) return;
        unpacking = null;
        await current.then(
          (location) => rm(location, { force: true }),
          () => {},
        );
      };
      try {
        return { location: await current, release };
      } catch (error) {
        await release();
        throw error;
      }
    },
  };
}

async function* limited(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const part of parts) {
    length += part.length;
    if (length > LARGEST_NESTED) {
      throw new ContentFailure(failures.archiveTooLarge('This archive inside another is larger than 8 GB.'));
    }
    yield part;
  }
}

/** A file of an archive, by its path inside; or why it cannot be read. */
export type ZipMember = { path: string } & ({ content: Content; size: number } | { failure: Failure });

export interface ZipListing {
  members: ZipMember[];
  /** What is wrong with the archive as a whole; what could be found in it is listed all the same. */
  failure: Failure | null;
}

/** Where a member lies. Sizes and offsets in bytes. */
export interface MemberPlace {
  headerAt: number;
  compressedSize: number;
  /** Null where the archive does not tell before the data. */
  size: number | null;
  /** 0 stored, 8 deflated. */
  method: number;
  crc: number | null;
  encrypted: boolean;
}

/**
 * The files of an archive. A cut or damaged directory does not hide what stands before the damage.
 * @throws ContentFailure for what is no archive at all, or one too large to be looked at.
 */
export async function listZip(source: ArchiveSource, most = MOST_MEMBERS): Promise<ZipListing> {
  const { location, release } = await source.open();
  try {
    const { entries, failure } = await directory(location, most);
    const names = memberNames(entries);
    const taken = new Set<string>();
    const members: ZipMember[] = [];
    for (const [i, entry] of entries.entries()) {
      const name = names[i]!;
      if (/[\\/]$/.test(name)) continue;
      const parts = containedParts(name);
      if (!parts) {
        members.push({ path: name, failure: failures.outsideArchive() });
        continue;
      }
      // Macintosh archives hold a shadow of every file.
      if (parts[0] === '__MACOSX') continue;
      let path = parts.join('/');
      for (let copy = 2; taken.has(path); copy++) path = `${parts.join('/')}~${copy}`;
      taken.add(path);
      members.push({ path, ...memberOf(source, entry.place) });
    }
    return { members, failure };
  } finally {
    await release();
  }
}

interface Listed {
  bytes: Uint8Array;
  utf8: boolean;
  extra: { id: number; data: Uint8Array }[];
  place: MemberPlace;
}

async function directory(location: PathLike, most: number): Promise<{ entries: Listed[]; failure: Failure | null }> {
  const yauzl = await import('yauzl');
  const file = await open(location, 'r');
  const { size } = await file.stat();
  const entries: Listed[] = [];
  let sum = 0;
  try {
    // With the descriptor rather than the name, which may not be UTF-8; it is closed below.
    const zip = await yauzl.fromFdPromise(file.fd, { lazyEntries: true, decodeStrings: false, autoClose: false });
    if (zip.entryCount > most) throw tooMany(most);
    for await (const entry of zip.eachEntry()) {
      sum += entry.uncompressedSize;
      if (sum > HARMLESS_SUM && sum > size * LARGEST_RATIO) throw bomb();
      if (entries.length >= most) throw tooMany(most);
      entries.push(listed(entry));
    }
    return { entries, failure: null };
  } catch (error) {
    if (error instanceof ContentFailure) throw error;
    if (/strong encryption/.test(String(error))) throw new ContentFailure(failures.encrypted('The archive'));
    const salvaged = await salvagedMembers(file, size, most);
    if (!salvaged) throw new ContentFailure(failures.damaged('The archive'));
    return {
      entries: salvaged.entries,
      failure: salvaged.cut ? failures.truncated('The archive') : failures.damaged('The directory of the archive'),
    };
  } finally {
    await file.close();
  }
}

const tooMany = (most: number) =>
  new ContentFailure(failures.archiveTooLarge(`The archive has more than ${most.toLocaleString('en')} members.`));
const bomb = () =>
  new ContentFailure(
    failures.archiveTooLarge(
      `The archive says it grows to more than ${LARGEST_RATIO} times its size, as no text does.`,
    ),
  );

/** What is needed of an entry, without the buffers that it hangs on. */
const listed = (entry: Entry): Listed => ({
  bytes: Uint8Array.from(entry.fileNameRaw),
  utf8: (entry.generalPurposeBitFlag & 0x800) !== 0,
  extra: entry.extraFields
    .filter((field) => field.id === 0x7075)
    .map(({ id, data }) => ({ id, data: Uint8Array.from(data) })),
  place: {
    headerAt: entry.relativeOffsetOfLocalHeader,
    compressedSize: entry.compressedSize,
    size: entry.uncompressedSize,
    method: entry.compressionMethod,
    crc: entry.crc32,
    encrypted: entry.isEncrypted(),
  },
});

function memberOf(
  source: ArchiveSource,
  place: MemberPlace,
): { content: Content; size: number } | { failure: Failure } {
  if (place.encrypted) return { failure: failures.encrypted('This member of the archive') };
  if (place.method !== 0 && place.method !== 8) {
    const advice = 'Unpack the archive with another program and import the folder.';
    return { failure: failures.unreadFormat(`A member packed by method ${place.method}`, advice) };
  }
  return {
    content: streamedContent(place.size, () => memberBytes(source, place)),
    size: place.size ?? place.compressedSize,
  };
}

async function* memberBytes(source: ArchiveSource, place: MemberPlace): AsyncGenerator<Uint8Array> {
  const damaged = () => new ContentFailure(failures.damaged('This member of the archive'));
  const { location, release } = await source.open();
  try {
    const start = await dataStart(location, place.headerAt);
    if (start === null) throw damaged();
    const end = start + place.compressedSize;
    const packed = place.compressedSize === 0 ? none() : createReadStream(location, { start, end: end - 1 });
    const bytes = place.method === 0 ? packed : unpacked(packed, createInflateRaw(), 'This member of the archive');
    let length = 0;
    let crc = 0;
    for await (const part of bytes as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (place.size !== null && length > place.size) throw damaged();
      crc = crc32(part, crc);
      yield part;
    }
    if ((place.size !== null && length !== place.size) || (place.crc !== null && crc !== place.crc)) throw damaged();
  } finally {
    await release();
  }
}

async function* none(): AsyncGenerator<Uint8Array> {}

/** Where a member's data begin: behind its own header, whose length only itself tells. Null when no header stands there. */
async function dataStart(location: PathLike, headerAt: number): Promise<number | null> {
  const file = await open(location, 'r');
  try {
    const header = Buffer.alloc(30);
    const { bytesRead } = await file.read(header, 0, 30, headerAt);
    if (bytesRead < 30 || header.readUInt32LE(0) !== 0x04034b50) return null;
    return headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}
