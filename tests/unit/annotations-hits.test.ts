import { beforeEach, describe, expect, test } from 'vitest';
import { type TestProject, testProject } from './support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.addArticle({
    articleId: 'a1',
    text: 'The tariff rose. A second Tariff came.\nTariffs hurt.',
    source: 'Delta Dispatch',
  });
  project.addArticle({ articleId: 'a2', text: '关税上升。没有人谈关税。', title: 'Customs' });
});

const find = (words: string, more: object = {}) =>
  project.call('annotations.findHits', { words, scope: { articleId: 'a1' }, ...more });

describe('words found in a text', () => {
  test('come with their place, surroundings and the codes they have', () => {
    const codeId = project.code('a1', 'tariff', ['Measure']).codings[0]!.codeId;
    const { hits, articles, more } = find('tariff');
    expect([articles, more]).toEqual([1, false]);
    expect(hits.map(({ start, exact, before, after, codeIds }) => [start, exact, before, after, codeIds])).toEqual([
      [4, 'tariff', 'The ', ' rose. A second Tariff came.', [codeId]],
      [26, 'Tariff', 'The tariff rose. A second ', ' came.', []],
    ]);
    expect(hits[0]).toMatchObject({ source: 'Delta Dispatch', articleId: 'a1' });
  });

  test('are parts of longer words only when asked for, and whole sentences when asked for', () => {
    expect(find('tariff', { insideWords: true }).hits.map(({ exact }) => exact)).toEqual([
      'tariff',
      'Tariff',
      'Tariff',
    ]);
    expect(find('tariff', { unit: 'sentence' }).hits.map(({ exact }) => exact)).toEqual([
      'The tariff rose.',
      'A second Tariff came.',
    ]);
  });

  test('need no spaces around them in a script that writes none', () => {
    const { hits } = find('关税', { scope: { articleId: 'a2' } });
    expect(hits.map(({ start }) => start)).toEqual([0, 9]);
  });

  test('say when there are more', () => {
    expect(find('tariff', { limit: 1 })).toMatchObject({ hits: [{ start: 4 }], more: true });
  });
});

describe('coding what was found', () => {
  test('is one step of undo, and knows what has the code already', () => {
    project.code('a1', 'tariff', ['Measure']);
    const { hits } = find('tariff');
    const codeId = project.codeNamed('Measure');
    expect(project.call('annotations.codeHits', { codeId, words: 'tariff', hits })).toEqual({
      coded: 1,
      already: 1,
      changed: [],
    });
    expect(project.lastLabel()).toBe('Coded “Measure” where “tariff” was found');
    expect(project.call('annotations.ofArticle', { articleId: 'a1' })).toHaveLength(2);
    project.undo();
    expect(project.call('annotations.ofArticle', { articleId: 'a1' })).toHaveLength(1);
  });

  test('leaves out what changed since, and names the article', () => {
    const found = [...find('tariff').hits, ...find('关税', { scope: { articleId: 'a2' } }).hits];
    project.replaceText('a2', '税。');
    const answer = project.call('annotations.codeHits', {
      codeId: project.codeNamed('Measure'),
      words: 'tariff',
      hits: found,
    });
    expect(answer).toEqual({ coded: 2, already: 0, changed: ['Customs'] });
    expect(project.call('annotations.ofArticle', { articleId: 'a2' })).toEqual([]);
  });
});
