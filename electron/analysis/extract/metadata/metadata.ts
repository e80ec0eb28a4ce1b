import type { OpenDate } from '../../../../shared/model/article.ts';
import { primaryTag } from '../language/language.ts';
import type { PageFacts } from '../page/page-facts.ts';
import { fold } from '../text/head.ts';
import type { Evidence, Provenance, Sourced } from '../types.ts';
import { declaredByline, joinNames, readByline, tidyByline } from './byline.ts';
import { openDatesOf, readDate, readMachineDate } from './dates.ts';
import { domainOf, webAddress } from './domain.ts';
import { evidenceOf, pick } from './evidence.ts';
import { readJsonLd } from './jsonld.ts';
import { readTitle } from './title.ts';

/** What a page declares of itself: the best of each field, and all of it as evidence. */
export interface PageMetadata {
  title: Sourced<string> | null;
  byline: Sourced<string> | null;
  declaredLanguage: Sourced<string> | null;
  /** Best first within each field. */
  evidence: Evidence[];
  openDates: OpenDate[];
}

const AUTHOR_KEYS = [
  'dc:creator',
  'dcterm:creator',
  'dcterms:creator',
  'article:author_name',
  'author',
  'sailthru:author',
  'parsely-author',
  'byl',
  'byline',
  'article:author',
  'og:article:author',
  'og:author',
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

/** Reads a page's metadata, each value with where it stands. */
export function readMetadata(facts: PageFacts, context: { language?: string } = {}): PageMetadata {
  const meta = declarations(facts);
  const jsonLd = readJsonLd(facts.jsonLd);
  const urls = evidenceOf('url', [
    [webAddress(facts.canonical), 'meta'],
    [webAddress(meta.get('og:url')), 'opengraph'],
    [webAddress(jsonLd.url), 'json-ld'],
  ]);
  const host = domainOf(urls[0]?.value)?.split('.', 1)[0] ?? '';
  const siteName = meta.get('og:site_name') ?? null;
  const sources = evidenceOf('source', [
    [siteName && namesSiteBetter(siteName, jsonLd.publisher, host) ? siteName : null, 'opengraph'],
    [jsonLd.publisher, 'json-ld'],
    [siteName, 'opengraph'],
    [pick(meta, SITE_KEYS.slice(1)), 'meta'],
    [facts.itemprops.find((p) => p.name === 'publisher' && p.value.length < 80)?.value, 'microdata'],
  ]);
  const languages = evidenceOf('language', [
    [primaryTag(facts.lang), 'meta'],
    [primaryTag(pick(meta, LANGUAGE_KEYS)), 'opengraph'],
    [primaryTag(jsonLd.language), 'json-ld'],
  ]);
  const titles = readTitle(facts, meta, jsonLd.headline, sources[0]?.value ?? null);
  const bylines = readAuthors(facts, jsonLd.authors);
  const declaredLanguage = languages[0] ?? null;
  const dates = readPublished(facts, meta, jsonLd.published, context.language ?? declaredLanguage?.value ?? '');
  return {
    title: titles[0] ?? null,
    byline: bylines[0] ?? null,
    declaredLanguage,
    evidence: [
      ...titles,
      ...bylines,
      ...dates.evidence,
      ...languages,
      ...urls,
      ...sources.filter((source) => fold(source.value) !== fold(titles[0]?.value ?? '')),
    ],
    openDates: dates.openDates,
  };
}

/** Names of companies: an outlet is called otherwise, if the page says how. */
const COMPANY =
  /(?:^|[\s,])(?:ltd|limited|inc|llc|l\.l\.c|corp|plc|gmbh|ag|kg|s\.?a\.?s?|s\.?p\.?a|s\.?r\.?l|s\.?l|b\.?v|n\.?v|oy|oyj|ab|as|a\/s|sp\. z o\.\s?o|s\.r\.o|a\.s|ооо|зао)\.?$/iu;

/**
 * Is the site's own name better than that of the publisher in JSON-LD? Where the publisher is a company by its name, or an
 * agency or a platform: nothing of it is in the page's address, and something of the site's name is.
 */
function namesSiteBetter(siteName: string, publisher: string | null, host: string): boolean {
  if (!publisher || COMPANY.test(publisher)) return true;
  return !sharesWord(publisher, host) && sharesWord(siteName, host);
}

/** Does a word of a name stand in a host's name, or begin with it? */
function sharesWord(name: string, host: string): boolean {
  const plainHost = fold(host);
  if (plainHost.length < 3) return false;
  const initials = name.match(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)?.join('') ?? '';
  return (
    fold(name).includes(plainHost) ||
    fold(initials) === plainHost ||
    name.split(/[\s.,|–—-]+/).some((word) => {
      const plain = fold(word);
      return plain.length >= 4 && (plainHost.includes(plain) || plain.startsWith(plainHost));
    })
  );
}

/** A page's meta elements by key; Open Graph's way of naming wins over the other. */
function declarations(facts: PageFacts): Map<string, string> {
  const meta = new Map<string, string>();
  for (const { key, content, property } of facts.metas) if (property && !meta.has(key)) meta.set(key, content);
  for (const { key, content } of facts.metas) if (!meta.has(key)) meta.set(key, content);
  return meta;
}

/** Accounts that content systems write in an author's place. */
const ACCOUNT =
  /^(?:\w*admin(?:istrator)?\d*|web-?master|root|user\d*|guest|anonymous|unknown|unbekannt|null|none|undefined|n\/?a|nan)$/i;

function usable(raw: string | null | undefined, read = tidyByline): string | null {
  const name = raw ? read(raw) : null;
  return name && name.length <= LONGEST_BYLINE && !ACCOUNT.test(name) ? name : null;
}
const LONGEST_BYLINE = 120;

/** The article's own marks stand among the first of a page; a page of thousands is a list. */
const MOST_MARKED = 50;

function readAuthors(facts: PageFacts, listed: readonly string[]): Evidence[] {
  const names = (raws: readonly string[], read = tidyByline) =>
    raws.map((raw) => usable(raw, read)).filter((name): name is string => name !== null);
  const sure = names(
    facts.authors
      .filter((author) => author.sure)
      .slice(0, MOST_MARKED)
      .map((author) => author.text),
  );
  const unsure = facts.authors
    .filter((author) => !author.sure)
    .slice(0, MOST_MARKED)
    .map((author) => author.text);
  const seen =
    unsure.map(readByline).find(Boolean) ??
    unsure.map((text) => (text.split(/\s+/).length <= 6 ? usable(text) : null)).find(Boolean) ??
    null;
  // Several marked names are one byline where a line of the page has them together.
  const together = seen && new Set(sure.filter((name) => seen.includes(name))).size > 1 ? seen : null;
  return evidenceOf('byline', [
    [joinNames(names(listed.slice(0, MOST_MARKED), declaredByline)), 'json-ld'],
    [declaredAuthors(facts), 'meta'],
    [together ?? sure[0], 'microdata'],
    [seen, 'visible text'],
  ]);
}

/** The first key that names an author; all its values, as long as they are written the same way. */
function declaredAuthors(facts: PageFacts): string | null {
  for (const key of AUTHOR_KEYS) {
    const entries = facts.metas.filter((meta) => meta.key === key);
    const property = entries.some((entry) => entry.property);
    const values = entries
      .filter((entry) => entry.property === property)
      .map((entry) => usable(entry.content, declaredByline));
    const joined = joinNames(values.filter((name): name is string => name !== null));
    if (joined) return joined;
  }
  return null;
}

function readPublished(
  facts: PageFacts,
  meta: ReadonlyMap<string, string>,
  jsonLd: string | null,
  language: string,
): { evidence: Evidence[]; openDates: OpenDate[] } {
  const openDates: OpenDate[] = [];
  const machine = (raw: string | null | undefined, from: Provenance): string | null => {
    if (!raw) return null;
    const read = readDate(raw, language);
    if (read?.ambiguous) openDates.push(...openDatesOf([read.ambiguous], from));
    return readMachineDate(raw) ?? read?.value ?? null;
  };
  const among = (raws: readonly (string | undefined)[], from: Provenance): [string | null, Provenance] => {
    for (const raw of raws) {
      const value = machine(raw, from);
      if (value) return [value, from];
    }
    return [null, from];
  };
  const times = facts.times
    .slice(0, MOST_MARKED * 4)
    .sort((a, b) => Number(b.published) - Number(a.published) || Number(b.inArticle) - Number(a.inArticle));
  const evidence = evidenceOf('publishedAt', [
    [machine(jsonLd, 'json-ld'), 'json-ld'],
    among(
      DATE_KEYS.slice(0, OPEN_GRAPH_DATES).map((key) => meta.get(key)),
      'opengraph',
    ),
    among(
      DATE_KEYS.slice(OPEN_GRAPH_DATES).map((key) => meta.get(key)),
      'meta',
    ),
    among(
      facts.itemprops
        .filter((p) => p.name === 'datepublished')
        .slice(0, MOST_MARKED)
        .map((p) => p.value),
      'microdata',
    ),
    among(
      times.map((time) => time.datetime || time.text),
      'visible text',
    ),
  ]);
  return { evidence, openDates };
}
/** So many of `DATE_KEYS` are Open Graph's. */
const OPEN_GRAPH_DATES = 5;
