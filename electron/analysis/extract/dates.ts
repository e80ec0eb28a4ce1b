/** A date as far as it could be read without guessing. */
export interface ReadDate {
  /** ISO 8601 of the precision known, see `ExtractedArticle.publishedAt`; null when the day-month order is open. */
  value: string | null;
  /** The written date that could be read two ways. */
  ambiguous?: string;
}

const MONTH_NAMES: string[] = [
  'january jan enero ene янв январь января يناير كانون_الثاني januar jänner janvier janv janeiro gennaio gen januari styczeń stycznia leden ledna січня ocak januarie',
  'february feb febrero фев февр февраль февраля فبراير شباط februar februari février fév févr fevereiro fev febbraio luty lutego únor února лютого şubat',
  'march mar marzo мар март марта مارس آذار märz mrz mär mars março marzec marca březen března березня mart maart',
  'april apr abril abr апр апрель апреля أبريل إبريل ابريل نيسان avril avr aprile kwiecień kwietnia duben dubna квітня nisan',
  'may mayo май мая مايو أيار mai maio maggio mag mei maj maja květen května травня mayıs',
  'june jun junio июн июнь июня يونيو يونيه حزيران juni juin junho giugno giu czerwiec czerwca červen června червня haziran',
  'july jul julio июл июль июля يوليو يوليه تموز juli juillet juil julho luglio lug lipiec lipca červenec července липня temmuz',
  'august aug agosto ago авг август августа أغسطس اغسطس آب août aoû sierpień sierpnia srpen srpna серпня ağustos augustus augusti',
  'september sep sept septiembre setiembre сен сент сентябрь сентября سبتمبر أيلول septembre setembro set settembre wrzesień września září вересня eylül',
  'october oct octubre окт октябрь октября أكتوبر اكتوبر تشرين_الأول oktober okt octobre outubro out ottobre ott październik października říjen října жовтня ekim',
  'november nov noviembre ноя нояб ноябрь ноября نوفمبر تشرين_الثاني novembre novembro listopad listopada listopadu листопада kasım',
  'december dec diciembre dic дек декабрь декабря ديسمبر كانون_الأول dezember dez décembre déc dezembro dicembre grudzień grudnia prosinec prosince грудня aralık',
];

const MONTHS = new Map<string, number>();
MONTH_NAMES.forEach((names, i) => {
  for (const name of names.split(' ')) MONTHS.set(name.replace('_', ' '), i + 1);
});

const MONTH = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join('|');
const EDGE = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const TH = '(?:st|nd|rd|th|er|º|ª|°)?';

const DAY_FIRST = new RegExp(
  `${EDGE}(\\d{1,2})${TH}\\.?[\\s\\-/]*(?:of\\s+|de\\s+|di\\s+)?(${MONTH})\\.?,?[\\s\\-/]*(?:of\\s+|de[l]?\\s+)?((?:19|20)\\d\\d)${END}`,
  'iu',
);
const MONTH_FIRST = new RegExp(`${EDGE}(${MONTH})\\.?\\s+(\\d{1,2})${TH},?\\s+((?:19|20)\\d\\d)${END}`, 'iu');
const MONTH_ONLY = new RegExp(`${EDGE}(${MONTH})\\.?,?\\s+(?:de\\s+)?((?:19|20)\\d\\d)${END}`, 'iu');
const ISO = /(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)/u;
const YEAR_FIRST = /(?<!\d)((?:19|20)\d\d)[./](\d{1,2})[./](\d{1,2})(?!\d)/u;
const CJK = /((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/u;
const NUMERIC = /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)/u;

/** Languages in which numeric dates put the month first; everywhere else the day comes first. English does both. */
const OPEN_ORDER = new Set(['en', '']);

/**
 * Reads a date, and the time beside it, from running or machine-written text. Day-month order is decided by the numbers
 * or by the language's convention, never guessed. Returns null where there is no date.
 * @param language BCP 47 primary tag of the text, '' if unknown
 */
export function readDate(text: string, language = ''): ReadDate | null {
  const plain = westernDigits(text.slice(0, 400));
  const found =
    byMatch(plain, ISO, (m) => [m[1]!, m[2]!, m[3]!]) ??
    byMatch(plain, CJK, (m) => [m[1]!, m[2]!, m[3]!]) ??
    byMatch(plain, YEAR_FIRST, (m) => [m[1]!, m[2]!, m[3]!]) ??
    byMatch(plain, DAY_FIRST, (m) => [m[3]!, month(m[2]!), m[1]!]) ??
    byMatch(plain, MONTH_FIRST, (m) => [m[3]!, month(m[1]!), m[2]!]);
  if (found) return { value: withTime(found.day, plain, found.start, found.end) };

  const numeric = NUMERIC.exec(plain);
  if (numeric) {
    const [, a, separator, b, year] = numeric;
    const first = Number(a);
    const second = Number(b);
    const end = numeric.index + numeric[0].length;
    // Dots mean day first in every convention that uses them.
    const dayFirst =
      first > 12 || (second <= 12 && (separator === '.' || first === second || !OPEN_ORDER.has(language)));
    const monthFirst = second > 12;
    if (!dayFirst && !monthFirst) return { value: null, ambiguous: numeric[0] };
    const day = monthFirst && !(first > 12) ? isoDay(year!, a!, b!) : isoDay(year!, b!, a!);
    return day ? { value: withTime(day, plain, numeric.index, end) } : null;
  }
  const vague = MONTH_ONLY.exec(plain);
  if (vague) return { value: `${vague[2]}-${month(vague[1]!).padStart(2, '0')}` };
  return null;
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
    const day = isoDay(year!, mm, dd);
    if (!day) return null;
    return hour === undefined || Number(hour) > 23 || Number(minute) > 59
      ? day
      : `${day}T${hour}:${minute}${zoneOf(zone)}`;
  }
  return readDate(text)?.value ?? null;
}

function byMatch(text: string, pattern: RegExp, parts: (m: RegExpExecArray) => [string, string, string]) {
  const m = pattern.exec(text);
  if (!m) return null;
  const day = isoDay(...parts(m));
  return day ? { day, start: m.index, end: m.index + m[0].length } : null;
}

function month(name: string): string {
  return String(MONTHS.get(name.toLowerCase()) ?? 0);
}

const EARLIEST_YEAR = 1000;

function isoDay(year: string, mm: string, dd: string): string | null {
  const [y, m, d] = [Number(year), Number(mm), Number(dd)];
  // Year 1 is what some systems write for "no date".
  if (y < EARLIEST_YEAR || m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return null;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

const TIME =
  /(?<![\d:.])(\d{1,2})[:.h](\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(a\.?m\.?|p\.?m\.?)?(?![\d\p{L}])\s*(?:\(?((?:GMT|UTC)\s*(?:[+-]\s*\d{1,2}(?::?\d{2})?)?|Z|[+-]\d{2}:?\d{2})\)?)?(?![\p{L}\d])/iu;

/** Adds the time that stands right after the date, or right before it. Only stated offsets, GMT, UTC and Z are zones. */
function withTime(day: string, text: string, start: number, end: number): string {
  const after = TIME.exec(text.slice(end, end + 40).replace(/^T(?=\d)/, ' '));
  const before = text.slice(Math.max(0, start - 25), start);
  const beforeMatch = after && after.index <= 12 ? null : TIME.exec(before);
  const m = after && after.index <= 12 ? after : beforeMatch;
  if (!m) return day;
  if (m === beforeMatch && before.length - (m.index + m[0].length) > 8) return day;
  let hour = Number(m[1]);
  if (m[3]) {
    if (hour < 1 || hour > 12) return day;
    hour = (hour % 12) + (/^p/i.test(m[3]) ? 12 : 0);
  }
  if (hour > 23 || Number(m[2]) > 59) return day;
  return `${day}T${String(hour).padStart(2, '0')}:${m[2]}${zoneOf(m[4])}`;
}

function zoneOf(zone: string | undefined): string {
  if (!zone) return '';
  const offset = /([+-])\s*(\d{1,2})(?::?(\d{2}))?/.exec(zone);
  if (!offset) return 'Z';
  return `${offset[1]}${offset[2]!.padStart(2, '0')}:${offset[3] ?? '00'}`;
}

/** Arabic-Indic and Persian digits as 0 to 9, so that one set of patterns reads all dates. */
function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (c) => String(c.charCodeAt(0) & 0xf));
}
