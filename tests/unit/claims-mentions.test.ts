import { beforeEach, expect, test } from 'vitest';
import { errorOf, type TestProject, testProject } from './support/project.ts';

let project: TestProject;
let first: string;
let second: string;
beforeEach(() => {
  project = testProject();
  first = project.addArticle({ articleId: 'a1', text: 'Forty boats left Vell.', source: 'The Lectern' }).textVersionId;
  second = project.addArticle({ articleId: 'a2', text: 'Some 40 boats sailed.', title: 'Boats' }).textVersionId;
});

const mark = (fields = {}) =>
  project.call('claims.create', {
    articleId: 'a1',
    textVersionId: first,
    start: 0,
    end: 16,
    quote: 'Forty boats left',
    fields,
  });
const mention = (claimId: string) =>
  project.call('claims.addMention', {
    claimId,
    articleId: 'a2',
    textVersionId: second,
    start: 5,
    end: 13,
    quote: '40 boats',
  });

test('a marked span becomes claim 1, its statement the quote until someone words it', () => {
  const claim = mark({ speaker: 'Harbour office', kind: 'quantity' });
  expect(claim).toMatchObject({ number: 1, statement: 'Forty boats left', kind: 'quantity', verdict: 'unverified' });
  expect(claim.mentions).toMatchObject([{ articleId: 'a1', start: 0, end: 16, source: 'The Lectern' }]);
  const edited = project.call('claims.edit', {
    claimId: claim.claimId,
    fields: { verdict: 'disputed', statement: 'x' },
  });
  expect(edited).toMatchObject({ verdict: 'disputed', statement: 'x', speaker: 'Harbour office' });
  project.undo();
  expect(project.call('claims.list', {})).toEqual([claim]);
});

test('collects mentions from several articles; the same span counts once; the last may go', () => {
  const { claimId } = mark();
  expect(mention(claimId).mentions).toHaveLength(2);
  const claim = mention(claimId);
  expect(claim.mentions.map((one) => one.articleTitle)).toEqual(['a1', 'Boats']);
  expect(project.call('claims.list', { articleId: 'a2' })).toEqual([claim]);
  for (const { mentionId } of claim.mentions) project.call('claims.removeMention', { mentionId });
  expect(project.call('claims.list', {})[0]?.mentions).toEqual([]);
});

test('refuses a span whose words differ', () => {
  const wrong = { articleId: 'a1', textVersionId: first, start: 0, end: 5, quote: 'Fifty', fields: {} };
  expect(errorOf(() => project.call('claims.create', wrong)).code).toBe('CONFLICT');
});

test('is found by words, speaker and number', () => {
  mark({ statement: 'Forty boats left', speaker: 'Órla Venn' });
  mark({ statement: 'The ferry sank' });
  const numbers = (text: string) => project.call('claims.list', { text }).map((claim) => claim.number);
  expect(numbers('FERRY')).toEqual([2]);
  expect(numbers('orla')).toEqual([1]);
  expect(numbers('#2')).toEqual([2]);
  expect(numbers('nobody')).toEqual([]);
});

test('a deleted claim comes back with its number, which nobody else was given', () => {
  const { claimId } = mark();
  project.call('claims.delete', { claimId });
  project.use('Bo Marsh');
  expect(mark().number).toBe(2);
  project.use('Ada Quill');
  project.undo();
  expect(project.call('claims.list', {}).map((claim) => claim.number)).toEqual([1, 2]);
});
