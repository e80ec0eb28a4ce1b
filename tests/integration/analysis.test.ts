import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { AnalysisResult } from '../../shared/model/finding.ts';
import { errorOf, importPaths, jobEnd, SAMPLE_CORPUS, startTestBackend } from '../support/backend.ts';

const PLANTED: {
  stories: { id: string; articles: string[] }[];
  planted: { wire_copy: { path: string }[] };
} = JSON.parse(readFileSync(`${SAMPLE_CORPUS}.json`, 'utf8'));

let client: Client;
let first: AnalysisResult;

async function analyze(only: string[] | null = null): Promise<AnalysisResult> {
  const { jobId } = await client.call('analysis.start', { only });
  const job = await jobEnd(client, jobId);
  expect(job.error).toBeNull();
  expect(job.state).toBe('done');
  return job.result as AnalysisResult;
}

beforeAll(async () => {
  ({ client } = await startTestBackend({ project: true }));
  await importPaths(client, [SAMPLE_CORPUS]);
  first = await analyze();
}, 120_000);

test('every analyser looks at every article once; a second run finds nothing to do', async () => {
  const { total } = await client.call('articles.openView', { query: {} });
  const all = await client.call('analysis.analysers', {});
  for (const row of all) expect(row, row.name).toMatchObject({ done: total, due: 0 });
  const rows = all.filter(({ counts }) => counts === 'findings');
  const names = rows.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['language', 'quotations', 'claims', 'techniques']));
  expect(first.ran.map(({ analyser }) => analyser).sort()).toEqual([...names, 'stories'].sort());
  const found = Object.fromEntries(rows.map(({ name, findings }) => [name, findings]));
  expect(Object.fromEntries(first.ran.map(({ analyser, findings }) => [analyser, findings]))).toMatchObject(found);
  const second = await analyze();
  expect(second.ran.map(({ articles }) => articles)).toEqual(second.ran.map(() => 0));
});

test('the planted stories are found: four articles or more of each are in one story', async () => {
  const { rows, due } = await client.call('stories.list', {});
  expect(due).toBe(0);
  const { first: articles } = await client.call('articles.openView', { query: {}, first: 500 });
  const pathOf = new Map(articles.map((row) => [row!.articleId, row!.originalPath]));
  const found = await Promise.all(
    rows.map(async ({ storyId }) => {
      const { members } = await client.call('stories.members', { storyId });
      return new Set(members.map(({ articleId }) => pathOf.get(articleId)!));
    }),
  );
  const shares = PLANTED.stories.map(({ id, articles: planted }) => [
    id,
    Math.max(...found.map((story) => planted.filter((path) => story.has(path)).length)),
  ]);
  for (const [id, most] of shares) expect(most, String(id)).toBeGreaterThanOrEqual(4);
});

test('the planted wire copies are in one story, each but the head named as a copy', async () => {
  const { first: articles } = await client.call('articles.openView', { query: {}, first: 500 });
  const idOf = new Map(articles.map((row) => [row!.originalPath, row!.articleId]));
  const [head, ...copies] = PLANTED.planted.wire_copy.map(({ path }) => idOf.get(path)!);
  const story = await client.call('stories.ofArticle', { articleId: head! });
  for (const articleId of copies) expect(await client.call('stories.ofArticle', { articleId })).toEqual(story);
  const { members } = await client.call('stories.members', { storyId: story!.storyId });
  const copied = members.filter(({ copyOf }) => copyOf !== null).map(({ articleId }) => articleId);
  expect(copied).toHaveLength(copies.length);
});

test('sections of a story point at their words, and come from articles of the story', async () => {
  const { rows } = await client.call('stories.list', { sort: 'articles' });
  const { storyId } = rows[0]!;
  const sections = await client.call('stories.sections', { storyId });
  const { members } = await client.call('stories.members', { storyId });
  expect(sections.happened.length).toBeGreaterThanOrEqual(3);
  expect(sections.commonGround.length).toBeGreaterThanOrEqual(5);
  expect(sections.figures.length).toBeGreaterThanOrEqual(1);
  expect(sections.quoted.length).toBeGreaterThanOrEqual(3);
  const places = [
    ...sections.happened,
    ...sections.commonGround.flatMap(({ said, alsoBy }) => [said, ...alsoBy]),
    ...sections.figures.flatMap(({ figures }) => figures.flatMap(({ figure, sentence }) => [figure, sentence])),
    ...sections.quoted.flatMap((speaker) => speaker.places),
  ];
  for (const { articleId, start, end, text } of places) {
    const article = await client.call('articles.get', { articleId });
    expect(article.text.slice(start, end)).toBe(text);
    expect(members.map((member) => member.articleId)).toContain(articleId);
  }
});

test('an unknown name is refused with the names there are', async () => {
  const error = await errorOf(client.call('analysis.start', { only: ['horoscope'] }));
  expect(error).toMatchObject({ code: 'INVALID_INPUT' });
  expect(error.message).toContain('quotations');
});
