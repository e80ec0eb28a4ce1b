import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { WARCParser, type WARCRecord } from 'warcio';
import type { ImportOptions } from '../../../../../shared/model/import.ts';
import type { PrepareInput } from '../../../../analysis/reading.ts';
import { sha256 } from '../../../../analysis/sha256.ts';
import { ContentFailure, failureOf } from '../files/content.ts';
import { type Failure, failures } from '../files/failures.ts';
import { kindByContent } from '../files/kinds.ts';
import type { WalkedFile } from '../files/walk.ts';
import { type LeftOut, namesOf, type Unit } from './unit.ts';

/** Media types that are read, and how. */
const READ: Readonly<Record<string, 'html' | 'text' | 'pdf'>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/plain': 'text',
  'application/pdf': 'pdf',
};

/**
 * The pages, texts and PDFs that a web archive holds, named by the number of their record in it, all records counted. What a
 * crawler noted beside them is left out and counted by its kind. The crawl's date is not the publication's and is not read.
 */
export async function* warcUnits(file: WalkedFile, options: ImportOptions, leftOut: LeftOut): AsyncGenerator<Unit> {
  const source = watched(file.content.stream());
  let count = 0;
  try {
    // Decompressed before: one stream, whether the file is one packed member or one for each record.
    for await (const record of new WARCParser(source.bytes)) {
      count++;
      const unit = await recordUnit(file, record, String(count), options, leftOut);
      const problem = source.problem();
      if (problem) {
        yield { record: String(count), failure: failureOf(problem) };
        return;
      }
      if (unit) yield unit;
      if (unit && 'failure' in unit && unit.failure.code === 'TRUNCATED') return;
    }
  } catch (error) {
    if (error instanceof ContentFailure) throw error;
    yield { record: String(count + 1), failure: failures.damaged('The web archive') };
    return;
  }
  const problem = source.problem();
  if (problem) yield { record: String(count + 1), failure: failureOf(problem) };
  else if (count === 0) yield { record: '', failure: failures.noRecords() };
}

/** The bytes up to the first problem, as if the file ended there: what was read before it counts. */
function watched(stream: AsyncIterable<Uint8Array>) {
  let problem: unknown = null;
  return {
    problem: () => problem,
    bytes: (async function* () {
      try {
        yield* stream;
      } catch (error) {
        problem = error;
      }
    })(),
  };
}

type Failed = { failure: Failure };

async function recordUnit(
  file: WalkedFile,
  record: WARCRecord,
  name: string,
  options: ImportOptions,
  leftOut: LeftOut,
): Promise<Unit | null> {
  const headers = (record.httpHeaders ?? record.warcHeaders).headers;
  const declared = headers.get('Content-Type') ?? '';
  const media = declared.split(';', 1)[0]!.trim().toLowerCase();
  const url = record.warcTargetURI ?? undefined;
  const reason = notRead(record, media, url ?? '');
  const raw = await rawPayload(record, reason === null ? options.maxFileBytes : 0);
  if (raw.cut) return { record: name, failure: failures.truncated('The web archive') };
  if (reason !== null) {
    leftOut(`Web archive: ${reason}`);
    return null;
  }
  if (raw.bytes === null) return { record: name, failure: failures.recordTooLarge(options.maxFileBytes) };
  const said = (header: string) => record.httpHeaders?.headers.get(header)?.trim().toLowerCase() ?? '';
  const whole = said('Transfer-Encoding').includes('chunked') ? dechunked(raw.bytes) : raw.bytes;
  const read = decompressed(whole, said('Content-Encoding'), options.maxFileBytes);
  if ('failure' in read) return { record: name, failure: read.failure };
  const { bytes } = read;
  if (bytes.length === 0) return { record: name, failure: failures.empty() };
  const charset = /charset\s*=\s*["']?([\w.:-]+)/i.exec(declared)?.[1];
  const input: PrepareInput = {
    ...namesOf(file),
    // The archive's own name says nothing of a page in it.
    fileName: '',
    kind: kindByContent(bytes) === 'pdf' ? 'pdf' : READ[media || 'text/html']!,
    bytes,
    sidecar: null,
    ...(url !== undefined && { url }),
    ...(charset !== undefined && { charset }),
  };
  return { record: name, originalSha256: sha256(bytes), input, weight: bytes.length };
}

/** Why a record is left out by design; null for one that is read. */
function notRead(record: WARCRecord, media: string, url: string): string | null {
  const type = record.warcType ?? 'unknown';
  if (type !== 'response' && type !== 'resource' && type !== 'conversion') return `${type} record`;
  const status = record.httpHeaders?.statusCode;
  if (typeof status === 'number' && (status < 200 || status >= 300)) return `answer with status ${status}`;
  if (/^(?:dns|urn|metadata|screenshot|text|thumbnail):/i.test(url) || /\/robots\.txt$/i.test(url))
    return 'note of the crawler';
  return media !== '' && !READ[media] ? media : null;
}

/**
 * The record's payload as it was sent, read to its end whether it is wanted or not: the parser's own way of skipping never
 * returns where the file ends too early.
 */
async function rawPayload(
  record: WARCRecord,
  limit: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer> | null; cut: boolean }> {
  const reader = record.reader as AsyncIterable<Uint8Array> & { limit: number };
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of reader) {
    length += part.length;
    if (length <= limit) parts.push(part);
    else parts.length = 0;
  }
  const bytes = length <= limit ? new Uint8Array(Buffer.concat(parts)) : null;
  return { bytes, cut: reader.limit > 0 };
}

/** The chunks of HTTP/1.1 put together. Some crawlers keep the header but not the chunks: then the bytes are whole already. */
function dechunked(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < buffer.length; ) {
    const lineEnd = buffer.indexOf('\r\n', at);
    const size = /^\s*([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(
      buffer.toString('latin1', at, Math.min(lineEnd, at + 80)),
    )?.[1];
    if (lineEnd < 0 || size === undefined) return parts.length === 0 ? bytes : new Uint8Array(Buffer.concat(parts));
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    parts.push(buffer.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return new Uint8Array(Buffer.concat(parts));
}

function decompressed(
  bytes: Uint8Array<ArrayBuffer>,
  coding: string,
  limit: number,
): { bytes: Uint8Array<ArrayBuffer> } | Failed {
  const way = kindByContent(bytes) === 'gzip' ? 'gzip' : coding;
  // Crawlers that unpack keep the header all the same: then the bytes are a page already.
  if (way === '' || way === 'identity' || ((way === 'gzip' || way === 'x-gzip') && kindByContent(bytes) !== 'gzip')) {
    return { bytes };
  }
  const limits = { maxOutputLength: limit };
  try {
    if (way === 'gzip') return { bytes: new Uint8Array(gunzipSync(bytes, limits)) };
    if (way === 'br') return { bytes: new Uint8Array(brotliDecompressSync(bytes, limits)) };
    if (way === 'zstd') return { bytes: new Uint8Array(zstdDecompressSync(bytes, limits)) };
    if (way === 'deflate') {
      // With or without the wrapping that the standard asks for.
      const wrapped = (bytes[0]! & 15) === 8;
      return { bytes: new Uint8Array((wrapped ? inflateSync : inflateRawSync)(bytes, limits)) };
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      return { failure: failures.recordTooLarge(limit) };
    return /^\s*</.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))
      ? { bytes }
      : { failure: failures.damaged('This record of the web archive') };
  }
  return {
    failure: failures.unreadFormat(`A page packed as "${way.slice(0, 20)}"`, 'Crawl it again without compression.'),
  };
}
