import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertTextVersion } from '../../electron/backend/db/text-version.ts';
import { reanchor } from '../../electron/backend/services/import/reanchor.ts';
import { type TestProject, testProject } from '../support/project.ts';

// An article whose first line turns out to be furniture, after it was coded.
const FURNITURE = 'Harbour Courier | News | Weather\n\n';
const BODY = 'The council voted for the ferry on Tuesday.\n\nThe ferry will sail again from the first of April.';
const QUOTE = 'will sail again';

let project: TestProject;
let article: number;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  article = project.addArticle({ articleId: 'ferry', text: FURNITURE + BODY });
});
afterEach(() => project.close());

const undo = () => project.call('history.undo', {});
const redo = () => project.call('history.redo', {});
const coded = () => {
  const { text } = project.call('articles.get', { articleId: 'ferry' });
  return project.call('annotations.ofArticle', { articleId: 'ferry' }).map(({ start, end, status, quote }) => ({
    words: start === null ? null : text.slice(start, end ?? 0),
    status,
    exact: quote?.exact,
  }));
};

function code(quote: string) {
  const { text, textVersionId } = project.call('articles.get', { articleId: 'ferry' });
  const start = text.indexOf(quote);
  return project.call('annotations.create', {
    articleId: 'ferry',
    ...{ textVersionId, level: 'span', start, end: start + quote.length, quote, codeIds: [] },
  }).annotationId;
}

function span(annotationId: string, quote: string) {
  const { text } = project.call('articles.get', { articleId: 'ferry' });
  const start = text.indexOf(quote);
  project.call('annotations.edit', { annotationId, span: { start, end: start + quote.length } });
}

/** What cleaning does with an article: a new text in force, and whatever is on it placed anew. */
function bring(text: string) {
  const { db } = project;
  const version = insertTextVersion(db, {
    ...{
      article,
      cause: 'cleaning',
      extractor: 'test 2',
      text,
      sha256: `hash of ${text.length}`,
      blocks: [],
      at: project.at(),
    },
  });
  db.run('UPDATE article SET text_version_id = ? WHERE id = ?', version, article);
  reanchor(db, article, version, text);
}

/** The former text as if it had never been: what cleaning does with a text on which nothing stands. */
function forgetFormerText() {
  const { db } = project;
  db.run('DELETE FROM text_body WHERE text_version_id <> (SELECT text_version_id FROM article)');
  db.run('DELETE FROM text_version WHERE id <> (SELECT text_version_id FROM article)');
}

const PLACED = { words: QUOTE, status: 'anchored', exact: QUOTE };

describe('a change made before its article got a new text', () => {
  it('is undone and done again: an annotation made', () => {
    code(QUOTE);
    bring(BODY);
    expect(coded()).toEqual([PLACED]);
    undo();
    expect(coded()).toEqual([]);
    redo();
    expect(coded()).toEqual([PLACED]);
    undo();
    expect(coded()).toEqual([]);
  });

  it('brings a deleted annotation back at its words, not at its former place', () => {
    const annotationId = code(QUOTE);
    project.call('annotations.delete', { annotationId });
    bring(BODY);
    forgetFormerText();
    undo();
    expect(coded()).toEqual([PLACED]);
  });

  it('gives a span its former words', () => {
    const annotationId = code('The ferry will sail');
    span(annotationId, QUOTE);
    bring(BODY);
    undo();
    expect(coded()).toEqual([{ words: 'The ferry will sail', status: 'anchored', exact: 'The ferry will sail' }]);
    redo();
    expect(coded()).toEqual([PLACED]);
  });

  it('whose words the new text lacks: brought back unplaced, with its quote', () => {
    const annotationId = code('Harbour Courier');
    project.call('annotations.delete', { annotationId });
    bring(BODY);
    undo();
    expect(coded()).toEqual([{ words: null, status: 'unplaced', exact: 'Harbour Courier' }]);
  });

  it('brings a discontinuous span back whole, or unplaced when the new text lacks a piece of it', () => {
    const pieces = () => project.call('annotations.ofArticle', { articleId: 'ferry' })[0]?.pieces;
    const whole = code('The council');
    const { text } = project.call('articles.get', { articleId: 'ferry' });
    const further = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    project.call('annotations.edit', { annotationId: whole, pieces: [further(QUOTE)] });
    project.call('annotations.delete', { annotationId: whole });
    bring(BODY);
    undo();
    expect(coded()).toEqual([{ words: 'The council', status: 'anchored', exact: 'The council' }]);
    expect(pieces()).toEqual([{ start: BODY.indexOf(QUOTE), end: BODY.indexOf(QUOTE) + QUOTE.length, exact: QUOTE }]);
    redo();
    bring('The council voted for the ferry on Tuesday.');
    undo();
    expect(coded()).toEqual([{ words: null, status: 'unplaced', exact: 'The council' }]);
  });

  it('lets a memo be taken back and leaves the place alone', () => {
    const annotationId = code(QUOTE);
    project.call('annotations.edit', { annotationId, memo: 'a promise' });
    bring(BODY);
    undo();
    expect(project.call('annotations.ofArticle', { articleId: 'ferry' })).toMatchObject([{ memo: '' }]);
    expect(coded()).toEqual([PLACED]);
  });
});

describe('a change that another coder moved since', () => {
  it('is still a conflict', () => {
    const annotationId = code(QUOTE);
    project.actAs('Oskar');
    span(annotationId, 'The council');
    project.actAs('Rana');
    bring(BODY);
    expect(undo).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(coded()).toEqual([{ words: 'The council', status: 'anchored', exact: 'The council' }]);
  });
});
