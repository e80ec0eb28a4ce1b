import type { ColumnMapping } from '../../shared/model/import.ts';

/** What of an XML file around one of its records has to be known to read that record alone. */
export interface XmlContext {
  shape: 'rss' | 'atom' | 'tei' | 'trafilatura';
  /** Attributes `xmlns…` of the elements around it. */
  namespaces: Record<string, string>;
  /** What the feed says of itself. */
  feed: { title: string | null; url: string | null; language: string | null } | null;
}

/** Files that are one article and whose bytes are text. */
type TextKind = 'html' | 'text' | 'markdown';
/** Files that are one article inside a container, which has to be opened first. */
type ContainedKind = 'mhtml' | 'docx' | 'pdf';
export type DocumentKind = TextKind | ContainedKind;

interface DocumentReading<K extends DocumentKind> {
  kind: K;
  /** The address it was fetched from, where the file around it says so. */
  url?: string;
  /** Charset named by an HTTP header. */
  charset?: string;
  /** Encoding that a person chose. */
  forced?: string;
}

/** How an original becomes an article: everything extraction needs beside the original's bytes. It is kept with them. */
export type Reading = { fileName: string; folderName: string } & (
  | DocumentReading<TextKind>
  | DocumentReading<ContainedKind>
  /** `encoding`: of the file that the record stood in. */
  | { kind: 'json'; encoding: string }
  | { kind: 'row'; header: readonly string[]; mapping?: ColumnMapping; encoding: string }
  | { kind: 'xml'; context: XmlContext; encoding: string }
);

/** One file or record on its way into a project. */
export type PrepareInput = { fileName: string; folderName: string } & (
  | (DocumentReading<TextKind> & Bytes)
  | (DocumentReading<ContainedKind> & Bytes)
  /** One JSON object as it stands in its file. */
  | { kind: 'json'; raw: string; encoding: string }
  | { kind: 'row'; header: readonly string[]; cells: readonly string[]; mapping?: ColumnMapping; encoding: string }
  /** One element as it stands in its file. */
  | { kind: 'xml'; raw: string; context: XmlContext; encoding: string }
);

interface Bytes {
  bytes: Uint8Array;
  sidecar: Uint8Array | null;
}

/**
 * The input for reading an original once more, with what was kept of the first time.
 * @param encoding replaces the encoding of the first time. What stood in a file of records is turned back into its bytes
 *   first, which works for encodings of one byte a character; for others it stays as it is.
 */
export function readAgain(
  reading: Reading,
  original: Uint8Array,
  sidecar: Uint8Array | null,
  encoding: string | null = null,
): PrepareInput {
  if (reading.kind !== 'json' && reading.kind !== 'row' && reading.kind !== 'xml') {
    return { ...reading, bytes: original, sidecar, ...(encoding !== null && { forced: encoding }) };
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(original);
  const again = (from: string) => (encoding === null ? from : recoded(from, reading.encoding, encoding));
  const told = { encoding: encoding ?? reading.encoding };
  if (reading.kind !== 'row') return { ...reading, ...told, raw: again(text) };
  const cells = (JSON.parse(text) as string[]).map(again);
  return { ...reading, ...told, header: reading.header.map(again), cells };
}

/** A text that was decoded as `from`, decoded as `to`. */
function recoded(text: string, from: string, to: string): string {
  const table = new TextDecoder(from).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  if (table.length !== 256) return text;
  const byteOf = new Map(Array.from(table, (char, byte) => [char, byte]));
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = byteOf.get(text[i]!);
    if (byte === undefined) return text;
    bytes[i] = byte;
  }
  return new TextDecoder(to).decode(bytes);
}
