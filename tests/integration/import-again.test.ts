import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import {
  articleIds,
  errorOf,
  importPaths,
  jobEnd,
  startTestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';
import { articleText } from './support/import-project.ts';

const isRoot = process.getuid?.() === 0;

async function project(files: Record<string, string>) {
  const folder = writeFiles(files, join(temporaryFolder(), 'scrape'));
  const { client, log } = await startTestBackend({ project: true });
  return { folder, client, log, again: () => importPaths(client, [folder]) };
}

const paths = async (client: Client) => {
  const { first } = await client.call('articles.openView', {
    query: { sort: { column: 'title', descending: false } },
    first: 500,
  });
  return Object.fromEntries(first.map((row) => [row.articleId, row.originalPath]));
};

describe('importing a folder again', () => {
  test('a moved file keeps its article; its copy somewhere else is an article of its own', async () => {
    const { folder, client, again } = await project({
      'Old Name/pier.txt': articleText('pier'),
      'Old Name/mill.txt': articleText('mill'),
    });
    await again();
    const before = await paths(client);
    mkdirSync(join(folder, 'New Name'));
    renameSync(join(folder, 'Old Name/pier.txt'), join(folder, 'New Name/harbour-pier.txt'));
    writeFileSync(join(folder, 'New Name/mill-copy.txt'), articleText('mill'));
    const { counts } = await again();
    expect(counts).toMatchObject({ found: 3, imported: 1, unchanged: 2, updated: 0, duplicates: 1 });
    const after = await paths(client);
    const pier = Object.keys(before).find((id) => before[id] === 'Old Name/pier.txt');
    expect(after[pier ?? '']).toBe('New Name/harbour-pier.txt');
    expect(Object.values(after).sort()).toEqual([
      'New Name/harbour-pier.txt',
      'New Name/mill-copy.txt',
      'Old Name/mill.txt',
    ]);
    expect((await again()).counts).toMatchObject({ found: 3, unchanged: 3 });
  });

  test('of several files with the same bytes one move takes one article along', async () => {
    const { folder, client, again } = await project({ 'a/first.txt': articleText('weir') });
    await again();
    rmSync(join(folder, 'a/first.txt'));
    writeFiles({ 'b/one.txt': articleText('weir'), 'c/two.txt': articleText('weir') }, folder);
    expect((await again()).counts).toMatchObject({ found: 2, imported: 1, unchanged: 1 });
    expect(await articleIds(client)).toHaveLength(2);
  });

  test('a deleted file stays in the corpus', async () => {
    const { folder, client, again } = await project({ 'a.txt': articleText('quay'), 'b.txt': articleText('lock') });
    await again();
    rmSync(join(folder, 'a.txt'));
    expect((await again()).counts).toMatchObject({ found: 1, unchanged: 1 });
    expect(await articleIds(client)).toHaveLength(2);
  });

  test('a changed sidecar is an update of its metadata, not of its text; a person’s metadata stays', async () => {
    const sidecar = (title: string, author: string) => JSON.stringify({ title, author });
    const { folder, client, again } = await project({
      'gate.txt': articleText('gate'),
      'gate.json': sidecar('The gate falls', 'Ida Vorn'),
    });
    await again();
    const [articleId = ''] = await articleIds(client);
    await client.call('articles.edit', { articleId, field: 'title', value: 'My own title' });
    writeFileSync(join(folder, 'gate.json'), sidecar('The gate stands', 'Olaf Brenn'));
    const report = await again();
    expect(report.counts).toMatchObject({ found: 1, updated: 1, unchanged: 0 });
    const article = await client.call('articles.get', { articleId });
    expect(article.textVersions).toBe(1);
    expect(article.metadata.byline.value).toBe('Olaf Brenn');
    expect(article.metadata.title).toMatchObject({ value: 'My own title', from: 'user' });
    expect((await again()).counts).toMatchObject({ unchanged: 1 });
    rmSync(join(folder, 'gate.json'));
    expect((await again()).counts).toMatchObject({ updated: 1 });
  });

  test('a passage that a person put back stays in the text when the file changes', async () => {
    const page = (extra: string) =>
      `<!doctype html><title>Sluice</title><body><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
       <article><h1>Sluice</h1>${articleText('sluice')
         .split('\n\n')
         .map((one) => `<p>${one}</p>`)
         .join('')}${extra}</article>
       <footer><p>© The Sennport Echo. All rights reserved.</p></footer></body>`;
    const { folder, client, again } = await project({ 'sluice.html': page('') });
    await again();
    const [articleId = ''] = await articleIds(client);
    const before = await client.call('articles.get', { articleId });
    const passage = before.removed.find((one) => one.text.includes('All rights reserved'));
    expect(passage).toBeDefined();
    await client.call('articles.restorePassages', { articleId, passageIds: [passage?.passageId ?? ''] });
    writeFileSync(
      join(folder, 'sluice.html'),
      page(
        '<p>The work began in March, and the first of the new gates was hung in June, said the engineer in charge.</p>',
      ),
    );
    expect((await again()).counts).toMatchObject({ updated: 1 });
    const after = await client.call('articles.get', { articleId });
    expect(after.text).toContain('the first of the new gates');
    expect(after.text).toContain('All rights reserved');
    expect(after.removed.some((one) => one.text.includes('All rights reserved'))).toBe(false);
  });
});

describe('trying again', () => {
  test('only the files that failed are read; a whole success leaves nothing to try', async () => {
    const { folder, client, again } = await project({
      'good.txt': articleText('well'),
      'bad/empty.txt': '',
      'bad/records.jsonl': `${JSON.stringify({ title: 'One', text: articleText('spring') })}\n{"title": "cut`,
    });
    const first = await again();
    expect(first.counts).toMatchObject({ found: 4, imported: 2, failed: 2 });
    writeFileSync(join(folder, 'bad/empty.txt'), articleText('ditch'));
    writeFileSync(join(folder, 'good.txt'), articleText('changed meanwhile'));
    const { jobId } = await client.call('import.retry', { jobId: first.jobId });
    const job = await jobEnd(client, jobId);
    expect(job).toMatchObject({ state: 'done', title: 'Trying 2 files again' });
    const second = await client.call('import.report', { jobId });
    expect(second.counts).toMatchObject({ found: 3, imported: 1, unchanged: 1, failed: 1 });
    expect(second.failures.map((one) => one.path)).toEqual(['bad/records.jsonl#L2']);

    writeFileSync(
      join(folder, 'bad/records.jsonl'),
      `${JSON.stringify({ title: 'One', text: articleText('spring') })}\n`,
    );
    const third = await client.call('import.retry', { jobId });
    await jobEnd(client, third.jobId);
    expect((await client.call('import.report', third)).counts).toMatchObject({ found: 1, unchanged: 1, failed: 0 });
    expect(await errorOf(client.call('import.retry', third))).toMatchObject({ code: 'CONFLICT' });
  });

  test.skipIf(isRoot || process.platform === 'win32')(
    'a folder that could not be read is read with all it holds',
    async () => {
      const { folder, client, again } = await project({
        'a.txt': articleText('barn'),
        'locked/b.txt': articleText('byre'),
      });
      chmodSync(join(folder, 'locked'), 0o000);
      const first = await again();
      expect(first.counts).toMatchObject({ imported: 1, failed: 1 });
      chmodSync(join(folder, 'locked'), 0o755);
      const { jobId } = await client.call('import.retry', { jobId: first.jobId });
      await jobEnd(client, jobId);
      expect((await client.call('import.report', { jobId })).counts).toMatchObject({ found: 1, imported: 1 });
    },
  );
});

describe('a watched folder', () => {
  const imports = (client: Client, count: number) =>
    expect
      .poll(
        async () => (await client.call('jobs.list', {})).filter((job) => job.kind === 'import' && job.state === 'done'),
        {
          timeout: 20_000,
          interval: 100,
        },
      )
      .toHaveLength(count);

  test('is imported again after a burst of changes, once, until it is switched off', async () => {
    const { folder, client } = await project({ 'a.txt': articleText('dyke') });
    await importPaths(client, [folder], { watch: true });
    const [root] = await client.call('import.watched', {});
    expect(root).toMatchObject({ title: 'scrape', on: true, articles: 1 });
    // The first look at the folder is over when nothing that lies there already counts as new.
    await new Promise((resolve) => setTimeout(resolve, 500));
    for (let i = 0; i < 5; i++) writeFileSync(join(folder, `new-${i}.txt`), articleText(`canal ${i}`));
    await imports(client, 2);
    expect(await articleIds(client)).toHaveLength(6);

    await client.call('import.watch', { rootId: root?.rootId ?? 0, on: false });
    expect((await client.call('import.watched', {}))[0]).toMatchObject({ on: false, since: null });
    writeFileSync(join(folder, 'later.txt'), articleText('lagoon'));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await imports(client, 2);
  });

  test('what came while the project was closed is found when it is opened', async () => {
    const folder = writeFiles({ 'a.txt': articleText('jetty') }, join(temporaryFolder(), 'scrape'));
    const first = await startTestBackend({ project: true });
    await importPaths(first.client, [folder], { watch: true });
    await first.stop();
    writeFileSync(join(folder, 'b.txt'), articleText('groyne'));
    const second = await startTestBackend({ dataDir: first.dataDir, project: first.projectPath });
    await imports(second.client, 2);
    expect(await articleIds(second.client)).toHaveLength(2);
  });

  test('what was uploaded cannot be watched', async () => {
    const { client, dataDir } = await startTestBackend({ project: true });
    expect(dataDir).not.toBe('');
    const content = new TextEncoder().encode(articleText('bridge'));
    const { uploadId } = await client.call('import.beginUpload', { title: 'up', files: 1, bytes: content.length });
    await client.call('import.uploadPiece', { uploadId, path: 'a.txt', offset: 0, bytes: content });
    const { jobId } = await client.call('import.start', { origin: { uploadId }, options: { watch: true } });
    await jobEnd(client, jobId);
    expect(await client.call('import.watched', {})).toEqual([]);
    expect(await errorOf(client.call('import.watch', { rootId: 1, on: true }))).toMatchObject({ code: 'CONFLICT' });
  });
});
