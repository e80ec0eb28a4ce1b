import type { DateOrder, OpenDate } from '../../../shared/model/article.ts';
import { joinNames, tidyByline } from './byline.ts';
import { dateOrderOf, openDatesOf, readDate, readMachineDate } from './dates.ts';
import { webAddress } from './domain.ts';
import { evidenceOf, relativeDate } from './evidence.ts';
import { languageNamed, primaryTag } from './language.ts';
import { isRelativeTime } from './relative-time.ts';
import type { Evidence, Provenance, Sourced } from './types.ts';

/** What a column or field of a scraper's record can mean to us. */
export type RecordField =
  | 'text'
  | 'html'
  | 'summary'
  | 'title'
  | 'byline'
  | 'publishedAt'
  | 'url'
  | 'source'
  | 'language';

/**
 * Field names by meaning, best first, letters and digits only: those of newspaper4k, trafilatura, news-please, Scrapy
 * items, Media Cloud, NELA, schema.org, news APIs, and the plain words people use for columns.
 */
const NAMES: Record<RecordField, string[]> = {
  text: 'maintext articlebody articletext fulltext text bodytext cleanedtext cleantext rawtext content body article storytext story articlecontent newscontent paragraphs plaintext texto contenido cuerpo texte contenu inhalt testo текст نص'.split(
    ' ',
  ),
  html: 'html rawhtml articlehtml bodyhtml contenthtml htmlcontent fullhtml pagehtml rawcontent source_html htmlbody pagesource responsebody'.split(
    ' ',
  ),
  summary: 'summary description excerpt abstract snippet lead metadescription teaser'.split(' '),
  title:
    'title headline articletitle newstitle pagetitle heading header name subject titlepage título titulo titre titel titolo заголовок عنوان'.split(
      ' ',
    ),
  byline:
    'authors author byline articleauthor creator writer writers journalist reporter autor autores auteur автор كاتب'.split(
      ' ',
    ),
  publishedAt:
    'publishedat publishdate datepublish datepublished published publicationdate pubdate publisheddate publishedutc publishedtime publishtime dateofpublication articledate newsdate date datetime timestamp created createdat createdutc firstpublished postdate time fecha datum дата تاريخ'.split(
      ' ',
    ),
  url: 'url canonicalurl canonicallink articleurl finalurl link links originalurl pageurl permalink href uri weburl storyurl address enlace adresse ссылка رابط'.split(
    ' ',
  ),
  source:
    'sourcename sitename medianame outletname source outlet publisher publication newspaper site media website provider hostname sourcedomain domain host sourceurl mediaurl fuente medio quelle источник مصدر'.split(
      ' ',
    ),
  language:
    'language lang metalang languagecode detectedlanguage locale inlanguage idioma langue sprache язык لغة'.split(' '),
};

/** Objects inside a record in which scrapers put their fields. */
const NESTED = [
  'metadata',
  'meta',
  'article',
  'story',
  '_source',
  'fields',
  'data',
  'item',
  'document',
  'doc',
  'attributes',
];

/** A name as it is compared: letters and digits, lower case. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The values of a record by meaning, a field's best name first; top-level fields before nested ones. */
export function recognisedFields(record: Record<string, unknown>): Map<RecordField, unknown> {
  const levels: Record<string, unknown>[] = [record];
  for (const [key, value] of Object.entries(record)) {
    if (NESTED.includes(key.toLowerCase()) && isObject(value)) levels.push(value);
  }
  const found = new Map<RecordField, unknown>();
  for (const level of levels) {
    const byName = new Map<string, unknown>();
    for (const [key, value] of Object.entries(level))
      if (!isEmpty(value) && !byName.has(plain(key))) byName.set(plain(key), value);
    for (const [field, names] of Object.entries(NAMES) as [RecordField, string[]][]) {
      if (found.has(field)) continue;
      for (const name of names) {
        const value = byName.get(plain(name));
        if (value === undefined || !fits(field, value)) continue;
        found.set(field, value);
        break;
      }
    }
  }
  return found;
}

/** Guesses the meaning of CSV columns from their names. Columns that mean nothing to us are left out. */
export function guessCsvMapping(header: readonly string[]): Partial<Record<RecordField, number>> {
  const names = header.map(plain);
  const mapping: Partial<Record<RecordField, number>> = {};
  const taken = new Set<number>();
  for (const [field, candidates] of Object.entries(NAMES) as [RecordField, string[]][]) {
    for (const candidate of candidates) {
      const column = names.indexOf(plain(candidate));
      if (column < 0 || taken.has(column)) continue;
      mapping[field] = column;
      taken.add(column);
      break;
    }
  }
  return mapping;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Could the value mean the field? `article` may be an object, `source` a page's whole HTML. */
function fits(field: RecordField, value: unknown): boolean {
  const text = asText(value);
  if (text === null) return false;
  if (field === 'source' || field === 'title') return text.length < 500;
  if (field === 'url') return webAddress(text) !== null;
  return true;
}

/** Objects and lists inside a value are followed this far. */
const DEEPEST = 6;

/** The words of a value: strings, lists of strings, objects with a name. */
export function asText(value: unknown, separator = '\n\n', depth = 0): string | null {
  if (typeof value === 'string') return value.trim() ? value : null;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) {
    const parts = value.map((one) => asText(one, separator, depth + 1)).filter((one): one is string => one !== null);
    return parts.length > 0 ? parts.join(separator) : null;
  }
  if (!isObject(value)) return null;
  return asText(
    value.name ?? value.title ?? value.$date ?? value.value ?? value['#text'] ?? null,
    separator,
    depth + 1,
  );
}

/** Metadata of a record, as evidence for an article. */
export interface RecordMetadata {
  /** At most one value per field. */
  evidence: Evidence[];
  title: string | null;
  url: string | null;
  language: Sourced<string> | null;
  openDates: OpenDate[];
  dateOrder: DateOrder | null;
  warnings: string[];
}

/** Reads the recognised fields of a record; what is no author, date, language or address says nothing. */
export function recordMetadata(fields: ReadonlyMap<RecordField, unknown>, from: Provenance): RecordMetadata {
  const language = primaryTag(asText(fields.get('language'))) ?? languageNamed(asText(fields.get('language')));
  const title = asText(fields.get('title'), ' ');
  const url = webAddress(asText(fields.get('url')));
  const date = recordDate(fields.get('publishedAt'), language ?? '', from);
  return {
    evidence: [
      ...evidenceOf('title', [[title, from]]),
      ...evidenceOf('byline', [[recordAuthors(fields.get('byline')), from]]),
      ...evidenceOf('publishedAt', [[date.value, from]]),
      ...evidenceOf('language', [[language, from]]),
      ...evidenceOf('url', [[url, from]]),
      ...evidenceOf('source', [[sourceName(asText(fields.get('source'))), from]]),
    ],
    title,
    url,
    language: language ? { value: language, from } : null,
    openDates: date.openDates,
    dateOrder: date.order,
    warnings: date.warnings,
  };
}

/** Authors as lists, objects with names, or a list printed as text: `['Ana Prado', 'Leo Munk']`. */
function recordAuthors(value: unknown): string | null {
  const listed = Array.isArray(value) ? value.map((one) => asText(one, ', ')) : [asText(value, ', ')];
  const names = listed.flatMap((one) => {
    if (!one) return [];
    const printed = /^\s*\[(.*)\]\s*$/s.exec(one)?.[1];
    return printed === undefined
      ? [tidyByline(one)]
      : printed.split(/,\s*(?=['"])/).map((name) => tidyByline(name.replace(/^\s*['"]|['"]\s*$/g, '')));
  });
  return joinNames(names.filter((name): name is string => name !== null));
}

/** A site given as an address is named by its host. */
function sourceName(raw: string | null): string | null {
  const host = /^https?:\/\/(?:www\.)?([^/]+)/i.exec(raw ?? '')?.[1];
  return host ?? raw;
}

interface RecordDate {
  value: string | null;
  openDates: OpenDate[];
  order: DateOrder | null;
  warnings: string[];
}

/** Seconds and milliseconds since 1970 are told apart by size; both are UTC by definition. */
function recordDate(value: unknown, language: string, from: Provenance): RecordDate {
  const found: RecordDate = { value: null, openDates: [], order: null, warnings: [] };
  const raw = asText(value, ' ')?.trim();
  if (!raw) return found;
  if (/^\d{9,10}(?:\.\d+)?$/.test(raw)) return { ...found, value: epoch(Number(raw) * 1000) };
  if (/^\d{12,13}$/.test(raw)) return { ...found, value: epoch(Number(raw)) };
  const read = readDate(raw, language);
  const date = readMachineDate(raw) ?? read?.value ?? null;
  if (date) return { ...found, value: date, order: dateOrderOf([raw]) };
  if (read?.ambiguous) return { ...found, openDates: openDatesOf([read.ambiguous], from) };
  if (isRelativeTime(raw, language)) return { ...found, warnings: [relativeDate(raw)] };
  return { ...found, warnings: [`date not understood: "${raw.slice(0, 60)}"`] };
}

function epoch(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : `${date.toISOString().slice(0, 16)}Z`;
}
