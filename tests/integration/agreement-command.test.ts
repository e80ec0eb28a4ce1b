import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import {
  articleIds,
  codeQuote,
  importPaths,
  startTestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';
import { startCommand } from '../support/command-line.ts';

const dataDir = temporaryFolder();
const project = join(dataDir, 'bridges.parallax');
const run = (...args: string[]) => startCommand(dataDir, ['agreement', '--project', project, ...args]).ended;

beforeAll(async () => {
  const texts = [1, 2, 3].map((n) => [
    `tern/bridge-${n}.txt`,
    `Bridge number ${n} of Onnel opens\n\nBridge ${n} opened at noon. A band played. The toll is ${n} crowns.\n`,
  ]);
  const { client, stop } = await startTestBackend({ project });
  await importPaths(client, [writeFiles(Object.fromEntries(texts))]);
  const { codeId: parentId } = await client.call('codebook.create', { fields: { name: 'Money' } });
  const { codeId: toll } = await client.call('codebook.create', { parentId, fields: { name: 'Toll/fee' } });
  const { codeId: music } = await client.call('codebook.create', { fields: { name: 'Music' } });
  for (const [coder, tolls] of [
    ['Rana', 3],
    ['林小雨', 2],
  ] as const) {
    await client.call('coders.use', { name: coder });
    for (const [at, articleId] of (await articleIds(client)).entries()) {
      await codeQuote(client, articleId, 'A band', [music]);
      if (at < tolls) await codeQuote(client, articleId, 'The toll', [toll]);
    }
  }
  await stop();
});

test('--json gives one document with name, value, interval, n and excluded of each coefficient', async () => {
  const { code, stdout } = await run('--codes', 'Money/Toll\\/fee', '--json');
  expect(code).toBe(0);
  const { coefficients, coders, shared } = JSON.parse(stdout);
  expect(shared).toBe(3);
  expect(coders.map(({ name }: { name: string }) => name)).toEqual(['Rana', '林小雨']);
  expect(coefficients[0]).toMatchObject({
    ...{ name: 'percent_agreement', unit: 'article', code: 'Money/Toll\\/fee', kind: 'code', n: 3, excluded: [] },
    ...{ value: 2 / 3, interval: [expect.any(Number), expect.any(Number)], reason: null },
  });
  expect(coefficients.map(({ name }: { name: string }) => name)).toEqual([
    'percent_agreement',
    'cohen_kappa',
    'fleiss_kappa',
    'krippendorff_alpha_nominal',
  ]);
});

test('a figure that is not defined is null, with a reason; spans have their own coefficients', async () => {
  const all = JSON.parse((await run('--codes', 'Music', '--json')).stdout).coefficients;
  expect(all.find(({ name }: { name: string }) => name === 'cohen_kappa')).toMatchObject({
    value: null,
    interval: null,
    reason: expect.stringContaining('not defined'),
  });
  const spans = JSON.parse((await run('--unit', 'span', '--codes', 'Music', '--json')).stdout).coefficients;
  expect(spans.map(({ name, value }: { name: string; value: number }) => [name, value])).toEqual([
    ['alpha_u', 1],
    ['alpha_u_2004', 1],
    ['gamma', 1],
  ]);
});

test('wrong usage and what cannot be compared end with 2 and one clear sentence', async () => {
  expect(await run('--unit', 'page')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--unit takes article'),
  });
  expect(await run('--codes', 'Musik')).toMatchObject({ code: 2, stderr: expect.stringContaining('no code Musik') });
  expect(await run('--coders', 'Rana')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('at least two coders'),
  });
});
