import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindInWords } from '../../renderer/features/duplicates/kinds.ts';
import { type WordRun, wordDifference } from '../../renderer/features/duplicates/word-difference.ts';

const own = (runs: WordRun[]) => runs.filter((run) => run.own).map(({ text }) => text);
const whole = (runs: WordRun[]) => runs.map(({ text }) => text).join('');

describe('words that differ between two forms of a sentence', () => {
  it('are those that were exchanged', () => {
    const { a, b } = wordDifference(
      'The board says that thirty is what the river can give.',
      'The board says that twenty-eight is what the river can give.',
      'en',
    );
    expect(own(a)).toEqual(['thirty']);
    expect(own(b)).toEqual(['twenty-eight']);
  });

  it('are one run where several follow each other, without the space after them', () => {
    const { a, b } = wordDifference('It opens on Monday, officials said.', 'It opens late, officials said.', 'en');
    expect(own(a)).toEqual(['on Monday']);
    expect(own(b)).toEqual(['late']);
  });

  it('are only on one side where words came in', () => {
    const { a, b } = wordDifference('Nobody was hurt.', 'Nobody, the police said, was hurt.', 'en');
    expect(own(a)).toEqual([]);
    expect(own(b)).toEqual([', the police said,']);
  });

  it('are found in a script without spaces', () => {
    const { a, b } = wordDifference('港は月曜日に閉鎖される', '港は火曜日に閉鎖される', 'ja');
    expect(own(a)).toEqual(['月曜日']);
    expect(own(b)).toEqual(['火曜日']);
  });

  it('leave every sentence to the letter, and are none where both are the same', () => {
    const sentence = fc
      .array(fc.constantFrom('board', 'river', ',', '  ', ' ', 'thirty', '.', '“'), { maxLength: 30 })
      .map((tokens) => tokens.join(' '));
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        const { a, b } = wordDifference(one, other, 'en');
        expect([whole(a), whole(b)]).toEqual([one, other]);
        const kept = (runs: WordRun[]) =>
          runs
            .filter((run) => !run.own)
            .flatMap(({ text }) => text.split(/\s+/).filter(Boolean))
            .join('');
        expect(kept(a)).toBe(kept(b));
        expect(own(wordDifference(one, one, 'en').a)).toEqual([]);
      }),
    );
  });
});

it.each([
  [{ isHead: true, kind: null, share: null }, 'head'],
  [{ isHead: false, kind: 'bytes' as const, share: 1 }, 'same file'],
  [{ isHead: false, kind: 'text' as const, share: 1 }, 'same text'],
  [{ isHead: false, kind: 'near' as const, share: 0.968 }, '97 % the same'],
  [{ isHead: false, kind: 'near' as const, share: 1 }, 'one is part of the other'],
])('a member of a group says why it is there: %o is “%s”', (member, words) => {
  expect(kindInWords(member)).toBe(words);
});
