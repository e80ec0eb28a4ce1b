import { beforeAll, expect, test } from 'vitest';
import type { LearnResult } from '../../electron/backend/jobs/learn.ts';
import type { Client } from '../../shared/contract/client.ts';
import { codeQuote, errorOf, importPaths, jobEnd, startTestBackend, writeFiles } from '../support/backend.ts';
import { codedNews } from '../unit/support/coded-news.ts';

/** Of 40 articles the first 14 are coded. */
const CODED = 14;
const files = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => [`paper/news-${String(i).padStart(2, '0')}.txt`, codedNews(i).text]),
);

let client: Client;
let insult: string;
let call: string;
let articles: string[];

async function learn(): Promise<LearnResult> {
  const { jobId } = await client.call('learning.start', {});
  const job = await jobEnd(client, jobId);
  expect(job.error).toBeNull();
  return job.result as LearnResult;
}

const learnedOf = async (codeId: string) =>
  (await client.call('learning.codes', {})).find((one) => one.codeId === codeId);
const suggested = async (codeId: string) => client.call('suggestions.ofCode', { codeId, count: 200 });

beforeAll(async () => {
  ({ client } = await startTestBackend({ project: true }));
  await client.call('coders.use', { name: 'Ada Quill' });
  await importPaths(client, [writeFiles(files)]);
  const { first } = await client.call('articles.openView', { query: {}, first: 100 });
  const byPath = new Map(first.map((row) => [row.originalPath, row.articleId]));
  articles = Object.keys(files).map((path) => byPath.get(path)!);
  insult = (await client.call('codebook.create', { fields: { name: 'Insult' } })).codeId;
  // Under a code of its own, so that it is learned by itself.
  const { codeId: parentId } = await client.call('codebook.create', { fields: { name: 'Appeals' } });
  call = (await client.call('codebook.create', { parentId, fields: { name: 'Call to act' } })).codeId;
}, 60_000);

test('before there is enough coding nothing is learned, and each code says what it takes', async () => {
  await codeQuote(client, articles[0]!, 'spineless clerks', [insult]);
  expect(await learn()).toEqual({ codes: 0, articles: 0, suggestions: 0, left: 0 });
  expect(await learnedOf(insult)).toMatchObject({
    ...{ examples: 1, articles: 1, state: 'too few', accuracy: null, open: 0 },
    needed: { examples: 12, articles: 4 },
  });
  expect(await learnedOf(call)).toBeUndefined();
});

test('codes with enough spans are learned and suggested in the articles that nobody coded with them', async () => {
  for (const [i, articleId] of articles.slice(0, CODED).entries()) {
    const { text, spans } = codedNews(i);
    for (const { label, start, end } of spans) {
      if (i === 0 && label === 'insult') continue;
      await codeQuote(client, articleId, text.slice(start, end), [label === 'insult' ? insult : call]);
    }
  }
  const result = await learn();
  expect(result).toMatchObject({ codes: 2, articles: 40, left: 0 });
  const { rows, total } = await suggested(insult);
  expect(total).toBeGreaterThanOrEqual(20);
  const coded = new Set(articles.slice(0, CODED));
  for (const row of rows) expect(coded.has(row.articleId), row.articleId).toBe(false);
  expect(rows[0]).toMatchObject({ analyser: 'codes', label: insult, codeId: insult, decision: 'open' });
  expect(rows[0]!.reason).toMatch(/^learned from 14 coded spans/);
  expect(rows.map(({ score }) => score)).toEqual([...rows.map(({ score }) => score)].sort((a, b) => b - a));
  const state = (await learnedOf(insult))!;
  expect(state).toMatchObject({ examples: 14, articles: 14, rejected: 0, state: 'current', open: total });
  expect(state.accuracy!.folds).toBe(5);
  expect(state.accuracy!.f1).toBeGreaterThan(0.7);
}, 60_000);

test('a second run has nothing to do; suggestions are no coding', async () => {
  expect(await learn()).toEqual({ codes: 0, articles: 0, suggestions: 0, left: 0 });
  expect((await client.call('results.passages', { filter: {} })).total).toBe(2 * CODED);
  expect((await client.call('projects.status', {})).annotations).toBe(2 * CODED);
});

test('one code that changes is learned anew, the others are not; rejected suggestions are counted with it', async () => {
  const [first] = (await suggested(insult)).rows;
  const { articleId, textVersionId, analyser, label, start, end } = first!;
  await client.call('suggestions.reject', { articleId, textVersionId, analyser, label, start, end });
  expect(await learnedOf(insult)).toMatchObject({ state: 'stale', rejected: 1 });
  expect(await learnedOf(call)).toMatchObject({ state: 'current' });
  expect(await learn()).toMatchObject({ codes: 1, articles: 40 });
  expect(await learnedOf(insult)).toMatchObject({ state: 'current', rejected: 1 });
}, 60_000);

test('excluded articles are not looked through', async () => {
  const excluded = articles[39]!;
  await client.call('triage.decide', { targets: { articleIds: [excluded] }, decision: 'exclude' });
  await codeQuote(client, articles[20]!, 'said a caller', [insult]);
  expect(await learn()).toMatchObject({ codes: 1, articles: 39 });
}, 60_000);

test('an archived code is suggested no more, and comes back with what is learned then', async () => {
  await client.call('codebook.archive', { codeId: call, archived: true });
  await learn();
  expect(await learnedOf(call)).toBeUndefined();
  expect((await suggested(call)).total).toBe(0);
}, 60_000);

test('while a blind round is open nothing is learned, and nothing shows how well it was', async () => {
  const { roundId } = await client.call('rounds.create', {
    name: 'Pilot',
    design: { query: {}, coders: ['Ada Quill', 'Ben Oster'], overlap: 100, seed: 1 },
  } as never);
  const { jobId } = await client.call('learning.start', {});
  expect((await jobEnd(client, jobId)).error).toMatchObject({ code: 'CONFLICT' });
  expect(await learnedOf(insult)).toMatchObject({ accuracy: null, learnedAt: null, open: 0 });
  await client.call('rounds.end', { roundId });
  expect((await learnedOf(insult))!.accuracy).not.toBeNull();
}, 60_000);

test('decided articles are given for a simulation, “maybe” left out', async () => {
  const [included, maybe] = [articles[1]!, articles[2]!];
  await client.call('triage.decide', { targets: { articleIds: [included] }, decision: 'include' });
  await client.call('triage.decide', { targets: { articleIds: [maybe] }, decision: 'maybe' });
  const { total, rows } = await client.call('learning.decided', {});
  expect(total).toBe(2);
  expect(new Map(rows.map(({ articleId, relevant }) => [articleId, relevant]))).toEqual(
    new Map([
      [included, true],
      [articles[39]!, false],
    ]),
  );
  expect(await errorOf(client.call('learning.decided', { count: 0 }))).toMatchObject({ code: 'INVALID_INPUT' });
});
