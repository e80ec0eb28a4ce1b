/** What other programs rely on: commands, their JSON, their exit codes, and the round trip of a coded corpus. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { codePointIndex } from '../../shared/text/offsets.ts';
import {
  codeQuote,
  SAMPLE_CORPUS,
  startTestBackend,
  stopAtEnd,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';
import { type CommandEnd, startCommand } from '../support/command-line.ts';

const dataDir = temporaryFolder();
const project = join(dataDir, 'sample.parallax');

const run = (args: string[], input?: string): Promise<CommandEnd> => startCommand(dataDir, args, input).ended;

/** The one JSON document of stdout. Fails when there is anything else there. */
// biome-ignore lint/suspicious/noExplicitAny: the shapes are what these tests are about.
async function json(args: string[], code = 0): Promise<any> {
  const end = await run([...args, '--json']);
  expect({ code: end.code, stderr: code === 0 ? end.stderr : '' }).toEqual({
    code,
    stderr: code === 0 ? expect.any(String) : '',
  });
  return JSON.parse(end.stdout);
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** A report of an agency that three outlets print word for word. */
const wireReport = writeFiles(
  Object.fromEntries(
    ['coast-post', 'inland-mail', 'evening-star'].map((outlet) => [
      `${outlet}/strait-bridge.txt`,
      'Strait bridge reopens\n\nPORT HALVERN – The bridge over the strait reopened on Tuesday, “two days early” by the count of the road office.\n\nSome 4,100 cars crossed before noon 🌉, the office said.',
    ]),
  ),
);
const corpus = [SAMPLE_CORPUS, wireReport];

/** A project of its own in which nothing is changed by another test. */
async function importSample(name: string) {
  const path = join(dataDir, `${name}.parallax`);
  return { path, report: await json(['import', ...corpus, '--project', path]) };
}

let imported: Record<string, unknown>;
beforeAll(async () => {
  imported = (await importSample('sample')).report;
});

describe('import', () => {
  it('counts what it found, and finds nothing new the second time', async () => {
    expect(imported).toMatchObject({ found: 47, imported: 47, unchanged: 0, updated: 0, duplicates: 2, failed: [] });
    expect(imported.seconds).toEqual(expect.any(Number));
    const again = await json(['import', ...corpus, '--project', project]);
    expect(again).toMatchObject({ found: 47, imported: 0, unchanged: 47, updated: 0, duplicates: 0, failed: [] });
  });

  it('ends with 1 and names each input that failed, while the rest is in', async () => {
    const folder = writeFiles({
      'gazette/good.txt':
        'Snow closes the pass\n\nThe road over the Kesh pass is closed until Friday, the road office said.',
      'gazette/empty.txt': '',
      'gazette/broken.json': '{"title": "Cut o',
    });
    const report = await json(['import', folder, '--project', join(dataDir, 'failing.parallax')], 1);
    expect(report).toMatchObject({ found: 3, imported: 1 });
    expect(report.failed).toEqual([
      { path: 'gazette/broken.json', code: 'MALFORMED_JSON', reason: expect.any(String) },
      { path: 'gazette/empty.txt', code: 'EMPTY_FILE', reason: expect.any(String) },
    ]);
  });

  it('stops on Ctrl-C, says how to go on, and goes on', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 900 }, (_, n) => [
        `outlet-${n % 9}/report-${n}.txt`,
        `Report number ${n}\n\nThe office of district ${n} published its report. It has ${n} pages and ${n % 7} tables.`,
      ]),
    );
    const path = join(dataDir, 'stopped.parallax');
    const command = ['import', writeFiles(files), '--project', path];
    const first = startCommand(dataDir, command);
    const inside = async () => {
      if (!existsSync(path)) return 0;
      const reader = await startTestBackend({ project: path, readOnly: true }).catch(() => undefined);
      if (!reader) return 0;
      const { articles } = await reader.client.call('projects.status', {});
      await reader.stop();
      return articles;
    };
    while (first.child.exitCode === null && (await inside()) === 0);
    first.child.kill('SIGINT');
    const end = await first.ended;
    expect(end).toMatchObject({ code: 130, stdout: '' });
    expect(end.stderr).toContain('Run the same command again');
    const second = await json(command);
    expect(second).toMatchObject({ found: 900, failed: [] });
    expect(second.unchanged).toBeGreaterThan(0);
    expect(second.unchanged + second.imported).toBe(900);
    expect(await json(['check', '--project', path])).toEqual({ ok: true, findings: [] });
  });
});

describe('list, show and search', () => {
  it('lists every article, sorted and paged', async () => {
    const all = await json(['list', '--project', project, '--sort', 'title']);
    expect(all.total).toBe(47);
    expect(all.rows).toHaveLength(47);
    expect(Object.keys(all.rows[0])).toEqual(
      expect.arrayContaining([
        ...['article_id', 'title', 'source', 'published_at', 'language', 'words', 'triage', 'story_id'],
      ]),
    );
    const page = await json(['list', '--project', project, '--sort', 'title', '--limit', '5', '--offset', '10']);
    expect(page).toEqual({ total: 47, rows: all.rows.slice(10, 15) });
    const backwards = await json(['list', '--project', project, '--sort', 'words:desc', '--limit', '2']);
    const byWords = all.rows.map((row: { words: number }) => row.words).sort((a: number, b: number) => b - a);
    expect(backwards.rows.map((row: { words: number }) => row.words)).toEqual(byWords.slice(0, 2));
  });

  it('shows articles whose text is byte for byte the exported one', async () => {
    const out = join(temporaryFolder(), 'dataset');
    const written = await json(['export', '--project', project, '--format', 'csv', '--out', out]);
    const ids = readdirSync(join(out, 'texts')).map((name) => name.replace(/\.txt$/, ''));
    expect(ids).toHaveLength(47);
    const { articles } = await json(['show', ...ids, '--project', project]);
    for (const article of articles) {
      const bytes = readFileSync(join(out, 'texts', `${article.article_id}.txt`));
      expect(Buffer.from(article.text).equals(bytes), article.article_id).toBe(true);
      expect(article.text_sha256).toBe(sha256(bytes));
      const end = [...article.text].length;
      for (const { start } of article.removed) expect(start).toBeLessThanOrEqual(end);
    }
    const { files } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    expect(written.files.map((file: { path: string }) => file.path).sort()).toEqual(
      [...files.map((file: { path: string }) => file.path), 'manifest.json'].sort(),
    );
    for (const file of written.files) expect(sha256(readFileSync(join(out, file.path)))).toBe(file.sha256);
    const one = await json(['show', ids[0] as string, '--project', project]);
    expect(one).toEqual(articles[0]);
    expect(one).toMatchObject({ direction: expect.stringMatching(/^(ltr|rtl)$/), suggestions: [], annotations: [] });
  });

  it('searches with the query language', async () => {
    const found = await json(['search', '"road office" OR treaty', '--project', project]);
    expect(found.total).toBeGreaterThan(0);
    expect(found.rows[0]).toMatchObject({ article_id: expect.any(String), title: expect.any(String) });
    expect(found.rows.every((row: { snippet: string }) => row.snippet.includes('**'))).toBe(true);
    expect(await json(['search', 'xylophonist', '--project', project])).toEqual({ total: 0, rows: [] });
  });

  it('compares two articles sentence by sentence', async () => {
    const { rows } = await json(['search', 'treaty', '--project', project]);
    const [a, b] = rows.map((row: { article_id: string }) => row.article_id);
    const found = await json(['compare', a, b, '--project', project]);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['pairs', 'only']));
    const { articles } = await json(['show', a, b, '--project', project]);
    for (const pair of found.pairs) {
      expect(['same', 'reworded', 'differs']).toContain(pair.kind);
      expect(articles[0].text).toContain(pair.a);
      expect(articles[1].text).toContain(pair.b);
    }
    for (const sentence of found.only.a) expect(articles[0].text).toContain(sentence);
  });

  it('compares three articles, each with each: kinds, links and offsets in code points', async () => {
    const { rows } = await json(['search', 'treaty', '--project', project]);
    const ids: string[] = rows.slice(0, 3).map((row: { article_id: string }) => row.article_id);
    const found = await json(['compare', ...ids, '--project', project]);
    expect(Object.keys(found.only)).toEqual(['a', 'b', 'c']);
    const { articles } = await json(['show', ...ids, '--project', project]);
    const points = new Map(
      articles.map((one: { article_id: string; text: string }) => [one.article_id, [...one.text]]),
    );
    const slice = (id: string, start: number, end: number) => (points.get(id) as string[]).slice(start, end).join('');
    for (const pair of found.pairs) {
      expect(slice(pair.article_a, pair.start_a, pair.end_a)).toBe(pair.a);
      expect(slice(pair.article_b, pair.start_b, pair.end_b)).toBe(pair.b);
    }
    expect(found.links.length).toBeGreaterThan(0);
    for (const { a, b } of found.links) {
      for (const place of [a, b]) expect(slice(place.article_id, place.start, place.end)).toBe(place.text);
    }
    expect(found.only_at.c).toHaveLength(found.only.c.length);
  });

  it('refuses an article beside itself, and says why', async () => {
    const { rows } = await json(['search', 'treaty', '--project', project]);
    const [id] = rows.map((row: { article_id: string }) => row.article_id);
    const { code, stderr } = await run(['compare', id, id, '--project', project]);
    expect(code).toBe(2);
    expect(stderr).toContain('compared with others, not with itself');
  });
});

describe('the round trip of a coded corpus', () => {
  it('export, fresh import, annotate, export: the same annotations.csv, the wire copy included', async () => {
    const first = await importSample('coded');
    const coding = await startTestBackend({ project: first.path, dataDir: temporaryFolder(), coder: 'Noor' });
    const view = await coding.client.call('articles.openView', { query: {}, first: 500 });
    const copies = view.first.filter((row) => row.copies > 1);
    expect(copies.filter((row) => row.title === 'Strait bridge reopens')).toHaveLength(3);
    const [outer, inner] = await Promise.all(
      ['Voice, quoted', 'Figure / "exact"'].map((name) => coding.client.call('codebook.create', { fields: { name } })),
    );
    const others = ['ar', 'ru', 'es'].flatMap((language) =>
      view.first.filter((row) => row.language === language).slice(0, 1),
    );
    expect(others).toHaveLength(3);
    for (const { articleId } of [...copies, ...others]) {
      const { text } = await coding.client.call('articles.get', { articleId });
      const quote = text.slice(text.indexOf(' ') + 1, text.indexOf(' ') + 61).trim();
      const { annotationId } = await codeQuote(coding.client, articleId, quote, [
        outer?.codeId ?? '',
        inner?.codeId ?? '',
      ]);
      await coding.client.call('annotations.edit', {
        annotationId,
        memo: '=SUM(A1), "seen"\r\nلقد 🌊',
        confidence: 70,
      });
      await codeQuote(coding.client, articleId, quote.slice(5, 20), [inner?.codeId ?? '']);
      await codeQuote(coding.client, articleId, quote.slice(30));
    }
    await coding.stop();

    for (const profile of ['analysis', 'excel']) {
      const one = join(temporaryFolder(), 'one');
      const two = join(temporaryFolder(), 'two');
      const dataset = (path: string, out: string) =>
        json(['export', '--project', path, '--format', 'csv', '--profile', profile, '--out', out]);
      const before = await dataset(first.path, one);
      const fresh = await importSample(`fresh-${profile}`);
      const annotations = join(one, 'annotations.csv');
      const dryRun = await json(['annotate', '--project', fresh.path, '--from', annotations, '--dry-run']);
      const read = await json(['annotate', '--project', fresh.path, '--from', annotations]);
      expect(read).toMatchObject({ added: (copies.length + 3) * 3, unchanged: 0, replaced: 0, unplaced: [] });
      expect(dryRun).toEqual(read);
      await dataset(fresh.path, two);
      expect(readFileSync(join(two, 'annotations.csv'), 'utf8')).toBe(readFileSync(annotations, 'utf8'));
      expect(before.files.map((file: { path: string }) => file.path)).toContain('annotations.csv');
      const again = await json(['annotate', '--project', fresh.path, '--from', annotations]);
      expect(again).toMatchObject({ added: 0, unchanged: read.added, replaced: 0, unplaced: [] });
      expect(await json(['check', '--project', fresh.path])).toEqual({ ok: true, findings: [] });
    }

    const shown = await json(['show', others[0]?.articleId ?? '', '--project', first.path]);
    expect(shown.annotations).toHaveLength(3);
    const codePoints = [...shown.text];
    for (const annotation of shown.annotations) {
      expect(codePoints.slice(annotation.start, annotation.end).join('')).toBe(annotation.quote);
    }
    expect(codePointIndex(shown.text).toCodePoints(shown.text.length)).toBe(codePoints.length);
  });

  it('reads the work of a coder in without becoming that coder; a dry run changes nothing', async () => {
    const { path } = await importSample('someone-elses');
    const { rows } = await json(['list', '--project', path, '--limit', '1']);
    const [{ article_id }] = rows;
    const { text } = await json(['show', article_id, '--project', path]);
    const csv = join(temporaryFolder(), 'annotations.csv');
    const [first = ''] = text.split('\n');
    writeFileSync(
      csv,
      `article_id,start,end,quote,code_path\r\n${article_id},0,${[...first].length},"${first}",Voice\r\n`,
    );
    const command = ['annotate', '--project', path, '--from', csv, '--coder', 'Bo Marsh'];
    expect(await json([...command, '--dry-run'])).toMatchObject({ added: 1, codes_created: 1 });
    const seen = await startTestBackend({ project: path, readOnly: true, coder: null });
    expect(await seen.client.call('projects.status', {})).toMatchObject({ coders: [], annotations: 0 });
    await seen.stop();

    expect(await json(command)).toMatchObject({ added: 1, codes_created: 1, unplaced: [] });
    const { annotations } = await json(['show', article_id, '--project', path]);
    expect(annotations).toMatchObject([{ coder: 'Bo Marsh', quote: first }]);
    const own = await startTestBackend({ dataDir, coder: null });
    expect((await own.client.call('app.settings', {})).coderName).toBe('');
    await own.stop();
  });

  it('ends with 1 when rows cannot be placed, and says which and why', async () => {
    const csv = join(temporaryFolder(), 'annotations.csv');
    writeFileSync(
      csv,
      '"article_id","start","end","quote","code_path"\r\n"no-such-article","0","4","none","Voice"\r\n',
    );
    const result = await json(['annotate', '--project', project, '--from', csv, '--dry-run'], 1);
    expect(result).toMatchObject({ added: 0, unplaced: [{ annotation_id: null, reason: expect.any(String) }] });
  });
});

describe('extract', () => {
  it('reads JSON Lines and answers one object a line, in order', async () => {
    const page =
      '<html lang="en"><head><title>Ferry sails</title></head><body><nav><a href="/">Home</a></nav><article><h1>Ferry sails</h1>' +
      '<p>The ferry to Irrin sailed again on Monday, after eleven weeks in the yard at Port Halvern.</p>' +
      '<p>Passengers queued from five in the morning, and the first boat left with every seat taken.</p></article></body></html>';
    const lines = [
      { id: 'a', html: page, url: 'https://halvern-courier.example/ferry' },
      { id: 7, text: 'A short note.' },
    ];
    const end = await run(['extract'], lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    expect(end.code).toBe(0);
    const found = end.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found.map((line) => line.id)).toEqual(['a', 7]);
    expect(found[0]).toMatchObject({
      title: 'Ferry sails',
      language: 'en',
      text: expect.stringContaining('eleven weeks'),
    });
    expect(found[0].text).not.toContain('Home');
    expect(Object.keys(found[1]).sort()).toEqual(
      ['byline', 'id', 'language', 'published_at', 'removed', 'source', 'text', 'title'].sort(),
    );
  });

  it('ends with 1 when a line is none, and answers the others', async () => {
    const end = await run(
      ['extract'],
      '{"id": 1, "text": "A short note."}\n{broken\n{"id": 3, "text": "Another note."}\n',
    );
    expect(end.code).toBe(1);
    const found = end.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found).toMatchObject([{ id: 1 }, { error: { code: 'MALFORMED_JSON' } }, { id: 3 }]);
  });
});

describe('serve', () => {
  it('prints the address alone on a line, creates the project, and ends cleanly on Ctrl-C', async () => {
    const path = join(temporaryFolder(), 'served.parallax');
    const { child, ended } = startCommand(dataDir, ['serve', '--project', path, '--port', '0']);
    const stop = stopAtEnd(async () => {
      child.kill('SIGKILL');
    });
    const printed = await new Promise<string>((resolve) => child.stdout?.on('data', (part) => resolve(String(part))));
    expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+\n$/);
    expect(existsSync(path)).toBe(true);
    expect((await fetch(new URL('/', printed))).status).toBe(401);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, stdout: printed });
    expect(existsSync(`${path}-wal`)).toBe(false);
    await stop();
  });
});

describe('exit codes', () => {
  it('2 for wrong usage, with the usage on stderr and nothing on stdout', async () => {
    const wrong = [
      [],
      ['conjure'],
      ['list'],
      ['list', '--project', project, '--no-such-flag'],
      ['list', '--project', project, '--limit', 'ten'],
      ['list', '--project', project, '--sort', 'colour'],
      ['show', '--project', project],
      ['show', 'no-such-article', '--project', project],
      ['search', '--project', project],
      ['import', '--project', project],
      ['import', '/no/such/folder', '--project', project],
      ['export', '--project', project],
      ['export', '--project', project, '--format', 'papyrus', '--out', '/no/such/folder/out'],
      ['annotate', '--project', project],
      ['annotate', '--project', project, '--from', '/no/such/file.csv'],
      ['compare', 'a', '--project', project],
    ];
    const ends = await Promise.all(wrong.map((args) => run(args.length > 0 ? [...args, '--json'] : args)));
    const seen = wrong.map((args, i) => [args.join(' '), ends[i]?.code, args.length === 0 ? '' : ends[i]?.stdout]);
    expect(seen).toEqual(wrong.map((args) => [args.join(' '), 2, '']));
    for (const [i, end] of ends.entries()) if (i > 0) expect(end.stderr, wrong[i]?.join(' ')).toMatch(/\w{3}/);
  });

  it('3 when the project cannot be opened, in words', async () => {
    const folder = writeFiles({ 'notes.parallax': 'not a database, but long enough to be looked at'.repeat(10) });
    const missing = await run(['list', '--project', join(folder, 'missing.parallax'), '--json']);
    expect(missing).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('missing.parallax') });
    const foreign = await run(['import', folder, '--project', join(folder, 'notes.parallax'), '--json']);
    expect(foreign).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('not a Parallax project') });

    const holder = await startTestBackend({ project: join(temporaryFolder(), 'held.parallax') });
    const held = await run(['import', folder, '--project', holder.projectPath, '--json']);
    expect(held).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('open in another window') });
    // Reading goes on while a window has the project open.
    expect(await json(['list', '--project', holder.projectPath])).toEqual({ total: 0, rows: [] });
    await holder.stop();
  });

  it('4 for anything unexpected, with an incident id', async () => {
    const place = join(temporaryFolder(), 'file');
    writeFileSync(place, 'not a folder');
    const end = await startCommand(join(place, 'data'), ['list', '--project', project, '--json']).ended;
    expect(end).toMatchObject({ code: 4, stdout: '' });
    expect(end.stderr).toMatch(/incident [0-9a-f]{8}/i);
  });

  it('0 and the usage for help', async () => {
    const end = await run(['help']);
    expect(end.code).toBe(0);
    for (const command of [
      'import',
      'list',
      'show',
      'search',
      'export',
      'annotate',
      'check',
      'serve',
      'extract',
      'compare',
    ]) {
      expect(end.stdout).toContain(`parallax ${command}`);
    }
  });
});

it('leaves one file behind: the project', () => {
  const beside = readdirSync(dataDir).filter((name) => name.startsWith('sample.parallax'));
  expect(beside).toEqual(['sample.parallax']);
  expect(statSync(project).size).toBeGreaterThan(100_000);
});
