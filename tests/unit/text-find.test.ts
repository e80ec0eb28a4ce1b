import { describe, expect, test } from 'vitest';
import { type FindOptions, findAll, findHits, fold, parseQuery, terms } from '../../shared/text/index.ts';

const found = (text: string, needle: string, options?: FindOptions) =>
  findAll(text, needle, options).map(({ start, end }) => text.slice(start, end));

describe('find in the article', () => {
  test('ignores case and accents, however they are written', () => {
    expect(found('Café, CAFE\u0301 and cafes', 'café')).toEqual(['Café', 'CAFE\u0301', 'cafe']);
    expect(found('Café, CAFE\u0301 and cafes', 'cafe', { caseSensitive: true })).toEqual(['cafe']);
  });

  test('keeps offsets right behind emoji, combining marks and letters that grow when lowered', () => {
    const text = '😀 e\u0301\u0302 İstanbul 👨‍👩‍👧 Port';
    expect(findAll(text, 'port')).toEqual([{ start: text.indexOf('Port'), end: text.length }]);
    expect(found(text, 'istanbul')).toEqual(['İstanbul']);
  });

  test('reads Arabic without its vowel signs, and curly apostrophes as straight ones', () => {
    expect(found('قَالَ الوَزِيرُ', 'قال الوزير')).toEqual(['قَالَ الوَزِيرُ']);
    expect(found('the mayor’s plan', "mayor's")).toEqual(['mayor’s']);
  });

  test('does not take half a syllable for a whole one', () => {
    expect(found('각가', '가')).toEqual(['가']);
    expect(found('कुल कल', 'कल')).toEqual(['कल']);
  });

  test('can ask for whole words', () => {
    expect(findAll('port, ports, airport, port', 'port', { wholeWord: true })).toEqual([
      { start: 0, end: 4 },
      { start: 22, end: 26 },
    ]);
  });

  test('finds nothing for nothing', () => {
    expect(findAll('a  b', '')).toEqual([]);
    expect(findAll('a  b', ' ')).toEqual([]);
  });
});

describe('hits of a search', () => {
  const hits = (text: string, query: string, field?: 'title' | 'text') => {
    const parsed = parseQuery(query);
    if (parsed.error) throw new Error(parsed.error.message);
    return findHits(text, terms(parsed.ast), field).map(({ start, end }) => text.slice(start, end));
  };

  test('are whole words, phrases across punctuation, and prefixes', () => {
    expect(hits('Ports: the Port strikes. Port-strike', 'port')).toEqual(['Port', 'Port']);
    expect(hits('Ports: the Port, strike. Port-strike', '"port strike"')).toEqual(['Port, strike', 'Port-strike']);
    expect(hits('Elección, elections, select', 'elec*')).toEqual(['Elección', 'elections']);
  });

  test('leave out what the search excludes and what belongs to the other column', () => {
    expect(hits('port strike mayor', 'port -strike NOT mayor')).toEqual(['port']);
    expect(hits('port strike', 'title:port strike')).toEqual(['strike']);
    expect(hits('port strike', 'title:port strike', 'title')).toEqual(['port', 'strike']);
  });

  test('join where they overlap', () => {
    expect(hits('the port strike goes on', '"port strike" OR "strike goes"')).toEqual(['port strike goes']);
  });
});

test('folding makes marks alike and drops what is invisible', () => {
  expect(fold('“Ça\u00ad va” — Σίσυφος')).toBe('"ca va" — σισυφοσ');
});
