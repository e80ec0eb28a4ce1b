/** Units in which pages say how long ago something was published. */
const UNITS = ['minute', 'hour', 'day', 'week', 'month'] as const;
/** Numbers whose plural forms differ in some language. */
const NUMBERS = [1, 2, 3, 5, 11, 21];

const phrases = new Map<string, ReadonlySet<string>>();

/**
 * Does a short line only say how long ago it was ("2 hours ago", "hace 3 días", "gestern")? Its day cannot be told without
 * knowing when the page was saved. The phrases are the runtime's own.
 * @param language BCP 47 primary tag of the page; English is tried as well
 */
export function isRelativeTime(line: string, language: string): boolean {
  if (line.length > 40) return false;
  const plain = line
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/[.·|•–—-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [language, 'en'].some((one) => phrasesOf(one).has(plain));
}

function phrasesOf(language: string): ReadonlySet<string> {
  const known = phrases.get(language);
  if (known) return known;
  const found = new Set<string>();
  phrases.set(language, found);
  if (!language || Intl.RelativeTimeFormat.supportedLocalesOf(language).length === 0) return found;
  for (const style of ['long', 'short'] as const) {
    for (const numeric of ['always', 'auto'] as const) {
      const format = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { style, numeric });
      for (const unit of UNITS) {
        for (const number of NUMBERS) {
          found.add(format.format(-number, unit).toLowerCase().replace(/\d+/g, '#').replace(/\.+/g, ' ').trim());
        }
      }
    }
  }
  return found;
}
