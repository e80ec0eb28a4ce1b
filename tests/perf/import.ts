import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readability } from '@mozilla/readability';
import Database from 'better-sqlite3';
import { JSDOM, VirtualConsole } from 'jsdom';
import { makePage } from './pages.ts';
import { findProgram, runTimed } from './processes.ts';
import { type BenchResult, middle } from './timing.ts';

/** Pages that Readability reads: it takes long, and its time per page hardly varies. */
const READABILITY_PAGES = 100;
/** Runs of each program, in turn, so that whatever else the machine does hits both alike. */
const ROUNDS = 3;

export interface ImportBenchOptions {
  /** For the pages that are made up, and for the projects. */
  folder: string;
  pages: number;
  /** A folder of real pages, instead of made-up ones. */
  realPages?: string | undefined;
  /** The built command line. */
  commandLine: string;
  say(sentence: string): void;
}

/**
 * Importing a folder of news pages with the built command line into a new project, everything included: start of the
 * program, extraction, originals, duplicates, cleaning across sources, search index. Against Recoll's indexer on the same
 * folder with an index of its own from nothing; and against Readability on jsdom, page by page.
 */
export async function benchImport(options: ImportBenchOptions): Promise<BenchResult[]> {
  const { folder, realPages } = options;
  const corpus = realPages ?? makePages(join(folder, `pages-${options.pages}`), options.pages);
  const files = htmlFiles(corpus);
  if (files.length === 0) throw new Error(`There is no HTML page in ${corpus}.`);
  // Both find the pages in memory.
  const sizes = files.map((file) => readFileSync(file).length);
  const recoll = findProgram('recollindex');
  if (!recoll) options.say('recollindex is not installed (Debian package recoll): the comparison with it is left out.');
  const project = join(folder, 'import.parallax');
  const times = { ours: [] as number[], recoll: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await importOnce(options, corpus, project));
    if (recoll) times.recoll.push(await indexOnce(recoll, join(folder, 'recoll'), corpus));
  }
  const ours = middle(times.ours);
  const size = sizeOf(project, files.length);
  if (!realPages) checkTexts(project);
  rmSync(project, { force: true });

  const results: BenchResult[] = [];
  if (recoll) {
    const theirs = middle(times.recoll);
    results.push({
      name: `Import of ${files.length} HTML pages against Recoll’s indexer`,
      value: ours / theirs,
      target: 1,
      basis: { import: ours, recollindex: theirs, 'median page in kB': middle(sizes) / 1000 },
    });
  }
  results.push(size, readabilityBench(files, ours));
  return results;
}

async function importOnce(
  { commandLine, folder }: ImportBenchOptions,
  corpus: string,
  project: string,
): Promise<number> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(project + suffix, { force: true });
  const data = join(folder, 'import-data');
  rmSync(data, { recursive: true, force: true });
  const args = [commandLine, 'import', corpus, '--project', project, '--json'];
  const { wall } = await runTimed(process.execPath, args, { PARALLAX_DATA_DIR: data });
  return wall;
}

/** An index from nothing, with the program's own settings. */
async function indexOnce(program: string, folder: string, corpus: string): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'recoll.conf'), `topdirs = "${corpus}"\nloglevel = 1\n`);
  const { wall } = await runTimed(program, ['-c', folder]);
  const written = readdirSync(join(folder, 'xapiandb')).reduce(
    (sum, name) => sum + statSync(join(folder, 'xapiandb', name)).size,
    0,
  );
  if (written < 100_000) throw new Error(`recollindex wrote an index of ${written} bytes only.`);
  rmSync(folder, { recursive: true, force: true });
  return wall;
}

/** The project's file against what it is there to keep. */
export function sizeOf(project: string, files: number): BenchResult {
  const db = new Database(project, { readonly: true });
  try {
    const one = (sql: string) => Number(db.prepare(sql).pluck().get() ?? 0);
    const articles = one('SELECT count(*) FROM article');
    if (articles < files * 0.9) throw new Error(`Only ${articles} of ${files} pages came in as articles.`);
    const text = one(
      `SELECT total(length(CAST(b.text AS BLOB))) FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id`,
    );
    const originals = one('SELECT total(length(bytes)) FROM original');
    const bytes = statSync(project).size;
    return {
      name: `Size of a project of ${articles} articles against their texts and compressed originals`,
      value: bytes / (text + originals),
      target: 1.6,
      basis: {
        'project in kB': bytes / 1000,
        'kept text in kB': text / 1000,
        'compressed originals in kB': originals / 1000,
      },
    };
  } finally {
    db.close();
  }
}

function readabilityBench(files: readonly string[], ours: number): BenchResult {
  const step = Math.max(1, Math.floor(files.length / READABILITY_PAGES));
  const sample = files.filter((_, index) => index % step === 0);
  const start = performance.now();
  for (const file of sample) readWithReadability(readFileSync(file, 'utf8'));
  const reference = ((performance.now() - start) / sample.length) * files.length;
  return {
    name: `Import of ${files.length} HTML pages against Readability on jsdom, page by page`,
    value: ours / reference,
    target: 1 / 3,
    basis: { import: ours, [`Readability on jsdom, ${sample.length} pages measured and scaled`]: reference },
  };
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

/** Speed counts only if the articles are what they should be: the paragraphs, without menus and teasers. */
function checkTexts(project: string): void {
  const db = new Database(project, { readonly: true });
  try {
    const rows = db
      .prepare(
        `SELECT a.path AS path, b.text AS text FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id
         ORDER BY a.article_id LIMIT 50`,
      )
      .all() as { path: string; text: string }[];
    for (const { path, text } of rows) {
      const { paragraphs } = makePage(Number(/(\d+)\.html$/.exec(path)?.[1]));
      const kept = paragraphs.filter((paragraph) => text.includes(paragraph)).length;
      if (kept < paragraphs.length * 0.9 || text.includes('Most read')) {
        throw new Error(`${path}: ${kept} of ${paragraphs.length} paragraphs; speed bought with text is none.`);
      }
    }
  } finally {
    db.close();
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
