import type { Provenance, Sourced } from './types.ts';

/** The first value that is there, with where it was read; white space is folded. */
export function first(candidates: [string | null | undefined, Provenance][]): Sourced<string> | null {
  for (const [value, from] of candidates) {
    const trimmed = value?.replace(/\s+/g, ' ').trim();
    if (trimmed) return { value: trimmed, from };
  }
  return null;
}

/** The first of several meta keys that a page has. */
export function pick(meta: ReadonlyMap<string, string>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = meta.get(key);
    if (value) return value;
  }
  return null;
}
