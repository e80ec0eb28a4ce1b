import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePointIndex, sliceCodePoints } from '../../shared/text/index.ts';

describe('code-point offsets', () => {
  test('are the same as UTF-16 offsets where no character needs two units', () => {
    const index = codePointIndex('قال الوزير: é نعم');
    expect(index.length).toBe(17);
    expect(index.toCodePoints(9)).toBe(9);
    expect(index.toUtf16(9)).toBe(9);
  });

  test('count an emoji as one', () => {
    const text = 'a😀b😀😀c';
    const index = codePointIndex(text);
    expect(index.length).toBe(6);
    expect([0, 1, 3, 4, 6, 8, 9].map((offset) => index.toCodePoints(offset))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([0, 1, 2, 3, 4, 5, 6].map((offset) => index.toUtf16(offset))).toEqual([0, 1, 3, 4, 6, 8, 9]);
    expect(sliceCodePoints(text, 3, 6)).toBe('😀😀c');
  });

  test('floor in the middle of a pair', () => {
    expect(codePointIndex('a😀b').toCodePoints(2)).toBe(1);
  });

  test('refuse what is outside the text', () => {
    const index = codePointIndex('a😀b');
    expect(() => index.toUtf16(4)).toThrow(RangeError);
    expect(() => index.toCodePoints(-1)).toThrow(RangeError);
    expect(() => index.toCodePoints(0.5)).toThrow(RangeError);
  });

  test('agree with the string iterator for any text, lone surrogates included', () => {
    const unit = fc.constantFrom('a', 'é', 'ع', '\u0301', '😀', '\ud83d', '\ude00', '\n');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const text = units.join('');
        const index = codePointIndex(text);
        const characters = [...text];
        expect(index.length).toBe(characters.length);
        let utf16 = 0;
        characters.forEach((character, codePoint) => {
          expect(index.toCodePoints(utf16)).toBe(codePoint);
          expect(index.toUtf16(codePoint)).toBe(utf16);
          utf16 += character.length;
        });
        expect(index.toUtf16(characters.length)).toBe(text.length);
        expect(index.toCodePoints(text.length)).toBe(characters.length);
      }),
    );
  });
});
