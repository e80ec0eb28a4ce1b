import type { MetadataField, Provenance } from '../../shared/model/article.ts';
import type { ImportFailureCode } from '../../shared/model/import.ts';
import { parsePublished } from '../../shared/model/published.ts';
import { wordCount } from '../../shared/text/index.ts';
import {
  applySidecar,
  decodeBytes,
  type ExtractedArticle,
  extractHtml,
  extractMarkdown,
  extractors,
  extractPlainText,
  extractRecord,
} from './extract/index.ts';
import { jsonProblem, parseJson } from './json-text.ts';
import { sha256 } from './sha256.ts';

/** One file or record on its way into a project. */
export type PrepareInput = { fileName: string; folderName: string } & (
  | { kind: 'html' | 'text' | 'markdown'; bytes: Uint8Array; sidecar: Uint8Array | null }
  /** One JSON object as it stands in its file. */
  | { kind: 'json'; raw: string; encoding: string }
  | { kind: 'row'; header: readonly string[]; cells: readonly string[]; encoding: string }
);

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
  /** What the document says of itself. */
  evidence: Evidence[];
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

/** Decodes, extracts, counts and hashes one document: the part of an import that is worth a thread. */
export function prepare(input: PrepareInput): Prepared {
  const context = { fileName: input.fileName, folderName: input.folderName };
  switch (input.kind) {
    case 'json': {
      const record = parseObject(input.raw);
      return 'problem' in record
        ? fail('MALFORMED_JSON', record.problem)
        : fromRecord(record.value, input.encoding, countReplaced(input.raw), context);
    }
    case 'row': {
      const record: Record<string, unknown> = Object.create(null);
      input.header.forEach((name, column) => {
        if (name && !(name in record)) record[name] = input.cells[column] ?? '';
      });
      return fromRecord(record, input.encoding, countReplaced(input.cells.join('')), context);
    }
    default:
      return fromFile(input, context);
  }
}

type Context = { fileName: string; folderName: string };

function fromFile(input: Extract<PrepareInput, { bytes: Uint8Array }>, context: Context): Prepared {
  const decoded = decodeBytes(input.bytes, { sniffHtmlMeta: input.kind === 'html' });
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

function fromRecord(record: Record<string, unknown>, encoding: string, replaced: number, context: Context): Prepared {
  // The file's name says nothing about one of its records.
  const article = extractRecord(record, { folderName: context.folderName });
  if (article.text.trim() === '') {
    const names = Object.keys(record).slice(0, 12).join(', ');
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
  encoding: string,
  replaced: number,
  fallbackTitle: string | null,
): Prepared {
  const text = storable(found.text);
  const warnings = [...found.warnings];
  const evidence: Evidence[] = [];
  const say = (field: MetadataField, sourced: { value: string; from: Provenance } | null) => {
    const value = sourced && storable(sourced.value).trim();
    if (value) evidence.push({ field, origin: sourced.from, value });
  };
  say('title', found.title);
  if (!found.title) say('title', fallbackTitle ? { value: fallbackTitle, from: 'file name' } : openingWords(text));
  say('source', found.source);
  say('byline', found.byline);
  if (found.publishedAt && !parsePublished(found.publishedAt.value)) {
    warnings.push(`date not understood: "${found.publishedAt.value.slice(0, 60)}"`);
  } else say('publishedAt', found.publishedAt);
  say('language', found.language);
  say('url', found.url);
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
      evidence,
      direction: found.direction,
      domain: found.domain,
      encoding,
      replaced,
      warnings,
      extractor,
    },
  };
}

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
