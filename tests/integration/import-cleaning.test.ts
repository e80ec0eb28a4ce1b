import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import {
  articleIds,
  codeQuote,
  importPaths,
  jobEnd,
  startTestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';

// Lines of the page above and below the article that no document alone tells from the article.
const above = ['The paper of the coast and the hills', 'Pictures of the day from our own readers'];
const below = ['Letters from readers are welcome at any time of the day.', 'The weather tomorrow is on page two.'];
const topics = ['bridge', 'harbour wall', 'ferry', 'market hall', 'tram line', 'reservoir', 'lighthouse', 'theatre'];
const opinion = ['north', 'south', 'east', 'west', 'old', 'new', 'upper', 'lower'];

const paragraphs = (topic: string, i: number) => [
  `The council debated the ${topic} in the ${opinion[i]} quarter for three hours on Tuesday before it voted to repair it.`,
  `Engineers had warned that the ${topic} would not survive another storm like the one that came in winter ${2001 + i}.`,
  `Nobody had asked what the ${topic} was for, said one of the ${20 + i} residents who had come to listen that night.`,
  `The work will cost ${3 + i} million crowns, the mayor told reporters, and is to be finished by the end of next year.`,
];
const dump = (i: number) =>
  [...above, `Council votes on the ${topics[i]}`, ...paragraphs(topics[i]!, i), ...below].join('\n');
const folderOf = (folder: string, from: number, to: number) =>
  writeFiles(
    Object.fromEntries(
      Array.from({ length: to - from }, (_, i) => [
        `Vellmar Daily/${from + i}-${topics[from + i]!.replace(' ', '-')}.txt`,
        dump(from + i),
      ]),
    ),
    folder,
  );

/** Texts of all articles, by the topic they are about. */
async function texts(client: Client): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const articleId of await articleIds(client)) {
    const { text } = await client.call('articles.get', { articleId });
    const topic = topics.find((one) => text.includes(`debated the ${one} `))!;
    found.set(topic, text);
  }
  return found;
}
const furniture = [...above, ...below];
const furnitureIn = (text: string) => furniture.filter((line) => text.includes(line));

test('a folder of dumps comes out clean, what later files show improves earlier ones, and what was coded stays', async () => {
  const { client } = await startTestBackend({ project: true });
  const folder = join(temporaryFolder(), 'scrape');
  folderOf(folder, 0, 1);
  await importPaths(client, [folder]);
  const [first] = await articleIds(client);
  const alone = await client.call('articles.get', { articleId: first! });
  expect(furnitureIn(alone.text)).not.toEqual([]);
  const annotation = await codeQuote(client, first!, 'Engineers had warned');

  folderOf(folder, 1, topics.length);
  const report = await importPaths(client, [folder]);
  expect(report.counts).toMatchObject({ imported: topics.length - 1, unchanged: 1 });
  expect(report.secondPass).toMatchObject({ analyser: 'Cleaning across a source 1', sources: 1 });
  for (const [topic, text] of await texts(client)) {
    expect(furnitureIn(text), topic).toEqual([]);
    for (const paragraph of paragraphs(topic, topics.indexOf(topic))) expect(text).toContain(paragraph);
  }
  const improved = await client.call('articles.get', { articleId: first! });
  expect(improved.textVersion).toBe(2);
  const cut = improved.removed.filter(({ ruleId }) => ruleId !== null).map(({ text }) => text);
  expect(furniture.filter((line) => !cut.some((passage) => passage.includes(line)))).toEqual([]);
  const [kept] = await client.call('annotations.ofArticle', { articleId: first! });
  expect(kept).toMatchObject({ annotationId: annotation.annotationId, status: 'anchored' });
  expect(improved.text.slice(kept!.start!, kept!.end!)).toBe('Engineers had warned');

  // Nothing new: nothing is looked at again.
  const again = await importPaths(client, [folder]);
  expect(again).toMatchObject({ counts: { unchanged: topics.length }, secondPass: null });
  expect(await client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
});

test('a rule that is switched off gives its line back everywhere, and a passage put back by hand stays', async () => {
  const { client } = await startTestBackend({ project: true });
  const folder = folderOf(join(temporaryFolder(), 'scrape'), 0, topics.length);
  await importPaths(client, [folder]);
  const { rules, last } = await client.call('cleaning.rules', { sourceId: 1 });
  expect(last).toMatchObject({ articles: topics.length });
  const line = below[0]!;
  const rule = rules.find((one) => one.line === line)!;
  expect(rule).toMatchObject({ documents: topics.length, on: true });

  const turn = async (on: boolean) => {
    const { jobId } = await client.call('cleaning.setRules', { sourceId: 1, ruleIds: [rule.ruleId], on });
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', kind: 'clean', error: null });
  };
  await turn(false);
  for (const text of (await texts(client)).values()) expect(furnitureIn(text)).toEqual([line]);
  await turn(true);
  for (const text of (await texts(client)).values()) expect(furnitureIn(text)).toEqual([]);

  const [articleId] = await articleIds(client);
  const { removed } = await client.call('articles.get', { articleId: articleId! });
  const passage = removed.find(({ text }) => text.includes(below[1]!))!;
  await client.call('articles.restorePassages', { articleId: articleId!, passageIds: [passage.passageId] });
  const { jobId } = await client.call('cleaning.start', {});
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', result: { sources: 1, articles: topics.length } });
  const { text } = await client.call('articles.get', { articleId: articleId! });
  expect(text).toContain(below[1]);
  const shown = await client.call('articles.openView', { query: { text: `"${below[1]}"` } });
  expect(shown.first.map((row) => row.articleId)).toEqual([articleId]);
  expect(await client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
});

test('an alias sends a later import to its source; merged sources come apart again', async () => {
  const { client } = await startTestBackend({ project: true });
  const base = temporaryFolder();
  await importPaths(client, [folderOf(join(base, 'a'), 0, 2)]);
  await client.call('sources.addAlias', { sourceId: 1, alias: 'Vellmar Daily Weekend' });
  const weekend = writeFiles(
    { 'vellmar daily weekend/x.txt': dump(2), 'Quay Reporter/y.txt': dump(3) },
    join(base, 'b'),
  );
  await importPaths(client, [weekend]);
  const names = async () => (await client.call('sources.list', {})).map(({ name, articles }) => `${name} ${articles}`);
  expect(await names()).toEqual(['Quay Reporter 1', 'Vellmar Daily 3']);

  await client.call('sources.merge', { intoId: 1, sourceIds: [2] });
  expect(await names()).toEqual(['Vellmar Daily 4']);
  await importPaths(client, [writeFiles({ 'Quay Reporter/z.txt': dump(4) }, join(base, 'c'))]);
  expect(await names()).toEqual(['Vellmar Daily 5']);
  await client.call('history.undo', {});
  expect(await names()).toEqual(['Quay Reporter 1', 'Vellmar Daily 4']);
  expect(await client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
});

test('dates that could be read two ways are read as the other articles of their source show', async () => {
  const { client } = await startTestBackend({ project: true });
  const page = (topic: string, i: number, date: string) => `<!doctype html><html lang="en"><head>
<title>Council votes on the ${topic}</title></head><body><article><h1>Council votes on the ${topic}</h1>
<p class="published-date">Published ${date}</p>
${paragraphs(topic, i)
  .map((text) => `<p>${text}</p>`)
  .join('\n')}</article></body></html>`;
  const dates = ['25/04/2025', '26/04/2025', '27/04/2025', '03/04/2025'];
  const folder = writeFiles(
    Object.fromEntries(dates.map((date, i) => [`Vellmar Daily/${i}.html`, page(topics[i]!, i, date)])),
    join(temporaryFolder(), 'pages'),
  );
  await importPaths(client, [folder]);
  const [source] = await client.call('sources.list', {});
  expect(source!.dateOrder).toEqual({ order: 'day first', from: 'articles', dayFirst: 3, monthFirst: 0, open: 0 });
  const view = await client.call('articles.openView', { query: { sort: { column: 'published', descending: false } } });
  expect(view.first.map((row) => row.publishedAt)).toEqual(['2025-04-03', '2025-04-25', '2025-04-26', '2025-04-27']);
  await client.call('sources.edit', { sourceId: source!.sourceId, fields: { dateOrder: 'month first' } });
  const article = await client.call('articles.get', { articleId: view.first[0]!.articleId });
  expect(article.metadata.publishedAt).toMatchObject({ value: '2025-03-04', from: 'visible text' });
});
