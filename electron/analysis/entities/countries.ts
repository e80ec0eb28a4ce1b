/** Names of countries in the languages asked for, from the platform's own tables (Unicode CLDR). */
export function countryNames(languages: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>(['US', 'U.S.', 'USA', 'U.S.A.', 'UK', 'U.K.', 'UAE', 'EU']);
  for (const language of languages) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    const short = new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style: 'short' });
    for (const code of regionCodes()) for (const name of [names.of(code), short.of(code)]) if (name) found.add(name);
  }
  found.delete('EU');
  return found;
}

function regionCodes(): string[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  return [...letters]
    .flatMap((a) => [...letters].map((b) => a + b))
    .filter((code) => names.of(code) && !/^[QX]/.test(code) && code !== 'ZZ' && code !== 'EU' && code !== 'UN');
}
