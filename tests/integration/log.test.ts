/** The log file tells what happened, and nothing of what anybody wrote. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contract, type MethodName } from '../../shared/contract/contract.ts';
import { validInputs } from '../contract/inputs.ts';
import { articleIds, codeQuote, importPaths, jobEnd, startTestBackend, writeFiles } from '../support/backend.ts';

/** Words that occur nowhere but in what the session below reads and writes. */
const secret = {
  text: 'quaggafoot',
  removed: 'bandersnell',
  title: 'Thrumblewick',
  memo: 'ozlorune',
  query: 'vexmarrow',
  code: 'Plinthwort',
  reason: 'druskelly',
  claim: 'Frobnicate',
  recordText: 'jabbelwock',
};

it('holds no article text, quotation, title, memo, code or search of a whole session', async () => {
  const folder = writeFiles({
    'gazette/one.txt': `${secret.title} returns to Lenn\n\nHome | News | ${secret.removed} | Login\n\nThe ${secret.text} was seen at the bridge on Monday, the council said. It ran away.`,
    'gazette/broken.json': `{"title": "${secret.title}", "text": "The ${secret.recordText} is cut o`,
    'gazette/lines.jsonl': `{"title": "${secret.title} two", "text": "A second ${secret.recordText} was seen near the mill."}\n{"text": "${secret.recordText}" oops}\n`,
    'gazette/rows.csv': `title,text\n"${secret.title} three","A third ${secret.recordText} was seen, the miller said, by the river.\n`,
  });
  const { client, dataDir, log, stop } = await startTestBackend({ project: true });
  const report = await importPaths(client, [folder]);
  expect(report.failures.length).toBeGreaterThan(0);
  const ids = await articleIds(client);
  const one = (await Promise.all(ids.map((articleId) => client.call('articles.get', { articleId })))).find((article) =>
    article.text.includes(secret.text),
  );
  const articleId = one?.articleId ?? '';
  const { codeId } = await client.call('codebook.create', { fields: { name: secret.code, definition: secret.memo } });
  const annotation = await codeQuote(client, articleId, secret.text, [codeId]);
  const { annotationId, textVersionId } = annotation;
  await client.call('annotations.edit', { annotationId, memo: `About the ${secret.memo}` });
  await client.call('triage.decide', {
    targets: { articleIds: [articleId] },
    decision: 'exclude',
    reason: secret.reason,
  });
  const quote = { start: annotation.start ?? 0, end: annotation.end ?? 0, quote: secret.text };
  await client.call('claims.create', { articleId, textVersionId, ...quote, fields: { statement: secret.claim } });
  await client.call('articles.openView', { query: { text: `${secret.text} OR ${secret.query}` } });
  await client.call('history.undo', {});
  const csv = `"article_id","start","end","quote","code_path","memo"\r\n"${articleId}","0","5","${secret.text}","${secret.code}","${secret.memo}"\r\n`;
  await client.call('annotate.fromCsv', { csv });
  const { jobId } = await client.call('export.start', { format: 'csv', out: join(dataDir, 'dataset') });
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done' });

  // Calls that fail, every method with words in every place that takes any.
  const failing: [MethodName, unknown][] = [
    ['annotations.create', { articleId, textVersionId, level: 'span', start: 0, end: 3, quote: secret.text }],
    [
      'annotations.create',
      { articleId, textVersionId: secret.text, level: 'span', start: 0, end: 3, quote: secret.text },
    ],
    ['articles.openView', { query: { text: `"${secret.query} AND (` } }],
    ['articles.hits', { articleId, text: `(${secret.query}` }],
    ['annotate.fromCsv', { csv: `"${secret.memo}\n"${secret.text}` }],
    ['articles.get', { articleId: secret.title }],
    ['codebook.create', { fields: { name: secret.code } }],
    ['codebook.create', { fields: { name: secret.code, color: secret.memo } }],
    ['articles.edit', { articleId, field: 'publishedAt', value: secret.title }],
  ];
  for (const [method, input] of failing) await client.call(method, input as never).catch(() => {});
  for (const method of Object.keys(contract) as MethodName[]) {
    const words = JSON.parse(
      JSON.stringify(validInputs[method], (key, value) => (key === 'memo' || key === 'quote' ? secret.memo : value)),
    );
    if (!['projects.close', 'projects.createSample'].includes(method))
      await client.call(method, words as never).catch(() => {});
  }
  const lines = log();
  await stop();

  const text = readFileSync(join(dataDir, 'logs', 'parallax.log'), 'utf8').toLowerCase();
  for (const [what, word] of Object.entries(secret)) expect(text.includes(word.toLowerCase()), what).toBe(false);
  expect(lines[0]).toMatchObject({ msg: 'backend started', version: '0.0.0-test', time: expect.stringMatching(/Z$/) });
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).msg)
      .at(-1),
  ).toBe('backend stopped');
});

it('is the one log of a session, one JSON object a line, with the incident that the page was told', async () => {
  const { client, log } = await startTestBackend();
  await client.call('app.report', { message: 'render failed', stack: 'at Table' });
  expect(log().at(-1)).toMatchObject({ level: 50, page: true, message: 'render failed', stack: 'at Table' });
});
