import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip, type Gunzip, type InflateRaw } from 'node:zlib';
import { type Content, ContentFailure, streamedContent } from './content.ts';
import { failures } from './failures.ts';

/** Text shrinks to a tenth, tables and feeds to a fiftieth; what grows more than this and is large was made to. */
export const LARGEST_RATIO = 200;
/** Below this many bytes nothing is asked about how they were compressed. */
export const HARMLESS = 50_000_000;

/** What a `.gz` holds, also one of many members. Fails with TRUNCATED, DAMAGED or ARCHIVE_TOO_LARGE behind what could be read. */
export const gunzipped = (content: Content): Content =>
  streamedContent(null, () => unpacked(content.stream(), createGunzip(), 'The compressed file'));

/** Output that may wait for its reader, in bytes. */
const WAITING = 1 << 20;

/** Sends packed bytes through a decompressor and watches what comes out. Everything before an error comes out before it. */
export async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  through: Gunzip | InflateRaw,
  what: string,
): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let given = 0;
  let problem: unknown = null;
  const counted = async function* () {
    for await (const part of packed) {
      taken += part.length;
      yield part;
    }
  };
  // Not the stream's own iterator: at an error that one throws away what it has not handed over.
  const ready: Buffer[] = [];
  let waiting = 0;
  let ended = false;
  let wake = () => {};
  through.on('data', (part: Buffer) => {
    ready.push(part);
    waiting += part.length;
    if (waiting > WAITING) through.pause();
    wake();
  });
  const source = Readable.from(counted(), { objectMode: false, highWaterMark: 1 << 18 });
  // `pipeline` is content when all is written; what is wrong may show only when all is read.
  const done = Promise.all([pipeline(source, through), finished(through)])
    .catch((error: unknown) => {
      problem = error;
    })
    .finally(() => {
      ended = true;
      wake();
    });
  try {
    while (true) {
      const part = ready.shift();
      if (part === undefined) {
        if (ended) break;
        through.resume();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      waiting -= part.length;
      given += part.length;
      if (given > HARMLESS && given > taken * LARGEST_RATIO) {
        throw new ContentFailure(
          failures.archiveTooLarge(`${what} grows to more than ${LARGEST_RATIO} times its size, as no text does.`),
        );
      }
      yield part;
    }
    if (problem) throw readable(problem, what);
  } finally {
    source.destroy();
    through.destroy();
    await done;
  }
}

function readable(error: unknown, what: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return new ContentFailure(failures.truncated(what));
  if (code?.startsWith('Z_')) return new ContentFailure(failures.damaged(what));
  return error;
}
