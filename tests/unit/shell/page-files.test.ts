import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOwnOrigin, isPageUrl, pageFile } from '../../../electron/main/page-files.ts';
import { PAGE_POLICY } from '../../../shared/contract/page-policy.ts';

const folder = join('/', 'opt', 'parallax', 'renderer');

describe('files of the page', () => {
  it('are found by their path, the page itself also by none', () => {
    expect(pageFile('app://parallax/', folder)).toEqual({
      path: join(folder, 'index.html'),
      type: 'text/html; charset=utf-8',
    });
    expect(pageFile('app://parallax/assets/a%20b.woff2', folder)).toEqual({
      path: join(folder, 'assets', 'a b.woff2'),
      type: 'font/woff2',
    });
  });

  it.each([
    'app://parallax/../secret.json',
    'app://parallax/%2e%2e/%2e%2e/secret.json',
    'app://parallax/..%2f..%2fsecret.json',
    'app://parallax/..%5c..%5csecret.json',
    'app://parallax/%2fetc%2fpasswd',
    'app://parallax/assets/%00.js',
    'app://parallax/%E0%A4%A',
    'app://elsewhere/index.html',
    'https://parallax/index.html',
    'app://parallax/notes.exe',
    'nonsense',
  ])('are never outside the folder, of another host or of a foreign kind: %s', (url) => {
    const found = pageFile(url, folder);
    // A path whose dots the URL parser has folded away may name a file of the same name inside; nothing else may be named.
    expect(found === undefined || found.path === join(folder, 'secret.json')).toBe(true);
  });

  it('come with a policy that knows no remote origin and no inline script', () => {
    expect(PAGE_POLICY).toContain("default-src 'none'");
    expect(PAGE_POLICY).toContain("script-src 'self';");
    expect(PAGE_POLICY).not.toMatch(/https?:|\*|unsafe/);
  });
});

describe('our own origin', () => {
  it('is the scheme with our host, and the development server only where there is one', () => {
    expect(isOwnOrigin('app://parallax/index.html')).toBe(true);
    expect(isOwnOrigin('app://parallax.example/index.html')).toBe(false);
    expect(isOwnOrigin('http://127.0.0.1:5173/')).toBe(false);
    expect(isOwnOrigin('http://127.0.0.1:5173/a', 'http://127.0.0.1:5173/')).toBe(true);
    expect(isOwnOrigin('http://127.0.0.1:9999/a', 'http://127.0.0.1:5173/')).toBe(false);
  });

  it('lets a window be at the page only', () => {
    expect(isPageUrl('app://parallax/index.html#read')).toBe(true);
    expect(isPageUrl('app://parallax/assets/a.svg')).toBe(false);
    expect(isPageUrl('file:///etc/hosts')).toBe(false);
    expect(isPageUrl('')).toBe(false);
  });
});
