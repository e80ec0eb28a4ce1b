/** Spans as they are chosen and moved in the reader, in scripts that are written and parted in different ways. */
import { describe, expect, test } from 'vitest';
import { changedBy } from '../../renderer/features/coding/annotations.ts';
import { allMarks, isFiltering, shownMarks } from '../../renderer/features/coding/mark-filter.ts';
import { moveCaret, sentenceBeside, sentencesOf, snapToWords } from '../../renderer/features/text/caret-moves.ts';
import { ParagraphMap } from '../../renderer/features/text/paragraph-map.ts';
import type { Annotation } from '../../shared/model/annotation.ts';
import type { Span } from '../../shared/text/span.ts';
import { joinStretches, withoutStretch } from '../../shared/text/stretches.ts';

const texts = {
  en: 'The ferry sank. Nobody knew why.\nThe board met 👩‍👩‍👧‍👦 twice.',
  ar: 'غرقت العبّارة. لم يعرف أحد السبب.\nاجتمع المجلس مرّتين.',
  ru: 'Паром затонул. Никто не знал почему.\nСовет собирался дважды.',
  zh: '渡轮沉没了。没有人知道原因。\n委员会开了两次会。',
  marks: 'Cafe\u0301 nai\u0308ve e\u0301tude. Zwei Sa\u0308tze.\nEnde.',
} as const;
const languageOf = (name: keyof typeof texts) => (name === 'marks' ? 'fr' : name);

describe.each(Object.keys(texts) as (keyof typeof texts)[])('in %s', (name) => {
  const map = new ParagraphMap(texts[name]);
  const language = languageOf(name);
  const words = ({ start, end }: Span) => map.text.slice(start, end);

  test('one goes from sentence to sentence, over paragraphs, and stays at the ends', () => {
    const all = map.spans.flatMap((_, paragraph) => sentencesOf(map, language, paragraph));
    expect(all.length).toBe(3);
    expect(sentenceBeside(map, language, all[0]!, 1)).toEqual(all[1]);
    expect(sentenceBeside(map, language, all[1]!, 1)).toEqual(all[2]);
    expect(sentenceBeside(map, language, all[2]!, 1)).toEqual(all[2]);
    expect(sentenceBeside(map, language, all[2]!, -1)).toEqual(all[1]);
    expect(sentenceBeside(map, language, all[0]!, -1)).toEqual(all[0]);
  });

  test('an end moves by sentence to where sentences end and begin', () => {
    const [first, second] = sentencesOf(map, language, 0);
    expect(moveCaret(map, language, 0, 'sentence', 1)).toBe(first!.end);
    expect(moveCaret(map, language, first!.end, 'sentence', 1)).toBe(second!.end);
    expect(moveCaret(map, language, second!.end, 'sentence', -1)).toBe(second!.start);
  });

  test('an end inside of a word moves to the word’s own end, and one between words stays', () => {
    const snapped = snapToWords(map, language, { start: 1, end: 2 });
    expect(snapped.start).toBe(0);
    expect(words(snapped)).toMatch(/^[\p{L}\p{M}]+$/u);
    expect(snapToWords(map, language, snapped)).toEqual(snapped);
  });

  test('no step by character lands inside of what is read as one', () => {
    const clusters = new Set(
      [...new Intl.Segmenter(language, { granularity: 'grapheme' }).segment(map.text)].map((one) => one.index),
    );
    for (let at = 0; at < map.text.length; ) {
      const next = moveCaret(map, language, at, 'character', 1);
      if (next === at) break;
      expect(next === map.text.length || clusters.has(next), `${next}`).toBe(true);
      at = next;
    }
  });
});

describe('stretches of a span', () => {
  test('that touch or overlap are one, in the order of the text', () => {
    expect(
      joinStretches([
        { start: 9, end: 12 },
        { start: 0, end: 3 },
        { start: 3, end: 5 },
        { start: 10, end: 15 },
      ]),
    ).toEqual([
      { start: 0, end: 5 },
      { start: 9, end: 15 },
    ]);
  });

  test('lose a part without losing the rest', () => {
    const all = [
      { start: 0, end: 10 },
      { start: 20, end: 30 },
    ];
    expect(withoutStretch(all, { start: 20, end: 30 })).toEqual([{ start: 0, end: 10 }]);
    expect(withoutStretch(all, { start: 4, end: 6 })).toEqual([
      { start: 0, end: 4 },
      { start: 6, end: 10 },
      { start: 20, end: 30 },
    ]);
  });
});

const annotation = (more: Partial<Annotation>): Annotation => ({
  annotationId: 'a1',
  articleId: 'x',
  textVersionId: '1',
  level: 'span',
  start: 0,
  end: 9,
  quote: { exact: 'The ferry', prefix: '', suffix: '' },
  pieces: [],
  codings: [],
  memo: '',
  confidence: null,
  coder: 'Ada',
  origin: 'manual',
  status: 'anchored',
  createdAt: '',
  updatedAt: '',
  ...more,
});

describe('a change is shown before it is on disk', () => {
  test('with its pieces in order and their words', () => {
    const shown = changedBy(annotation({ start: 10, end: 14 }), { pieces: [{ start: 0, end: 9 }] }, texts.en);
    expect(shown).toMatchObject({
      start: 0,
      end: 9,
      quote: { exact: 'The ferry' },
      pieces: [{ start: 10, end: 14, exact: 'sank' }],
    });
  });

  test('an unplaced one has its place as soon as it is given', () => {
    const lost = annotation({ start: null, end: null, status: 'unplaced' });
    expect(changedBy(lost, { span: { start: 16, end: 22 } }, texts.en)).toMatchObject({
      status: 'anchored',
      quote: { exact: 'Nobody' },
    });
  });
});

describe('the filter of marks', () => {
  const coding = (codeId: string) => ({ codingId: codeId, codeId, codeVersion: 1, values: {}, createdAt: '' });
  const all = [
    annotation({ annotationId: '1', codings: [coding('a'), coding('b')] }),
    annotation({ annotationId: '2', codings: [coding('b')], coder: 'Bo' }),
    annotation({ annotationId: '3' }),
  ];
  const ids = (filter: Partial<typeof allMarks>) =>
    shownMarks(all, { ...allMarks, ...filter }).map((one) => one.annotationId);

  test('lets everything through until something is chosen', () => {
    expect(shownMarks(all, allMarks)).toBe(all);
    expect(isFiltering(allMarks)).toBe(false);
  });

  test('goes by code, by coder and by both', () => {
    expect(ids({ codeIds: new Set(['a']) })).toEqual(['1']);
    expect(ids({ coders: new Set(['Bo']) })).toEqual(['2']);
    expect(ids({ codeIds: new Set(['a']), coders: new Set(['Bo']) })).toEqual([]);
    expect(ids({ codeIds: new Set() })).toEqual(['3']);
  });
});
