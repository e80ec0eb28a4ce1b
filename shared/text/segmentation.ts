import type { Span } from './span.ts';

const NOT_BLANK = /\S/;

/** One paragraph is a line with something on it: the spans exclude the line break and skip blank lines. */
export function paragraphs(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  while (start <= text.length) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak === -1 ? text.length : lineBreak;
    if (NOT_BLANK.test(text.slice(start, end))) found.push({ start, end });
    start = end + 1;
  }
  return found;
}

/** The same span without white space and invisible joiners at its ends; empty at `start` if nothing else is in it. */
export function trimSpan(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isInvisible(text.charCodeAt(from))) from++;
  while (to > from && isInvisible(text.charCodeAt(to - 1))) to--;
  return from === to ? { start, end: start } : { start: from, end: to };
}

function isInvisible(unit: number): boolean {
  if (unit <= 0x20) return true;
  if (unit < 0xa0) return false;
  return (
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200b) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  );
}

// UAX 29's word rule for scripts that write spaces: letters, digits and marks, joined by an apostrophe or full stop
// between letters and by a separator between digits. Written out because it is several times faster than the segmenter.
const SPACED_WORD =
  /[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_\u00ad\u200c\u200d]|(?<=[\p{L}\p{M}])['’.·](?=\p{L})|(?<=\p{N})['’.,;٫٬](?=\p{N}))*/gu;
const UNSPACED_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Words of a text in order. Scripts without spaces go through the platform's dictionary segmenter. */
export function words(text: string, language: string | null): Span[] {
  if (!UNSPACED_SCRIPT.test(text)) {
    const found: Span[] = [];
    for (const match of text.matchAll(SPACED_WORD)) {
      found.push({ start: match.index, end: match.index + match[0].length });
    }
    return found;
  }
  const found: Span[] = [];
  for (const { segment, index, isWordLike } of segmenter(language, 'word').segment(text)) {
    if (isWordLike) found.push({ start: index, end: index + segment.length });
  }
  return found;
}

/** How many words `words` would give. */
export function wordCount(text: string, language: string | null): number {
  if (UNSPACED_SCRIPT.test(text)) return words(text, language).length;
  let count = 0;
  SPACED_WORD.lastIndex = 0;
  while (SPACED_WORD.test(text)) count++;
  return count;
}

/**
 * Extends a span outward until both ends lie between characters as a reader sees them (grapheme clusters: a letter with
 * its accents, a family of emoji). Looks at the surroundings of each end only, so that it is cheap in a long text.
 */
export function snapToGraphemes(text: string, start: number, end: number): Span {
  const snappedStart = clusterAround(text, start).start;
  if (end <= start) return { start: snappedStart, end: snappedStart };
  const last = clusterAround(text, end);
  return { start: snappedStart, end: last.start === end ? end : last.end };
}

// No cluster found in news text comes near this; a longer pile of combining marks is cut here.
const CLUSTER_WINDOW = 256;

function clusterAround(text: string, offset: number): Span {
  if (offset <= 0) return { start: 0, end: 0 };
  if (offset >= text.length) return { start: text.length, end: text.length };
  let from = offset;
  const lowest = Math.max(0, offset - CLUSTER_WINDOW);
  while (from > lowest && !(isPlain(text, from) && isPlain(text, from - 1))) from--;
  if (from > 0 && text.charCodeAt(from) >= 0xdc00 && text.charCodeAt(from) <= 0xdfff) from--;
  if (from === offset) return { start: offset, end: offset };
  const window = text.slice(from, offset + CLUSTER_WINDOW);
  const cluster = segmenter(null, 'grapheme')
    .segment(window)
    .containing(offset - from);
  if (!cluster) return { start: offset, end: offset };
  return { start: from + cluster.index, end: from + cluster.index + cluster.segment.length };
}

/** Printable ASCII on both sides is always a boundary. */
function isPlain(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 0x20 && unit <= 0x7e;
}

type Granularity = 'grapheme' | 'word' | 'sentence';
const segmenters = new Map<string, Intl.Segmenter>();

/** The platform's segmenter; a language it does not take (an odd tag in a scrape) falls back to English. */
export function segmenter(language: string | null, granularity: Granularity): Intl.Segmenter {
  const key = `${granularity} ${language ?? ''}`;
  const known = segmenters.get(key);
  if (known) return known;
  let made: Intl.Segmenter;
  try {
    made = new Intl.Segmenter(language || 'en', { granularity });
  } catch {
    made = new Intl.Segmenter('en', { granularity });
  }
  segmenters.set(key, made);
  return made;
}
