import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleOfCut } from '../../electron/backend/services/import/sample.ts';
import { articleText, importProject, temporaryFolder, writeFiles } from './support/import-project.ts';

const page = (topic: string, day: string) => `<!doctype html><html lang="en"><head><title>The ${topic} vote</title>
<meta property="article:published_time" content="2025-05-${day}T08:00:00+03:00"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
<article><h1>The ${topic} vote</h1>${articleText(topic)
  .split('\n\n')
  .map((text) => `<p>${text}</p>`)
  .join('')}</article></body></html>`;

test('samples of what an import cut come one after the other, by date, and begin again', async () => {
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
    'lantern/later.html': page('bridge', '20'),
    'lantern/earlier.html': page('ferry', '16'),
  });
  const project = importProject();
  const { report } = await project.run({ paths: [folder] });
  expect(Object.keys(report.removedWords)).toContain('menu');
  const sample = (after: string | null) => sampleOfCut(project.db, { jobId: report.jobId, reason: 'menu', after });
  const title = (articleId: string) => project.db.value('SELECT title FROM article WHERE article_id = ?', articleId);

  const first = sample(null)!;
  const second = sample(first.articleId)!;
  expect([title(first.articleId), title(second.articleId)]).toEqual(['The ferry vote', 'The bridge vote']);
  expect(first.start).toBe(0);
  expect(sample(second.articleId)).toEqual(first);
});

test('there is no sample of a kind that was not cut, nor of an import that is not there', async () => {
  const project = importProject();
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), { 'lantern/one.html': page('bridge', '20') });
  const { report } = await project.run({ paths: [folder] });
  expect(sampleOfCut(project.db, { jobId: report.jobId, reason: 'comments', after: null })).toBeNull();
  expect(sampleOfCut(project.db, { jobId: 'another', reason: 'menu', after: null })).toBeNull();
});
