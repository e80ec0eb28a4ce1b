const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** A language's English name by its tag; the tag itself where it is none, nothing for null. */
export function languageName(tag: string | null): string {
  if (!tag) return '';
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
