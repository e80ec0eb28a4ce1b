import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Texts wait on disk, so that a run of any size fits into memory. */
export interface TextSpool {
  add(text: string): void;
  /** A text by its number, in the order of adding, from 0. */
  get(number: number): string;
  close(): void;
}

/** Bytes that are gathered before they are written. */
const BLOCK = 1 << 20;

export function openTextSpool(): TextSpool {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-cluster-'));
  const file = openSync(join(folder, 'texts'), 'w+');
  // Where the system allows it the file has no name while it is used, and is gone whatever ends the program.
  removeFolder(folder);
  const starts: number[] = [0];
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let written = 0;

  function flush() {
    const block = Buffer.concat(waiting);
    for (let at = 0; at < block.length; ) at += writeSync(file, block, at, block.length - at, written + at);
    written += block.length;
    waiting = [];
    waitingBytes = 0;
  }

  return {
    add(text) {
      const bytes = Buffer.from(text, 'utf8');
      waiting.push(bytes);
      waitingBytes += bytes.length;
      starts.push(starts.at(-1)! + bytes.length);
      if (waitingBytes >= BLOCK) flush();
    },
    get(number) {
      if (waiting.length > 0) flush();
      const start = starts[number]!;
      const bytes = Buffer.alloc(starts[number + 1]! - start);
      for (let at = 0; at < bytes.length; ) {
        const read = readSync(file, bytes, at, bytes.length - at, start + at);
        if (read === 0) throw new Error('The temporary file of this run has become shorter.');
        at += read;
      }
      return bytes.toString('utf8');
    },
    close() {
      closeSync(file);
      removeFolder(folder);
    },
  };
}

function removeFolder(folder: string) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Windows keeps a file that is open; `close` tries again.
  }
}
