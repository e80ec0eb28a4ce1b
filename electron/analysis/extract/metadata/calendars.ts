import { SOLAR_MONTHS } from './calendar-words.ts';

/** First years of the Japanese eras that news is dated in. */
const ERAS: Readonly<Record<string, number>> = { 令和: 2019, 平成: 1989, 昭和: 1926 };
/** The Republic of China counts from the year after 1911. */
const REPUBLIC = 1911;
/** Thailand's years run this far ahead. */
const BUDDHIST = 543;

const HAN_DIGITS = '〇一二三四五六七八九';

/** Dates with the characters for year, month and day, in figures or Han numerals, with or without an era. */
const HAN_DATE =
  /(令和|平成|昭和|民國|民国)?\s*([\d〇零○一二三四五六七八九]{1,4}|元)\s*[年년]\s*([\d一二三四五六七八九十]{1,3})\s*[月월](?:\s*([\d一二三四五六七八九十]{1,3})\s*[日号號일])?/u;

/** Year, month and day as written in a text, and where. The day is null where only the month is named. */
export interface WrittenDay {
  year: number;
  month: number;
  day: number | null;
  start: number;
  end: number;
}

/** A Chinese, Japanese or Korean date: `2025年5月16日`, `二〇二五年五月十六日`, `令和7年5月16日`, `民國114年5月16日`. */
export function readHanDate(text: string): WrittenDay | null {
  const m = HAN_DATE.exec(text);
  if (!m) return null;
  const [whole, era, writtenYear, writtenMonth, writtenDay] = m;
  const counted = writtenYear === '元' ? 1 : hanNumber(writtenYear!);
  const year = era ? counted + ((ERAS[era] ?? REPUBLIC + 1) - 1) : counted;
  // A year of two figures without an era could be of any era.
  if (!era && (year < 1900 || year > 2099)) return null;
  return {
    year,
    month: hanNumber(writtenMonth!),
    day: writtenDay ? hanNumber(writtenDay) : null,
    start: m.index,
    end: m.index + whole.length,
  };
}

function hanNumber(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  const figures = [...written.replace(/[零○]/g, '〇')];
  if (!figures.includes('十')) return Number(figures.map((figure) => HAN_DIGITS.indexOf(figure)).join(''));
  const ten = figures.indexOf('十');
  const before = figures[ten - 1];
  const after = figures[ten + 1];
  return (before ? HAN_DIGITS.indexOf(before) : 1) * 10 + (after ? HAN_DIGITS.indexOf(after) : 0);
}

/** A Thai year as a common one: years of the Buddhist era are told by their size. */
export function commonYear(year: number): number {
  return year >= 2400 && year < 2700 ? year - BUDDHIST : year;
}

const SOLAR_MONTH = `(?<month>${SOLAR_MONTHS.join('|')})`;
const SOLAR_DATE = new RegExp(
  `(?<![\\d\\p{L}])(?<day>\\d{1,2})\\s*${SOLAR_MONTH}\\s*(?:ماه\\s*)?(?<year>1[345]\\d\\d)(?![\\d\\p{L}])`,
  'u',
);
const SOLAR_YEAR_FIRST = new RegExp(
  `(?<!\\d)(?<year>1[345]\\d\\d)\\s*${SOLAR_MONTH}\\s*(?<day>\\d{1,2})(?![\\d\\p{L}])`,
  'u',
);
let solar: Intl.DateTimeFormat | null = null;

/** A day of the Iranian solar calendar with its month's name (`۲۶ اردیبهشت ۱۴۰۴`), as the common day it is. */
export function readSolarDate(text: string): WrittenDay | null {
  const m = SOLAR_DATE.exec(text) ?? SOLAR_YEAR_FIRST.exec(text);
  if (!m) return null;
  const { day, month, year } = m.groups!;
  const found = solarDay(Number(year), SOLAR_MONTHS.indexOf(month!) + 1, Number(day));
  if (!found) return null;
  return {
    year: found.getUTCFullYear(),
    month: found.getUTCMonth() + 1,
    day: found.getUTCDate(),
    start: m.index,
    end: m.index + m[0].length,
  };
}

/** The runtime knows the calendar only the other way round: start from an estimate and look in the days around it. */
function solarDay(year: number, month: number, day: number): Date | null {
  solar ??= new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const passed = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const estimate = Date.UTC(year + 621, 2, 21) + (passed + day - 1) * DAY;
  for (const offset of [0, -1, 1, -2, 2]) {
    const date = new Date(estimate + offset * DAY);
    const parts = Object.fromEntries(solar.formatToParts(date).map((part) => [part.type, part.value]));
    if (Number(parts.month) === month && Number(parts.day) === day && Number.parseInt(parts.year ?? '', 10) === year)
      return date;
  }
  return null;
}
const DAY = 86_400_000;
