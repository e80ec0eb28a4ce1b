/** Project files that are fine, and all the ways in which they are not. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asAppError, createProjectFile, openConnection } from '../../electron/backend/db/connection.ts';
import { copyDatabase, migrate } from '../../electron/backend/db/migrate.ts';
import { APPLICATION_ID, SCHEMA_VERSION } from '../../electron/backend/db/schema.ts';
import type { Client } from '../../shared/contract/client.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import {
  articleIds,
  codeQuote,
  errorOf,
  importPaths,
  jobEnd,
  startTestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';
import { startChildBackend } from '../support/child-backend.ts';

const REPORT =
  'Salt in the wells\n\nThe wells of Irrin turned salty in spring, the water office said. Four wells are closed.';

function newProject(name = 'work.parallax'): string {
  const path = join(temporaryFolder(), name);
  createProjectFile(path, 'a6f4c3de-0000-4000-8000-000000000000', '2025-03-01T08:00:00.000Z');
  return path;
}

const code = async (call: Promise<unknown>) => (await errorOf(call)).code;
const thrown = (work: () => unknown): AppError => {
  try {
    work();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('Expected an error.');
};

async function oneArticle(client: Client): Promise<string> {
  await importPaths(client, [writeFiles({ 'gazette/salt.txt': REPORT })]);
  const [articleId = ''] = await articleIds(client);
  return articleId;
}

describe('a file that is no project of ours', () => {
  it('is refused in words, left as it was, and the open project stays open', async () => {
    const folder = writeFiles({
      'letters.txt': 'Dear Marta, '.repeat(100),
      'notes.parallax': 'These are my notes. '.repeat(100),
      'tiny.parallax': 'x',
      'empty.parallax': '',
      'folder.parallax/inside.txt': 'x',
    });
    const foreign = join(folder, 'bookmarks.parallax');
    const other = new Database(foreign);
    other.exec('CREATE TABLE bookmark (url TEXT)');
    other.close();

    const { client } = await startTestBackend({ project: true });
    const current = await client.call('projects.current', {});
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const before = name === 'folder.parallax' ? null : readFileSync(path);
      const error = await errorOf(client.call('projects.open', { path }));
      expect({ name, code: error.code }).toEqual({ name, code: 'NOT_A_PROJECT' });
      expect(error.message).toContain(name);
      // Who chose a file by its name is not told to choose one by its name.
      expect(error.message.includes('ends in .parallax')).toBe(!name.endsWith('.parallax'));
      if (before) expect(readFileSync(path).equals(before)).toBe(true);
    }
    expect(await code(client.call('projects.open', { path: join(folder, 'gone.parallax') }))).toBe('PROJECT_NOT_FOUND');
    expect(await client.call('projects.current', {})).toEqual(current);
    expect(await client.call('projects.status', {})).toMatchObject({ articles: 0 });
  });

  it('from a newer version is refused with both versions, untouched', async () => {
    const path = newProject();
    const raw = new Database(path);
    raw.pragma(`user_version = ${SCHEMA_VERSION + 5}`);
    raw.pragma('journal_mode = DELETE');
    raw.close();
    const before = readFileSync(path);
    const { client } = await startTestBackend();
    const error = await errorOf(client.call('projects.open', { path }));
    expect(error).toMatchObject({
      code: 'PROJECT_TOO_NEW',
      details: { version: SCHEMA_VERSION + 5, supported: SCHEMA_VERSION },
    });
    expect(error.message).toContain('newer version');
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(join(path, '..'))).toEqual(['work.parallax']);
  });

  it('from an earlier version is refused to who only reads, with what to do', async () => {
    const dataDir = temporaryFolder();
    const path = join(dataDir, 'work.parallax');
    const one = await startTestBackend({ project: path, dataDir });
    await one.stop();
    const raw = new Database(path);
    raw.pragma(`user_version = ${SCHEMA_VERSION - 1}`);
    raw.close();
    const { client } = await startTestBackend();
    const error = await errorOf(client.call('projects.open', { path, readOnly: true }));
    expect(error).toMatchObject({ code: 'PROJECT_TOO_OLD', details: { version: SCHEMA_VERSION - 1 } });
    expect(error.message).toContain('Open it once for writing');
  });

  it('with a damaged inside is called damaged, and left alone', async () => {
    const dataDir = temporaryFolder();
    const path = join(dataDir, 'work.parallax');
    const one = await startTestBackend({ project: path, dataDir });
    await oneArticle(one.client);
    await one.stop();
    const bytes = readFileSync(path);
    // Every page but the first, which says what the file is.
    bytes.fill(0x5a, 4096);
    writeFileSync(path, bytes);
    const { client } = await startTestBackend();
    expect(await code(client.call('projects.open', { path }))).toBe('PROJECT_DAMAGED');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});

describe('a project that cannot be written', () => {
  it('opened for reading answers every question and refuses every change', async () => {
    const dataDir = temporaryFolder();
    const path = join(dataDir, 'work.parallax');
    const one = await startTestBackend({ project: path, dataDir });
    const articleId = await oneArticle(one.client);
    await one.stop();
    const before = readFileSync(path);
    const { client, stop } = await startTestBackend();
    expect(await client.call('projects.open', { path, readOnly: true })).toMatchObject({ readOnly: true });
    expect(await client.call('articles.get', { articleId })).toMatchObject({
      metadata: { title: { value: 'Salt in the wells' } },
    });
    const error = await errorOf(codeQuote(client, articleId, 'Four wells'));
    expect(error.code).toBe('PROJECT_READ_ONLY');
    expect(error.message).toMatch(/Save a copy/);
    expect(await code(client.call('import.start', { origin: { sampleCorpus: true } }))).toBe('PROJECT_READ_ONLY');
    await stop();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('a file that the system protects is read, and refused for writing with what to do', () => {
    const path = newProject();
    // Root may write whatever the mode says; a file the file system itself protects stops root too.
    const isRoot = process.getuid?.() === 0;
    let protects = !isRoot;
    if (isRoot) {
      try {
        execFileSync('chattr', ['+i', path], { stdio: 'ignore' });
        protects = true;
        onTestFinished(() => {
          execFileSync('chattr', ['-i', path]);
        });
      } catch {
        // A file system without this flag: what SQLite would say is given below instead.
      }
    } else chmodSync(path, 0o444);
    if (protects) {
      const error = thrown(() => {
        const connection = openConnection(path, { mode: 'write' });
        try {
          connection.transaction('write', () => connection.db.run(`INSERT INTO meta VALUES ('x', 'y')`));
        } finally {
          connection.close();
        }
      });
      expect(error.code).toBe('PROJECT_READ_ONLY');
    }
    const reader = openConnection(path, { mode: 'read' });
    expect(reader.db.value('SELECT count(*) FROM article')).toBe(0);
    expect(
      thrown(() => reader.transaction('read', () => reader.raw.exec(`INSERT INTO meta VALUES ('x', 'y')`))),
    ).toMatchObject({ code: 'PROJECT_READ_ONLY', message: expect.stringContaining(path) });
    reader.close();
  });
});

describe('what SQLite says of a disk or a file', () => {
  const said = (sqliteCode: string, message = 'x') =>
    asAppError(new Database.SqliteError(message, sqliteCode), '/corpus/work.parallax') as AppError;

  it('reaches people as what happened and what to do', () => {
    expect(said('SQLITE_FULL').code).toBe('DISK_FULL');
    expect(said('SQLITE_FULL').message).toMatch(/no room left on the disk.*work\.parallax.*Free some space/s);
    expect(said('SQLITE_READONLY').code).toBe('PROJECT_READ_ONLY');
    expect(said('SQLITE_READONLY_DBMOVED').code).toBe('PROJECT_READ_ONLY');
    expect(said('SQLITE_CORRUPT').code).toBe('PROJECT_DAMAGED');
    expect(said('SQLITE_NOTADB').code).toBe('PROJECT_DAMAGED');
    expect(said('SQLITE_BUSY').code).toBe('PROJECT_IN_USE');
    expect(said('SQLITE_CANTOPEN').code).toBe('FILE_UNREADABLE');
    const unknown = new Database.SqliteError('x', 'SQLITE_ERROR');
    expect(asAppError(unknown, '/x')).toBe(unknown);
  });

  it('another program that holds the file is named as such, also when a change begins', () => {
    const path = newProject();
    const connection = openConnection(path, { mode: 'write' });
    connection.raw.pragma('busy_timeout = 0');
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    expect(thrown(() => connection.transaction('write', () => {}))).toMatchObject({ code: 'PROJECT_IN_USE' });
    other.close();
    connection.transaction('write', () => connection.db.run(`INSERT INTO meta VALUES ('x', 'y')`));
    connection.close();
  });

  it('a full disk refuses the change, rolls it back, and what was there stays', () => {
    const path = newProject();
    const connection = openConnection(path, { mode: 'write' });
    connection.transaction('write', () => connection.db.run(`INSERT INTO meta VALUES ('kept', 'yes')`));
    // The same answer as from a full disk: no page more than there are.
    connection.raw.pragma(`max_page_count = ${connection.raw.pragma('page_count', { simple: true })}`);
    const fill = () =>
      connection.transaction('write', () => {
        connection.db.run(`UPDATE meta SET value = 'changed' WHERE key = 'kept'`);
        connection.db.run('INSERT INTO meta VALUES (?, ?)', 'big', 'x'.repeat(1_000_000));
      });
    expect(thrown(fill)).toMatchObject({ code: 'DISK_FULL' });
    expect(connection.db.value(`SELECT value FROM meta WHERE key = 'kept'`)).toBe('yes');
    connection.raw.pragma('max_page_count = 100000');
    fill();
    expect(connection.db.value(`SELECT value FROM meta WHERE key = 'kept'`)).toBe('changed');
    connection.close();
  });
});

describe('a project that is open elsewhere', () => {
  it('is refused in words, can be read meanwhile, and is free once the holder is killed', async () => {
    const dataDir = temporaryFolder();
    const path = join(dataDir, 'work.parallax');
    const holder = await startChildBackend({ dataDir });
    await holder.client.call('coders.use', { name: 'Noor' });
    await holder.client.call('projects.create', { path });
    const { client, stop } = await startTestBackend();
    const refusal = await errorOf(client.call('projects.open', { path }));
    expect(refusal.code).toBe('PROJECT_IN_USE');
    expect(refusal.message).toMatch(/open in another window or program.*Close it there/);
    // By another name it is the same file.
    expect(await code(client.call('projects.open', { path: join(dataDir, '.', 'work.parallax') }))).toBe(
      'PROJECT_IN_USE',
    );

    await client.call('projects.open', { path, readOnly: true });
    const { codeId } = await holder.client.call('codebook.create', { fields: { name: 'Voice' } });
    expect((await client.call('codebook.get', {})).codes.map((entry) => entry.codeId)).toEqual([codeId]);
    await client.call('projects.close', {});

    await holder.kill();
    expect(await client.call('projects.open', { path })).toMatchObject({ readOnly: false });
    expect((await client.call('codebook.get', {})).codes).toHaveLength(1);
    await stop();
  });
});

describe('migration', () => {
  const older = [
    { version: 1, sql: 'CREATE TABLE note (text TEXT); CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)' },
  ];
  const newer = [...older, { version: 2, sql: `ALTER TABLE note ADD COLUMN at TEXT NOT NULL DEFAULT ''` }];

  function olderProject() {
    const path = join(temporaryFolder(), 'old.parallax');
    const raw = new Database(path);
    migrate(raw, path, older);
    raw.exec(`INSERT INTO note VALUES ('written before')`);
    return { path, raw };
  }

  it('backs up first, verified and complete, then migrates', () => {
    const { path, raw } = olderProject();
    migrate(raw, path, newer);
    expect(raw.pragma('user_version', { simple: true })).toBe(2);
    expect(raw.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(raw.prepare('SELECT * FROM note').all()).toEqual([{ text: 'written before', at: '' }]);
    raw.close();
    const backup = new Database(`${path}.before-v2.backup`, { readonly: true });
    expect(backup.pragma('user_version', { simple: true })).toBe(1);
    expect(backup.pragma('quick_check', { simple: true })).toBe('ok');
    expect(backup.prepare('SELECT * FROM note').all()).toEqual([{ text: 'written before' }]);
    backup.close();
  });

  it('that fails leaves the project as it was', () => {
    const { path, raw } = olderProject();
    const broken = [...older, { version: 2, sql: `DELETE FROM note; ALTER TABLE no_such_table ADD COLUMN at TEXT` }];
    expect(() => migrate(raw, path, broken)).toThrow(/no_such_table/);
    expect(raw.pragma('user_version', { simple: true })).toBe(1);
    expect(raw.prepare('SELECT * FROM note').all()).toEqual([{ text: 'written before' }]);
    raw.close();
  });

  it('does nothing to a project that is up to date', () => {
    const { path, raw } = olderProject();
    migrate(raw, path, older);
    raw.close();
    expect(readdirSync(join(path, '..'))).toEqual(['old.parallax']);
  });
});

describe('saving a copy', () => {
  it('of a project in use gives a whole project, and replaces nothing unasked', async () => {
    const { client, dataDir, projectPath } = await startTestBackend({ project: true });
    const articleId = await oneArticle(client);
    await codeQuote(client, articleId, 'Four wells');
    const to = join(dataDir, 'copies.parallax');
    const copying = client.call('projects.saveCopy', { path: to });
    // Work goes on meanwhile.
    await codeQuote(client, articleId, 'water office');
    const job = await jobEnd(client, (await copying).jobId);
    expect(job).toMatchObject({ state: 'done', error: null });
    await codeQuote(client, articleId, 'Irrin');

    expect(await code(client.call('projects.saveCopy', { path: to }))).toBe('PROJECT_EXISTS');
    expect(await code(client.call('projects.saveCopy', { path: projectPath, overwrite: true }))).toBe('PROJECT_EXISTS');
    const nowhere = await client.call('projects.saveCopy', { path: join(dataDir, 'no', 'such', 'folder.parallax') });
    expect(await jobEnd(client, nowhere.jobId)).toMatchObject({ state: 'failed', error: { code: 'PATH_NOT_FOUND' } });

    const other = await startTestBackend({ project: to });
    expect((await other.client.call('projects.current', {}))?.notices).toEqual([]);
    const quotes = (await other.client.call('annotations.ofArticle', { articleId })).map((one) => one.quote?.exact);
    expect(quotes).toContain('Four wells');
    expect(quotes).not.toContain('Irrin');
    expect(await other.client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
    await other.stop();

    const again = await client.call('projects.saveCopy', { path: to, overwrite: true });
    expect(await jobEnd(client, again.jobId)).toMatchObject({ state: 'done' });
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('never takes the place of a project that is open, by whatever spelling of its path', async () => {
    const { client, dataDir, projectPath } = await startTestBackend({ project: true });
    await oneArticle(client);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(dataDir, link);
    const other = await startTestBackend({ project: true });
    for (const path of [join(link, basename(projectPath)), other.projectPath]) {
      const { jobId } = await client.call('projects.saveCopy', { path, overwrite: true });
      expect(await jobEnd(client, jobId)).toMatchObject({ state: 'failed', error: { code: 'PROJECT_IN_USE' } });
    }
    expect(await client.call('projects.status', {})).toMatchObject({ articles: 1 });
    expect(await other.client.call('projects.status', {})).toMatchObject({ articles: 0 });
  });

  it('reads nothing of a log that a crash left beside the file it replaces', () => {
    const folder = temporaryFolder();
    const [from, to] = ['from', 'to'].map((name) => join(folder, name));
    const crashed = new Database(to!);
    crashed.pragma('journal_mode = WAL');
    crashed.exec(`CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('of the replaced file')`);
    copyFileSync(`${to}-wal`, join(folder, 'kept-wal'));
    crashed.close();
    copyFileSync(join(folder, 'kept-wal'), `${to}-wal`);
    const raw = new Database(from!);
    raw.exec(`CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('of the copy')`);
    copyDatabase(raw, to!);
    raw.close();
    const copy = new Database(to!);
    expect(copy.prepare('SELECT text FROM note').pluck().all()).toEqual(['of the copy']);
    copy.close();
  });
});

describe('a project that is open for reading only', () => {
  it('can be copied and exported, as its message says, and is not changed by it', async () => {
    const { client, dataDir, projectPath, stop } = await startTestBackend({ project: true });
    const articleId = await oneArticle(client);
    await codeQuote(client, articleId, 'Four wells');
    await stop();
    const before = readFileSync(projectPath);

    const reader = await startTestBackend({ project: projectPath, readOnly: true });
    const to = join(dataDir, 'copy.parallax');
    const copy = await reader.client.call('projects.saveCopy', { path: to });
    expect(await jobEnd(reader.client, copy.jobId)).toMatchObject({ state: 'done', result: { path: to } });
    const out = join(dataDir, 'dataset');
    const dataset = await reader.client.call('export.start', { format: 'csv', out });
    expect(await jobEnd(reader.client, dataset.jobId)).toMatchObject({ state: 'done' });
    expect((await reader.client.call('jobs.list', {})).slice(0, 2).map((job) => job.jobId)).toEqual([
      dataset.jobId,
      copy.jobId,
    ]);
    await reader.client.call('projects.open', { path: to });
    expect(await reader.client.call('annotations.ofArticle', { articleId })).toHaveLength(1);
    expect((await reader.client.call('jobs.list', {})).map((job) => job.kind)).toEqual(['import']);
    await reader.stop();
    expect(readFileSync(projectPath).equals(before)).toBe(true);
  });
});

describe('changing the project', () => {
  it('to two others at once takes one after the other; what is done then has its coder in the last', async () => {
    const { client, dataDir } = await startTestBackend({ coder: 'Noor' });
    const [first, second] = ['first', 'second'].map((name) => join(dataDir, `${name}.parallax`));
    await client.call('projects.create', { path: first! });
    await client.call('coders.use', { name: 'Rana' });
    await client.call('projects.create', { path: second! });
    await client.call('projects.close', {});

    const opened = await Promise.all([first, second].map((path) => client.call('projects.open', { path: path! })));
    expect(opened.map((project) => project.path)).toEqual([first, second]);
    expect((await client.call('projects.current', {}))?.path).toBe(second);
    await client.call('codebook.create', { fields: { name: 'Voice' } });
    expect((await client.call('history.list', {})).map((entry) => entry.coder)).toEqual(['Rana']);
  });

  it('leaves an import in the project that it was asked for in', async () => {
    const { client, dataDir } = await startTestBackend();
    const [first, second] = ['first', 'second'].map((name) => join(dataDir, `${name}.parallax`));
    await client.call('projects.create', { path: second! });
    await client.call('projects.create', { path: first! });
    const folder = writeFiles({ 'gazette/salt.txt': REPORT });
    const running = client.call('import.start', { origin: { sampleCorpus: true } });
    const opening = client.call('projects.open', { path: second! });
    const asked = client.call('import.start', { origin: { paths: [folder] } });
    await Promise.all([running, opening, asked]);

    const found: Record<string, number> = {};
    for (const path of [second!, first!]) {
      await client.call('projects.open', { path });
      for (const { jobId, title } of await client.call('jobs.list', {})) {
        const job = await jobEnd(client, jobId);
        expect(job).toMatchObject({ state: 'done', error: null });
        found[title] = (found[title] ?? 0) + (job.result as { imported: number }).imported;
      }
      const { articles } = await client.call('projects.status', {});
      const imported = (await client.call('jobs.list', {})).map((job) => (job.result as { imported: number }).imported);
      expect(articles).toBe(imported.reduce((sum, n) => sum + n, 0));
    }
    expect(found[`Importing ${folder.split('/').at(-1)}`]).toBe(1);
    expect(found['Importing the sample corpus']).toBeGreaterThan(40);
  });
});

describe('recent projects', () => {
  it('are listed newest first, and say when a file is gone', async () => {
    const dataDir = temporaryFolder();
    const one = await startTestBackend({ dataDir });
    const paths = ['a', 'b', 'c'].map((name) => join(dataDir, `${name}.parallax`));
    for (const path of paths) await one.client.call('projects.create', { path });
    await one.client.call('projects.open', { path: paths[0] as string });
    await one.stop();
    rmSync(paths[1] as string);
    const two = await startTestBackend({ dataDir });
    const recent = await two.client.call('projects.recent', {});
    expect(recent.map(({ name, exists }) => [name, exists])).toEqual([
      ['a', true],
      ['c', true],
      ['b', false],
    ]);
    expect(await code(two.client.call('projects.open', { path: paths[1] as string }))).toBe('PROJECT_NOT_FOUND');
    await two.client.call('projects.forget', { path: paths[1] as string });
    expect((await two.client.call('projects.recent', {})).map((entry) => entry.name)).toEqual(['a', 'c']);
    expect(existsSync(paths[2] as string)).toBe(true);
    await two.stop();
  });

  it('a damaged settings file costs the settings, not the start, and is set aside', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, 'settings.json'), '{"settings": {"coderName": "Noor"');
    const { client, stop } = await startTestBackend({ dataDir, coder: null });
    expect(await client.call('app.settings', {})).toMatchObject({ coderName: '', theme: 'system' });
    await client.call('app.changeSettings', { coderName: 'Noor' });
    await stop();
    const kept = readdirSync(dataDir).filter((name) => name.startsWith('settings.json.damaged'));
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(dataDir, kept[0] as string), 'utf8')).toContain('"Noor"');
    const again = await startTestBackend({ dataDir, coder: null });
    expect(await again.client.call('app.settings', {})).toMatchObject({ coderName: 'Noor' });
    await again.stop();
  });
});

describe('making a project', () => {
  it('overwrites nothing and says what is wrong with a place', async () => {
    const { client, dataDir } = await startTestBackend();
    const taken = join(dataDir, 'taken.parallax');
    writeFileSync(taken, 'precious');
    expect(await code(client.call('projects.create', { path: taken }))).toBe('PROJECT_EXISTS');
    expect(readFileSync(taken, 'utf8')).toBe('precious');
    const missing = join(dataDir, 'no', 'such', 'folder', 'work.parallax');
    expect(await code(client.call('projects.create', { path: missing }))).toBe('PATH_NOT_FOUND');
    expect(await code(client.call('projects.create', {}))).toBe('INVALID_INPUT');
    expect(await client.call('projects.current', {})).toBeNull();
  });

  it('survives being moved while it is closed', async () => {
    const { client, dataDir } = await startTestBackend();
    const path = join(dataDir, 'before.parallax');
    const made = await client.call('projects.create', { path });
    await client.call('projects.close', {});
    mkdirSync(join(dataDir, 'elsewhere'));
    const moved = join(dataDir, 'elsewhere', 'after.parallax');
    renameSync(path, moved);
    expect(await client.call('projects.open', { path: moved })).toMatchObject({
      projectId: made.projectId,
      name: 'after',
    });
    await client.call('projects.close', {});
    const copied = join(dataDir, 'copied.parallax');
    copyFileSync(moved, copied);
    expect(await client.call('projects.open', { path: copied })).toMatchObject({ projectId: made.projectId });
  });
});
