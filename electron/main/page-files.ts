import { isAbsolute, join, normalize, relative, sep } from 'node:path';

export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'parallax';
export const PAGE_URL: string = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/** No remote origin, no inline script. React writes style properties one by one, which needs no exception. */
export const PAGE_POLICY: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/** Whether this is the page itself, which alone may be navigated to. */
export function isPageUrl(url: string, devUrl?: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, pathname } = new URL(url);
  if (protocol === `${PAGE_SCHEME}:`) return host === PAGE_HOST && (pathname === '/' || pathname === '/index.html');
  return devUrl !== undefined && new URL(url).origin === new URL(devUrl).origin;
}

/** Whether a frame belongs to our own origin. */
export function isOwnOrigin(url: string, devUrl?: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, origin } = new URL(url);
  if (protocol === `${PAGE_SCHEME}:`) return host === PAGE_HOST;
  return devUrl !== undefined && origin === new URL(devUrl).origin;
}

/**
 * The file that a request for the page means, and its type; undefined if there can be none: foreign host, a path that
 * leaves `folder`, a kind of file that a page is not made of.
 */
export function pageFile(url: string, folder: string): { path: string; type: string } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== `${PAGE_SCHEME}:` || host !== PAGE_HOST) return undefined;
  let wanted: string;
  try {
    wanted = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return undefined;
  const path = normalize(join(folder, wanted === '/' ? 'index.html' : wanted));
  const inside = relative(folder, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  const type = contentTypes[path.slice(path.lastIndexOf('.') + 1)];
  return type ? { path, type } : undefined;
}
