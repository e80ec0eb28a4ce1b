import { beforeEach, describe, expect, test } from 'vitest';
import { errorOf, type TestProject, testProject } from './support/project.ts';

const TEXT = 'Prices rose by 12 percent, the harbour board said.';
let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.addArticle({ articleId: 'a1', text: TEXT });
});

const list = () => project.call('annotations.ofArticle', { articleId: 'a1' });

/** A code with attributes; their ids by name. */
function codeWith(
  name: string,
  attributes: { name: string; type: 'choice' | 'number' | 'text' | 'yes/no'; allowed?: string[] }[],
) {
  const codeId = project.codeNamed(name);
  const drafts = attributes.map((one) => ({ allowed: [], ...one }));
  const { codes } = project.call('codebook.setAttributes', { codeId, attributes: drafts });
  const known = codes.find((code) => code.codeId === codeId)!.attributes;
  return { codeId, ids: Object.fromEntries(known.map((one) => [one.name, one.attributeId])) as Record<string, string> };
}
const give = (annotationId: string, codeId: string, attributeId: string, value: string | null) =>
  project.call('annotations.edit', { annotationId, values: [{ codeId, attributeId, value }] });

describe('values of attributes', () => {
  test('are given, changed and taken back, each as a step of undo', () => {
    const { codeId, ids } = codeWith('Figure', [{ name: 'Amount', type: 'number' }]);
    const { annotationId } = project.code('a1', '12 percent', ['Figure']);
    expect(give(annotationId, codeId, ids.Amount!, ' 12 ').codings[0]?.values).toEqual({ [ids.Amount!]: '12' });
    expect(project.lastLabel()).toBe('Set attributes of “Figure”');
    give(annotationId, codeId, ids.Amount!, '12.5');
    project.undo();
    expect(list()[0]?.codings[0]?.values).toEqual({ [ids.Amount!]: '12' });
    expect(give(annotationId, codeId, ids.Amount!, null).codings[0]?.values).toEqual({});
  });

  test.each([
    ['number', [], 'twelve', 'a number'],
    ['yes/no', [], 'perhaps', 'yes or no'],
    ['choice', ['own', 'quoted'], 'other', 'own, quoted'],
  ] as const)('of type %s refuse what does not fit, and say what does', (type, allowed, value, words) => {
    const { codeId, ids } = codeWith('Figure', [{ name: 'X', type, allowed: [...allowed] }]);
    const { annotationId } = project.code('a1', '12 percent', ['Figure']);
    const refusal = errorOf(() => give(annotationId, codeId, ids.X!, value));
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.message).toContain(words);
    expect(list()[0]?.codings[0]?.values).toEqual({});
  });

  test('go with their code and come back with it', () => {
    const { codeId, ids } = codeWith('Figure', [{ name: 'Amount', type: 'number' }]);
    const { annotationId } = project.code('a1', '12 percent', ['Figure']);
    give(annotationId, codeId, ids.Amount!, '12');
    project.call('annotations.edit', { annotationId, removeCodeIds: [codeId] });
    expect(project.db.value('SELECT count(*) FROM coding_value')).toBe(0);
    project.undo();
    expect(list()[0]?.codings[0]?.values).toEqual({ [ids.Amount!]: '12' });
    project.call('annotations.delete', { annotationId });
    project.undo();
    expect(list()[0]?.codings[0]?.values).toEqual({ [ids.Amount!]: '12' });
  });
});

describe('recoding', () => {
  test('keeps the values that attributes of the same name and type let through', () => {
    const choice = (allowed: string[]) => ({ name: 'Voice', type: 'choice' as const, allowed });
    const figure = codeWith('Figure', [choice(['own', 'quoted']), { name: 'Amount', type: 'number' }]);
    const estimate = codeWith('Estimate', [choice(['quoted']), { name: 'amount', type: 'number' }]);
    const { annotationId } = project.code('a1', '12 percent', ['Figure']);
    give(annotationId, figure.codeId, figure.ids.Voice!, 'own');
    give(annotationId, figure.codeId, figure.ids.Amount!, '12');
    const to = { annotationId, fromCodeId: figure.codeId, toCodeId: estimate.codeId };
    const recoded = project.call('annotations.recode', to);
    expect(recoded.codings.map(({ codeId, values }) => [codeId, values])).toEqual([
      [estimate.codeId, { [estimate.ids.amount!]: '12' }],
    ]);
    expect(project.lastLabel()).toBe('Recoded “Figure” as “Estimate”');
    project.undo();
    expect(list()[0]?.codings[0]).toMatchObject({
      codeId: figure.codeId,
      values: { [figure.ids.Voice!]: 'own', [figure.ids.Amount!]: '12' },
    });
  });

  test('into a code that is there leaves one coding', () => {
    const { annotationId, codings } = project.code('a1', '12 percent', ['Figure', 'Claim']);
    const [from, to] = codings.map(({ codeId }) => codeId);
    const recoded = project.call('annotations.recode', { annotationId, fromCodeId: from!, toCodeId: to! });
    expect(recoded.codings.map(({ codingId }) => codingId)).toEqual([codings[1]!.codingId]);
  });

  test('replaces the code that is named and leaves the others', () => {
    const { annotationId, codings } = project.code('a1', '12 percent', ['Figure', 'Claim']);
    const toCodeId = project.codeNamed('Estimate');
    const recoded = project.call('annotations.recode', { annotationId, fromCodeId: codings[1]!.codeId, toCodeId });
    expect(recoded.codings.map(({ codeId }) => codeId)).toEqual([codings[0]!.codeId, toCodeId]);
  });

  test('replaces all of them in one step', () => {
    const { annotationId, codings } = project.code('a1', '12 percent', ['Figure', 'Claim']);
    const toCodeId = project.codeNamed('Estimate');
    const recoded = project.call('annotations.recode', { annotationId, fromCodeId: null, toCodeId });
    expect(recoded.codings.map(({ codeId }) => codeId)).toEqual([toCodeId]);
    expect(project.lastLabel()).toBe('Recoded “Figure”, “Claim” as “Estimate”');
    project.undo();
    expect(
      list()[0]
        ?.codings.map(({ codeId }) => codeId)
        .sort(),
    ).toEqual(codings.map(({ codeId }) => codeId).sort());
  });

  test('of all into one of them keeps that one; of none is refused', () => {
    const { annotationId, codings } = project.code('a1', '12 percent', ['Figure', 'Claim']);
    const [figure, claim] = codings.map(({ codeId }) => codeId);
    const recoded = project.call('annotations.recode', { annotationId, fromCodeId: null, toCodeId: claim! });
    expect(recoded.codings.map(({ codingId }) => codingId)).toEqual([codings[1]!.codingId]);
    project.call('annotations.edit', { annotationId, removeCodeIds: [claim!] });
    const none = { annotationId, fromCodeId: null, toCodeId: figure! };
    expect(errorOf(() => project.call('annotations.recode', none)).code).toBe('NOT_FOUND');
  });
});

describe('two windows on one annotation', () => {
  test('the second memo is refused with both, and nothing is written over the first', () => {
    const { annotationId, memo } = project.code('a1', '12 percent', ['Figure'], { memo: 'check' });
    const write = (text: string) => project.call('annotations.edit', { annotationId, memo: text, seen: { memo } });
    write('Checked with the board.');
    const refusal = errorOf(() => write('The board denies it.'));
    expect(refusal).toMatchObject({
      code: 'CONFLICT',
      details: { field: 'memo', yours: 'The board denies it.', theirs: 'Checked with the board.' },
    });
    expect(list()[0]?.memo).toBe('Checked with the board.');
  });

  test('changes of different things both stay', () => {
    const { annotationId } = project.code('a1', '12 percent', ['Figure'], { memo: 'check' });
    project.call('annotations.edit', { annotationId, memo: 'Checked.', seen: { memo: 'check' } });
    project.call('annotations.edit', { annotationId, confidence: 70, seen: { confidence: null } });
    project.call('annotations.edit', { annotationId, addCodeIds: [project.codeNamed('Claim')] });
    expect(list()[0]).toMatchObject({ memo: 'Checked.', confidence: 70, codings: [{}, {}] });
  });

  test('a span that moved meanwhile is not moved from where it no longer is', () => {
    const { annotationId, start, end } = project.code('a1', '12 percent', ['Figure']);
    const seen = { span: { start: start!, end: end! } };
    project.call('annotations.edit', { annotationId, span: { start: start! - 3, end: end! }, seen });
    const second = () =>
      project.call('annotations.edit', { annotationId, span: { start: start!, end: end! + 1 }, seen });
    expect(errorOf(second).details).toMatchObject({ field: 'span', theirs: { start: start! - 3, end: end! } });
  });

  test('writing to one that the other deleted says so', () => {
    const { annotationId } = project.code('a1', '12 percent', ['Figure']);
    project.call('annotations.delete', { annotationId });
    expect(errorOf(() => project.call('annotations.edit', { annotationId, memo: 'x' })).code).toBe('NOT_FOUND');
  });
});
