import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentences } from '../../shared/text/index.ts';

const split = (text: string, language: string) =>
  sentences(text, language).map(({ start, end }) => text.slice(start, end));

/** Sentences written with ` | ` where a cut is expected. */
function expectCuts(marked: string, language: string) {
  const parts = marked.split(' | ');
  expect(split(parts.join(' '), language)).toEqual(parts);
}

describe('sentences', () => {
  test.each([
    ['titles and initials', 'en', 'Mr. Orlen met Dr. Vask in St. Amel. | Later J. K. Marr and John F. Dell came.'],
    [
      'acronyms inside and at the end',
      'en',
      'U.N. Envoy Dell flew to the U.N. today. | He spoke at the U.N. | The hall was full.',
    ],
    ['company endings', 'en', 'Harbour Inc. Chairman Vask resigned. | He sold Harbour Inc. | The price fell.'],
    [
      'numbers of things',
      'en',
      'No. 5 on p. 12 costs 2.5 million. | Case No. VA12 beat then-No. 1 Vell. | He said no. | They left.',
    ],
    ['quoted questions inside a sentence', 'en', '"Is it so?" he asked. | "It is." | She left.'],
    ['typographic quotes', 'en', 'She said: “We stay.” | They stayed.'],
    ['ellipses', 'en', 'They waited... and left. | Then… nothing. | Wait… | What was that?'],
    ['times of day', 'en', 'They met at 10 a.m. Friday and 3 p. m. Sunday. | It ended at 3 p.m. | Police came.'],
    ['a label with a capital', 'en', 'They have a Plan B. | Doctors doubt it.'],
    [
      'etc. before a capital and a small letter',
      'en',
      'Boats, nets, etc. were lost. | They lost boats, nets, etc. | Help came.',
    ],
    [
      'Spanish',
      'es',
      '¿Viene? | ¡Sí! | El Sr. Pérula pagó 3.000 euros, p. ej. en mayo. | «¿Por qué?», dijo la Dra. Anaya.',
    ],
    [
      'Russian',
      'ru',
      'Он жил на ул. Садовой в г. Заречье. | А. С. Верин уехал, т. е. ушёл. | Это было в 2024 г. | Город вырос.',
    ],
    ['Arabic', 'ar', 'هل هذا صحيح؟ | نعم. | قال د. أحمد ذلك.'],
    ['Urdu', 'ur', 'یہ درست ہے۔ | کیا؟ | ہاں۔'],
    ['French spaces inside guillemets', 'fr', '« Oui. » | Il part. | « Non ! » dit-elle.'],
    ['German', 'de', 'Am 5. Mai kam er. | „Ja.“ | Er ging, z. B. nach Osten.'],
    ['an enumeration', 'en', '1. Boats come first. | 2. Nets come later.'],
  ])('%s', (_name, language, marked) => expectCuts(marked, language));

  test('Japanese has no spaces between sentences', () => {
    expect(split('今日は雨。船は出ない！「そうか。」', 'ja')).toEqual(['今日は雨。', '船は出ない！', '「そうか。」']);
  });

  test('never cross a line break and leave blank lines and indents out', () => {
    expect(split('  Port strike goes on\n\n \nBy Ana Vask. \nIt rained', 'en')).toEqual([
      'Port strike goes on',
      'By Ana Vask.',
      'It rained',
    ]);
  });

  test('a paragraph of nothing but initials is one sentence, however long', () => {
    const initials = 'A. '.repeat(20_000);
    expect(sentences(initials, 'en')).toEqual([{ start: 0, end: initials.length - 1 }]);
  });

  test('a tag the platform does not know does no harm', () => {
    expect(split('One. Two.', 'not a language')).toEqual(['One.', 'Two.']);
  });

  test('cover every letter of any text once, in order', () => {
    const piece = fc.constantFrom(
      'Mr',
      '.',
      ' ',
      '"',
      '“',
      '”',
      '«',
      'A',
      'b',
      '5',
      '…',
      '?',
      '\n',
      '😀',
      'e\u0301',
      'ع',
      '؟',
      '。',
      '「',
      ')',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const spans = sentences(text, 'en');
        const covered = spans.map(({ start, end }) => text.slice(start, end)).join('');
        expect(covered.replace(/[^\p{L}\p{N}]/gu, '')).toBe(text.replace(/[^\p{L}\p{N}]/gu, ''));
        spans.forEach((span, i) => {
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
          expect(text.slice(span.start, span.end)).not.toMatch(/^\s|\s$|\n/);
        });
      }),
    );
  });
});
