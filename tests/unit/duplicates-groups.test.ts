import { expect, test } from 'vitest';
import { CopyFinder } from '../../electron/analysis/duplicates/cluster.ts';
import { clusterLines } from '../../electron/hosts/commands/cluster.ts';
import { openTextSpool } from '../../electron/hosts/commands/text-spool.ts';
import { prose } from './support/prose.ts';

function groupsOf(texts: readonly string[]): number[] {
  const finder = new CopyFinder();
  for (const text of texts) finder.add(text);
  return [...finder.groups((text) => texts[text]!)];
}

/** Menus of a made-up site: short lines, as a dump has them. */
function menus(seed: number): { top: string; bottom: string } {
  const lines = (from: number) => prose(from, 12).flatMap((sentence) => sentence.slice(0, -1).split(' ').slice(0, 3));
  return { top: lines(seed).join('\n'), bottom: lines(seed + 1).join('\n') };
}

const paragraphs = (sentences: readonly string[]) => sentences.join('\n\n');

test('a text, a copy cut short and a copy with sentences gone are one group', () => {
  const article = prose(100, 24);
  const texts = [
    paragraphs(prose(200, 20)),
    paragraphs(article),
    paragraphs(article.slice(0, 9)),
    paragraphs(article.filter((_, i) => i % 4 !== 2)),
  ];
  expect(groupsOf(texts)).toEqual([0, 1, 1, 1]);
});

test('copies inside the menus of other sites belong to the article, not to the other pages of these sites', () => {
  const sites = [menus(300), menus(310)];
  const articles = Array.from({ length: 8 }, (_, i) => prose(400 + i, 14));
  const texts: string[] = [];
  const wanted: number[] = [];
  articles.forEach((article, i) => {
    const first = texts.length;
    texts.push(paragraphs(article));
    for (const { top, bottom } of sites) {
      texts.push([top, paragraphs(article.filter((_, at) => at % 5 !== i % 5)), bottom].join('\n'));
    }
    wanted.push(first, first, first);
  });
  expect(groupsOf(texts)).toEqual(wanted);
});

test('pages of one site whose articles are all different stay alone', () => {
  const { top, bottom } = menus(500);
  const texts = Array.from({ length: 12 }, (_, i) => [top, paragraphs(prose(600 + i, 9)), bottom].join('\n'));
  expect(groupsOf(texts)).toEqual(texts.map((_, i) => i));
});

test('a notice of several sentences under different articles makes no copies of them', () => {
  const notice = prose(700, 9);
  const texts = Array.from({ length: 6 }, (_, i) => paragraphs([...prose(710 + i, 5), ...notice]));
  expect(groupsOf(texts)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a quotation of some length that two reports share makes no copies of them', () => {
  const statement = prose(800, 3);
  const texts = [1, 2].map((i) => paragraphs([...prose(810 + i, 6), ...statement, ...prose(820 + i, 6)]));
  expect(groupsOf(texts)).toEqual([0, 1]);
});

test('a digest of several articles does not join them', () => {
  const articles = Array.from({ length: 5 }, (_, i) => paragraphs(prose(900 + i, 6)));
  expect(groupsOf([...articles, articles.join('\n\n')])).toEqual([0, 1, 2, 3, 4, 5]);
});

test('hundreds of copies of one agency report form one group', () => {
  const report = prose(1000, 12);
  const texts = Array.from({ length: 300 }, (_, i) => paragraphs([...report.slice(0, 12 - (i % 5)), `Desk ${i}.`]));
  expect(new Set(groupsOf(texts))).toEqual(new Set([0]));
});

test('empty texts are alone', () => {
  expect(groupsOf(['', '', '  \n'])).toEqual([0, 1, 2]);
});

test('what the caller throws at a step ends the run', () => {
  const finder = new CopyFinder();
  finder.add('one');
  const stop = () => {
    throw new Error('stopped');
  };
  expect(() => finder.groups(() => 'one', stop)).toThrow('stopped');
});

async function cluster(...lines: string[]) {
  async function* source() {
    yield* lines;
  }
  const spool = openTextSpool();
  try {
    const found: unknown[] = [];
    for await (const one of clusterLines(source(), spool)) found.push(one);
    return found;
  } finally {
    spool.close();
  }
}

test('cluster answers in the order of the lines, with groups numbered by their first text', async () => {
  const [one, two] = [paragraphs(prose(1100, 10)), paragraphs(prose(1101, 10))];
  const line = (id: unknown, text: string) =>
    JSON.stringify({ id, title: 'A title', text, published_at: '2025-03-01' });
  expect(
    await cluster(line('a', two), line('b', one), '', line(3, `${one}\n`), line('d', two), line('e', '…')),
  ).toEqual([
    { id: 'a', story: 1, duplicate_group: 1 },
    { id: 'b', story: 2, duplicate_group: 2 },
    { id: 3, story: 2, duplicate_group: 2 },
    { id: 'd', story: 1, duplicate_group: 1 },
    { id: 'e', story: null, duplicate_group: null },
  ]);
});

test('a line that cluster cannot read is named, and the others are grouped', async () => {
  const text = paragraphs(prose(1200, 10));
  const found = await cluster(
    JSON.stringify({ id: 1, text }),
    '{"id": 2',
    '{"id": 3}',
    JSON.stringify({ id: 4, text }),
  );
  expect(found).toMatchObject([
    { id: 1, duplicate_group: 1 },
    { id: null, error: { code: 'MALFORMED_JSON', message: expect.stringContaining('Line 2') } },
    { id: 3, error: { code: 'NO_TEXT_FIELD', message: expect.stringContaining('Line 3') } },
    { id: 4, duplicate_group: 1 },
  ]);
});

test('texts of any length and script come back from the temporary file as they were', () => {
  const spool = openTextSpool();
  const texts = ['', 'a🚢b', 'x'.repeat(1_500_000), '港口'];
  for (const text of texts) spool.add(text);
  expect(texts.map((_, i) => spool.get(i))).toEqual(texts);
  spool.close();
});
