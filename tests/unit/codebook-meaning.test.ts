import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { errorOf, type TestProject, testProject } from './support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.addArticle({ articleId: 'a1', text: 'Forty boats left. Nine came back. Two sank.', source: 'Vell Courier' });
  project.addArticle({ articleId: 'a2', text: 'Eleven barges stayed in the harbour.', source: 'Heron Post' });
});

const create = (name: string, more = {}) => project.call('codebook.create', { fields: { name, ...more } }).codeId;
const edit = (codeId: string, fields: object) => project.call('codebook.edit', { codeId, fields });
const codeOf = (codeId: string) => project.call('codebook.get', {}).codes.find((one) => one.codeId === codeId)!;
const versions = (codeId: string) => project.call('codebook.versions', { codeId }).versions;
const codings = (articleId = 'a1') =>
  project
    .call('annotations.ofArticle', { articleId })
    .map((one) => ({ quote: one.quote?.exact, codings: one.codings }));

/** Gives a value to the coding with this code on these words. */
function give(quote: string, codeId: string, attributeId: string, value: string) {
  const coding = ['a1', 'a2']
    .flatMap((id) => project.call('annotations.ofArticle', { articleId: id }))
    .find((one) => one.quote?.exact === quote)!
    .codings.find((one) => one.codeId === codeId)!;
  project.db.run('INSERT INTO coding_value VALUES (?, ?, ?)', coding.codingId, attributeId, value);
}
const attribute = (codeId: string, name: string) => codeOf(codeId).attributes.find((one) => one.name === name)!;

function lock(name = 'Pilot') {
  project.db.run(
    `INSERT INTO coding_round (round_id, name, is_blind, is_locked, sample, created_by, created_at)
     VALUES (?, ?, 0, 1, '{}', 1, ?)`,
    ...[randomUUID(), name, project.now()],
  );
}

describe('definitions by version', () => {
  test('each change of meaning is a version; codings keep theirs; the rest changes nothing', () => {
    const figure = create('Figure', { definition: 'A number.' });
    project.code('a1', 'Forty', ['Figure']);
    edit(figure, { definition: 'A number that counts something.' });
    edit(figure, { color: 4, shortcut: 'f', example: 'Forty boats' });
    project.code('a1', 'Nine', ['Figure']);
    expect(codings().map((one) => [one.quote, one.codings[0]?.codeVersion])).toEqual([
      ['Forty', 1],
      ['Nine', 2],
    ]);
    expect(versions(figure).map((one) => [one.version, one.definition, one.cause, one.coder, one.annotations])).toEqual(
      [
        [2, 'A number that counts something.', 'edited', 'Ada Quill', 1],
        [1, 'A number.', 'created', 'Ada Quill', 1],
      ],
    );
    expect(codeOf(figure).version).toBe(2);
    expect(project.call('codebook.uses', { codeId: figure }).groups.earlier).toBe(1);
    expect(
      project.call('codebook.uses', { codeId: figure, which: { by: 'earlier' } }).uses.map((use) => use.exact),
    ).toEqual(['Forty']);
  });

  test('undo takes a definition back, but not from under someone who has coded by it', () => {
    const figure = create('Figure', { definition: 'A number.' });
    edit(figure, { definition: 'A count.' });
    project.undo();
    expect(codeOf(figure)).toMatchObject({ definition: 'A number.', version: 1 });
    project.redo();
    project.use('Bo Lark');
    project.code('a1', 'Forty', ['Figure']);
    project.use('Ada Quill');
    expect(errorOf(() => project.undo()).code).toBe('CONFLICT');
    expect(codeOf(figure)).toMatchObject({ definition: 'A count.', version: 2 });
  });

  test('a definition that comes back is no earlier definition', () => {
    const figure = create('Figure', { definition: 'A number.' });
    project.code('a1', 'Forty', ['Figure']);
    edit(figure, { definition: 'A count.' });
    edit(figure, { definition: 'A number.' });
    expect(codeOf(figure).version).toBe(3);
    expect(project.call('codebook.uses', { codeId: figure }).groups.earlier).toBe(0);
  });

  test('the codebook has a number and a date of its own', () => {
    expect(project.call('codebook.state', {})).toEqual({ version: 0, at: null, codes: 0, lockedBy: null });
    const figure = create('Figure');
    edit(figure, { definition: 'A number.' });
    const at = project.now();
    create('Voices', { isCodable: false });
    edit(figure, { color: 3 });
    const state = project.call('codebook.state', {});
    expect(state).toMatchObject({ version: 3, codes: 1 });
    expect(state.at! > at).toBe(true);
  });
});

describe('attributes', () => {
  const drafts = [
    { name: 'Strength', type: 'choice' as const, allowed: ['weak', 'strong'] },
    { name: 'Amount', type: 'number' as const, allowed: [] },
  ];

  test('are asked in order, are part of the meaning, and come back by undo', () => {
    const figure = create('Figure');
    project.call('codebook.setAttributes', { codeId: figure, attributes: drafts });
    expect(codeOf(figure)).toMatchObject({ version: 2, attributes: drafts });
    const [strength, amount] = codeOf(figure).attributes;
    project.call('codebook.setAttributes', { codeId: figure, attributes: [amount!, strength!] });
    expect(codeOf(figure).attributes.map((one) => one.name)).toEqual(['Amount', 'Strength']);
    project.undo();
    project.undo();
    expect(codeOf(figure)).toMatchObject({ version: 1, attributes: [] });
  });

  test('one that goes says first what goes with it; a value no longer allowed stays and is shown', () => {
    const figure = create('Figure');
    project.call('codebook.setAttributes', { codeId: figure, attributes: drafts });
    project.code('a1', 'Forty', ['Figure']);
    project.code('a1', 'Nine', ['Figure']);
    const [strength, amount] = codeOf(figure).attributes as [never, never];
    give('Forty', figure, attribute(figure, 'Strength').attributeId, 'weak');
    give('Forty', figure, attribute(figure, 'Amount').attributeId, '40');
    give('Nine', figure, attribute(figure, 'Strength').attributeId, 'strong');

    const narrower = [{ ...(strength as object), allowed: ['strong'] }] as never;
    expect(
      project.call('codebook.effect', { change: { kind: 'attributes', codeId: figure, attributes: narrower } }),
    ).toMatchObject({ refusal: null, valuesLost: 1, valuesOutside: 1, valuesKept: 2, annotations: 1, articles: 1 });
    project.call('codebook.setAttributes', { codeId: figure, attributes: narrower });
    expect(project.call('codebook.values', { codeId: figure })).toEqual([
      {
        attributeId: (strength as { attributeId: string }).attributeId,
        given: [
          { value: 'strong', annotations: 1, fits: true },
          { value: 'weak', annotations: 1, fits: false },
        ],
      },
    ]);
    project.undo();
    expect(codings()[0]?.codings[0]?.values).toEqual({
      [(strength as { attributeId: string }).attributeId]: 'weak',
      [(amount as { attributeId: string }).attributeId]: '40',
    });
  });

  test('values of a choice that are renamed, even changed about, are renamed where they were given', () => {
    const figure = create('Figure');
    project.call('codebook.setAttributes', { codeId: figure, attributes: drafts });
    project.code('a1', 'Forty', ['Figure']);
    project.code('a1', 'Nine', ['Figure']);
    const strength = attribute(figure, 'Strength');
    give('Forty', figure, strength.attributeId, 'weak');
    give('Nine', figure, strength.attributeId, 'strong');
    project.call('codebook.setAttributes', {
      codeId: figure,
      attributes: [{ ...strength, allowed: ['strong', 'weak'] }],
      renamed: [
        { attributeId: strength.attributeId, from: 'weak', to: 'strong' },
        { attributeId: strength.attributeId, from: 'strong', to: 'weak' },
      ],
    });
    expect(codings().map((one) => Object.values(one.codings[0]!.values))).toEqual([['strong'], ['weak']]);
  });

  test('refuses two of one name, and a choice of nothing', () => {
    const figure = create('Figure');
    const set = (attributes: object[]) =>
      errorOf(() => project.call('codebook.setAttributes', { codeId: figure, attributes: attributes as never }));
    expect(set([drafts[0]!, { ...drafts[1], name: 'STRENGTH' }]).message).toContain('Two attributes');
    expect(set([{ ...drafts[0], allowed: [] }]).message).toContain('at least one value');
    expect(set([{ ...drafts[1], attributeId: randomUUID() }]).code).toBe('NOT_FOUND');
  });
});

describe('merging with attributes and definitions', () => {
  test('tells first, then keeps every value and definition but those that contradict', () => {
    const into = create('Figure', { definition: 'A number.' });
    const from = create('Quantity', { definition: 'An amount.', shortcut: 'q' });
    const strength = { name: 'Strength', type: 'choice' as const };
    project.call('codebook.setAttributes', {
      codeId: into,
      attributes: [
        { ...strength, allowed: ['weak'] },
        { name: 'Unit', type: 'text', allowed: [] },
      ],
    });
    project.call('codebook.setAttributes', {
      codeId: from,
      attributes: [
        { ...strength, allowed: ['strong'] },
        { name: 'Rounded', type: 'yes/no', allowed: [] },
      ],
    });
    project.code('a1', 'Forty', ['Figure', 'Quantity']);
    project.code('a1', 'Nine', ['Quantity']);
    project.use('Bo Lark');
    project.code('a2', 'Eleven', ['Quantity']);
    project.use('Ada Quill');
    give('Forty', into, attribute(into, 'Strength').attributeId, 'weak');
    give('Forty', from, attribute(from, 'Strength').attributeId, 'strong');
    give('Forty', from, attribute(from, 'Rounded').attributeId, 'yes');
    give('Nine', from, attribute(from, 'Strength').attributeId, 'strong');
    const before = [codings(), codings('a2'), project.call('codebook.get', {}).codes];

    expect(project.call('codebook.effect', { change: { kind: 'merge', codeId: from, intoId: into } })).toEqual({
      ...{ refusal: null, annotations: 3, articles: 2, claims: 0, coders: ['Ada Quill', 'Bo Lark'], codesBelow: 0 },
      ...{ doubles: 1, valuesKept: 2, valuesLost: 1, valuesOutside: 0, attributes: ['Rounded'], keys: ['q'] },
      hidesOthers: false,
    });
    project.call('codebook.merge', { codeId: from, intoId: into });
    const merged = codeOf(into);
    expect(merged.attributes.map((one) => [one.name, one.allowed])).toEqual([
      ['Strength', ['weak', 'strong']],
      ['Unit', []],
      ['Rounded', []],
    ]);
    const id = Object.fromEntries(merged.attributes.map((one) => [one.name, one.attributeId]));
    expect(codings().map((one) => one.codings.map(({ codeId, values }) => [codeId === into, values]))).toEqual([
      [[true, { [id.Strength!]: 'weak', [id.Rounded!]: 'yes' }]],
      [[true, { [id.Strength!]: 'strong' }]],
    ]);
    // Nine was coded as a Quantity, and that stays known.
    const madeUnder = versions(into).find((one) => one.version === codings()[1]!.codings[0]!.codeVersion);
    expect(madeUnder).toMatchObject({ name: 'Quantity', definition: 'An amount.', cause: 'carried', annotations: 2 });
    expect(versions(into)[0]).toMatchObject({ name: 'Figure', definition: 'A number.', cause: 'merged' });
    expect(project.db.all('PRAGMA foreign_key_check')).toEqual([]);

    project.undo();
    const sorted = (lists: typeof before) => JSON.parse(JSON.stringify(lists)) as unknown;
    const byId = (list: ReturnType<typeof codings>) =>
      list.map((one) => ({ ...one, codings: [...one.codings].sort((a, b) => a.codeId.localeCompare(b.codeId)) }));
    expect(sorted([byId(codings()), byId(codings('a2')), project.call('codebook.get', {}).codes])).toEqual(
      sorted([byId(before[0] as never), byId(before[1] as never), before[2] as never]),
    );
  });

  test('hands codes on claims and examples over too', () => {
    const [into, from] = [create('Figure'), create('Quantity')];
    const { annotationId } = project.code('a1', 'Forty', ['Quantity']);
    project.call('codebook.addExample', { codeId: from, annotationId });
    project.db.run(
      `INSERT INTO claim (claim_id, number, statement, coder, created_at, updated_at) VALUES ('c1', 1, 'Forty left.', 1, '', '')`,
    );
    project.db.run(`INSERT INTO claim_coding VALUES ('c1', ?, 1, ''), ('c1', ?, 1, '')`, into, from);
    expect(project.call('codebook.effect', { change: { kind: 'merge', codeId: from, intoId: into } })).toMatchObject({
      claims: 1,
      doubles: 1,
    });
    project.call('codebook.merge', { codeId: from, intoId: into });
    expect(project.db.column('SELECT code_id FROM claim_coding')).toEqual([into]);
    expect(project.call('codebook.examples', { codeId: into }).map((one) => one.exact)).toEqual(['Forty']);
  });
});

describe('splitting', () => {
  test('gives the chosen codings, with values and the definition they were made under, to a new code beside it', () => {
    const figure = create('Figure', { definition: 'A number.' });
    create('Voices');
    project.call('codebook.setAttributes', {
      codeId: figure,
      attributes: [{ name: 'Kind', type: 'choice', allowed: ['share', 'count'] }],
    });
    for (const quote of ['Forty', 'Nine']) project.code('a1', quote, ['Figure']);
    project.code('a2', 'Eleven', ['Figure']);
    const kind = attribute(figure, 'Kind').attributeId;
    give('Forty', figure, kind, 'count');
    give('Nine', figure, kind, 'share');
    edit(figure, { definition: 'A number that counts.' });

    const which = { by: 'value' as const, attributeId: kind, value: 'share' };
    expect(project.call('codebook.effect', { change: { kind: 'split', codeId: figure, which } })).toMatchObject({
      ...{ refusal: null, annotations: 1, articles: 1, valuesKept: 1, coders: ['Ada Quill'] },
    });
    const { codeId: share, codes } = project.call('codebook.split', {
      codeId: figure,
      which,
      fields: { name: 'Share' },
    });
    expect(codes.map((one) => [one.name, one.annotations])).toEqual([
      ['Figure', 2],
      ['Share', 1],
      ['Voices', 0],
    ]);
    const [nine] = project.call('codebook.uses', { codeId: share }).uses;
    expect(nine).toMatchObject({ exact: 'Nine', articleId: 'a1', source: 'Vell Courier', coder: 'Ada Quill' });
    expect(nine!.values).toEqual({ [attribute(share, 'Kind').attributeId]: 'share' });
    expect(versions(share).map((one) => [one.version, one.name, one.definition, one.cause, one.annotations])).toEqual([
      [2, 'Share', 'A number that counts.', 'split', 0],
      [1, 'Figure', 'A number.', 'carried', 1],
    ]);
    project.undo();
    expect(project.call('codebook.get', {}).codes.map((one) => [one.name, one.annotations])).toEqual([
      ['Figure', 3],
      ['Voices', 0],
    ]);
    expect(codings()[1]!.codings[0]!.values).toEqual({ [kind]: 'share' });
  });

  test('chooses by coder, by source or by hand, and refuses to move nothing', () => {
    const figure = create('Figure');
    project.code('a1', 'Forty', ['Figure']);
    project.use('Bo Lark');
    project.code('a2', 'Eleven', ['Figure']);
    const uses = (which: object) =>
      project.call('codebook.uses', { codeId: figure, which: which as never }).uses.map((use) => use.exact);
    const all = project.call('codebook.uses', { codeId: figure });
    expect(all.groups.coders).toEqual([
      { coder: 'Ada Quill', annotations: 1 },
      { coder: 'Bo Lark', annotations: 1 },
    ]);
    expect(uses({ by: 'coder', coder: 'Bo Lark' })).toEqual(['Eleven']);
    expect(
      uses({ by: 'source', sourceId: all.groups.sources.find((one) => one.name === 'Vell Courier')!.sourceId }),
    ).toEqual(['Forty']);
    expect(uses({ by: 'hand', codingIds: [all.uses[1]!.codingId] })).toEqual(['Eleven']);
    const nothing = { codeId: figure, which: { by: 'coder' as const, coder: 'Nobody' }, fields: { name: 'Share' } };
    expect(errorOf(() => project.call('codebook.split', nothing)).code).toBe('CONFLICT');
    expect(project.call('codebook.get', {}).codes.map((one) => one.name)).toEqual(['Figure']);
  });
});

describe('effects told before a change', () => {
  test('of archiving a group: all below it, their annotations and their keys', () => {
    const group = create('Numbers', { isCodable: false });
    const figure = project.call('codebook.create', {
      parentId: group,
      fields: { name: 'Figure', shortcut: 'f' },
    }).codeId;
    project.code('a1', 'Forty', ['Figure']);
    expect(project.call('codebook.effect', { change: { kind: 'archive', codeId: group } })).toMatchObject({
      ...{ annotations: 1, codesBelow: 1, keys: ['f'], refusal: null },
    });
    expect(
      project.call('codebook.effect', { change: { kind: 'move', codeId: group, parentId: figure } }).refusal,
    ).toContain('lies below it');
    expect(project.call('codebook.effect', { change: { kind: 'delete', codeId: figure } }).refusal).toContain(
      '1 annotation has',
    );
  });

  test('of making a group of a code, or of leaving out what it was given to', () => {
    const figure = create('Figure');
    project.code('a1', 'Forty', ['Figure']);
    const effect = (change: object) =>
      project.call('codebook.effect', { change: { kind: 'use', codeId: figure, ...change } as never }).annotations;
    expect(effect({ isCodable: false, appliesTo: ['span'] })).toBe(1);
    expect(effect({ isCodable: true, appliesTo: ['article'] })).toBe(1);
    expect(effect({ isCodable: true, appliesTo: ['span'] })).toBe(0);
  });
});

describe('a locked codebook', () => {
  test('refuses what changes meaning and says which round; colours, keys and examples stay free', () => {
    const [figure, other] = [create('Figure'), create('Other')];
    const { annotationId } = project.code('a1', 'Forty', ['Figure']);
    lock('Pilot');
    expect(project.call('codebook.state', {}).lockedBy).toBe('Pilot');
    const refused: [string, () => unknown][] = [
      ['create', () => create('New')],
      ['edit', () => edit(figure, { definition: 'Else.' })],
      ['attributes', () => project.call('codebook.setAttributes', { codeId: figure, attributes: [] })],
      ['move', () => project.call('codebook.move', { codeId: figure, parentId: null, position: 2 })],
      ['merge', () => project.call('codebook.merge', { codeId: figure, intoId: other })],
      [
        'split',
        () =>
          project.call('codebook.split', {
            codeId: figure,
            which: { by: 'coder', coder: 'Ada Quill' },
            fields: { name: 'X' },
          }),
      ],
      ['archive', () => project.call('codebook.archive', { codeId: figure, archived: true })],
      ['delete', () => project.call('codebook.delete', { codeId: other })],
      ['preset', () => project.call('codebook.addPreset', { presetId: 'persuasion-23' })],
      [
        'import',
        () =>
          project.call('codebook.importFile', {
            file: { name: 'c.csv', bytes: new TextEncoder().encode('name\nNew\n') },
          }),
      ],
      ['kind', () => project.call('relations.createKind', { fields: { name: 'Answers' } })],
    ];
    for (const [what, work] of refused) {
      const error = errorOf(work);
      expect([what, error.code, error.message.includes('“Pilot”')]).toEqual([what, 'CONFLICT', true]);
    }
    expect(project.call('codebook.effect', { change: { kind: 'archive', codeId: figure } }).refusal).toContain(
      '“Pilot”',
    );
    edit(figure, { color: 7, shortcut: 'f', example: 'Forty boats' });
    project.call('codebook.addExample', { codeId: figure, annotationId });
    expect(codeOf(figure)).toMatchObject({ color: 7, shortcut: 'f', version: 1 });
    project.db.run('UPDATE coding_round SET ended_at = ?', project.now());
    edit(figure, { definition: 'Else.' });
    expect(codeOf(figure).version).toBe(2);
  });
});

test('while a blind round runs, nothing of the codebook counts or shows what others did in its articles', () => {
  const [figure, other] = [create('Figure'), create('Other')];
  project.call('codebook.setAttributes', {
    codeId: figure,
    attributes: [{ name: 'Amount', type: 'number', allowed: [] }],
  });
  project.code('a1', 'Forty', ['Figure']);
  project.use('Bo Lark');
  const theirs = project.code('a1', 'Nine', ['Figure', 'Other']);
  project.use('Ada Quill');
  give('Nine', figure, attribute(figure, 'Amount').attributeId, '9');
  const seen = () => ({
    counts: project.call('codebook.get', {}).codes.map((code) => [code.annotations, code.articles]),
    uses: project.call('codebook.uses', { codeId: figure }),
    versions: versions(figure).map((one) => one.annotations),
    values: project.call('codebook.values', { codeId: figure }),
    merge: project.call('codebook.effect', { change: { kind: 'merge', codeId: figure, intoId: other } }),
    attributes: project.call('codebook.effect', { change: { kind: 'attributes', codeId: figure, attributes: [] } }),
  });
  expect(seen()).toMatchObject({ merge: { annotations: 2, doubles: 1, coders: ['Ada Quill', 'Bo Lark'] } });
  const round = randomUUID();
  project.db.run(
    `INSERT INTO coding_round (round_id, name, is_blind, is_locked, sample, created_by, created_at)
     VALUES (?, 'Pilot', 1, 0, '{}', 1, ?)`,
    ...[round, project.now()],
  );
  project.db.run(`INSERT INTO assignment (round_id, coder, article, ord) VALUES (?, 1, 1, 0)`, round);
  const blind = seen();
  expect(blind.counts).toEqual([
    [1, 1],
    [0, 0],
  ]);
  expect(blind.uses).toMatchObject({ total: 1, groups: { coders: [{ coder: 'Ada Quill', annotations: 1 }] } });
  expect(blind.versions).toEqual([1, 0]);
  expect(blind.values).toEqual([{ attributeId: attribute(figure, 'Amount').attributeId, given: [] }]);
  expect(blind.merge).toMatchObject({ annotations: 1, doubles: 0, coders: ['Ada Quill'], hidesOthers: true });
  expect(blind.attributes).toMatchObject({ valuesLost: 0, annotations: 0 });
  expect(JSON.stringify(blind)).not.toContain('Bo Lark');
  expect(
    errorOf(() => project.call('codebook.addExample', { codeId: figure, annotationId: theirs.annotationId })).code,
  ).toBe('NOT_FOUND');
});

describe('examples taken from coded spans', () => {
  test('keep the words and the place, for and against, and outlive the annotation', () => {
    const figure = create('Figure');
    const forty = project.code('a1', 'Forty', ['Figure']);
    const nine = project.code('a1', 'Nine', ['Figure']);
    const { exampleId } = project.call('codebook.addExample', { codeId: figure, annotationId: forty.annotationId });
    project.call('codebook.addExample', {
      ...{ codeId: figure, annotationId: nine.annotationId, isPositive: false, note: 'A guess.' },
    });
    expect(
      errorOf(() => project.call('codebook.addExample', { codeId: figure, annotationId: forty.annotationId })).code,
    ).toBe('CONFLICT');
    const list = () => project.call('codebook.examples', { codeId: figure });
    expect(list()).toMatchObject([
      { exact: 'Forty', isPositive: true, place: { articleId: 'a1', start: 0, end: 5 } },
      { exact: 'Nine', isPositive: false, note: 'A guess.', place: { start: 18, end: 22 } },
    ]);
    project.call('annotations.delete', { annotationId: forty.annotationId });
    expect(list()[0]).toMatchObject({ exact: 'Forty', place: { articleId: 'a1', start: null } });
    project.call('codebook.editExample', { exampleId, isPositive: false, note: 'On second thought.' });
    expect(list().map((one) => [one.exact, one.isPositive])).toEqual([
      ['Forty', false],
      ['Nine', false],
    ]);
    project.call('codebook.removeExample', { exampleId });
    expect(list().map((one) => one.exact)).toEqual(['Nine']);
    project.undo();
    expect(list()).toHaveLength(2);
  });
});

describe('kinds of relations', () => {
  test('are made, renamed, archived, and deleted while no relation is of them', () => {
    const { kindId } = project.call('relations.createKind', { fields: { name: 'Answers' } });
    expect(errorOf(() => project.call('relations.createKind', { fields: { name: 'answers' } })).code).toBe('CONFLICT');
    project.call('relations.editKind', { kindId, fields: { name: 'Replies to', isDirected: false } });
    project.call('relations.archiveKind', { kindId, archived: true });
    expect(project.call('relations.kinds', {}).kinds).toMatchObject([
      { name: 'Replies to', isDirected: false, archived: true, relations: 0, color: 1 },
    ]);
    const [a, b] = [project.code('a1', 'Forty', []), project.code('a1', 'Nine', [])];
    project.db.run(
      `INSERT INTO relation (relation_id, kind_id, from_id, to_id, coder, created_at, updated_at) VALUES (?, ?, ?, ?, 1, '', '')`,
      ...[randomUUID(), kindId, a.annotationId, b.annotationId],
    );
    expect(errorOf(() => project.call('relations.deleteKind', { kindId })).message).toContain('1 relation is');
    project.db.run('DELETE FROM relation');
    project.call('relations.deleteKind', { kindId });
    expect(project.call('relations.kinds', {}).kinds).toEqual([]);
  });
});
