import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { importPaths, startTestBackend, temporaryFolder, writeFiles } from '../support/backend.ts';
import { startCommand } from '../support/command-line.ts';

const dataDir = temporaryFolder();
const project = join(dataDir, 'bridge.parallax');
const corpus = writeFiles({
  'tern/bridge.txt':
    'Onnel closes its bridge\n\nThe harbour council of Onnel closed the swing bridge on Friday, it said in a note. Divers had found cracks in two of its piers.',
  'gull/bridge.txt':
    'Bridge shut\n\nOn Friday the swing bridge of Onnel was closed by the harbour council. Two piers have cracks, the divers found.',
});
let storyId: string;

beforeAll(async () => {
  const { client, stop } = await startTestBackend({ project, dataDir });
  await importPaths(client, [corpus]);
  await client.call('coders.use', { name: 'Rana' });
  const { first } = await client.call('articles.openView', { query: {}, first: 10 });
  const articleIds = first.map((row) => row!.articleId);
  ({ storyId } = await client.call('stories.create', { articleIds, title: 'The bridge' }));
  await client.call('stories.setBlock', { storyId, block: 'happened', comment: 'Both from one note' });
  await client.call('stories.setBlock', { storyId, block: 'commonGround', isHidden: true });
  await stop();
}, 60_000);

const json = async (args: string[], code = 0) => {
  const end = await startCommand(dataDir, [...args, '--project', project, '--json'], undefined).ended;
  expect(end.code, end.stderr).toBe(code);
  return JSON.parse(end.stdout);
};

test('export --format html writes one file for each story, complete or not at all', async () => {
  const out = join(dataDir, 'reports');
  const { files, losses } = await json(['export', '--format', 'html', '--out', out]);
  expect(files).toHaveLength(1);
  expect(readdirSync(out)).toEqual([files[0].path]);
  const html = readFileSync(join(out, files[0].path));
  expect(createHash('sha256').update(html).digest('hex')).toBe(files[0].sha256);
  expect(html.toString()).toContain('Comment of Rana: Both from one note');
  expect(losses[0].what).toBe('texts');
  expect(existsSync(`${out}.partial`)).toBe(false);
  const one = join(dataDir, 'one.html');
  await json(['export', '--format', 'html', '--story', storyId, '--out', one]);
  expect(readFileSync(one, 'utf8')).toContain('<h1 dir="auto">The bridge</h1>');
  const again = await startCommand(
    dataDir,
    ['export', '--format', 'html', '--out', out, '--project', project],
    undefined,
  ).ended;
  expect(again.code).toBe(2);
}, 60_000);

test('stories --json has the blocks as people put them right, and says so', async () => {
  const { stories } = await json(['stories']);
  expect(stories[0].sections.common_ground).toEqual([]);
  expect(stories[0].sections.corrections).toEqual([
    expect.objectContaining({ block: 'happened', comment: 'Both from one note', coder: 'Rana', is_hidden: false }),
    expect.objectContaining({ block: 'commonGround', is_hidden: true }),
  ]);
  expect(stories[0].sections.happened[0]).toMatchObject({ by: 'analyser' });
}, 60_000);
