import { beforeEach, describe, expect, test } from 'vitest';
import { reanchor } from '../../electron/backend/services/import/reanchor.ts';
import { errorOf, type TestProject, testProject } from './support/project.ts';

const TEXT = 'The dam, said Orla Finch, will hold. Nobody asked the villages. The dam will not hold.';
let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.addArticle({ articleId: 'a1', text: TEXT });
});

const list = () => project.call('annotations.ofArticle', { articleId: 'a1' });
const spanOf = (words: string, text = TEXT) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};
const edit = (annotationId: string, more: object) => project.call('annotations.edit', { annotationId, ...more });
/** As an import does when it finds another text at the same path. */
function newText(text: string) {
  const { textVersionId } = project.replaceText('a1', text);
  const id = project.db.value<number>('SELECT id FROM article WHERE article_id = ?', 'a1')!;
  reanchor(project.db, id, Number(textVersionId), text);
}

describe('a discontinuous span', () => {
  test('gets a further piece, keeps them in the order of the text, and gives one back', () => {
    const made = project.code('a1', 'will hold', ['Promise']);
    const { annotationId } = made;
    const longer = edit(annotationId, { pieces: [spanOf('The dam')] });
    expect([longer.start, longer.end]).toEqual([0, 7]);
    expect(longer.pieces).toEqual([{ ...spanOf('will hold'), exact: 'will hold' }]);
    expect(project.lastLabel()).toBe('Changed the span of “Promise”');
    expect(list()).toEqual([longer]);
    project.undo();
    expect(list()).toEqual([made]);
    project.redo();
    expect(edit(annotationId, { pieces: [] })).toMatchObject({ start: 0, end: 7, pieces: [] });
  });

  test('joins pieces that touch or overlap', () => {
    const { annotationId } = project.code('a1', 'The dam', ['Promise']);
    const joined = edit(annotationId, { pieces: [spanOf(', said'), spanOf('said Orla'), spanOf('will hold')] });
    expect([joined.start, joined.end]).toEqual([0, TEXT.indexOf(' Finch')]);
    expect(joined.pieces.map(({ exact }) => exact)).toEqual(['will hold']);
  });

  test('is no second place for a code on its first piece alone', () => {
    const { annotationId } = project.code('a1', 'The dam', ['Promise']);
    edit(annotationId, { pieces: [spanOf('will hold')] });
    expect(project.code('a1', 'The dam', ['Place']).annotationId).not.toBe(annotationId);
  });

  test('refuses a piece outside the text or through a character', () => {
    const { annotationId } = project.code('a1', 'The dam', ['Promise']);
    expect(errorOf(() => edit(annotationId, { pieces: [{ start: 10, end: 999 }] })).code).toBe('INVALID_INPUT');
    expect(list()[0]?.pieces).toEqual([]);
  });

  test('goes with its pieces when it is deleted, and comes back with them', () => {
    const { annotationId } = project.code('a1', 'The dam', ['Promise']);
    const before = edit(annotationId, { pieces: [spanOf('will hold')] });
    project.call('annotations.delete', { annotationId });
    expect(project.db.value('SELECT count(*) FROM annotation_piece')).toBe(0);
    project.undo();
    expect(list()).toEqual([before]);
  });
});

describe('in another text', () => {
  test('every piece moves to its place', () => {
    const { annotationId } = project.code('a1', 'The dam', ['Promise']);
    edit(annotationId, { pieces: [spanOf('villages')] });
    const text = `Update at noon. ${TEXT}`;
    newText(text);
    const [moved] = list();
    expect(moved).toMatchObject({ start: 16, end: 23, status: 'anchored' });
    expect(moved?.pieces).toEqual([{ ...spanOf('villages', text), exact: 'villages' }]);
  });

  test('it is unplaced as a whole when one piece is gone, keeps its words, and finds its place again', () => {
    const { annotationId } = project.code('a1', 'The dam,', ['Promise']);
    edit(annotationId, { pieces: [spanOf('villages')] });
    newText('The dam, said Orla Finch, will hold.');
    const [lost] = list();
    expect(lost).toMatchObject({ start: null, status: 'unplaced', quote: { exact: 'The dam,' } });
    expect(lost?.pieces.map(({ exact }) => exact)).toEqual(['villages']);
    newText(TEXT);
    expect(list()[0]).toMatchObject({ start: 0, end: 8, status: 'anchored' });
    expect(list()[0]?.pieces).toEqual([{ ...spanOf('villages'), exact: 'villages' }]);
  });

  test('an unplaced one is placed again by hand, with a step of undo', () => {
    const { annotationId } = project.code('a1', 'The dam,', ['Promise']);
    newText('The old dam will hold.');
    expect(list()[0]?.status).toBe('unplaced');
    const placed = edit(annotationId, { span: { start: 0, end: 11 } });
    expect(placed).toMatchObject({ status: 'anchored', start: 0, end: 11, quote: { exact: 'The old dam' } });
    expect(project.lastLabel()).toBe('Placed “Promise” again');
    project.undo();
    expect(list()[0]).toMatchObject({ status: 'unplaced', quote: { exact: 'The dam,' } });
  });
});
