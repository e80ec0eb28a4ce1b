/** Looking at the coding: passages in context, codes by each other, source and time, on a project counted by hand. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PassageFilterInput } from '../../shared/contract/rooms/results.ts';
import { type TestProject, testProject } from '../support/project.ts';

// Two sentences and a third in a paragraph of its own: 4 + 5, then 6 words.
const QUAY = 'The quay closes soon. Nobody was told about it.\nThe mayor calls that a rumour.';
const ROAD = 'The road stays open. Nobody was asked.';

let project: TestProject;
let code: Record<'blame' | 'loss' | 'wharf' | 'harbour', string>;

function annotate(articleId: string, quote: string | null, codeIds: string[], more: object = {}) {
  const { text, textVersionId } = project.call('articles.get', { articleId });
  const start = quote === null ? null : text.indexOf(quote);
  const end = start === null ? null : start + quote!.length;
  const level = quote === null ? ('article' as const) : ('span' as const);
  return project.call('annotations.create', { articleId, textVersionId, level, start, end, quote, codeIds, ...more });
}

beforeEach(() => {
  project = testProject();
  project.actAs('Ada');
  project.addArticle({ articleId: 'quay', title: 'Quay', text: QUAY, source: 'Post', publishedAt: '2025-03-14' });
  project.addArticle({ articleId: 'road', title: 'Road', text: ROAD, source: 'Herald', publishedAt: '2025-04-02' });
  project.addArticle({ articleId: 'year', title: 'Year', text: ROAD, source: null, publishedAt: '2025' });
  project.addArticle({ articleId: 'uncoded', title: 'Uncoded', text: QUAY, source: 'Post', publishedAt: '2025-03-20' });
  const make = (name: string, parentId: string | null = null) =>
    project.call('codebook.create', { parentId, fields: { name } }).codeId;
  const harbour = make('Harbour');
  code = { harbour, wharf: make('Wharf', harbour), blame: make('Blame'), loss: make('Loss') };
  annotate('quay', 'The quay closes', [code.wharf, code.loss], { confidence: 90 });
  annotate('quay', 'closes soon', [code.blame], { memo: 'who says so?' });
  annotate('quay', 'Nobody was told', [code.blame]);
  annotate('quay', 'a rumour', [code.loss]);
  annotate('road', 'Nobody was asked', [code.blame], { confidence: 40 });
  annotate('road', null, [code.harbour]);
  annotate('year', 'The road stays open', [code.loss]);
  project.actAs('Ben');
  annotate('quay', 'The quay', [code.wharf]);
  annotate('quay', 'rumour', []);
  project.actAs('Ada');
});
afterEach(() => project.close());

const passages = (filter: PassageFilterInput, more: object = {}) =>
  project.call('results.passages', { filter, ...more });
const quotes = (filter: PassageFilterInput, more: object = {}) => passages(filter, more).rows.map(({ exact }) => exact);

describe('passages', () => {
  it('stand in the order of articles and places, with the sentence around them', () => {
    const { total, articles, rows } = passages({ codeIds: [code.blame] });
    expect([total, articles]).toEqual([3, 2]);
    expect(rows.map(({ before, exact, after }) => [before, exact, after])).toEqual([
      ['The quay ', 'closes soon', '.'],
      ['', 'Nobody was told', ' about it.'],
      ['', 'Nobody was asked', '.'],
    ]);
    expect(rows[0]).toMatchObject({
      ...{ articleId: 'quay', title: 'Quay', source: 'Post', publishedAt: '2025-03-14', coder: 'Ada' },
      ...{ start: 9, end: 20, codeIds: [code.blame], memo: 'who says so?', status: 'anchored' },
    });
  });

  it('of a group are those of the codes below it, unless they are not wanted', () => {
    expect(quotes({ codeIds: [code.harbour] })).toEqual(['The quay', 'The quay closes', '']);
    expect(quotes({ codeIds: [code.harbour], withBelow: false })).toEqual(['']);
    expect(passages({ codeIds: [code.harbour], withBelow: false }).rows[0]).toMatchObject({
      level: 'article',
      start: null,
    });
  });

  it.each<[string, () => PassageFilterInput, string[]]>([
    ['coder', () => ({ coders: ['Ben'] }), ['The quay', 'rumour']],
    ['no code', () => ({ uncoded: true }), ['rumour']],
    ['source', () => ({ query: { sources: [2] }, level: 'span' }), ['Nobody was asked']],
    ['period of the article', () => ({ query: { publishedFrom: '2025-04-01' }, level: 'span' }), ['Nobody was asked']],
    ['words of the article', () => ({ query: { text: 'asked' }, codeIds: [code.blame] }), ['Nobody was asked']],
    ['words of the quote', () => ({ words: 'NOBODY' }), ['Nobody was told', 'Nobody was asked']],
    ['words of the memo', () => ({ words: 'says só' }), ['closes soon']],
    ['memo', () => ({ memo: 'with' }), ['closes soon']],
    ['confidence', () => ({ confidence: { from: 50, to: 100 } }), ['The quay closes']],
    ['month', () => ({ period: { unit: 'month', value: '2025-04' }, level: 'span' }), ['Nobody was asked']],
    ['unknown month', () => ({ period: { unit: 'month', value: null } }), ['The road stays open']],
    [
      'year',
      () => ({ period: { unit: 'year', value: '2025' }, codeIds: [code.loss] }),
      ['The quay closes', 'a rumour', 'The road stays open'],
    ],
  ])('are filtered by %s', (_by, filter, expected) => {
    expect(quotes(filter())).toEqual(expected);
  });

  it('are filtered by the value of an attribute, by claims and by the coder’s decision', () => {
    const { codes } = project.call('codebook.setAttributes', {
      codeId: code.blame,
      attributes: [{ name: 'Tone', type: 'choice', allowed: ['sharp', 'mild'] }],
    });
    const { attributes } = codes.find(({ codeId }) => codeId === code.blame)!;
    const { attributeId } = attributes[0]!;
    const [first] = passages({ codeIds: [code.blame] }).rows;
    project.call('annotations.edit', {
      annotationId: first!.annotationId,
      values: [{ codeId: code.blame, attributeId, value: 'sharp' }],
    });
    expect(quotes({ attribute: { attributeId, value: 'sharp' } })).toEqual(['closes soon']);
    expect(quotes({ attribute: { attributeId, value: null } })).toEqual(['Nobody was told', 'Nobody was asked']);

    const { textVersionId } = project.call('articles.get', { articleId: 'quay' });
    project.call('claims.create', {
      ...{ articleId: 'quay', textVersionId, start: 4, end: 15, quote: 'quay closes' },
      fields: { statement: 'The quay closes' },
    });
    expect(quotes({ claim: 'with', coders: ['Ada'] })).toEqual(['The quay closes', 'closes soon']);
    expect(quotes({ claim: 'without', codeIds: [code.loss] })).toEqual(['a rumour', 'The road stays open']);

    project.call('triage.decide', { targets: { articleIds: ['road'] }, decision: 'exclude' });
    expect(quotes({ query: { decisions: ['exclude'] }, level: 'span' })).toEqual(['Nobody was asked']);
  });

  it('are sorted and given page by page', () => {
    const sort = { column: 'length', descending: true } as const;
    expect(quotes({ codeIds: [code.loss] }, { sort })).toEqual(['The road stays open', 'The quay closes', 'a rumour']);
    expect(quotes({ codeIds: [code.loss] }, { sort, start: 1, count: 1 })).toEqual(['The quay closes']);
  });

  it('keep layers of adjudication out unless one is asked for', () => {
    project.db.run(`INSERT INTO coder (name, created_at, kind) VALUES ('gold', ?, 'layer')`, project.at());
    project.db.run(`UPDATE annotation SET coder = (SELECT id FROM coder WHERE name = 'gold') WHERE exact = 'a rumour'`);
    expect(quotes({ codeIds: [code.loss] })).toEqual(['The quay closes', 'The road stays open']);
    expect(quotes({ coders: ['gold'] })).toEqual(['a rumour']);
  });

  it('show what has changed since they were asked for', () => {
    expect(passages({ codeIds: [code.loss] }).total).toBe(3);
    const [first] = passages({ codeIds: [code.loss] }).rows;
    project.call('annotations.delete', { annotationId: first!.annotationId });
    expect(quotes({ codeIds: [code.loss] })).toEqual(['a rumour', 'The road stays open']);
  });

  it('stop when the caller has gone', () => {
    project.cancelled = true;
    expect(() => passages({ words: 'nobody' })).toThrow(expect.objectContaining({ code: 'CANCELLED' }));
  });
});

describe('a file of passages', () => {
  it('has the columns of annotations.csv, offsets in code points and every code of each annotation', () => {
    const { text, total, next } = project.call('results.passagesFile', {
      filter: { codeIds: [code.loss] },
      format: 'csv',
    });
    const lines = text.split('\r\n');
    expect(lines[0]).toMatch(/^"format_version","annotation_id","coding_id","article_id","article_title","source"/);
    expect([total, next, lines.length]).toEqual([3, null, 6]);
    expect(text).toContain('"Harbour/Wharf","Wharf","0","15","The quay closes"');
    expect(text).toContain('"Loss","Loss","0","15","The quay closes"');
  });

  it('comes piece by piece, its header once', () => {
    const ask = (start: number) =>
      project.call('results.passagesFile', { filter: { codeIds: [code.loss] }, format: 'csv', start, count: 2 });
    const pieces = [ask(0), ask(2)];
    expect(pieces.map(({ next }) => next)).toEqual([2, null]);
    const whole = project.call('results.passagesFile', { filter: { codeIds: [code.loss] }, format: 'csv' });
    expect(pieces.map(({ text }) => text).join('')).toBe(whole.text);
  });

  it('quotes in Markdown, with its source, codes, coder and memo, and nothing taken for markup', () => {
    project.db.run(`UPDATE annotation SET memo = 'see *this* [there]' WHERE exact = 'Nobody was told'`);
    const { text } = project.call('results.passagesFile', { filter: { memo: 'with' }, format: 'markdown' });
    expect(text).toBe(
      [
        '> closes soon\n\nPost, 2025-03-14, “Quay”. Blame; coded by Ada.\n\nMemo: who says so?\n\n',
        '> Nobody was told\n\nPost, 2025-03-14, “Quay”. Blame; coded by Ada.\n\nMemo: see \\*this\\* \\[there\\]\n\n',
      ].join(''),
    );
  });
});

describe('codes that stand together', () => {
  const matrix = (within: 'annotation' | 'overlap' | 'sentence' | 'article', more: object = {}) => {
    const { rows, cells, leftOut } = project.call('results.together', { filter: {}, within, ...more });
    const name = (at: number) => Object.entries(code).find(([, id]) => id === rows[at]!.codeId)![0];
    const found = cells.map(({ row, column, units, annotations }) => [name(row), name(column), units, annotations]);
    return { rows: rows.map(({ annotations, articles }, at) => [name(at), annotations, articles]), found, leftOut };
  };

  it('on the same annotation', () => {
    const { rows, found } = matrix('annotation');
    expect(rows).toEqual([
      ['harbour', 1, 1],
      ['wharf', 2, 1],
      ['blame', 3, 2],
      ['loss', 3, 2],
    ]);
    expect(found).toEqual([
      ['wharf', 'loss', 1, 1],
      ['loss', 'wharf', 1, 1],
    ]);
  });

  it('on spans that share a character, of one coder', () => {
    const { found, leftOut } = matrix('overlap');
    expect(found).toEqual([
      ['wharf', 'blame', 1, 1],
      ['wharf', 'loss', 1, 1],
      ['blame', 'wharf', 1, 1],
      ['blame', 'loss', 1, 1],
      ['loss', 'wharf', 1, 1],
      ['loss', 'blame', 1, 1],
    ]);
    expect(leftOut).toBe(1);
  });

  it('in the same sentence, across spans that do not touch', () => {
    annotate('quay', 'mayor', [code.blame]);
    const { found } = matrix('sentence');
    // The first sentence has wharf, loss and blame; the third blame and loss; the second only blame.
    expect(found).toEqual([
      ['wharf', 'blame', 1, 1],
      ['wharf', 'loss', 1, 1],
      ['blame', 'wharf', 1, 1],
      ['blame', 'loss', 2, 2],
      ['loss', 'wharf', 1, 1],
      ['loss', 'blame', 2, 2],
    ]);
  });

  it('anywhere in an article, whole-article codes too', () => {
    const { found, leftOut } = matrix('article');
    expect(found).toEqual([
      ['harbour', 'blame', 1, 1],
      ['wharf', 'blame', 1, 1],
      ['wharf', 'loss', 1, 1],
      ['blame', 'harbour', 1, 1],
      ['blame', 'wharf', 1, 2],
      ['blame', 'loss', 1, 2],
      ['loss', 'wharf', 1, 2],
      ['loss', 'blame', 1, 2],
    ]);
    expect(leftOut).toBe(0);
  });

  it('count with all below them where codes are rolled up', () => {
    const { rows, found } = matrix('article', { rollUp: true });
    expect(rows).toEqual([
      ['harbour', 3, 2],
      ['blame', 3, 2],
      ['loss', 3, 2],
    ]);
    expect(found).toContainEqual(['harbour', 'blame', 2, 2]);
  });

  it('each cell opens as many passages as it says', () => {
    for (const within of ['annotation', 'overlap', 'sentence', 'article'] as const) {
      for (const rollUp of [false, true]) {
        const { rows, cells } = project.call('results.together', { filter: {}, within, rollUp });
        for (const { row, column, annotations } of cells) {
          const [codeId, other] = [rows[row]!.codeId, rows[column]!.codeId];
          const filter = { codeIds: [codeId], withBelow: rollUp, together: { codeIds: [other], within } };
          expect(passages(filter).total, `${within} ${rollUp}`).toBe(annotations);
        }
      }
    }
  });

  it('a stretch of a discontinuous span counts, the gap does not', () => {
    const { rows } = passages({ codeIds: [code.loss], words: 'a rumour' });
    const { textVersionId } = project.call('articles.get', { articleId: 'quay' });
    expect(textVersionId).toBeDefined();
    project.call('annotations.edit', {
      annotationId: rows[0]!.annotationId,
      span: { start: QUAY.indexOf('a rumour'), end: QUAY.indexOf('a rumour') + 8 },
      pieces: [{ start: QUAY.indexOf('Nobody'), end: QUAY.indexOf('Nobody') + 6 }],
    });
    annotate('quay', 'about it', [code.wharf]);
    const { found } = matrix('overlap');
    expect(found).toContainEqual(['loss', 'blame', 2, 2]);
    expect(found).toContainEqual(['wharf', 'loss', 1, 1]);
  });
});

describe('codes by source and time', () => {
  it('by source: annotations, articles, and words of what was worked on, once for each coder', () => {
    const matrix = project.call('results.bySource', { filter: {} });
    expect(matrix.columns).toEqual([
      { key: '1', label: 'Post', annotations: 5, articles: 1, words: 30 },
      { key: '2', label: 'Herald', annotations: 2, articles: 1, words: 7 },
      { key: '0', label: '', annotations: 1, articles: 1, words: 7 },
    ]);
    expect(matrix.rows.map(({ codeId, annotations }) => [codeId, annotations])).toEqual([
      [code.harbour, 1],
      [code.wharf, 2],
      [code.blame, 3],
      [code.loss, 3],
    ]);
    expect(matrix.cells).toEqual([
      { row: 0, column: 1, annotations: 1, articles: 1 },
      { row: 1, column: 0, annotations: 2, articles: 1 },
      { row: 2, column: 0, annotations: 2, articles: 1 },
      { row: 2, column: 1, annotations: 1, articles: 1 },
      { row: 3, column: 0, annotations: 2, articles: 1 },
      { row: 3, column: 2, annotations: 1, articles: 1 },
    ]);
    expect([matrix.annotations, matrix.articles, matrix.words]).toEqual([8, 3, 44]);
  });

  it('an article that a coder finished without a finding counts among what was worked on', () => {
    const design = { query: {}, coders: ['Ada'], seed: 3, overlap: 0 };
    const { roundId } = project.call('rounds.create', { name: 'All', isBlind: false, isLocked: false, design });
    project.call('rounds.setDone', { roundId, articleId: 'uncoded', done: true });
    const [post] = project.call('results.bySource', { filter: {} }).columns;
    expect(post).toMatchObject({ annotations: 5, articles: 2, words: 45 });
  });

  it('by month, those known only by year apart; by year together', () => {
    const months = project.call('results.byTime', { filter: {}, unit: 'month' });
    expect(months.columns.map(({ key, annotations }) => [key, annotations])).toEqual([
      ['2025-03', 5],
      ['2025-04', 2],
      ['', 1],
    ]);
    const years = project.call('results.byTime', { filter: {}, unit: 'year' });
    expect(years.columns.map(({ key, annotations }) => [key, annotations])).toEqual([['2025', 8]]);
  });

  it('rolled up, an annotation with two codes of a group counts once', () => {
    annotate('road', 'The road stays', [code.harbour, code.wharf]);
    const { rows, cells } = project.call('results.bySource', { filter: { codeIds: [code.harbour] }, rollUp: true });
    expect(rows).toEqual([{ codeId: code.harbour, annotations: 4, articles: 2 }]);
    expect(cells.map(({ annotations }) => annotations)).toEqual([2, 2]);
  });

  it('each cell opens as many passages as it says', () => {
    const bySource = project.call('results.bySource', { filter: {} });
    for (const { row, column, annotations } of bySource.cells) {
      const filter = {
        ...{ codeIds: [bySource.rows[row]!.codeId], withBelow: false },
        query: { sources: [Number(bySource.columns[column]!.key)] },
      };
      expect(passages(filter).total).toBe(annotations);
    }
    const byTime = project.call('results.byTime', { filter: {}, unit: 'month' });
    for (const { row, column, annotations } of byTime.cells) {
      const period = { unit: 'month', value: byTime.columns[column]!.key || null } as const;
      expect(passages({ codeIds: [byTime.rows[row]!.codeId], withBelow: false, period }).total).toBe(annotations);
    }
  });
});
