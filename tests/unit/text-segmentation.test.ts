import { describe, expect, test } from 'vitest';
import {
  directionOf,
  firstStrongDirection,
  paragraphs,
  snapToGraphemes,
  trimSpan,
  wordCount,
  words,
} from '../../shared/text/index.ts';

describe('paragraphs', () => {
  test('are lines with something on them, without their line break', () => {
    expect(paragraphs('One.\n\n  \nTwo 😀\n')).toEqual([
      { start: 0, end: 4 },
      { start: 9, end: 15 },
    ]);
    expect(paragraphs('')).toEqual([]);
  });
});

describe('words', () => {
  test.each([
    [
      'en',
      'The U.N. paid 2,500.50 for co-op nets; don’t ask.',
      ['The', 'U.N', 'paid', '2,500.50', 'for', 'co', 'op', 'nets', 'don’t', 'ask'],
    ],
    ['ar', 'قالَ الوزيرُ: ١٢٫٥ نعم', ['قالَ', 'الوزيرُ', '١٢٫٥', 'نعم']],
    ['hi', 'हिन्दी में', ['हिन्दी', 'में']],
    ['es', 'cafe\u0301 😀 niño', ['cafe\u0301', 'niño']],
    ['th', 'ภาษาไทย', ['ภาษา', 'ไทย']],
  ])('of %s', (language, text, expected) => {
    expect(words(text, language).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
    expect(wordCount(text, language)).toBe(expected.length);
  });

  test('agree with the platform’s segmenter on spaced scripts', () => {
    const text =
      'В 2024 г. «Заря» (бывш. «Свет») выросла на 12,5 %. L’été, 3:15, a_b, x.y, can\u00adnot — می\u200cشود.';
    const platform = [...new Intl.Segmenter('en', { granularity: 'word' }).segment(text)].filter(
      (part) => part.isWordLike,
    );
    expect(words(text, 'en').map(({ start, end }) => text.slice(start, end))).toEqual(
      platform.map((part) => part.segment),
    );
  });
});

describe('snapping to what a reader sees as one character', () => {
  const family = '👨‍👩‍👧';
  const text = `cafe\u0301 ${family} end`;

  test('takes a letter with its accent whole', () => {
    expect(snapToGraphemes(text, 0, 4)).toEqual({ start: 0, end: 5 });
    expect(snapToGraphemes(text, 4, 5)).toEqual({ start: 3, end: 5 });
  });

  test('takes a family of emoji whole', () => {
    expect(snapToGraphemes(text, 8, 9)).toEqual({ start: 6, end: 6 + family.length });
  });

  test('leaves what is on boundaries alone, also in the middle of a long text', () => {
    const long = `${'слово '.repeat(20_000)}${text}`;
    const offset = 6 * 20_000;
    expect(snapToGraphemes(long, offset, offset + 5)).toEqual({ start: offset, end: offset + 5 });
    expect(snapToGraphemes(long, offset + 7, offset + 8)).toEqual({
      start: offset + 6,
      end: offset + 6 + family.length,
    });
  });

  test('keeps two flags apart', () => {
    const flags = '🇪🇸🇵🇹';
    expect(snapToGraphemes(flags, 2, 4)).toEqual({ start: 0, end: 4 });
    expect(snapToGraphemes(flags, 4, 6)).toEqual({ start: 4, end: 8 });
  });

  test('moves a caret inside a character to its start', () => {
    expect(snapToGraphemes(text, 4, 4)).toEqual({ start: 3, end: 3 });
  });
});

test('trimming a span drops white space of any kind at its ends only', () => {
  const text = '\u00a0 one\u2003two \u200b';
  expect(trimSpan(text, 0, text.length)).toEqual({ start: 2, end: 9 });
  expect(trimSpan(text, 0, 2)).toEqual({ start: 0, end: 0 });
});

describe('direction', () => {
  test.each([
    ['ar', 'rtl'],
    ['fa-IR', 'rtl'],
    ['he', 'rtl'],
    ['ku-Arab', 'rtl'],
    ['ar-Latn', 'ltr'],
    ['en_GB', 'ltr'],
    ['', 'ltr'],
    [null, 'ltr'],
  ])('of language %s is %s', (language, direction) => expect(directionOf(language)).toBe(direction));

  test('of a title is that of its first letter', () => {
    expect(firstStrongDirection('2025: «ميناء» Port')).toBe('rtl');
    expect(firstStrongDirection('– Port ميناء')).toBe('ltr');
    expect(firstStrongDirection('2025 – 😀')).toBeNull();
  });
});
