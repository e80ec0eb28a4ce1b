import { beforeEach, describe, expect, test } from 'vitest';
import { errorOf, type TestProject, testProject } from './support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.addArticle({ articleId: 'a1', text: 'The dam will hold. The dam broke in May.' });
  project.addArticle({ articleId: 'a2', text: 'Engineers had warned of the dam.', title: 'Warnings' });
});

function kind(name: string, isDirected = true): string {
  const fields = { name, definition: '', isDirected, color: 3 };
  const { kinds } = project.call('relations.createKind', { fields });
  return kinds.find((one) => one.name === name)!.kindId;
}
const relations = (articleId = 'a1') => project.call('relations.ofArticle', { articleId });

describe('relations', () => {
  test('lead from one annotation to another and are listed with both articles', () => {
    const kindId = kind('contradicts');
    const from = project.code('a1', 'The dam will hold', ['Promise']);
    const to = project.code('a2', 'Engineers had warned', ['Warning']);
    const made = project.call('relations.create', {
      kindId,
      fromId: from.annotationId,
      toId: to.annotationId,
      memo: 'Same week.',
    });
    expect(made).toMatchObject({ kindId, fromId: from.annotationId, toId: to.annotationId, coder: 'Ada Quill' });
    expect(project.lastLabel()).toBe('Related two annotations by “contradicts”');
    expect(relations()).toEqual({
      relations: [made],
      ends: [
        {
          annotationId: to.annotationId,
          articleId: 'a2',
          articleTitle: 'Warnings',
          codeIds: [to.codings[0]!.codeId],
          exact: 'Engineers had warned',
          start: 0,
          end: 20,
        },
      ],
    });
    expect(relations('a2').ends.map(({ annotationId }) => annotationId)).toEqual([from.annotationId]);
    expect(project.touched.at(-1)?.articleIds).toEqual(['a1', 'a2']);
  });

  test('change kind, direction and memo, and are deleted, each as a step of undo', () => {
    const first = project.code('a1', 'The dam will hold', ['Promise']).annotationId;
    const second = project.code('a1', 'The dam broke', ['Event']).annotationId;
    const { relationId } = project.call('relations.create', { kindId: kind('causes'), fromId: first, toId: second });
    expect(project.call('relations.edit', { relationId, turn: true })).toMatchObject({ fromId: second, toId: first });
    const refutes = kind('refutes');
    expect(project.call('relations.edit', { relationId, kindId: refutes, memo: 'May' })).toMatchObject({
      kindId: refutes,
      memo: 'May',
    });
    project.call('relations.delete', { relationId });
    expect(relations().relations).toEqual([]);
    project.undo();
    expect(relations().relations).toHaveLength(1);
  });

  test('refuse one annotation with itself, the same twice, and either way round where direction means nothing', () => {
    const first = project.code('a1', 'The dam will hold', ['Promise']).annotationId;
    const second = project.code('a1', 'The dam broke', ['Event']).annotationId;
    const relate = (kindId: string, fromId: string, toId: string) =>
      project.call('relations.create', { kindId, fromId, toId });
    const [causes, alike] = [kind('causes'), kind('is like', false)];
    expect(errorOf(() => relate(causes, first, first)).code).toBe('INVALID_INPUT');
    relate(causes, first, second);
    relate(causes, second, first);
    expect(errorOf(() => relate(causes, first, second)).code).toBe('CONFLICT');
    relate(alike, first, second);
    expect(errorOf(() => relate(alike, second, first)).message).toBe('The two are related by “is like” already.');
    expect(relations().relations).toHaveLength(3);
  });

  test('go with an annotation that is deleted, and come back with it', () => {
    const first = project.code('a1', 'The dam will hold', ['Promise']).annotationId;
    const second = project.code('a2', 'the dam', ['Event']).annotationId;
    const made = project.call('relations.create', { kindId: kind('causes'), fromId: first, toId: second });
    project.call('annotations.delete', { annotationId: second });
    expect(relations().relations).toEqual([]);
    project.undo();
    expect(relations().relations).toEqual([made]);
  });
});
