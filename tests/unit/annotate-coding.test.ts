/** Attributes, versions of definitions and spans in several pieces, read back from our own CSV. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BOM, csvRecord } from '../../shared/text/csv-cells.ts';
import { errorOf, type TestProject, testProject } from './support/project.ts';

const TEXT = '😀 The dam, said Orla Finch, will hold. Nobody asked the 12 villages. The dam will not hold.';
const ARTICLE = { articleId: 'a1', text: TEXT };
let project: TestProject;
let folder: string;
const opened: TestProject[] = [];
function fresh(): TestProject {
  const other = testProject();
  opened.push(other);
  other.use('Someone Else');
  other.addArticle(ARTICLE);
  return other;
}
beforeEach(() => {
  project = fresh();
  project.use('Ada Quill');
  folder = mkdtempSync(join(tmpdir(), 'parallax-annotate-coding-'));
});
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
  rmSync(folder, { recursive: true });
});

const annotate = (csv: string, more = {}, into = project) => into.call('annotate.fromCsv', { csv, ...more });
const list = (of = project) => of.call('annotations.ofArticle', { articleId: 'a1' });
const csvOf = (columns: string[], ...rows: string[][]) => [columns, ...rows].map(csvRecord).join('');
const spanOf = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });
const codeOf = (name: string, of = project) => of.call('codebook.get', {}).codes.find((code) => code.name === name)!;

let exports = 0;
function exportOf(from: TestProject, profile: 'analysis' | 'excel' = 'analysis', file = 'annotations.csv'): string {
  const out = join(folder, `dataset-${++exports}`);
  from.internal('export/csv', { out, tag: 't', profile, overwrite: false, query: null });
  return readFileSync(join(out, file), 'utf8');
}

const ASKED = [
  { name: 'Amount', type: 'number' as const, allowed: [] },
  { name: 'Whose/by', type: 'choice' as const, allowed: ['own', '=quoted'] },
];

/** Two codes with attributes under a third, a changed definition, a span in three pieces and a highlight. */
function coded() {
  const top = project.codeNamed('and/or');
  const figure = project.call('codebook.create', { parentId: top, fields: { name: 'Figure' } }).codeId;
  project.call('codebook.setAttributes', { codeId: figure, attributes: ASKED });
  const [amount, whose] = codeOf('Figure').attributes;
  const first = project.code('a1', '12 villages', ['Figure', 'and/or']);
  project.call('annotations.edit', {
    annotationId: first.annotationId,
    values: [
      { codeId: figure, attributeId: amount!.attributeId, value: '-12' },
      { codeId: figure, attributeId: whose!.attributeId, value: '=quoted' },
    ],
  });
  project.call('codebook.edit', { codeId: figure, fields: { definition: 'A number that someone gives' } });
  const second = project.code('a1', 'The dam', ['Figure']);
  project.call('annotations.edit', {
    annotationId: second.annotationId,
    pieces: [spanOf('will hold'), spanOf('Nobody asked')],
  });
  project.code('a1', 'Orla', []);
}

describe('an export read into a fresh project', () => {
  test.each(['analysis', 'excel'] as const)('gives the same annotations.csv, from the %s profile', (profile) => {
    coded();
    const csv = exportOf(project);
    expect(csv).toContain('"28-37;39-51"');
    const other = fresh();
    expect(annotate(exportOf(project, profile), {}, other)).toEqual({
      ...{ added: 3, unchanged: 0, replaced: 0, codesCreated: 2, attributesCreated: 2 },
      ...{ unplaced: [], refusedValues: [] },
      relations: { added: 0, unchanged: 0, replaced: 0, kindsCreated: 0, unplaced: [] },
    });
    expect(exportOf(other)).toBe(csv);
    expect(annotate(exportOf(project, profile), {}, other)).toMatchObject({ added: 0, unchanged: 3, replaced: 0 });
    // Later definitions go on from the highest number that was read in.
    const { codeId, version } = codeOf('Figure', other);
    expect(version).toBe(3);
    other.call('codebook.edit', { codeId, fields: { definition: 'Another' } });
    expect(codeOf('Figure', other).version).toBe(4);
    other.undo();
    other.undo();
    expect(list(other)).toEqual([]);
    expect(other.db.value('SELECT count(*) FROM code_attribute')).toBe(0);
  });

  test('keeps types when the codebook was taken in first', () => {
    coded();
    const csv = exportOf(project);
    const other = fresh();
    const bytes = Buffer.from(project.call('codebook.file', { format: 'csv' }).text, 'utf8');
    other.call('codebook.importFile', { file: { name: 'codebook.csv', bytes } });
    expect(annotate(csv, {}, other)).toMatchObject({ added: 3, codesCreated: 0, attributesCreated: 0 });
    expect(exportOf(other)).toBe(csv);
    expect(codeOf('Figure', other).attributes.map(({ name, type }) => [name, type])).toEqual([
      ['Amount', 'number'],
      ['Whose/by', 'choice'],
    ]);
  });

  test('counts as it stands in its own project, and replaces one whose value, piece or version differs', () => {
    coded();
    const csv = exportOf(project);
    const changes = project.db.value('SELECT count(*) FROM change');
    expect(annotate(csv)).toMatchObject({ added: 0, unchanged: 3, replaced: 0 });
    expect(project.db.value('SELECT count(*) FROM change')).toBe(changes);
    expect(annotate(csv.replace('"-12"', '"13.5"'))).toMatchObject({ unchanged: 2, replaced: 1 });
    expect(exportOf(project)).toBe(csv.replace('"-12"', '"13.5"'));
    project.undo();
    expect(exportOf(project)).toBe(csv);
    const shorter = csv.replace('"28-37;39-51","will hold … Nobody asked"', '"28-37","will hold"');
    expect(annotate(shorter)).toMatchObject({ unchanged: 2, replaced: 1 });
    expect(exportOf(project)).toBe(shorter);
    project.undo();
    expect(annotate(csv.replace('"3","28-37', '"2","28-37'))).toMatchObject({ unchanged: 2, replaced: 1 });
    expect(exportOf(project)).toContain('"2","28-37');
  });
});

describe('values', () => {
  const columns = [
    'annotation_id',
    'article_id',
    'code_path',
    'quote',
    'value_Figure/Amount',
    'value_Figure/Whose\\/by',
  ];
  const ID = '7f3f0c1e-52c5-4f5e-9a40-0e8f6d1c2b3a';
  beforeEach(() => {
    const codeId = project.codeNamed('Figure');
    project.call('codebook.setAttributes', { codeId, attributes: ASKED });
  });
  const given = () => {
    const names = new Map(codeOf('Figure').attributes.map(({ attributeId, name }) => [attributeId, name]));
    const values = list()[0]?.codings[0]?.values ?? {};
    return Object.fromEntries(Object.entries(values).map(([id, value]) => [names.get(id), value]));
  };

  test('that their attribute does not take are told with row, column and what is allowed; the rest is read, nothing is lost', () => {
    annotate(csvOf(columns, [ID, 'a1', 'Figure', 'Orla', '7', 'own']));
    const read = annotate(
      csvOf(columns, ['', 'a1', 'Figure', '12 villages', '3', ''], [ID, 'a1', 'Figure', 'Orla', 'seven', '=quoted']),
    );
    expect(read).toMatchObject({ added: 1, replaced: 1, unplaced: [] });
    expect(read.refusedValues).toEqual([
      {
        ...{ row: 3, annotationId: ID, column: 'value_Figure/Amount', value: 'seven' },
        reason: '“Amount” takes a number, such as 12 or 0.5. “seven” is not.',
      },
    ]);
    expect(given()).toEqual({ Amount: '7', 'Whose/by': '=quoted' });
    const [refused] = annotate(csvOf(columns, [ID, 'a1', 'Figure', 'Orla', '7', 'theirs'])).refusedValues;
    expect(refused?.reason).toBe('“Whose/by” takes one of its values: own, =quoted. “theirs” is not.');
  });

  test('are taken back by an empty cell, and stay where the file has no such column', () => {
    annotate(csvOf(columns, [ID, 'a1', 'Figure', 'Orla', '7', 'own']));
    annotate(csvOf(columns.slice(0, 5), [ID, 'a1', 'Figure', 'Orla', '']));
    expect(given()).toEqual({ 'Whose/by': 'own' });
  });

  test('that no longer fit but stand in the project stay', () => {
    annotate(csvOf(columns, [ID, 'a1', 'Figure', 'Orla', '7', 'own']));
    const { codeId, attributes } = codeOf('Figure');
    const narrower = attributes.map((one) => (one.type === 'choice' ? { ...one, allowed: ['=quoted'] } : one));
    project.call('codebook.setAttributes', { codeId, attributes: narrower });
    const read = annotate(csvOf(columns, [ID, 'a1', 'Figure', 'Orla', '8', 'own']));
    expect(read.refusedValues).toEqual([]);
    expect(given()).toEqual({ Amount: '8', 'Whose/by': 'own' });
  });

  test('in a row with another code are told', () => {
    const { added, refusedValues } = annotate(csvOf(columns, ['', 'a1', 'Person', 'Orla', '7', '']));
    expect(added).toBe(1);
    expect(refusedValues).toMatchObject([{ row: 2, column: 'value_Figure/Amount', value: '7' }]);
    expect(refusedValues[0]?.reason).toContain('“Figure”');
  });

  test('of an attribute that the codebook lacks make it, a new version of the code; strict refuses', () => {
    const csv = csvOf(['article_id', 'code_path', 'quote', 'value_Figure/Tone'], ['a1', 'Figure', 'Orla', 'dry']);
    const refusal = errorOf(() => annotate(csv, { strict: true }));
    expect([refusal.code, refusal.message]).toEqual(['CONFLICT', expect.stringContaining('value_Figure/Tone')]);
    const { version } = codeOf('Figure');
    expect(annotate(csv)).toMatchObject({ added: 1, attributesCreated: 1 });
    expect(given()).toEqual({ Tone: 'dry' });
    expect(codeOf('Figure')).toMatchObject({ version: version + 1 });
    expect(codeOf('Figure').attributes.at(-1)).toMatchObject({ name: 'Tone', type: 'text' });
    expect(list()[0]?.codings[0]?.codeVersion).toBe(version + 1);
  });

  test('of versions that are none, or count another code, are told', () => {
    const row = ['code_id', 'code_version', 'article_id', 'code_path', 'quote'];
    const { version } = codeOf('Figure');
    const read = annotate(csvOf(row, ['', 'two', 'a1', 'Figure', 'Orla'], [ID, '9', 'a1', 'Figure', 'The dam, said']));
    expect(read.refusedValues.map(({ column, value }) => [column, value])).toEqual([
      ['code_version', 'two'],
      ['code_version', '9'],
    ]);
    expect(list().map(({ codings }) => codings[0]?.codeVersion)).toEqual([version, version]);
  });
});

describe('further pieces', () => {
  const columns = ['article_id', 'start', 'end', 'quote', 'further_spans', 'further_quotes'];
  const row = (spans: string, quotes: string) => csvOf(columns, ['a1', '2', '9', 'The dam', spans, quotes]);
  const pieces = () => list()[0]?.pieces;

  test('whose offsets are off, or that a spreadsheet made dates of, are found by their words', () => {
    annotate(row('12-20;30-33', 'Orla Finch … 12 villages'));
    const both = [
      { ...spanOf('Orla Finch'), exact: 'Orla Finch' },
      { ...spanOf('12 villages'), exact: '12 villages' },
    ];
    expect(pieces()).toEqual(both);
    project.undo();
    annotate(`${BOM}${row('16. Jan', 'Orla Finch … 12 villages')}`);
    expect(pieces()).toEqual(both);
  });

  test('of which one has no place leave the whole without one, listed and kept with all its words', () => {
    const read = annotate(row('28-37;56-67', 'will hold … 13 villages'));
    expect(read).toMatchObject({ added: 0, unplaced: [{ row: 2 }] });
    expect(read.unplaced[0]?.reason).toBe('The further piece “13 villages” is not in the text of the article.');
    expect(list()[0]).toMatchObject({ status: 'unplaced', start: null, quote: { exact: 'The dam' } });
    expect(pieces()?.map(({ exact }) => exact)).toEqual(['will hold', '13 villages']);
    const csv = exportOf(project);
    const other = fresh();
    annotate(csv, {}, other);
    expect(exportOf(other)).toBe(csv);
  });

  test('that touch or come before the span are put in order', () => {
    annotate(csvOf(columns, ['a1', '28', '37', 'will hold', '2-9;9-15', 'The dam … , said']));
    expect(list()[0]).toMatchObject({ ...spanOf('The dam, said'), pieces: [{ exact: 'will hold' }] });
  });

  test('without words are refused, the row left alone', () => {
    const read = annotate(row('28-999', ''));
    expect(read.unplaced[0]?.reason).toContain('28-999');
    expect(annotate(row('28-37', '')).unplaced[0]?.reason).toContain('further_quotes');
    expect(list()).toEqual([]);
  });
});

describe('relations', () => {
  /** Two kinds, one of them undirected, three annotations, three relations of two coders. */
  function related(): string[] {
    const kind = (name: string, isDirected: boolean) =>
      project.call('relations.createKind', { fields: { name, isDirected } }).kindId;
    const against = kind('contradicts', true);
    const alike = kind('same, "alike"', false);
    const [one, two, three] = ['will hold', 'will not hold', 'Nobody asked'].map(
      (words) => project.code('a1', words, ['Voice']).annotationId,
    );
    project.call('relations.create', { kindId: against, fromId: one!, toId: two!, memo: '=SUM(A1)\nor not' });
    project.use('Bo Marsh');
    project.call('relations.create', { kindId: against, fromId: one!, toId: two! });
    project.call('relations.create', { kindId: alike, fromId: three!, toId: one! });
    project.use('Ada Quill');
    return [one!, two!, three!];
  }
  const seen = (of: TestProject) => of.call('relations.ofArticle', { articleId: 'a1' }).relations;

  for (const profile of ['analysis', 'excel'] as const) {
    test(`come back as they were from the ${profile} profile, with the annotations, in one step`, () => {
      related();
      const [csv, relationsCsv] = [exportOf(project, profile), exportOf(project, profile, 'relations.csv')];
      const other = fresh();
      expect(annotate(csv, { relationsCsv }, other)).toMatchObject({
        added: 3,
        relations: { added: 3, unchanged: 0, replaced: 0, kindsCreated: 2, unplaced: [] },
      });
      expect(exportOf(other, profile, 'relations.csv')).toBe(relationsCsv);
      expect(exportOf(other, profile)).toBe(csv);
      expect(annotate(csv, { relationsCsv }, other)).toMatchObject({
        unchanged: 3,
        relations: { unchanged: 3, added: 0 },
      });
      expect(other.lastLabel()).toBe('Read in 3 annotations and 3 relations');
      other.undo();
      expect([list(other), other.call('relations.kinds', {}).kinds]).toEqual([[], []]);
    });
  }

  test('of a file of their own are read onto the annotations that are there, and are replaced where they differ', () => {
    related();
    const file = exportOf(project, 'analysis', 'relations.csv');
    const [first] = seen(project);
    project.call('relations.edit', { relationId: first!.relationId, memo: 'changed here' });
    project.call('relations.delete', { relationId: seen(project)[2]!.relationId });
    expect(annotate(file)).toMatchObject({ added: 0, relations: { added: 1, replaced: 1, unchanged: 1 } });
    expect(exportOf(project, 'analysis', 'relations.csv').split('\r\n').sort()).toEqual(file.split('\r\n').sort());
  });

  test('whose annotations are not there are listed; without an identifier one that is there is not doubled', () => {
    const [one, two, three] = related();
    const gone = '0b5c0c1e-3f57-4f0e-9a55-0f7f7d0f6a11';
    const columns = ['kind', 'from_annotation_id', 'to_annotation_id', 'relation_id'];
    const file = csvOf(
      columns,
      ['Contradicts', one!, two!, ''],
      ['same, "alike"', one!, three!, ''],
      ['answers', two!, three!, ''],
      ['answers', two!, gone, ''],
      ['answers', two!, two!, ''],
      ['answers', two!, one!, 'r-1'],
    );
    const { relations } = annotate(file);
    expect(relations).toMatchObject({ added: 2, unchanged: 1, kindsCreated: 1 });
    expect(relations.unplaced.map(({ row, reason }) => [row, reason])).toEqual([
      [5, `The annotation “${gone}” is neither in the project nor in what is read in.`],
      [6, 'A relation is between two annotations; here both are one.'],
      [7, 'The relation_id is no UUID. Leave the cell empty for a new relation.'],
    ]);
    expect(errorOf(() => annotate(csvOf(columns, ['echoes', two!, one!, '']), { strict: true })).message).toBe(
      'The codebook has no kind of relation “echoes”. Nothing was read in. Add it first, or allow new ones.',
    );
  });
});
