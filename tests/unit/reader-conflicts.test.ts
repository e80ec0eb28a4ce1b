import { describe, expect, it } from 'vitest';
import { conflictsIn, sayingsOf } from '../../renderer/features/reader/conflicts.ts';
import { foldsOf, ofReason } from '../../renderer/features/text/folds.ts';

describe('what origins say of a field', () => {
  it('stands with the value in force first, and origins that say the same together', () => {
    const sayings = sayingsOf('title', {
      value: 'Quay to close',
      from: 'json-ld',
      others: [
        { value: 'Quay to close on Monday', from: 'opengraph' },
        { value: 'Quay to close', from: 'meta' },
        { value: 'Quay to close on Monday', from: 'visible text' },
      ],
    });
    expect(sayings).toEqual([
      { value: 'Quay to close', from: ['json-ld', 'meta'], inForce: true, differs: false },
      { value: 'Quay to close on Monday', from: ['opengraph', 'visible text'], inForce: false, differs: true },
    ]);
    expect(conflictsIn(sayings)).toBe(1);
  });

  it.each([
    ['a day and a minute of it', 'publishedAt', '2025-03-14T06:40+03:00', '2025-03-14'],
    ['a month and a day of it', 'publishedAt', '2025-03', '2025-03-14'],
    ['a language and a regional form of it', 'language', 'en', 'en-GB'],
    [
      'an address with and without www, parameters and a slash',
      'url',
      'https://www.quay.example/a/?from=x',
      'http://quay.example/a',
    ],
    ['a headline in capitals and other quotation marks', 'title', '“Quay” to close', 'QUAY TO CLOSE'],
    ['a byline with and without By', 'byline', 'Ada Brin', 'By Ada Brin'],
  ] as const)('%s are no conflict', (_what, field, value, other) => {
    const sayings = sayingsOf(field, { value, from: 'json-ld', others: [{ value: other, from: 'visible text' }] });
    expect(sayings).toHaveLength(2);
    expect(conflictsIn(sayings)).toBe(0);
  });

  it.each([
    ['the day before', 'publishedAt', '2025-03-14', '2025-03-13T22:40+03:00'],
    ['another language', 'language', 'en', 'fr'],
    ['another address', 'url', 'https://quay.example/a', 'https://quay.example/b'],
    ['one more author', 'byline', 'Ada Brin', 'Ada Brin and Teo Lind'],
    ['another outlet', 'source', 'Osmere Post', 'Meridian Wire'],
  ] as const)('%s is a conflict', (_what, field, value, other) => {
    const sourced = { value, from: 'json-ld', others: [{ value: other, from: 'visible text' }] } as const;
    expect(conflictsIn(sayingsOf(field, { ...sourced, others: [...sourced.others] }))).toBe(1);
  });

  it('takes the domain and aliases of a source for the same outlet as its name', () => {
    const sourced = {
      value: 'Osmere Post',
      from: 'json-ld' as const,
      others: [
        { value: 'osmere-post.example', from: 'url' as const },
        { value: 'The Osmere Post', from: 'folder name' as const },
        { value: 'Meridian Wire', from: 'opengraph' as const },
      ],
    };
    const names = ['Osmere Post', 'osmere-post.example', 'The Osmere Post'];
    const differing = sayingsOf('source', sourced, names).filter(({ differs }) => differs);
    expect(differing.map(({ value }) => value)).toEqual(['Meridian Wire']);
  });

  it('shows a value that a person cleared as said by that person, against nothing', () => {
    const sourced = { value: null, from: 'user' as const, others: [{ value: 'Ada Brin', from: 'json-ld' as const }] };
    expect(sayingsOf('byline', sourced)).toEqual([
      { value: null, from: ['user'], inForce: true, differs: false },
      { value: 'Ada Brin', from: ['json-ld'], inForce: false, differs: false },
    ]);
  });
});

describe('passages that were cut out', () => {
  const cut = (passageId: string, start: number, reason: string, text = 'One line') => ({
    passageId,
    start,
    reason,
    text,
    ruleId: null,
  });

  it('are found again by their reason, wherever they stand', () => {
    const removed = [cut('a', 0, 'menu'), cut('b', 9, 'footer'), cut('c', 90, 'menu')];
    expect(ofReason(removed, 'menu').map(({ passageId }) => passageId)).toEqual(['a', 'c']);
    expect(ofReason(removed, 'ticker')).toEqual([]);
  });

  it('fold into one row a place, with the reason of most lines first', () => {
    const removed = [cut('a', 0, 'headline'), cut('b', 0, 'menu', 'Home\nWorld\nSport'), cut('c', 40, 'footer')];
    const folds = foldsOf(
      [
        { start: 0, end: 30 },
        { start: 32, end: 38 },
      ],
      removed,
    );
    expect(folds.map(({ before, lines, reasons }) => ({ before, lines, reasons }))).toEqual([
      { before: 0, lines: 4, reasons: ['menu', 'headline'] },
      { before: 2, lines: 1, reasons: ['footer'] },
    ]);
  });
});
