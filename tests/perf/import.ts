import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import type { Client } from '../../shared/contract/client.ts';
import { startBenchBackend } from './backend.ts';
import { makePage } from './pages.ts';
import { type BenchResult, middle } from './timing.ts';

/** Pages that the reference reads: it takes long, and its time per page hardly varies. */
const REFERENCE_PAGES = 100;

export interface ImportBenchOptions {
  /** For the pages that are made up, and for the project. */
  folder: string;
  pages: number;
  /** A folder of real pages, instead of made-up ones. */
  realPages?: string | undefined;
}

/**
 * Importing a folder of news pages, from the call to the job's end (walk, read, extract, write, index; the project is on
 * disk) against Readability on jsdom, page by page, in the same process right after it. The reference reads every
 * n-th page and is scaled; it writes nothing.
 */
export async function benchImport({ folder, pages, realPages }: ImportBenchOptions): Promise<BenchResult[]> {
  const corpus = realPages ?? makePages(join(folder, `pages-${pages}`), pages);
  const files = htmlFiles(corpus);
  if (files.length === 0) throw new Error(`There is no HTML page in ${corpus}.`);
  const project = join(folder, 'import.parallax');
  for (const suffix of ['', '-wal', '-shm']) rmSync(project + suffix, { force: true });

  const { client, stop } = await startBenchBackend();
  let ours: number;
  try {
    await client.call('projects.create', { path: project });
    const start = performance.now();
    await importFolder(client, corpus);
    ours = performance.now() - start;
    const { articles } = await client.call('projects.status', {});
    if (articles < files.length * 0.9)
      throw new Error(`Only ${articles} of ${files.length} pages came in as articles.`);
    if (!realPages) await checkTexts(client);
  } finally {
    await stop();
    rmSync(project, { force: true });
  }

  const step = Math.max(1, Math.floor(files.length / REFERENCE_PAGES));
  const sample = files.filter((_, index) => index % step === 0);
  const start = performance.now();
  for (const file of sample) readWithReadability(readFileSync(file, 'utf8'));
  const reference = ((performance.now() - start) / sample.length) * files.length;

  return [
    {
      name: `Import of ${files.length} HTML pages against Readability on jsdom, page by page`,
      value: ours / reference,
      target: 1 / 3,
      basis: {
        'import, all pages': ours,
        [`Readability on jsdom, ${sample.length} pages measured and scaled`]: reference,
        'median page in kB': middle(files.map((file) => readFileSync(file).length)) / 1000,
      },
    },
  ];
}

function makePages(folder: string, count: number): string {
  rmSync(folder, { recursive: true, force: true });
  for (let number = 0; number < count; number++) {
    const { path, html } = makePage(number);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), html);
  }
  return folder;
}

const htmlFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(html?|xhtml)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

async function importFolder(client: Client, path: string): Promise<void> {
  const ended = Promise.withResolvers<void>();
  const stop = client.subscribe('jobs', (job) => {
    if (job.state === 'done') ended.resolve();
    if (job.state === 'failed' || job.state === 'cancelled') ended.reject(new Error(`The import ended ${job.state}.`));
  });
  await client.call('import.start', { origin: { paths: [path] } });
  await ended.promise;
  stop();
}

/** Speed counts only if the articles are what they should be: the paragraphs, without menus and teasers. */
async function checkTexts(client: Client): Promise<void> {
  const { first } = await client.call('articles.openView', { query: {}, first: 50 });
  for (const { articleId, originalPath } of first) {
    const { text } = await client.call('articles.get', { articleId });
    const { paragraphs } = makePage(Number(/(\d+)\.html$/.exec(originalPath)?.[1]));
    const kept = paragraphs.filter((paragraph) => text.includes(paragraph)).length;
    if (kept < paragraphs.length * 0.9 || text.includes('Most read')) {
      throw new Error(`${originalPath}: ${kept} of ${paragraphs.length} paragraphs; speed bought with text is none.`);
    }
  }
}

function readWithReadability(html: string): string {
  const dom = new JSDOM(html, { virtualConsole: new VirtualConsole() });
  try {
    return new Readability(dom.window.document).parse()?.textContent ?? '';
  } finally {
    dom.window.close();
  }
}
