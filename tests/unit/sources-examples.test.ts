import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepDates } from '../../electron/backend/services/sources/dates.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
});
afterEach(() => project.close());

describe('examples of dates that can be read in two ways', () => {
  const reading = { dayFirst: '2025-04-03', monthFirst: '2025-03-04', from: 'visible text' } as const;
  function open(articleId: string, source = 'Quay Reporter') {
    const id = project.addArticle({ articleId, source });
    keepDates(project.db, id, { openDates: [{ ...reading, written: '03/04/2025' }], dateOrder: null });
  }
  const examples = (count = 3) =>
    project.call('sources.dateExamples', { sourceId: 1, count }).map(({ articleId }) => articleId);

  it('are those of the source, with both readings, no more than asked for', () => {
    for (const id of ['a', 'b', 'c']) open(id);
    open('d', 'Hill Monitor');
    expect(project.call('sources.dateExamples', { sourceId: 1, count: 1 })).toEqual([
      {
        articleId: 'a',
        title: project.call('articles.get', { articleId: 'a' }).metadata.title.value,
        written: '03/04/2025',
        dayFirst: '2025-04-03',
        monthFirst: '2025-03-04',
      },
    ]);
    expect(examples()).toEqual(['a', 'b', 'c']);
  });

  it('stay when an order is chosen, and go when a person dates the article', () => {
    open('a');
    open('b');
    project.call('sources.edit', { sourceId: 1, fields: { dateOrder: 'day first' } });
    expect(examples()).toEqual(['a', 'b']);
    project.call('articles.edit', { articleId: 'a', field: 'publishedAt', value: '2024' });
    expect(examples()).toEqual(['b']);
  });
});

describe('an example of a rule', () => {
  const cut = (articleId: string, publishedAt: string, rule: string, start: number) => {
    const id = project.addArticle({ articleId, source: 'Quay Reporter', publishedAt });
    project.db.run(
      `INSERT INTO removed_passage (text_version_id, ord, start, reason, text, rule)
       SELECT text_version_id, 0, ?, 'repeats', 'Follow us', ? FROM article WHERE id = ?`,
      start,
      rule,
      id,
    );
  };
  const example = (ruleId: string) => project.call('cleaning.example', { sourceId: 1, ruleId });

  it('is the newest article from which it cuts, and the place', () => {
    cut('old', '2024-01-01', 'one', 4);
    cut('new', '2025-01-01', 'one', 7);
    cut('newest', '2025-02-01', 'another', 0);
    expect(example('one')).toEqual({ articleId: 'new', start: 7 });
  });

  it('is none where no text in force lacks its line', () => {
    cut('old', '2024-01-01', 'one', 4);
    expect(example('another')).toBeNull();
  });
});
