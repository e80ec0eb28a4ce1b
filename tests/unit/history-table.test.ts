import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestProject, testProject } from '../support/project.ts';

const TEXT = 'The ferry was late again on Monday. Nobody said why.';
let project: TestProject;
let codeId: string;
beforeEach(() => {
  project = testProject();
  project.actAs('Ada');
  project.addArticle({ articleId: 'ferry', title: 'Ferry late', text: TEXT });
  project.addArticle({ articleId: 'bridge', title: 'Bridge shut', text: TEXT });
  codeId = project.call('codebook.create', { fields: { name: 'Delay' } }).codeId;
});
afterEach(() => project.close());

function code(quote: string, codeIds: string[] = [codeId]) {
  const { textVersionId } = project.call('articles.get', { articleId: 'ferry' });
  const start = TEXT.indexOf(quote);
  return project.call('annotations.create', {
    ...{ articleId: 'ferry', textVersionId, level: 'span', start, end: start + quote.length, quote, codeIds },
  });
}
const decide = (articleId: string, decision: 'include' | 'exclude', reason: string | null = null) =>
  project.call('triage.decide', { targets: { articleIds: [articleId] }, decision, reason });
const table = (filter: object = {}) => project.call('history.table', filter);
const labels = (filter: object = {}) => table(filter).rows.map(({ label }) => label);

describe('who changed what when', () => {
  it('is a table, the newest first, by coder, kind, article and day', () => {
    code('late again');
    project.actAs('Ben');
    decide('ferry', 'include');
    decide('bridge', 'exclude', 'off topic');
    expect(
      table().rows.map(({ coder, kind, label, articleId, articleTitle }) => [
        coder,
        kind,
        label,
        articleId,
        articleTitle,
      ]),
    ).toEqual([
      ['Ben', 'triage', 'Excluded “Bridge shut”', 'bridge', 'Bridge shut'],
      ['Ben', 'triage', 'Included “Ferry late”', 'ferry', 'Ferry late'],
      ['Ada', 'annotations', 'Coded “Delay”', 'ferry', 'Ferry late'],
      ['Ada', 'codebook', 'Created the code “Delay”', null, null],
    ]);
    expect(labels({ coders: ['ada'] })).toEqual(['Coded “Delay”', 'Created the code “Delay”']);
    expect(labels({ kinds: ['triage'], articleId: 'bridge' })).toEqual(['Excluded “Bridge shut”']);
    expect(labels({ from: '2025-05-01', to: '2025-05-01' })).toHaveLength(4);
    expect(table({ to: '2025-04-30' })).toEqual({ total: 0, rows: [] });
  });

  it('comes in pages that say how many there are', () => {
    for (let n = 0; n < 5; n++) decide('ferry', n % 2 ? 'exclude' : 'include');
    const first = table({ limit: 4 });
    expect(first.total).toBe(6);
    const second = table({ limit: 4, before: first.rows.at(-1)!.changeId });
    expect([...first.rows, ...second.rows].map(({ changeId }) => changeId)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('shows what stood there before and after', () => {
    const { annotationId } = code('late again');
    project.call('annotations.edit', { annotationId, memo: 'twice this week' });
    project.call('annotations.edit', { annotationId, removeCodeIds: [codeId] });
    decide('ferry', 'include', 'on topic');
    decide('ferry', 'exclude', 'off topic');
    const details = (back: number) =>
      project.call('history.details', { changeId: table().rows[back]!.changeId }).details;
    expect(details(0)).toEqual([
      { what: 'Decision', of: 'Ferry late', before: 'include', after: 'exclude' },
      { what: 'Reason', of: 'Ferry late', before: 'on topic', after: 'off topic' },
    ]);
    expect(details(2)).toEqual([{ what: 'Code', of: 'late again', before: 'Delay', after: null }]);
    expect(details(3)).toEqual([{ what: 'Memo', of: 'late again', before: null, after: 'twice this week' }]);
    expect(details(4)).toEqual([
      { what: 'Annotation', of: null, before: null, after: 'late again' },
      { what: 'Code', of: 'late again', before: null, after: 'Delay' },
    ]);
  });

  it('says why a change cannot be undone now', () => {
    decide('ferry', 'include');
    decide('ferry', 'exclude');
    decide('bridge', 'include');
    expect(table().rows.map(({ notUndoable }) => notUndoable)).toEqual([
      null,
      'Undo goes back in order: one later change comes first.',
      'Undo goes back in order: 2 later changes come first.',
      'Undo goes back in order: 3 later changes come first.',
    ]);
    project.call('history.undo', {});
    expect(
      table()
        .rows.slice(0, 2)
        .map(({ undone, notUndoable }) => [undone, notUndoable]),
    ).toEqual([
      [true, 'Taken back already; redo does it again.'],
      [false, null],
    ]);
    decide('bridge', 'exclude');
    expect(table().rows[1]).toMatchObject({
      undone: true,
      notUndoable: 'Taken back, and something else was done since.',
    });
    project.actAs('Ben');
    expect(table().rows[0]?.notUndoable).toBe('Only Ada can take it back.');
  });
});

describe('the history of one annotation', () => {
  it('has its making, its codes and every later change, also of codes that are gone, and nothing of others', () => {
    const other = project.call('codebook.create', { fields: { name: 'Blame' } }).codeId;
    const { annotationId } = code('late again');
    code('Nobody said why', [other]);
    project.call('annotations.edit', { annotationId, addCodeIds: [other], memo: 'a memo' });
    project.call('annotations.edit', { annotationId, removeCodeIds: [codeId] });
    project.actAs('Ben');
    project.call('annotations.edit', { annotationId, confidence: 70 });
    const told = project
      .call('history.ofAnnotation', { annotationId })
      .map(({ coder, details }) => [
        coder,
        ...details.map(({ what, before, after }) => `${what}: ${before} → ${after}`),
      ]);
    expect(told).toEqual([
      ['Ben', 'Confidence: null → 70 %'],
      ['Ada', 'Code: Delay → null'],
      ['Ada', 'Code: null → Blame', 'Memo: null → a memo'],
      ['Ada', 'Annotation: null → late again', 'Code: null → Delay'],
    ]);
  });

  it('goes on after the annotation was deleted', () => {
    const { annotationId } = code('late again');
    project.call('annotations.delete', { annotationId });
    expect(project.call('history.ofAnnotation', { annotationId }).map(({ label }) => label)).toHaveLength(2);
  });
});
