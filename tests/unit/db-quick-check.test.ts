import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createProjectFile, openConnection } from '../../electron/backend/db/connection.ts';
import { quickCheck } from '../../electron/backend/db/quick-check.ts';

test('a second check on one connection finds a sound file sound, after another has written and merged the index', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-check-'));
  const path = join(folder, 'p.parallax');
  createProjectFile(path, 'test', '2025-01-01T00:00:00.000Z');
  const writer = openConnection(path, { mode: 'write' });
  const reader = openConnection(path, { mode: 'read' });
  onTestFinished(() => {
    reader.close();
    writer.close();
    rmSync(folder, { recursive: true, force: true });
  });
  writer.db.run(`INSERT INTO import_root (id, location, title) VALUES (1, '/x', 'x')`);
  const add = (from: number, count: number) =>
    writer.transaction('write', () => {
      for (let id = from; id < from + count; id++) {
        const text = Array.from({ length: 60 }, (_, k) => `w${(id * 7919 + k * 104_729) % 99_991}`).join(' ');
        writer.db.run(
          `INSERT INTO text_version (id, article, number, sha256, cause, extractor, created_at) VALUES (?, ?, 1, '', 'import', '', '')`,
          id,
          id,
        );
        writer.db.run('INSERT INTO text_body (text_version_id, text) VALUES (?, ?)', id, text);
        writer.db.run(
          `INSERT INTO article (id, article_id, root_id, path, original_sha256, text_version_id, added_at) VALUES (?, ?, 1, ?, '', ?, '')`,
          ...[id, `a${id}`, `p${id}`, id],
        );
      }
    });
  const check = () => reader.transaction('read', () => quickCheck(reader.db));
  for (let batch = 0; batch < 20; batch++) add(1 + batch * 20, 20);
  expect(check()).toEqual([]);
  for (let batch = 20; batch < 40; batch++) add(1 + batch * 20, 20);
  writer.db.run(`INSERT INTO article_fts (article_fts) VALUES ('optimize')`);
  expect(check()).toEqual([]);
});
