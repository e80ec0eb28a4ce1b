import { expect, test } from 'vitest';
import { joinFresh, type Membership, reconcile } from '../../electron/analysis/stories/reconcile.ts';

/** `{ ferry: [1, 2], 'dam!': [3] }`: articles by story; with `!` a person put them there. */
function now(stories: Record<string, number[]>): Map<number, Membership> {
  return new Map(
    Object.entries(stories).flatMap(([name, articles]) =>
      articles.map((article): [number, Membership] => [
        article,
        { storyId: name.replace('!', ''), byPerson: name.endsWith('!') },
      ]),
    ),
  );
}
const byStory = (groups: ReturnType<typeof reconcile>) =>
  groups.map(({ storyId, articles }) => [storyId, articles.toSorted((a, b) => a - b)]);

test('the first time all stories are new', () => {
  expect(
    byStory(
      reconcile(
        [
          [1, 2],
          [3, 4],
        ],
        now({}),
      ),
    ),
  ).toEqual([
    [null, [1, 2]],
    [null, [3, 4]],
  ]);
});

test('a cluster keeps the story that most of its articles are in', () => {
  const groups = reconcile(
    [
      [1, 2, 3, 7],
      [4, 5],
    ],
    now({ ferry: [1, 2], dam: [3, 4, 5] }),
  );
  expect(byStory(groups)).toEqual([
    ['ferry', [1, 2, 3, 7]],
    ['dam', [4, 5]],
  ]);
});

test('a story that falls in two stays with the larger part; the other part is a new story', () => {
  const groups = reconcile(
    [
      [1, 2],
      [3, 4, 5],
    ],
    now({ ferry: [1, 2, 3, 4, 5] }),
  );
  expect(byStory(groups)).toEqual([
    ['ferry', [3, 4, 5]],
    [null, [1, 2]],
  ]);
});

test('what a person moved stays where it was put, and does not draw the others after it', () => {
  const groups = reconcile(
    [
      [1, 2, 3, 4],
      [5, 6],
    ],
    now({ ferry: [1, 2, 3], 'dam!': [4], dam: [5, 6] }),
  );
  expect(byStory(groups)).toEqual([
    ['dam', [4, 5, 6]],
    ['ferry', [1, 2, 3]],
  ]);
});

test('stories that a person merged stay one, and new articles of either event join it', () => {
  const groups = reconcile(
    [
      [1, 2, 8],
      [3, 4, 9],
    ],
    now({ 'ferry!': [1, 2, 3, 4] }),
  );
  expect(byStory(groups)).toEqual([['ferry', [1, 2, 3, 4, 8, 9]]]);
});

test('stories that a person split stay two, and a new article joins the larger', () => {
  const groups = reconcile([[1, 2, 3, 4, 5, 9]], now({ 'ferry!': [1, 2, 3], 'strike!': [4, 5] }));
  expect(byStory(groups)).toEqual([
    ['ferry', [1, 2, 3, 9]],
    ['strike', [4, 5]],
  ]);
});

test('new articles join the story of their cluster, or make one with others that are in none', () => {
  const groups = joinFresh([[1, 2, 8], [3, 9], [10], [4, 5]], now({ ferry: [1, 2], dam: [4, 5] }));
  expect(groups).toEqual([
    { storyId: 'ferry', articles: [8] },
    { storyId: null, articles: [3, 9] },
    { storyId: null, articles: [10] },
  ]);
});
