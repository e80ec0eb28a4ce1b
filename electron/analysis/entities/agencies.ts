/** News agencies known by name whatever the corpus; disclosed wherever agencies are shown. */
export const KNOWN_AGENCIES = [
  ...['Reuters', 'AFP', 'AP', 'Associated Press', 'dpa', 'EFE', 'ANSA', 'Xinhua', 'TASS', 'PTI', 'Kyodo', 'Anadolu'],
] as const;

export interface NamedAgency {
  name: string;
  /** UTF-16 offsets into the words that were looked at, end-exclusive. */
  start: number;
  end: number;
}

/** “LENN (Harbour Press) – ”: a place, the agency in brackets, a dash. */
const DATELINE = /^[^\S\n]*\p{Lu}[^\n()]{1,50}\((\p{Lu}[^\n()]{1,40})\)[^\S\n]*(?:[-–—]|:)/gmu;
/** “(Harbour Press) – ” with nothing before it. */
const BARE = /^[^\S\n]*\((\p{Lu}[^\n()]{1,40})\)[^\S\n]*[-–—]/gmu;

/**
 * Agencies that a byline or the opening of a text names. In a byline: a known agency, or another source of the corpus. In an
 * opening: whoever stands in brackets between the place and the dash.
 */
export function namedAgencies(words: string, from: 'byline' | 'opening', sources: readonly string[]): NamedAgency[] {
  if (from === 'byline') {
    return [...new Set([...sources, ...KNOWN_AGENCIES])].flatMap((name) => {
      const start = wordAt(words, name);
      return start < 0 ? [] : [{ name, start, end: start + name.length }];
    });
  }
  const named = [...words.matchAll(DATELINE), ...words.matchAll(BARE)].map(({ 0: line, 1: name, index }) => {
    const start = index + line.lastIndexOf(`(${name})`) + 1;
    return { name: name!.trim(), start, end: start + name!.length };
  });
  return [...new Map(named.map((one) => [one.name, one])).values()];
}

/** Where the name stands as whole words; short capital names only as they are written. -1: nowhere. */
function wordAt(words: string, name: string): number {
  const isShort = name.length <= 4;
  const at = isShort ? words.indexOf(name) : words.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return -1;
  const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  return isLetter(words[at - 1]) || isLetter(words[at + name.length]) ? -1 : at;
}
