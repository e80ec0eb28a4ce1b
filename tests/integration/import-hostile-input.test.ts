import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { diskFileSystem, rootsOf, walk } from '../../electron/backend/services/import/files/walk.ts';
import { importPaths, startTestBackend } from '../support/backend.ts';
import { docxBytes, pdfBytes, warcRecord, wordParagraph, zipBytes } from '../support/format-files.ts';
import { articleText, importProject, temporaryFolder, writeFiles } from './support/import-project.ts';

const page = (body: string) => `<!doctype html><html><head><title>Page</title></head><body>${body}</body></html>`;

test('everything that is wrong with a folder is named in words, and everything else comes in', async () => {
  const pages = ['one', 'two'].map((name) =>
    warcRecord({ url: `https://quay.example/${name}`, payload: page(`<p>${articleText(name)}</p>`) }),
  );
  const warc = Buffer.concat(pages);
  const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(100).fill(0)]);
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
    'bomb.jsonl.gz': gzipSync(Buffer.alloc(55_000_000, '0')),
    'cut.warc': warc.subarray(0, warc.length - 80),
    'entities.xml': `<!DOCTYPE doc [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><doc title="Entities"><main><p>${articleText('entity')} &b;</p></main></doc>`,
    'feed.xml': '<rss><channel><item><title>x</title><description>Fish <b></description></item></channel></rss>',
    'good.docx': docxBytes(wordParagraph(articleText('word'))),
    'locked.docx': Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]),
    'locked.pdf': pdfBytes([[{ x: 60, y: 700, text: 'Hidden' }]], { password: true }),
    'map.xml': '<urlset/>',
    'nested.zip': zipBytes([
      {
        name: 'a.zip',
        bytes: zipBytes([{ name: 'b.zip', bytes: zipBytes([{ name: 'c.txt', bytes: articleText('c') }]) }]),
      },
    ]),
    'photo.png': 'not read',
    'scan.pdf': pdfBytes([[]]),
    'slip.zip': zipBytes([
      { name: '../../../escaped.txt', bytes: articleText('escaped') },
      { name: 'inside.txt', bytes: articleText('inside') },
    ]),
    'torn.zip': zipBytes(
      [
        { name: 'kept.txt', bytes: articleText('kept') },
        { name: 'lost.txt', bytes: articleText('lost') },
      ],
      {
        noDirectory: true,
      },
    ).subarray(0, -30),
    'unclosed.xml': '<TEI><text><body><p>It ends',
  });
  mkdirSync(join(folder, 'loop'));
  symlinkSync(folder, join(folder, 'loop', 'back'));
  const project = importProject();
  const { report } = await project.run({ paths: [folder] });
  expect(Object.fromEntries(report.failures.map(({ path, code }) => [path, code]))).toEqual({
    'bomb.jsonl.gz': 'ARCHIVE_TOO_LARGE',
    'cut.warc#2': 'TRUNCATED',
    'feed.xml#1': 'MALFORMED_XML',
    'locked.docx': 'ENCRYPTED',
    'locked.pdf': 'ENCRYPTED',
    'loop/back': 'LINK_LOOP',
    'map.xml': 'UNKNOWN_FORMAT',
    'nested.zip/a.zip/b.zip': 'ARCHIVE_TOO_LARGE',
    'scan.pdf': 'NO_TEXT_LAYER',
    'slip.zip/../../../escaped.txt': 'OUTSIDE_ARCHIVE',
    'torn.zip': 'TRUNCATED',
    'unclosed.xml': 'TRUNCATED',
  });
  for (const { reason } of report.failures) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  expect(project.db.column('SELECT path FROM article ORDER BY path')).toEqual([
    'cut.warc#1',
    'entities.xml',
    'good.docx',
    'slip.zip/inside.txt',
    'torn.zip/kept.txt',
  ]);
  expect(report.skipped).toEqual([{ extension: '.png', kind: 'Image', files: 1 }]);
  // Nothing of it is taken in twice, and nothing that failed is forgotten.
  const again = await project.run({ paths: [folder] });
  expect(again.report.counts).toMatchObject({ found: 17, unchanged: 5, failed: 12 });
});

test('ten thousand levels of HTML, of JSON and of a list in an archive are read or told, not a crash', async () => {
  const deep = (open: string, close: string, inside: string) => open.repeat(10_000) + inside + close.repeat(10_000);
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
    'deep.html': page(deep('<div>', '</div>', `<p>${articleText('deep').replaceAll('\n\n', '</p><p>')}</p>`)),
    'deep record.json': `{"title":"Deep","text":${JSON.stringify(articleText('json'))},"more":${deep('[', ']', '1')}}`,
    'list.json': `{"articles":[{"title":"In a list","text":${JSON.stringify(articleText('list'))},"more":${deep('{"a":', '}', '1')}}]}`,
  });
  const project = importProject();
  const { report } = await project.run({ paths: [folder] });
  expect(report.counts.imported + report.counts.failed).toBe(3);
  expect(project.db.column('SELECT path FROM article ORDER BY path')).toEqual(
    expect.arrayContaining(['deep.html', 'deep record.json']),
  );
  expect(report.failures.map((one) => one.code)).not.toContain('UNEXPECTED');
});

test('a folder that loses its drive half-way keeps what is in, names the rest, and takes it when the drive is back', async () => {
  const parent = temporaryFolder();
  const files = Object.fromEntries(
    Array.from({ length: 120 }, (_, i) => [
      `${i < 60 ? 'a' : 'b'}/${String(i).padStart(3, '0')}.txt`,
      articleText(`shed ${i}`),
    ]),
  );
  const folder = writeFiles(join(parent, 'drive'), files);
  const project = importProject();
  const first = await project.run(
    { paths: [folder] },
    { afterBatch: (batches) => batches === 1 && renameSync(folder, join(parent, 'gone')) },
  );
  const { imported, failed } = first.report.counts;
  expect(imported).toBeGreaterThan(0);
  expect(failed).toBeGreaterThan(0);
  expect(first.report.failures[0]).toMatchObject({
    code: 'UNREADABLE',
    reason: expect.stringContaining('It is not there'),
  });
  renameSync(join(parent, 'gone'), folder);
  const second = await project.run({ paths: [folder] });
  expect(second.report.counts).toMatchObject({ found: 120, unchanged: imported, imported: 120 - imported, failed: 0 });
});

test('a disk that reports errors in the middle of a folder costs what it cannot read', async () => {
  const folder = writeFiles(join(temporaryFolder(), 'drive'), {
    'a/1.txt': 'a',
    'b/2.txt': 'b',
    'c/3.txt': 'c',
    'd.txt': 'd',
  });
  const broken = Object.assign(new Error('i/o error'), { code: 'EIO' });
  const found: string[] = [];
  const files = {
    ...diskFileSystem,
    readdir: (path: string) => (path.endsWith('b') ? Promise.reject(broken) : diskFileSystem.readdir(path)),
    stat: (path: string) => (path.endsWith('3.txt') ? Promise.reject(broken) : diskFileSystem.stat(path)),
  };
  for await (const one of walk(await rootsOf([folder]), files)) {
    found.push('failure' in one ? `${one.path}: ${one.failure.code}` : one.path);
  }
  expect(found).toEqual(['a/1.txt', 'b: UNREADABLE', 'c/3.txt: UNREADABLE', 'd.txt']);
});

test('names with composed and decomposed accents are one file that was renamed', async () => {
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), { ['Größe.txt'.normalize('NFC')]: articleText('size') });
  const project = importProject();
  await project.run({ paths: [folder] });
  rmSync(join(folder, 'Größe.txt'.normalize('NFC')));
  writeFileSync(join(folder, 'Größe.txt'.normalize('NFD')), articleText('size'));
  const { report } = await project.run({ paths: [folder] });
  expect(report.counts).toMatchObject({ found: 1, unchanged: 1, imported: 0 });
});

test('two imports at once of folders that overlap end as one after the other would', async () => {
  const folder = writeFiles(
    join(temporaryFolder(), 'scrape'),
    Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`s${i % 4}/${i}.txt`, articleText(`shed ${i}`)])),
  );
  const { client } = await startTestBackend({ project: true });
  const [one, two] = await Promise.all([importPaths(client, [folder]), importPaths(client, [folder])]);
  expect([one.counts.imported + two.counts.imported, one.counts.unchanged + two.counts.unchanged]).toEqual([40, 40]);
  expect([one.counts.failed, two.counts.failed]).toEqual([0, 0]);
  const { total } = await client.call('articles.openView', { query: {}, first: 1 });
  expect(total).toBe(40);
});

test('a clock in 1970 is no reason to fail, and dates nothing', async () => {
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
    'a.txt': articleText('pier'),
    'b.txt.gz': gzipSync(articleText('quay')),
  });
  const { client } = await startTestBackend({ project: true, clock: () => new Date(1000) });
  const report = await importPaths(client, [folder]);
  expect(report.counts).toMatchObject({ imported: 2, failed: 0 });
  expect(report.startedAt).toMatch(/^1970-01-01T00:00:01/);
  expect(report.dates.none).toBe(2);
});
