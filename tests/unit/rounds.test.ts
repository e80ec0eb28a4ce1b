import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SampleDesignInput } from '../../shared/contract/rooms/rounds.ts';
import type { z } from '../../shared/contract/schema.ts';
import { viewQuery } from '../../shared/model/view.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.actAs('Ada');
  for (let n = 0; n < 20; n++) {
    project.addArticle({ articleId: `article-${String(n).padStart(2, '0')}`, source: n < 15 ? 'Courier' : 'Flash' });
  }
});
afterEach(() => project.close());

const design = (given: Partial<SampleDesignInput> = {}): SampleDesignInput => ({
  query: {},
  coders: ['Ada', 'Ben'],
  overlap: 20,
  seed: 3,
  ...given,
});
const create = (given: Partial<SampleDesignInput> = {}, more: { isBlind?: boolean; name?: string } = {}) =>
  project.call('rounds.create', { name: 'Pilot', design: design(given), ...more });
/** Article ids of the current coder's view of a round, in its order. */
function mine(roundId: string, left = false) {
  const opened = project.read('views/open', {
    query: queryOf({ round: { roundId, left }, sort: { column: 'assigned', descending: false } }),
    first: 100,
  }) as { first: { articleId: string }[] };
  return opened.first.map(({ articleId }) => articleId);
}
const queryOf = (given: z.input<typeof viewQuery>) => viewQuery.parse(given);

describe('a round', () => {
  it('is what its preview said', () => {
    const preview = project.call('rounds.preview', { design: design() });
    expect(preview).toMatchObject({ pool: 20, drawn: 20, shared: 4, notes: [] });
    expect(preview.coders).toEqual([
      { name: 'Ada', articles: 12, shared: 4, words: 36 },
      { name: 'Ben', articles: 12, shared: 4, words: 36 },
    ]);
    expect(preview.sources.map(({ source, pool }) => [source, pool])).toEqual([
      ['Courier', 15],
      ['Flash', 5],
    ]);
    const round = create();
    expect(round).toMatchObject({
      name: 'Pilot',
      isBlind: true,
      isLocked: true,
      articles: 20,
      shared: 4,
      endedAt: null,
    });
    expect(round.coders).toEqual([
      { name: 'Ada', isMe: true, assigned: 12, done: 0, lastDoneAt: null },
      { name: 'Ben', isMe: false, assigned: 12, done: 0, lastDoneAt: null },
    ]);
    expect(round.design.seed).toBe(3);
  });

  it('is drawn from what the triage table shows, such as what its maker has included', () => {
    const included = ['article-01', 'article-03', 'article-16'];
    project.call('triage.decide', { targets: { articleIds: included }, decision: 'include' });
    const { roundId } = create({ query: { decisions: ['include'] }, coders: ['Ada'] });
    expect(mine(roundId).sort()).toEqual(included);
  });

  it('says in words what its design cannot give', () => {
    const { notes } = project.call('rounds.preview', {
      design: design({ size: 100, stratify: 'equal', coders: ['Ada'] }),
    });
    expect(notes).toEqual([
      'Only 20 articles are there to draw from: all of them are drawn.',
      'One coder alone shares no articles with anyone.',
      'One source has fewer articles than an equal share.',
    ]);
    expect(() => create({ query: { decisions: ['exclude'] } })).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(() => create({ coders: ['Ben', 'BEN'] })).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(project.call('rounds.list', {})).toEqual([]);
  });

  it('makes coders known that the project lacked', () => {
    create({ coders: ['Ada', 'Naïma'] });
    expect(project.call('coders.list', {}).map(({ name, assigned }) => [name, assigned])).toEqual([
      ['Ada', 12],
      ['Naïma', 12],
    ]);
  });

  it('is one step of undo', () => {
    create();
    project.call('history.undo', {});
    expect(project.call('rounds.list', {})).toEqual([]);
    expect(project.db.value('SELECT count(*) FROM assignment')).toBe(0);
    project.call('history.redo', {});
    expect(project.call('rounds.list', {})).toMatchObject([{ name: 'Pilot', articles: 20 }]);
  });
});

describe('going through one’s articles', () => {
  it('leads to the next that is not done, in the coder’s own order, and around to those left out', () => {
    const { roundId } = create();
    const order = mine(roundId);
    expect(order).toHaveLength(12);
    const done = (articleId: string) => project.call('rounds.setDone', { roundId, articleId, done: true });
    expect(done(order[1]!)).toEqual({ next: order[2], left: 11 });
    expect(done(order[11]!)).toEqual({ next: order[0], left: 10 });
    expect(done(order[0]!)).toEqual({ next: order[2], left: 9 });
    expect(mine(roundId, true)).toEqual(order.slice(2, 11));
    expect(project.call('rounds.ofArticle', { articleId: order[1]! })).toMatchObject([
      { roundId, roundName: 'Pilot', position: 1, of: 12, done: 3, doneAt: expect.any(String) },
    ]);
    project.call('history.undo', {});
    expect(mine(roundId, true)).toEqual([order[0], ...order.slice(2, 11)]);
  });

  it('says that nothing is left when all is done', () => {
    const { roundId } = create({ size: 2, coders: ['Ada'] });
    const [first, second] = mine(roundId);
    project.call('rounds.setDone', { roundId, articleId: first!, done: true });
    expect(project.call('rounds.setDone', { roundId, articleId: second!, done: true })).toEqual({
      next: null,
      left: 0,
    });
    expect(project.call('rounds.list', {})[0]?.coders[0]).toMatchObject({ assigned: 2, done: 2 });
  });

  it('is about one’s own articles in an open round', () => {
    const { roundId } = create({ overlap: 0 });
    const own = mine(roundId);
    project.actAs('Ben');
    const refused = (articleId: string) => () => project.call('rounds.setDone', { roundId, articleId, done: true });
    expect(refused(own[0]!)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    const [bens] = mine(roundId);
    project.call('rounds.end', { roundId });
    expect(refused(bens!)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    project.call('rounds.reopen', { roundId });
    expect(refused(bens!)()).toMatchObject({ left: 9 });
  });
});
