import { decodeBytes } from '../../../../analysis/extract/decode.ts';
import type { Content } from '../files/content.ts';

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

/**
 * Opens a file of records of any size for reading in pieces. Encoding: byte order mark, else what it declares if `declares`
 * is set (XML), else as a sample suggests.
 */
export async function openRecordText(content: Content, declares = false): Promise<RecordText> {
  const decoded = decodeBytes(await content.head(SAMPLE), { sniffHtmlMeta: declares });
  return {
    encoding: decoded.encoding,
    binary: decoded.binary,
    head: decoded.text,
    async *chunks() {
      // A decoder of our own rather than the stream's: it knows windows-1251 and drops the byte order mark.
      const decoder = new TextDecoder(decoded.encoding);
      for await (const bytes of content.stream()) yield decoder.decode(bytes, { stream: true });
      const rest = decoder.decode();
      if (rest) yield rest;
    },
  };
}
