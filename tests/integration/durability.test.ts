/** What a power cut, a crash and a restart cost: nothing that was shown as saved. */
import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import {
  articleIds,
  codeQuote,
  errorOf,
  importPaths,
  jobEnd,
  startTestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';
import { startChildBackend } from '../support/child-backend.ts';

const WORDS = 'river bridge council harbour market winter signal border paper meadow'.split(' ');

/** Articles of a few lines each, every one different, in folders of fifty. */
function manyArticles(count: number): string {
  const folder = temporaryFolder();
  const files: Record<string, string> = {};
  for (let n = 0; n < count; n++) {
    const word = (k: number) => WORDS[(n * 7 + k * 3) % WORDS.length];
    const sentences = Array.from(
      { length: 12 },
      (_, k) => `The ${word(k)} of district ${n} was named ${word(k + 1)} in report ${k} of the ${word(k + 2)} office.`,
    );
    files[`outlet-${n % 50}/report-${n}.txt`] =
      `Report ${n} on the ${word(1)}\n\n${sentences.slice(0, 6).join(' ')}\n\n${sentences.slice(6).join(' ')}`;
  }
  return writeFiles(files, folder);
}

const TEXT = Array.from({ length: 60 }, (_, n) => `Passage ${n} of the harbour report was read aloud.`).join(' ');

async function importHarbour(client: Client): Promise<string[]> {
  const folder = writeFiles({ 'gazette/harbour.txt': `Harbour report\n\n${TEXT}` });
  expect((await importPaths(client, [folder])).counts).toMatchObject({ imported: 1, failed: 0 });
  return articleIds(client);
}

/** Every article with its text's hash, as a person would compare two projects. */
async function contents(client: Client) {
  const articles: Record<string, string> = {};
  const view = await client.call('articles.openView', { query: {}, first: 0 });
  for (let start = 0; start < view.total; start += 500) {
    const { rows } = await client.call('articles.rows', { viewId: view.viewId, start, count: 500 });
    for (const row of rows) {
      if (!row) continue;
      const { textSha256, metadata } = await client.call('articles.get', { articleId: row.articleId });
      articles[row.articleId] = `${row.originalPath} ${textSha256} ${metadata.source.value} ${row.copies}`;
    }
  }
  return articles;
}

/** Codes `rounds` passages, each in a backend of its own that is killed as soon as it has answered. */
async function codeAndKill(rounds: number) {
  const dataDir = temporaryFolder();
  const project = join(dataDir, 'work.parallax');
  const setUp = await startTestBackend({ project, dataDir });
  const [articleId = ''] = await importHarbour(setUp.client);
  await setUp.stop();

  const saved: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const backend = await startChildBackend({ dataDir, project });
    const before = await backend.client.call('annotations.ofArticle', { articleId });
    expect(before.map((annotation) => annotation.annotationId)).toEqual(saved);
    const annotation = await codeQuote(backend.client, articleId, `Passage ${round} of the harbour`);
    await backend.kill();
    saved.push(annotation.annotationId);
  }
  const last = await startTestBackend({ project, dataDir });
  const annotations = await last.client.call('annotations.ofArticle', { articleId });
  expect(annotations.map((annotation) => annotation.annotationId)).toEqual(saved);
  expect(annotations.map((annotation) => annotation.quote?.exact)).toEqual(
    Array.from({ length: rounds }, (_, n) => `Passage ${n} of the harbour`),
  );
  expect(await last.client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
  await last.stop();
  return annotations.length;
}

describe('kill -9 right after the screen says saved', () => {
  it('costs no annotation, 50 times of 50', async () => {
    expect(await Promise.all([codeAndKill(25), codeAndKill(25)])).toEqual([25, 25]);
  });
});

describe('an import of the folder that a web host offered', () => {
  it('goes on with that folder after a restart that offers another one', async () => {
    const dataDir = temporaryFolder();
    const project = join(dataDir, 'work.parallax');
    const offeredFolder = manyArticles(120);
    const first = await startTestBackend({ host: 'web', dataDir, project, offeredFolder });
    const { jobId } = await first.client.call('import.start', { origin: { offeredFolder: true } });
    await first.stop();
    const second = await startTestBackend({ host: 'web', dataDir, project, offeredFolder: temporaryFolder() });
    expect(await jobEnd(second.client, jobId)).toMatchObject({ state: 'done', result: { found: 120, imported: 120 } });
  });
});

// Windows does not let an open file be moved or deleted.
describe.skipIf(process.platform === 'win32')('a project file that is taken away while it is open', () => {
  it('is not written to, nothing is shown as saved, and work goes on when it is back', async () => {
    const dataDir = temporaryFolder();
    const project = join(dataDir, 'work.parallax');
    const { client } = await startTestBackend({ project, dataDir });
    const [articleId = ''] = await importHarbour(client);
    await codeQuote(client, articleId, 'Passage 1 of the harbour');

    renameSync(project, `${project}.moved`);
    const lost = await errorOf(codeQuote(client, articleId, 'Passage 2 of the harbour'));
    expect(lost).toMatchObject({ code: 'PROJECT_NOT_FOUND', message: expect.stringContaining('not saved') });
    copyFileSync(`${project}.moved`, project);
    expect(await errorOf(codeQuote(client, articleId, 'Passage 2 of the harbour'))).toMatchObject({
      code: 'PROJECT_NOT_FOUND',
    });

    renameSync(`${project}.moved`, project);
    await codeQuote(client, articleId, 'Passage 3 of the harbour');
    const annotations = await client.call('annotations.ofArticle', { articleId });
    expect(annotations.map((annotation) => annotation.quote?.exact)).toEqual([
      'Passage 1 of the harbour',
      'Passage 3 of the harbour',
    ]);
    expect(await client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
  });
});

describe('a backend killed during an import', () => {
  it('goes on after a restart, and ends with the articles and counts of an undisturbed import', async () => {
    const folder = manyArticles(320);
    // One that fails and one copy, so that every count is in play.
    writeFileSync(join(folder, 'outlet-1', 'empty.txt'), '');
    writeFiles({ 'outlet-2/copy-of-0.txt': readFileSync(join(folder, 'outlet-0/report-0.txt'), 'utf8') }, folder);

    const calm = await startTestBackend({ project: true });
    const expected = (await importPaths(calm.client, [folder])).counts;
    const articles = await contents(calm.client);
    await calm.stop();
    expect(expected).toMatchObject({ found: 322, imported: 321, failed: 1, duplicates: 1 });

    const dataDir = temporaryFolder();
    const project = join(dataDir, 'work.parallax');
    let jobId = '';
    let kills = 0;
    for (;;) {
      const backend = await startChildBackend(jobId ? { dataDir, project } : { dataDir });
      if (!jobId) {
        await backend.client.call('projects.create', { path: project });
        ({ jobId } = await backend.client.call('import.start', { origin: { paths: [folder] } }));
      }
      const before = (await backend.client.call('projects.status', {})).articles;
      // Killed as soon as some more articles are in, but not before: each restart must get further.
      const ended = await new Promise<boolean>((resolve) => {
        backend.client.subscribe('changed', async () => {
          const { articles: now } = await backend.client.call('projects.status', {});
          if (now >= before + 80) resolve(false);
        });
        jobEnd(backend.client, jobId).then(
          (job) => resolve(job.state === 'done'),
          () => {},
        );
      });
      if (ended) {
        const report = await backend.client.call('import.report', { jobId });
        expect(report.counts).toEqual(expected);
        expect(report.failures).toMatchObject([{ path: 'outlet-1/empty.txt', code: 'EMPTY_FILE' }]);
        expect(await contents(backend.client)).toEqual(articles);
        await backend.shutdown();
        break;
      }
      kills++;
      await backend.kill();
    }
    expect(kills).toBeGreaterThanOrEqual(2);

    const again = await startTestBackend({ project, dataDir });
    expect((await importPaths(again.client, [folder])).counts).toMatchObject({
      found: 322,
      unchanged: 321,
      imported: 0,
    });
    expect(await again.client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
    await again.stop();
  });

  it('is not gone on with when it was cancelled', async () => {
    const folder = manyArticles(300);
    const one = await startTestBackend({ project: true });
    const { jobId } = await one.client.call('import.start', { origin: { paths: [folder] } });
    await one.client.call('jobs.cancel', { jobId });
    expect(await one.client.call('jobs.get', { jobId })).toMatchObject({ state: 'cancelled' });
    await one.stop();
    const two = await startTestBackend({ project: one.projectPath, dataDir: one.dataDir });
    expect(await two.client.call('jobs.get', { jobId })).toMatchObject({ state: 'cancelled' });
    await two.stop();
  });

  it('is interrupted by an orderly stop, and goes on at the next start', async () => {
    const folder = manyArticles(300);
    const one = await startTestBackend({ project: true });
    const { jobId } = await one.client.call('import.start', { origin: { paths: [folder] } });
    await one.stop();
    const two = await startTestBackend({ project: one.projectPath, dataDir: one.dataDir });
    const job = await jobEnd(two.client, jobId);
    expect(job).toMatchObject({ state: 'done', result: { found: 300, imported: 300 } });
    expect((await two.client.call('projects.status', {})).articles).toBe(300);
    await two.stop();
  });
});

describe('undo and redo', () => {
  it('go on across restarts, also after a kill', async () => {
    const dataDir = temporaryFolder();
    const project = join(dataDir, 'work.parallax');
    const one = await startTestBackend({ project, dataDir });
    const [articleId = ''] = await importHarbour(one.client);
    const { codeId } = await one.client.call('codebook.create', { fields: { name: 'Voice', shortcut: 'v' } });
    await codeQuote(one.client, articleId, 'Passage 1 of', [codeId]);
    const second = await codeQuote(one.client, articleId, 'Passage 2 of', [codeId]);
    await one.client.call('annotations.edit', { annotationId: second.annotationId, memo: 'Read twice.' });
    const complete = await one.client.call('annotations.ofArticle', { articleId });
    await one.stop();

    const two = await startChildBackend({ dataDir, project });
    await two.client.call('history.undo', {});
    await two.client.call('history.undo', {});
    expect(await two.client.call('annotations.ofArticle', { articleId })).toEqual([complete[0]]);
    await two.kill();

    const three = await startTestBackend({ project, dataDir });
    expect(await three.client.call('history.state', {})).toMatchObject({
      undo: { undone: false },
      redo: { undone: true },
    });
    await three.client.call('history.redo', {});
    await three.client.call('history.redo', {});
    expect(await three.client.call('annotations.ofArticle', { articleId })).toEqual(complete);
    for (let step = 0; step < 4; step++) await three.client.call('history.undo', {});
    expect(await three.client.call('annotations.ofArticle', { articleId })).toEqual([]);
    expect((await three.client.call('codebook.get', {})).codes).toEqual([]);
    await three.stop();
  });
});

describe('a project that was not closed properly', () => {
  it('is checked on opening, and the person is told; a properly closed one is not', async () => {
    const dataDir = temporaryFolder();
    const project = join(dataDir, 'work.parallax');
    const one = await startChildBackend({ dataDir });
    expect(await one.client.call('projects.create', { path: project })).toMatchObject({ notices: [] });
    await one.kill();

    const two = await startChildBackend({ dataDir, project });
    const opened = await two.client.call('projects.current', {});
    expect(opened?.notices).toEqual([expect.stringContaining('checked')]);
    expect(await two.shutdown()).toBe(0);

    const three = await startChildBackend({ dataDir, project });
    expect((await three.client.call('projects.current', {}))?.notices).toEqual([]);
    await three.shutdown();
  });

  it('ends by itself when whoever started it is gone', async () => {
    const backend = await startChildBackend({ dataDir: temporaryFolder() });
    const gone = new Promise((resolve) => backend.child.once('exit', resolve));
    backend.child.disconnect();
    expect(await gone).toBe(0);
  });
});
