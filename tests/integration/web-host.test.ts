/** The loopback web host: who gets in, what they can reach, and how files come in and go out. */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { serveWeb, type WebServer } from '../../electron/hosts/web-server/serve.ts';
import { type Client, createClient } from '../../shared/contract/client.ts';
import { PAGE_POLICY } from '../../shared/contract/page-policy.ts';
import type { ExportResult } from '../../shared/contract/rooms/export.ts';
import { openSocket } from '../contract/transports.ts';
import {
  errorOf,
  jobEnd,
  startTestBackend,
  stopAtEnd,
  type TestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends a path exactly as it is written, which `fetch` does not. */
function ask(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** The status that a web socket is refused with, or 101. */
function knock(port: number, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
}

let host: TestBackend;
let server: WebServer;
let client: Client;
let port: number;
let token: string;
let cookie: string;
const pageDir = writeFiles({
  'page/index.html': '<!doctype html><title>Parallax</title>',
  'page/assets/app.js': 'export {};',
  'page/secret.env': 'PASSWORD=1',
  'package.json': '{ "outside": true }',
});
const offeredFolder = writeFiles({
  'gazette/offered.txt': 'Offered story\n\nThe ferry to Irrin sails again from Monday, the harbour said.',
});

beforeAll(async () => {
  host = await startTestBackend({ host: 'web', offeredFolder });
  server = await serveWeb({ backend: host.backend, dataDir: host.dataDir, pageDir: join(pageDir, 'page'), port: 0 });
  stopAtEnd(() => server.close());
  const url = new URL(server.url);
  port = Number(url.port);
  token = url.searchParams.get('token') ?? '';
  cookie = `parallax_${port}=${token}`;
  client = createClient(await openSocket(server.url));
});

describe('the printed address', () => {
  it('opens the page and exchanges the token for a cookie that scripts and other sites cannot use', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    const answer = await ask(port, `/?token=${token}`);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toContain('<title>Parallax</title>');
    const [setCookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(setCookie.split('; ')).toEqual([cookie, 'HttpOnly', 'SameSite=Strict', 'Path=/']);
    expect((await ask(port, '/assets/app.js', { cookie })).status).toBe(200);
  });

  it('says what the page may load, and that types are not to be guessed', async () => {
    for (const path of ['/', '/assets/app.js', '/no-such-file.js']) {
      const { headers } = await ask(port, path, { cookie });
      expect(headers).toMatchObject({
        'content-security-policy': PAGE_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
    }
    expect(PAGE_POLICY).not.toMatch(/https?:|\*|unsafe/);
  });

  it('is reachable from this machine only', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((entries) => entries ?? [])
      .filter((entry) => entry.family === 'IPv4' && !entry.internal)
      .map((entry) => entry.address);
    for (const address of [...others, '127.0.0.2']) {
      const reached = await new Promise((resolve) => {
        const socket = connect({ host: address, port });
        socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      });
      expect(reached, address).toBe(false);
    }
  });
});

describe('without the token', () => {
  it.each(['/', '/index.html', '/assets/app.js', '/channel', '/download/x', '/no-such-path', '//', '/?token', '*'])(
    '%s answers 401 or 403 and nothing else',
    async (path) => {
      const answer = await ask(port, path);
      expect([401, 403]).toContain(answer.status);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.body.toString()).not.toContain('Parallax</title>');
    },
  );

  it('neither a wrong token nor a wrong cookie opens anything', async () => {
    const wrong = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const given of [wrong, '', token.slice(0, -1), `${token}A`]) {
      expect((await ask(port, `/?token=${given}`)).status).toBe(403);
      expect((await ask(port, '/', { cookie: `parallax_${port}=${given}` })).status).toBe(401);
    }
    // The token of the cookie under the name of another server's cookie.
    expect((await ask(port, '/', { cookie: `parallax_1=${token}` })).status).toBe(401);
    // A wrong token is not saved by a good cookie: nobody can be walked out of their own session unseen.
    expect((await ask(port, `/?token=${wrong}`, { cookie })).status).toBe(403);
  });

  it('posting is refused as well, and with the token there is nothing to post to', async () => {
    expect((await ask(port, '/', {}, 'POST')).status).toBe(401);
    expect((await ask(port, '/', { cookie }, 'POST')).status).toBe(405);
    expect((await ask(port, '/', { cookie }, 'DELETE')).status).toBe(405);
  });
});

describe('from elsewhere', () => {
  it('a foreign Host is refused even with the token', async () => {
    for (const foreign of [
      'parallax.example',
      `parallax.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port + 1}`,
      `0.0.0.0:${port}`,
    ]) {
      expect((await ask(port, `/?token=${token}`, { host: foreign })).status).toBe(403);
      expect(await knock(port, '/channel', { host: foreign, cookie, origin: `http://127.0.0.1:${port}` })).toBe(403);
    }
    expect((await ask(port, '/', { host: `localhost:${port}`, cookie })).status).toBe(200);
  });

  it('a foreign Origin is refused even with the token', async () => {
    for (const origin of [
      'https://parallax.example',
      'null',
      `http://127.0.0.1:${port + 1}`,
      `https://127.0.0.1:${port}`,
    ]) {
      expect((await ask(port, '/', { cookie, origin })).status).toBe(403);
      expect(await knock(port, '/channel', { cookie, origin })).toBe(403);
    }
  });

  it('a socket needs its cookie, its origin and its path', async () => {
    const origin = `http://127.0.0.1:${port}`;
    expect(await knock(port, '/channel', { cookie, origin })).toBe(101);
    expect(await knock(port, '/channel', { cookie })).toBe(403);
    expect(await knock(port, '/channel', { origin })).toBe(401);
    expect(await knock(port, '/other', { cookie, origin })).toBe(404);
  });

  it('an address that is none ends neither the server nor its sockets', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port }, () =>
        socket.write(
          `GET // HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
        ),
      );
      socket.on('data', (data) => resolve(data.toString()));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect((await ask(port, '/', { cookie })).status).toBe(200);
    expect(await client.call('projects.current', {})).toBeNull();
  });
});

describe('the port', () => {
  it('that is taken is named, with what to do', async () => {
    const port = Number(new URL(server.url).port);
    const error = await errorOf(serveWeb({ backend: host.backend, dataDir: host.dataDir, pageDir: '/', port }));
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      message: `Port ${port} is in use by another program. Choose another one, or 0 for any.`,
    });
  });
});

describe('paths', () => {
  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/../../package.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/..\\package.json',
    '/index.html%00.js',
    '/%',
    '/%c0%ae%c0%ae/package.json',
    '/secret.env',
    '/assets',
    '/assets/',
    '/download/%2e%2e%2f%2e%2e',
    '/download/00000000-0000-0000-0000-000000000000',
  ])('%s reaches nothing', async (path) => {
    const answer = await ask(port, path, { cookie });
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).not.toMatch(/outside|PASSWORD/);
  });
});

describe('a page in a browser', () => {
  it('opens and creates no project by a path of its own', async () => {
    const elsewhere = join(temporaryFolder(), 'elsewhere.parallax');
    expect(await errorOf(client.call('projects.create', { path: elsewhere }))).toHaveProperty(
      'code',
      'PATH_NOT_ALLOWED',
    );
    expect(existsSync(elsewhere)).toBe(false);
    const other = await startTestBackend({ project: elsewhere });
    await other.stop();
    expect(await errorOf(client.call('projects.open', { path: elsewhere }))).toHaveProperty('code', 'PATH_NOT_ALLOWED');
    for (const name of ['../escape', 'a/b', 'a\\b', '.hidden', '', 'C:x', 'x\0y']) {
      expect(await errorOf(client.call('projects.create', { name })), name).toHaveProperty('code', 'INVALID_INPUT');
    }
    const made = await client.call('projects.create', { name: 'Course work' });
    expect(made.path).toBe(join(host.dataDir, 'projects', 'Course work.parallax'));
    expect(await client.call('projects.list', {})).toMatchObject([{ name: 'Course work', exists: true }]);
    expect(await errorOf(client.call('projects.create', { name: 'Course work' }))).toHaveProperty(
      'code',
      'PROJECT_EXISTS',
    );
    expect(await client.call('projects.current', {})).toMatchObject({ name: 'Course work' });
  });

  it('reads no folder of this machine but the one that was offered', async () => {
    const paths = [offeredFolder, '/etc'];
    for (const path of paths) {
      const origin = { paths: [path] };
      expect(await errorOf(client.call('import.survey', { origin }))).toHaveProperty('code', 'PATH_NOT_ALLOWED');
      expect(await errorOf(client.call('import.start', { origin }))).toHaveProperty('code', 'PATH_NOT_ALLOWED');
    }
    const origin = { offeredFolder: true } as const;
    expect(await client.call('import.survey', { origin })).toMatchObject({ files: 1 });
    const { jobId } = await client.call('import.start', { origin });
    expect((await jobEnd(client, jobId)).result).toMatchObject({ imported: 1 });
  });

  it('writes no copy and no export to a path of its own', async () => {
    const folder = temporaryFolder();
    const copy = await errorOf(client.call('projects.saveCopy', { path: join(folder, 'copy.parallax') }));
    expect(copy).toHaveProperty('code', 'INVALID_INPUT');
    const dataset = await errorOf(client.call('export.start', { format: 'csv', out: join(folder, 'out') }));
    expect(dataset).toHaveProperty('code', 'PATH_NOT_ALLOWED');
    const { jobId } = await client.call('projects.saveCopy', { path: 'Course work, before the holidays' });
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done' });
    expect(existsSync(join(host.dataDir, 'projects', 'Course work, before the holidays.parallax'))).toBe(true);
  });

  it('uploads a folder in pieces and imports it', async () => {
    const text =
      'Night train returns\n\nThe night train between Sorrin and Irrin runs again, the railway said on Friday. Tickets cost 40 crowns.';
    const bytes = new TextEncoder().encode(text);
    const { uploadId } = await client.call('import.beginUpload', { title: 'scrape', files: 1, bytes: bytes.length });
    const path = 'scrape/gazette/train.txt';
    for (let offset = 0; offset < bytes.length; offset += 50) {
      const piece = { uploadId, path, offset, bytes: bytes.subarray(offset, offset + 50) };
      expect(await client.call('import.uploadPiece', piece)).toEqual({ received: Math.min(offset + 50, bytes.length) });
    }
    const { jobId } = await client.call('import.start', { origin: { uploadId } });
    expect((await jobEnd(client, jobId)).result).toMatchObject({ found: 1, imported: 1 });
    const { first } = await client.call('articles.openView', { query: { text: 'railway' } });
    expect(first).toMatchObject([{ originalPath: 'gazette/train.txt', source: 'gazette' }]);
    expect(existsSync(join(host.dataDir, 'uploads', uploadId))).toBe(false);
  });

  it('cannot lead an upload out of its folder', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const { uploadId } = await client.call('import.beginUpload', { title: 'scrape', files: 99, bytes: 999 });
    const folder = join(host.dataDir, 'uploads', uploadId, 'files');
    const escapes = [
      '../upload.json',
      '/etc/passwd',
      'a/../../b',
      'a//b',
      '.',
      './a',
      'C:\\a',
      'a\\..\\b',
      'a\0b',
      'a/',
    ];
    for (const path of escapes) {
      const piece = client.call('import.uploadPiece', { uploadId, path, offset: 0, bytes });
      expect(await errorOf(piece), path).toHaveProperty('code', 'UPLOAD_INVALID');
    }
    // A link that lies in the folder, however it came there, is not followed.
    const outside = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    symlinkSync(outside, join(folder, 'linked'));
    symlinkSync(join(outside, 'target.txt'), join(folder, 'link.txt'));
    for (const path of ['linked/a.txt', 'link.txt']) {
      const piece = client.call('import.uploadPiece', { uploadId, path, offset: 0, bytes });
      expect(await errorOf(piece), path).toHaveProperty('code', 'UPLOAD_INVALID');
    }
    expect(existsSync(join(outside, 'a.txt')) || existsSync(join(outside, 'target.txt'))).toBe(false);
    for (const unknown of ['..', '../..', '00000000-0000-0000-0000-000000000000']) {
      const piece = client.call('import.uploadPiece', { uploadId: unknown, path: 'a', offset: 0, bytes });
      expect(await errorOf(piece)).toHaveProperty('code', 'UPLOAD_INVALID');
    }
    expect(await errorOf(client.call('import.dropUpload', { uploadId: '../projects' }))).toHaveProperty(
      'code',
      'UPLOAD_INVALID',
    );
    await client.call('import.dropUpload', { uploadId });
    expect(existsSync(folder)).toBe(false);
  });

  it('downloads an export as one zip, to holders of the cookie', async () => {
    const { jobId } = await client.call('export.start', { format: 'csv', out: null });
    const job = await jobEnd(client, jobId);
    expect(job.error).toBeNull();
    const { downloadUrl, path, files } = job.result as ExportResult;
    expect(path).toBeNull();
    expect(downloadUrl).toBe(`/download/${jobId}`);
    expect((await ask(port, downloadUrl ?? '')).status).toBe(401);
    const answer = await ask(port, downloadUrl ?? '', { cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': expect.stringMatching(/^attachment; filename\*=UTF-8''.+\.zip$/),
    });
    expect(answer.body.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
    const names = answer.body.toString('latin1');
    for (const file of files) expect(names).toContain(file.path);
    await client.call('export.dropDownload', { jobId });
    expect((await ask(port, downloadUrl ?? '', { cookie })).status).toBe(404);
  });

  it('that is turned away leaves no trace of the token in the log', () => {
    expect(readFileSync(join(host.dataDir, 'logs', 'parallax.log'), 'utf8')).not.toContain(token);
  });
});
