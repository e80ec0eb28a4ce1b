import { getDomain } from 'tldts';

/** Registrable domain of an address, or null. */
export function domainOf(url: string | null | undefined): string | null {
  return url ? getDomain(url) : null;
}

/** An absolute web address, or null. */
export function webAddress(raw: string | null | undefined): string | null {
  const trimmed = raw?.trim() ?? '';
  return /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(trimmed) ? trimmed : null;
}
