/**
 * Nothing leaves the machine. With every provider off, a backend works from import to export while each of its threads is watched for
 * attempts to reach beyond it; and the same watch is shown to catch one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorOf, importPaths, jobEnd, ROOT, temporaryFolder, writeFiles } from '../support/backend.ts';
import { startChildBackend } from '../support/child-backend.ts';

const WATCH = pathToFileURL(join(ROOT, 'tests/support/socket-watch.mjs')).href;

interface Attempt {
  thread: number;
  what: string;
  target: string;
}
const attempts = (file: string): Attempt[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
const outward = (file: string) => attempts(file).filter(({ what }) => what !== 'watching');
const watched = (file: string) => new Set(attempts(file).map(({ thread }) => thread));

/** Articles full of addresses that a careless program would ask for. */
const articles = {
  'courier/bridge.html': `<!DOCTYPE html><html lang="en"><head><title>The Lenn bridge is closed</title>
    <base href="http://outside.invalid/"><link rel="canonical" href="http://outside.invalid/bridge">
    <link rel="stylesheet" href="http://outside.invalid/style.css"><script src="http://outside.invalid/run.js"></script></head>
    <body><iframe src="http://outside.invalid/frame"></iframe><article><h1>The Lenn bridge is closed</h1>
    <img src="http://outside.invalid/pixel.gif"><p>The bridge over the Lenn was closed on Monday, the council said. “Repairs will take
    nine weeks,” said the mayor, Ida Marsh.</p><p>Everybody knows that this outrageous failure was bound to come, she added.</p>
    </article></body></html>`,
  'herald/feed.xml': `<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://outside.invalid/rss.dtd" [<!ENTITY x SYSTEM "http://outside.invalid/x">]>
    <rss version="2.0"><channel><title>Herald</title><link>http://outside.invalid/</link><item><title>Bridge closed for weeks</title>
    <link>http://outside.invalid/2</link><description>The bridge over the Lenn was closed on Monday, the council said. Drivers lose an
    hour on the way to the harbour, where 900 people work.</description></item></channel></rss>`,
  'wire/bridge.txt':
    'Bridge closed after a storm\n\nThe bridge over the Lenn was closed on Monday, the council said. The storm had bent two of its bolts.\n\nThe council will report on http://outside.invalid/3 when it opens again.\n',
};

describe('with providers off', () => {
  it('import, analysis, stories, claims and export open not one socket beyond this machine, in no thread', async () => {
    const dataDir = temporaryFolder();
    const file = join(dataDir, 'attempts.jsonl');
    const { client, shutdown } = await startChildBackend({
      dataDir,
      execArgv: ['--import', WATCH],
      env: { SOCKET_WATCH: file },
    });
    await client.call('projects.create', { path: join(dataDir, 'watched.parallax') });
    await client.call('coders.use', { name: 'Rana' });
    const report = await importPaths(client, [writeFiles(articles)]);
    expect(report.counts).toMatchObject({ found: 3, failed: 0 });
    const { jobId } = await client.call('analysis.start', {});
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null });
    const { first } = await client.call('articles.openView', { query: { text: 'bridge' } });
    expect(first).toHaveLength(3);
    const articleIds = first.map(({ articleId }) => articleId);
    const { storyId } = await client.call('stories.create', { articleIds });
    expect((await client.call('stories.sections', { storyId })).commonGround.length).toBeGreaterThan(0);
    const { articleId } = first[0]!;
    const { text, textVersionId } = await client.call('articles.get', { articleId });
    const quote = text.slice(0, 12);
    const claim = await client.call('claims.create', {
      articleId,
      textVersionId,
      start: 0,
      end: 12,
      quote,
      fields: {},
    });
    const { claimId } = claim;
    const at = { kind: 'link', url: 'http://outside.invalid/report', title: '', quotation: '' } as const;
    await client.call('claims.addEvidence', { claimId, stance: 'context', at });
    // Known to the project, and off.
    const kinds = ['mediawiki', 'kiwix', 'searxng', 'claimreview'] as const;
    for (const kind of kinds)
      await client.call('providers.add', { kind, name: kind, address: 'http://outside.invalid/' });
    const providers = await client.call('providers.list', {});
    for (const { providerId, kind } of providers) {
      const ask =
        kind === 'claimreview' ? { what: 'feed' as const } : { what: 'search' as const, query: 'bridge', claimId };
      expect(await errorOf(client.call('providers.preview', { providerId, ask }))).toMatchObject({
        code: 'PROVIDER_OFF',
      });
    }
    expect(await client.call('providers.reviews', { claimId })).toEqual([]);
    const exporting = await client.call('export.start', { format: 'csv', out: join(dataDir, 'out') });
    expect(await jobEnd(client, exporting.jobId)).toMatchObject({ state: 'done', error: null });

    // The backend's own thread, the writer, two readers, and the pool.
    expect(watched(file).size).toBeGreaterThanOrEqual(5);
    expect(outward(file)).toEqual([]);

    // The same watch, the same process: one provider is switched on, and its request is caught.
    const searxng = providers.find(({ kind }) => kind === 'searxng')!;
    const { providerId, address } = searxng;
    await client.call('providers.switch', { providerId, on: true, address });
    const { requestId } = await client.call('providers.preview', {
      providerId,
      ask: { what: 'search', query: 'bridge' },
    });
    expect(outward(file)).toEqual([]);
    const error = await errorOf(client.call('providers.send', { requestId }));
    expect(error).toMatchObject({ code: 'PROVIDER_FAILED' });
    expect(outward(file)).toMatchObject([{ thread: 0, target: expect.stringContaining('outside.invalid') }]);
    expect(await shutdown()).toBe(0);
  });

  it('is watched in threads as well, for every way out there is', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'attempts.jsonl');
    const tries = `
      import { request as plain } from 'node:http';
      import { request } from 'node:https';
      import { connect } from 'node:net';
      import { lookup, promises } from 'node:dns';
      import { createSocket } from 'node:dgram';
      import { Worker, isMainThread } from 'node:worker_threads';
      if (isMainThread) new Worker(new URL(import.meta.url));
      else {
        const quiet = () => {};
        await fetch('http://192.0.2.1/fetch').catch(quiet);
        request('https://192.0.2.2/').on('error', quiet).end();
        plain('http://192.0.2.6/').on('error', quiet).end();
        connect(9, '192.0.2.3').on('error', quiet);
        connect({ port: 9, host: '192.0.2.4' }).on('error', quiet);
        lookup('name.invalid', quiet);
        await promises.resolve4('other.invalid').catch(quiet);
        await fetch('http://fetched.invalid/').catch(quiet);
        try { createSocket('udp4').send('x', 53, '192.0.2.5'); } catch {}
        process.exit(0);
      }`;
    const script = writeFiles({ 'tries.mjs': tries }, folder);
    const ran = spawnSync(process.execPath, ['--import', WATCH, join(script, 'tries.mjs')], {
      env: { ...process.env, SOCKET_WATCH: file },
      encoding: 'utf8',
    });
    expect(ran.stderr).toBe('');
    const caught = outward(file);
    expect(new Set(caught.map(({ thread }) => thread))).toEqual(new Set([1]));
    const targets = caught.map(({ target }) => target.replace(/:\d+$/, ''));
    const numbered = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5', '192.0.2.6'];
    for (const target of [...numbered, 'name.invalid', 'other.invalid', 'fetched.invalid'])
      expect(targets).toContain(target);
  });

  it('there is one folder that can reach out: no other part of the backend knows a network', () => {
    const modules = /from '(?:node:)?(?:https?|http2|net|tls|dns|dns\/promises|dgram|undici)'/;
    const globals = /\b(?:fetch|WebSocket|EventSource|XMLHttpRequest|sendBeacon)\s*\(/;
    const reaching = globSync(['electron/{backend,analysis,workers}/**/*.ts', 'shared/**/*.ts'], { cwd: ROOT })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => {
        const source = readFileSync(join(ROOT, path), 'utf8');
        return modules.test(source) || globals.test(source);
      });
    expect(reaching).toEqual(['electron/backend/providers/request.ts']);
  });
});
