/** A project file comes from anywhere: what is in it must not be able to do anything. */
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Connection, createProjectFile, openConnection } from '../../electron/backend/db/connection.ts';
import { importPaths, startTestBackend, temporaryFolder, writeFiles } from '../support/backend.ts';

function newProject(): string {
  const path = join(temporaryFolder(), 'work.parallax');
  createProjectFile(path, 'a6f4c3de-0000-4000-8000-000000000000', '2025-03-01T08:00:00.000Z');
  return path;
}

const modes = ['write', 'read'] as const;

function withConnection(path: string, mode: (typeof modes)[number], work: (connection: Connection) => void) {
  const connection = openConnection(path, { mode });
  try {
    work(connection);
  } finally {
    connection.close();
  }
}

describe.each(modes)('a connection for %s', (mode) => {
  it('trusts no schema, checks foreign keys and page cells', () => {
    withConnection(newProject(), mode, ({ raw }) => {
      expect(raw.pragma('trusted_schema', { simple: true })).toBe(0);
      expect(raw.pragma('foreign_keys', { simple: true })).toBe(1);
      expect(raw.pragma('cell_size_check', { simple: true })).toBe(1);
    });
  });

  it('cannot have its schema rewritten', () => {
    withConnection(newProject(), mode, ({ raw }) => {
      raw.pragma('writable_schema = ON');
      expect(() => raw.exec(`UPDATE sqlite_schema SET sql = 'CREATE TABLE meta (x)' WHERE name = 'meta'`)).toThrow();
      expect(() => raw.exec('DELETE FROM sqlite_schema')).toThrow();
      expect(() => raw.exec(`INSERT INTO article_fts_data VALUES (1, x'00')`)).toThrow();
    });
  });

  it('loads no extension and reads no file through SQL', () => {
    withConnection(newProject(), mode, ({ raw }) => {
      expect(() => raw.prepare(`SELECT load_extension('libm.so.6')`).get()).toThrow();
      expect(() => raw.prepare(`SELECT readfile('/etc/hostname')`).get()).toThrow(/no such function/);
    });
  });
});

it('a writer keeps what a person made through a power cut', () => {
  withConnection(newProject(), 'write', ({ raw }) => {
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
    // 2 is FULL.
    expect(raw.pragma('synchronous', { simple: true })).toBe(2);
  });
});

it('a reader cannot write', () => {
  withConnection(newProject(), 'read', ({ raw }) => {
    for (const sql of [`INSERT INTO meta VALUES ('x', 'y')`, 'DROP TABLE meta', 'CREATE TABLE x (y)']) {
      expect(() => raw.exec(sql)).toThrow(/readonly/);
    }
  });
});

it('a trigger that somebody put into a project can call nothing dangerous', async () => {
  const path = newProject();
  const target = join(temporaryFolder(), 'written-by-a-trigger');
  const raw = new Database(path);
  raw.exec(`
    CREATE TRIGGER planted AFTER INSERT ON coder BEGIN SELECT fts5_source_id(), load_extension('${target}'); END;
    CREATE VIEW planted_view AS SELECT load_extension('${target}');`);
  raw.close();
  const { client, stop } = await startTestBackend({ project: path, coder: null });
  await client.call('coders.use', { name: 'Noor' }).catch(() => {});
  await stop();
  expect(existsSync(target)).toBe(false);
});

it('words that are SQL are words', async () => {
  const words = `x'); DROP TABLE article; --`;
  const folder = writeFiles({
    "it's; DROP/one.txt": `${words} "said" the mayor\n\nThe mayor of Lenn said ${words} on Monday, and left.`,
  });
  const { client } = await startTestBackend({ project: true, coder: words });
  expect((await importPaths(client, [folder])).counts).toMatchObject({ imported: 1 });
  const { first, total } = await client.call('articles.openView', {
    query: { text: `"${words.replaceAll('"', '')}"` },
  });
  expect(total).toBe(1);
  const articleId = first[0]?.articleId ?? '';
  await client.call('triage.decide', { targets: { articleIds: [articleId] }, decision: 'maybe', reason: words });
  expect(await client.call('triage.reasons', {})).toEqual([{ reason: words, uses: 1 }]);
  expect((await client.call('articles.openView', { query: { languages: [words] } })).total).toBe(0);
  expect(await client.call('projects.status', {})).toMatchObject({ articles: 1, currentCoder: words });
});

it('a link that leads in a circle is reported and not followed', async () => {
  const folder = writeFiles({
    'gazette/one.txt': 'Boats leave\n\nThe boats left the harbour of Irrin on Monday, the office said.',
  });
  symlinkSync(folder, join(folder, 'gazette', 'loop'));
  const { client } = await startTestBackend({ project: true });
  const report = await importPaths(client, [folder]);
  expect(report.counts).toMatchObject({ found: 2, imported: 1, failed: 1 });
  expect(report.failures).toMatchObject([{ path: 'gazette/loop', code: 'LINK_LOOP' }]);
});
