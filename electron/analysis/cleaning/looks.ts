import { readByline } from '../extract/metadata/byline.ts';
import { isAuthorNote, isPlayer, isTimeNote } from '../extract/text/furniture.ts';
import { isIconOnly } from '../extract/text/icons.ts';
import { type Line, readLines } from '../extract/text/lines.ts';
import type { RemovedReason } from '../extract/types.ts';
import type { LinePlaces } from './statistics.ts';
import type { SourceRule } from './types.ts';

/** A time of day, as it stands over each entry of a live blog; a mark of who speaks; a bare number. */
const OF_TEXT = /^\W*(?:\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+\p{L}{2,4})?|[\p{L}]{1,3}\s*[:：])\W*$/iu;
const URL_LINE = /^\W*(?:https?:\/\/|www\.)\S+$/i;

/** Different articles that must share a sentence before it can be furniture: at least these, */
const SENTENCE_ARTICLES = 3;
/** or this share of the source's articles, */
const SENTENCE_SHARE = 0.05;
/** or, in a large source, this many: people say "No one was hurt" again and again. */
const SENTENCE_ENOUGH = 12;
/** Share of the articles that must end, or begin, with a sentence that no other repeated line stands beside. */
const ALONE_SHARE = 0.4;
/** A line that only repeats must do so in this share of the source's articles, or in this many of a large source. */
const REPEATING_SHARE = 0.01;
const REPEATING_ENOUGH = 5;

/** Share of a line's occurrences that must stand above or below the article's own paragraphs. */
const AT_EDGES = 0.5;
const SENTENCE_AT_EDGES = 0.8;

/** Words of menus and footers, such as "Weather" or "Jobs", are headings between paragraphs. */
const OF_PLACE: ReadonlySet<RemovedReason> = new Set(['menu', 'footer', 'tags', 'comments']);

/** Whether a line that repeats across a source's articles also looks like furniture, and as what kind. */
export function judgeLine(places: LinePlaces): Pick<SourceRule, 'reason' | 'where'> | null {
  if (places.documents < 2 || OF_TEXT.test(places.line)) return null;
  const line = readLines(places.line)[0];
  if (!line) return null;
  const known = knownReason(line);
  if (known && !OF_PLACE.has(known)) return { reason: known, where: 'anywhere' };
  const edges = (places.above + places.below) / places.occurrences;
  const accompanied = (places.accompanied + places.outermost) / places.occurrences;
  if (places.documents < Math.min(REPEATING_ENOUGH, places.of * REPEATING_SHARE)) return null;
  if (line.closed) {
    const enough = Math.min(SENTENCE_ENOUGH, Math.max(SENTENCE_ARTICLES, places.of * SENTENCE_SHARE));
    if (places.documents < enough || edges < SENTENCE_AT_EDGES || accompanied < 0.5) return null;
    // Many obituaries end with "She was 85.": alone at the end, a sentence must be most articles' end.
    const alone = places.outermost > places.accompanied;
    if (alone && places.documents < places.of * ALONE_SHARE) return null;
  } else if (edges < AT_EDGES) {
    // Between paragraphs a label stands again and again in one article, or among others of its kind.
    if (places.scattered >= 2) return { reason: 'other', where: 'anywhere' };
    if (accompanied < 0.8) return null;
  }
  if (known) return { reason: known, where: 'edges' };
  if (places.above <= 1 && places.below >= 1 && places.occurrences < places.documents * 2) {
    return { reason: line.words >= 4 ? 'read next' : 'footer', where: places.above === 1 ? 'below' : 'edges' };
  }
  return { reason: places.above >= places.below ? 'menu' : 'footer', where: 'edges' };
}

/** The kind of a line whose words alone say that it is furniture. */
export function knownReason(line: Line): RemovedReason | null {
  if (line.label) return line.label;
  if (line.phrase) return line.phrase;
  if (line.credit) return 'photo credit';
  if (isTimeNote(line.text)) return 'date line';
  if (isIconOnly(line.text) || isPlayer(line.text)) return 'menu';
  if (isAuthorNote(line.text) || readByline(line.text)) return 'byline';
  return URL_LINE.test(line.text) ? 'other' : null;
}
