/** Requests to a provider: nothing but what was prepared goes out, and whatever comes back, however long it takes, has an end. */
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  type PreparedRequest,
  type Progress,
  type RequestLimits,
  sendRequest,
} from '../../electron/backend/providers/request.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { startProviderServer } from '../support/provider-server.ts';

const limits: RequestLimits = { connect: 2000, silence: 150, total: 5000, bytes: 100_000 };
const never = new AbortController().signal;

const get = (url: string, more: Partial<PreparedRequest> = {}): PreparedRequest => ({
  ...{
    method: 'GET',
    url: new URL(url),
    headers: { 'user-agent': 'Parallax', connection: 'close' },
    body: null,
    secret: null,
  },
  ...more,
});

async function failure(work: Promise<unknown>): Promise<{ code: string; reason: unknown; message: string }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, reason: error.details.reason, message: error.message };
    throw error;
  }
  throw new Error('The request did not fail.');
}

describe('a request', () => {
  it('carries no header that was not prepared: no cookie, no referrer, no language', async () => {
    const server = await startProviderServer((_request, response) => {
      response.setHeader('set-cookie', 'who=you');
      response.end('ok');
    });
    for (let i = 0; i < 2; i++) await sendRequest(get(`${server.origin}/a?b=c`), limits, never);
    const host = { name: 'host', value: new URL(server.origin).host };
    const prepared = [{ name: 'user-agent', value: 'Parallax' }, { name: 'connection', value: 'close' }, host];
    for (const { headers } of server.reached) expect(headers).toEqual(expect.arrayContaining(prepared));
    expect(server.reached.map(({ headers }) => headers.length)).toEqual([3, 3]);
  });

  it('ignores the proxy that the environment names', async () => {
    const proxy = await startProviderServer((_request, response) => response.end('from the proxy'));
    const server = await startProviderServer((_request, response) => response.end('from the server'));
    process.env.http_proxy = proxy.origin;
    process.env.NODE_USE_ENV_PROXY = '1';
    try {
      const { body } = await sendRequest(get(server.origin), limits, never);
      expect(body.toString()).toBe('from the server');
      expect(proxy.reached).toEqual([]);
    } finally {
      delete process.env.http_proxy;
      delete process.env.NODE_USE_ENV_PROXY;
    }
  });

  it('ends when a server hangs, before and in the middle of its answer', async () => {
    const server = await startProviderServer();
    expect(await failure(sendRequest(get(server.origin), limits, never))).toMatchObject({
      code: 'PROVIDER_FAILED',
      reason: 'slow',
    });
    server.answer = (_request, response) => response.write('half of ');
    expect(await failure(sendRequest(get(server.origin), limits, never))).toMatchObject({ reason: 'slow' });
  });

  it('ends when a server drips its answer for ever', async () => {
    const server = await startProviderServer((_request, response) => {
      const dripping = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(dripping));
    });
    const ended = await failure(sendRequest(get(server.origin), { ...limits, total: 300 }, never));
    expect(ended).toMatchObject({ reason: 'slow', message: expect.stringContaining('did not finish') });
  });

  it('stops reading at the limit: said beforehand, not said, or said too small', async () => {
    const server = await startProviderServer();
    const endless = (response: { write(text: string): boolean; on(event: 'close', then: () => void): void }) => {
      const filling = setInterval(() => response.write('x'.repeat(50_000)), 1);
      response.on('close', () => clearInterval(filling));
    };
    server.answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100001' });
      response.write('x');
    };
    const progress: Progress = { received: 0, status: null, followed: [] };
    expect(await failure(sendRequest(get(server.origin), limits, never, progress))).toMatchObject({
      reason: 'too large',
    });
    expect(progress).toMatchObject({ received: expect.any(Number), status: 200 });
    expect(progress.received).toBeLessThan(10);
    server.answer = (_request, response) => endless(response);
    expect(await failure(sendRequest(get(server.origin), limits, never))).toMatchObject({ reason: 'too large' });
  });

  it('takes nothing of an answer that is shorter or longer than it says', async () => {
    // Node's own server refuses to lie.
    const lying = async (answer: string) => {
      const tcp = createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.end(answer));
      });
      await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
      const { port } = tcp.address() as { port: number };
      try {
        return await sendRequest(get(`http://127.0.0.1:${port}/`), limits, never).then(
          ({ body }) => body.toString(),
          (error: AppError) => error.details.reason,
        );
      } finally {
        tcp.close();
      }
    };
    expect(await lying('HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort')).toBe('broke off');
    expect(['short', 'unreadable']).toContain(
      await lying('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshort and then some more'),
    );
    expect(await lying('no answer of a web server at all\r\n\r\n')).toBe('unreadable');
    expect(await lying('')).toBe('broke off');
  });

  it('follows a redirect on the same server, three times and no more, and says where it went', async () => {
    const server = await startProviderServer((request, response) => {
      const step = Number(request.path.slice(1));
      if (step >= 3) return response.end('there');
      response.writeHead(302, { location: `/${step + 1}` });
      response.end();
    });
    const answer = await sendRequest(get(`${server.origin}/0`), limits, never);
    expect(answer.body.toString()).toBe('there');
    expect(answer.followed).toEqual([1, 2, 3].map((step) => `${server.origin}/${step}`));
    server.answer = (_request, response) => {
      response.writeHead(307, { location: '/again' });
      response.end();
    };
    server.reached.length = 0;
    expect(await failure(sendRequest(get(`${server.origin}/0`), limits, never))).toMatchObject({ reason: 'redirect' });
    expect(server.reached).toHaveLength(4);
  });

  it('follows no redirect to another server, another port, another kind of address, or with a password', async () => {
    const other = await startProviderServer((_request, response) => response.end('caught'));
    const server = await startProviderServer();
    const { host } = new URL(server.origin);
    for (const location of [
      `${other.origin}/`,
      other.origin.replace('127.0.0.1', 'localhost'),
      '//elsewhere.example/',
      'file:///etc/hostname',
      'data:text/plain,x',
      `http://me:secret@${host}/`,
      'http://',
    ]) {
      server.answer = (_request, response) => {
        response.writeHead(301, { location });
        response.end();
      };
      const secret = { secret: 'key-of-a-test' };
      expect(await failure(sendRequest(get(server.origin, secret), limits, never)), location).toMatchObject({
        reason: 'redirect',
      });
    }
    expect(other.reached).toEqual([]);
  });

  it('sends a question in its body on only as it was', async () => {
    const server = await startProviderServer((request, response) => {
      if (request.path === '/moved') return response.end(request.body);
      response.writeHead(308, { location: '/moved' });
      response.end();
    });
    const post = get(`${server.origin}/`, { method: 'POST', body: '{"a":1}', headers: { 'content-length': '7' } });
    expect((await sendRequest(post, limits, never)).body.toString()).toBe('{"a":1}');
    server.answer = (_request, response) => {
      response.writeHead(303, { location: '/moved' });
      response.end();
    };
    expect(await failure(sendRequest(post, limits, never))).toMatchObject({ reason: 'redirect' });
  });

  it('ends at once when it is no longer wanted, and hangs up', async () => {
    const server = await startProviderServer((_request, response) => response.write('half'));
    const abort = new AbortController();
    const hungUp = server.nextHangUp();
    const ended = failure(sendRequest(get(server.origin), { ...limits, silence: 5000 }, abort.signal));
    await expect.poll(() => server.reached.length).toBe(1);
    abort.abort(new AppError('CANCELLED', 'Switched off.'));
    expect(await ended).toMatchObject({ code: 'CANCELLED', message: 'Switched off.' });
    await hungUp;
  });

  it('says that nothing answers, and that a name is not known', async () => {
    const server = await startProviderServer();
    await server.close();
    expect(await failure(sendRequest(get(server.origin), limits, never))).toMatchObject({
      reason: 'refused',
      message: expect.stringContaining(new URL(server.origin).host),
    });
    // A machine that is offline may also wait in vain for whoever knows names.
    const unknown = await failure(sendRequest(get('http://wiki.invalid/'), limits, never));
    expect(['not found', 'slow']).toContain(unknown.reason);
  });

  it('refuses an answer that is packed, and one with endless headers', async () => {
    const server = await startProviderServer((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end('x');
    });
    expect(await failure(sendRequest(get(server.origin), limits, never))).toMatchObject({ reason: 'unreadable' });
    server.answer = (_request, response) => {
      response.writeHead(200, { 'x-long': 'y'.repeat(40_000) });
      response.end('x');
    };
    expect(await failure(sendRequest(get(server.origin), limits, never))).toMatchObject({ reason: 'unreadable' });
  });
});
