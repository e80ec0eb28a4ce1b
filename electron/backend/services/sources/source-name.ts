import { basename, dirname } from 'node:path';
import { getDomain, parse } from 'tldts';
import type { ImportOptions } from '../../../../shared/model/import.ts';
import { fold } from '../../../../shared/text/fold.ts';

/** Names that say how files were gathered or sorted, not who published them. */
const GATHERING = new Set(
  (
    'html htm txt text texts json jsonl csv data dataset raw clean cleaned articles article pages posts items docs ' +
    'documents files output out results dump dumps download downloads export exports import imports scrape scrapes scraped ' +
    'scraper crawl crawls crawled crawler newspaper newspaper3k newspaper4k trafilatura scrapy fundus goose goose3 readability ' +
    'archive archives backup corpus batch run tmp temp desktop home users root mnt media var'
  ).split(' '),
);

const MONTH =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)';
const DATE_NAMES = [
  /^(?:19|20)\d\d$/,
  /^(?:19|20)\d\d[-_. ]?(?:0?[1-9]|1[0-2])(?:[-_. ]?(?:0?[1-9]|[12]\d|3[01]))?(?:[-_ T]?\d{4,6})?$/,
  /^(?:0?[1-9]|[12]\d|3[01])[-_. ](?:0?[1-9]|1[0-2])[-_. ](?:19|20)?\d\d$/,
  /^\d{1,2}$/,
  /^(?:(?:19|20)\d\d[-_. ]?)?(?:q[1-4]|w(?:eek)?[-_ ]?\d{1,2})(?:[-_. ]?(?:19|20)\d\d)?$/,
  new RegExp(`^(?:\\d{1,4}[-_. ]?)?${MONTH}(?:[-_. ]?\\d{1,4})?$`),
];

/** A folder that is named after a date, a scraper or a stage of the work. */
export function isGatheringFolder(name: string): boolean {
  const folded = name.trim().toLowerCase();
  if (DATE_NAMES.some((form) => form.test(folded))) return true;
  // "scrape_01", "run-2025-03-01", "html_raw": every word of the name is such a word, a number or a date.
  const words = folded.split(/[-_. ]+/).filter(Boolean);
  return (
    words.length > 0 &&
    words.every((word) => GATHERING.has(word.replace(/\d+$/, '')) || GATHERING.has(word) || /^\d+$/.test(word))
  );
}

/**
 * The source's name as the folders tell it: the folder that directly holds the file, or the one above for a folder named
 * after a date or a scraper, up to the folder just above the imported one.
 * @param path of the file, relative to the imported folder.
 * @param rootLocation absolute path of the imported folder, or `upload:title`.
 */
export function folderSource(path: string, rootLocation: string, from: ImportOptions['sourceFrom']): string | null {
  if (from === 'none') return null;
  const root = rootLocation.startsWith('upload:') ? rootLocation.slice('upload:'.length) : basename(rootLocation);
  const above = rootLocation.startsWith('upload:') ? '' : basename(dirname(rootLocation));
  // An archive is a folder by the name it has without its ending.
  const inside = path.split('/').slice(0, -1);
  const folders = [above, root, ...inside.map((name) => name.replace(/(.)\.zip(?:\.gz)?$/i, '$1'))];
  // The folder above the imported one is only asked when a date or a scraper's name stands in its place.
  let at = folders.length - 1;
  if (from === 'parent') at = Math.max(at - 1, 0);
  while (at > 0 && isGatheringFolder(folders[at]!)) at--;
  const name = folders[at]!.trim().replace(/^www\.(?=[^.]+\.)/i, '');
  return name === '' || isGatheringFolder(name) ? null : name;
}

/** A name as names are compared, the same way wherever sources are looked up by name. */
export const foldName = (name: string): string => fold(name.replace(/\s+/g, ' ').trim());

/** Declared names are sometimes addresses: then the registrable domain, else null. */
export function domainInName(name: string): string | null {
  return /^(?:https?:\/\/)?(?:[\p{L}\d-]+\.)+\p{L}{2,}(?:\/\S*)?$/u.test(name) ? getDomain(name) : null;
}

/** The site after which scrapers name a folder ("halvern-courier.org"), of a known top-level domain; else null. */
export function domainInFolder(name: string): string | null {
  return domainInName(name) && parse(name).isIcann ? getDomain(name) : null;
}
