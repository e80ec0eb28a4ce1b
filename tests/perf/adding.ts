import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBenchBackend } from './backend.ts';
import { jobDone } from './jobs.ts';
import { newsPages } from './news-pages.ts';
import { newsProject } from './opening.ts';
import type { BenchResult } from './timing.ts';

const ADDED = 100;
const WORDS = 400;
const MS_TO_ADD = 10_000;

/**
 * A hundred pages imported into a big project that is analysed, and all analysers over what is new, stories among them:
 * against the ten seconds promised for the analysis alone, and both together.
 * @param articles of the big project; a copy of it is taken and removed again
 */
export async function benchAdding(
  folder: string,
  existing: (path: string) => boolean,
  articles: number,
): Promise<BenchResult[]> {
  const project = await newsProject(folder, existing, articles);
  const path = join(folder, 'adding.parallax');
  const drop = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  };
  drop();
  copyFileSync(project, path);
  const pages = newsPages(join(folder, 'pages-added'), ADDED, { seed: 501, words: WORDS });
  const { client, stop } = await startBenchBackend();
  try {
    await client.call('projects.open', { path });
    const begin = performance.now();
    await jobDone(client, await client.call('import.start', { origin: { paths: [pages] } }));
    const imported = performance.now();
    await jobDone(client, await client.call('analysis.start', {}));
    const analysed = performance.now();
    await jobDone(client, await client.call('analysis.start', {}));
    const nothing = performance.now() - analysed;
    return [
      {
        name: `Analysing ${ADDED} articles that were added to ${articles}, stories too, as a share of ${MS_TO_ADD / 1000} s`,
        value: (analysed - imported) / MS_TO_ADD,
        target: 1,
        basis: { analysis: analysed - imported, 'once more, with nothing to do': nothing },
      },
      {
        name: `Importing and analysing them, as a share of ${MS_TO_ADD / 1000} s`,
        value: (analysed - begin) / MS_TO_ADD,
        target: 1,
        basis: { import: imported - begin, analysis: analysed - imported },
      },
    ];
  } finally {
    await stop();
    drop();
    rmSync(pages, { recursive: true, force: true });
  }
}
