/** Which articles coders are compared in, and how the disagreements there are listed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageStart, questionOf } from '../../renderer/features/agreement/question.ts';
import { type TestProject, testProject } from '../support/project.ts';

const TEXT = 'Nine tenths of the signal boxes stood empty. The minister spoke of bravery.';
let project: TestProject;
let codeId: string;

beforeEach(() => {
  project = testProject();
  project.actAs('Ada');
  for (const articleId of ['boxes', 'depot', 'yard']) project.addArticle({ articleId, text: TEXT, source: 'Courier' });
  codeId = project.call('codebook.create', { fields: { name: 'Blame' } }).codeId;
});
afterEach(() => project.close());

/** Each of the coders codes the whole of an article; only Ada gives the code. */
function codeIn(articleId: string) {
  const { textVersionId } = project.call('articles.get', { articleId });
  for (const [coder, codeIds] of [
    ['Ada', [codeId]],
    ['Ben', []],
  ] as const) {
    project.actAs(coder);
    project.call('annotations.create', {
      articleId,
      textVersionId,
      level: 'article',
      codeIds: [...codeIds],
      memo: 'read',
    });
  }
}
const titlesOf = (roundId: string | null) =>
  project
    .call('agreement.cases', { question: { unit: 'article', roundId }, layer: 'gold' })
    .cases.map(({ articleId }) => articleId);

describe('the articles of a round', () => {
  it('are those that agreement and disagreements are about', () => {
    for (const articleId of ['boxes', 'depot', 'yard']) codeIn(articleId);
    project.actAs('Ada');
    const design = { query: {}, coders: ['Ada', 'Ben'], overlap: 100, size: 2, seed: 3 };
    const { roundId } = project.call('rounds.create', { name: 'Second', isBlind: false, design });
    const assigned = project.db.column<string>(
      'SELECT DISTINCT a.article_id FROM assignment s JOIN article a ON a.id = s.article ORDER BY a.id',
    );
    expect(assigned).toHaveLength(2);
    expect(titlesOf(null)).toEqual(['boxes', 'depot', 'yard']);
    expect(titlesOf(roundId)).toEqual(assigned);
    expect(questionOf({ unit: 'article', coders: [], codeIds: [], articles: `round ${roundId}` }, {})).toMatchObject({
      roundId,
    });
    project.call('rounds.delete', { roundId });
    expect(() => titlesOf(roundId)).toThrow('This round of coding no longer exists.');
  });
});

describe('many disagreements', () => {
  it('are read page by page, each saying where it begins', () => {
    for (const articleId of ['boxes', 'depot', 'yard']) codeIn(articleId);
    const page = (start: number) =>
      project.call('agreement.cases', { question: { unit: 'article' }, layer: 'gold', start, count: 2 });
    expect(page(0)).toMatchObject({ listed: 3, start: 0, cases: [{ articleId: 'boxes' }, { articleId: 'depot' }] });
    expect(page(2)).toMatchObject({ listed: 3, start: 2, cases: [{ articleId: 'yard' }] });
  });

  it('the page of a case is the one that it stands on', () => {
    expect([0, 499, 500, 1234, -1].map((at) => pageStart(at, 500))).toEqual([0, 0, 500, 1000, 0]);
  });
});
