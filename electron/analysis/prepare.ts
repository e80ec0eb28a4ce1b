import type { DateOrder, MetadataField, OpenDate, Provenance, TextBlock } from '../../shared/model/article.ts';
import type { ImportFailureCode } from '../../shared/model/import.ts';
import { parsePublished } from '../../shared/model/published.ts';
import { wordCount } from '../../shared/text/index.ts';
import {
  applySidecar,
  decodeBytes,
  disagreeing,
  type ExtractedArticle,
  extractHtml,
  extractMarkdown,
  extractors,
  extractPlainText,
  extractRecord,
  extractRow,
} from './extract/index.ts';
import { jsonProblem, parseJson } from './json-text.ts';
import type { PrepareInput } from './reading.ts';
import { sha256 } from './sha256.ts';

export type { PrepareInput } from './reading.ts';

export interface Evidence {
  field: MetadataField;
  origin: Provenance;
  value: string;
}

/** An article ready to be written, or why there is none. Offsets are UTF-16 into `text`. */
export type Prepared = { article: PreparedArticle } | { failure: { code: ImportFailureCode; reason: string } };

export interface PreparedArticle {
  text: string;
  /** SHA-256 of the UTF-8 text, hexadecimal. */
  textSha256: string;
  words: number;
  removed: { text: string; start: number; reason: string }[];
  /** Words cut out, by reason. */
  removedWords: Record<string, number>;
  /** What of the text is no plain paragraph, where the document tells. */
  blocks: TextBlock[];
  /** What the document says of itself: the best value of each field first, then what other origins say differently. */
  evidence: Evidence[];
  /** Dates whose day-month order only the source's habit can tell. */
  openDates: OpenDate[];
  /** That habit, as far as this document shows it. */
  dateOrder: DateOrder | null;
  direction: 'ltr' | 'rtl';
  /** Registrable domain of the URL. */
  domain: string | null;
  encoding: string | null;
  /** Characters that could not be decoded. */
  replaced: number;
  warnings: string[];
  /** Name and version of the procedure. */
  extractor: string;
}

/** What is read by the functions of this file alone; the rest is opened by `formats/` first. */
export type PlainInput = Exclude<PrepareInput, { kind: 'mhtml' | 'docx' | 'pdf' | 'xml' }>;

/** Decodes, extracts, counts and hashes one document: the part of an import that is worth a thread. */
export function prepare(input: PlainInput): Prepared;
export function prepare(input: PrepareInput): Prepared | Promise<Prepared>;
export function prepare(input: PrepareInput): Prepared | Promise<Prepared> {
  switch (input.kind) {
    case 'mhtml':
    case 'docx':
    case 'pdf':
    case 'xml':
      return prepareFormat(input);
    default:
      return preparePlain(input);
  }
}

/** Formats that need a parser of their own: it is loaded with the first file of its kind. */
async function prepareFormat(input: Exclude<PrepareInput, PlainInput>): Promise<Prepared> {
  const { openFormat } = await import('./formats/index.ts');
  const opened = await openFormat(input);
  if ('failure' in opened) return opened;
  if ('input' in opened) return preparePlain(opened.input);
  const article = 'sidecar' in input && input.sidecar ? withSidecar(opened.article, input.sidecar) : opened.article;
  if (article.text.trim() === '') return fail('NO_TEXT', opened.empty);
  const title = input.kind === 'xml' ? null : spokenName(input.fileName);
  return finish(article, opened.extractor, opened.encoding, opened.replaced, title);
}

function preparePlain(input: PlainInput): Prepared {
  const context = { fileName: input.fileName, folderName: input.folderName };
  switch (input.kind) {
    case 'json': {
      const record = parseObject(input.raw);
      if ('problem' in record) return fail('MALFORMED_JSON', record.problem);
      const article = extractRecord(record.value, besideRecord(context));
      return fromRecord(article, Object.keys(record.value), input.encoding, countReplaced(input.raw));
    }
    case 'row': {
      const { header, cells, mapping } = input;
      const article = mapping
        ? extractRow(cells, mapping, besideRecord(context))
        : extractRecord(namedCells(header, cells), besideRecord(context));
      return fromRecord(article, header, input.encoding, countReplaced(cells.join('')));
    }
    default:
      return fromFile(input, context);
  }
}

type Context = { fileName: string; folderName: string; url?: string };

function fromFile(input: Extract<PlainInput, { bytes: Uint8Array }>, names: Context): Prepared {
  const { url, charset, forced } = input;
  const context: Context = url === undefined ? names : { ...names, url };
  const decoded = decodeBytes(input.bytes, { sniffHtmlMeta: input.kind === 'html', declared: charset, forced });
  if (decoded.binary) {
    return fail(
      'BINARY',
      'The file holds binary data, not text, whatever its name says. Give it its right ending, or export it as text.',
    );
  }
  if (decoded.text.trim() === '')
    return fail('EMPTY_FILE', 'The file holds nothing but white space. Scrape or copy it again.');
  // Scrapers save pages under any name.
  const isPage = input.kind === 'html' || /^\s*(?:<!doctype html|<html[\s>])/i.test(decoded.text);
  let article = isPage
    ? extractHtml(decoded.text, context)
    : input.kind === 'markdown'
      ? extractMarkdown(decoded.text, context)
      : extractPlainText(decoded.text, context);
  if (input.sidecar) article = withSidecar(article, input.sidecar);
  const { name, version } = isPage
    ? extractors.html
    : input.kind === 'markdown'
      ? extractors.markdown
      : extractors.plainText;
  if (article.text.trim() === '') {
    return fail(
      'NO_TEXT',
      isPage
        ? 'No article text was found on this page: it may be a login page, a picture gallery, or filled in by scripts. Save the page again with its text showing.'
        : 'Nothing was left after menus and other furniture were cut. Open the file to see whether it holds an article.',
    );
  }
  return finish(article, `${name} ${version}`, decoded.encoding, decoded.replaced, spokenName(context.fileName));
}

function namedCells(header: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = Object.create(null);
  header.forEach((name, column) => {
    if (name && !(name in record)) record[name] = cells[column] ?? '';
  });
  return record;
}

/** The file's name says nothing about one of its records. */
const besideRecord = ({ folderName }: Context) => ({ folderName });

function fromRecord(
  article: ExtractedArticle,
  fields: readonly string[],
  encoding: string,
  replaced: number,
): Prepared {
  if (article.text.trim() === '') {
    const names = fields.slice(0, 12).join(', ');
    return fail(
      'NO_TEXT_FIELD',
      `No field with the article's text was found or it is empty; the fields are: ${names || 'none'}. Name the one with the text "text", or leave this record out.`,
    );
  }
  const { name, version } = extractors.record;
  return finish(article, `${name} ${version}`, encoding, replaced, null);
}

function withSidecar(article: ExtractedArticle, bytes: Uint8Array): ExtractedArticle {
  const decoded = decodeBytes(bytes);
  const record = decoded.binary ? { problem: '' } : parseObject(decoded.text);
  if ('value' in record) return applySidecar(article, record.value);
  article.warnings.push('the JSON file beside it could not be read, so its metadata is missing');
  return article;
}

function finish(
  found: ExtractedArticle,
  extractor: string,
  encoding: string | null,
  replaced: number,
  fallbackTitle: string | null,
): Prepared {
  const text = storable(found.text);
  const warnings = [...found.warnings];
  const evidence: Evidence[] = [];
  const say = (field: MetadataField, sourced: { value: string; from: Provenance }) => {
    const value = storable(sourced.value).trim();
    if (!value) return;
    if (field !== 'publishedAt' || parsePublished(value)) evidence.push({ field, origin: sourced.from, value });
    else warnings.push(`date not understood: "${value.slice(0, 60)}"`);
  };
  for (const one of disagreeing(found.evidence)) say(one.field, one);
  if (!found.title) say('title', fallbackTitle ? { value: fallbackTitle, from: 'file name' } : openingWords(text));
  if (replaced > 0) {
    warnings.push(
      `${replaced} ${replaced === 1 ? 'character' : 'characters'} could not be decoded and stand as \uFFFD`,
    );
  }
  const language = found.language?.value ?? null;
  const removedWords: Record<string, number> = {};
  const removed = found.removed.map((passage) => ({ ...passage, text: storable(passage.text) }));
  for (const passage of removed) {
    removedWords[passage.reason] = (removedWords[passage.reason] ?? 0) + wordCount(passage.text, language);
  }
  return {
    article: {
      text,
      textSha256: sha256(text),
      words: wordCount(text, language),
      removed,
      removedWords,
      blocks: (found.blocks ?? []).filter(isNoParagraph),
      evidence,
      openDates: found.openDates,
      dateOrder: found.dateOrder,
      direction: found.direction,
      domain: found.domain,
      encoding,
      replaced,
      warnings,
      extractor,
    },
  };
}

const isNoParagraph = (block: { kind: string }): block is TextBlock => block.kind !== 'paragraph';

/** What SQLite and UTF-8 cannot keep, one character for one so that offsets stay: NUL and lone surrogates. */
function storable(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\uFFFD') : wellFormed;
}

function openingWords(text: string): { value: string; from: Provenance } {
  const line = text.split('\n', 1)[0]!.trim();
  const cut = line.length <= 80 ? line : `${line.slice(0, 80).replace(/\s+\S*$/, '')} …`;
  return { value: cut, from: 'visible text' };
}

/** A file's name without its ending where a person could have chosen it: words, not a scraper's numbers and hashes. */
function spokenName(fileName: string): string | null {
  const stem = fileName.replace(/\.[^.]*$/, '').trim();
  const words = stem.split(/[\s_.-]+/).filter(Boolean);
  const spoken = words.filter((word) => /^\p{L}[\p{L}\p{M}'’]+$/u.test(word) && !/^[a-f]{6,}$/i.test(word));
  return spoken.length > 0 && spoken.length >= words.length / 2 ? stem : null;
}

function countReplaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
}

function fail(code: ImportFailureCode, reason: string): Prepared {
  return { failure: { code, reason } };
}

function parseObject(raw: string): { value: Record<string, unknown> } | { problem: string } {
  let value: unknown;
  try {
    value = parseJson(raw);
  } catch (error) {
    return { problem: `This is not valid JSON: ${jsonProblem(raw, error)}. Correct it or export it again.` };
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { value: value as Record<string, unknown> };
  }
  return {
    problem: `A record must be a JSON object with named fields; this is ${Array.isArray(value) ? 'a list' : 'a single value'}. Correct it or leave it out.`,
  };
}
