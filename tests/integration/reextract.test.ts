import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { sha256 } from '../../electron/analysis/sha256.ts';
import type { Client } from '../../shared/contract/client.ts';
import type { ReextractResult } from '../../shared/contract/rooms/originals.ts';
import {
  articleIds,
  codeQuote,
  importPaths,
  jobEnd,
  startTestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';
import { articleText } from './support/import-project.ts';

const page = (title: string, topic: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title><meta property="og:title" content="${title}"></head><body>
   <nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>${title}</h1>
   ${articleText(topic)
     .split('\n\n')
     .map((one) => `<p>${one}</p>`)
     .join('\n')}</article></body></html>`;

const files = {
  'one.html': page('Bridge closed', 'bridge'),
  'two.txt': articleText('tunnel'),
  'rows.jsonl': `${JSON.stringify({ title: 'First', text: articleText('fountain') })}\n${JSON.stringify({ title: 'Second', text: articleText('cistern') })}\n`,
};

/** As if an earlier version had read the articles differently. */
function tamper(path: string, title: string, change: (text: string) => string) {
  const db = new Database(path);
  try {
    const row = db
      .prepare(
        `SELECT a.text_version_id AS id, b.text AS text FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id
         WHERE a.title = ?`,
      )
      .get(title) as { id: number; text: string };
    const text = change(row.text);
    db.prepare('UPDATE text_body SET text = ? WHERE text_version_id = ?').run(text, row.id);
    db.prepare(`UPDATE text_version SET sha256 = ?, extractor = 'HTML extraction 0' WHERE id = ?`).run(
      sha256(text),
      row.id,
    );
  } finally {
    db.close();
  }
}

async function reextract(client: Client, input: { apply: boolean; articleIds?: string[]; encoding?: string }) {
  const { jobId } = await client.call('originals.reextract', input);
  const job = await jobEnd(client, jobId);
  expect(job).toMatchObject({ state: 'done', error: null });
  const { changes } = await client.call('originals.changes', { jobId });
  return { result: job.result as ReextractResult, changes };
}

const EXTRA = 'A paragraph that an earlier version took for part of the article.';

test.each(['project', 'file'] as const)(
  'originals kept in the %s: a preview changes nothing, applying gives new text versions with the coding in place',
  async (originals) => {
    const folder = writeFiles(files, join(temporaryFolder(), 'scrape'));
    const first = await startTestBackend({ project: true });
    await importPaths(first.client, [folder], { originals });
    expect(await first.client.call('originals.status', {})).toMatchObject({
      articles: 4,
      inProject: originals === 'project' ? 4 : 0,
      byReference: originals === 'project' ? 0 : 4,
      none: 0,
    });
    const nothing = await reextract(first.client, { apply: false });
    expect(nothing.result).toEqual({ applied: false, looked: 4, unchanged: 4, text: 0, metadata: 0, failed: 0 });
    await first.stop();
    tamper(first.projectPath, 'Bridge closed', (text) => `${EXTRA}\n\n${text}`);

    const { client } = await startTestBackend({ dataDir: first.dataDir, project: first.projectPath });
    const ids = await articleIds(client);
    const rows = await Promise.all(ids.map((articleId) => client.call('articles.get', { articleId })));
    const bridge = rows.find((row) => row.metadata.title.value === 'Bridge closed');
    const articleId = bridge?.articleId ?? '';
    await codeQuote(client, articleId, 'four million crowns');
    await client.call('articles.edit', { articleId, field: 'byline', value: 'Mira Toll' });
    const outdated = (await client.call('originals.status', {})).extractors.filter((one) => !one.current);
    expect(outdated).toEqual([{ extractor: 'HTML extraction 0', articles: 1, current: false }]);

    const preview = await reextract(client, { apply: false });
    expect(preview.result).toMatchObject({ applied: false, looked: 4, unchanged: 3, text: 1, failed: 0 });
    expect(preview.changes).toMatchObject([{ articleId, kind: 'text', added: [], gone: [EXTRA], problem: null }]);
    expect((await client.call('articles.get', { articleId })).text).toContain(EXTRA);

    const applied = await reextract(client, { apply: true });
    expect(applied.result).toMatchObject({ applied: true, text: 1, unchanged: 3 });
    const after = await client.call('articles.get', { articleId });
    expect(after.text).toBe(articleText('bridge'));
    expect(after.textVersions).toBe(2);
    expect(after.metadata.byline).toMatchObject({ value: 'Mira Toll', from: 'user' });
    const [coded] = await client.call('annotations.ofArticle', { articleId });
    expect(after.text.slice(coded?.start ?? 0, coded?.end ?? 0)).toBe('four million crowns');
    expect((await client.call('originals.status', {})).extractors.every((one) => one.current)).toBe(true);
    expect((await reextract(client, { apply: true })).result).toMatchObject({ unchanged: 4 });
  },
);

test('a file that is gone or has changed is told in words, and the others are read', async () => {
  const folder = writeFiles(files, join(temporaryFolder(), 'scrape'));
  const { client } = await startTestBackend({ project: true });
  await importPaths(client, [folder], { originals: 'file' });
  rmSync(join(folder, 'one.html'));
  writeFileSync(join(folder, 'two.txt'), articleText('another tunnel'));
  const { result, changes } = await reextract(client, { apply: false });
  expect(result).toMatchObject({ looked: 4, unchanged: 2, failed: 2 });
  expect(changes.map((one) => one.problem).sort()).toEqual([
    expect.stringContaining('is not there any more'),
    expect.stringContaining('has changed since it was imported'),
  ]);
});

test('one article is read with another encoding, which is remembered', async () => {
  const cyrillic = 'Совет города проголосовал за ремонт моста до зимы. '.repeat(8);
  const bytes = Uint8Array.from(cyrillic, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
  const folder = join(temporaryFolder(), 'scrape');
  writeFiles({ 'most.html': '' }, folder);
  writeFileSync(
    join(folder, 'most.html'),
    Buffer.concat([
      Buffer.from('<!doctype html><meta charset="windows-1252"><title>Bridge</title><article><p>'),
      bytes,
      Buffer.from('</p></article>'),
    ]),
  );
  const { client } = await startTestBackend({ project: true });
  await importPaths(client, [folder]);
  const [articleId = ''] = await articleIds(client);
  expect((await client.call('articles.get', { articleId })).text).not.toContain('Совет');
  const { result } = await reextract(client, { apply: true, articleIds: [articleId], encoding: 'windows-1251' });
  expect(result).toMatchObject({ looked: 1, text: 1 });
  const article = await client.call('articles.get', { articleId });
  expect(article.text).toContain('Совет города проголосовал');
  expect(article.encoding).toBe('windows-1251');
  expect((await reextract(client, { apply: true })).result).toMatchObject({ unchanged: 1 });
});
