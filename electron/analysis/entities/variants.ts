import type { EntityKind } from './entities.ts';

/** Two names that could mean the same. Only words are compared: whether they do is for a person to say. */
export interface LikelyVariant {
  /** The fuller one. */
  name: string;
  variant: string;
  reason: string;
  /** Further names that the variant would fit as well. */
  others: number;
}

/** Words that stand between those of a name and say nothing of it. */
const SMALL = new Set(['of', 'the', 'de', 'la', 'le', 'du', 'des', 'von', 'van', 'and', 'for', 'y', 'et', 'al', 'el']);
/** Names that fit too many others say nothing. */
const MOST_OTHERS = 8;

/**
 * For people: a last name alone, and initials in place of first names; for organisations: their first letters; for all: the
 * same letters with other capitals, accents, points or “The”. Names are given most mentioned first; the first of several
 * that fit is suggested.
 */
export function likelyVariants(kind: EntityKind, names: readonly string[]): LikelyVariant[] {
  const found: LikelyVariant[] = [];
  const taken = new Set<string>();
  const suggest = (variant: string, fits: readonly string[], reason: string) => {
    const others = fits.filter((name) => name !== variant);
    if (others.length === 0 || others.length > MOST_OTHERS || taken.has(variant)) return;
    taken.add(variant);
    found.push({ name: others[0]!, variant, reason, others: others.length - 1 });
  };
  const alike = Map.groupBy(names, lettersOf);
  for (const [letters, several] of alike) {
    if (letters === '' || several.length < 2) continue;
    for (const variant of several.slice(1)) suggest(variant, several.slice(0, 1), 'the same letters');
  }
  if (kind === 'person') {
    const full = names.filter((name) => partsOf(name).length > 1);
    const byLast = Map.groupBy(full, (name) => lettersOf(partsOf(name).at(-1)!));
    for (const name of names) {
      const parts = partsOf(name);
      const sameLast = (byLast.get(lettersOf(parts.at(-1) ?? '')) ?? []).filter((other) => other !== name);
      if (parts.length === 1) suggest(name, sameLast, 'the last name alone');
      else if (parts.slice(0, -1).every((part) => /^\p{Lu}\.?$/u.test(part)))
        suggest(
          name,
          sameLast.filter((other) => partsOf(other)[0]!.length > 2 && other[0] === name[0]),
          'an initial for the first name',
        );
      else
        suggest(
          name,
          sameLast.filter((other) => partsOf(other).length > parts.length && isWithin(parts, partsOf(other))),
          'the same words, and more',
        );
    }
  }
  if (kind === 'organisation') {
    const byInitials = Map.groupBy(names, initialsOf);
    for (const name of names) {
      const letters = name.replace(/\./g, '');
      if (/^\p{Lu}{2,6}$/u.test(letters)) suggest(name, byInitials.get(letters) ?? [], 'its first letters');
    }
  }
  return found;
}

const partsOf = (name: string) => name.split(/\s+/u);
const lettersOf = (name: string) =>
  name
    .replace(/^The\s+/u, '')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
const isWithin = (some: readonly string[], all: readonly string[]) => some.every((part) => all.includes(part));
/** Of a name of several words; empty for others. */
function initialsOf(name: string): string {
  const parts = partsOf(name).filter((part) => !SMALL.has(part.toLowerCase()));
  return parts.length < 2 ? '' : parts.map((part) => part[0]!.toUpperCase()).join('');
}
