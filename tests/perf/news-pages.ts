import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { seededRandom } from './corpus.ts';
import { newsArticle, newsEvent } from './news.ts';
import { makePage } from './pages.ts';

const PER_STORY = 4;

/** Writes pages of real size, with articles in the manner of news in them. @returns the folder */
export function newsPages(folder: string, count: number, { seed, words }: { seed: number; words: number }): string {
  rmSync(folder, { recursive: true, force: true });
  const random = seededRandom(seed);
  let event = newsEvent(random, 300);
  for (let number = 0; number < count; number++) {
    if (random() < 1 / PER_STORY) event = newsEvent(random, 300);
    const article = newsArticle(event, words * (0.5 + random() * random() * 2.5), random);
    const { path, html } = makePage(seed * 100_000 + number, article);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), html);
  }
  return folder;
}
