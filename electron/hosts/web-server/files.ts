import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join, resolve, sep } from 'node:path';
import { PAGE_FILE_TYPES, PAGE_POLICY } from '../../../shared/contract/page-policy.ts';

/** Of every answer, refusals too. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': PAGE_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** The file of the built page that a path means; undefined when it leaves the folder or is no kind of page file. */
export function pageFile(folder: string, pathname: string): { path: string; type: string } | undefined {
  let wanted: string;
  try {
    wanted = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (wanted.includes('\0') || wanted.includes('\\')) return undefined;
  const path = resolve(folder, `.${wanted === '/' ? '/index.html' : wanted}`);
  if (!path.startsWith(folder + sep)) return undefined;
  const type = PAGE_FILE_TYPES[path.slice(path.lastIndexOf('.') + 1)];
  return type ? { path, type } : undefined;
}

export function sendNotFound(response: ServerResponse): void {
  response.writeHead(404, { ...COMMON_HEADERS, 'Content-Type': 'text/plain' }).end('Not found');
}

/** Answers with a file, or 404. */
export async function sendFile(response: ServerResponse, path: string, headers: Record<string, string>): Promise<void> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined) {
    sendNotFound(response);
    return;
  }
  response.writeHead(200, { ...COMMON_HEADERS, ...headers, 'Content-Length': String(size) });
  createReadStream(path)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** The zip of a finished export; undefined when there is none. `jobId` comes from the address: letters, digits, `-`. */
export async function downloadOf(dataDir: string, jobId: string): Promise<{ path: string; name: string } | undefined> {
  if (!/^[0-9a-f-]{36}$/.test(jobId)) return undefined;
  const folder = join(dataDir, 'exports', jobId);
  const names = await readdir(folder).catch(() => []);
  const name = names.find((entry) => entry.endsWith('.zip'));
  return name ? { path: join(folder, name), name } : undefined;
}
