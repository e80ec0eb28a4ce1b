import { execFileSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../../shared/contract/client.ts';
import { type BenchBackend, startBenchBackend } from './backend.ts';
import { writeCorpus } from './corpus.ts';
import { jobDone } from './jobs.ts';
import { newsPages } from './news-pages.ts';
import { type BenchResult, middle } from './timing.ts';

const WORDS = 150;
const PER_STORY = 4;
const MS_TO_OPEN = 200;
/** Different stories, sources, pairs: what is opened is opened for the first time. */
const OPENED = 15;

/** A page of the window: what it asks for at once when it opens, of the n-th thing. */
type Page = (client: Client, n: number) => Promise<unknown>;

/**
 * The pages that show what analysers found, at many articles: each time another story, pair of articles or source, against the
 * 200 ms promised. Beside it the same at few articles, the first of all after the project was opened, and the first one
 * after something was written, when what was worked out over the whole project is forgotten.
 * @param articles of the big corpus; that of 1,000 stands beside it
 */
export async function benchOpening(folder: string, existing: (path: string) => boolean, articles: number) {
  const few = 1000;
  const small = await newsProject(folder, existing, few);
  const big = await newsProject(folder, existing, articles);
  const bench = await startBenchBackend();
  try {
    const atFew = await measure(bench, small);
    const atMany = await measure(bench, big);
    return Object.entries(atMany).map(
      ([name, many]): BenchResult => ({
        name: `${name}, among ${articles} articles, as a share of ${MS_TO_OPEN} ms`,
        value: many.middle / MS_TO_OPEN,
        target: 1,
        basis: {
          opened: many.middle,
          slowest: many.slowest,
          'first of all': many.first,
          'after a change': many.changed,
          [`among ${few}`]: atFew[name]!.middle,
        },
      }),
    );
  } finally {
    await bench.stop();
  }
}

/** A project in the manner of news, with all that analysers find in it; made once. @returns its path */
export async function newsProject(
  folder: string,
  existing: (path: string) => boolean,
  articles: number,
): Promise<string> {
  const path = join(folder, `news-${articles}.parallax`);
  const isThere = existing(path);
  const part = isThere ? path : `${path}.part`;
  if (!isThere) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(part + suffix, { force: true });
    execFileSync(process.execPath, [import.meta.filename, part, String(articles)]);
  }
  const pages = newsPages(`${path}-pages`, 2, { seed: 500, words: WORDS });
  // What analysers of another version found is found again; otherwise there is nothing to do.
  const { client, stop } = await startBenchBackend();
  try {
    await client.call('projects.open', { path: part });
    // Copies are looked for at the end of an import, among all articles that were never compared.
    if (!isThere) await jobDone(client, await client.call('import.start', { origin: { paths: [pages] } }));
    await jobDone(client, await client.call('analysis.start', {}));
    await client.call('projects.close', {});
  } finally {
    await stop();
    rmSync(pages, { recursive: true, force: true });
  }
  if (!isThere) renameSync(part, path);
  return path;
}

interface Opened {
  middle: number;
  slowest: number;
  first: number;
  changed: number;
}

async function measure({ client }: BenchBackend, path: string): Promise<Record<string, Opened>> {
  await client.call('projects.open', { path });
  const pages = await pagesOf(client);
  // Opened again: what finding the pages left behind is forgotten.
  await client.call('projects.close', {});
  await client.call('projects.open', { path });
  const timed = async (page: Page, n: number) => {
    const start = performance.now();
    await page(client, n);
    return performance.now() - start;
  };
  const opened: Record<string, Opened> = {};
  for (const [name, page] of Object.entries(pages)) {
    const first = await timed(page, 0);
    const times = [];
    for (let n = 1; n <= OPENED; n++) times.push(await timed(page, n));
    await write(client);
    const changed = await timed(page, OPENED + 1);
    opened[name] = { middle: middle(times), slowest: Math.max(...times), first, changed };
  }
  await client.call('projects.close', {});
  return opened;
}

/** A decision on one article, and back. */
async function write(client: Client) {
  const { first } = await client.call('articles.openView', { query: {}, first: 1 });
  const targets = { articleIds: [first[0]!.articleId] };
  await client.call('triage.decide', { targets, decision: 'include' });
  await client.call('triage.decide', { targets, decision: 'undecided' });
}

async function pagesOf(client: Client): Promise<Record<string, Page>> {
  const { rows: stories } = await client.call('stories.list', { sort: 'articles', count: OPENED + 2 });
  const members: { articleId: string }[][] = [];
  for (const { storyId } of stories) {
    members.push((await client.call('stories.members', { storyId, count: 1000 })).members);
  }
  const sources = (await client.call('sources.list', {})).toSorted((a, b) => b.articles - a.articles);
  const storyId = (n: number) => stories[n]!.storyId;
  const sourceId = (n: number) => sources[n]!.sourceId;
  const several = (n: number, count: number) => members[n]!.slice(0, count).map(({ articleId }) => articleId);
  const kinds = ['person', 'organisation', 'place'] as const;
  return {
    'The page of a story': (to, n) =>
      Promise.all([
        to.call('stories.get', { storyId: storyId(n) }),
        to.call('stories.members', { storyId: storyId(n), count: 1000 }),
        to.call('stories.sections', { storyId: storyId(n) }),
        to.call('analysis.analysers', {}),
      ]),
    'Comparing two articles': (to, n) =>
      Promise.all([
        to.call('compare.align', { articleIds: several(n, 2) }),
        ...several(n, 2).flatMap((articleId) => [
          to.call('articles.get', { articleId }),
          to.call('analysis.findings', { articleId }),
        ]),
      ]),
    'Statements of a story across its sources': (to, n) => to.call('compare.statements', { storyId: storyId(n) }),
    'Quotations of a story across its sources': (to, n) => to.call('compare.quotations', { storyId: storyId(n) }),
    'The profile of a source': (to, n) =>
      Promise.all([
        to.call('profiles.articles', { sourceId: sourceId(n) }),
        to.call('profiles.stories', { sourceId: sourceId(n) }),
        to.call('profiles.copies', { sourceId: sourceId(n) }),
        to.call('profiles.agencies', { sourceId: sourceId(n) }),
        to.call('profiles.techniques', { sourceId: sourceId(n) }),
        to.call('profiles.quoted', { sourceId: sourceId(n), count: 50 }),
        to.call('sources.list', {}),
      ]),
    'The list of names': (to, n) => to.call('names.list', { kind: kinds[n % 3]!, start: 100 * Math.floor(n / 3) }),
    'Names that could mean the same': (to, n) => to.call('names.suggest', { kind: kinds[n % 3]! }),
    'The list of analysers': (to) => to.call('analysis.analysers', {}),
  };
}

if (process.argv[1] === import.meta.filename) {
  const [path = '', articles] = process.argv.slice(2);
  writeCorpus(path, { articles: Number(articles), words: WORDS, perStory: PER_STORY, isNews: true });
}
