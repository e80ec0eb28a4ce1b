import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveCaret, unitAround } from '../../renderer/features/text/caret-moves.ts';
import { foldsOf } from '../../renderer/features/text/folds.ts';
import { IntervalIndex } from '../../renderer/features/text/interval-index.ts';
import { assignLanes, type Keyed, lanesOf } from '../../renderer/features/text/lanes.ts';
import { layoutBars, layoutLabels } from '../../renderer/features/text/margin-layout.ts';
import { type Mark, marksOf, nextHit } from '../../renderer/features/text/marks.ts';
import { blocksOf, ParagraphMap } from '../../renderer/features/text/paragraph-map.ts';
import type { Annotation } from '../../shared/model/annotation.ts';
import type { Claim } from '../../shared/model/claim.ts';
import type { Code } from '../../shared/model/codebook.ts';
import type { Span } from '../../shared/text/span.ts';

const spans = fc.array(
  fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 60 })).map(([start, length]) => ({ start, end: start + length })),
  { maxLength: 60 },
);
const keyed = (list: Span[]): Keyed[] => list.map((span, index) => ({ ...span, key: `${index}` }));

describe('which marks are under a place', () => {
  it('finds the same spans as looking at every one of them', () => {
    fc.assert(
      fc.property(spans, fc.nat(360), fc.nat(60), (list, start, length) => {
        const found = new IntervalIndex(list).overlapping(start, start + length);
        const expected = list.filter((span) => span.start < start + length && span.end > start);
        expect(found).toHaveLength(expected.length);
        expect(new Set(found)).toEqual(new Set(expected));
      }),
    );
  });

  it('gives the smallest span first, so that a nested mark can be reached', () => {
    const index = new IntervalIndex([
      { start: 0, end: 50, name: 'sentence' },
      { start: 10, end: 20, name: 'phrase' },
      { start: 12, end: 15, name: 'word' },
    ]);
    expect(index.at(13).map((span) => span.name)).toEqual(['word', 'phrase', 'sentence']);
    expect(index.at(30).map((span) => span.name)).toEqual(['sentence']);
  });

  it('counts the place right behind a span to it when nothing else is there', () => {
    const index = new IntervalIndex([{ start: 5, end: 9 }]);
    expect(index.at(9)).toEqual([{ start: 5, end: 9 }]);
    expect(index.at(10)).toEqual([]);
  });

  it('goes on to the next larger one when pressed again, and around', () => {
    const marks = ['word', 'phrase', 'phrase', 'sentence'].map((ownerId) => ({ ownerId }) as Mark);
    expect(nextHit(marks, null)).toBe('word');
    expect(nextHit(marks, 'word')).toBe('phrase');
    expect(nextHit(marks, 'phrase')).toBe('sentence');
    expect(nextHit(marks, 'sentence')).toBe('word');
    expect(nextHit([], 'word')).toBeNull();
  });
});

describe('lanes of underlines', () => {
  it('are never shared by spans that overlap while there are lanes enough', () => {
    fc.assert(
      fc.property(spans, (list) => {
        const all = keyed(list);
        const lanes = lanesOf(all, 64);
        for (const a of all) {
          for (const b of all) {
            if (a === b || a.start >= b.end || b.start >= a.end) continue;
            expect(lanes.get(a.key)).not.toBe(lanes.get(b.key));
          }
        }
      }),
    );
  });

  it('stay as they are when one more mark is made', () => {
    fc.assert(
      fc.property(spans, fc.nat(300), (list, start) => {
        const all = keyed(list);
        const before = lanesOf(all, 3);
        const after = assignLanes(new IntervalIndex([...all, { key: 'new', start, end: start + 20 }]), 3, before);
        for (const { key } of all) expect(after.get(key)).toBe(before.get(key));
        expect(after.get('new')).toBeLessThan(3);
      }),
    );
  });

  it('go to the least crowded lane when three are not enough', () => {
    const lanes = lanesOf(
      keyed([
        { start: 0, end: 40 },
        { start: 0, end: 30 },
        { start: 0, end: 20 },
        { start: 25, end: 28 },
        { start: 5, end: 10 },
      ]),
      3,
    );
    expect([...lanes.values()].every((lane) => lane >= 0 && lane < 3)).toBe(true);
    expect(lanes.get('3')).toBe(2);
  });
});

describe('the margin', () => {
  it('keeps labels 14 px apart, in the order of their marks, none above its mark', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2000), { maxLength: 40 }), (tops) => {
        const marks = tops.map((top, index) => ({ key: `${index}`, top, bottom: top + 24 }));
        const labels = layoutLabels(marks);
        for (const [index, label] of labels.entries()) {
          expect(label.top).toBeGreaterThanOrEqual(tops[Number(label.key)]!);
          if (index > 0) expect(label.top - labels[index - 1]!.top).toBeGreaterThanOrEqual(14);
        }
        // None is lost: what has no label of its own is counted on another.
        expect(labels.reduce((sum, label) => sum + 1 + label.more, 0)).toBe(tops.length);
      }),
    );
  });

  it('puts the label of a mark that stands alone at its height', () => {
    expect(layoutLabels([{ key: 'alone', top: 120, bottom: 144 }])).toEqual([{ key: 'alone', top: 120, more: 0 }]);
  });

  it('counts labels that would stand far from their marks', () => {
    const marks = Array.from({ length: 12 }, (_, index) => ({ key: `${index}`, top: 0, bottom: 20 }));
    const labels = layoutLabels(marks);
    expect(labels).toHaveLength(8);
    expect(labels.at(-1)).toEqual({ key: '7', top: 98, more: 4 });
  });

  it('sets bars of marks on one line side by side', () => {
    const bars = layoutBars([
      { key: 'a', top: 0, bottom: 50 },
      { key: 'b', top: 24, bottom: 48 },
      { key: 'c', top: 60, bottom: 80 },
    ]);
    expect(bars.map((bar) => bar.lane)).toEqual([0, 1, 0]);
  });
});

const TEXT = 'First line here.\n\n\nSecond one, with é̂ and 👩‍👧.\nThird.';

describe('offsets and paragraphs', () => {
  const map = new ParagraphMap(TEXT);

  it('lead from every offset in a paragraph to its place and back', () => {
    for (const [paragraph, span] of map.spans.entries()) {
      for (let offset = span.start; offset <= span.end; offset++) {
        expect(map.point(offset, 'start')).toEqual({ paragraph, local: offset - span.start });
        expect(map.offset(map.point(offset, 'start')!)).toBe(offset);
      }
    }
  });

  it('between paragraphs go to the next for a start and to the one before for an end', () => {
    expect(TEXT.slice(17, 19)).toBe('\n\n');
    expect(map.point(18, 'start')).toEqual({ paragraph: 1, local: 0 });
    expect(map.point(18, 'end')).toEqual({ paragraph: 0, local: 16 });
  });

  it('hold every paragraph in exactly one block, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { maxLength: 80 }), (lengths) => {
        let start = 0;
        const list = lengths.map((length) => {
          const span = { start, end: start + length };
          start += length + 1;
          return span;
        });
        const blocks = blocksOf(list);
        expect(blocks.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, n) => from + n))).toEqual(
          list.map((_, index) => index),
        );
      }),
    );
  });
});

describe('the caret', () => {
  const map = new ParagraphMap(TEXT);

  it('steps over a letter with its accents and a joined emoji as one character', () => {
    const accent = TEXT.indexOf('é̂');
    expect(moveCaret(map, 'en', accent, 'character', 1)).toBe(accent + 'é̂'.length);
    const family = TEXT.indexOf('👩‍👧');
    expect(moveCaret(map, 'en', family, 'character', 1)).toBe(family + '👩‍👧'.length);
    expect(moveCaret(map, 'en', family + '👩‍👧'.length, 'character', -1)).toBe(family);
  });

  it('goes on to the end of a word and back to its start', () => {
    expect(moveCaret(map, 'en', 0, 'word', 1)).toBe('First'.length);
    expect(moveCaret(map, 'en', 'First'.length, 'word', 1)).toBe('First line'.length);
    expect(moveCaret(map, 'en', 'First line'.length, 'word', -1)).toBe('First '.length);
  });

  it('crosses from one paragraph to the next over the blank lines', () => {
    const [first, second] = map.spans;
    expect(moveCaret(map, 'en', first!.end, 'character', 1)).toBe(second!.start);
    expect(moveCaret(map, 'en', second!.start, 'character', -1)).toBe(first!.end);
    expect(moveCaret(map, 'en', 3, 'text', 1)).toBe(TEXT.length);
  });

  it('finds the word, sentence and paragraph around it', () => {
    const two = new ParagraphMap('The lake rose. Nobody was told, she said.\nThe end.');
    const words = (span: Span) => two.text.slice(span.start, span.end);
    expect(words(unitAround(two, 'en', 5, 'word'))).toBe('lake');
    expect(words(unitAround(two, 'en', 8, 'word'))).toBe('lake');
    expect(words(unitAround(two, 'en', 5, 'sentence'))).toBe('The lake rose.');
    expect(words(unitAround(two, 'en', 20, 'sentence'))).toBe('Nobody was told, she said.');
    expect(words(unitAround(two, 'en', 20, 'paragraph'))).toBe('The lake rose. Nobody was told, she said.');
  });
});

describe('removed passages', () => {
  const { spans: paragraphs } = new ParagraphMap('One paragraph.\nAnother one.\nThe last.');
  const passage = (start: number, reason: string, text: string) => ({
    passageId: `${start} ${reason}`,
    start,
    reason,
    text,
    ruleId: null,
  });

  it('of one place make one row, with its lines and reasons', () => {
    const [fold, ...rest] = foldsOf(paragraphs, [
      passage(0, 'ticker', 'now: rain'),
      passage(0, 'menu', 'News\nSport\n\nCulture'),
    ]);
    expect(rest).toEqual([]);
    expect(fold).toMatchObject({ before: 0, lines: 4, reasons: ['menu', 'ticker'] });
    expect(fold!.passages).toHaveLength(2);
  });

  it('from inside a paragraph stand below it, and from the end behind the last', () => {
    const folds = foldsOf(paragraphs, [passage(5, 'advert', 'Buy'), passage(37, 'read next', 'More')]);
    expect(folds.map((fold) => fold.before)).toEqual([1, 3]);
  });
});

describe('marks', () => {
  const code = { codeId: 'c1', name: 'Figure', color: 4 } as Code;
  const codes = new Map([['c1', code]]);
  const annotation = (values: Partial<Annotation>) =>
    ({ annotationId: 'a1', start: 3, end: 9, pieces: [], codings: [], memo: '', ...values }) as Annotation;

  it('are one for each code of an annotation, and a highlight without one', () => {
    const coded = annotation({ codings: [{ codingId: 'x', codeId: 'c1', codeVersion: 1, values: {}, createdAt: '' }] });
    expect(marksOf('art', [coded], codes, [])).toMatchObject([
      { kind: 'code', color: 4, label: 'Figure', ownerId: 'a1' },
    ]);
    expect(marksOf('art', [annotation({ memo: 'Check' })], codes, [])).toMatchObject([
      { kind: 'highlight', color: 0, label: 'Memo' },
    ]);
  });

  it('leave out what has no place in the text', () => {
    expect(marksOf('art', [annotation({ start: null, end: null })], codes, [])).toEqual([]);
  });

  it('of a span in pieces stand on each piece and belong to one annotation', () => {
    const inPieces = annotation({
      pieces: [{ start: 20, end: 24, exact: 'word' }],
      codings: [{ codingId: 'x', codeId: 'c1', codeVersion: 1, values: {}, createdAt: '' }],
    });
    expect(marksOf('art', [inPieces], codes, []).map(({ start, end, ownerId }) => [start, end, ownerId])).toEqual([
      [3, 9, 'a1'],
      [20, 24, 'a1'],
    ]);
  });

  it('keep their key when a mark that was shown at once is saved under its own id', () => {
    const codings = [{ codingId: 'x', codeId: 'c1', codeVersion: 1, values: {}, createdAt: '' }];
    const [shown] = marksOf('art', [annotation({ annotationId: 'unsaved-1', codings })], codes, []);
    const [saved] = marksOf('art', [annotation({ annotationId: 'a9', codings })], codes, []);
    expect(saved!.key).toBe(shown!.key);
  });

  it('take in mentions of claims and evidence on them, of this article only', () => {
    const mention = { articleId: 'art', start: 0, end: 4 };
    const claim = {
      claimId: 'k',
      number: 7,
      mentions: [mention, { ...mention, articleId: 'other' }],
      evidence: [
        { stance: 'refutes', at: { kind: 'passage', ...mention, start: 6, end: 9 } },
        { stance: 'supports', at: { kind: 'passage', ...mention, articleId: 'other' } },
        { stance: 'supports', at: { kind: 'link', url: 'https://harbour.example' } },
      ],
    } as unknown as Claim;
    expect(marksOf('art', [], codes, [claim])).toMatchObject([
      { kind: 'claim', label: 'Claim 7', start: 0, end: 4 },
      { kind: 'claim', label: 'Claim 7, against', start: 6, end: 9, ownerId: 'k' },
    ]);
  });
});
