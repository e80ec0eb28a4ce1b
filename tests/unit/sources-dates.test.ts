import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepDates } from '../../electron/backend/services/sources/dates.ts';
import type { DateOrder, Provenance } from '../../shared/model/article.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
});
afterEach(() => project.close());

let next = 0;
/** An article whose own dates show an order. */
function showing(dateOrder: DateOrder, source = 'Quay Reporter'): void {
  const id = project.addArticle({ articleId: `shows-${++next}`, source, publishedAt: '2025-04-25' });
  keepDates(project.db, id, { openDates: [], dateOrder });
}
/** An article dated 03/04/2025 alone. */
function open(articleId: string, source = 'Quay Reporter', from: Provenance = 'visible text'): void {
  const id = project.addArticle({ articleId, source });
  const date = { written: '03/04/2025', dayFirst: '2025-04-03', monthFirst: '2025-03-04', from };
  keepDates(project.db, id, { openDates: [date], dateOrder: null });
}
const settle = () => {
  for (const { sourceId } of project.call('sources.list', {})) project.write('sources/settleDates', { sourceId });
};
const dateOf = (articleId: string) => {
  const { metadata, warnings } = project.call('articles.get', { articleId });
  const { value, from } = metadata.publishedAt;
  return { value, from, warnings };
};
const undated = { value: null, from: 'none', warnings: [] };
const order = (dateOrder: DateOrder | null, sourceId = 1) =>
  project.call('sources.edit', { sourceId, fields: { dateOrder } });

describe('a date whose day and month could be either', () => {
  it('waits while fewer than three articles of its source show an order', () => {
    open('a');
    showing('day first');
    showing('day first');
    settle();
    expect(dateOf('a')).toEqual(undated);
    expect(project.call('sources.list', {})[0]!.dateOrder).toEqual({
      order: null,
      from: null,
      dayFirst: 2,
      monthFirst: 0,
      open: 1,
    });
  });

  it('is read as they do when three agree, and says so', () => {
    open('a');
    for (let i = 0; i < 3; i++) showing('day first');
    settle();
    expect(dateOf('a')).toEqual({
      value: '2025-04-03',
      from: 'visible text',
      warnings: ['date 03/04/2025 read with day before month, as 3 other articles of this source show'],
    });
    expect(project.db.get('SELECT published_precision AS precision, published_sort AS sort FROM article')).toEqual({
      precision: 'day',
      sort: '2025-04-03',
    });
    expect(project.call('articles.get', { articleId: 'a' }).openDates).toHaveLength(1);
  });

  it('waits again once an article shows the other order, and other sources decide nothing', () => {
    open('a');
    for (let i = 0; i < 3; i++) showing('day first', 'Night Mail');
    settle();
    expect(dateOf('a')).toEqual(undated);
    for (let i = 0; i < 3; i++) showing('month first');
    settle();
    expect(dateOf('a').value).toBe('2025-03-04');
    showing('day first');
    settle();
    expect(dateOf('a')).toEqual(undated);
  });

  it('is read as a person says, whatever the articles show, in one step of undo', () => {
    open('a');
    for (let i = 0; i < 3; i++) showing('day first');
    settle();
    order('month first');
    expect(dateOf('a')).toEqual({
      value: '2025-03-04',
      from: 'visible text',
      warnings: ['date 03/04/2025 read with month before day, as it was set for this source'],
    });
    settle();
    expect(dateOf('a').value).toBe('2025-03-04');
    project.call('history.undo', {});
    expect(dateOf('a').value).toBe('2025-04-03');
    order('month first');
    order(null);
    expect(dateOf('a').value).toBe('2025-04-03');
  });

  it('does not touch a date that a person or better evidence gave', () => {
    open('a');
    project.call('articles.edit', { articleId: 'a', field: 'publishedAt', value: '2024' });
    const id = project.addArticle({
      articleId: 'b',
      source: 'Quay Reporter',
      publishedAt: '2025-06-01',
      evidence: { publishedAt: ['json-ld', '2025-06-01'] },
    });
    const date = {
      written: '01/06/2025',
      dayFirst: '2025-06-01',
      monthFirst: '2025-01-06',
      from: 'visible text' as const,
    };
    keepDates(project.db, id, { openDates: [date], dateOrder: null });
    order('month first');
    expect(dateOf('a')).toMatchObject({ value: '2024', from: 'user' });
    expect(dateOf('b')).toEqual({ value: '2025-06-01', from: 'json-ld', warnings: [] });
  });

  it('can be gone back to from a typed one', () => {
    open('a');
    order('day first');
    project.call('articles.edit', { articleId: 'a', field: 'publishedAt', value: '2024' });
    expect(project.call('articles.get', { articleId: 'a' }).metadata.publishedAt.others).toEqual([
      { value: '2025-04-03', from: 'visible text' },
    ]);
    project.call('articles.chooseEvidence', { articleId: 'a', field: 'publishedAt', from: 'visible text' });
    expect(dateOf('a')).toMatchObject({ value: '2025-04-03', from: 'visible text' });
    order('month first');
    expect(dateOf('a').value).toBe('2025-03-04');
  });

  it('follows the order of the source that its own is merged into', () => {
    open('a', 'Quay Reporter');
    for (let i = 0; i < 3; i++) showing('month first', 'Night Mail');
    project.call('sources.merge', { intoId: 2, sourceIds: [1] });
    expect(dateOf('a').value).toBe('2025-03-04');
    project.call('history.undo', {});
    expect(dateOf('a')).toEqual(undated);
  });
});
