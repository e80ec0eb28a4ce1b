import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { PAGE_POLICY } from '../../shared/contract/page-policy.ts';
import { PAGE_SCHEME, pageFile } from './page-files.ts';

/** Before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page, and nothing else, to our own windows. */
export function servePage(folder: string): void {
  const headers = { 'Content-Security-Policy': PAGE_POLICY, 'X-Content-Type-Options': 'nosniff' };
  protocol.handle(PAGE_SCHEME, async (request) => {
    if (request.method !== 'GET') return new Response('Only GET', { status: 405, headers });
    const file = pageFile(request.url, folder);
    if (!file) return new Response('Not found', { status: 404, headers });
    try {
      return new Response(new Uint8Array(await readFile(file.path)), {
        headers: { ...headers, 'Content-Type': file.type },
      });
    } catch {
      return new Response('Not found', { status: 404, headers });
    }
  });
}
