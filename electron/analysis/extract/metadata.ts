import { readByline, tidyByline } from './byline.ts';
import { webAddress } from './context.ts';
import { readDate, readMachineDate } from './dates.ts';
import { first, pick } from './evidence.ts';
import { readJsonLd } from './jsonld.ts';
import { primaryTag } from './language.ts';
import type { PageFacts } from './page-facts.ts';
import { readTitle } from './title.ts';
import type { Sourced } from './types.ts';

export interface PageMetadata {
  title: Sourced<string> | null;
  byline: Sourced<string> | null;
  publishedAt: Sourced<string> | null;
  declaredLanguage: Sourced<string> | null;
  url: Sourced<string> | null;
  source: Sourced<string> | null;
  /** Dates whose day-month order is open. */
  ambiguous: string[];
}

const AUTHOR_KEYS = [
  'article:author_name',
  'author',
  'dc:creator',
  'dcterm:creator',
  'dcterms:creator',
  'dc:creator',
  'sailthru:author',
  'parsely-author',
  'byl',
  'byline',
  'article:author',
  'dc:contributor',
  'twitter:creator_name',
  'cxenseparse:author',
];
const DATE_KEYS = [
  'article:published_time',
  'article:published',
  'og:article:published_time',
  'og:published_time',
  'og:pubdate',
  'datepublished',
  'publishdate',
  'publish-date',
  'publish_date',
  'published_time',
  'pubdate',
  'pub_date',
  'publication_date',
  'publicationdate',
  'parsely-pub-date',
  'sailthru:date',
  'dc:date:issued',
  'dc:date',
  'dcterms:date',
  'dcterms:created',
  'dcterms:issued',
  'dc:date:created',
  'cxenseparse:recs:publishtime',
  'article:published',
  'originalpublicationdate',
  'rnews:datepublished',
  'date',
  'created',
  'displaydate',
  'timestamp',
];
const SITE_KEYS = [
  'og:site_name',
  'application-name',
  'twitter:app:name:iphone',
  'dc:publisher',
  'dcterms:publisher',
  'apple-mobile-web-app-title',
];
const LANGUAGE_KEYS = ['content-language', 'dc:language', 'dcterms:language', 'og:locale', 'language', 'lang'];

/** Reads a page's metadata: the best evidence wins, and each value says which it was. */
export function readMetadata(facts: PageFacts, context: { url?: string; language?: string }): PageMetadata {
  const meta = new Map<string, string>();
  for (const { key, content, property } of facts.metas) if (property && !meta.has(key)) meta.set(key, content);
  for (const { key, content } of facts.metas) if (!meta.has(key)) meta.set(key, content);
  const jsonLd = readJsonLd(facts.jsonLd);
  const url = first([
    [webAddress(facts.canonical), 'meta'],
    [webAddress(meta.get('og:url')), 'opengraph'],
    [webAddress(jsonLd.url), 'json-ld'],
    [webAddress(context.url), 'url'],
  ]);
  const source = first([
    [meta.get('og:site_name') ?? null, 'opengraph'],
    [jsonLd.publisher, 'json-ld'],
    [pick(meta, SITE_KEYS.slice(1)), 'meta'],
    [facts.itemprops.find((p) => p.name === 'publisher' && p.value.length < 80)?.value ?? null, 'microdata'],
  ]);
  const language = first([
    [primaryTag(facts.lang), 'meta'],
    [primaryTag(pick(meta, LANGUAGE_KEYS)), 'meta'],
    [primaryTag(jsonLd.language), 'json-ld'],
  ]);
  const title = readTitle(facts, meta, jsonLd.headline, source?.value ?? null);
  const { publishedAt, ambiguous } = readPublished(
    facts,
    meta,
    jsonLd.published,
    context.language ?? language?.value ?? '',
  );
  return {
    title,
    byline: readAuthor(facts, meta, jsonLd.authors),
    publishedAt,
    declaredLanguage: language,
    url,
    source,
    ambiguous,
  };
}

function readAuthor(
  facts: PageFacts,
  meta: ReadonlyMap<string, string>,
  authors: readonly string[],
): Sourced<string> | null {
  const usable = (raw: string | null | undefined) => {
    const name = raw ? tidyByline(raw) : null;
    return name && name.length <= 120 ? name : null;
  };
  const listed = authors.map(usable).filter((name): name is string => name !== null);
  const named = AUTHOR_KEYS.map((key) => usable(meta.get(key))).find(Boolean) ?? null;
  const marked =
    facts.authors
      .filter((a) => a.sure)
      .map((a) => usable(a.text))
      .find(Boolean) ?? null;
  const unsure = facts.authors.filter((a) => !a.sure).map((a) => a.text);
  const seen =
    unsure.map(readByline).find(Boolean) ??
    unsure.map((text) => (text.split(/\s+/).length <= 6 ? usable(text) : null)).find(Boolean) ??
    null;
  return first([
    [listed.length > 0 ? [...new Set(listed)].join(', ') : null, 'json-ld'],
    [named, 'meta'],
    [marked, 'microdata'],
    [seen, 'visible text'],
  ]);
}

function readPublished(facts: PageFacts, meta: ReadonlyMap<string, string>, jsonLd: string | null, language: string) {
  const ambiguous: string[] = [];
  const visible = (text: string): string | null => {
    const read = readDate(text, language);
    if (read?.ambiguous) ambiguous.push(read.ambiguous);
    return read?.value ?? null;
  };
  const machine = (raw: string | null | undefined): string | null =>
    raw ? (readMachineDate(raw) ?? visible(raw)) : null;
  const named =
    DATE_KEYS.slice(5)
      .map((key) => machine(meta.get(key)))
      .find(Boolean) ?? null;
  const open =
    DATE_KEYS.slice(0, 5)
      .map((key) => machine(meta.get(key)))
      .find(Boolean) ?? null;
  const marked =
    facts.itemprops
      .filter((p) => p.name === 'datepublished')
      .map((p) => machine(p.value))
      .find(Boolean) ?? null;
  const times = [...facts.times].sort(
    (a, b) => Number(b.published) - Number(a.published) || Number(b.inArticle) - Number(a.inArticle),
  );
  const timed = times.map((time) => machine(time.datetime || time.text)).find(Boolean) ?? null;
  const publishedAt = first([
    [machine(jsonLd), 'json-ld'],
    [open, 'opengraph'],
    [named, 'meta'],
    [marked, 'microdata'],
    [timed, 'visible text'],
  ]);
  return { publishedAt, ambiguous: publishedAt ? [] : [...new Set(ambiguous)] };
}
