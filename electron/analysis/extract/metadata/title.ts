import type { PageFacts } from '../page/page-facts.ts';
import { fold } from '../text/head.ts';
import type { Evidence } from '../types.ts';
import { evidenceOf, pick } from './evidence.ts';

const TITLE_KEYS = [
  'twitter:title',
  'dc:title',
  'dcterm:title',
  'dcterms:title',
  'sailthru:title',
  'parsely-title',
  'weibo:article:title',
  'title',
  'headline',
];

/** Separators between a headline and the site's name in a browser title. */
const SEPARATOR = /\s+[|\-–—\\/>»·•:]{1,2}\s+|\s*[|»]\s*/u;
const SEPARATOR_OR_COLON = new RegExp(`${SEPARATOR.source}|:\\s+`, 'u');

/**
 * A page's titles, best first: as the publisher declares them, else the browser's title without the site's name, else the
 * headline on the page. Declared titles are kept to the letter: what stands behind a stroke there may be the writer's
 * name or a series as well as the site's.
 */
export function readTitle(
  facts: PageFacts,
  meta: ReadonlyMap<string, string>,
  headline: string | null,
  site: string | null,
): Evidence[] {
  const h1 = facts.headings.filter((h) => h.level === 1 && h.text);
  const inBody = h1.find((h) => h.inArticle) ?? (h1.length === 1 ? h1[0] : undefined);
  const marked = facts.itemprops.find((p) => p.name === 'headline')?.value;
  const browser =
    facts.documentTitle && facts.documentTitle.length <= LONGEST_TITLE
      ? withoutSite(
          facts.documentTitle,
          site,
          h1.map((h) => h.text),
        )
      : null;
  return evidenceOf('title', [
    [headline, 'json-ld'],
    [meta.get('dc:title') ?? meta.get('dcterms:title') ?? meta.get('dcterm:title'), 'meta'],
    [meta.get('og:title'), 'opengraph'],
    [pick(meta, TITLE_KEYS), 'meta'],
    [marked, 'microdata'],
    [browser, 'meta'],
    [inBody?.text, 'visible text'],
  ]);
}

/** Cuts the site's name off a browser title: where a headline on the page stands without it, or where it is known, or likely. */
function withoutSite(title: string, site: string | null, headlines: readonly string[]): string {
  const only = headlines.length === 1 ? headlines[0]! : null;
  const odd = title.length < SHORT_TITLE || title.length > LONG_TITLE;
  if (only && odd && wordsIn(only) >= LEAST_HEADLINE) return only;
  const alone = headlines.find((headline) => isPartOf(headline, title));
  if (alone) return alone;
  const pieces = title.split(SEPARATOR);
  if (pieces.length < 2) return title;
  const name = site ? fold(site) : '';
  const last = pieces.at(-1)!;
  const lastFolded = fold(last);
  if (name.length >= 2) {
    if (lastFolded && (name.includes(lastFolded) || lastFolded.includes(name))) return withoutEnd(title, last);
    if (fold(pieces[0]!) === name) {
      const rest = title.slice(title.indexOf(pieces[0]!) + pieces[0]!.length);
      return rest.replace(/^[\s|\-–—\\/>»·•:]+/u, '').trim() || title;
    }
  }
  // The last piece is the site's name even where the page does not say what the site is called.
  const rest = withoutEnd(title, last);
  return wordsIn(rest) >= LEAST_HEADLINE && wordsIn(last) <= LONGEST_SITE ? rest : title;
}

/** Is a headline all that stands before, or behind, one of a title's separators or colons? */
function isPartOf(headline: string, title: string): boolean {
  const wanted = fold(headline);
  if (weightOf(wanted) < LEAST_WEIGHT || wanted === fold(title)) return false;
  const pieces = title.split(SEPARATOR_OR_COLON);
  return pieces.some(
    (_, i) => fold(pieces.slice(0, i).join('')) === wanted || fold(pieces.slice(i).join('')) === wanted,
  );
}

const LONGEST_TITLE = 1_000;
/** Words of a headline: so many must remain when an unknown last piece is cut off. */
const LEAST_HEADLINE = 5;
/** A shorter browser title names the site or nothing; a longer one holds more than the headline. */
const SHORT_TITLE = 15;
const LONG_TITLE = 150;
const LONGEST_SITE = 8;

/** A headline that stands on the page needs so many letters to be told from a word that the title happens to hold. */
const LEAST_WEIGHT = 12;

/** Scripts without spaces between words; two of their letters are about a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;
const unspaced = (text: string) => text.match(UNSPACED)?.length ?? 0;

/** Letters, one of an unspaced script for two. */
const weightOf = (text: string) => text.length + unspaced(text);

function wordsIn(text: string): number {
  const without = unspaced(text);
  return without === 0
    ? text.split(/\s+/).filter(Boolean).length
    : Math.ceil(without / 2) +
        text
          .replace(UNSPACED, ' ')
          .split(/\s+/)
          .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function withoutEnd(title: string, piece: string): string {
  const rest = title.slice(0, title.lastIndexOf(piece));
  return rest.replace(/[\s|\-–—\\/>»·•:]+$/u, '').trim() || title;
}
