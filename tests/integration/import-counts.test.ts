import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { articleText, importProject, temporaryFolder, writeFiles } from './support/import-project.ts';

const counts = (found: number, rest: object = {}) => ({
  found,
  imported: 0,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  failed: 0,
  ...rest,
});

const page = (topic: string) => `<!doctype html><html lang="en"><head><title>The ${topic} vote</title>
<link rel="canonical" href="https://www.harbour-lantern.example/2025/05/16/${topic}.html">
<meta property="og:site_name" content="The Harbour Lantern">
<meta property="article:published_time" content="2025-05-16T19:39:00+03:00"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>The ${topic} vote</h1>
${articleText(topic)
  .split('\n\n')
  .map((text) => `<p>${text}</p>`)
  .join('\n')}</article><footer>All rights reserved</footer></body></html>`;

test('a folder comes in with titles, sources, dates and texts, and again unchanged without any extraction', async () => {
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
    'lantern/2025-05/bridge.html': page('bridge'),
    'Sennport Post/harbour wall.txt': articleText('harbour wall'),
    'Sennport Post/notes.png': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    'records/one.jsonl': `${JSON.stringify({ title: 'Ferry', text: articleText('ferry'), url: 'https://ferry-news.example/a' })}\n`,
  });
  const project = importProject();
  const first = await project.run({ paths: [folder] });
  expect(first.report.counts).toEqual(counts(3, { imported: 3 }));
  expect(first.report.roots).toEqual(['scrape']);
  expect(first.report.failures).toEqual([]);

  const rows = project.db.all<Record<string, unknown>>(
    `SELECT a.path, a.title, s.name AS source, s.domain, a.published_at, a.published_at_utc, a.published_sort, a.language, a.words
     FROM article a LEFT JOIN source s ON s.id = a.source_id ORDER BY a.id`,
  );
  expect(rows).toMatchObject([
    { path: 'Sennport Post/harbour wall.txt', source: 'Sennport Post', domain: null, language: 'en' },
    {
      path: 'lantern/2025-05/bridge.html',
      title: 'The bridge vote',
      source: 'The Harbour Lantern',
      domain: 'harbour-lantern.example',
      published_at: '2025-05-16T19:39+03:00',
      published_at_utc: '2025-05-16T16:39:00Z',
      published_sort: '2025-05-16T19:39',
      language: 'en',
    },
    { path: 'records/one.jsonl#L1', title: 'Ferry', source: 'ferry-news.example', domain: 'ferry-news.example' },
  ]);
  const text = project.db.value<string>(
    `SELECT text FROM text_body b JOIN article a ON a.text_version_id = b.text_version_id WHERE a.title = 'The bridge vote'`,
  )!;
  expect(text).toBe(articleText('bridge'));
  expect(rows[1]!.words).toBe(text.match(/[\p{L}\p{N}]+/gu)!.length);

  project.asked.length = 0;
  const second = await project.run({ paths: [folder] });
  expect(second.report.counts).toEqual(counts(3, { unchanged: 3 }));
  expect(project.asked).toEqual([]);
});

test('the same folder somewhere else is the same articles, with the same ids in every project', async () => {
  const base = temporaryFolder();
  const folder = writeFiles(join(base, 'one'), { 'a/x.txt': articleText('mole'), 'b.txt': articleText('quay') });
  const project = importProject();
  await project.run({ paths: [folder] });
  const ids = project.db.column<string>('SELECT article_id FROM article ORDER BY path');
  expect(ids).toHaveLength(2);
  for (const id of ids) expect(id).toMatch(/^[a-z2-9]{20}$/);

  renameSync(folder, join(base, 'two'));
  const moved = await project.run({ paths: [join(base, 'two')] });
  expect(moved.report.counts).toEqual(counts(2, { unchanged: 2 }));

  const other = importProject();
  await other.run({ paths: [join(base, 'two')] });
  expect(other.db.column('SELECT article_id FROM article ORDER BY path')).toEqual(ids);
});

test('the same bytes at another path are an article of their own, counted as a duplicate and grouped', async () => {
  const wire = articleText('lighthouse');
  const folder = writeFiles(join(temporaryFolder(), 'wire'), {
    'Alpha Courier/wire.txt': wire,
    'Beta Gazette/wire.txt': wire,
    'Gamma Mail/other.txt':
      'Two rowers from Ordesh crossed the bay in nine hours on Sunday and were met by a brass band.',
    // The same text in other bytes: grouped, but no copy of the file.
    'Gamma Mail/wire.txt': `\uFEFF${wire}`,
  });
  const project = importProject();
  const { report } = await project.run({ paths: [folder] });
  expect(report.counts).toEqual(counts(4, { imported: 4, duplicates: 1 }));
  const groups = project.db.column<number | null>('SELECT duplicate_group FROM article ORDER BY path');
  expect(groups).toEqual([1, 1, null, 1]);
  expect(new Set(project.db.column('SELECT article_id FROM article')).size).toBe(4);
});

test('a changed file is a new text of the same article: coding moves along, a person’s metadata stays', async () => {
  const folder = temporaryFolder();
  const before = articleText('weir');
  writeFiles(folder, { 'weir.txt': before, 'copy.txt': before });
  const project = importProject();
  const { db } = project;
  await project.run({ paths: [folder] });
  const article = db.get<{ id: number; article_id: string; text_version_id: number }>(
    "SELECT id, article_id, text_version_id FROM article WHERE path = 'weir.txt'",
  )!;
  const annotate = (id: string, exact: string) => {
    const start = before.indexOf(exact);
    db.run(
      `INSERT INTO annotation (annotation_id, article, text_version_id, level, start, end, exact, prefix, suffix, coder, created_at, updated_at)
       VALUES (?, ?, ?, 'span', ?, ?, ?, ?, ?, 1, '', '')`,
      ...[id, article.id, article.text_version_id, start, start + exact.length, exact],
      ...[before.slice(Math.max(0, start - 32), start), before.slice(start + exact.length).slice(0, 32)],
    );
  };
  annotate('moved', 'four million crowns');
  annotate('gone', 'residents had collected signatures');
  db.run(
    "INSERT INTO claim (claim_id, number, statement, coder, created_at, updated_at) VALUES ('c', 1, 'It costs four million', 1, '', '')",
  );
  db.run(
    `INSERT INTO claim_mention (mention_id, claim_id, article, text_version_id, start, end, exact, prefix, suffix, created_at)
     VALUES ('m', 'c', ?, ?, ?, ?, 'finished by the end of next year', '', '', '')`,
    ...[article.id, article.text_version_id, before.indexOf('finished by'), before.indexOf('next year') + 9],
  );
  db.run('UPDATE article SET title = ? WHERE id = ?', 'Named by hand', article.id);
  db.run('UPDATE evidence SET chosen = 0 WHERE article = ? AND field = ?', article.id, 'title');
  db.run(
    "INSERT INTO evidence (article, field, origin, value, chosen) VALUES (?, 'title', 'user', 'Named by hand', 1)",
    article.id,
  );

  const after = `A correction has been added to this report about the weir, which had named the wrong committee.\n\n${before.replace(', and residents had collected signatures', '')}`;
  writeFiles(folder, { 'weir.txt': after });
  const { report, jobId } = await project.run({ paths: [folder] });
  expect(report.counts).toEqual(counts(2, { updated: 1, unchanged: 1 }));

  expect(report.worthALook.unplaced).toBe(1);

  const now = db.get<Record<string, unknown>>('SELECT * FROM article WHERE id = ?', article.id)!;
  expect(now).toMatchObject({
    article_id: article.article_id,
    title: 'Named by hand',
    // Edited, it is still nearly the same as the other copy.
    duplicate_kind: 'near',
    import_job_id: jobId,
  });
  expect(db.get('SELECT number, cause FROM text_version WHERE id = ?', now.text_version_id as number)).toEqual({
    number: 2,
    cause: 'update',
  });
  expect(db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', article.text_version_id)).toBe(
    before,
  );
  const text = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', now.text_version_id as number)!;
  const placed = db.get<{ start: number; end: number; exact: string; status: string; text_version_id: number }>(
    "SELECT * FROM annotation WHERE annotation_id = 'moved'",
  )!;
  expect(placed).toMatchObject({ status: 'anchored', text_version_id: now.text_version_id });
  expect(placed.start).not.toBe(before.indexOf('four million'));
  expect(text.slice(placed.start, placed.end)).toBe('four million crowns');
  expect(db.get("SELECT start, end, exact, status FROM annotation WHERE annotation_id = 'gone'")).toEqual({
    start: null,
    end: null,
    exact: 'residents had collected signatures',
    status: 'unplaced',
  });
  const mention = db.get<{ start: number; end: number; status: string }>('SELECT * FROM claim_mention')!;
  expect([text.slice(mention.start, mention.end), mention.status]).toEqual([
    'finished by the end of next year',
    'anchored',
  ]);
  expect(db.column("SELECT duplicate_kind FROM article WHERE path = 'copy.txt'")).toEqual([null]);
  expect(db.column("SELECT rowid FROM article_fts WHERE article_fts MATCH 'correction'")).toEqual([article.id]);

  // What was unplaced finds its place again when the passage comes back.
  writeFiles(folder, {
    'weir.txt': `${before}\n\nThe weir was built in 1911 by prisoners, as a plaque on the eastern bank recalls today.`,
  });
  await project.run({ paths: [folder] });
  expect(db.get("SELECT status FROM annotation WHERE annotation_id = 'gone'")).toEqual({ status: 'anchored' });
});

test('two chosen folders that overlap are read once', async () => {
  const folder = writeFiles(join(temporaryFolder(), 'all'), {
    'in/a.txt': articleText('dyke'),
    'b.txt': articleText('lock'),
  });
  const project = importProject();
  const { report } = await project.run({ paths: [join(folder, 'in'), folder, join(folder, 'b.txt'), folder] });
  expect(report.counts).toEqual(counts(2, { imported: 2 }));
  expect(report.roots).toEqual(['all']);
});

test('outlets that print the same wire file each keep their own, however their folders were chosen', async () => {
  const base = temporaryFolder();
  const wire = articleText('breakwater');
  for (const outlet of ['Alpha Courier', 'Beta Gazette', 'Gamma Mail'])
    writeFiles(join(base, outlet), { 'wire-001.txt': wire });
  const project = importProject();
  const together = await project.run({ paths: [join(base, 'Alpha Courier'), join(base, 'Beta Gazette')] });
  expect(together.report.counts).toEqual(counts(2, { imported: 2, duplicates: 1 }));
  const later = await project.run({ paths: [join(base, 'Gamma Mail')] });
  expect(later.report.counts).toEqual(counts(1, { imported: 1, duplicates: 1 }));
  expect(
    project.db.all('SELECT s.name, a.duplicate_group FROM article a JOIN source s ON s.id = a.source_id ORDER BY a.id'),
  ).toEqual(['Alpha Courier', 'Beta Gazette', 'Gamma Mail'].map((name) => ({ name, duplicate_group: 1 })));
  expect(new Set(project.db.column('SELECT article_id FROM article')).size).toBe(3);
  const again = await project.run({
    paths: ['Alpha Courier', 'Beta Gazette', 'Gamma Mail'].map((name) => join(base, name)),
  });
  expect(again.report.counts).toEqual(counts(3, { unchanged: 3 }));
});

test('records that moved within their file keep their articles and their coding; an edited one is updated', async () => {
  const record = (name: string) => JSON.stringify({ title: name, text: articleText(name) });
  const folder = temporaryFolder();
  const put = (...names: string[]) => writeFiles(folder, { 'list.jsonl': names.map(record).join('\n') });
  put('ash', 'birch', 'cedar', 'dogwood');
  const project = importProject();
  const titles = () =>
    Object.fromEntries(
      project.db
        .all<{ path: string; title: string; id: number }>('SELECT path, title, id FROM article ORDER BY id')
        .map(({ path, title, id }) => [path.replace('list.jsonl#', ''), `${id} ${title}`]),
    );
  await project.run({ paths: [folder] });
  expect(titles()).toEqual({ L1: '1 ash', L2: '2 birch', L3: '3 cedar', L4: '4 dogwood' });

  // A new one at the top, and the last one edited: that one cannot be told from a new one, so its old text stays too.
  put('yew', 'ash', 'birch', 'cedar', 'elm');
  const first = await project.run({ paths: [folder] });
  expect(first.report.counts).toEqual(counts(5, { unchanged: 3, imported: 2 }));
  expect(titles()).toEqual({
    L1: '5 yew',
    L2: '1 ash',
    L3: '2 birch',
    L4: '3 cedar',
    L5: '6 elm',
    [`L4-earlier-${project.db.value<string>('SELECT article_id FROM article WHERE id = 4')!.slice(0, 8)}`]: '4 dogwood',
  });

  // Sorted the other way round, one edited in place.
  put('elm', 'cedar', 'beech', 'ash', 'yew');
  const second = await project.run({ paths: [folder] });
  expect(second.report.counts).toEqual(counts(5, { unchanged: 4, updated: 1 }));
  expect(titles()).toMatchObject({ L1: '6 elm', L2: '3 cedar', L3: '2 beech', L4: '1 ash', L5: '5 yew' });
  expect((await project.run({ paths: [folder] })).report.counts).toEqual(counts(5, { unchanged: 5 }));
});
