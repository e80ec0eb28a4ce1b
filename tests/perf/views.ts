import { join } from 'node:path';
import { startBenchBackend } from './backend.ts';
import { writeCorpus } from './corpus.ts';
import { type BenchResult, mediansMs } from './timing.ts';

const SMALL = 1_000;
const BIG = 1_000_000;
const FAR = 999_000;
const WINDOW = 200;

/** Articles are short here: no text is read while a table is scrolled or a project opened. */
const WORDS = 15;

/**
 * The table over a million articles: a window far down against the first one, and opening such a project against
 * opening one of a thousand (project, first 100 rows, status), all through the wire and the real threads.
 * @param folder for the two corpora, about 800 MB; what is there already is used
 */
export async function benchViews(folder: string, existing: (path: string) => boolean): Promise<BenchResult[]> {
  const small = join(folder, 'small.parallax');
  const big = join(folder, 'big.parallax');
  if (!existing(small)) writeCorpus(small, { articles: SMALL, words: WORDS });
  if (!existing(big)) writeCorpus(big, { articles: BIG, words: WORDS });
  const { client, stop } = await startBenchBackend();
  try {
    const open = async (path: string) => {
      await client.call('projects.open', { path });
      const view = await client.call('articles.openView', { query: {}, first: 100 });
      await client.call('projects.status', {});
      return view;
    };
    const close = () => client.call('projects.close', {});
    const [openSmall, openBig] = (await mediansMs(9, [
      { before: close, work: () => open(small) },
      { before: close, work: () => open(big) },
    ])) as [number, number];

    const { viewId } = await open(big);
    const window = (start: number) => client.call('articles.rows', { viewId, start, count: WINDOW });
    await window(FAR);
    const [first, far] = (await mediansMs(101, [
      { work: () => window(0) },
      // A little further down each time, so that no window is asked for twice.
      { work: (run) => window(FAR + run) },
    ])) as [number, number];
    return [
      {
        name: `${WINDOW} rows at row ${FAR} of ${BIG}, against the first ${WINDOW}`,
        value: far / first,
        target: 2,
        basis: { first, far },
      },
      {
        name: `Opening a project with ${BIG} articles, against one with ${SMALL}`,
        value: openBig / openSmall,
        target: 2,
        basis: { small: openSmall, big: openBig },
      },
    ];
  } finally {
    await stop();
  }
}
