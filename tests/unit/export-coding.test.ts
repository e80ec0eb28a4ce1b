/** What coding has beyond codes on spans (attributes, versions, spans in several pieces, relations) as a statistician loads it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { viewQuery } from '../../shared/model/view.ts';
import { type TestProject, testProject } from './support/project.ts';

const TEXT = '😀 The dam, said Orla Finch, will hold. Nobody asked the 12 villages. The dam will not hold.';
let project: TestProject;
let folder: string;
beforeEach(() => {
  project = testProject();
  project.addArticle({ articleId: 'a1', text: TEXT, source: 'The Lectern' });
  folder = mkdtempSync(join(tmpdir(), 'parallax-export-coding-'));
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true });
});

const write = (more = {}) =>
  project.internal<{ losses: { what: string; count: number }[] }>('export/csv', {
    ...{ out: join(folder, 'out'), tag: 't', profile: 'analysis', overwrite: true, query: null },
    ...more,
  });
const raw = (name: string) => readFileSync(join(folder, 'out', name), 'utf8');
const table = (name: string): Record<string, string>[] => parse(raw(name), { columns: true, bom: true });
const header = (name: string) => (parse(raw(name), { bom: true, to: 1 }) as string[][])[0]!;
const manifest = () => JSON.parse(raw('manifest.json'));
const spanOf = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });

interface Attribute {
  name: string;
  type: 'choice' | 'number' | 'text' | 'yes/no';
  allowed?: string[];
}
/** Sets the attributes of a code. @returns their ids by name */
function ask(codeId: string, attributes: Attribute[]): Record<string, string> {
  const { codes } = project.call('codebook.setAttributes', {
    codeId,
    attributes: attributes.map((one) => ({ allowed: [], ...one })),
  });
  const known = codes.find((code) => code.codeId === codeId)!.attributes;
  return Object.fromEntries(known.map((one) => [one.name, one.attributeId]));
}

describe('attributes', () => {
  test('are columns between suffix and memo, named by code and attribute, filled for the row of their code', () => {
    const and = project.codeNamed('and/or');
    const figure = project.codeNamed('Figure');
    const whose = ask(and, [{ name: 'Whose', type: 'choice', allowed: ['own', 'quoted'] }]);
    const asked = ask(figure, [
      { name: 'Unit/scale', type: 'text' },
      { name: 'Amount', type: 'number' },
      { name: 'Exact', type: 'yes/no' },
    ]);
    const { annotationId } = project.code('a1', '12 villages', ['Figure', 'and/or']);
    const value = (codeId: string, attributeId: string | undefined, text: string) => ({
      ...{ codeId, attributeId: attributeId!, value: text },
    });
    project.call('annotations.edit', {
      annotationId,
      values: [value(and, whose.Whose, 'quoted'), value(figure, asked.Amount, '12'), value(figure, asked.Exact, 'no')],
    });
    project.code('a1', 'Orla Finch', ['Person']);
    write();
    const columns = ['value_Figure/Unit\\/scale', 'value_Figure/Amount', 'value_Figure/Exact', 'value_and\\/or/Whose'];
    const names = header('annotations.csv');
    expect(names.slice(names.indexOf('suffix') + 1, names.indexOf('memo'))).toEqual(columns);
    expect(table('annotations.csv').map((row) => [row.code_name, ...columns.map((name) => row[name])])).toEqual([
      ['Person', '', '', '', ''],
      ['Figure', '', '12', 'no', ''],
      ['and/or', '', '', '', 'quoted'],
    ]);
    const described = table('data_dictionary.csv').filter(({ column }) => column?.startsWith('value_'));
    expect(described.map(({ column, type, allowed_values }) => [column, type, allowed_values])).toEqual([
      ['value_Figure/Unit\\/scale', 'text', ''],
      ['value_Figure/Amount', 'number', ''],
      ['value_Figure/Exact', 'category', 'yes | no'],
      ['value_and\\/or/Whose', 'category', 'own | quoted'],
    ]);
  });

  test('tell the version of the definition that each code was given under', () => {
    const codeId = project.codeNamed('Figure');
    project.code('a1', '12', ['Figure']);
    project.call('codebook.edit', { codeId, fields: { definition: 'A number that someone gives' } });
    project.code('a1', '12 villages', ['Figure']);
    project.code('a1', 'Orla', []);
    write();
    expect(table('annotations.csv').map(({ quote, code_version }) => [quote, code_version])).toEqual([
      ['Orla', ''],
      ['12 villages', '2'],
      ['12', '1'],
    ]);
  });
});

describe('a span in several pieces', () => {
  function promise() {
    const { annotationId } = project.code('a1', 'The dam', ['Promise']);
    project.call('annotations.edit', { annotationId, pieces: [spanOf('will hold'), spanOf('12 villages')] });
    return annotationId;
  }

  test('has those after the first as code points and words', () => {
    promise();
    project.code('a1', 'Orla', ['Person']);
    write();
    const [first, other] = table('annotations.csv');
    // The emoji is one code point and two UTF-16 units.
    expect(first).toMatchObject({ start: '2', end: '9', quote: 'The dam', further_spans: '28-37;56-67' });
    expect(first?.further_quotes).toBe('will hold … 12 villages');
    const points = [...raw('texts/a1.txt')];
    const slices = first!
      .further_spans!.split(';')
      .map((span) => points.slice(...span.split('-').map(Number)).join(''));
    expect(slices.join(' … ')).toBe(first?.further_quotes);
    expect(other).toMatchObject({ quote: 'Orla', further_spans: '', further_quotes: '' });
    expect(manifest().findings).toEqual([]);
  });

  test('is checked piece by piece: found again by its words, or without a place as a whole, and told', () => {
    const id = promise();
    project.db.run('UPDATE annotation_piece SET start = start - 3, "end" = "end" - 3 WHERE ord = 1');
    write();
    expect(table('annotations.csv')[0]).toMatchObject({ start: '2', further_spans: '28-37;56-67', status: 'anchored' });
    expect(manifest().findings).toMatchObject([{ id, what: expect.stringContaining('found again') }]);

    project.db.run(`UPDATE annotation_piece SET exact = '13 villages' WHERE ord = 1`);
    write();
    expect(table('annotations.csv')[0]).toMatchObject({
      ...{ start: '', end: '', quote: 'The dam', status: 'unplaced' },
      ...{ further_spans: '', further_quotes: 'will hold … 13 villages' },
    });
    expect(manifest().findings).toMatchObject([{ id, what: 'offsets do not hold its quote' }]);
    expect(manifest().counts.unplaced).toBe(1);
  });
});

describe('relations.csv', () => {
  test('has each relation with its kind, direction and both annotations; a selection those that lie in it whole', () => {
    const other = 'The villages were not asked.';
    project.addArticle({ articleId: 'a2', text: other, source: 'Quay Daily' });
    const promise = project.code('a1', 'will hold', ['Promise']).annotationId;
    const doubt = project.code('a1', 'The dam will not hold', ['Doubt']).annotationId;
    const elsewhere = project.code('a2', 'not asked', ['Doubt']).annotationId;
    const against = project.call('relations.createKind', {
      fields: { name: 'contradicts', definition: 'Both cannot be so', isDirected: true, color: 1 },
    });
    const same = project.call('relations.createKind', {
      fields: { name: 'same event', definition: '', isDirected: false, color: 2 },
    });
    const kindOf = (name: string) => [...against.kinds, ...same.kinds].find((one) => one.name === name)!.kindId;
    const first = project.call('relations.create', {
      ...{ kindId: kindOf('contradicts'), fromId: doubt, toId: promise, memo: 'see "hold"' },
    });
    project.use('Bo Marsh');
    project.call('relations.create', { kindId: kindOf('same event'), fromId: promise, toId: elsewhere });
    write();
    expect(header('relations.csv').join(', ')).toBe(
      'format_version, relation_id, kind, is_directed, from_annotation_id, to_annotation_id, memo, coder, created_at, updated_at',
    );
    expect(table('relations.csv')).toMatchObject([
      {
        ...{ format_version: '1', relation_id: first.relationId, kind: 'contradicts', is_directed: 'true' },
        ...{ from_annotation_id: doubt, to_annotation_id: promise, memo: 'see "hold"', coder: 'Ada Quill' },
        ...{ created_at: first.createdAt, updated_at: first.updatedAt },
      },
      { kind: 'same event', is_directed: 'false', to_annotation_id: elsewhere, coder: 'Bo Marsh' },
    ]);
    expect(manifest().counts.relations).toBe(2);
    expect(manifest().files).toContainEqual(expect.objectContaining({ path: 'relations.csv', rows: 2 }));

    const sources = project.db.column<number>(`SELECT id FROM source WHERE name = 'The Lectern'`);
    const { losses } = write({ query: viewQuery.parse({ sources }) });
    expect(table('relations.csv').map(({ kind }) => kind)).toEqual(['contradicts']);
    expect(losses).toContainEqual(
      expect.objectContaining({ what: 'relations to annotations outside the selection', count: 1 }),
    );
  });
});

describe('codebook.csv', () => {
  test('is the file that the Codes room saves, with attributes, versions and the archive', () => {
    const figure = project.codeNamed('Figure');
    const top = project.codeNamed('and/or');
    project.call('codebook.create', { parentId: top, fields: { name: 'Below', appliesTo: ['claim', 'article'] } });
    ask(figure, [
      { name: 'Whose', type: 'choice', allowed: ['own', 'a; b'] },
      { name: 'Amount', type: 'number' },
    ]);
    ask(top, [{ name: 'Note', type: 'text' }]);
    project.code('a1', '12', ['Figure']);
    project.code('a1', 'Orla', ['Person']);
    project.call('codebook.archive', { codeId: project.codeNamed('Person'), archived: true });
    write();
    expect(raw('codebook.csv')).toBe(project.call('codebook.file', { format: 'csv' }).text);
    expect(table('codebook.csv').map(({ name, version, archived }) => [name, version, archived])).toEqual([
      ['Figure', '2', 'false'],
      ['and/or', '2', 'false'],
      ['Below', '1', 'false'],
      ['Person', '1', 'true'],
    ]);
    expect(table('codebook.csv')[0]).toMatchObject({
      ...{ applies_to: 'span; article', n_annotations: '1', attribute_1: 'Whose', attribute_1_type: 'choice' },
      ...{ attribute_1_values: 'own; a\\; b', attribute_2: 'Amount', attribute_2_type: 'number' },
    });
    const described = table('data_dictionary.csv').filter(({ file }) => file === 'codebook.csv');
    expect(described.map(({ column }) => column)).toEqual(header('codebook.csv'));
  });

  test('losses name what no table has: earlier definitions, kinds, examples', () => {
    const codeId = project.codeNamed('Figure');
    const { annotationId } = project.code('a1', '12', ['Figure']);
    project.call('codebook.edit', { codeId, fields: { definition: 'A number' } });
    project.call('codebook.addExample', { codeId, annotationId });
    const told = () => write().losses.map(({ what, count }) => [what, count]);
    expect(told()).toEqual([
      ['earlier definitions of codes', 1],
      ['examples of codes taken from coded passages', 1],
    ]);
  });
});
