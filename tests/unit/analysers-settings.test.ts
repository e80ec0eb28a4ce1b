import { beforeEach, expect, test } from 'vitest';
import { AnalysedText, availableAnalysers, loadAnalyser } from '../../electron/analysis/analysers/index.ts';
import { settingsInForce, techniqueLabels } from '../../electron/analysis/analysers/settings.ts';
import { quotations } from '../../electron/analysis/quotations/index.ts';
import { techniques } from '../../electron/analysis/techniques/index.ts';
import { analyzeJob, readAnalysers } from '../../electron/backend/jobs/analyze.ts';
import type { SettingValues } from '../../shared/model/analyser-setting.ts';
import { testJob } from '../support/job.ts';
import { type TestProject, testProject } from '../support/project.ts';

const TEXT = 'The plan is a grotesque swindle. The wobbly pier stays. They fought for our great nation.';
const found = (set: SettingValues, text = TEXT) =>
  techniques
    .find(new AnalysedText(text, { language: 'en' }), settingsInForce('techniques', set))
    .filter(({ score }) => score >= 0.5)
    .map(({ label, start, end }) => `${label}: ${text.slice(start, end)}`);

test('techniques: labels can be left out, words added and ignored', () => {
  expect(found({})).toEqual(['Loaded_Language: grotesque swindle', ...['Flag_Waving: our great nation']]);
  expect(found({ labels: ['Flag_Waving'] })).toEqual(['Flag_Waving: our great nation']);
  expect(found({ loadedWords: ['wobbl~'] })).toContain('Loaded_Language: wobbly');
  expect(found({ plainWords: ['grotesque~', 'swindl~'], labels: ['Loaded_Language'] })).toEqual([]);
});

test('the least score that is declared is the one that the analyser comes with', async () => {
  for (const name of availableAnalysers) {
    const { threshold } = settingsInForce(name);
    if (threshold !== undefined) expect([name, threshold]).toEqual([name, (await loadAnalyser(name))!.threshold]);
  }
});

test('every label that the techniques find can be left out', () => {
  const all = 'Save it! Can we really trust them? It is the greatest lie ever. For centuries it stood, traitors.';
  for (const label of new Set(found({}, all).map((one) => one.split(':')[0]!))) {
    expect(techniqueLabels).toContain(label);
  }
});

test('quotations: a reporting verb of one’s own names the speaker', () => {
  const text = '“The boats stay in the harbour for now,” bellyached Petra Oll.';
  const speaker = (set: SettingValues) =>
    quotations.find(new AnalysedText(text, { language: 'en' }), settingsInForce('quotations', set))[0]!.speaker?.name;
  expect(speaker({})).toBeUndefined();
  expect(speaker({ verbs: ['bellyached'] })).toBe('Petra Oll');
});

let project: TestProject;
const run = (only: string[] | null = ['techniques', 'claims']) => analyzeJob({ only }, testJob(project));
const rowOf = async (name: string) => (await readAnalysers(testJob(project))).find((one) => one.name === name)!;
const labels = () =>
  project.call('analysis.findings', { articleId: 'pier', only: ['techniques'] })[0]!.findings.map(({ label }) => label);

beforeEach(() => {
  project = testProject();
  project.actAs('Ada');
  project.addArticle({ articleId: 'pier', text: TEXT, source: 'Tern', publishedAt: '2025-02-01' });
  project.addArticle({ articleId: 'mole', text: 'The mole of Onnel is closed.', source: 'Gull' });
});

test('changed settings make that analyser due again and no other; taken back, what it comes with is due', async () => {
  await run();
  expect(labels()).toContain('Loaded_Language');
  project.call('analysis.setSettings', { analyser: 'techniques', values: { labels: ['Flag_Waving'] } });
  expect(await rowOf('techniques')).toMatchObject({
    due: 2,
    done: 0,
    values: { labels: ['Flag_Waving'], threshold: 0.5 },
  });
  expect(await rowOf('claims')).toMatchObject({ due: 0, done: 2 });
  expect((await run()).ran).toMatchObject([
    { analyser: 'techniques', articles: 2 },
    { analyser: 'claims', articles: 0 },
  ]);
  expect(labels()).toEqual(['Flag_Waving']);
  expect((await run()).ran.map(({ articles }) => articles)).toEqual([0, 0]);
  project.call('history.undo', {});
  expect(await rowOf('techniques')).toMatchObject({ due: 2, values: { labels: [...techniqueLabels] } });
});

test('a value that the analyser comes with is kept as nothing set; null goes back to it', async () => {
  await run();
  const { touched } = project;
  const set = (values: Record<string, number | string[] | null>) =>
    project.call('analysis.setSettings', { analyser: 'techniques', values });
  set({ threshold: 0.5, labels: [...techniqueLabels].reverse() });
  expect((await rowOf('techniques')).due).toBe(0);
  set({ threshold: 0.7, loadedWords: ['Wobbly', 'wobbly', 'askew'] });
  expect(await rowOf('techniques')).toMatchObject({
    due: 2,
    values: { threshold: 0.7, loadedWords: ['askew', 'wobbly'] },
  });
  expect(project.touched.rooms).toEqual(expect.arrayContaining(['suggestions']));
  set({ threshold: null });
  expect((await rowOf('techniques')).values).toMatchObject({ threshold: 0.5, loadedWords: ['askew', 'wobbly'] });
  set({ loadedWords: null });
  expect((await rowOf('techniques')).due).toBe(0);
  expect(touched).toBeDefined();
});

test('stories are found under what is set', async () => {
  expect((await rowOf('stories')).settings.map(({ name }) => name)).toEqual(['window', 'topic']);
  await run(['stories']);
  expect(await rowOf('stories')).toMatchObject({ due: 0, done: 2 });
  project.call('analysis.setSettings', { analyser: 'stories', values: { window: 3 } });
  expect(await rowOf('stories')).toMatchObject({ due: 2, values: { window: 3 } });
  await run(['stories']);
  expect((await rowOf('stories')).due).toBe(0);
});

test.each([
  ['techniques', { threshold: 2 }, 'from 0.05 to 0.95'],
  ['techniques', { labels: [] }, 'at least one of'],
  ['techniques', { labels: ['Astrology'] }, 'Loaded_Language'],
  ['techniques', { mood: 1 }, 'no setting mood'],
  ['techniques', { loadedWords: 'one' }, 'words'],
  ['language', { threshold: 0.5 }, 'nothing to set'],
  ['horoscope', { threshold: 0.5 }, 'nothing to set'],
])('refused: %s %o', (analyser, values, words) => {
  expect(() => project.call('analysis.setSettings', { analyser, values: values as never })).toThrow(words);
  expect(project.db.value('SELECT count(*) FROM analysis_setting')).toBe(0);
});
