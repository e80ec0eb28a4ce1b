import { expect, test } from 'vitest';
import { sectionsOfStory } from '../../electron/backend/services/stories/sections.ts';
import { testJob } from '../support/job.ts';
import { testProject } from '../support/project.ts';

const story = (articles: { source: string | null; text?: string }[]) => {
  const project = testProject();
  project.actAs('Rana');
  const articleIds = articles.map(({ source, text }, n) => {
    project.addArticle({
      ...{ articleId: `a${n}`, source, publishedAt: '2025-05-02', title: `Report ${n}` },
      text: text ?? `The bridge of Onnel closed on Friday after divers found cracks in pier number ${n}.\n`,
    });
    return `a${n}`;
  });
  const { storyId } = project.call('stories.create', { articleIds });
  return { project, storyId };
};
const gapOf = (sources: string[], leans: Record<string, number>) => {
  const { project, storyId } = story(sources.map((source) => ({ source })));
  for (const { sourceId, name } of project.call('sources.list', {})) {
    const lean = leans[name];
    if (lean !== undefined) project.call('ratings.set', { sourceId, lean, reliability: null });
  }
  return { project, storyId, row: project.call('stories.get', { storyId }) };
};

test('5,000 articles in one story: listed, paged, its sections from one article of each source first', async () => {
  const { project, storyId } = story(Array.from({ length: 5000 }, (_, n) => ({ source: `Outlet ${n % 25}` })));
  const { rows } = project.call('stories.list', {});
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ articles: 5000, sources: 25 });
  const page = project.call('stories.members', { storyId, start: 4990, count: 100 });
  expect(page.total).toBe(5000);
  expect(page.members).toHaveLength(10);
  const sections = await sectionsOfStory(testJob(project), { storyId });
  expect(sections.basis).toMatchObject({ articles: 40, of: 5000 });
  expect(sections.commonGround[0]!.sources).toBe(25);
}, 60_000);

test('all articles from one source: one source in the spectrum, no common ground', async () => {
  const { project, storyId } = story([1, 2, 3, 4, 5, 6].map(() => ({ source: 'Tern' })));
  const row = project.call('stories.get', { storyId });
  expect(row).toMatchObject({ articles: 6, sources: 1, spectrum: { unrated: 1, rated: 0 } });
  expect((await sectionsOfStory(testJob(project), { storyId })).commonGround).toEqual([]);
});

test('all unrated: the spectrum says so, and there is no gap', () => {
  const { row } = gapOf(['Tern', 'Gull', 'Lark', 'Crow', 'Wren', 'Rook'], {});
  expect(row.spectrum).toMatchObject({ bands: [0, 0, 0, 0, 0], unrated: 6, rated: 0 });
  expect(row.gap).toEqual({ kind: 'too few', rated: 0, needed: 5 });
});

test('a gap comes with the rule it was found by, the baseline, and what each rater says', () => {
  const sources = ['Tern', 'Gull', 'Lark', 'Crow', 'Wren', 'Rook'];
  const { project, storyId, row } = gapOf(sources, { Tern: -2, Gull: -1, Lark: -1, Crow: 0, Wren: 0, Rook: 2 });
  expect(row.gap).toMatchObject({ kind: 'gap', side: 'right', strongest: 'left', strongestShare: 0.5 });
  expect(row.settings).toEqual({ minRated: 5, maxShare: 0.2, minRatio: 2, raterIds: null });
  expect(row.baseline).toEqual(row.spectrum);
  expect(row.bySource.find(({ source }) => source === 'Rook')).toMatchObject({
    lean: 2,
    ratings: [{ rater: 'Rana', lean: 2 }],
  });
  project.call('stories.setSettings', { minRated: 7, maxShare: 0.2, minRatio: 2, raterIds: null });
  expect(project.call('stories.get', { storyId }).gap).toEqual({ kind: 'too few', rated: 6, needed: 7 });
  project.call('history.undo', {});
  expect(project.call('stories.get', { storyId }).gap).toMatchObject({ kind: 'gap' });
  // Of raters that are asked for, none has rated anything.
  project.call('stories.setSettings', { raterIds: [999] });
  expect(project.call('stories.get', { storyId }).gap).toEqual({ kind: 'too few', rated: 0, needed: 5 });
});

test('the baseline has the sources that the story lacks', () => {
  const { project, storyId } = gapOf(['Tern', 'Gull', 'Lark', 'Crow', 'Wren'], {
    ...{ Tern: -2, Gull: -1, Lark: -1, Crow: 0, Wren: 0 },
  });
  project.addArticle({ articleId: 'other', source: 'Rook', text: 'Nothing to do with it.' });
  const { sourceId } = project.call('sources.list', {}).find(({ name }) => name === 'Rook')!;
  project.call('ratings.set', { sourceId, lean: 2, reliability: null });
  const { spectrum, baseline } = project.call('stories.get', { storyId });
  expect([spectrum.sides.right, baseline.sides.right]).toEqual([0, 1]);
});

test('an article of 300,000 words beside one of 3: both are in the story, and its page is written', async () => {
  const long = 'The ferry of Onnel was late again on Monday because the pilot overslept for the third time. '.repeat(
    18_000,
  );
  const { project, storyId } = story([
    { source: 'Tern', text: long },
    { source: 'Gull', text: 'No ferry today' },
    {
      source: 'Lark',
      text: 'Because the pilot overslept for the third time the ferry of Onnel was late again on Monday.\n',
    },
  ]);
  const { commonGround, claims, basis } = await sectionsOfStory(testJob(project), { storyId });
  expect(commonGround.map(({ sources }) => sources)).toEqual([2]);
  expect(claims).toEqual([]);
  expect(basis).toMatchObject({ articles: 3, of: 3 });
  const { total } = project.call('stories.sentences', { storyId, text: 'pilot overslept' });
  expect(total).toBe(18_001);
}, 60_000);

test('a corpus in one language that no analyser knows: a story with what its words alone show, and no more', async () => {
  const same = 'Ndzi rhandza ku hlaya ngopfu siku na siku laha kaya hi nkarhi wa madyambu.\n';
  const project = testProject();
  project.actAs('Rana');
  for (const n of [1, 2, 3]) {
    const own = ['Vanhu va kwalaho va tirha', 'Vana va xikolo va tlanga', 'Vavasati va xavisa mihandzu'][n - 1];
    const text = `${same}${own} masin’wini hinkwavo namuntlha.\n`;
    project.addArticle({ articleId: `t${n}`, source: `Outlet ${n}`, text, language: 'ts' });
  }
  const { storyId } = project.call('stories.create', { articleIds: ['t1', 't2', 't3'] });
  const sections = await sectionsOfStory(testJob(project), { storyId });
  expect(sections.commonGround[0]).toMatchObject({ sources: 3, said: { text: same.trim() } });
  const { matters, claims, quoted, signals, questions } = sections;
  expect({ matters, claims, quoted, signals, questions }).toEqual({
    ...{ matters: [], claims: [], quoted: [], signals: [], questions: [] },
  });
});
