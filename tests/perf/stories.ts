import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type BenchBackend, startBenchBackend } from './backend.ts';
import { writeCorpus } from './corpus.ts';
import { type BenchResult, middle } from './timing.ts';

const ADDED = 100;
const WORDS = 150;
const PER_STORY = 4;
const MS_A_PAGE = 200;
const MS_TO_ADD = 10_000;
const MB = 1_000_000;
const MOST_MB = 1000;

/**
 * Finding the stories of a big corpus against those of one a fifth its size, the memory of the whole process meanwhile, adding
 * a few articles, and opening the list and the page of a story.
 * @param articles of the big corpus
 */
export async function benchStories(
  folder: string,
  existing: (path: string) => boolean,
  articles: number,
): Promise<BenchResult[]> {
  const sizes = [articles / 5, articles] as const;
  const paths = sizes.map((size) => join(folder, `stories-${size}.parallax`));
  // Elsewhere: the memory that writing takes is not what is measured.
  for (const [i, path] of paths.entries())
    if (!existing(path)) execFileSync(process.execPath, [import.meta.filename, path, String(sizes[i])]);
  const bench = await startBenchBackend();
  try {
    const small = await findAll(bench, paths[0]!);
    const before = process.memoryUsage.rss();
    const big = await findAll(bench, paths[1]!);
    forget(paths[1]!, `article > ${articles - ADDED}`);
    const added = await find(bench, paths[1]!);
    const page = await openings(bench);
    return [
      {
        name: `Stories of ${sizes[1]} articles, against those of ${sizes[0]}`,
        value: big.ms / small.ms,
        target: 8,
        basis: { small: small.ms, big: big.ms, stories: page.stories },
      },
      {
        name: `Most memory of the whole process meanwhile, as a share of ${MOST_MB} MB`,
        value: big.mb / MOST_MB,
        target: 1,
        basis: { 'MB before': before / MB, 'MB at most': big.mb },
      },
      {
        name: `Adding ${ADDED} articles to ${sizes[1]}, as a share of ${MS_TO_ADD / 1000} s`,
        value: added.ms / MS_TO_ADD,
        target: 1,
        basis: { added: added.ms },
      },
      {
        name: `The page of a story among ${sizes[1]} articles, opened again, as a share of ${MS_A_PAGE} ms`,
        value: page.again / MS_A_PAGE,
        target: 1,
        basis: { first: page.first, again: page.again },
      },
      {
        name: `The list of stories of ${sizes[1]} articles, as a share of ${MS_A_PAGE} ms`,
        value: page.list / MS_A_PAGE,
        target: 1,
        basis: { first: page.firstList, again: page.list },
      },
    ];
  } finally {
    await bench.stop();
  }
}

/** Takes articles out of their stories, as if they had just been imported. The project must not be open. */
function forget(path: string, which: string) {
  const db = new Database(path);
  db.exec(`DELETE FROM story_member WHERE ${which}; DELETE FROM story_terms WHERE ${which}`);
  db.close();
}

async function findAll(bench: BenchBackend, path: string) {
  forget(path, 'true');
  const db = new Database(path);
  db.exec('DELETE FROM story; DELETE FROM story_pass; DELETE FROM story_written');
  db.close();
  const found = await find(bench, path);
  await bench.client.call('projects.close', {});
  return found;
}

/** @returns milliseconds of the job, and the most memory the process had meanwhile, in MB */
async function find({ client }: BenchBackend, path: string): Promise<{ ms: number; mb: number }> {
  await client.call('projects.open', { path });
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const start = performance.now();
  const { jobId } = await client.call('analysis.start', { only: ['stories'] });
  for (;;) {
    const { state, error } = await client.call('jobs.get', { jobId });
    if (state === 'done') break;
    if (state !== 'running' && state !== 'waiting') throw new Error(`The job ended ${state}: ${error?.message}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  clearInterval(watch);
  return { ms: performance.now() - start, mb: most / MB };
}

async function openings({ client }: BenchBackend) {
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const list = (start: number) => timed(() => client.call('stories.list', { start, count: 100 }));
  const firstList = await list(0);
  const again = [];
  for (let i = 1; i <= 9; i++) again.push(await list(100 * i));
  const { rows, total } = await client.call('stories.list', { sort: 'articles', count: 21 });
  const open = (storyId: string) =>
    timed(() =>
      Promise.all([
        client.call('stories.get', { storyId }),
        client.call('stories.members', { storyId, count: 1000 }),
        client.call('stories.sections', { storyId }),
      ]),
    );
  const firsts = [];
  for (const { storyId } of rows) firsts.push(await open(storyId));
  const seconds = [];
  for (const { storyId } of rows) seconds.push(await open(storyId));
  return { stories: total, firstList, list: middle(again), first: middle(firsts), again: middle(seconds) };
}

if (process.argv[1] === import.meta.filename) {
  const [path = '', articles] = process.argv.slice(2);
  writeCorpus(path, { articles: Number(articles), words: WORDS, perStory: PER_STORY });
}
