import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tasks } from '../../../electron/analysis/tasks.ts';
import { type Connection, openForTest } from '../../../electron/backend/db/connection.ts';
import { type ImportResult, importJob } from '../../../electron/backend/jobs/import.ts';
import type { Backend } from '../../../electron/backend/services/backend.ts';
import type { WriteContext } from '../../../electron/backend/services/handler.ts';
import type { ImportOrigin } from '../../../electron/backend/services/import/origin.ts';
import { readFunctions, writeFunctions } from '../../../electron/backend/services/registry.ts';
import { type ImportOptions, type ImportReport, importOptions, importReport } from '../../../shared/model/import.ts';

/** A folder for one test, removed when it ends. Its real path: on some systems the temporary folder is a link. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'parallax-import-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by relative path; folders are made. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): string {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface RunOptions {
  options?: Partial<ImportOptions>;
  /** Goes on with this job. */
  jobId?: string;
  /** Told after each batch. */
  afterBatch?: (batches: number, abort: (reason: unknown) => void) => void;
}

/** A project with the import's own functions on it, without threads: what runs on them runs here, in one transaction each. */
export function importProject(path = ':memory:') {
  const connection: Connection = openForTest(path);
  onTestFinished(() => connection.close());
  const { db } = connection;
  db.run("INSERT OR IGNORE INTO coder (id, name, created_at) VALUES (1, 'Test Coder', '2026-01-01T00:00:00.000Z')");
  const dataDir = temporaryFolder();
  const asked: string[] = [];
  const base = { coder: null, now: new Date('2026-01-02T03:04:05Z'), cancelled: () => false, resourcesDir: '' };
  const context: WriteContext = {
    ...base,
    at: base.now.toISOString(),
    requireCoder: () => ({ id: 1, name: 'Test Coder' }),
    change: () => {
      throw new Error('An import makes no change of a person.');
    },
    touch: () => {},
  };
  const backend: Backend = {
    dataDir,
    resourcesDir: '',
    offeredFolder: null,
    log: { info() {}, warn() {}, error() {} },
    now: () => new Date(),
    poolSize: 2,
    emit() {},
    async read<T>(name: string, input: unknown) {
      return structuredClone(readFunctions[name](db, structuredClone(input), base)) as T;
    },
    async write<T>(name: string, input: unknown) {
      const write = writeFunctions[name];
      const copy = structuredClone(input);
      return structuredClone(connection.transaction('write', () => write(db, copy, context))) as T;
    },
    async analyse<T>(task: string, input: unknown) {
      if (task.startsWith('import/')) asked.push(task);
      await new Promise((resolve) => setImmediate(resolve));
      return structuredClone(await tasks[task]!(structuredClone(input))) as T;
    },
  };

  async function run(origin: ImportOrigin, { options, jobId = randomUUID(), afterBatch }: RunOptions = {}) {
    db.run(
      `INSERT OR IGNORE INTO job (job_id, kind, title, state, input, progress, created_at)
       VALUES (?, 'import', 'Importing', 'running', '{}', '{}', '2026-01-02T03:04:05.000Z')`,
      jobId,
    );
    const stored = db.value<string | null>('SELECT checkpoint FROM job WHERE job_id = ?', jobId);
    const abort = new AbortController();
    let batches = 0;
    const result: ImportResult = await importJob(
      { origin, options: importOptions.parse(options ?? {}) },
      {
        ...backend,
        async write<T>(name: string, input: unknown) {
          const output = await backend.write<T>(name, input);
          if (name === 'import/writeBatch') afterBatch?.(++batches, (reason) => abort.abort(reason));
          return output;
        },
        jobId,
        signal: abort.signal,
        checkpoint: stored ? JSON.parse(stored) : null,
        async saveCheckpoint(value) {
          db.run('UPDATE job SET checkpoint = ? WHERE job_id = ?', JSON.stringify(value), jobId);
        },
        progress() {},
      },
    );
    return { jobId, result, report: report(jobId) };
  }

  const report = (jobId: string): ImportReport =>
    importReport.parse(readFunctions['import.report'](db, { jobId }, base));

  return { db, connection, backend, run, report, asked };
}

/** Enough sentences that no cleaner takes them for a menu; each article's own by its topic. */
export function articleText(topic: string, place = 'Sennport'): string {
  return [
    `The council of ${place} voted on Tuesday to repair the ${topic} before the winter, after a debate of three hours.`,
    `Engineers had warned in spring that the ${topic} would not survive another storm, and residents had collected signatures.`,
    `The mayor said that the work would cost four million crowns and would be finished by the end of next year.`,
    `Opponents of the plan answered that the ${topic} served few people and that the money was needed for schools.`,
  ].join('\n\n');
}
