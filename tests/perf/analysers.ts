import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalysisResult } from '../../shared/model/finding.ts';
import { newsPages } from './news-pages.ts';
import { runTimed } from './processes.ts';
import type { BenchResult } from './timing.ts';

/** Mean words of an article; lengths vary between half and three times this. */
const WORDS = 450;

/**
 * All analysers, stories among them, over articles that were imported just before from pages of real size; both with the built
 * command line, everything included. Beside it how long each analyser took: on all threads together for what looks at
 * articles one by one, from beginning to end for stories.
 */
export async function benchAnalysers({
  folder,
  articles,
  commandLine,
}: {
  folder: string;
  articles: number;
  commandLine: string;
}): Promise<BenchResult[]> {
  const pages = newsPages(join(folder, 'pages-analysed'), articles, { seed: 77, words: WORDS });
  const project = join(folder, 'analysers.parallax');
  const data = join(folder, 'analysers-data');
  const drop = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(project + suffix, { force: true });
    rmSync(data, { recursive: true, force: true });
  };
  drop();
  try {
    const run = (...args: string[]) =>
      runTimed(process.execPath, [commandLine, ...args, '--project', project, '--json'], { PARALLAX_DATA_DIR: data });
    const imported = await run('import', pages);
    const analysed = await run('analyze');
    const { ran } = JSON.parse(analysed.stdout) as AnalysisResult;
    const basis: BenchResult['basis'] = { import: imported.wall, 'all analysers': analysed.wall };
    for (const { analyser, articles: looked, findings, seconds } of ran) {
      if (looked < articles * 0.9) throw new Error(`${analyser} looked at ${looked} of ${articles} articles only.`);
      basis[`${analyser}, ${findings} findings`] = seconds * 1000;
    }
    return [
      {
        name: `All analysers over ${articles} articles, against the import of the same`,
        value: analysed.wall / imported.wall,
        target: 3,
        basis,
      },
    ];
  } finally {
    drop();
    rmSync(pages, { recursive: true, force: true });
  }
}
