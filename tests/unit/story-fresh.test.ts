import { expect, test } from 'vitest';
import { clusterFresh } from '../../electron/analysis/stories/add.ts';
import { DocumentCounts } from '../../electron/analysis/stories/document-counts.ts';
import { storyDefaults, termsOf } from '../../electron/analysis/stories/index.ts';
import {
  countDocuments,
  dayAt,
  NO_DAY,
  packTerms,
  type StoredTerms,
  termsAt,
  termsIn,
  unpackTerms,
} from '../../electron/analysis/stories/stored-terms.ts';

const BRIDGE = [
  'The harbour council of Onnel closed the swing bridge on Friday after divers found cracks in two piers. Lorries take the ring road.',
  'Onnel lost its swing bridge on Friday. Divers had found cracks in two piers, and the harbour council sends lorries round by the ring road.',
  'Cracks in two piers: the swing bridge at Onnel stays closed for nine weeks, said the harbour council. Lorries use the ring road.',
];
const WELLS = [
  'Three wells in Tarrow ran dry in August and the village carries water from the chapel spring. Farmers blame the lettuce greenhouses.',
  'In Tarrow farmers queue at the chapel spring since three wells ran dry. They blame the greenhouses where lettuce grows.',
];
const OPERA = [
  'The tenor Belo Marsk left the stage of the Veyle opera in the second act and the audience booed the conductor for ten minutes.',
  'Ten minutes of booing at the Veyle opera: the tenor Belo Marsk walked off in the second act and left the conductor alone.',
];

function stored(texts: readonly { text: string; day: number | null }[]): StoredTerms {
  const packed = texts.map(({ text }) => packTerms(termsOf({ title: '', text, language: 'en' })));
  const total = packed.reduce((sum, bytes) => sum + termsIn(bytes.length), 0);
  const lists: StoredTerms = {
    starts: new Uint32Array(texts.length + 1),
    hashes: new Uint32Array(total),
    counts: new Uint16Array(total),
    days: Int32Array.from(texts, ({ day }) => day ?? NO_DAY),
  };
  packed.forEach((bytes, i) => {
    unpackTerms(bytes, lists, lists.starts[i]!);
    lists.starts[i + 1] = lists.starts[i]! + termsIn(bytes.length);
  });
  return lists;
}
const on = (texts: readonly string[], day: number | null) => texts.map((text) => ({ text, day }));
const cluster = (lists: StoredTerms, fresh: number[], stories: number[]) =>
  clusterFresh(lists, Int32Array.from(fresh), Int32Array.from(stories), countDocuments(lists), storyDefaults)
    .map((items) => items.toSorted((a, b) => a - b))
    .sort((a, b) => a[0]! - b[0]!);

test('packed terms come back as they were, names with their halves', () => {
  const lists = stored([{ text: BRIDGE[0]!, day: 20_000 }]);
  const back = termsAt(lists, 0);
  const own = termsOf({ title: '', text: BRIDGE[0]!, language: 'en' });
  expect([...back.hashes]).toEqual([...own.hashes]);
  expect([...back.counts]).toEqual([...own.counts]);
  expect([...own.counts].some((count) => count % 1 === 0.5)).toBe(true);
  expect([dayAt(lists, 0), dayAt(stored([{ text: 'x', day: null }]), 0)]).toEqual([20_000, null]);
});

test('counts of terms are exact beyond the first size of their table, and the same in another thread', () => {
  const counts = new DocumentCounts();
  for (let article = 1; article <= 3; article++) {
    counts.add(Uint32Array.from({ length: 30_000 / article }, (_, i) => Math.imul(i, 2654435761) >>> 0));
  }
  const other = DocumentCounts.from(structuredClone(counts.shared()));
  for (const table of [counts, other]) {
    const of = (i: number) => table.of(Math.imul(i, 2654435761) >>> 0);
    expect([of(0), of(9999), of(10_000), of(14_999), of(15_000), of(29_999), of(30_000)]).toEqual([
      3, 3, 2, 2, 1, 1, 0,
    ]);
    expect(table.articles).toBe(3);
  }
});

test('a new article comes together with the articles of its event; others are not looked at', () => {
  const lists = stored([...on(BRIDGE, 20_000), ...on(WELLS, 20_001)]);
  expect(cluster(lists, [2], [1, 1, 0, 2, 2])).toEqual([[0, 1, 2]]);
});

test('new articles of a new event come together; one that is like nothing is alone', () => {
  const lists = stored([...on(BRIDGE.slice(0, 2), 20_000), ...on(OPERA, 20_001), ...on(WELLS.slice(0, 1), 20_001)]);
  expect(cluster(lists, [2, 3, 4], [1, 1, 0, 0, 0])).toEqual([[2, 3], [4]]);
});

test('an article of much the same words, weeks later, is another event', () => {
  const lists = stored([...on(BRIDGE.slice(0, 2), 20_000), ...on(BRIDGE.slice(2), 20_030)]);
  expect(cluster(lists, [2], [1, 1, 0])).toEqual([[2]]);
  const undated = stored([...on(BRIDGE.slice(0, 2), 20_000), ...on(BRIDGE.slice(2), null)]);
  expect(cluster(undated, [2], [1, 1, 0])).toEqual([[0, 1, 2]]);
});
