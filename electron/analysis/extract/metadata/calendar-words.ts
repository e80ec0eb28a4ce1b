/**
 * Names of months and weekdays, taken from the runtime's own locale data (CLDR) instead of lists of ours: every
 * language below in its long and short forms, standing alone and inside a date.
 */

/** Languages whose names of months and weekdays are known. */
export const CALENDAR_LANGUAGES: readonly string[] =
  'en es fr de it pt nl ca gl eu ro pl cs sk sl hr sr bs mk bg ru uk be lt lv et fi sv nb nn da is hu el tr az kk uz ar he fa hi mr ne bn ta te kn ml gu pa ur th id ms ka hy sq sw af ga cy mt fil zu am km lo my si mn lb'.split(
    ' ',
  );

/** Forms in use that the locale data lacks: the Arab countries' other names, old and unofficial spellings. By month. */
const MORE_MONTHS: readonly string[] = [
  'كانون الثاني, جانفي, jänner, janv',
  'شباط, فيفري, févr',
  'آذار, اذار, mrz',
  'نيسان, أفريل, إبريل, ابريل',
  'أيار, ايار, ماي',
  'حزيران, جوان, يونيه',
  'تموز, جويلية, يوليه, juil',
  'آب, أوت, اغسطس',
  'أيلول, ايلول, sept',
  'تشرين الأول, تشرين الاول, اكتوبر',
  'تشرين الثاني',
  'كانون الأول, كانون الاول',
];

/** Months of the Iranian solar year, from the first. */
export const SOLAR_MONTHS: readonly string[] =
  'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند'.split(' ');

/** Month numbers by the languages in which a name means them. */
type Meanings = Map<number, Set<string>>;

let months: Map<string, Meanings> | null = null;
let weekdays: Map<string, Set<number>> | null = null;

/** A name as it is compared: lower case, without accents, dots and the dot of an i. */
export function plainWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .replace(/ı/g, 'i')
    .replace(/[.’']+/g, '');
}

/**
 * The month, 1 to 12, that a word names. A word that names different months in different languages ("listopad" is
 * October in Croatian and November in Polish) needs the text's language; without it there is no answer.
 */
export function monthOf(word: string, language = ''): number | null {
  months ??= readMonths();
  const meanings = months.get(plainWord(word));
  if (!meanings) return null;
  if (meanings.size === 1) return meanings.keys().next().value ?? null;
  for (const [month, languages] of meanings) if (languages.has(language)) return month;
  return null;
}

/** The weekdays, 0 for Sunday, that a word can name. */
export function weekdaysOf(word: string): ReadonlySet<number> {
  weekdays ??= readWeekdays();
  return weekdays.get(plainWord(word)) ?? NONE;
}
const NONE: ReadonlySet<number> = new Set();

function readMonths(): Map<string, Meanings> {
  const found = new Map<string, Meanings>();
  const add = (name: string, month: number, language: string) => {
    // Numbers and words such as "tháng 5" are read by their digits.
    if (!name || /\d/.test(name)) return;
    const key = plainWord(name);
    const meanings = found.get(key) ?? new Map<number, Set<string>>();
    meanings.set(month, (meanings.get(month) ?? new Set()).add(language));
    found.set(key, meanings);
  };
  for (const language of CALENDAR_LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      const alone = new Intl.DateTimeFormat(gregorian(language), { month: style, timeZone: 'UTC' });
      const inside = new Intl.DateTimeFormat(gregorian(language), {
        day: 'numeric',
        month: style,
        year: 'numeric',
        timeZone: 'UTC',
      });
      for (let month = 1; month <= 12; month++) {
        const day = Date.UTC(2024, month - 1, 15);
        add(alone.format(day), month, language);
        // Catalan and its like write "de març" and "d’abril": the preposition is no part of the name.
        const named = inside.formatToParts(day).find((part) => part.type === 'month')?.value ?? '';
        add(named.replace(/^(?:de |d['’])/u, ''), month, language);
      }
    }
  }
  MORE_MONTHS.forEach((names, i) => {
    for (const name of names.split(', ')) add(name, i + 1, '');
  });
  return found;
}

function readWeekdays(): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const language of CALENDAR_LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(gregorian(language), { weekday: style, timeZone: 'UTC' });
      for (let day = 0; day < 7; day++) {
        // 7 January 2024 was a Sunday.
        const key = plainWord(format.format(Date.UTC(2024, 0, 7 + day)));
        if (key.length >= 2) found.set(key, (found.get(key) ?? new Set()).add(day));
      }
    }
  }
  return found;
}

const gregorian = (language: string) => `${language}-u-ca-gregory-nu-latn`;
