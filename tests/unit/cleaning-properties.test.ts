import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLine } from '../../electron/analysis/cleaning/canonical.ts';
import { storedLines } from '../../electron/analysis/cleaning/document.ts';
import { cleanWith, type SourceDocument } from '../../electron/analysis/cleaning/index.ts';
import { linesOf, modelOf, scraped, story, uncut } from './support/outlet.ts';

/** Lines from a small stock, so that documents share many of them, among lines of their own. */
const line = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('Tides', 'Quays', 'Share', 'Read more:', 'infoBackground', '14:20', '• Nets'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('Advertisement', 'All rights reserved.', 'Printed by the Odell family since 1911.'),
  },
  { weight: 4, arbitrary: fc.nat(40).chain((n) => fc.constantFrom(...story(n))) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constant('') },
);
const scrape = fc.array(line, { maxLength: 30 });
const source = fc
  .array(fc.record({ lines: scrape, kind: fc.constantFrom('dump', 'page', 'record') }), { maxLength: 9 })
  .map((scrapes) =>
    scrapes.map(({ lines, kind }, n) =>
      kind === 'dump' ? scraped(`${n}`, lines) : uncut(`${n}`, lines, { kind: kind as SourceDocument['kind'] }),
    ),
  );
const nothingOff = { switchedOff: new Set<string>() };
/** Every line of a document, cut or kept, in order. */
const everyLine = (document: Pick<SourceDocument, 'text' | 'removed'>) =>
  storedLines({ ...uncut('', []), ...document }).map(({ text }) => text);

describe('cleaning across a source', () => {
  it('learns the same from the same documents in any order', () => {
    fc.assert(
      fc.property(
        source.chain((documents) =>
          fc.tuple(fc.constant(documents), fc.shuffledSubarray(documents, { minLength: documents.length })),
        ),
        ([documents, shuffled]) => {
          expect(modelOf(shuffled)).toEqual(modelOf(documents));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('changes nothing when it is done twice', () => {
    fc.assert(
      fc.property(source, (documents) => {
        const model = modelOf(documents);
        for (const document of documents) {
          const once = cleanWith(model, document, nothingOff);
          const twice = cleanWith(model, { ...document, ...once }, nothingOff);
          expect(twice).toEqual({ ...once, changed: false, textChanged: false });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('learns the same from documents that it has cleaned', () => {
    const documents = [0, 1, 2, 3].map((n) => scraped(`${n}`, ['Tides', 'Quays', ...story(n), 'Gullhouse 4', 'Share']));
    const model = modelOf(documents);
    expect(model.rules.length).toBeGreaterThan(2);
    const cleaned = documents.map((document) => ({ ...document, ...cleanWith(model, document, nothingOff) }));
    expect(modelOf(cleaned)).toEqual(model);
  });

  it('loses no line, invents none and keeps their order', () => {
    fc.assert(
      fc.property(source, (documents) => {
        const model = modelOf(documents);
        for (const document of documents) {
          expect(everyLine(cleanWith(model, document, nothingOff))).toEqual(everyLine(document));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never leaves an article empty, and places every passage inside its text, in order', () => {
    fc.assert(
      fc.property(source, (documents) => {
        const model = modelOf(documents);
        for (const document of documents) {
          const { text, removed } = cleanWith(model, document, nothingOff);
          if (document.text.trim() !== '') expect(text.trim()).not.toBe('');
          let before = 0;
          for (const { start } of removed) {
            expect(start).toBeGreaterThanOrEqual(before);
            before = start;
          }
          expect(before).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what a person put back, wherever it stands', () => {
    fc.assert(
      fc.property(source, fc.nat(), (documents, pick) => {
        const model = modelOf(documents);
        for (const document of documents) {
          const { removed } = document;
          if (removed.length === 0) continue;
          const { text } = removed[pick % removed.length]!;
          const put = cleanWith(model, { ...document, keptByPerson: [text] }, nothingOff);
          if (model.rules.length === 0) continue;
          const kept = new Set(linesOf(put.text).map(canonicalLine));
          // An icon's name stays apart from the words behind it.
          for (const own of linesOf(text)) {
            const canonical = canonicalLine(own);
            expect(kept.has(canonical) || canonical.startsWith('info')).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives a document that is all furniture back as it was', () => {
    const furniture = ['Tides', 'Quays', 'Share', 'All rights reserved.'];
    const model = modelOf([0, 1, 2].map((n) => scraped(`${n}`, [...furniture, ...story(n)])));
    const bare = uncut('bare', furniture);
    expect(cleanWith(model, bare, nothingOff)).toMatchObject({ text: bare.text, textChanged: false });
  });
});

describe('documents of any shape', () => {
  it.each([
    ['a line of three million letters', 'a'.repeat(3_000_000)],
    ['a line of three hundred thousand bullets', '• '.repeat(300_000)],
    ['a hundred and fifty thousand short lines', 'ab\n'.repeat(150_000)],
    ['a million blank lines between two words', `Tides${'\n'.repeat(1_000_000)}Quays`],
    ['a line that opens a hundred thousand brackets', '('.repeat(100_000)],
    ['three thousand paragraphs on three thousand things', Array.from({ length: 3_000 }, paragraph).join('\n\n')],
  ])(
    'are read and counted: %s',
    (_, text) => {
      const document = uncut('odd', [text]);
      const model = modelOf([
        document,
        ...[0, 1, 2].map((n) => scraped(`${n}`, ['Tides', 'Quays', ...story(n), 'Tides'])),
      ]);
      expect(linesOf(cleanWith(model, document, nothingOff).text).length).toBeGreaterThan(0);
      expect(everyLine(scraped('odd', [text])).join('').length).toBe(text.replace(/\s*\n\s*/g, '').trim().length);
    },
    30_000,
  );
});

function paragraph(_: unknown, n: number): string {
  const words = Array.from({ length: 18 }, (_unused, k) => ((n * 131 + k * 7919) % 99_991).toString(36));
  return `The ${words.join(' of ')}.`;
}
