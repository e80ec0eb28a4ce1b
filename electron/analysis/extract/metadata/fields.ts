import type { DateOrder, OpenDate } from '../../../../shared/model/article.ts';
import { languageNamed, primaryTag } from '../language/language.ts';
import type { Evidence, Provenance, Sourced } from '../types.ts';
import { joinNames, tidyByline } from './byline.ts';
import { dateOrderOf, openDatesOf, readDate, readMachineDate } from './dates.ts';
import { webAddress } from './domain.ts';
import { evidenceOf, relativeDate } from './evidence.ts';
import { isRelativeTime } from './relative-time.ts';

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
 * items, Media Cloud, NELA-GT, Common Crawl news, schema.org, feed readers, news APIs and press databases, and the plain
 * words people use for columns in several languages.
 */
const NAMES: Record<RecordField, string> = {
  text: `maintext articlebody articletext fulltext text bodytext cleanedtext cleantext rawtext content contenttext body
    article storytext story articlecontent newscontent paragraphs plaintext texto contenido cuerpo textocompleto texte
    contenu corps textecomplet inhalt volltext artikeltext testo corpo tekst innehåll tekstweergave teksti metin içerik
    текст содержание نص النص متن 正文 内容 本文 본문 isi teks`,
  html: `html rawhtml articlehtml bodyhtml contenthtml htmlcontent fullhtml pagehtml rawcontent sourcehtml htmlbody
    pagesource responsebody`,
  summary: `summary description excerpt abstract snippet lead lede metadescription teaser standfirst resumen resumo résumé
    zusammenfassung anrisstext riassunto samenvatting`,
  title: `title headline articletitle newstitle pagetitle storytitle heading header subject titlepage título titulo titular
    titre titel überschrift schlagzeile titolo manchete tytuł nagłówek otsikko rubrik tittel başlık judul заголовок
    название عنوان العنوان 标题 標題 タイトル 제목 name`,
  byline: `authors author byline bylines articleauthor creator creators dccreator writer writers journalist reporter autor
    autores autora auteur auteurs autoren verfasser autore autori jornalista periodista journaliste schrijver författare
    forfatter kirjoittaja yazar penulis автор авторы كاتب الكاتب 作者 著者 기자`,
  publishedAt: `publishedutc publishedat publishdate datepublish datepublished published publisheddate publicationdate
    pubdate publishedtime publishtime publishedon publishedparsed dateofpublication releasedate articledate newsdate
    storydate issued date datetime timestamp created createdat createdutc firstpublished postdate posted fechapublicacion
    fechapublicación fechadepublicación fechadepublicacion fecha publicado datedepublication datepublication publiéle
    publié veröffentlichtam veröffentlicht erscheinungsdatum erschienen datum datapubblicazione datadepublicação
    datadepublicacao data dato päivämäärä tarih tanggal дата датапубликации تاريخ التاريخ 日期 发布时间 日付 날짜 time`,
  url: `url canonicalurl canonicallink articleurl storyurl newsurl finalurl link links originalurl requestedurl pageurl
    documenturl articlelink permalink href uri weburl externalurl canonical alternate guid webadresse adresse enlace lien
    länk lenke tautan ссылка رابط الرابط 链接 网址 リンク address`,
  source: `sourcename sitename medianame outletname publicationname publicationtitle pubtitle journalname feedtitle source
    outlet publisher publication newspaper newssource mediaoutlet site media website provider feed origin hostname
    sourcedomain domain host sourceurl mediaurl fuente medio periódico periodico diario journal média quelle zeitung medium
    herausgeber testata fonte veículo veiculo krant bron källa kilde gazete kaynak sumber источник издание مصدر المصدر 来源
    媒体 매체`,
  language: `language lang metalang languagecode detectedlanguage articlelanguage locale inlanguage idioma langue sprache
    lingua língua taal språk språkkod dil bahasa язык لغة اللغة 语言 言語 언어`,
};
const CANDIDATES = Object.entries(NAMES).map(
  ([field, list]) => [field as RecordField, list.split(/\s+/).map(plain)] as const,
);

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
    for (const [field, names] of CANDIDATES) {
      if (found.has(field)) continue;
      for (const name of names) {
        const value = byName.get(name);
        if (value === undefined || !fits(field, value)) continue;
        found.set(field, value);
        break;
      }
    }
  }
  return found;
}

/** A column that a name gives a meaning has it when this share of its filled cells fits. */
const SHARE = 0.8;

/**
 * Guesses the meaning of a table's columns from their names, as indices from 0; each column is used once. Columns that
 * mean nothing to us are left out, and so are those whose cells are no dates, addresses or words of that kind.
 * @param rows cells of some rows, to check the names against; without them the names count alone
 */
export function guessCsvMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[] = [],
): Partial<Record<RecordField, number>> {
  const names = header.map(plain);
  const mapping: Partial<Record<RecordField, number>> = {};
  const taken = new Set<number>();
  const holds = (field: RecordField, column: number) => {
    const cells = rows.map((row) => row[column]?.trim() ?? '').filter(Boolean);
    if (cells.length === 0) return rows.length === 0;
    const fitting = cells.filter((cell) => fits(field, cell) && (field !== 'publishedAt' || /\d/.test(cell)));
    return fitting.length >= cells.length * SHARE;
  };
  for (const [field, candidates] of CANDIDATES) {
    const named = candidates.map((candidate) => names.indexOf(candidate)).filter((one) => one >= 0 && !taken.has(one));
    // An empty column may fill up later; it is taken only where no other has the meaning.
    const empty = named.find((one) => rows.every((row) => !row[one]?.trim()));
    const column = named.find((one) => holds(field, one)) ?? empty;
    if (column === undefined) continue;
    mapping[field] = column;
    taken.add(column);
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
  switch (field) {
    case 'source':
    case 'title':
    case 'byline':
      return text.length < 500 && /\p{L}/u.test(text);
    case 'url':
      return webAddress(text) !== null;
    case 'publishedAt':
      return text.length < 100;
    case 'language':
      return text.length < 40;
    default:
      return true;
  }
}

/** Where an object that stands for a value keeps its words: names of persons and outlets, MongoDB dates, feeds, WordPress. */
const INNER = ['name', 'title', '$date', 'value', '#text', 'rendered', 'content', 'href', 'text'];

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
  const inner = INNER.map((key) => value[key]).find((one) => one !== undefined && one !== null);
  return asText(inner ?? null, separator, depth + 1);
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
