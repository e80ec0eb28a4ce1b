import { beforeEach, describe, expect, test } from 'vitest';
import { errorOf, type TestProject, testProject } from './support/project.ts';

const TEXT = 'The harbour of Vell stays shut. 😀 Dockers say the harbour is unsafe.';
let project: TestProject;
let textVersionId: string;
beforeEach(() => {
  project = testProject();
  ({ textVersionId } = project.addArticle({ articleId: 'a1', text: TEXT, title: 'Harbour shut' }));
});

const list = () => project.call('annotations.ofArticle', { articleId: 'a1' });
const span = (start: number, end: number, more = {}) =>
  project.call('annotations.create', { articleId: 'a1', textVersionId, level: 'span', start, end, ...more });

describe('coding a span', () => {
  test('keeps the span with its quote, 32 units of context, coder and time', () => {
    const made = project.code('a1', 'harbour of Vell', ['Place'], { memo: 'First mention', confidence: 80 });
    expect(list()).toEqual([made]);
    expect(made).toMatchObject({
      level: 'span',
      start: 4,
      end: 19,
      quote: { exact: 'harbour of Vell', prefix: 'The ', suffix: ' stays shut. 😀 Dockers say the ' },
      memo: 'First mention',
      confidence: 80,
      coder: 'Ada Quill',
      origin: 'manual',
      status: 'anchored',
      createdAt: '2026-05-16T08:00:02.000Z',
    });
    expect(made.annotationId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(project.lastLabel()).toBe('Coded “Place”');
    expect(project.touched.at(-1)).toEqual({ rooms: ['annotations'], articleIds: ['a1'] });
  });

  test('refuses words that are not there, and says CONFLICT', () => {
    const codeIds = [project.codeNamed('Place')];
    const refusal = errorOf(() => span(4, 11, { quote: 'harbor ', codeIds }));
    expect(refusal.code).toBe('CONFLICT');
    expect(list()).toEqual([]);
  });

  test('refuses an empty span, one outside the text, and one through an emoji', () => {
    const emoji = TEXT.indexOf('😀');
    expect(errorOf(() => span(4, 4)).code).toBe('INVALID_INPUT');
    expect(errorOf(() => span(4, 999)).code).toBe('INVALID_INPUT');
    expect(errorOf(() => span(4, emoji + 1)).code).toBe('INVALID_INPUT');
  });

  test('refuses offsets of an earlier text version', () => {
    project.replaceText('a1', `Update. ${TEXT}`);
    expect(errorOf(() => span(4, 11)).code).toBe('STALE');
  });

  test('refuses archived codes and groups', () => {
    const codeId = project.codeNamed('Place');
    project.call('codebook.edit', { codeId, fields: { isCodable: false } });
    expect(errorOf(() => span(4, 11, { codeIds: [codeId] })).code).toBe('CONFLICT');
    project.call('codebook.archive', { codeId, archived: true });
    expect(errorOf(() => span(4, 11, { codeIds: [codeId] })).message).toContain('archived');
  });

  test('joins the annotation that the same coder has on exactly this span, and no other', () => {
    const first = project.code('a1', 'harbour of Vell', ['Place'], { memo: 'A' });
    const second = project.code('a1', 'harbour of Vell', ['Subject'], { memo: 'B' });
    expect(second.annotationId).toBe(first.annotationId);
    expect(second.codings).toHaveLength(2);
    expect(second.memo).toBe('A\nB');
    project.code('a1', 'harbour of', ['Place']);
    project.use('Bo Marsh');
    project.code('a1', 'harbour of Vell', ['Place']);
    expect(list().map((row) => [row.start, row.end, row.coder, row.codings.length])).toEqual([
      [4, 19, 'Ada Quill', 2],
      [4, 19, 'Bo Marsh', 1],
      [4, 14, 'Ada Quill', 1],
    ]);
  });

  test('codes whole articles without a span', () => {
    const codeIds = [project.codeNamed('Opinion')];
    const made = project.call('annotations.create', { articleId: 'a1', textVersionId, level: 'article', codeIds });
    expect(made).toMatchObject({ level: 'article', start: null, end: null, quote: null, status: 'anchored' });
    expect(project.lastLabel()).toBe('Coded “Opinion” on the article “Harbour shut”');
  });

  test('highlights without a code', () => {
    expect(span(0, 3).codings).toEqual([]);
    expect(project.lastLabel()).toBe('Highlighted a passage');
  });
});

describe('editing', () => {
  test('changes the span and its quote, keeping identifiers', () => {
    const made = project.code('a1', 'harbour', ['Place']);
    const edited = project.call('annotations.edit', { annotationId: made.annotationId, span: { start: 4, end: 19 } });
    expect(edited).toMatchObject({ annotationId: made.annotationId, end: 19, quote: { exact: 'harbour of Vell' } });
    expect(edited.codings).toEqual(made.codings);
    expect(edited.updatedAt > made.updatedAt).toBe(true);
    expect(project.lastLabel()).toBe('Changed the span of “Place”');
    project.undo();
    expect(list()).toEqual([made]);
  });

  test('recodes; without its last code a highlight stays', () => {
    const made = project.code('a1', 'harbour', ['Place']);
    const [place, subject] = [project.codeNamed('Place'), project.codeNamed('Subject')];
    const { annotationId } = made;
    const recoded = project.call('annotations.edit', { annotationId, addCodeIds: [subject], removeCodeIds: [place] });
    expect(recoded.codings.map((coding) => coding.codeId)).toEqual([subject]);
    expect(project.lastLabel()).toBe('Recoded “Place” as “Subject”');
    expect(project.call('annotations.edit', { annotationId, removeCodeIds: [subject] }).codings).toEqual([]);
    expect(list()).toHaveLength(1);
  });

  test('leaves no trace when nothing differs', () => {
    const made = project.code('a1', 'harbour', ['Place'], { memo: 'A' });
    const changes = project.db.value('SELECT count(*) FROM change');
    expect(project.call('annotations.edit', { annotationId: made.annotationId, memo: 'A' })).toEqual(made);
    expect(project.db.value('SELECT count(*) FROM change')).toBe(changes);
  });

  test('deletes with its codings and brings them back with the same identifiers', () => {
    const made = project.code('a1', 'harbour', ['Place', 'Subject']);
    project.call('annotations.delete', { annotationId: made.annotationId });
    expect(list()).toEqual([]);
    expect(project.db.value('SELECT count(*) FROM coding')).toBe(0);
    project.undo();
    const [back] = list();
    expect(back?.annotationId).toBe(made.annotationId);
    expect(back?.codings.map((coding) => coding.codingId).sort()).toEqual(
      made.codings.map((coding) => coding.codingId).sort(),
    );
    project.redo();
    expect(list()).toEqual([]);
  });
});

describe('in a newer text', () => {
  test('an annotation that undo brings back finds its quote again', () => {
    const made = project.code('a1', 'harbour of Vell', ['Place']);
    project.call('annotations.delete', { annotationId: made.annotationId });
    const { textVersionId: newer } = project.replaceText('a1', `Update. ${TEXT}`);
    project.undo();
    expect(list()[0]).toMatchObject({ start: 12, end: 27, textVersionId: newer, status: 'anchored' });
  });

  test('one whose quote is gone is listed as unplaced', () => {
    project.code('a1', 'harbour of Vell', ['Place']);
    project.replaceText('a1', 'Something else.');
    expect(list()[0]).toMatchObject({
      start: null,
      end: null,
      status: 'unplaced',
      quote: { exact: 'harbour of Vell' },
    });
  });
});

describe('what someone else built upon', () => {
  test('cannot be taken back from under them, and nothing is half undone', () => {
    const codeId = project.codeNamed('Place');
    project.use('Bo Marsh');
    project.code('a1', 'harbour', ['Place']);
    project.use('Ada Quill');
    expect(errorOf(() => project.undo()).code).toBe('CONFLICT');
    expect(list()[0]?.codings.map((coding) => coding.codeId)).toEqual([codeId]);
  });

  test('cannot be done again once it is gone', () => {
    const codeId = project.codeNamed('Place');
    project.use('Bo Marsh');
    project.code('a1', 'harbour', ['Place']);
    project.undo();
    project.use('Ada Quill');
    project.call('codebook.delete', { codeId });
    project.use('Bo Marsh');
    expect(errorOf(() => project.redo()).code).toBe('CONFLICT');
    expect(list()).toEqual([]);
  });
});

test('the first annotations are those that the whole list begins with, and it is told how many there are', () => {
  project.call('annotations.create', {
    articleId: 'a1',
    textVersionId,
    level: 'article',
    codeIds: [project.codeNamed('Place')],
  });
  for (const [start, end] of [
    [21, 26],
    [4, 19],
    [4, 11],
    [35, 42],
  ] as const)
    span(start, end);
  const begin = (count: number) => project.call('annotations.begin', { articleId: 'a1', count });
  expect(begin(3)).toEqual({ total: 5, annotations: list().slice(0, 3) });
  expect(begin(100)).toEqual({ total: 5, annotations: list() });
});
