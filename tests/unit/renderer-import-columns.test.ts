import { describe, expect, test } from 'vitest';
import {
  fieldOfColumn,
  holdsText,
  isLeftOut,
  needsColumns,
  type SurveyTable,
  tableAsChosen,
  withColumn,
  withMapping,
} from '../../renderer/features/import/column-mapping.ts';

const table = (mapping: SurveyTable['mapping'], from: SurveyTable['from'] = 'guess'): SurveyTable => ({
  path: 'tables/ferries.csv',
  files: 1,
  header: ['no', 'head', 'story'],
  rows: [['1', 'The last ferry', 'It left at four.']],
  mapping,
  from,
  problem: null,
});

describe('what the columns of a table hold', () => {
  test('a column that is given a field takes it from the column that had it', () => {
    expect(withColumn({ text: 1, title: 0 }, 2, 'text')).toEqual({ title: 0, text: 2 });
  });

  test('a column holds one field: the one it had is not read any more', () => {
    expect(withColumn({ text: 2, title: 1 }, 1, 'byline')).toEqual({ text: 2, byline: 1 });
    expect(withColumn({ text: 2, title: 1 }, 1, null)).toEqual({ text: 2 });
  });

  test('a column without a field is not read', () => {
    expect([0, 1, 2].map((column) => fieldOfColumn({ title: 1, text: 2 }, column))).toEqual([null, 'title', 'text']);
  });

  test('text, HTML or a summary is text; a title alone is not', () => {
    expect([{ text: 0 }, { html: 0 }, { summary: 0 }, { title: 0, url: 1 }].map(holdsText)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('a table that somebody must look at', () => {
  test('is one whose guess found no text', () => {
    expect(needsColumns(table({ title: 1 }))).toBe(true);
    expect(needsColumns(table({}))).toBe(true);
    expect(needsColumns(table({ title: 1, text: 2 }))).toBe(false);
  });

  test('is none that a person has left out, now or at an earlier import', () => {
    expect(isLeftOut(table({}, 'remembered'))).toBe(true);
    expect(needsColumns(table({}, 'chosen'))).toBe(false);
    expect(isLeftOut(table({}, 'guess'))).toBe(false);
  });

  test('is still one when a person has chosen columns, but none for the text', () => {
    expect(needsColumns(table({ title: 1 }, 'chosen'))).toBe(true);
  });
});

describe('mappings that a person chose', () => {
  const header = ['no', 'head', 'story'];

  test('hold for every table with this header, and go before the guess', () => {
    const chosen = withMapping([], header, { text: 2 });
    expect(tableAsChosen(table({ title: 1 }), chosen)).toMatchObject({ mapping: { text: 2 }, from: 'chosen' });
    expect(tableAsChosen({ ...table({ title: 1 }), header: ['head', 'no', 'story'] }, chosen)).toMatchObject({
      mapping: { title: 1 },
      from: 'guess',
    });
  });

  test('there is one for a header, and none once it is taken back', () => {
    const twice = withMapping(withMapping([], header, { text: 1 }), header, { text: 2 });
    expect(twice).toEqual([{ header, mapping: { text: 2 } }]);
    expect(withMapping(twice, header, null)).toEqual([]);
  });
});
