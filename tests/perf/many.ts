import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { seededRandom, wordAt } from './corpus.ts';
import { sizeOf } from './import.ts';
import { memoryOf, runTimed } from './processes.ts';
import type { BenchResult } from './timing.ts';

const SAMPLE_MS = 1000;
const OUTLETS = 40;
const RECORDS_IN_FILE = 5000;
const COMMON =
  'the of and to in a that was for on said with by at from it as is were an has have had be not this which they after'.split(
    ' ',
  );

export interface ManyOptions {
  folder: string;
  articles: number;
  commandLine: string;
  say(sentence: string): void;
}

interface Sample {
  seconds: number;
  articles: number;
  /** MB; null where the system does not tell. */
  memory: number | null;
}

/**
 * Importing very many articles in one go with the built command line: half of them small pages in one folder, half records
 * of JSON Lines. Each second the memory of the process and the articles that are in are looked at from outside.
 */
export async function benchMany({ folder, articles, commandLine, say }: ManyOptions): Promise<BenchResult[]> {
  const corpus = writeMany(join(folder, `many-${articles}`), articles);
  const project = join(folder, 'many.parallax');
  for (const suffix of ['', '-wal', '-shm']) rmSync(project + suffix, { force: true });
  const data = join(folder, 'many-data');
  rmSync(data, { recursive: true, force: true });
  const samples: Sample[] = [];
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const { wall } = await runTimed(
    process.execPath,
    [commandLine, 'import', corpus, '--project', project, '--json'],
    { PARALLAX_DATA_DIR: data },
    (child) => {
      timer = setInterval(() => {
        const sample = {
          seconds: (performance.now() - start) / 1000,
          articles: articlesIn(project),
          memory: child.pid === undefined ? null : memoryOf(child.pid),
        };
        samples.push(sample);
        if (samples.length % 30 === 0) {
          say(`  ${Math.round(sample.seconds)} s: ${sample.articles} articles, ${Math.round(sample.memory ?? 0)} MB`);
        }
      }, SAMPLE_MS);
    },
  ).finally(() => clearInterval(timer));
  const size = sizeOf(project, articles);
  for (const suffix of ['', '-wal', '-shm']) rmSync(project + suffix, { force: true });
  return [...speedOf(samples, articles, wall), ...memoryResults(samples, articles), size];
}

/** Milliseconds for each article from one share of the import to another. */
function pace(samples: readonly Sample[], from: number, to: number): number {
  const first = samples.find((one) => one.articles >= from)!;
  const last = samples.findLast((one) => one.articles <= to)!;
  return ((last.seconds - first.seconds) * 1000) / Math.max(1, last.articles - first.articles);
}

function speedOf(samples: readonly Sample[], articles: number, wall: number): BenchResult[] {
  const complete = samples.findIndex((one) => one.articles >= articles);
  const reading = complete < 0 ? samples : samples.slice(0, complete + 1);
  // Both halves of the corpus are of one kind, so that each is compared with itself.
  const pages = articles / 2;
  const ends = (from: number, to: number) => {
    const tenth = (to - from) / 10;
    return { start: pace(reading, from + tenth / 2, from + tenth * 1.5), end: pace(reading, to - tenth, to) };
  };
  const page = ends(0, pages);
  const record = ends(pages, articles);
  const allIn = samples.find((one) => one.articles >= articles)?.seconds ?? wall / 1000;
  return [
    {
      name: `Time for an article at the end of an import of ${articles} against the start of it`,
      value: Math.max(page.end / page.start, record.end / record.start),
      target: 1.3,
      basis: {
        'page at the start': page.start,
        'page at the end': page.end,
        'record at the start': record.start,
        'record at the end': record.end,
        'all articles in': allIn * 1000,
        'cleaning across sources, dates and copies after that': wall - allIn * 1000,
      },
    },
  ];
}

function memoryResults(samples: readonly Sample[], articles: number): BenchResult[] {
  const early = samples.filter((one) => one.articles <= Math.min(10_000, articles / 4));
  const late = samples.filter((one) => !early.includes(one));
  const most = (of: readonly Sample[]) => Math.max(...of.map((one) => one.memory ?? Number.NaN));
  const [first, then] = [most(early), most(late)];
  if (!Number.isFinite(first) || !Number.isFinite(then)) return [];
  const basis = { 'most until 10,000 articles in MB': first, 'most after that in MB': then };
  return [
    {
      name: `Most memory after the first 10,000 articles against the most until then`,
      value: then / first,
      target: 1.2,
      basis,
    },
    {
      name: `Most memory of all processes in an import of ${articles}, in GB`,
      value: Math.max(first, then) / 1000,
      target: 1,
      basis,
    },
  ];
}

function articlesIn(project: string): number {
  try {
    const db = new Database(project, { readonly: true, fileMustExist: true });
    try {
      return Number(db.prepare(`SELECT n FROM tally WHERE name = 'articles'`).pluck().get() ?? 0);
    } finally {
      db.close();
    }
  } catch {
    // Not made yet.
    return 0;
  }
}

/** Pages first: the walk takes `pages` before `records`. */
function writeMany(folder: string, articles: number): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'pages'), { recursive: true });
  mkdirSync(join(folder, 'records'), { recursive: true });
  const random = seededRandom(77);
  const pages = Math.floor(articles / 2);
  for (let n = 0; n < pages; n++) {
    writeFileSync(join(folder, 'pages', `${String(n).padStart(7, '0')}.html`), pageOf(storyOf(n, random), n));
  }
  let file = -1;
  for (let n = pages; n < articles; n++) {
    const record = n - pages;
    if (record % RECORDS_IN_FILE === 0) {
      if (file >= 0) closeSync(file);
      const name = `part-${String(record / RECORDS_IN_FILE).padStart(4, '0')}.jsonl`;
      file = openSync(join(folder, 'records', name), 'w');
    }
    const { title, day, author, paragraphs } = storyOf(n, random);
    const url = `https://outlet-${n % OUTLETS}.example/${n}`;
    writeSync(file, `${JSON.stringify({ title, url, date: day, authors: [author], text: paragraphs.join('\n\n') })}\n`);
  }
  if (file >= 0) closeSync(file);
  return folder;
}

interface Story {
  title: string;
  day: string;
  author: string;
  paragraphs: string[];
}

function storyOf(n: number, random: () => number): Story {
  const upTo = (count: number) => Math.floor(random() * count);
  const word = () => (random() < 0.45 ? COMMON[upTo(COMMON.length)]! : wordAt(Math.floor(20_000 ** random()) + 40));
  const phrase = (count: number) => Array.from({ length: count }, word).join(' ');
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const sentence = () => `${capital(phrase(6 + upTo(10)))}, ${phrase(4 + upTo(9))}.`;
  const paragraph = () => Array.from({ length: 2 + upTo(4) }, sentence).join(' ');
  return {
    title: `${capital(phrase(6))} ${n}`,
    day: new Date(Date.UTC(2018, 0, 1 + upTo(2500))).toISOString(),
    author: `${capital(wordAt(upTo(9000)))} ${capital(wordAt(upTo(9000)))}`,
    paragraphs: Array.from({ length: 4 + upTo(6) }, paragraph),
  };
}

function pageOf({ title, day, author, paragraphs }: Story, n: number): string {
  const menu = Array.from({ length: 12 }, (_, i) => `<li><a href="/section-${i}/">Section ${i}</a></li>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<link rel="canonical" href="https://outlet-${n % OUTLETS}.example/${n}"><meta name="author" content="${author}">
<meta property="article:published_time" content="${day}"></head><body><nav><ul>${menu}</ul></nav><main><article>
<h1>${title}</h1>${paragraphs.map((one) => `<p>${one}</p>`).join('\n')}</article></main>
<footer><p>All rights reserved.</p></footer></body></html>`;
}
