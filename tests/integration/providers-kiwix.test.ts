/** A Kiwix server as Debian ships it, where this machine has one: what it really answers to a search. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareRequest } from '../../electron/backend/providers/prepare.ts';
import { sendRequest } from '../../electron/backend/providers/request.ts';
import { searches } from '../../electron/backend/providers/searches.ts';
import { temporaryFolder, writeFiles } from '../support/backend.ts';

const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
const isHere = has('kiwix-serve') && has('zimwriterfs');

/** A square picture of one colour, which every such file must have. */
function picture(side: number): Buffer {
  const table = Array.from({ length: 256 }, (_, n) => {
    let value = n;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });
  const sum = (bytes: Buffer) => {
    let value = 0xffffffff;
    for (const byte of bytes) value = table[(value ^ byte) & 255]! ^ (value >>> 8);
    return (value ^ 0xffffffff) >>> 0;
  };
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(sum(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, 0x66)]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

let serving: ChildProcess | undefined;
afterAll(() => void serving?.kill());

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

describe.skipIf(!isHere)('a Kiwix server', () => {
  it('is searched, and its pages have the addresses that it serves them at', async () => {
    const folder = temporaryFolder();
    const html = (title: string, text: string) =>
      `<html lang="en"><head><title>${title}</title></head><body><p>${text}</p></body></html>`;
    writeFiles(
      {
        'pages/index.html': html('Lenn bridge', 'The bridge over the Lenn was built in 1931 and is 240 metres long.'),
        'pages/ferry.html': html(
          'Harbour ferry &amp; quay',
          'The harbour ferry carries 900 people a day across the Lenn.',
        ),
        'pages/icon.png': picture(48),
      },
      folder,
    );
    const zim = join(folder, 'lenn.zim');
    const about = ['--title=Lenn', '--description=d', '--creator=c', '--publisher=p', '--name=lenn', '--language=eng'];
    const made = spawnSync('zimwriterfs', [
      '--welcome=index.html',
      '--illustration=icon.png',
      ...about,
      join(folder, 'pages'),
      zim,
    ]);
    expect(made.status, String(made.stderr)).toBe(0);
    const port = await freePort();
    serving = spawn('kiwix-serve', ['--address', '127.0.0.1', '--port', String(port), zim], { stdio: 'ignore' });
    const provider = { kind: 'kiwix', address: `http://127.0.0.1:${port}/`, model: '' } as const;
    const limits = { connect: 2000, silence: 5000, total: 10_000, bytes: 1_000_000 };
    const search = async (query: string) => {
      const request = prepareRequest(provider, { what: 'search', query, claimId: null }, [], null);
      return searches.kiwix.read(await sendRequest(request, limits, new AbortController().signal));
    };
    await expect.poll(() => search('ferry').catch(() => null), { timeout: 10_000 }).not.toBeNull();
    const { pages, found } = await search('ferry');
    expect({ found, pages }).toMatchObject({ found: 1, pages: [{ title: 'Harbour ferry & quay' }] });
    expect(pages[0]!.snippet).toContain('carries 900 people');
    const page = new URL(pages[0]!.url);
    const opened = await sendRequest(
      { method: 'GET', url: page, headers: {}, body: null, secret: null },
      limits,
      new AbortController().signal,
    );
    expect(opened.body.toString()).toContain('across the Lenn');
    expect(await search('nothing-of-the-kind')).toEqual({ found: 0, pages: [] });
  });
});
