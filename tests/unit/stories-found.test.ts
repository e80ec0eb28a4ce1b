import { beforeEach, expect, test } from 'vitest';
import { findStoriesOf } from '../../electron/backend/jobs/find-stories.ts';
import { testJob } from '../support/job.ts';
import { type TestProject, testProject } from '../support/project.ts';

// Three events of a coast that does not exist, each told by several outlets in their own words.
const EVENTS = {
  bridge: [
    'The harbour council of Onnel closed the swing bridge on Friday after divers found cracks in two piers. Lorries must take the ring road for nine weeks.',
    'Onnel lost its swing bridge on Friday. Divers had found cracks in two piers, and the harbour council sends lorries round by the ring road.',
    'Cracks in two piers: the swing bridge at Onnel stays closed for nine weeks, said the harbour council. Lorries use the ring road.',
    'Divers saw the cracks first. Since Friday no lorry crosses the swing bridge of Onnel; the harbour council points to the ring road.',
  ],
  wells: [
    'Three wells in Tarrow ran dry in August and the village carries water from the chapel spring. Farmers blame the lettuce greenhouses upstream.',
    'In Tarrow farmers queue at the chapel spring since three wells ran dry. They blame the greenhouses where lettuce grows upstream.',
    'Lettuce greenhouses drink what Tarrow lacks, say its farmers: three wells are dry and the chapel spring is all the village has.',
  ],
  opera: [
    'The tenor Belo Marsk left the stage of the Veyle opera in the second act and the audience booed the conductor for ten minutes.',
    'Ten minutes of booing at the Veyle opera: the tenor Belo Marsk walked off in the second act and left the conductor alone.',
  ],
} as const;
type Event = keyof typeof EVENTS;
const SOURCES = ['Tern', 'Gull', 'Lark', 'Crow'];

let project: TestProject;
const idOf = (event: Event, n: number) => `${event}-${n}`;
function add(event: Event, n: number, more: { duplicateOf?: string; articleId?: string } = {}) {
  project.addArticle({
    articleId: idOf(event, n),
    title: `${SOURCES[n]} on the ${event}`,
    text: EVENTS[event][n]!,
    source: SOURCES[n]!,
    publishedAt: { bridge: '2025-05-02', wells: '2025-08-20', opera: '2025-05-03' }[event],
    ...more,
  });
}
const find = () => findStoriesOf(testJob(project));

/** Ids of the articles of each story, smallest first. */
function stories(): string[][] {
  const { rows } = project.call('stories.list', { sort: 'title' });
  return rows
    .map(({ storyId }) =>
      project
        .call('stories.members', { storyId })
        .members.map(({ articleId }) => articleId)
        .sort(),
    )
    .sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}
const storyOf = (articleId: string) => project.call('stories.ofArticle', { articleId })?.storyId ?? null;
const WELLS = ['wells-0', 'wells-1', 'wells-2'];
const BRIDGE = ['bridge-0', 'bridge-1', 'bridge-2'];

beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  for (const n of [0, 1, 2]) {
    add('bridge', n);
    add('wells', n);
  }
});

test('articles about the same event are a story, with sources, days, title and topics', async () => {
  await find();
  expect(stories()).toEqual([BRIDGE, WELLS]);
  const { rows, due } = project.call('stories.list', { text: 'bridge' });
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ articles: 3, sources: 3, firstDay: '2025-05-02', lastDay: '2025-05-02' });
  expect(rows[0]!.title).toMatch(/on the bridge$/);
  expect(rows[0]!.topics.length).toBeGreaterThanOrEqual(3);
  expect(rows[0]!.topics.join(' ')).toMatch(/bridge/i);
  expect(rows[0]!.gap).toEqual({ kind: 'too few', rated: 0, needed: 5 });
  expect(due).toBe(0);
});

test('a second run changes nothing and compares nothing', async () => {
  await find();
  const job = testJob(project);
  expect(await findStoriesOf(job)).toMatchObject({ articles: 0, findings: 0 });
  expect(job.calls).not.toContain('stories/clusters');
  expect(job.calls.filter((name) => /apply|keep|endPass/.test(name))).toEqual([]);
});

test('a new article joins its story, which keeps its id; a new event is a new story', async () => {
  await find();
  const bridge = storyOf('bridge-0');
  add('bridge', 3);
  add('opera', 0);
  add('opera', 1);
  expect(project.call('stories.list', {}).due).toBe(3);
  await find();
  expect(stories()).toEqual([[...BRIDGE, 'bridge-3'], ['opera-0', 'opera-1'], WELLS]);
  expect(storyOf('bridge-3')).toBe(bridge);
});

test('copies are in the story of their head, whatever stands around them', async () => {
  add('bridge', 3, { duplicateOf: 'bridge-0' });
  await find();
  expect(stories()[0]).toEqual([...BRIDGE, 'bridge-3']);
  const [row] = project.call('stories.list', { text: 'bridge' }).rows;
  expect(row).toMatchObject({ articles: 4, distinct: 3 });
});

test('what a person moved, merged, split, named or took out stays when stories are looked for again', async () => {
  await find();
  const [bridge, wells] = [storyOf('bridge-0')!, storyOf('wells-0')!];
  project.call('stories.rename', { storyId: bridge, title: 'Cracks at Onnel' });
  project.call('stories.setTopics', { storyId: bridge, topics: ['harbour', 'repairs'] });
  project.call('stories.move', { articleIds: ['wells-2'], toId: bridge });
  project.call('stories.move', { articleIds: ['bridge-1'], toId: null });
  add('bridge', 3);
  await find();
  expect(stories()).toEqual([
    ['bridge-0', 'bridge-2', 'bridge-3', 'wells-2'],
    ['wells-0', 'wells-1'],
  ]);
  expect(storyOf('wells-0')).toBe(wells);
  expect(storyOf('bridge-1')).toBeNull();
  const row = project.call('stories.get', { storyId: bridge });
  expect(row).toMatchObject({ title: 'Cracks at Onnel', titleBy: 'person', topics: ['harbour', 'repairs'] });
});

test('merged stories stay one, and split ones two', async () => {
  await find();
  const [bridge, wells] = [storyOf('bridge-0')!, storyOf('wells-0')!];
  expect(project.call('stories.merge', { intoId: wells, storyIds: [bridge] })).toEqual({ articles: 3 });
  add('bridge', 3);
  await find();
  expect(stories()).toEqual([[...BRIDGE, 'bridge-3', ...WELLS]]);
  project.call('stories.split', { storyId: wells, articleIds: ['bridge-0', 'bridge-1'], title: 'Two of them' });
  add('opera', 0);
  add('opera', 1);
  await find();
  expect(stories()).toEqual([
    ['bridge-0', 'bridge-1'],
    ['bridge-2', 'bridge-3', ...WELLS],
    ['opera-0', 'opera-1'],
  ]);
});

test('nothing is added to a locked story, and nobody changes which articles it has', async () => {
  await find();
  const bridge = storyOf('bridge-0')!;
  project.call('stories.lock', { storyId: bridge, locked: true });
  add('bridge', 3);
  await find();
  expect(stories()[0]).toEqual(BRIDGE);
  expect(storyOf('bridge-3')).toBeNull();
  const locked = expect.objectContaining({ code: 'CONFLICT' });
  expect(() => project.call('stories.move', { articleIds: ['bridge-0'], toId: null })).toThrow(locked);
  expect(() => project.call('stories.move', { articleIds: ['bridge-3'], toId: bridge })).toThrow(locked);
  expect(() => project.call('stories.merge', { intoId: storyOf('wells-0')!, storyIds: [bridge] })).toThrow(locked);
  expect(() => project.call('stories.split', { storyId: bridge, articleIds: ['bridge-0'] })).toThrow(locked);
});

test('undo takes back each correction, even after stories were described anew', async () => {
  await find();
  const before = stories();
  const [bridge, wells] = [storyOf('bridge-0')!, storyOf('wells-0')!];
  project.call('stories.split', { storyId: bridge, articleIds: ['bridge-2'] });
  await find();
  project.call('history.undo', {});
  expect(stories()).toEqual(before);
  project.call('stories.merge', { intoId: bridge, storyIds: [wells] });
  await find();
  project.call('history.undo', {});
  expect(stories()).toEqual(before);
  expect([storyOf('bridge-0'), storyOf('wells-0')]).toEqual([bridge, wells]);
  project.call('history.redo', {});
  expect(stories()).toEqual([[...BRIDGE, ...WELLS]]);
});

test('a job broken off half-way goes on, and ends with the same stories', async () => {
  for (const name of [
    'stories/keepTerms',
    'stories/clusters',
    'stories/apply',
    'stories/endPass',
    'stories/keepWords',
  ]) {
    const broken = testJob(project, (called, job) => {
      if (called === name) {
        job.cancel();
        throw job.signal.reason;
      }
    });
    await expect(findStoriesOf(broken), name).rejects.toThrow('cancelled');
  }
  await find();
  expect(stories()).toEqual([BRIDGE, WELLS]);
  expect(project.call('stories.list', {}).rows.every(({ title }) => title !== '')).toBe(true);
});

test('an article whose text changed is looked at again', async () => {
  await find();
  const before = project.db.value<number>('SELECT count(*) FROM story_terms');
  project.db.run(`UPDATE article SET title = 'Another title' WHERE article_id = 'wells-0'`);
  expect(project.db.value('SELECT count(*) FROM story_terms')).toBe(before! - 1);
  expect(project.call('stories.list', {}).due).toBe(1);
  await find();
  expect(stories()).toEqual([BRIDGE, WELLS]);
});
