import type { ImportOptions } from '../../../../../shared/model/import.ts';
import { decodeBytes } from '../../../../analysis/extract/decode.ts';
import { jsonProblem, parseJson } from '../../../../analysis/json-text.ts';
import type { DocumentKind, PrepareInput } from '../../../../analysis/reading.ts';
import { sha256 } from '../../../../analysis/sha256.ts';
import { failureOf } from '../files/content.ts';
import { failures } from '../files/failures.ts';
import { extensionOf, kindByContent, kindOf, unreadAdvice, withoutGz } from '../files/kinds.ts';
import type { WalkedFile } from '../files/walk.ts';
import { documentUnit } from './document-unit.ts';
import { jsonElements, LIST_KEYS, NoListError } from './json-records.ts';
import { jsonLines, type RawRecord } from './jsonl-records.ts';
import { openRecordText } from './record-text.ts';
import { columnsOf, holdsText, openTable } from './tables.ts';
import { type LeftOut, namesOf, type Unit } from './unit.ts';

/** A JSON file up to this size is read at once; a larger one in pieces if it is a list. In bytes. */
const SMALL_JSON = 1_000_000;

/**
 * The records of a file, in its order. Single articles are read whole, files of many records in pieces. Whatever is wrong
 * with a file is a failure among its records; nothing is thrown.
 */
export async function* unitsOf(
  file: WalkedFile,
  options: ImportOptions,
  leftOut: LeftOut = () => {},
): AsyncGenerator<Unit> {
  try {
    yield* readUnits(file, options, leftOut);
  } catch (error) {
    yield { record: '', failure: failureOf(error) };
  }
}

async function* readUnits(file: WalkedFile, options: ImportOptions, leftOut: LeftOut): AsyncGenerator<Unit> {
  const kind = kindOf(file.path) ?? (await namedKind(file));
  if (kind === null) {
    const known = unreadAdvice(file.path);
    const failure = known ? failures.unreadFormat(known.name, known.advice) : failures.unknownFormat();
    yield { record: '', failure };
    return;
  }
  if (file.size === 0) {
    yield { record: '', failure: failures.empty() };
    return;
  }
  switch (kind) {
    case 'jsonl':
      yield* jsonlUnits(file, options);
      break;
    case 'csv':
      yield* csvUnits(file, options, leftOut);
      break;
    case 'json':
      yield* jsonUnits(file, options);
      break;
    case 'xml': {
      const { xmlUnits } = await import('./xml-units.ts');
      yield* xmlUnits(file, options);
      break;
    }
    case 'warc': {
      const { warcUnits } = await import('./warc-units.ts');
      yield* warcUnits(file, options, leftOut);
      break;
    }
    default:
      yield await documentUnit(file, kind, options);
  }
}

/** A file that a person named is looked at, whatever its ending. Null when its content says nothing. */
async function namedKind(file: WalkedFile): Promise<DocumentKind | 'warc' | null> {
  if (!file.named || unreadAdvice(file.path)) return null;
  const head = await file.content.head(4096);
  const kind = kindByContent(head);
  if (kind === 'pdf' || kind === 'mhtml' || kind === 'warc') return kind;
  return kind === null && /^\s*(?:<!doctype html|<html[\s>])/i.test(decodeBytes(head).text) ? 'html' : null;
}

/** Records of text that turn out to hold something else: a document under the wrong ending, or binary data. */
async function notText(file: WalkedFile, options: ImportOptions): Promise<Unit> {
  const kind = kindByContent(await file.content.head(4096));
  return kind === null ? { record: '', failure: failures.binary() } : documentUnit(file, 'text', options);
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
  let plain = 0;
  for await (const raw of records) {
    count++;
    if ('raw' in raw && isPlainValue(raw.raw)) plain++;
    else yield recordUnit(file, raw, encoding);
  }
  if (count === 0) yield { record: '', failure: failures.noRecords() };
  // A list of addresses or numbers has as many as an archive has articles: they are named once.
  if (plain > 0) yield { record: '', failure: failures.plainValues(plain, count) };
}

/** A number, a word or a list where an article should be. */
function isPlainValue(raw: string): boolean {
  if (!/^(?:["[\d-]|true$|false$|null$|NaN$)/.test(raw)) return false;
  try {
    parseJson(raw);
    return true;
  } catch {
    return false;
  }
}

async function* jsonlUnits(file: WalkedFile, options: ImportOptions): AsyncGenerator<Unit> {
  const text = await openRecordText(file.content);
  if (text.binary) yield await notText(file, options);
  else yield* recordUnits(file, jsonLines(text.chunks(), options.maxFileBytes), text.encoding);
}

async function* jsonUnits(file: WalkedFile, options: ImportOptions): AsyncGenerator<Unit> {
  const limit = options.maxFileBytes;
  const { content } = file;
  if (content.size === null || content.size > SMALL_JSON) {
    const text = await openRecordText(content);
    if (text.binary) {
      yield await notText(file, options);
      return;
    }
    if (text.head.trimStart().startsWith('[') || (content.size ?? 0) > limit) {
      try {
        yield* recordUnits(file, jsonElements(text.chunks(), limit), text.encoding);
      } catch (error) {
        if (!(error instanceof NoListError)) throw error;
        yield { record: '', failure: failures.tooLarge(content.size ?? file.size, limit) };
      }
      return;
    }
  }
  const bytes = await content.bytes(limit);
  const decoded = decodeBytes(bytes);
  const { text, encoding } = decoded;
  if (decoded.binary) yield await notText(file, options);
  else if (text.trim() === '') yield { record: '', failure: failures.empty() };
  else if (text.trimStart().startsWith('[')) {
    yield* recordUnits(file, jsonElements(only(text), limit), encoding);
  } else {
    const value = parsed(text);
    if ('problem' in value) {
      if (!looksLikeLines(text)) yield { record: '', failure: failures.malformedJson(value.problem) };
      else yield* recordUnits(file, jsonLines(only(text), limit), encoding);
      return;
    }
    const list = listIn(value.value);
    if (list) {
      yield* recordUnits(file, stringified(list), encoding);
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
  for (const [index, value] of list.entries()) {
    const record = String(index + 1);
    try {
      yield { record, raw: JSON.stringify(value) };
    } catch {
      yield { record, failure: failures.tooDeep() };
    }
  }
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

async function* csvUnits(file: WalkedFile, options: ImportOptions, leftOut: LeftOut): AsyncGenerator<Unit> {
  const table = await openTable(file.content, extensionOf(withoutGz(file.path)) === '.tsv');
  if (table === 'binary') {
    yield await notText(file, options);
    return;
  }
  if (!table) {
    yield { record: '', failure: failures.noRecords() };
    return;
  }
  const { header, encoding } = table;
  const { mapping, from } = await columnsOf(table, options.tables);
  if (!holdsText(mapping)) {
    if (from === 'chosen' && Object.keys(mapping).length === 0) leftOut('Table that a person left out');
    else yield { record: '', failure: failures.noTextColumn(header) };
    return;
  }
  let count = 0;
  for await (const row of table.rows) {
    count++;
    const record = String(row.row);
    if ('failure' in row) yield { record, failure: row.failure };
    else {
      const { cells } = row;
      const raw = JSON.stringify(cells);
      // By their names columns are understood row by row: where one is empty the next best counts.
      const told = from === 'names' ? {} : { mapping };
      const input: PrepareInput = { ...namesOf(file), kind: 'row', header, cells, encoding, ...told };
      yield { record, originalSha256: sha256(raw), input, weight: raw.length * 2 };
    }
  }
  if (count === 0) yield { record: '', failure: failures.noRecords() };
}
