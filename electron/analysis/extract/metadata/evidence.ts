import type { MetadataField } from '../../../../shared/model/article.ts';
import { fold } from '../text/head.ts';
import type { Evidence, ExtractedArticle, Provenance, Sourced } from '../types.ts';
import { domainOf } from './domain.ts';

/** Longer values are no titles, names, dates or addresses, but text that stands in the wrong place. */
const LONGEST_VALUE = 2_000;

/** The first value that is there, with where it was read; white space is folded. */
export function first(candidates: [string | null | undefined, Provenance][]): Sourced<string> | null {
  for (const [value, from] of candidates) {
    if (!value || value.length > LONGEST_VALUE * 2) continue;
    const trimmed = value.replace(/\s+/g, ' ').trim();
    if (trimmed && trimmed.length <= LONGEST_VALUE) return { value: trimmed, from };
  }
  return null;
}

/** The first of several meta keys that a page has. */
export function pick(meta: ReadonlyMap<string, string>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = meta.get(key);
    if (value) return value;
  }
  return null;
}

/** The values that are there, as evidence for one field, in the order given. */
export function evidenceOf(
  field: MetadataField,
  candidates: readonly [string | null | undefined, Provenance][],
): Evidence[] {
  return candidates.flatMap((candidate) => {
    const sourced = first([candidate]);
    return sourced ? [{ field, ...sourced }] : [];
  });
}

/**
 * Which origins outrank which; a lower number wins, equals keep the order in which extraction lists them.
 *
 * What an author put over the text (front matter) and the fields of a record come first: they are the document. What a
 * publisher declares on the page comes next. A sidecar was written by the scraper that saved the page, mostly from those
 * declarations, so it stands behind them and before anything read off the visible text. Addresses and names of files
 * and folders are the last resort; a detected language is weighed against the declared one elsewhere.
 */
const RANK: Readonly<Record<Provenance, number>> = {
  user: 0,
  'front matter': 1,
  field: 2,
  'json-ld': 3,
  opengraph: 3,
  meta: 3,
  microdata: 3,
  sidecar: 4,
  'visible text': 5,
  url: 6,
  'file name': 7,
  'folder name': 8,
  detected: 9,
  none: 10,
};

/** Is `a` better evidence than `b`, or as good? */
export const atLeastAsGood = (a: Provenance, b: Provenance): boolean => RANK[a] <= RANK[b];

/**
 * Puts an article's evidence in order, keeps one value per field and origin, and lets the best of each field stand in
 * the article. The language is the article's own: how declared and detected agree is decided where the text is known.
 * Open dates are settled here: by a date from elsewhere that is one of their two readings, or because better evidence
 * dates the article.
 */
export function settle(article: ExtractedArticle): ExtractedArticle {
  const said = new Map<string, Evidence>();
  const { language } = article;
  const standing = OWN.flatMap((field) => (article[field] ? [{ field, ...article[field] }] : []));
  for (const one of [...standing, ...article.evidence].sort((a, b) => RANK[a.from] - RANK[b.from])) {
    const key = `${one.field} ${one.from}`;
    if (!said.has(key)) said.set(key, one);
  }
  let evidence = [...said.values()];
  const best = (field: MetadataField): Sourced<string> | null => {
    const found = evidence.find((one) => one.field === field);
    return found ? { value: found.value, from: found.from } : null;
  };
  evidence = winnerFirst(evidence, language ? { field: 'language', ...language } : null);
  evidence = winnerFirst(evidence, fetchedAddress(evidence));
  evidence = winnerFirst(evidence, sharperDate(evidence));
  evidence = winnerFirst(evidence, authorBesideSite(evidence));
  const url = best('url');
  const dated = settleDates(article, evidence);
  return {
    ...article,
    ...dated,
    title: best('title'),
    byline: best('byline'),
    publishedAt: best('publishedAt'),
    url,
    source: best('source'),
    domain: domainOf(url?.value),
    evidence,
  };
}

const OWN = ['title', 'byline', 'publishedAt', 'url', 'source', 'language'] as const;

function winnerFirst(evidence: Evidence[], winner: Evidence | null): Evidence[] {
  if (!winner) return evidence;
  return [winner, ...evidence.filter((one) => one.field !== winner.field || one.from !== winner.from)];
}

/**
 * A copy of another outlet's article may declare that outlet's address as its own. The article was published where it
 * was fetched, unless it was fetched through an archive, whose address holds the declared site's.
 */
function fetchedAddress(evidence: readonly Evidence[]): Evidence | null {
  const addresses = evidence.filter((one) => one.field === 'url');
  const declared = addresses[0];
  const fetched = addresses.find((one) => one.from === 'field' || one.from === 'sidecar' || one.from === 'url');
  if (!declared || !fetched || declared === fetched) return null;
  const [own, other] = [domainOf(fetched.value), domainOf(declared.value)];
  if (!own || !other || own === other) return null;
  const path = fetched.value.slice(fetched.value.indexOf(own) + own.length);
  return path.includes(other) ? null : fetched;
}

/** Sites name themselves as author of everything: a person named elsewhere is better. */
function authorBesideSite(evidence: readonly Evidence[]): Evidence | null {
  const [first, ...others] = evidence.filter((one) => one.field === 'byline');
  const sites = evidence.filter((one) => one.field === 'source').map((one) => fold(one.value));
  if (!first || !sites.includes(fold(first.value))) return null;
  return others.find((one) => !sites.includes(fold(one.value))) ?? null;
}

/** A value that says the same day as the best one and names the time, or the zone, that the best one lacks. */
function sharperDate(evidence: readonly Evidence[]): Evidence | null {
  const dates = evidence.filter((one) => one.field === 'publishedAt');
  const best = dates[0];
  if (!best) return null;
  const sharper = dates.find(
    (one) =>
      one.value.length > best.value.length &&
      one.value.startsWith(best.value) &&
      best.value.length >= 'YYYY-MM-DD'.length &&
      one.from !== 'file name',
  );
  return sharper ?? null;
}

function settleDates(
  article: ExtractedArticle,
  evidence: readonly Evidence[],
): Pick<ExtractedArticle, 'openDates' | 'dateOrder' | 'warnings'> {
  const dates = evidence.filter((one) => one.field === 'publishedAt');
  const best = dates[0];
  let { dateOrder } = article;
  const openDates = article.openDates.filter((open, i) => {
    if (article.openDates.findIndex((one) => one.written === open.written) < i) return false;
    const isDay = (reading: string) => dates.some((one) => one.value.slice(0, 10) === reading.slice(0, 10));
    const [dayFirst, monthFirst] = [isDay(open.dayFirst), isDay(open.monthFirst)];
    if (dayFirst !== monthFirst) dateOrder ??= dayFirst ? 'day first' : 'month first';
    else if (!best || (best.from !== 'url' && !atLeastAsGood(best.from, open.from))) return true;
    return false;
  });
  const warnings = [
    ...article.warnings.filter((warning) => !warning.startsWith(OPEN_DATE) && !(best && warning.startsWith(RELATIVE))),
    ...openDates.map((open) => `${OPEN_DATE} "${open.written}"`),
  ];
  return { openDates, dateOrder, warnings };
}
const OPEN_DATE = 'day or month may come first in the date';
const RELATIVE = 'relative date';

/** The warning for a date such as "2 hours ago"; it goes when another origin dates the article. */
export const relativeDate = (written: string): string =>
  `${RELATIVE} "${written}": the day is not known without the day it was saved`;

/**
 * What is worth keeping of the evidence: the winner of each field, and what other origins say differently. Case,
 * punctuation, "By", a title with the site's name behind it, the same day and the same instant are no difference.
 */
export function disagreeing(evidence: readonly Evidence[]): Evidence[] {
  const kept: Evidence[] = [];
  for (const one of evidence) {
    const same = kept.some((other) => other.field === one.field && agree(one, other));
    if (!same) kept.push(one);
  }
  return kept;
}

function agree(a: Evidence, b: Evidence): boolean {
  if (a.value === b.value) return true;
  switch (a.field) {
    case 'publishedAt':
      return sameTime(a.value, b.value);
    case 'byline':
      return sameNames(a.value, b.value);
    case 'title': {
      const [one, other] = [fold(a.value), fold(b.value)];
      // A file name is cut short and loses its marks; that is no other title.
      const loose = a.from === 'file name' || b.from === 'file name';
      return one === other || (loose && (one.startsWith(other) || other.startsWith(one)));
    }
    case 'url':
      return plainAddress(a.value) === plainAddress(b.value);
    default:
      return fold(a.value) === fold(b.value);
  }
}
const BY = /^(?:written\s+)?by\s+/i;
const BETWEEN_NAMES = /\s+(?:and|und|et|y|e|en|og|och|и|і|و)\s+|\s*[,;&、،]\s*/iu;

/** The same names in any order, whatever stands between them. */
function sameNames(a: string, b: string): boolean {
  const names = (value: string) => value.replace(BY, '').split(BETWEEN_NAMES).map(fold).sort().join(' ');
  return names(a) === names(b);
}

const plainAddress = (url: string) =>
  url
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();

/**
 * One is the other, only less precise; or both are the same instant; or the same day, once both are in UTC; or one has no
 * zone and there is a zone in which it is the other's instant.
 */
function sameTime(a: string, b: string): boolean {
  if (a.startsWith(b) || b.startsWith(a)) return true;
  if (a.length >= 16 && b.length >= 16) {
    const minutes = (instant(a) - instant(b)) / 60_000;
    if (ZONED.test(a) === ZONED.test(b)) return minutes === 0;
    return minutes % 15 === 0 && Math.abs(minutes) <= 14 * 60;
  }
  if (a.length < 10 || b.length < 10) return false;
  const days = (value: string) => [value.slice(0, 10), ...(ZONED.test(value) ? [utcDay(value)] : [])];
  return days(a).some((day) => days(b).includes(day));
}
/** Milliseconds; a time without a zone is taken as it stands. */
const instant = (value: string) => Date.parse(ZONED.test(value) ? value : `${value}Z`);
const ZONED = /T.*(?:Z|[+-]\d\d:\d\d)$/;
const utcDay = (value: string) => new Date(value).toISOString().slice(0, 10);
