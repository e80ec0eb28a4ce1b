import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { articleText, importProject, temporaryFolder, writeFiles } from './support/import-project.ts';

async function importFiles(files: Record<string, string | Uint8Array>, options = {}) {
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), files);
  const project = importProject();
  return { ...(await project.run({ paths: [folder] }, { options })), project, folder };
}

const texts = (project: ReturnType<typeof importProject>) =>
  project.db.all<{ path: string; text: string; encoding: string; warnings: string }>(
    'SELECT a.path, b.text, a.encoding, a.warnings FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id ORDER BY a.id',
  );

test('an empty folder ends with nothing found and no error', async () => {
  const { report, result } = await importFiles({});
  expect(report.counts.found).toBe(0);
  expect(result).toMatchObject({ found: 0, imported: 0, failed: 0 });
});

test('a path that does not exist is refused before anything is written', async () => {
  const project = importProject();
  await expect(project.run({ paths: [join(temporaryFolder(), 'no such folder')] })).rejects.toMatchObject({
    code: 'PATH_NOT_FOUND',
    message: expect.stringContaining('no such folder'),
  });
  await expect(project.run({ paths: ['relative/folder'] })).rejects.toMatchObject({ code: 'PATH_NOT_ALLOWED' });
  expect(project.db.value('SELECT count(*) FROM import_root')).toBe(0);
});

test('what cannot be read or is no article is listed with what to do, and the rest goes in', async () => {
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
    'empty.txt': '',
    'blank.txt': ' \n\n\t\n',
    'photo.txt': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1]),
    'gallery.html': '<!doctype html><html><head><title>Pictures</title></head><body><img src="a.jpg"></body></html>',
    'good.txt': articleText('tram'),
    'no text.json': '{"id": 7, "score": 3}',
    'broken.json': '{"title": "A", "text": "B"',
    'list.json': '[]',
    'numbers.csv': 'id,score\n1,2\n',
    'page.css': 'body{}',
  });
  symlinkSync(join(folder, 'moved away.txt'), join(folder, 'dangling.txt'));
  mkdirSync(join(folder, 'loop'));
  symlinkSync(folder, join(folder, 'loop', 'back'));
  const project = importProject();
  const { report } = await project.run({ paths: [folder] });
  expect(report.counts).toEqual({ found: 11, imported: 1, updated: 0, unchanged: 0, duplicates: 0, failed: 10 });
  expect(Object.fromEntries(report.failures.map(({ path, code }) => [path, code]))).toEqual({
    'blank.txt': 'EMPTY_FILE',
    'broken.json': 'MALFORMED_JSON',
    'dangling.txt': 'UNREADABLE',
    'empty.txt': 'EMPTY_FILE',
    'gallery.html': 'NO_TEXT',
    'list.json': 'NO_RECORDS',
    'loop/back': 'LINK_LOOP',
    'no text.json': 'NO_TEXT_FIELD',
    'numbers.csv': 'NO_TEXT_FIELD',
    'photo.txt': 'BINARY',
  });
  for (const { reason } of report.failures) expect(reason).toMatch(/^[A-Z].{30,}\.$/);
  expect(report.failures.find((one) => one.path === 'numbers.csv')!.reason).toContain('id, score');
});

test.skipIf(process.platform !== 'linux')(
  'a file whose name is not UTF-8 comes in; its bytes are told apart in the path',
  async () => {
    const folder = writeFiles(join(temporaryFolder(), 'scrape'), { 'good.txt': articleText('tram') });
    const named = (...bytes: number[]) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes)]);
    writeFileSync(Buffer.concat([named(0x63, 0xe9), Buffer.from('.txt')]), articleText('quay'));
    writeFileSync(Buffer.concat([named(0x63, 0xe8), Buffer.from('.txt')]), articleText('pier'));
    mkdirSync(named(0xfc));
    writeFileSync(Buffer.concat([named(0xfc), Buffer.from('/a\nb.txt')]), articleText('lock'));
    const project = importProject();
    expect((await project.run({ paths: [folder] })).report.failures).toEqual([]);
    expect(project.db.column('SELECT path FROM article ORDER BY path')).toEqual([
      '\\xFC/a\nb.txt',
      'c\\xE8.txt',
      'c\\xE9.txt',
      'good.txt',
    ]);
    const again = await project.run({ paths: [folder] });
    expect(again.report.counts).toMatchObject({ found: 4, unchanged: 4 });
  },
);

test('a single article over the limit is refused by size before it is read; files of records are not', async () => {
  const records = Array.from({ length: 20 }, (_, i) =>
    JSON.stringify({ title: `R${i}`, text: articleText(`pier ${i}`) }),
  );
  const { report } = await importFiles(
    {
      'long.txt': 'x'.repeat(5000),
      'one.json': JSON.stringify({ text: 'y'.repeat(5000) }),
      'many.jsonl': records.join('\n'),
    },
    { maxFileBytes: 3000 },
  );
  expect(report.counts).toMatchObject({ found: 22, imported: 20, failed: 2 });
  expect(report.failures).toEqual([
    { path: 'long.txt', code: 'TOO_LARGE', reason: expect.stringContaining('5 kB large; the limit is 3 kB') },
    { path: 'one.json', code: 'TOO_LARGE', reason: expect.stringContaining('import settings') },
  ]);
});

test('texts in UTF-16, windows-1251 and broken UTF-8 come in as they were meant', async () => {
  const russian =
    'Городской совет принял решение отремонтировать старый мост до начала зимы, сообщила пресс-служба мэрии.\n\n' +
    'Жители района собрали подписи и потребовали, чтобы работы начались немедленно, несмотря на высокую стоимость.';
  const windows1251 = Uint8Array.from(russian, (char) => {
    const code = char.charCodeAt(0);
    return code < 128 ? code : code === 0x451 ? 0xb8 : code - 0x410 + 0xc0;
  });
  const english = articleText('bridge');
  const broken = Buffer.concat([
    Buffer.from(`${english} Café`),
    Buffer.from([0xc3, 0x28]),
    Buffer.from(' in the old town, naïve façade.'),
  ]);
  const { project, report } = await importFiles({
    'a16.txt': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(english, 'utf16le')]),
    'b1251.txt': windows1251,
    'c broken.txt': broken,
  });
  expect(report.counts).toMatchObject({ imported: 3, failed: 0 });
  const [utf16, cyrillic, replaced] = texts(project);
  expect(utf16).toMatchObject({ text: english, encoding: 'utf-16le' });
  expect(cyrillic).toMatchObject({ text: russian, encoding: 'windows-1251' });
  expect(replaced!.text).toContain('Café\uFFFD( in the old town');
  expect(replaced!.warnings).toContain('1 character could not be decoded');
  expect(report.worthALook.replacedCharacters).toBe(1);
});

test('a malformed line 5,000 of 10,000 is one failure named by its line; 9,999 go in', async () => {
  const lines = Array.from({ length: 10_000 }, (_, i) =>
    i === 4999
      ? '{"title": "Cut off", "text": "The rest of this'
      : `{"title":"Record ${i + 1}","text":"Line ${i + 1} of the ferry log was kept by the harbour master of Sennport."}`,
  );
  const { report, project } = await importFiles({ 'log.jsonl': `${lines.join('\n')}\n` });
  expect(report.counts).toEqual({ found: 10_000, imported: 9999, updated: 0, unchanged: 0, duplicates: 0, failed: 1 });
  expect(report.failures).toEqual([
    {
      path: 'log.jsonl#L5000',
      code: 'MALFORMED_JSON',
      reason: 'This is not valid JSON: it ends too early, in the middle of a value. Correct it or export it again.',
    },
  ]);
  expect(project.db.value("SELECT title FROM article WHERE path = 'log.jsonl#L10000'")).toBe('Record 10000');
});

test('a list of plain values is one failure of its file, however long; articles among such values come in', async () => {
  const article = JSON.stringify({ title: 'Jetty', text: articleText('jetty') });
  const { report } = await importFiles({
    'addresses.json': JSON.stringify(Array.from({ length: 5000 }, (_, i) => `https://quay.example/${i}`)),
    'ids.jsonl': Array.from({ length: 300 }, (_, i) => i).join('\n'),
    'mixed.json': `[7, ${article}, "seven", [7], null]`,
  });
  expect(report.counts).toMatchObject({ found: 4, imported: 1, failed: 3 });
  expect(report.failures.map(({ path, code, reason }) => [path, code, reason.slice(0, 42)])).toEqual([
    ['addresses.json', 'NO_RECORDS', 'All 5,000 entries are plain values, such a'],
    ['ids.jsonl', 'NO_RECORDS', 'All 300 entries are plain values, such as '],
    ['mixed.json', 'NO_RECORDS', '4 of 5 entries are plain values, such as a'],
  ]);
});

test('a table with an unbalanced quote loses that row alone', async () => {
  const row = (n: number) => `"Row ${n}","${articleText(`jetty ${n}`).replaceAll('\n', ' ')}","2025-03-0${n}"`;
  const csv = [
    'title,text,date',
    row(1),
    row(2),
    `"Row 3","He said: "no, and left the hall.,2025-03-03`,
    row(4),
    row(5),
  ];
  const { report, project } = await importFiles({ 'table.csv': csv.join('\r\n') });
  expect(report.counts).toMatchObject({ found: 5, imported: 4, failed: 1 });
  expect(report.failures).toEqual([
    { path: 'table.csv#3', code: 'MALFORMED_CSV', reason: expect.stringContaining('opened on line 4') },
  ]);
  expect(project.db.column('SELECT title FROM article ORDER BY id')).toEqual(['Row 1', 'Row 2', 'Row 4', 'Row 5']);
  expect(project.db.column('SELECT published_at FROM article ORDER BY id')).toEqual([
    '2025-03-01',
    '2025-03-02',
    '2025-03-04',
    '2025-03-05',
  ]);
});

test('hidden files and the folders of saved pages are left out; a sidecar is metadata, not an article', async () => {
  const { report, project } = await importFiles({
    'vote.html': `<!doctype html><html><body><article><p>${articleText('gate').replaceAll('\n\n', '</p><p>')}</p></article></body></html>`,
    'vote_files/frame.html': '<html><body><p>An advertisement that nobody wants to code.</p></body></html>',
    'court_files/a.txt': articleText('court'),
    '.hidden/a.txt': articleText('secret'),
    '.note.txt': articleText('secret'),
    'vote.json': JSON.stringify({ title: 'From the sidecar', author: 'Ida Winter', source: 'The Quay Reporter' }),
    'both.json': `[${JSON.stringify({ title: 'A record', text: articleText('both') })}]`,
    'both.txt': articleText('beside'),
  });
  expect(report.counts).toMatchObject({ found: 4, imported: 4, failed: 0 });
  expect(project.db.column('SELECT path FROM article ORDER BY id')).toEqual([
    'both.json#1',
    'both.txt',
    'court_files/a.txt',
    'vote.html',
  ]);
  expect(
    project.db.get(
      "SELECT a.title, a.byline, s.name AS source FROM article a JOIN source s ON s.id = a.source_id WHERE a.path = 'vote.html'",
    ),
  ).toEqual({ title: 'From the sidecar', byline: 'Ida Winter', source: 'The Quay Reporter' });
});

test('JSON in all the shapes that scrapers leave it in: one article, NaN, a wrapped list, lines under the wrong name', async () => {
  const one = (name: string) => ({ title: name, text: articleText(name) });
  const { report, project } = await importFiles({
    'a.json': JSON.stringify(one('anchor'), null, 2),
    'b.json': JSON.stringify({ ...one('buoy'), author: 0 }).replace('"author":0', '"author": NaN'),
    'c.json': JSON.stringify({ status: 'ok', articles: [one('crane'), one('crate')] }),
    'd.json': [one('dinghy'), one('dock')].map((value) => JSON.stringify(value)).join('\n'),
    'e.json': JSON.stringify([one('engine')]),
  });
  expect(report.failures).toEqual([]);
  expect(project.db.all('SELECT path, title FROM article ORDER BY id')).toEqual([
    { path: 'a.json', title: 'anchor' },
    { path: 'b.json', title: 'buoy' },
    { path: 'c.json#1', title: 'crane' },
    { path: 'c.json#2', title: 'crate' },
    { path: 'd.json#L1', title: 'dinghy' },
    { path: 'd.json#L2', title: 'dock' },
    { path: 'e.json#1', title: 'engine' },
  ]);
});

test('a file named by hand whose format is unknown is a failure, not silence', async () => {
  const folder = writeFiles(temporaryFolder(), { 'chart.xyz': 'data' });
  const { report } = await importProject().run({ paths: [join(folder, 'chart.xyz')] });
  expect(report.failures).toMatchObject([{ path: 'chart.xyz', code: 'UNKNOWN_FORMAT' }]);
});
