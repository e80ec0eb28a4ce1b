import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
const ids = ['harbour', 'budget', 'mine', 'ferry'];
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  for (const articleId of ids) project.addArticle({ articleId, title: `On ${articleId}` });
});
afterEach(() => project.close());

const decide = (
  articleIds: string[],
  decision: 'include' | 'maybe' | 'exclude' | 'undecided',
  reason: string | null = null,
) => project.call('triage.decide', { targets: { articleIds }, decision, reason });
const decisions = () =>
  project.db.all(
    `SELECT c.name AS coder, a.article_id AS article, t.decision AS decision, t.reason AS reason
     FROM triage_decision t JOIN article a ON a.id = t.article JOIN coder c ON c.id = t.coder ORDER BY c.name, a.id`,
  );
const tally = () =>
  project.db.all('SELECT decision, n FROM decision_tally WHERE coder = 1 AND n <> 0 ORDER BY decision');

describe('a decision', () => {
  it('is one per coder and keeps its reason', () => {
    decide(['harbour'], 'include', ' on the strike ');
    project.actAs('Tomas');
    decide(['harbour'], 'exclude');
    expect(decisions()).toEqual([
      { coder: 'Rana', article: 'harbour', decision: 'include', reason: 'on the strike' },
      { coder: 'Tomas', article: 'harbour', decision: 'exclude', reason: null },
    ]);
  });

  it('drops an earlier reason when it is given anew without one', () => {
    decide(['harbour'], 'exclude', 'off topic');
    expect(decide(['harbour'], 'exclude')).toEqual({ changed: 1 });
    expect(decisions()).toMatchObject([{ decision: 'exclude', reason: null }]);
    project.call('history.undo', {});
    expect(decisions()).toMatchObject([{ decision: 'exclude', reason: 'off topic' }]);
  });

  it('that stands already changes nothing and is no step', () => {
    decide(['harbour'], 'include');
    expect(decide(['harbour'], 'include')).toEqual({ changed: 0 });
    expect(project.call('history.list', {})).toHaveLength(1);
    expect(project.touched.rooms).toEqual([]);
  });

  it('tells pages the articles', () => {
    decide(['harbour', 'mine'], 'maybe');
    expect(project.touched).toEqual({ rooms: ['history', 'triage'], articleIds: ['harbour', 'mine'] });
  });

  it('needs a coder and articles that exist', () => {
    expect(() => decide(['harbour', 'gone'], 'include')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    project.actAs(null);
    expect(() => decide(['harbour'], 'include')).toThrow(expect.objectContaining({ code: 'NO_CODER' }));
    expect(decisions()).toEqual([]);
  });
});

describe('deciding on many at once', () => {
  it('is one step, whatever stood there before', () => {
    decide(['harbour'], 'include', 'first');
    decide(['budget'], 'maybe', 'second');
    const before = decisions();
    expect(decide(ids, 'maybe', 'second')).toEqual({ changed: 3 });
    expect(tally()).toEqual([{ decision: 'maybe', n: 4 }]);
    expect(project.call('history.state', {}).undo?.label).toBe('Marked as maybe 4 articles');
    project.call('history.undo', {});
    expect(decisions()).toEqual(before);
    expect(tally()).toEqual([
      { decision: 'include', n: 1 },
      { decision: 'maybe', n: 1 },
    ]);
    project.call('history.redo', {});
    expect(tally()).toEqual([{ decision: 'maybe', n: 4 }]);
  });

  it('takes decisions back with undecided, and undo restores them', () => {
    decide(['harbour', 'mine'], 'exclude', 'off topic');
    const before = decisions();
    expect(decide(ids, 'undecided')).toEqual({ changed: 2 });
    expect(decisions()).toEqual([]);
    project.call('history.undo', {});
    expect(decisions()).toEqual(before);
  });

  it('leaves other coders alone', () => {
    project.actAs('Tomas');
    decide(ids, 'exclude');
    project.actAs('Rana');
    decide(ids, 'include');
    decide(ids, 'undecided');
    expect(decisions()).toHaveLength(4);
  });

  it('of a view leaves its exceptions out', () => {
    const rowIds = Int32Array.from(project.db.column<number>('SELECT id FROM article'));
    const input = { ids: rowIds, except: ['mine'], decision: 'include', reason: null };
    expect(project.write('triage/decideRows', input)).toEqual({ changed: 3 });
    expect(decisions().map((row) => (row as { article: string }).article)).toEqual(['harbour', 'budget', 'ferry']);
  });
});

describe('reasons', () => {
  it('come most used first', () => {
    decide(['harbour', 'mine'], 'exclude', 'off topic');
    decide(['budget'], 'exclude', 'duplicate');
    expect(project.call('triage.reasons', {})).toEqual([
      { reason: 'off topic', uses: 2 },
      { reason: 'duplicate', uses: 1 },
    ]);
  });
});

describe('a decision on an article and its copies', () => {
  beforeEach(() => {
    for (const copy of ['harbour-2', 'harbour-3'])
      project.addArticle({ articleId: copy, title: copy, duplicateOf: 'harbour' });
  });
  const decideWithCopies = (articleIds: string[]) =>
    project.call('triage.decide', { targets: { articleIds }, decision: 'include', copies: true });
  const included = () =>
    project.db.column<string>(
      `SELECT a.article_id FROM triage_decision t JOIN article a ON a.id = t.article WHERE t.decision = 'include' ORDER BY a.id`,
    );

  it('is one step of undo, whichever of them is named', () => {
    expect(decideWithCopies(['harbour-2'])).toEqual({ changed: 3 });
    expect(included()).toEqual(['harbour', 'harbour-2', 'harbour-3']);
    expect(project.call('history.undo', {}).label).toBe('Included “harbour-2” and its 2 copies');
    expect(included()).toEqual([]);
  });

  it('leaves other articles alone, and those without copies are decided on as ever', () => {
    expect(decideWithCopies(['harbour', 'ferry'])).toEqual({ changed: 4 });
    expect(included()).toEqual(['harbour', 'ferry', 'harbour-2', 'harbour-3']);
    expect(project.call('history.undo', {}).label).toBe('Included 4 articles');
  });

  it('given to the article alone before, changes the copies only', () => {
    decide(['harbour'], 'include');
    expect(decideWithCopies(['harbour'])).toEqual({ changed: 2 });
    project.call('history.undo', {});
    expect(included()).toEqual(['harbour']);
  });
});
