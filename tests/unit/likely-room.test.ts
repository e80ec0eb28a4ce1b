import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tasks } from '../../electron/analysis/tasks.ts';
import { createLikelyLearning } from '../../electron/backend/services/likely/learn.ts';
import { viewQuery } from '../../shared/model/view.ts';
import { type TestProject, testProject } from '../support/project.ts';
import { prose } from './support/prose.ts';

let project: TestProject;
let read: string[];
/** Called before each task of the pool. */
let meanwhile: () => void;

/** 60 articles, every third of which is about a ferry: article-0, article-3 … */
const ids = Array.from({ length: 60 }, (_, i) => `article-${i}`);
const isFerry = (i: number) => i % 3 === 0;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  read = [];
  meanwhile = () => {};
  for (const [i, articleId] of ids.entries()) {
    const ferry = 'The ferry to the island was late, and the harbour office gave no reason.';
    project.addArticle({ articleId, text: [...(isFerry(i) ? [ferry] : []), ...prose(i, 3)].join(' ') });
  }
});
afterEach(() => project.close());

/** Learns as the backend does, without its threads. */
function learning() {
  const now = () => new Date(project.at());
  return createLikelyLearning({
    poolSize: 1,
    now,
    read: async <T>(name: string, input: unknown) => {
      read.push(name);
      return structuredClone(project.read(name, input)) as T;
    },
    write: async <T>(name: string, input: unknown) => project.write(name, structuredClone(input)) as T,
    analyse: async <T>(task: string, input: unknown) => {
      meanwhile();
      return tasks[task]!(input) as T;
    },
  });
}

const decide = (numbers: number[], decision: 'include' | 'exclude' | 'maybe') =>
  project.call('triage.decide', { targets: { articleIds: numbers.map((i) => ids[i]!) }, decision });
/** The first 30 articles as Rana sees them. */
function decideSome() {
  const some = ids.slice(0, 30).map((_, i) => i);
  decide(some.filter(isFerry), 'include');
  decide(
    some.filter((i) => !isFerry(i)),
    'exclude',
  );
}
const order = (given: object = {}) => {
  const query = viewQuery.parse({ sort: { column: 'likely', descending: true }, ...given });
  const { ids: all, headIds } = project.read('views/open', { query, first: 200 }) as {
    ids: Int32Array | null;
    headIds: Int32Array;
  };
  return [...(all ?? headIds)].map((id) => id - 1);
};
const state = () => project.call('likely.state', {});

describe('the learned order', () => {
  it('puts articles like the included ones first, also where a filter leaves few, and says what it rests on', async () => {
    decideSome();
    await learning().learn();
    const undecided = order().filter((i) => i >= 30);
    expect(undecided.slice(0, 10).every(isFerry)).toBe(true);
    expect(order()).toHaveLength(60);
    expect(order({ decisions: ['undecided'] })).toEqual(undecided);
    const lastFirst = order({ decisions: ['undecided'], sort: { column: 'likely', descending: false } });
    expect(lastFirst).toEqual(undecided.toReversed());
    expect(state()).toMatchObject({
      included: 10,
      excluded: 20,
      learned: {
        analyser: 'learned order',
        included: 10,
        excluded: 20,
        changed: 0,
        isDue: false,
        ordered: 60,
        left: 0,
      },
    });
    expect(state().learned!.accuracy).toMatchObject({ folds: 5, pairs: 1 });
  });

  it('says of an article why it stands where it stands', async () => {
    decideSome();
    await learning().learn();
    const why = project.call('likely.ofArticle', { articleId: ids[33]! })!;
    expect(why.wasDecided).toBe(false);
    expect(why.likely).toBeGreaterThan(0.5);
    expect(why.terms.map(({ term }) => term.toLowerCase()).join(' ')).toMatch(/ferry|harbour|island/);
    expect(project.call('likely.ofArticle', { articleId: ids[0]! })!.wasDecided).toBe(true);
    expect(project.call('likely.ofArticle', { articleId: 'gone' })).toBeNull();
  });

  it('decides nothing and is no step of undo', async () => {
    decideSome();
    const steps = project.call('history.list', {}).length;
    await learning().learn();
    expect(project.call('history.list', {})).toHaveLength(steps);
    expect(project.db.value('SELECT count(*) FROM triage_decision')).toBe(30);
    expect(project.touched).toEqual({ rooms: ['likely'], articleIds: null });
  });

  it('taking a decision back makes it older, nothing else', async () => {
    decideSome();
    await learning().learn();
    const before = order();
    project.call('history.undo', {});
    expect(order()).toEqual(before);
    expect(state()).toMatchObject({ excluded: 0, learned: { excluded: 20, changed: 20, isDue: true } });
  });

  it('is due after ten more decisions, whichever way they go', async () => {
    decideSome();
    await learning().learn();
    decide([30, 33, 36, 39, 42], 'include');
    decide([31, 32, 34, 35], 'exclude');
    expect(state().learned).toMatchObject({ changed: 9, isDue: false });
    decide([45], 'include');
    expect(state().learned).toMatchObject({ changed: 10, isDue: true });
  });

  it('articles that came since have no likelihood and stand behind, until it is learned anew', async () => {
    decideSome();
    const learner = learning();
    await learner.learn();
    project.addArticle({ articleId: 'new', text: 'The ferry to the island was late again.' });
    expect(order().at(-1)).toBe(60);
    expect(state().learned!.left).toBe(1);
    await learner.learn();
    expect(state().learned!.left).toBe(0);
    expect(order().at(-1)).not.toBe(60);
  });

  it('without decisions enough says what is missing and changes nothing', async () => {
    decide([0, 3, 6, 9, 12], 'include');
    decide([1, 2, 4, 5], 'exclude');
    await expect(learning().learn()).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('so far there are 5 and 4'),
    });
    expect(state()).toMatchObject({ included: 5, excluded: 4, needed: 5, learned: null });
    // Nothing is known: the newest come first, as without an order.
    expect(order()).toEqual(order({ sort: { column: 'published', descending: true } }));
    project.actAs(null);
    await expect(learning().learn()).rejects.toMatchObject({ code: 'NO_CODER' });
    expect(state()).toMatchObject({ included: 0, learned: null });
  });

  it('is learned once for all who ask at the same time; words are not counted again for a few decisions', async () => {
    decideSome();
    const learner = learning();
    const [one, two] = await Promise.all([learner.learn(), learner.learn()]);
    expect(one).toEqual(two);
    expect(read.filter((name) => name === 'likely/plan')).toHaveLength(1);
    expect(read.filter((name) => name === 'likely/texts')).toHaveLength(2);
    decide([30], 'include');
    await learner.learn();
    expect(read.filter((name) => name === 'likely/texts')).toHaveLength(3);
  });
});

describe('whose decisions', () => {
  it('nobody learns from what others decided, and nobody sees what others were told', async () => {
    decideSome();
    await learning().learn();
    project.actAs('Tomas');
    expect(state()).toMatchObject({ included: 0, excluded: 0, learned: null });
    expect(project.call('likely.ofArticle', { articleId: ids[33]! })).toBeNull();
    expect(order()).toEqual(order({ sort: { column: 'published', descending: true } }));
    await expect(learning().learn()).rejects.toMatchObject({ code: 'CONFLICT' });
    // The other way round: what Rana included, Tomas does not want.
    decide([0, 3, 6, 9, 12, 15], 'exclude');
    decide([1, 2, 4, 5, 7, 8], 'include');
    await learning().learn();
    const tomas = order({ decisions: ['undecided'] });
    expect(isFerry(tomas.at(-1)!)).toBe(true);
    project.actAs('Rana');
    expect(isFerry(order({ decisions: ['undecided'] })[0]!)).toBe(true);
  });

  it('who takes over while it is learned is not told what the other decided', async () => {
    decideSome();
    meanwhile = () => void project.actAs('Tomas');
    await expect(learning().learn()).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(project.db.value('SELECT count(*) FROM likely')).toBe(0);
  });

  it('leaving the project stops it and keeps nothing', async () => {
    decideSome();
    const learner = learning();
    let left: Promise<void> | undefined;
    meanwhile = () => {
      left ??= learner.leave();
    };
    await expect(learner.learn()).rejects.toMatchObject({ code: 'CANCELLED' });
    await left;
    expect(state().learned).toBeNull();
    expect(project.db.value('SELECT count(*) FROM likely')).toBe(0);
  });
});
