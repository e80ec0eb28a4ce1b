import type { DateOrder, OpenDate } from '../../../../shared/model/article.ts';
import type { Provenance } from '../types.ts';
import { monthOf, weekdaysOf } from './calendar-words.ts';
import { commonYear, readHanDate, readSolarDate, type WrittenDay } from './calendars.ts';

/** A date as far as it could be read without guessing. */
export interface ReadDate {
  /** ISO 8601 of the precision known, see `ExtractedArticle.publishedAt`; null when the day-month order is open. */
  value: string | null;
  /** The written date, with its time, that could be read two ways. */
  ambiguous?: string;
  /** What an ambiguous date can mean, each of the form of `value`. */
  readings?: { dayFirst: string; monthFirst: string };
}

const EDGE = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const TH = '(?:st|nd|rd|th|er|ère|re|º|ª|°|η|ης|-го|\\.-)?';
const YEAR = '((?:1[89]|20)\\d\\d)';
/** The same, or a year of the Buddhist era. */
const ANY_YEAR = '((?:1[89]|20|2[456])\\d\\d)';
const WORD = "\\p{L}[\\p{L}\\p{M}.’']*";
/** Words between day, month and year that belong to neither. */
const OF = "(?:(?:of|the|de|del|di|da|do|dos|ng|ta[’']|من|พ\\.ศ\\.|ค\\.ศ\\.)\\s+|d[’'])?";
/** Words for "of the year" behind a year that stands first: Lithuanian, Latvian, Kazakh, Kyrgyz, Mongolian, Uzbek. */
const YEARS = '(?:(?:m\\.?|metų|gada|г\\.|года|ж\\.|жылғы|жылдын|жылы|жыл|оны|թ\\.|yil|yilning)\\s+)?';
const GAP = '[\\s.,،\\-/؍]*';

const DAY_MONTH = new RegExp(
  `${EDGE}(\\d{1,2})${TH}${GAP}${OF}(${WORD}(?:\\s${WORD})?)${GAP}${OF}${ANY_YEAR}${END}`,
  'giu',
);
const MONTH_DAY = new RegExp(`${EDGE}(${WORD}(?:\\s${WORD})?)\\s+(\\d{1,2})${TH}[,،]?\\s+${YEAR}${END}`, 'giu');
const YEAR_MONTH_DAY = new RegExp(
  `(?<!\\d)${YEAR}(?:-?\\p{L}{1,5})?[.,]?\\s+${YEARS}(${WORD})\\s+(\\d{1,2})(?![\\d:])`,
  'giu',
);
const YEAR_DAY_MONTH = new RegExp(
  `(?<!\\d)${YEAR}(?:[.,]|-\\p{L}{1,5})?\\s+${YEARS}(\\d{1,2})[.\\-]?\\s*(${WORD})`,
  'giu',
);
const MONTH_ONLY = new RegExp(`${EDGE}(${WORD})[.,]?\\s+${OF}${YEAR}${END}`, 'giu');
const ISO = new RegExp(`(?<!\\d)${YEAR}-(\\d{1,2})-(\\d{1,2})(?!\\d)`, 'gu');
const YEAR_FIRST = new RegExp(`(?<!\\d)${YEAR}(?:[./]|\\. )(\\d{1,2})(?:[./]|\\. )(\\d{1,2})(?!\\d)`, 'gu');
/** Months by number and a word: Vietnamese "16 tháng 5 năm 2025", Mongolian "2025 оны 5 сарын 16". */
const DAY_NUMBERED = new RegExp(
  `${EDGE}(\\d{1,2})\\s*(?:tháng|thg)\\s*(\\d{1,2})[\\s,/]*(?:năm\\s+)?${YEAR}${END}`,
  'giu',
);
const YEAR_NUMBERED = new RegExp(`(?<!\\d)${YEAR}\\s*оны?\\s*(\\d{1,2})\\S*\\s*сарын\\s*(\\d{1,2})`, 'giu');
const NUMERIC = new RegExp(`(?<![\\d./-])(\\d{1,2})([./-]|\\. )(\\d{1,2})\\2${ANY_YEAR}(?!\\d)`, 'gu');
const DIRECTION_MARKS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
/** No date without four figures or the character for a year. */
const HAS_YEAR = /\d{4}|[年년]/u;

/**
 * Reads a date, and the time beside it, from running or machine-written text. The day-month order of a numeric date is
 * decided by the numbers, by dots (day first wherever they are used) or by a weekday printed beside it that fits one
 * reading only; otherwise it stays open. Neither language nor country decides it. Returns null where there is no date.
 * @param language BCP 47 primary tag of the text, '' if unknown; only for month names that mean two months
 */
export function readDate(text: string, language = ''): ReadDate | null {
  const plain = westernDigits(text.slice(0, 400).replace(DIRECTION_MARKS, ''));
  if (!HAS_YEAR.test(plain)) return null;
  const found = readIso(plain) ?? readEastern(plain) ?? readNamed(plain, language);
  if (found) return { value: found.value + timeBeside(plain, found.start, found.end).iso };
  return readNumeric(plain) ?? readMonthOnly(plain, language);
}

/** A date written for machines: ISO 8601 in any of its habits, RFC 2822, or digits run together. */
export function readMachineDate(raw: string): string | null {
  const text = raw.trim();
  const iso =
    /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T\s]+(\d{2}):?(\d{2})(?::?\d{2}(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?)?)?$/i.exec(
      text,
    );
  if (iso) {
    const [, year, mm, dd, hour, minute, zone] = iso;
    if (!mm) return Number(year) >= EARLIEST_YEAR && Number(year) < 2200 ? year! : null;
    if (!dd)
      return text.includes('-') && Number(year) >= EARLIEST_YEAR && Number(mm) >= 1 && Number(mm) <= 12
        ? `${year}-${mm}`
        : null;
    const day = isoDay(Number(year), Number(mm), Number(dd));
    if (!day) return null;
    return hour === undefined || Number(hour) > 23 || Number(minute) > 59
      ? day
      : `${day}T${hour}:${minute}${zoneOf(zone)}`;
  }
  return readDate(text)?.value ?? null;
}

/**
 * The day-month order that a document's numeric dates show, where at least one can be read in one way only and none
 * says otherwise. Dots are left out: they always mean day first and say nothing about dates with strokes.
 */
export function dateOrderOf(texts: Iterable<string>): DateOrder | null {
  let shown: DateOrder | null = null;
  for (const text of texts) {
    for (const m of text.matchAll(STROKES)) {
      const [first, second] = [Number(m[1]), Number(m[3])];
      if (first > 31 || second > 31 || first > 12 === second > 12) continue;
      const order = first > 12 ? 'day first' : 'month first';
      if (shown && shown !== order) return null;
      shown = order;
    }
  }
  return shown;
}
const STROKES = /(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)\d\d(?![\d/])/g;

/** Written dates whose order is open, with both readings. */
export function openDatesOf(written: readonly string[], from: Provenance): OpenDate[] {
  return written.flatMap((one) => {
    const read = readDate(one);
    return read?.readings ? [{ written: one, ...read.readings, from }] : [];
  });
}

/** A day found in a text, with its place there. */
interface FoundDay {
  value: string;
  start: number;
  end: number;
}

/** The first match whose numbers are a day that exists. */
function firstDay(
  text: string,
  pattern: RegExp,
  parts: (m: RegExpExecArray) => [year: number, month: number, day: number],
): FoundDay | null {
  pattern.lastIndex = 0;
  for (let m = pattern.exec(text); m; m = pattern.exec(text)) {
    const value = isoDay(...parts(m));
    if (value) return { value, start: m.index, end: m.index + m[0].length };
    // A month's name may stand inside what was taken for two other words.
    pattern.lastIndex = m.index + 1;
  }
  return null;
}

function readIso(text: string): FoundDay | null {
  return firstDay(text, ISO, (m) => [Number(m[1]), Number(m[2]), Number(m[3])]);
}

function readEastern(text: string): FoundDay | null {
  const written: WrittenDay | null = /[年년]/u.test(text) ? readHanDate(text) : readSolarDate(text);
  if (written) {
    const { year, month, day, start, end } = written;
    const value = isoDay(year, month, day ?? 1);
    if (value) return { value: day === null ? value.slice(0, 7) : value, start, end };
  }
  return firstDay(text, YEAR_FIRST, (m) => [Number(m[1]), Number(m[2]), Number(m[3])]);
}

function readNamed(text: string, language: string): FoundDay | null {
  const byName = (words: string, near: 'first' | 'last') => monthIn(words, near, language);
  return (
    firstDay(text, DAY_MONTH, (m) => [thaiYear(m[3]!, m[2]!), byName(m[2]!, 'first'), Number(m[1])]) ??
    firstDay(text, MONTH_DAY, (m) => [Number(m[3]), byName(m[1]!, 'last'), Number(m[2])]) ??
    firstDay(text, DAY_NUMBERED, (m) => [Number(m[3]), Number(m[2]), Number(m[1])]) ??
    firstDay(text, YEAR_NUMBERED, (m) => [Number(m[1]), Number(m[2]), Number(m[3])]) ??
    firstDay(text, YEAR_MONTH_DAY, (m) => [Number(m[1]), byName(m[2]!, 'last'), Number(m[3])]) ??
    firstDay(text, YEAR_DAY_MONTH, (m) => [Number(m[1]), byName(m[3]!, 'first'), Number(m[2])])
  );
}

/** A Thai month's year may be one of the Buddhist era; another month's may not. */
function thaiYear(year: string, month: string): number {
  return /\p{Script=Thai}/u.test(month) ? commonYear(Number(year)) : Number(year) < 2400 ? Number(year) : 0;
}

/** Words that may stand between a month and its year. */
const PARTICLE =
  /^(?:of|de|del|di|da|do|month|month's|maand|माह|ماه|سنة|عام|kuuta|roku|року|года|year|anul|год|г\.?|พ\.ศ\.?|ค\.ศ\.?)$/iu;

/** The month that one or two words name, 0 if none: the pair, or the word next to the day. */
function monthIn(words: string, near: 'first' | 'last', language: string): number {
  const pair = words.split(/\s/);
  const whole = named(words, language);
  if (whole || pair.length === 1) return whole;
  if (near === 'first') return PARTICLE.test(pair[1]!) ? named(pair[0]!, language) : 0;
  return named(pair[1]!, language);
}

function named(word: string, language: string): number {
  // Hebrew and Yiddish write "in May" as one word.
  return monthOf(word, language) ?? (word.startsWith('ב') ? monthOf(word.slice(1), language) : null) ?? 0;
}

function readMonthOnly(text: string, language: string): ReadDate | null {
  const found = firstDay(text, MONTH_ONLY, (m) => [Number(m[2]), named(m[1]!, language), 1]);
  return found ? { value: found.value.slice(0, 7) } : null;
}

function readNumeric(text: string): ReadDate | null {
  NUMERIC.lastIndex = 0;
  for (let m = NUMERIC.exec(text); m; m = NUMERIC.exec(text)) {
    const [written, first, separator, second] = m;
    if (Number(m[4]) >= 2400 && separator!.startsWith('.')) continue;
    const year = commonYear(Number(m[4]));
    const dayFirst = isoDay(year, Number(second), Number(first));
    const monthFirst = separator!.startsWith('.') ? null : isoDay(year, Number(first), Number(second));
    const end = m.index + written.length;
    const time = timeBeside(text, m.index, end);
    if (dayFirst && monthFirst && dayFirst !== monthFirst) {
      const settled = byWeekday(text, m.index, end, [dayFirst, monthFirst]);
      if (settled) return { value: settled + time.iso };
      return {
        value: null,
        ambiguous: time.after ? text.slice(m.index, end + time.after) : written,
        readings: { dayFirst: dayFirst + time.iso, monthFirst: monthFirst + time.iso },
      };
    }
    const value = dayFirst ?? monthFirst;
    if (value) return { value: value + time.iso };
  }
  return null;
}

/** The one of two days that falls on the weekday printed right before or after the date; null if none or both do. */
function byWeekday(text: string, start: number, end: number, days: readonly string[]): string | null {
  const before = /(\p{L}[\p{L}\p{M}.]*)[\s,،(]*$/u.exec(text.slice(Math.max(0, start - 24), start))?.[1];
  const after = /^[\s,،(]*(\p{L}[\p{L}\p{M}.]*)/u.exec(text.slice(end, end + 24))?.[1];
  for (const word of [before, after]) {
    const weekdays = word ? weekdaysOf(word) : null;
    if (!weekdays || weekdays.size === 0) continue;
    const fitting = days.filter((day) => weekdays.has(new Date(`${day}T00:00Z`).getUTCDay()));
    if (fitting.length === 1) return fitting[0]!;
  }
  return null;
}

const EARLIEST_YEAR = 1000;

function isoDay(year: number, month: number, day: number): string | null {
  // Year 1 is what some systems write for "no date".
  if (year < EARLIEST_YEAR || month < 1 || month > 12 || day < 1) return null;
  if (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const TIME =
  /(?<![\d:.])(\d{1,2})[:.h](\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(a\.?m\.?|p\.?m\.?)?(?![\d\p{L}])\s*(?:\(?((?:GMT|UTC)\s*(?:[+-]\s*\d{1,2}(?::?\d{2})?)?|Z|[+-]\d{2}:?\d{2})\)?)?(?![\p{L}\d])/iu;

/**
 * The time that stands right after the date, or right before it, as the ISO ending `T19:39+03:00`; '' where there is
 * none. Only stated offsets, GMT, UTC and Z are zones. `after` counts the characters behind the date up to its end.
 */
function timeBeside(text: string, start: number, end: number): { iso: string; after: number } {
  const none = { iso: '', after: 0 };
  const behind = TIME.exec(text.slice(end, end + 40).replace(/^T(?=\d)/, ' '));
  const after = behind && behind.index <= 12 ? behind : null;
  const before = text.slice(Math.max(0, start - 25), start);
  const m = after ?? TIME.exec(before);
  if (!m) return none;
  if (!after && before.length - (m.index + m[0].length) > 8) return none;
  let hour = Number(m[1]);
  if (m[3]) {
    if (hour < 1 || hour > 12) return none;
    hour = (hour % 12) + (/^p/i.test(m[3]) ? 12 : 0);
  }
  if (hour > 23 || Number(m[2]) > 59) return none;
  return {
    iso: `T${String(hour).padStart(2, '0')}:${m[2]}${zoneOf(m[4])}`,
    after: after ? after.index + after[0].trimEnd().length : 0,
  };
}

function zoneOf(zone: string | undefined): string {
  if (!zone) return '';
  const offset = /([+-])\s*(\d{1,2})(?::?(\d{2}))?/.exec(zone);
  if (!offset) return 'Z';
  return `${offset[1]}${offset[2]!.padStart(2, '0')}:${offset[3] ?? '00'}`;
}

/** First digits of the scripts whose figures stand in dates: Arabic, Persian, Indian, Thai, Lao, Tibetan, Burmese, Khmer, wide. */
const ZEROS = [
  0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0,
  0xff10,
];

/** All scripts' figures as 0 to 9, so that one set of patterns reads all dates; characters keep their places. */
function westernDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, (figure) => {
    const code = figure.charCodeAt(0);
    const zero = ZEROS.find((one) => code >= one && code < one + 10);
    return zero === undefined ? figure : String(code - zero);
  });
}
