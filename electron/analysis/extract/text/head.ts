import { readByline } from '../metadata/byline.ts';
import { readDate } from '../metadata/dates.ts';
import type { Line } from './lines.ts';

/** What the lines above an article say about it, with the lines' indices. */
export interface Head {
  title: { text: string; at: number } | null;
  byline: { text: string; at: number } | null;
  date: { value: string; at: number } | null;
  /** Dates whose day-month order is open, and the lines that hold them. */
  ambiguous: string[];
  openDatesAt: number[];
}

/** Lines above the first paragraph in which a headline is looked for. */
const REACH = 14;

const UPDATED = /^\W*(?:last )?(?:updated|modified|actualizado|mis à jour|aktualisiert|обновлено|تحديث)/iu;

/**
 * Finds headline, byline and date near the top of an article.
 * @param first index of the article's first line
 * @param known a title known from elsewhere, which then only has to be found among the lines
 */
export function readHead(lines: readonly Line[], first: number, language: string, known?: string): Head {
  const from = Math.max(0, first - REACH);
  const until = Math.min(lines.length, first + 4);
  const head: Head = {
    title: findTitle(lines, first, known),
    byline: null,
    date: null,
    ambiguous: [],
    openDatesAt: [],
  };
  const top = head.title && head.title.at >= from - REACH ? Math.min(from, head.title.at) : from;
  const order = aroundTitle(top, until, head.title?.at);
  for (const i of order) {
    const line = lines[i]!;
    if (!head.byline && line.words <= 20) {
      const name = readByline(line.text);
      if (name) head.byline = { text: name, at: i };
    }
  }
  let fallback: Head['date'] = null;
  for (const i of order) {
    const line = lines[i]!;
    if (head.date || line.words > 24 || (line.closed && line.words > 12 && i >= first)) continue;
    const read = readDate(line.text, language);
    if (read?.ambiguous) {
      head.ambiguous.push(read.ambiguous);
      if (i !== head.title?.at && i !== head.byline?.at) head.openDatesAt.push(i);
    }
    if (!read?.value || i === head.title?.at) continue;
    if (UPDATED.test(line.text)) fallback ??= { value: read.value, at: i };
    else head.date = { value: read.value, at: i };
  }
  head.date ??= fallback;
  return head;
}

/** Below the headline first: a date above it may be the day the page was saved. */
function aroundTitle(top: number, until: number, title: number | undefined): number[] {
  const all = Array.from({ length: Math.max(0, until - top) }, (_, k) => top + k);
  if (title === undefined) return all;
  return [...all.filter((i) => i > title), ...all.filter((i) => i < title).reverse()];
}

function findTitle(lines: readonly Line[], first: number, known?: string): Head['title'] {
  const limit = Math.min(lines.length - 1, first + 2);
  // A page's dump often opens with the browser's title, which the headline repeats, with the site's name behind it.
  const opening = lines[0];
  const siteName = opening?.recurring !== undefined || (opening?.repeated === true && opening.words < 5);
  const declared = known ?? (siteName ? '' : (opening?.text ?? ''));
  for (let i = limit; i >= (known ? 0 : 1); i--) {
    const line = lines[i]!;
    if (line.words >= 3 && !line.label && !line.recurring && sameHeadline(line.text, declared))
      return { text: line.text, at: i };
  }
  if (known) return null;
  let best: Head['title'] = null;
  let score = 0;
  for (let i = Math.max(0, first - REACH); i <= Math.min(first, lines.length - 1); i++) {
    const line = lines[i]!;
    // A headline over a line that is cut off belongs to a teaser.
    if (!isHeadline(line) || (line.repeated && line.words < 5) || lines[i + 1]?.truncated) continue;
    const near = 1 - (first - i) / (REACH * 1.5);
    const alone = line.gap === '\n\n' && (i === first || lines[i + 1]?.gap === '\n\n');
    const value =
      Math.min(line.words, 6) *
        near *
        (/^[>»›]/.test(line.text) ? 0.5 : 1) *
        (line.bullet ? 0.5 : 1) *
        (alone ? 1.5 : 1) *
        (isSigned(lines, i, first) ? SIGNED : 1) +
      (i === 0 ? 3 : 0);
    if (value > score) {
      score = value;
      best = { text: line.text, at: i };
    }
  }
  return best;
}

/** A short headline over its byline against a longer line of a ticker further up. */
const SIGNED = 1.5;

/** Does a byline stand right below the line, and no other headline between it and the text? */
function isSigned(lines: readonly Line[], at: number, first: number): boolean {
  const below = lines[at + 1];
  if (at >= first || !below || below.words > 20 || below.recurring || readByline(below.text) === null) return false;
  return !lines.slice(at + 2, first + 1).some(isHeadline);
}

const DAY = String.raw`(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\p{L}+\.? \d{1,2},? \d{4}|\d{1,2} \p{L}+\.? \d{4})`;
/** A line that opens with a day, its weekday perhaps before it, or with what was done then: "Updated 11:26 pm EST, …". */
const DATE_LINE = new RegExp(
  String.raw`^\W*(?:(?:\p{L}+\.?,? )?${DAY}(?![\p{L}\d])|(?:\p{L}+ )?(?:published|posted|updated|modified)\b.{0,12}\d)`,
  'iu',
);
const ADDRESS = /https?:\/\/|(?:^|\s)@\w|[\w.]@\w+\.\w/u;
/** Fewer letters than this are a clock time or a counter. */
const LEAST_LETTERS = 4;

/** Could the line be a headline: a handful of words, not a sentence with a full stop, no furniture. */
export function isHeadline(line: Line): boolean {
  if (line.recurring || line.words < 3 || line.words > 30 || line.label || line.phrase || line.credit || line.truncated)
    return false;
  if (/[.。۔:،,;]["'»”’]?$/u.test(line.text) && !/\b\p{Lu}\.$/u.test(line.text)) return false;
  if (line.words <= 8 && readDate(line.text)) return false;
  if (DATE_LINE.test(line.text) || (line.text.match(/\p{L}/gu)?.length ?? 0) < LEAST_LETTERS) return false;
  return !ADDRESS.test(line.text) && readByline(line.text) === null;
}

/** Is `line` the headline that `declared` states, perhaps followed by the site's name? */
export function sameHeadline(line: string, declared: string): boolean {
  // Marks and spaces aside, one holds at least half of the other.
  if (line.length > declared.length * 3 || declared.length > line.length * 4) return false;
  const a = fold(line);
  const b = fold(declared);
  if (a.length < 8 || b.length < 8) return false;
  return (
    a === b ||
    (b.startsWith(a) && a.length >= b.length * 0.5) ||
    (b.endsWith(a) && a.length >= b.length * 0.6) ||
    (a.startsWith(b) && b.length >= a.length * 0.7)
  );
}

/** Letters and digits only, lower case: for comparing headlines. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
