import { readFile } from 'node:fs/promises';
import type { ImportOptions } from '../../../../shared/model/import.ts';
import { decodeBytes } from '../../../analysis/extract/decode.ts';
import { jsonProblem, parseJson } from '../../../analysis/json-text.ts';
import type { PrepareInput } from '../../../analysis/prepare.ts';
import { sha256 } from '../../../analysis/sha256.ts';
import { guessDelimiter, readCsv } from './csv-records.ts';
import { type Failure, failures } from './failures.ts';
import { jsonElements, LIST_KEYS, NoListError } from './json-records.ts';
import { jsonLines, type RawRecord } from './jsonl-records.ts';
import { extensionOf, kindOf } from './kinds.ts';
import { openRecordText } from './record-text.ts';
import type { WalkedFile } from './walk.ts';

/** One record of a file, or the file itself, as found on disk. `record` is '' for a file that is one article. */
export type Unit = { record: string } & (
  | {
      originalSha256: string;
      input: PrepareInput;
      /** Bytes held in memory, about. */
      weight: number;
    }
  | { failure: Failure }
);

/** A JSON file up to this size is read at once; a larger one in pieces if it is a list. In bytes. */
const SMALL_JSON = 1_000_000;

const BINARY: Failure = {
  code: 'BINARY',
  reason:
    'The file holds binary data, not text, whatever its name says. Give it its right ending, or export it as text.',
};

/**
 * The records of a file, in its order. Single articles are read whole, files of many records in pieces. Whatever is wrong
 * with a file is a failure among its records; nothing is thrown.
 */
export async function* unitsOf(file: WalkedFile, options: ImportOptions): AsyncGenerator<Unit> {
  try {
    yield* readUnits(file, options);
  } catch (error) {
    yield { record: '', failure: failures.unreadable(error) };
  }
}

async function* readUnits(file: WalkedFile, options: ImportOptions): AsyncGenerator<Unit> {
  const kind = kindOf(file.path);
  if (kind === null) {
    yield { record: '', failure: failures.unknownFormat() };
    return;
  }
  if (file.size === 0) {
    yield { record: '', failure: failures.empty() };
    return;
  }
  if (kind === 'jsonl') yield* jsonlUnits(file, options);
  else if (kind === 'csv') yield* csvUnits(file);
  else if (kind === 'json') yield* jsonUnits(file, options);
  else yield await fileUnit(file, kind, options);
}

/** Names that extraction may read as evidence. */
function namesOf(file: WalkedFile) {
  const parts = file.path.split('/');
  return { fileName: parts.at(-1) ?? '', folderName: parts.at(-2) ?? '' };
}

async function fileUnit(file: WalkedFile, kind: 'html' | 'text' | 'markdown', options: ImportOptions): Promise<Unit> {
  if (file.size > options.maxFileBytes) {
    return { record: '', failure: failures.tooLarge(file.size, options.maxFileBytes) };
  }
  const bytes = await readFile(file.location);
  if (bytes.length === 0) return { record: '', failure: failures.empty() };
  const sidecar = file.sidecar ? await readFile(file.sidecar).catch(() => new Uint8Array()) : null;
  return {
    record: '',
    originalSha256: sha256(bytes),
    input: { ...namesOf(file), kind, bytes, sidecar },
    weight: bytes.length + (sidecar?.length ?? 0),
  };
}

function recordUnit(file: WalkedFile, raw: RawRecord, encoding: string): Unit {
  if ('failure' in raw) return raw;
  return {
    record: raw.record,
    originalSha256: sha256(raw.raw),
    input: { ...namesOf(file), kind: 'json', raw: raw.raw, encoding },
    weight: raw.raw.length * 2,
  };
}

async function* recordUnits(
  file: WalkedFile,
  records: AsyncIterable<RawRecord>,
  encoding: string,
): AsyncGenerator<Unit> {
  let count = 0;
  for await (const raw of records) {
    count++;
    yield recordUnit(file, raw, encoding);
  }
  if (count === 0) yield { record: '', failure: failures.noRecords() };
}

async function* jsonlUnits(file: WalkedFile, options: ImportOptions): AsyncGenerator<Unit> {
  const text = await openRecordText(file.location);
  if (text.binary) yield { record: '', failure: BINARY };
  else yield* recordUnits(file, jsonLines(text.chunks(), options.maxFileBytes), text.encoding);
}

async function* jsonUnits(file: WalkedFile, options: ImportOptions): AsyncGenerator<Unit> {
  if (file.size > SMALL_JSON) {
    const text = await openRecordText(file.location);
    if (text.binary) {
      yield { record: '', failure: BINARY };
      return;
    }
    if (text.head.trimStart().startsWith('[') || file.size > options.maxFileBytes) {
      try {
        yield* recordUnits(file, jsonElements(text.chunks(), options.maxFileBytes), text.encoding);
      } catch (error) {
        if (!(error instanceof NoListError)) throw error;
        yield { record: '', failure: failures.tooLarge(file.size, options.maxFileBytes) };
      }
      return;
    }
  }
  const bytes = await readFile(file.location);
  const decoded = decodeBytes(bytes);
  const { text, encoding } = decoded;
  if (decoded.binary) yield { record: '', failure: BINARY };
  else if (text.trim() === '') yield { record: '', failure: failures.empty() };
  else if (text.trimStart().startsWith('[')) {
    yield* recordUnits(file, jsonElements(only(text), options.maxFileBytes), encoding);
  } else {
    const value = parsed(text);
    if ('problem' in value) {
      if (!looksLikeLines(text)) yield { record: '', failure: failures.malformedJson(value.problem) };
      else yield* recordUnits(file, jsonLines(only(text), options.maxFileBytes), encoding);
      return;
    }
    const list = listIn(value.value);
    if (list) {
      yield* recordUnits(file, stringified(list), encoding);
      return;
    }
    if (file.size > options.maxFileBytes) {
      yield { record: '', failure: failures.tooLarge(file.size, options.maxFileBytes) };
      return;
    }
    const input: PrepareInput = { ...namesOf(file), kind: 'json', raw: text, encoding };
    yield { record: '', originalSha256: sha256(bytes), input, weight: text.length * 2 };
  }
}

async function* only(text: string): AsyncGenerator<string> {
  yield text;
}

async function* stringified(list: readonly unknown[]): AsyncGenerator<RawRecord> {
  for (const [index, value] of list.entries()) yield { record: String(index + 1), raw: JSON.stringify(value) };
}

function parsed(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    return { problem: jsonProblem(text, error) };
  }
}

/** JSON Lines under the wrong name: the first line is a whole object, and more follow. */
function looksLikeLines(text: string): boolean {
  const [first = '', ...rest] = text.trim().split('\n', 3);
  return rest.length > 0 && 'value' in parsed(first);
}

/** The list of articles that an object wraps; an object with a text of its own is an article. */
function listIn(value: unknown): unknown[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const object = value as Record<string, unknown>;
  if (['text', 'maintext', 'content', 'body', 'html'].some((name) => typeof object[name] === 'string')) return null;
  for (const key of LIST_KEYS) {
    const list = object[key];
    if (Array.isArray(list) && list.some((one) => typeof one === 'object' && one !== null)) return list;
  }
  return null;
}

async function* csvUnits(file: WalkedFile): AsyncGenerator<Unit> {
  const text = await openRecordText(file.location);
  if (text.binary) {
    yield { record: '', failure: BINARY };
    return;
  }
  const firstLine = text.head.split('\n', 1)[0] ?? '';
  const delimiter = extensionOf(file.path) === '.tsv' ? '\t' : guessDelimiter(firstLine);
  const table = await readCsv(text.chunks(), delimiter);
  if (!table) {
    yield { record: '', failure: failures.noRecords() };
    return;
  }
  // Only for tables: it brings language tables with it that this thread does not need otherwise.
  const { guessCsvMapping } = await import('../../../analysis/extract/fields.ts');
  const mapping = guessCsvMapping(table.header);
  if (mapping.text === undefined && mapping.html === undefined && mapping.summary === undefined) {
    yield { record: '', failure: failures.noTextColumn(table.header) };
    return;
  }
  let count = 0;
  for await (const row of table.rows) {
    count++;
    const record = String(row.row);
    if ('failure' in row) yield { record, failure: row.failure };
    else {
      const { header } = table;
      const { cells } = row;
      const raw = JSON.stringify(cells);
      const input: PrepareInput = { ...namesOf(file), kind: 'row', header, cells, encoding: text.encoding };
      yield { record, originalSha256: sha256(raw), input, weight: raw.length * 2 };
    }
  }
  if (count === 0) yield { record: '', failure: failures.noRecords() };
}
