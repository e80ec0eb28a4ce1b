import { first, pick } from './evidence.ts';
import { fold } from './head.ts';
import type { PageFacts } from './page-facts.ts';
import type { Sourced } from './types.ts';

const TITLE_KEYS = [
  'og:title',
  'twitter:title',
  'dc:title',
  'dcterm:title',
  'dcterms:title',
  'dc:title',
  'sailthru:title',
  'parsely-title',
  'weibo:article:title',
  'title',
  'headline',
];

/** Separators between a headline and the site's name in a browser title. */
const SEPARATOR = /\s+[|\-–—\\/>»·•:]{1,2}\s+|\s*[|»]\s*/u;

/** A page's headline: declared before visible, without the site's name. */
export function readTitle(
  facts: PageFacts,
  meta: ReadonlyMap<string, string>,
  headline: string | null,
  site: string | null,
): Sourced<string> | null {
  const h1 = facts.headings.filter((h) => h.level === 1 && h.text);
  const inBody = h1.find((h) => h.inArticle) ?? (h1.length === 1 ? h1[0] : undefined);
  const marked = facts.itemprops.find((p) => p.name === 'headline')?.value ?? null;
  const found = first([
    [headline, 'json-ld'],
    [meta.get('dc:title') ?? meta.get('dcterms:title') ?? meta.get('dcterm:title') ?? null, 'meta'],
    [meta.get('og:title') ?? null, 'opengraph'],
    [pick(meta, TITLE_KEYS), 'meta'],
    [marked, 'microdata'],
    [facts.documentTitle || null, 'meta'],
    [inBody?.text ?? null, 'visible text'],
  ]);
  if (!found) return null;
  const value = withoutSite(
    found.value,
    site,
    h1.map((h) => h.text),
    found.value === facts.documentTitle,
  );
  return { value, from: found.from };
}

/** Cuts the site's name off a title's end or beginning: where it is known, or where a headline on the page stands without it. */
function withoutSite(title: string, site: string | null, headlines: readonly string[], browserTitle: boolean): string {
  const pieces = title.split(SEPARATOR);
  if (pieces.length < 2) return title;
  for (const headline of headlines) {
    const a = fold(headline);
    if (a.length >= 12 && fold(title) !== a && (fold(title).startsWith(a) || fold(title).endsWith(a))) return headline;
  }
  const name = site ? fold(site) : '';
  const last = pieces.at(-1)!;
  const lastFolded = fold(last);
  if (name.length >= 2) {
    if (lastFolded === name || (browserTitle && (name.includes(lastFolded) || lastFolded.includes(name)))) {
      return withoutEnd(title, last);
    }
    if (fold(pieces[0]!) === name) {
      const rest = title.slice(title.indexOf(pieces[0]!) + pieces[0]!.length);
      return rest.replace(/^[\s|\-–—\\/>»·•:]+/u, '').trim() || title;
    }
  }
  // In a browser title the last piece is the site's name even where the page does not say what the site is called.
  const rest = withoutEnd(title, last);
  return browserTitle && wordsIn(rest) >= LEAST_HEADLINE && wordsIn(last) <= LONGEST_SITE ? rest : title;
}

/** Words that must remain when an unknown last piece is cut off. */
const LEAST_HEADLINE = 4;
const LONGEST_SITE = 8;

const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean).length;

function withoutEnd(title: string, piece: string): string {
  const rest = title.slice(0, title.lastIndexOf(piece));
  return rest.replace(/[\s|\-–—\\/>»·•:]+$/u, '').trim() || title;
}
