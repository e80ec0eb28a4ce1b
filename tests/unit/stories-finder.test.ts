import { expect, test } from 'vitest';
import { findStories, type StoryItem, termsOf } from '../../electron/analysis/stories/index.ts';

const article = (title: string, text: string, day: number | null = null): StoryItem => ({
  terms: termsOf({ title, text, language: 'en' }),
  day,
});

const ferryOne = (day: number | null = null) =>
  article(
    'Skell ferry to sail again after nine years',
    'The council of Varnholm voted on Tuesday to rebuild the piers of the Skell ferry, which a storm broke nine years ago. The harbour company will borrow 3.4 million crowns. Berit Aasen, who owns the shop on Skell, welcomed the vote.',
    day,
  );
const ferryTwo = (day: number | null = null) =>
  article(
    'Varnholm council backs ferry to Skell',
    'After a long debate Varnholm council agreed to lend the harbour company 3.4 million crowns for new piers, so that the ferry to Skell can sail again. Opponents doubt that enough passengers will use the boat.',
    day,
  );
const quake = (town: string, strength: string, dead: string, day: number | null = null) =>
  article(
    `Earthquake shakes ${town}`,
    `An earthquake of magnitude ${strength} shook the town of ${town} early in the morning. Rescue teams searched collapsed houses in ${town}. Officials counted ${dead} dead. Tents were set up for people who lost their homes in the earthquake.`,
    day,
  );

test('two outlets on one event are one story, an article on something else stays alone', () => {
  const items = [ferryOne(), quake('Orlen', '6.1', 'twelve'), ferryTwo()];
  expect([...findStories(items)]).toEqual([0, 1, 0]);
});

test('articles on the same kind of event months apart are two stories', () => {
  const items = [
    quake('Orlen', '6.1', 'twelve', 20_000),
    quake('Orlen', '6.1', 'fourteen', 20_001),
    quake('Tamrin', '5.4', 'three', 20_140),
    quake('Tamrin', '5.4', 'four', 20_141),
  ];
  const [a, b, c, d] = findStories(items);
  expect(a).toBe(b);
  expect(c).toBe(d);
  expect(a).not.toBe(c);
});

test('an undated article may join any story', () => {
  expect([...findStories([ferryOne(20_000), ferryTwo(null)])]).toEqual([0, 0]);
});

test('the outcome does not depend on the order of the articles', () => {
  const items = [
    ferryOne(20_000),
    quake('Orlen', '6.1', 'nine', 20_000),
    ferryTwo(20_001),
    quake('Orlen', '6.1', 'ten', 20_001),
  ];
  const grouped = (list: StoryItem[]) => {
    const found = findStories(list);
    return (a: StoryItem, b: StoryItem) => found[list.indexOf(a)] === found[list.indexOf(b)];
  };
  const [one, two] = [grouped(items), grouped([...items].reverse())];
  for (const a of items) for (const b of items) expect(one(a, b)).toBe(two(a, b));
});

test('empty texts, one article and none are no stories and no error', () => {
  expect([...findStories([])]).toEqual([]);
  expect([...findStories([article('', '')])]).toEqual([0]);
  expect([...findStories([article('', ''), article('', '')])]).toEqual([0, 1]);
});
