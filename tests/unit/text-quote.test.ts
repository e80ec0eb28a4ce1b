import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchor, makeQuote, shiftForInsertion } from '../../shared/text/index.ts';

const text =
  'The harbour of Vell stays shut. Dockers say the harbour is unsafe. The mayor says the harbour opens on Friday.';

function spanOf(quote: string, from = 0) {
  const start = text.indexOf(quote, from);
  return { start, end: start + quote.length, quote: makeQuote(text, start, start + quote.length) };
}

describe('quotes', () => {
  test('keep 32 units on either side, and fewer at the ends of the text', () => {
    expect(makeQuote(text, 4, 11)).toEqual({
      exact: 'harbour',
      prefix: 'The ',
      suffix: ' of Vell stays shut. Dockers say',
    });
  });

  test('do not cut an emoji in half', () => {
    const emoji = '😀'.repeat(40);
    const quote = makeQuote(`a${emoji}b`, 41, 43);
    expect(quote.prefix).toBe('😀'.repeat(16));
    expect(makeQuote(`${emoji}ab`, 80, 81).prefix).toBe('😀'.repeat(16));
    expect(makeQuote(`${emoji}ab`, 81, 82).prefix).toBe(`${'😀'.repeat(15)}a`);
  });

  test('refuse a span outside the text', () => {
    expect(() => makeQuote('short', 2, 9)).toThrow(RangeError);
  });
});

describe('anchoring in a new text', () => {
  test('holds its position where the quote still stands there', () => {
    const span = spanOf('Dockers');
    expect(anchor(`${text} More.`, span)).toEqual({ start: span.start, end: span.end, how: 'position' });
  });

  test('finds a quote that occurs once, wherever it went', () => {
    const span = spanOf('Dockers say');
    const moved = `Update. ${text}`;
    expect(anchor(moved, span)).toEqual({ start: span.start + 8, end: span.end + 8, how: 'unique quote' });
  });

  test('tells equal quotes apart by what stands around them', () => {
    const span = spanOf('the harbour', text.indexOf('mayor'));
    const moved = `Update. ${text}`;
    expect(anchor(moved, span)).toEqual({ start: span.start + 8, end: span.end + 8, how: 'context' });
  });

  test('does not guess between places that fit equally', () => {
    const quote = makeQuote('x the harbour y', 2, 13);
    expect(
      anchor('a the harbour b. a the harbour b.', {
        start: 2,
        end: 13,
        quote: { ...quote, prefix: 'zz', suffix: 'zz' },
      }),
    ).not.toBeNull();
    expect(
      anchor('So a the harbour b. So a the harbour b.', {
        start: 2,
        end: 13,
        quote: { ...quote, prefix: 'zz', suffix: 'zz' },
      }),
    ).toBeNull();
  });

  test('gives up a quote that is gone', () => {
    expect(anchor('Another text.', spanOf('Dockers'))).toBeNull();
  });

  test('whatever it finds reads exactly like the quote', () => {
    const piece = fc.constantFrom('a', 'b', ' ', '😀', 'é');
    const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, texts, fc.nat(30), fc.nat(6), (oldText, newText, start, length) => {
        fc.pre(start + length <= oldText.length);
        const quote = makeQuote(oldText, start, start + length);
        const found = anchor(newText, { start, end: start + length, quote });
        if (found) expect(newText.slice(found.start, found.end)).toBe(quote.exact);
        if (length > 0)
          expect(anchor(oldText, { start, end: start + length, quote })).toMatchObject({ start, how: 'position' });
      }),
    );
  });
});

test('an insertion shifts what follows, leaves what precedes, and gives up what it tears', () => {
  expect(shiftForInsertion({ start: 5, end: 9 }, 5, 3)).toEqual({ start: 8, end: 12 });
  expect(shiftForInsertion({ start: 5, end: 9 }, 9, 3)).toEqual({ start: 5, end: 9 });
  expect(shiftForInsertion({ start: 5, end: 9 }, 6, 3)).toBeNull();
});
