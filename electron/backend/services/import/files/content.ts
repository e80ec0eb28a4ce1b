import { createReadStream, fstatSync, type PathLike, readSync } from 'node:fs';
import { type FileHandle, open as openFile } from 'node:fs/promises';
import { type Failure, failures } from './failures.ts';

/** The bytes of a file, wherever they lie: on the disk, in an archive, or compressed. */
export interface Content {
  /** In bytes, as far as it is told without reading; null where only reading tells. */
  readonly size: number | null;
  /** From the beginning, in pieces. Throws `ContentFailure` or what the file system throws. */
  stream(): AsyncIterable<Uint8Array>;
  /** All of it. Throws `ContentFailure` TOO_LARGE above `limit` bytes. */
  bytes(limit: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The first `count` bytes, or fewer where there are fewer. */
  head(count: number): Promise<Uint8Array>;
}

/** Something is wrong with a file's content, in words for the report. */
export class ContentFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** What to report for anything that reading throws. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ContentFailure) return error.failure;
  const { code } = error as NodeJS.ErrnoException;
  // Only the system's own codes speak of the file; anything else is our mistake.
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? failures.unreadable(error) : failures.unexpected();
}

/** A file that changes twice while it is read is still being written. */
const ATTEMPTS = 2;

/**
 * A file of the disk. Bytes that change while they are read are read once more, then CHANGED_WHILE_READ.
 * @param open replaced in tests of what happens between opening and reading.
 */
export function diskContent(location: PathLike, size: number | null, open: typeof openFile = openFile): Content {
  return {
    size,
    async *stream() {
      const handle = await open(location, 'r');
      try {
        const before = await handle.stat();
        yield* createReadStream(location, { fd: handle, autoClose: false, start: 0, highWaterMark: 1 << 18 });
        if (!same(before, await handle.stat())) throw new ContentFailure(failures.changedWhileRead());
      } finally {
        await handle.close().catch(() => {});
      }
    },
    async bytes(limit) {
      const handle = await open(location, 'r');
      try {
        for (let attempt = 1; ; attempt++) {
          const before = fstatSync(handle.fd);
          if (before.size > limit) throw new ContentFailure(failures.tooLarge(before.size, limit));
          const bytes =
            before.size <= AT_ONCE ? readAtOnce(handle.fd, before.size) : await readUpTo(handle, before.size);
          if (bytes.length === before.size && same(before, fstatSync(handle.fd))) return bytes;
          if (attempt === ATTEMPTS) throw new ContentFailure(failures.changedWhileRead());
        }
      } finally {
        // Nobody has to wait for it: nothing was written.
        handle.close().catch(() => {});
      }
    },
    async head(count) {
      const handle = await open(location, 'r');
      try {
        return await readUpTo(handle, count);
      } finally {
        await handle.close();
      }
    },
  };
}

const same = (a: { size: number; mtimeMs: number }, b: { size: number; mtimeMs: number }) =>
  a.size === b.size && a.mtimeMs === b.mtimeMs;

/** A file that is open and no larger than this is read without waiting: waiting takes ten times as long as reading. In bytes. */
const AT_ONCE = 1_000_000;

function readAtOnce(fd: number, count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count);
  let at = 0;
  while (at < count) {
    const bytesRead = readSync(fd, bytes, at, count - at, at);
    if (bytesRead === 0) return bytes.slice(0, at);
    at += bytesRead;
  }
  return bytes;
}

async function readUpTo(handle: FileHandle, count: number): Promise<Uint8Array<ArrayBuffer>> {
  // Memory of its own, not a slice of a shared pool: it is handed to another thread.
  const bytes = new Uint8Array(count);
  let at = 0;
  while (at < count) {
    const { bytesRead } = await handle.read(bytes, at, count - at, at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return at === count ? bytes : bytes.slice(0, at);
}

/** Content that can only be read from its beginning, such as what is compressed. */
export function streamedContent(size: number | null, stream: () => AsyncIterable<Uint8Array>): Content {
  return {
    size,
    stream,
    async bytes(limit) {
      if (size !== null && size > limit) throw new ContentFailure(failures.tooLarge(size, limit));
      const parts: Uint8Array[] = [];
      let length = 0;
      for await (const part of stream()) {
        length += part.length;
        if (length > limit) throw new ContentFailure(failures.tooLargeUnpacked(limit));
        parts.push(part);
      }
      return joined(parts, length);
    },
    async head(count) {
      const parts: Uint8Array[] = [];
      let length = 0;
      try {
        for await (const part of stream()) {
          parts.push(part);
          length += part.length;
          if (length >= count) break;
        }
      } catch (error) {
        // A beginning is a beginning; whoever reads on meets the problem in its place.
        if (length === 0) throw error;
      }
      return joined(parts, length).subarray(0, count);
    },
  };
}

/** Bytes that are in memory already. */
export const heldContent = (bytes: Uint8Array<ArrayBuffer>): Content => ({
  size: bytes.length,
  async *stream() {
    yield bytes;
  },
  bytes: async () => bytes,
  head: async (count) => bytes.subarray(0, count),
});

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
