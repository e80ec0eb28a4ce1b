import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { sha256 } from '../../electron/analysis/sha256.ts';
import type { Client } from '../../shared/contract/client.ts';
import { articleIds, importPaths, jobEnd, startTestBackend, temporaryFolder, writeFiles } from '../support/backend.ts';
import { articleText } from './support/import-project.ts';

/** A project is opened, filled, closed and read again: longer than other tests when the machine has much to do. */
vi.setConfig({ testTimeout: 240_000 });

/** Enough articles that a job can be stopped in the middle of them. */
const ARTICLES = 320;
const folderOf = (articles: number) =>
  writeFiles(
    Object.fromEntries(
      Array.from({ length: articles }, (_, i) => [`paper/${i}.txt`, `${articleText(`quay ${i}`)}\n\nEntry ${i}.`]),
    ),
    join(temporaryFolder(), 'scrape'),
  );

/** Resolves when the job has done something, and not all of it. */
function underWay(client: Client, jobId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = client.subscribe('jobs', (job) => {
      if (job.jobId !== jobId) return;
      if (job.state === 'done') reject(new Error('the job was done before it could be stopped'));
      else if (job.progress.done === 0) return;
      else resolve();
      stop();
    });
  });
}

test('a cancelled import goes on where it stopped, and ends like one that was left alone', async () => {
  const folder = folderOf(ARTICLES);
  const { client } = await startTestBackend({ project: true });
  const { jobId } = await client.call('import.start', { origin: { paths: [folder] }, options: {} });
  await underWay(client, jobId);
  await client.call('jobs.cancel', { jobId });
  expect((await client.call('jobs.get', { jobId })).state).toBe('cancelled');
  const half = (await client.call('import.report', { jobId })).counts;
  expect(half.imported).toBeGreaterThan(0);
  expect(half.imported).toBeLessThan(ARTICLES);

  await client.call('jobs.resume', { jobId });
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null });
  expect((await client.call('import.report', { jobId })).counts).toMatchObject({
    found: ARTICLES,
    imported: ARTICLES,
    unchanged: 0,
    failed: 0,
  });
  expect(await articleIds(client)).toHaveLength(ARTICLES);
});

const EXTRA = 'A paragraph that an earlier version took for part of the article.';

/** As if an earlier version had read every article differently. */
function tamper(path: string) {
  const db = new Database(path);
  try {
    const rows = db.prepare('SELECT text_version_id AS id, text FROM text_body').all() as {
      id: number;
      text: string;
    }[];
    const body = db.prepare('UPDATE text_body SET text = ? WHERE text_version_id = ?');
    const version = db.prepare(`UPDATE text_version SET sha256 = ?, extractor = 'Plain-text cleaning 0' WHERE id = ?`);
    db.transaction(() => {
      for (const { id, text } of rows) {
        const other = `${EXTRA}\n\n${text}`;
        body.run(other, id);
        version.run(sha256(other), id);
      }
    })();
  } finally {
    db.close();
  }
}

test.each(['cancelled', 'interrupted'] as const)(
  'reading again that was %s goes on and reads no article twice',
  async (how) => {
    const folder = folderOf(ARTICLES);
    const first = await startTestBackend({ project: true });
    await importPaths(first.client, [folder]);
    await first.stop();
    tamper(first.projectPath);
    const start = () => startTestBackend({ dataDir: first.dataDir, project: first.projectPath });
    let now = await start();
    const { jobId } = await now.client.call('originals.reextract', { apply: true });
    await underWay(now.client, jobId);
    if (how === 'cancelled') {
      await now.client.call('jobs.cancel', { jobId });
      expect((await now.client.call('jobs.get', { jobId })).state).toBe('cancelled');
      await now.client.call('jobs.resume', { jobId });
    } else {
      await now.stop();
      // Opened again, it goes on by itself.
      now = await start();
    }
    const job = await jobEnd(now.client, jobId);
    expect(job).toMatchObject({
      state: 'done',
      error: null,
      result: { applied: true, looked: ARTICLES, text: ARTICLES, unchanged: 0, failed: 0 },
    });
    const [articleId = ''] = await articleIds(now.client);
    expect((await now.client.call('articles.get', { articleId })).text).not.toContain(EXTRA);
    const db = new Database(first.projectPath, { readonly: true });
    try {
      const versions = db.prepare('SELECT count(*) AS n FROM text_version GROUP BY article').all() as {
        n: number;
      }[];
      expect(versions.map(({ n }) => n)).toEqual(new Array(ARTICLES).fill(2));
    } finally {
      db.close();
    }
  },
);
