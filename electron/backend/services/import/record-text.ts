import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { decodeBytes } from '../../../analysis/extract/decode.ts';

/** Bytes from which the encoding of a file of records is told. */
const SAMPLE = 1_000_000;

export interface RecordText {
  encoding: string;
  binary: boolean;
  /** The first characters, for telling what the file holds. */
  head: string;
  /** The whole text in pieces, without byte order mark; line ends as they are in the file. */
  chunks(): AsyncGenerator<string>;
}

/** Opens a file of records of any size for reading in pieces. Encoding: byte order mark, else as a sample suggests. */
export async function openRecordText(location: string): Promise<RecordText> {
  const file = await open(location, 'r');
  let sample: Buffer;
  try {
    const buffer = Buffer.alloc(SAMPLE);
    const { bytesRead } = await file.read(buffer, 0, SAMPLE, 0);
    sample = buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
  const decoded = decodeBytes(sample);
  return {
    encoding: decoded.encoding,
    binary: decoded.binary,
    head: decoded.text,
    async *chunks() {
      // A decoder of our own rather than the stream's: it knows windows-1251 and drops the byte order mark.
      const decoder = new TextDecoder(decoded.encoding);
      for await (const bytes of createReadStream(location, { highWaterMark: 1 << 18 })) {
        yield decoder.decode(bytes as Buffer, { stream: true });
      }
      const rest = decoder.decode();
      if (rest) yield rest;
    },
  };
}
