import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import { errorOf, importPaths, startTestBackend, temporaryFolder, writeFiles } from '../support/backend.ts';
import { prose } from '../unit/support/prose.ts';

const report = prose(1, 18);
const edited = report.map((sentence, i) => (i === 4 ? 'The harbour master of Sennport denied it.' : sentence));

const idOf = async (client: Client, path: string) => {
  const view = await client.call('articles.openView', { query: {}, first: 100 });
  return view.first.find((row) => row.originalPath === path)!.articleId;
};

const paths = async (client: Client, articleId: string) =>
  (await client.call('duplicates.members', { articleId })).map((member) => member.originalPath);

test('an import ends with near-copies in groups; a view shows one row for each; the difference of two is told', async () => {
  const { client } = await startTestBackend({ project: true });
  const folder = join(temporaryFolder(), 'corpus');
  writeFiles(
    {
      'Meridian Wire/report.txt': report.join('\n\n'),
      'Morning Quay/report.txt': edited.join('\n\n'),
      'Morning Quay/start.txt': report.slice(0, 8).join('\n\n'),
      'Morning Quay/other.txt': prose(2, 12).join('\n\n'),
    },
    folder,
  );
  const imported = await importPaths(client, [folder]);
  expect(imported.counts).toMatchObject({ imported: 4, duplicates: 0 });
  expect(imported.copies).toEqual({ articles: 3, groups: 1, largest: 3 });

  const wire = await idOf(client, 'Meridian Wire/report.txt');
  const quay = await idOf(client, 'Morning Quay/report.txt');
  expect(await paths(client, quay)).toEqual([
    'Meridian Wire/report.txt',
    'Morning Quay/report.txt',
    'Morning Quay/start.txt',
  ]);
  const view = await client.call('articles.openView', { query: { collapseCopies: true }, first: 10 });
  expect(view.total).toBe(2);
  expect(view.first.map((row) => [row.originalPath, row.copies]).sort()).toEqual([
    ['Meridian Wire/report.txt', 3],
    ['Morning Quay/other.txt', 1],
  ]);

  const difference = await client.call('duplicates.difference', { a: wire, b: quay });
  expect(difference.parts.map((part) => part.kind)).toEqual(['same', 'only a', 'only b', 'same']);
  const { text } = await client.call('articles.get', { articleId: quay });
  const { b } = difference.parts[2]!;
  expect(text.slice(b!.start, b!.end)).toBe('The harbour master of Sennport denied it.');
  expect((await errorOf(client.call('duplicates.difference', { a: wire, b: 'none' }))).code).toBe('NOT_FOUND');
  expect(await client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
});

test('copies that come with later imports join, and one that was taken out stays out', async () => {
  const { client } = await startTestBackend({ project: true });
  const folder = join(temporaryFolder(), 'corpus');
  writeFiles({ 'a.txt': report.join('\n\n'), 'b.txt': edited.join('\n\n') }, folder);
  await importPaths(client, [folder]);
  const b = await idOf(client, 'b.txt');
  await client.call('duplicates.separate', { articleId: b });
  writeFiles({ 'c.txt': report.slice(2).join('\n\n'), 'd.txt': edited.join('\n\n') }, folder);
  await importPaths(client, [folder]);
  expect(await paths(client, b)).toEqual(['b.txt']);
  expect(await paths(client, await idOf(client, 'd.txt'))).toEqual(['a.txt', 'c.txt', 'd.txt']);
  await client.call('duplicates.join', { articleIds: [b, await idOf(client, 'a.txt')] });
  expect(await paths(client, b)).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt']);
});
