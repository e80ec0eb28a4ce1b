import { join } from 'node:path';
import { expect, test } from 'vitest';
import { articleIds, importPaths, startTestBackend, temporaryFolder, writeFiles } from '../support/backend.ts';

const page = (
  more: string,
) => `<!doctype html><html lang="en"><head><title>Council votes on bridge | Quay Reporter</title>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Council votes on bridge","author":{"name":"Mira Holt"}}</script>
<meta property="og:title" content="The bridge of Vellmar will be rebuilt"></head>
<body><article><h1>Council votes on bridge</h1>
<p>The council of Vellmar voted on Tuesday to repair the bridge before the winter, after a debate of three hours.</p>
<p>Engineers had warned in spring that the bridge would not survive another storm, and residents had signed a letter.</p>
${more}</article></body></html>`;

test('an origin that a person chose stays in force when the file has changed', async () => {
  const { client } = await startTestBackend({ project: true });
  const folder = writeFiles({ 'Quay Reporter/bridge.html': page('') }, join(temporaryFolder(), 'pages'));
  await importPaths(client, [folder]);
  const [articleId] = await articleIds(client);
  const before = await client.call('articles.get', { articleId: articleId! });
  expect(before.metadata.title).toMatchObject({
    value: 'Council votes on bridge',
    from: 'json-ld',
    others: expect.arrayContaining([{ value: 'The bridge of Vellmar will be rebuilt', from: 'opengraph' }]),
  });
  await client.call('articles.chooseEvidence', { articleId: articleId!, field: 'title', from: 'opengraph' });

  writeFiles({ 'Quay Reporter/bridge.html': page('<p>The mayor said the work would cost four million.</p>') }, folder);
  const report = await importPaths(client, [folder]);
  expect(report.counts).toMatchObject({ updated: 1 });
  const after = await client.call('articles.get', { articleId: articleId! });
  expect(after.textVersion).toBe(2);
  expect(after.metadata.title).toMatchObject({
    value: 'The bridge of Vellmar will be rebuilt',
    from: 'opengraph',
    others: expect.arrayContaining([{ value: 'Council votes on bridge', from: 'json-ld' }]),
  });
  expect(after.metadata.byline).toMatchObject({ value: 'Mira Holt', from: 'json-ld' });
});
