/** Backends for tests: started in this process on a folder of their own, and called through the real wire. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { type Backend, type BackendOptions, startBackend } from '../../electron/backend/start.ts';
import { channelPair } from '../../shared/contract/channel.ts';
import { type Client, createClient } from '../../shared/contract/client.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { ImportOptions, ImportReport } from '../../shared/model/import.ts';
import type { JobRow } from '../../shared/model/job.ts';

/** The checkout. */
export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url));
export const SAMPLE_CORPUS: string = join(ROOT, 'resources', 'sample-corpus');

const folders: string[] = [];
const stops = new Set<() => Promise<void>>();
afterAll(async () => {
  await Promise.all([...stops].map((stop) => stop()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, gone when the test file ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-test-'));
  folders.push(folder);
  return folder;
}

/** `stop` is called when the test file ends, unless it was called before. */
export function stopAtEnd(stop: () => Promise<void>): () => Promise<void> {
  const once = async () => {
    if (stops.delete(once)) await stop();
  };
  stops.add(once);
  return once;
}

/** Writes files by relative path, making their folders. Returns the folder. */
export function writeFiles(files: Record<string, string | Uint8Array>, folder: string = temporaryFolder()): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export interface TestBackend {
  backend: Backend;
  client: Client;
  /** One more page of the same backend. */
  connect(): Client;
  dataDir: string;
  /** The open project's file; empty when none was asked for. */
  projectPath: string;
  /** The log file's lines so far. */
  log(): Record<string, unknown>[];
  stop(): Promise<void>;
}

export interface TestBackendOptions extends Partial<BackendOptions> {
  /** Opens (and creates) this project; `true`: a new one in the data folder. */
  project?: string | true;
  /** Given as the coder's name; default Rana, null for nobody. */
  coder?: string | null;
}

/** Starts a backend whose answers are all checked against the contract. Its threads end with the test file. */
export async function startTestBackend(options: TestBackendOptions = {}): Promise<TestBackend> {
  const { project, coder = 'Rana', ...rest } = options;
  const dataDir = rest.dataDir ?? temporaryFolder();
  const projectPath = project === true ? join(dataDir, 'test.parallax') : (project ?? '');
  const backend = await startBackend({
    version: '0.0.0-test',
    host: 'test',
    checkOutputs: true,
    ...(projectPath ? { projectPath, createProject: true } : {}),
    ...rest,
    dataDir,
  });
  const stop = stopAtEnd(() => backend.stop());
  const connect = () => {
    const [here, there] = channelPair();
    backend.connect(there);
    return createClient(here);
  };
  const client = connect();
  if (coder !== null && !rest.readOnly) await client.call('coders.use', { name: coder });
  return {
    backend,
    client,
    connect,
    dataDir,
    projectPath,
    log: () => readLog(dataDir),
    stop,
  };
}

export function readLog(dataDir: string): Record<string, unknown>[] {
  return readFileSync(join(dataDir, 'logs', 'parallax.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Resolves with the job's row when it has ended, however it ended. */
export function jobEnd(client: Client, jobId: string): Promise<JobRow> {
  return new Promise((resolve, reject) => {
    const see = (job: JobRow) => {
      if (job.jobId !== jobId || ['waiting', 'running'].includes(job.state)) return;
      stop();
      resolve(job);
    };
    const stop = client.subscribe('jobs', see);
    client.call('jobs.get', { jobId }).then(see, reject);
  });
}

/** Imports files and folders and waits for the report. Fails when the job did not end well. */
export async function importPaths(
  client: Client,
  paths: string[],
  options: Partial<ImportOptions> = {},
): Promise<ImportReport> {
  const { jobId } = await client.call('import.start', { origin: { paths }, options });
  const job = await jobEnd(client, jobId);
  expect(job.error).toBeNull();
  expect(job.state).toBe('done');
  return client.call('import.report', { jobId });
}

/** Ids of all articles, in the order of their titles. */
export async function articleIds(client: Client): Promise<string[]> {
  const { first, total } = await client.call('articles.openView', {
    query: { sort: { column: 'title', descending: false } },
    first: 500,
  });
  expect(first).toHaveLength(total);
  return first.map((row) => row.articleId);
}

/** Codes the first place where `quote` stands in the article's text. */
export async function codeQuote(client: Client, articleId: string, quote: string, codeIds: string[] = []) {
  const article = await client.call('articles.get', { articleId });
  const start = article.text.indexOf(quote);
  expect(start, `“${quote}” in ${articleId}`).toBeGreaterThanOrEqual(0);
  return client.call('annotations.create', {
    articleId,
    textVersionId: article.textVersionId,
    level: 'span',
    start,
    end: start + quote.length,
    quote,
    codeIds,
  });
}

/** The error that a call ends with; fails when it does not. */
export async function errorOf(call: Promise<unknown>): Promise<AppError> {
  return call.then(
    (output) => {
      throw new Error(`Expected an error, got ${JSON.stringify(output)}`);
    },
    (error) => error,
  );
}
