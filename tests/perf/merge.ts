import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startBackend } from '../../electron/backend/start.ts';
import { channelPair } from '../../shared/contract/channel.ts';
import { createClient } from '../../shared/contract/client.ts';
import type { JobRow } from '../../shared/model/job.ts';
import { seededRandom, writeCorpus } from './corpus.ts';
import { type BenchResult, middle } from './timing.ts';

const CODES = 50;
/** What issue and documentation promise, in milliseconds. */
const LIMIT = 15_000;

/**
 * Merging a project of 50,000 annotations into another of 50,000 on the same 2,000 articles: the whole job, with the copies,
 * the checks and the backup that belong to it, against plain INSERTs of the same annotations and codings in one transaction.
 * Each annotation has a code and two rows in the history of its project.
 */
export async function benchMerge(
  size: { articles: number; annotations: number },
  runs: number,
): Promise<BenchResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-bench-merge-'));
  const path = (name: string) => join(folder, `${name}.parallax`);
  try {
    writeCorpus(path('corpus'), { articles: size.articles, words: 300 });
    addCodes(path('corpus'));
    for (const [at, coder] of ['Ada', 'Ben'].entries()) {
      copyFileSync(path('corpus'), path(coder));
      addWork(path(coder), coder, size.annotations, at + 1);
    }
    const merged: number[] = [];
    const plain: number[] = [];
    // In turn, so that whatever else the machine does hits both alike. The first round does not count.
    for (let run = 0; run <= runs; run++) {
      const ms = { merged: await mergeOnce(path, folder, size.annotations), plain: insertOnce(path) };
      if (run === 0) continue;
      merged.push(ms.merged);
      plain.push(ms.plain);
    }
    const basis = { merging: middle(merged), 'plain INSERTs': middle(plain) };
    const what = `Merging two projects of ${size.annotations.toLocaleString('en')} annotations`;
    return [
      {
        name: `${what}, against plain INSERTs of the same rows`,
        value: basis.merging / basis['plain INSERTs'],
        target: 4,
        basis,
      },
      { name: `${what}, against 15 s`, value: basis.merging / LIMIT, target: 1, basis: { merging: basis.merging } },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function addCodes(file: string): void {
  const db = new Database(file);
  const add = db.prepare(
    `INSERT INTO code (code_id, position, name, color, created_at) VALUES (?, ?, ?, ?, '2025-01-01T00:00:00.000Z')`,
  );
  for (let at = 0; at < CODES; at++) add.run(randomUUID(), at, `Code ${at}`, 1 + (at % 10));
  db.close();
}

/** A coder's annotations, each with a code and its step in the history, straight into the tables. */
function addWork(file: string, coder: string, annotations: number, seed: number): void {
  const random = seededRandom(seed);
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  const codes = db.prepare('SELECT code_id FROM code ORDER BY position').pluck().all() as string[];
  const texts = db.prepare('SELECT text FROM text_body ORDER BY text_version_id').pluck().all() as string[];
  const { lastInsertRowid } = db.prepare(`INSERT INTO coder (name, created_at) VALUES (?, '2025-01-02')`).run(coder);
  const id = Number(lastInsertRowid);
  const annotation = db.prepare(ANNOTATION);
  const coding = db.prepare(CODING);
  const change = db.prepare(
    `INSERT INTO change (at, coder, action, label, article) VALUES (?, ?, 'annotation.create', 'Coded a passage', ?)`,
  );
  const row = db.prepare(
    'INSERT INTO change_row (change_id, seq, tbl, key, before, after) VALUES (?, ?, ?, ?, NULL, ?)',
  );
  db.exec('BEGIN');
  for (let n = 0; n < annotations; n++) {
    const article = 1 + Math.floor(random() * texts.length);
    const text = texts[article - 1]!;
    const start = Math.floor(random() * Math.max(1, text.length - 60));
    const end = Math.min(text.length, start + 20 + Math.floor(random() * 30));
    const at = new Date(Date.UTC(2025, 0, 3) + n * 1000 + seed).toISOString();
    const values = {
      ...{ annotation_id: randomUUID(), article, text_version_id: article, level: 'span', start, end },
      ...{
        exact: text.slice(start, end),
        prefix: text.slice(Math.max(0, start - 32), start),
        suffix: text.slice(end, end + 32),
      },
      ...{
        memo: '',
        confidence: null,
        coder: id,
        origin: 'manual',
        status: 'anchored',
        created_at: at,
        updated_at: at,
      },
    };
    const given = {
      coding_id: randomUUID(),
      annotation_id: values.annotation_id,
      code_id: codes[Math.floor(random() * codes.length)]!,
      ...{ created_at: at, code_version: 1 },
    };
    annotation.run(values);
    coding.run(given);
    const changeId = change.run(at, id, article).lastInsertRowid;
    row.run(changeId, 0, 'annotation', JSON.stringify({ annotation_id: values.annotation_id }), JSON.stringify(values));
    row.run(changeId, 1, 'coding', JSON.stringify({ coding_id: given.coding_id }), JSON.stringify(given));
  }
  db.exec('COMMIT');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

const ANNOTATION = `INSERT INTO annotation (annotation_id, article, text_version_id, level, start, end, exact, prefix, suffix, memo,
    confidence, coder, origin, status, created_at, updated_at)
  VALUES (:annotation_id, :article, :text_version_id, :level, :start, :end, :exact, :prefix, :suffix, :memo, :confidence, :coder,
    :origin, :status, :created_at, :updated_at)`;
const CODING = `INSERT INTO coding (coding_id, annotation_id, code_id, created_at, code_version)
  VALUES (:coding_id, :annotation_id, :code_id, :created_at, :code_version)`;

/** The whole job, in milliseconds. */
async function mergeOnce(path: (name: string) => string, folder: string, expected: number): Promise<number> {
  copyFileSync(path('Ada'), path('team'));
  const backend = await startBackend({
    version: 'bench',
    host: 'test',
    dataDir: join(folder, 'data'),
    projectPath: path('team'),
  });
  try {
    const [here, there] = channelPair();
    backend.connect(there);
    const client = createClient(here);
    await client.call('coders.use', { name: 'Ada' });
    const ended = Promise.withResolvers<JobRow>();
    client.subscribe('jobs', (job) => {
      if (job.kind === 'merge' && !['waiting', 'running'].includes(job.state)) ended.resolve(job);
    });
    const start = performance.now();
    await client.call('merge.start', { paths: [path('Ben')] });
    const job = await ended.promise;
    const ms = performance.now() - start;
    const [report] = (job.result as { reports: { annotations: { added: number } }[] } | null)?.reports ?? [];
    if (report?.annotations.added !== expected)
      throw new Error(`The merge ended otherwise: ${JSON.stringify(job.error)}`);
    return ms;
  } finally {
    await backend.stop();
    for (const ending of ['', '-wal', '-shm', '.before-merge.backup']) rmSync(path('team') + ending, { force: true });
  }
}

/** The same rows by INSERT alone, in milliseconds: what SQLite takes with the triggers and indexes of the project. */
function insertOnce(path: (name: string) => string): number {
  copyFileSync(path('Ada'), path('plain'));
  const there = new Database(path('Ben'), { readonly: true });
  const coder = there.prepare(`SELECT id FROM coder WHERE name = 'Ben'`).pluck().get();
  const annotations = there.prepare('SELECT * FROM annotation WHERE coder = ?').all(coder);
  const codings = there.prepare('SELECT * FROM coding').all();
  there.close();
  const db = new Database(path('plain'));
  try {
    db.pragma('foreign_keys = ON');
    const [annotation, coding] = [db.prepare(ANNOTATION), db.prepare(CODING)];
    const start = performance.now();
    db.transaction(() => {
      for (const row of annotations) annotation.run(row);
      for (const row of codings) coding.run(row);
    })();
    return performance.now() - start;
  } finally {
    db.close();
    for (const ending of ['', '-wal', '-shm']) rmSync(path('plain') + ending, { force: true });
  }
}
