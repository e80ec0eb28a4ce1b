/** Evidence from beyond the corpus, through a whole backend and a provider on loopback: what leaves, when, and what is kept of it. */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { OutsideAsk, ProviderKind } from '../../shared/model/provider.ts';
import {
  errorOf,
  importPaths,
  startTestBackend,
  type TestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';
import { type ProviderServer, sendJson, startProviderServer } from '../support/provider-server.ts';

const COURIER =
  'The Lenn bridge is closed\n\nThe bridge over the Lenn was closed on Monday, the council said. Repairs will take nine weeks, the mayor said.';
const HERALD =
  'Bridge closed for weeks\n\nThe bridge over the Lenn was closed on Monday, the council said. Drivers lose an hour on the way to the harbour.';

let running: TestBackend;
let client: Client;
let server: ProviderServer;
let claimId: string;
let articles: string[];

/** Lines of the log from before a test. */
let earlier: number;

/** One backend for all but those that end it: importing takes longer than asking. */
async function start() {
  running = await startTestBackend({ project: true, requestLimits: { silence: 300, connect: 2000 } });
  client = running.client;
  const folder = writeFiles({ 'courier/bridge.txt': COURIER, 'herald/bridge.txt': HERALD });
  await importPaths(client, [folder]);
  const { first } = await client.call('articles.openView', { query: {} });
  articles = first.map(({ articleId }) => articleId);
}
let ended = true;

beforeEach(async () => {
  if (ended) await start();
  ended = false;
  server = await startProviderServer((_request, response) => sendJson(response, { results: [] }));
  for (const { providerId } of await client.call('providers.list', {}))
    await client.call('providers.remove', { providerId });
  const { first } = await client.call('articles.openView', { query: {} });
  const { articleId } = first.find(({ source }) => source === 'courier') ?? first[0]!;
  const { text, textVersionId } = await client.call('articles.get', { articleId });
  const quote = 'Repairs will take nine weeks';
  const from = text.indexOf(quote);
  const claim = await client.call('claims.create', {
    ...{ articleId, textVersionId, start: from, end: from + quote.length, quote },
    fields: { statement: 'The Lenn bridge will be closed for nine weeks' },
  });
  claimId = claim.claimId;
  earlier = (await client.call('providers.log', {})).rows[0]?.sentId ?? 0;
});

async function add(kind: ProviderKind, address = `${server.origin}/`, more: { on?: boolean; model?: string } = {}) {
  const { providerId } = await client.call('providers.add', {
    kind,
    name: `My ${kind}`,
    address,
    model: more.model ?? '',
  });
  if (more.on !== false) await client.call('providers.switch', { providerId, on: true, address });
  return providerId;
}
const searchFor = (query = 'Lenn bridge'): OutsideAsk => ({ what: 'search', query, claimId });
const preview = (providerId: string, ask: OutsideAsk = searchFor()) =>
  client.call('providers.preview', { providerId, ask });
async function ask(providerId: string, question: OutsideAsk = searchFor()) {
  const { requestId } = await preview(providerId, question);
  return client.call('providers.send', { requestId });
}
const log = async () => (await client.call('providers.log', {})).rows.filter(({ sentId }) => sentId > earlier);
const provider = async (providerId: string) =>
  (await client.call('providers.list', {})).find((one) => one.providerId === providerId);
const page = (n: number) => ({
  ...{ title: `Page ${n}`, url: `https://page.example/${n}`, content: `Words of page ${n}` },
  publishedDate: '2025-05-02',
});

describe('a provider', () => {
  it('is off until a person switches it on: nothing can be previewed, and nothing reaches it', async () => {
    const providerId = await add('searxng', undefined, { on: false });
    expect(await provider(providerId)).toMatchObject({ isOn: false, hasKey: false, lastSent: null });
    expect(await errorOf(preview(providerId))).toMatchObject({ code: 'PROVIDER_OFF' });
    expect(server.reached).toEqual([]);
    expect(await log()).toEqual([]);
  });

  it('gets what the preview showed, to the letter, once, and the log says so', async () => {
    server.answer = (_request, response) => sendJson(response, { results: [page(1), page(2)] });
    const providerId = await add('searxng');
    const shown = await preview(providerId);
    expect(server.reached).toEqual([]);
    const sent = await client.call('providers.send', { requestId: shown.requestId });
    expect(sent).toMatchObject({
      found: 2,
      results: [{ title: 'Page 1', publishedAt: '2025-05-02', isTaken: false }, { ord: 2 }],
    });
    expect(server.reached).toHaveLength(1);
    const [reached] = server.reached;
    expect(`${server.origin}${reached!.path}`).toBe(shown.address);
    const sorted = (headers: { name: string; value: string }[]) =>
      headers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(sorted(reached!.headers)).toEqual(sorted(shown.headers));
    const raw = reached!.headers.map(({ name, value }) => `${name}: ${value}\r\n`).join('');
    expect(Buffer.byteLength(`GET ${reached!.path} HTTP/1.1\r\n${raw}\r\n`)).toBe(shown.bytes);
    expect(await errorOf(client.call('providers.send', { requestId: shown.requestId }))).toMatchObject({
      code: 'STALE',
    });
    expect(server.reached).toHaveLength(1);
    const [row, switched] = await log();
    expect(row).toMatchObject({
      ...{ what: 'search', outcome: 'answered', status: 200, query: 'Lenn bridge', address: shown.address },
      ...{ coder: 'Rana', claim: { claimId }, sentBytes: shown.bytes, message: '' },
    });
    expect(row!.receivedBytes).toBeGreaterThan(100);
    expect(switched).toMatchObject({ what: 'switched on', outcome: null, address: `${server.origin}/`, coder: 'Rana' });
    const { text, rows } = await client.call('providers.logFile', {});
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(rows + 2);
    expect(lines.at(-2)).toContain(`"${shown.address}"`);
  });

  it('that is switched off half-way is hung up on, and nothing of its answer is kept', async () => {
    server.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"results":[');
    };
    const providerId = await add('searxng');
    const hungUp = server.nextHangUp();
    const asked = errorOf(ask(providerId));
    await expect.poll(() => server.reached.length).toBe(1);
    await client.call('providers.switch', { providerId, on: false, address: `${server.origin}/` });
    expect(await asked).toMatchObject({ code: 'CANCELLED', message: expect.stringContaining('switched off') });
    await hungUp;
    expect((await log()).find(({ what }) => what === 'search')).toMatchObject({
      outcome: 'cancelled',
      receivedBytes: 12,
    });
    expect(await client.call('providers.results', { claimId })).toEqual([]);
  });

  it('may have been previewed while it was on: switched off, the preview is worth nothing', async () => {
    const providerId = await add('searxng');
    const { requestId } = await preview(providerId);
    await client.call('providers.switch', { providerId, on: false, address: `${server.origin}/` });
    expect(await errorOf(client.call('providers.send', { requestId }))).toMatchObject({ code: 'STALE' });
    expect(server.reached).toEqual([]);
  });

  it.each([
    ['hangs', () => {}, 'slow'],
    [
      'answers with a web page',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
      'page',
    ],
    ['answers with broken JSON', (response) => response.end('{"results": ['), 'unreadable'],
    [
      'sends on to another server',
      (response) => response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
      'redirect',
    ],
    [
      'says that it is too large',
      (response) => response.writeHead(200, { 'content-length': '99999999' }).write('x'),
      'too large',
    ],
    ['fails', (response) => response.writeHead(503).end('busy'), 'status'],
  ] as [string, (response: Parameters<ProviderServer['answer']>[1]) => void, string][])(
    'that %s is told of in words and in the log, and leaves what was found before',
    async (_name, answer, reason) => {
      server.answer = (_request, response) => sendJson(response, { results: [page(1)] });
      const providerId = await add('searxng');
      await ask(providerId);
      server.answer = (_request, response) => answer(response);
      const error = await errorOf(ask(providerId, searchFor('again')));
      expect(error).toMatchObject({ code: 'PROVIDER_FAILED', details: { reason } });
      expect(error.message).toContain(new URL(server.origin).host);
      expect((await log())[0]).toMatchObject({ outcome: 'failed', message: error.message, query: 'again' });
      expect(await provider(providerId)).toMatchObject({
        isOn: true,
        lastSent: { outcome: 'failed', message: error.message },
      });
      expect(await client.call('providers.results', { claimId })).toMatchObject([{ title: 'Page 1' }]);
    },
  );

  it('that names 10,000 pages has 50 kept', async () => {
    server.answer = (_request, response) =>
      sendJson(response, { results: Array.from({ length: 10_000 }, (_, i) => page(i)) });
    const sent = await ask(await add('searxng'));
    expect([sent.found, sent.results.length]).toEqual([10_000, 50]);
    expect(await client.call('providers.results', { claimId })).toHaveLength(50);
  });

  it('whose address is changed, by hand or by undo, is off', async () => {
    const providerId = await add('searxng');
    const { requestId } = await preview(providerId);
    await client.call('providers.edit', { providerId, address: `${server.origin}/other` });
    expect(await provider(providerId)).toMatchObject({ isOn: false });
    expect(await errorOf(client.call('providers.send', { requestId }))).toMatchObject({ code: 'STALE' });
    await client.call('history.undo', {});
    expect(await provider(providerId)).toMatchObject({ isOn: false, address: `${server.origin}/` });
    const stale = { providerId, on: true, address: `${server.origin}/other` };
    expect(await errorOf(client.call('providers.switch', stale))).toMatchObject({ code: 'STALE' });
    expect((await log()).map(({ what }) => what)).toEqual(['switched off', 'switched on']);
    expect(server.reached).toEqual([]);
  });

  it('that was removed and came back by undo is off', async () => {
    const providerId = await add('searxng');
    await client.call('providers.remove', { providerId });
    expect(await provider(providerId)).toBeUndefined();
    await client.call('history.undo', {});
    expect(await provider(providerId)).toMatchObject({ isOn: false });
  });

  it('is off on another machine, whatever the project file brings', async () => {
    const providerId = await add('searxng');
    ended = true;
    await running.stop();
    const path = join(temporaryFolder(), 'received.parallax');
    copyFileSync(running.projectPath, path);
    const other = await startTestBackend({ project: path });
    expect(await other.client.call('providers.list', {})).toMatchObject([{ providerId, isOn: false }]);
    const again = await startTestBackend({ project: running.projectPath, dataDir: running.dataDir });
    expect(await again.client.call('providers.list', {})).toMatchObject([{ providerId, isOn: true }]);
  });

  it('is hung up on when the project is closed', async () => {
    server.answer = (_request, response) => response.write('half');
    const providerId = await add('searxng');
    const hungUp = server.nextHangUp();
    const asked = errorOf(ask(providerId));
    await expect.poll(() => server.reached.length).toBe(1);
    await client.call('projects.close', {});
    await hungUp;
    expect(await asked).toMatchObject({ code: 'CANCELLED' });
    await client.call('projects.open', { path: running.projectPath });
    expect((await log())[0]).toMatchObject({ outcome: 'cancelled' });
  });
});

describe('a key', () => {
  it('goes to its server and stands in no file, no preview and no log', async () => {
    server.answer = (_request, response) => sendJson(response, { results: [] });
    const providerId = await add('searxng');
    await client.call('providers.setKey', { providerId, key: 'sk-very-secret' });
    const shown = await preview(providerId);
    expect(JSON.stringify(shown)).not.toContain('sk-very-secret');
    await client.call('providers.send', { requestId: shown.requestId });
    expect(server.reached[0]!.headers).toContainEqual({ name: 'authorization', value: 'Bearer sk-very-secret' });
    expect(JSON.stringify([await log(), await provider(providerId)])).not.toContain('sk-very-secret');
    ended = true;
    await running.stop();
    for (const file of [
      running.projectPath,
      join(running.dataDir, 'providers.json'),
      join(running.dataDir, 'logs', 'parallax.log'),
    ]) {
      expect(readFileSync(file).includes('sk-very-secret'), file).toBe(false);
    }
  });

  it('is forgotten when the address changes, and refused when it cannot be one', async () => {
    const providerId = await add('searxng');
    await client.call('providers.setKey', { providerId, key: 'sk-very-secret' });
    await client.call('providers.edit', { providerId, address: 'http://127.0.0.1:9/' });
    expect(await provider(providerId)).toMatchObject({ hasKey: false });
    const split = { providerId, key: 'two\r\nheaders: 1' };
    expect(await errorOf(client.call('providers.setKey', split))).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('what was found', () => {
  it('becomes evidence as a person says: a link with quotation and where it is from, one step of undo', async () => {
    server.answer = (_request, response) => sendJson(response, { results: [page(1)] });
    const { sentId } = await ask(await add('searxng'));
    const take = { claimId, stance: 'refutes', quotation: 'Six weeks, it says', note: 'Looked at it.' } as const;
    await client.call('providers.takeAsEvidence', { ...take, from: { kind: 'result', sentId, ord: 1 } });
    const { evidence } = await client.call('claims.get', { claimId });
    expect(evidence).toMatchObject([
      {
        stance: 'refutes',
        at: { kind: 'link', url: 'https://page.example/1', title: 'Page 1', quotation: 'Six weeks, it says' },
      },
    ]);
    expect(evidence[0]!.note).toMatch(
      /^Looked at it\.\nFound with My searxng on \d{4}-\d\d-\d\d, searched for “Lenn bridge”\.$/,
    );
    expect(await client.call('providers.results', { claimId })).toMatchObject([{ isTaken: true }]);
    await client.call('history.undo', {});
    expect(await client.call('providers.results', { claimId })).toMatchObject([{ isTaken: false }]);
    expect((await client.call('claims.get', { claimId })).evidence).toEqual([]);
  });
});

const review = (claimReviewed: string, url: string) => ({
  ...{
    '@type': 'ClaimReview',
    claimReviewed,
    url,
    author: { name: 'Checks Example' },
    datePublished: '2025-05-20',
    inLanguage: 'en',
  },
  reviewRating: { alternateName: 'Mostly wrong' },
});

describe('a feed of fact checks', () => {
  const feed = {
    '@type': 'DataFeed',
    dataFeedElement: [
      { item: [review('The Lenn bridge stays closed for nine weeks', 'https://checks.example/bridge')] },
      { item: [review('Cows sleep standing up', 'https://checks.example/cows')] },
    ],
  };

  it('is fetched as a whole; a claim is compared with it here, and the rating is its publisher’s', async () => {
    server.answer = (_request, response) => sendJson(response, feed);
    const providerId = await add('claimreview', `${server.origin}/feed.json`);
    const sent = await ask(providerId, { what: 'feed' });
    expect(sent).toMatchObject({ reviews: 2, results: [] });
    expect(server.reached).toMatchObject([{ method: 'GET', path: '/feed.json', body: '' }]);
    const [like, ...others] = await client.call('providers.reviews', { claimId });
    expect(others).toEqual([]);
    expect(like).toMatchObject({
      publisher: 'Checks Example',
      rating: 'Mostly wrong',
      sharedWords: expect.arrayContaining(['bridge', 'weeks']),
    });
    expect(server.reached).toHaveLength(1);
    await client.call('providers.takeAsEvidence', {
      ...{ claimId, stance: 'context', quotation: like!.claimReviewed },
      from: { kind: 'review', reviewId: like!.reviewId },
    });
    const { evidence, verdict } = await client.call('claims.get', { claimId });
    expect(evidence).toMatchObject([
      { at: { url: 'https://checks.example/bridge', title: 'Checks Example: Mostly wrong' } },
    ]);
    expect(verdict).toBe('unverified');
    await client.call('providers.switch', { providerId, on: false, address: `${server.origin}/feed.json` });
    expect(await client.call('providers.reviews', { claimId })).toEqual([]);
  });

  it('is read from a file without a request; a file that is none leaves what was there', async () => {
    const { providerId } = await client.call('providers.add', {
      kind: 'claimreview',
      name: 'From a file',
      address: '',
    });
    await client.call('providers.switch', { providerId, on: true, address: '' });
    const bytes = new TextEncoder().encode(JSON.stringify(feed));
    expect(await client.call('providers.readFeedFile', { providerId, name: 'feed.json', bytes })).toEqual({
      reviews: 2,
      left: 0,
    });
    const wrong = { providerId, name: 'page.html', bytes: new TextEncoder().encode('<html>no</html>') };
    expect(await errorOf(client.call('providers.readFeedFile', wrong))).toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(await provider(providerId)).toMatchObject({ reviews: 2 });
    expect(await errorOf(preview(providerId, { what: 'feed' }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await log()).map(({ what }) => what)).toEqual(['switched on']);
  });
});

describe('a section in other words', () => {
  it('goes out as numbered sentences, and stands apart from them with what it rests on', async () => {
    const { storyId } = await client.call('stories.create', { articleIds: articles });
    const before = await client.call('stories.sections', { storyId });
    expect(before.commonGround.length).toBeGreaterThan(0);
    server.answer = (_request, response) =>
      sendJson(response, {
        model: 'small-one-q4',
        choices: [
          { message: { content: 'The Lenn bridge was closed on Monday, the council said [1][2]. It is a scandal.' } },
        ],
      });
    const providerId = await add('openai', `${server.origin}/v1`, { model: 'small-one' });
    const question = { what: 'rewriting', storyId, section: 'commonGround' } as const;
    const sent = await ask(providerId, question);
    const body = JSON.parse(server.reached[0]!.body);
    expect(server.reached[0]).toMatchObject({ method: 'POST', path: '/v1/chat/completions' });
    expect(body).toMatchObject({ model: 'small-one', stream: false });
    expect(body.messages[1].content).toMatch(
      /^\[1\] \(.+\) The bridge over the Lenn was closed on Monday, the council said\.\n\[2\]/,
    );
    expect(sent.rewriting).toMatchObject({
      ...{ storyId, section: 'commonGround', model: 'small-one-q4', provider: 'My openai', coder: 'Rana' },
      sentences: [
        { text: 'The Lenn bridge was closed on Monday, the council said.', cites: [1, 2], fault: null },
        { text: 'It is a scandal.', cites: [], fault: 'cites nothing' },
      ],
    });
    expect(sent.rewriting!.given.map(({ isCurrent, number }) => [number, isCurrent])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(await client.call('providers.rewritten', { storyId })).toEqual([sent.rewriting]);
    expect(await client.call('stories.sections', { storyId })).toEqual(before);
    expect((await log())[0]).toMatchObject({ what: 'rewriting', story: { storyId }, body: server.reached[0]!.body });
    await client.call('providers.dropRewriting', { rewritingId: sent.rewriting!.rewritingId });
    expect(await client.call('providers.rewritten', { storyId })).toEqual([]);
  });

  it('that names no source is not kept', async () => {
    const { storyId } = await client.call('stories.create', { articleIds: articles });
    server.answer = (_request, response) =>
      sendJson(response, { model: 'm', message: { content: 'A bridge is closed.' } });
    const providerId = await add('ollama', `${server.origin}/`, { model: 'm' });
    const question = { what: 'rewriting', storyId, section: 'commonGround' } as const;
    expect(await errorOf(ask(providerId, question))).toMatchObject({
      code: 'PROVIDER_FAILED',
      details: { reason: 'no sources' },
    });
    expect(await client.call('providers.rewritten', { storyId })).toEqual([]);
    expect((await log())[0]).toMatchObject({ outcome: 'failed', status: 200 });
  });
});
