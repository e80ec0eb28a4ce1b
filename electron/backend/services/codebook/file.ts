// A codebook as a file: our own CSV, and REFI-QDA 1.5 (.qdc).
import { AppError } from '../../../../shared/contract/errors.ts';
import type { AttributeType, Code, CodeFields } from '../../../../shared/model/codebook.ts';
import { decodeBytes } from '../../../analysis/extract/decode.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { readCsv, writeCsv } from './file-csv.ts';
import { readQdc, writeQdc } from './file-qdc.ts';
import { countExamples } from './uses.ts';

/** One code as a file says it. */
export interface FileCode {
  /** Row of the table, from 1 with its header, or number of the code in the file. */
  row: number;
  codeId: string | null;
  /** Null: at the root. Undefined: the file tells places by `path`. */
  parentId: string | null | undefined;
  /** Names from the root, its own last; null when the file tells places by `parentId` alone. */
  path: string[] | null;
  fields: Partial<CodeFields> & { name: string };
  /** Undefined when the file has no place for them. */
  attributes: { name: string; type: AttributeType; allowed: string[] }[] | undefined;
  archived: boolean;
  /** What is read otherwise than it stands there. */
  notes: string[];
  /** Why it cannot be taken in; null otherwise. */
  reason: string | null;
}

export interface FileContent {
  format: 'csv' | 'qdc';
  encoding: string;
  codes: FileCode[];
  /** What the whole file holds that has no place here. */
  notes: string[];
}

/** A codebook is text; a file beyond this is something else. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/** @throws AppError INVALID_INPUT for what is no codebook */
export function readFile({ name, bytes }: { name: string; bytes: Uint8Array }): FileContent {
  const refuse = (why: string, details = {}) => new AppError('INVALID_INPUT', `${name} ${why}`, { name, ...details });
  if (bytes.length === 0) throw refuse('is empty. Choose a codebook as CSV or .qdc.');
  if (bytes.length > LARGEST_BYTES) throw refuse('is larger than 64 MB, which no codebook is.');
  const { text, encoding, binary, replaced, how } = decodeBytes(bytes);
  if (binary) throw refuse('is not a text file. Save the codebook as CSV (UTF-8) or as REFI-QDA codebook (.qdc).');
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = /^\s*</.test(text) ? readQdc(text, refuse) : readCsv(text, marked, refuse);
  const notes = [...content.notes];
  if (encoding !== 'utf-8' && how !== 'bom') {
    notes.unshift(`It is not UTF-8 and was read as ${encoding}. Look at names with accents before you take it in.`);
  }
  if (replaced > 0) {
    const what = replaced === 1 ? '1 character is' : `${replaced} characters are`;
    notes.unshift(`${what} damaged and stand as \uFFFD. Save the file as UTF-8 where it comes from.`);
  }
  if (content.codes.length === 0) throw refuse('holds no code.');
  return { ...content, encoding, notes };
}

/**
 * The codebook as a file of UTF-8 text.
 * @throws AppError CONFLICT for an empty codebook
 */
export function codebookFile(db: ReadableDb, codes: readonly Code[], format: 'csv' | 'qdc', context: ReadContext) {
  if (codes.length === 0) throw new AppError('CONFLICT', 'The codebook has no code yet, so there is nothing to save.');
  const examples = countExamples(db, context);
  const kinds = db.value<number>('SELECT count(*) FROM relation_kind') ?? 0;
  const { text, losses } = format === 'csv' ? writeCsv(codes) : writeQdc(codes);
  const both = [
    { what: 'examples taken from coded passages', count: examples, why: 'They rest on articles of this project.' },
    { what: 'kinds of relations', count: kinds, why: 'The format has no place for them.' },
  ];
  return { name: `codebook.${format}`, text, losses: [...losses, ...both].filter(({ count }) => count > 0) };
}
