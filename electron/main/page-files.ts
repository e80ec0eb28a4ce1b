import { isAbsolute, join, normalize, relative, sep } from 'node:path';
import { PAGE_FILE_TYPES } from '../../shared/contract/page-policy.ts';

export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'parallax';
export const PAGE_URL: string = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/** Undefined for what is no address. (`URL.canParse` is younger than the oldest Electron that must start this.) */
export function parseUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** Whether an address belongs to our own origin; `devUrl` is that of the development server. */
export function isOwnOrigin(url: string, devUrl?: string): boolean {
  const parsed = parseUrl(url);
  if (!parsed) return false;
  if (parsed.protocol === `${PAGE_SCHEME}:`) return parsed.host === PAGE_HOST;
  return devUrl !== undefined && parsed.origin === new URL(devUrl).origin;
}

/** Whether this is the page itself, which alone may be navigated to. */
export function isPageUrl(url: string, devUrl?: string): boolean {
  if (!isOwnOrigin(url, devUrl)) return false;
  return url.startsWith(`${PAGE_SCHEME}:`) ? ['/', '/index.html'].includes(new URL(url).pathname) : true;
}

/**
 * The file that a request for the page means, and its type; undefined if there can be none: foreign host, a path that
 * leaves `folder`, a kind of file that a page is not made of.
 */
export function pageFile(url: string, folder: string): { path: string; type: string } | undefined {
  const parsed = parseUrl(url);
  if (parsed?.protocol !== `${PAGE_SCHEME}:` || parsed.host !== PAGE_HOST) return undefined;
  let wanted: string;
  try {
    wanted = decodeURIComponent(parsed.pathname);
  } catch {
    return undefined;
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return undefined;
  const path = normalize(join(folder, wanted === '/' ? 'index.html' : wanted));
  const inside = relative(folder, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  const type = PAGE_FILE_TYPES[path.slice(path.lastIndexOf('.') + 1)];
  return type ? { path, type } : undefined;
}
