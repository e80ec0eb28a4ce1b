import type { ImportOptions } from '../../../../../shared/model/import.ts';
import type { DocumentKind } from '../../../../analysis/reading.ts';
import { sha256 } from '../../../../analysis/sha256.ts';
import { heldContent } from '../files/content.ts';
import { type Failure, failures } from '../files/failures.ts';
import { gunzipped } from '../files/gzip.ts';
import { type FileKind, kindByContent } from '../files/kinds.ts';
import type { WalkedFile } from '../files/walk.ts';
import { namesOf, type Unit } from './unit.ts';

/** Compressed twice is a mistake that happens; more often is an attack. */
const MOST_GZIPS = 3;

/** A file that is one article. Its first bytes decide where its ending lies. */
export async function documentUnit(file: WalkedFile, kind: FileKind, options: ImportOptions): Promise<Unit> {
  let bytes = await file.content.bytes(options.maxFileBytes);
  let found = kindByContent(bytes);
  for (let unpacked = 0; found === 'gzip' && unpacked < MOST_GZIPS; unpacked++) {
    bytes = await gunzipped(heldContent(bytes)).bytes(options.maxFileBytes);
    found = kindByContent(bytes);
  }
  if (bytes.length === 0) return { record: '', failure: failures.empty() };
  const read = readAs(kind, found, bytes);
  if (typeof read !== 'string') return { record: '', failure: read };
  const sidecar = await file.sidecar?.bytes(options.maxFileBytes).catch(() => new Uint8Array());
  return {
    record: '',
    originalSha256: sha256(bytes),
    input: { ...namesOf(file), kind: read, bytes, sidecar: sidecar ?? null },
    weight: bytes.length + (sidecar?.length ?? 0),
  };
}

/** What the file is read as: by its content where that says so, else by its ending; or why it cannot be read. */
function readAs(kind: FileKind, found: ReturnType<typeof kindByContent>, bytes: Uint8Array): DocumentKind | Failure {
  switch (found) {
    case 'pdf':
    case 'mhtml':
      return found;
    case 'zip':
      // Whether it is a Word document shows when it is opened.
      return 'docx';
    case 'gzip':
      return failures.binaryFormat('a compressed file', '.gz');
    case 'warc':
      return failures.binaryFormat('a web archive', '.warc');
    case 'ole':
      return oleFailure(bytes);
    default:
      return byEnding(kind, bytes);
  }
}

function byEnding(kind: FileKind, bytes: Uint8Array): DocumentKind | Failure {
  if (kind === 'html' || kind === 'text' || kind === 'markdown') return kind;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  // What a server sent instead of the document: its page saying so, or asking to log in.
  if (/^(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html[\s>]|<\?xml[^>]*>\s*<(?:!doctype )?html)/i.test(head))
    return 'html';
  if (kind === 'mhtml') return 'mhtml';
  return kind === 'pdf'
    ? failures.notWhatItSays('PDF')
    : kind === 'docx'
      ? failures.notWhatItSays('Word document')
      : failures.notWhatItSays('ZIP archive');
}

/** Protected Word documents and those of before 2007 come in the same old container. */
function oleFailure(bytes: Uint8Array): Failure {
  const held = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return held.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? failures.encrypted('This document')
    : failures.unreadFormat('An old Word or Excel file', 'Open it in a word processor and save it as .docx.');
}
