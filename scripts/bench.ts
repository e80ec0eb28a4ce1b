/**
 * Measures what Parallax promises about speed, each case as a ratio within one run, and writes docs/benchmarks.md.
 * `npm run bench -- [--only views|search|import|import-100k|agreement|merge|stories|analysers|opening|adding|coding] [--pages DIR] [--articles N] [--quick]`. `--quick` measures small sizes to see
 * that the cases run, and writes nothing. Ends with 1 when a target is missed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import type { BenchResult } from '../tests/perf/timing.ts';
import { buildWhatChanged } from './builds.ts';
import { cache, inRoot } from './paths.ts';
import { findChromium } from './test-machine.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    pages: { type: 'string' },
    articles: { type: 'string', default: '100000' },
    quick: { type: 'boolean', default: false },
  },
});
const folder = join(cache, 'bench');
mkdirSync(folder, { recursive: true });

/** Whether a corpus of an earlier run is there and complete. An incomplete one is removed. */
function existing(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    const db = new Database(path, { readonly: true });
    const articles = db.prepare(`SELECT n FROM tally WHERE name = 'articles'`).pluck().get();
    db.close();
    if (Number(articles) > 0) return true;
  } catch {
    // Of another schema, or cut off.
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  return false;
}

const say = (sentence: string) => console.log(sentence);
const commandLine = inRoot('dist', 'backend', 'cli.js');

interface Case {
  how: string;
  run(): Promise<BenchResult[]>;
  /** Left out of `--quick`: its sizes are the point of it. */
  big?: boolean;
}

const cases: Record<string, Case> = {
  views: {
    how: 'Through the wire, the router and the real threads; middle of several alternating runs.',
    big: true,
    run: async () => (await import('../tests/perf/views.ts')).benchViews(folder, existing),
  },
  search: {
    how: 'Through the whole stack against the same FTS5 statements, prepared and warm; middle of several alternating runs.',
    big: true,
    run: async () => (await import('../tests/perf/search.ts')).benchSearch(folder, existing),
  },
  import: {
    how: `The built command line against recollindex, each from nothing, in turn, ${options.pages ? 'real' : 'generated'} pages in the page cache; middle of three runs. Then Readability on one thread.`,
    async run() {
      await buildWhatChanged({ say, only: ['backend'] });
      const { benchImport } = await import('../tests/perf/import.ts');
      const pages = options.quick ? 100 : 2000;
      return benchImport({ folder, pages, realPages: options.pages, commandLine, say });
    },
  },
  'import-100k': {
    how: `One import of ${options.articles} articles with the built command line: half pages of about 4 kB in one folder, half records of JSON Lines; memory and articles looked at from outside each second.`,
    big: true,
    async run() {
      await buildWhatChanged({ say, only: ['backend'] });
      const { benchMany } = await import('../tests/perf/many.ts');
      return benchMany({ folder, articles: Number(options.articles), commandLine, say });
    },
  },
  agreement: {
    how: 'Through the wire, the router, the real threads and the analysis pool: from the call to the end of the job, once.',
    big: true,
    run: async () => (await import('../tests/perf/agreement.ts')).benchAgreement(folder),
  },
  merge: {
    how: 'The whole job through a real backend: copying and checking the other file, the backup, the merge with its step of undo; middle of three runs that alternate with plain INSERTs of the same rows, indexes and triggers on.',
    async run() {
      const { benchMerge } = await import('../tests/perf/merge.ts');
      const size = options.quick ? { articles: 100, annotations: 1000 } : { articles: 2000, annotations: 50_000 };
      return benchMerge(size, options.quick ? 1 : 3);
    },
  },
  stories: {
    how: 'Through the wire, the router, the real threads and the analysis pool, on articles that were made up in stories: each job once; the page and the list are middles of several.',
    big: true,
    run: async () =>
      (await import('../tests/perf/stories.ts')).benchStories(folder, existing, Number(options.articles)),
  },
  analysers: {
    how: 'The built command line from beginning to end, `import` and then `analyze`, once each: pages of real size with articles of about 450 words in the manner of news, in stories, that quote, count, claim and call names. Of each analyser the time on all threads together.',
    async run() {
      await buildWhatChanged({ say, only: ['backend'] });
      const { benchAnalysers } = await import('../tests/perf/analysers.ts');
      return benchAnalysers({ folder, articles: options.quick ? 100 : 10_000, commandLine });
    },
  },
  opening: {
    how: 'Through the wire, the router, the real threads and the analysis pool, on articles of about 150 words in the manner of news that all analysers went through: what the page asks for at once. Each time another story, pair or source; middle of 15. The first after the project was opened, and the first after a decision was written, stand beside it.',
    run: async () => {
      const { benchOpening } = await import('../tests/perf/opening.ts');
      return benchOpening(folder, existing, options.quick ? 5000 : Number(options.articles));
    },
  },
  adding: {
    how: 'Through the wire, the router, the real threads and the analysis pool, on a copy of the project of `opening`: pages of real size, once.',
    run: async () => {
      const { benchAdding } = await import('../tests/perf/adding.ts');
      return benchAdding(folder, existing, options.quick ? 5000 : Number(options.articles));
    },
  },
  coding: {
    how: 'In Chromium against the loopback host: a word selected by double click, the code’s key, the first painted frame with the mark; middle of runs that alternate between the two articles, each coding undone.',
    async run() {
      await buildWhatChanged({ say });
      const { benchCoding } = await import('../tests/perf/coding.ts');
      return benchCoding(inRoot('dist', 'renderer'), options.quick ? 6 : 30);
    },
  },
};

function chromiumVersion(): string {
  try {
    const program = findChromium();
    if (!program) return 'none found';
    return execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'none found';
  }
}

function sqliteVersion(): string {
  const db = new Database(':memory:');
  const version = String(db.prepare('SELECT sqlite_version()').pluck().get());
  db.close();
  return version;
}

const ratio = (value: number) => value.toFixed(2);
const figure = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2));
/** Basis figures are milliseconds unless their name says another unit. */
const unitOf = (name: string) => (/ in (?:kB|MB)$/.test(name) ? '' : ' ms');

interface Measured extends BenchResult {
  caseName: string;
}

function table(results: Measured[]): string {
  const rows = results.map((result) => {
    const basis = Object.entries(result.basis)
      .map(([name, value]) => `${name} ${figure(value)}${unitOf(name)}`)
      .join('; ');
    const met = result.value <= result.target ? 'met' : '**missed**';
    return `| ${result.name} | ≤ ${ratio(result.target)} | ${ratio(result.value)} | ${met} | ${basis} |`;
  });
  return ['| case | target | ratio | | absolute figures |', '|---|---|---|---|---|', ...rows].join('\n');
}

function page(results: Measured[]): string {
  const pinned = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).devDependencies as Record<string, string>;
  const names = [...new Set(results.map((result) => result.caseName))];
  return `# Benchmarks

Written by \`npm run bench\`. Every figure is a ratio of two times of the same run on the same machine, so that it means
the same elsewhere; the absolute figures are there for orientation. Below the target is good. Nothing in these corpora is
real: words, outlets and pages are generated from a seed.

${table(results)}

Import is a share of the reference's time: 0.33 is three times faster, 0.10 ten times.

## How it was measured

${names.map((name) => `- **${name}**: ${cases[name]?.how}`).join('\n')}

## Machine

| | |
|---|---|
| date | ${new Date().toISOString().slice(0, 10)} |
| processor | ${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores |
| memory | ${Math.round(totalmem() / 2 ** 30)} GB |
| Node | ${process.versions.node} |
| SQLite | ${sqliteVersion()} |
| Chromium | ${chromiumVersion()} |
| jsdom, Readability | ${pinned.jsdom}, ${pinned['@mozilla/readability']} |
`;
}

/** What was measured by hand stays: it follows a heading of its own at the end of the page. */
function measuredOnce(path: string): string {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const at = before.indexOf('\n## Measured once');
  return at === -1 ? '' : before.slice(at);
}

const unknown = (options.only ?? []).filter((name) => !(name in cases));
if (unknown.length > 0) {
  console.error(`There is no case ${unknown.join(', ')}. Cases: ${Object.keys(cases).join(', ')}.`);
  process.exit(2);
}
const results: Measured[] = [];
const broken: string[] = [];
for (const [caseName, one] of Object.entries(cases)) {
  if (options.only && !options.only.includes(caseName)) continue;
  if (options.quick && one.big) {
    console.log(`${caseName}: left out of --quick`);
    continue;
  }
  let measured: BenchResult[];
  try {
    measured = await one.run();
  } catch (cause) {
    // One case that breaks must not take with it what the others measured.
    console.error(`${caseName} broke:`, cause);
    broken.push(caseName);
    continue;
  }
  for (const result of measured) {
    results.push({ ...result, caseName });
    console.log(`${result.name}: ${ratio(result.value)} (at most ${ratio(result.target)})`);
    for (const [name, value] of Object.entries(result.basis)) console.log(`  ${name}: ${figure(value)}${unitOf(name)}`);
  }
}
if (!options.quick && !options.only) {
  mkdirSync(inRoot('docs'), { recursive: true });
  const path = inRoot('docs', 'benchmarks.md');
  writeFileSync(path, page(results) + measuredOnce(path));
  console.log('Written to docs/benchmarks.md');
}
process.exit(broken.length > 0 || results.some((result) => result.value > result.target) ? 1 : 0);
