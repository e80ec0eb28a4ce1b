import { join } from 'node:path';
import { expect, test } from 'vitest';
import { surveyOrigin } from '../../electron/backend/services/import/survey.ts';
import { SourceTally } from '../../electron/backend/services/import/survey-sources.ts';
import { folderSurvey } from '../../shared/contract/rooms/import.ts';
import { type ImportOptions, importOptions } from '../../shared/model/import.ts';
import { zipBytes } from '../support/format-files.ts';
import { articleText, importProject, temporaryFolder, writeFiles } from './support/import-project.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const french =
  'Le conseil de la région a décidé mardi de réparer la digue avant l’hiver, après un débat de trois heures où les élus se sont opposés à la dépense.'.replace(
    '’',
    "'",
  );

function surveyed(project: ReturnType<typeof importProject>, folder: string, options: Partial<ImportOptions> = {}) {
  return surveyOrigin(project.backend, { paths: [folder] }, importOptions.parse(options), 0).then((found) =>
    folderSurvey.parse(found),
  );
}

test('a survey counts formats that are not read, encodings, and what archives hold', async () => {
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
    'a.txt': articleText('pier'),
    'b.txt': latin1(french.repeat(3)),
    'c.txt': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(articleText('quay'), 'utf16le')]),
    'press.zip': zipBytes([{ name: 'd.txt', bytes: articleText('lock') }]),
    'photo.png': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    'old.doc': 'binary',
    'more.tar.gz': 'binary',
  });
  const survey = await surveyed(importProject(), folder);
  expect(survey.files).toBe(7);
  expect(survey.kinds.filter((one) => !one.readable)).toEqual([
    { kind: 'Old Word document', extension: '.doc', files: 1, readable: false },
    { kind: 'Image', extension: '.png', files: 1, readable: false },
    { kind: 'TAR archive', extension: '.tar.gz', files: 1, readable: false },
  ]);
  expect(survey.encodingsOf).toBe(4);
  expect(survey.encodings).toEqual([
    { encoding: 'utf-8', files: 2 },
    { encoding: 'utf-16le', files: 1 },
    { encoding: 'windows-1252', files: 1 },
  ]);
  expect(survey.dryRun.find((one) => one.path === 'press.zip/d.txt')).toMatchObject({ source: 'press', problem: null });
  expect(survey.dryRun[0]!.extractor).toMatch(/^Plain-text cleaning \d/);
});

test('tables are shown once a header, with rows, a guess, and what a person said before', async () => {
  const row = (topic: string) => `"About the ${topic}","${articleText(topic)}"`;
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
    'a.csv': `title,text\n${row('pier')}\n${row('quay')}\n`,
    'b.csv': `title,text\n${row('lock')}\n`,
    'odd.csv': `k,v\n1,2\n`,
  });
  const project = importProject();
  const first = await surveyed(project, folder);
  expect(first.tables).toMatchObject([
    {
      path: 'a.csv',
      files: 2,
      header: ['title', 'text'],
      mapping: { title: 0, text: 1 },
      from: 'guess',
      problem: null,
    },
    {
      path: 'odd.csv',
      files: 1,
      rows: [['1', '2']],
      from: 'guess',
      problem: expect.stringContaining('leave the table out'),
    },
  ]);
  expect(first.tables[0]!.rows).toHaveLength(2);
  expect(first.tables[0]!.rows[0]![1]).toHaveLength(200);
  expect(first.dryRun.find((one) => one.path === 'a.csv#1')?.records).toBe(2);

  const tables = [{ header: ['k', 'v'], mapping: {} }];
  expect((await surveyed(project, folder, { tables })).tables[1]).toMatchObject({ from: 'chosen', mapping: {} });
  const { report } = await project.run({ paths: [folder] }, { options: { tables } });
  expect(report.counts).toMatchObject({ imported: 3, failed: 0 });
  expect(report.skipped).toEqual([{ extension: '', kind: 'Table that a person left out', files: 1 }]);
  expect((await surveyed(project, folder)).tables[1]).toMatchObject({ from: 'remembered', mapping: {} });
  // Remembered for the next import too, which says nothing of tables.
  const again = await project.run({ paths: [folder] });
  expect(again.report.counts).toMatchObject({ unchanged: 3, failed: 0 });
});

test('sources that the project has are told apart from new ones', async () => {
  const project = importProject();
  const parent = temporaryFolder();
  await project.run({ paths: [writeFiles(join(parent, 'one'), { 'The Quay Reporter/a.txt': articleText('pier') })] });
  const folder = writeFiles(join(parent, 'two'), {
    'the quay reporter/b.txt': articleText('quay'),
    'Halvern Courier/c.txt': articleText('lock'),
  });
  expect((await surveyed(project, folder)).sources).toEqual([
    { name: 'Halvern Courier', files: 1, from: 'folder', known: false },
    { name: 'the quay reporter', files: 1, from: 'folder', known: true },
  ]);
});

test('pages tell their source themselves; the folder is asked for the others', async () => {
  const page = (head: string) =>
    `<!doctype html><html><head>${head}<title>Pier</title></head><body><p>${articleText('pier')}</p></body></html>`;
  const canonical = (host: string) => page(`<link rel="canonical" href="https://${host}/pier">`);
  const project = importProject();
  const parent = temporaryFolder();
  await project.run({ paths: [writeFiles(join(parent, 'one'), { 'a.html': canonical('www.quay-reporter.example') })] });
  const folder = writeFiles(join(parent, 'two'), {
    'scrape_03/a.html': canonical('www.quay-reporter.example'),
    'scrape_03/b.html': page('<meta content="https://quay-reporter.example/b" property="og:url">'),
    'scrape_03/c.html': canonical('news.halvern.example'),
    'The Ferry Post/d.html': canonical('ferry-post.example'),
    'The Ferry Post/e.html': page('<link rel="canonical" href="/e.html">'),
    'The Ferry Post/f.txt': articleText('lock'),
  });
  const survey = await surveyed(project, folder);
  expect(survey).toMatchObject({ pages: 5, pagesLookedAt: 5 });
  expect(survey.sources).toEqual([
    { name: 'The Ferry Post', files: 2, from: 'folder', known: false },
    { name: 'quay-reporter.example', files: 2, from: 'page', known: true },
    { name: 'ferry-post.example', files: 1, from: 'page', known: false },
    { name: 'halvern.example', files: 1, from: 'page', known: false },
  ]);
});

test('what a sample of a folder declares holds for the whole folder', () => {
  const tally = new SourceTally();
  for (let i = 0; i < 1000; i++) tally.add('mixed', true);
  for (let i = 0; i < 40; i++) tally.see('mixed', i % 4 === 0 ? null : 'quay-reporter.example');
  for (let i = 0; i < 50; i++) tally.add('mixed', false);
  expect(tally.sources()).toEqual([
    { name: 'quay-reporter.example', files: 750, from: 'page' },
    { name: 'mixed', files: 300, from: 'folder' },
  ]);
  expect([tally.looked, tally.pages]).toEqual([40, 1000]);
});
