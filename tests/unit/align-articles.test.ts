import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type AlignableArticle, type Alignment, alignArticles, aligner } from '../../electron/analysis/align/index.ts';
import { codePointIndex } from '../../shared/text/index.ts';

const article = (text: string, language: string | null = 'en'): AlignableArticle => ({
  id: text.slice(0, 8),
  text,
  language,
});
const pairsOf = (alignment: Alignment) => alignment.pairs.map(({ a, b, kind }) => `${a}-${b} ${kind}`);

describe('two articles', () => {
  const vell = article(
    'Dockers in Vell stopped work on Monday over unpaid night shifts. “We have waited long enough,” said Tomas Brand. ' +
      'Police counted 1,700 workers at the gates. It rained.',
  );
  const courier = article(
    'The union counted 2,400 workers at the gates. Unpaid night shifts are why dockers in Vell stopped work on Monday.\n' +
      '"We have  waited long enough," said Tomas Brand. Bread prices may rise.',
  );
  const alignment = alignArticles(vell, courier);

  test('are paired in whatever order they say it, each pair by its kind', () => {
    expect(pairsOf(alignment)).toEqual(['0-1 reworded', '1-2 same', '2-0 differs']);
    expect(alignment.only).toEqual({ a: [3], b: [3] });
  });

  test('show what both have and which figures disagree', () => {
    const [reworded, , differs] = alignment.pairs;
    const shared = (spans: { start: number; end: number }[], { text }: AlignableArticle) =>
      spans.map(({ start, end }) => text.slice(start, end));
    expect(shared(reworded!.shared.a, vell)).toEqual(['Dockers in Vell stopped work on Monday', 'unpaid night shifts']);
    expect(shared(reworded!.shared.b, courier)).toEqual([
      'Unpaid night shifts',
      'dockers in Vell stopped work on Monday',
    ]);
    expect(shared(differs!.figures!.a, vell)).toEqual(['1,700']);
    expect(shared(differs!.figures!.b, courier)).toEqual(['2,400']);
  });

  test('say what they rest on', () => {
    expect(alignment.basis).toBe(aligner);
    expect(aligner).toMatchObject({ name: 'Sentence alignment', version: '2' });
  });

  test('give the mirrored pairs when they change sides', () => {
    const mirrored = alignArticles(courier, vell).pairs.map(({ a, b, kind }) => `${b}-${a} ${kind}`);
    expect(mirrored.sort()).toEqual(pairsOf(alignment));
  });
});

test('offsets hold in texts with emoji, combining marks and Arabic', () => {
  const a =
    '😀😀 Cafe\u0301 owners in Vell closed 40 shops on Monday 👨‍👩‍👧. قال الوزير سامي نوران إن الميناء سيفتح غدا.';
  const b = 'قال الوزير سامي نوران إن الميناء سيفتح غدا. On Monday caf\u00e9 owners in Vell closed 55 shops 😀.';
  const alignment = alignArticles(article(a, null), article(b, null));
  expect(pairsOf(alignment)).toEqual(['0-1 differs', '1-0 same']);
  const [first] = alignment.pairs;
  expect(first!.shared.a.map(({ start, end }) => a.slice(start, end))).toEqual([
    'Cafe\u0301 owners in Vell closed',
    'shops on Monday',
  ]);
  expect(first!.figures!.b.map(({ start, end }) => b.slice(start, end))).toEqual(['55']);
  const index = codePointIndex(a);
  const sentence = alignment.a[1]!;
  const points = [...a].slice(index.toCodePoints(sentence.start), index.toCodePoints(sentence.end)).join('');
  expect(points).toBe('قال الوزير سامي نوران إن الميناء سيفتح غدا.');
});

describe('articles in different languages', () => {
  const spanish = article(
    'La ministra Pía Renn visitó Karst el lunes. El plan costará 120 millones en Karst. Habrá talleres.',
    'es',
  );
  test('are paired only by a telling figure with a name', () => {
    const english = article(
      'It will cost Karst 120 million, critics say. Health minister Pia Renn spoke. There will be workshops.',
    );
    expect(pairsOf(alignArticles(english, spanish))).toEqual(['0-1 reworded']);
  });
  test('are left unpaired otherwise', () => {
    const english = article('Health minister Pia Renn spoke. There will be two workshops.');
    expect(alignArticles(english, spanish)).toMatchObject({ pairs: [], only: { a: [0, 1], b: [0, 1, 2] } });
  });
});

test.each(['', '\n\n', '***'])('an article of %j gives no pairs and no error', (text) => {
  expect(alignArticles(article(text), article('Dockers in Vell stopped work.')).pairs).toEqual([]);
});

interface Labelled {
  id: string;
  split: 'tune' | 'held';
  a: { language: string; sentences: string[] };
  b: { language: string; sentences: string[] };
  pairs: { a: number; b: number; kind: string }[];
}

describe('on the labelled article pairs', () => {
  const file = new URL('../eval/alignment.json', import.meta.url);
  const { articlePairs } = JSON.parse(readFileSync(file, 'utf8')) as { articlePairs: Labelled[] };

  const align = ({ a, b }: Labelled) =>
    alignArticles(article(a.sentences.join(' '), a.language), article(b.sentences.join(' '), b.language));

  function measure(split: Labelled['split']) {
    const counts = { right: 0, wrong: 0, missed: 0, kindRight: 0 };
    for (const labelled of articlePairs.filter((pair) => pair.split === split)) {
      const gold = new Map(labelled.pairs.map(({ a, b, kind }) => [`${a}-${b}`, kind]));
      for (const { a, b, kind } of align(labelled).pairs) {
        const expected = gold.get(`${a}-${b}`);
        if (expected === undefined) counts.wrong++;
        else counts.right++;
        if (expected === kind) counts.kindRight++;
        gold.delete(`${a}-${b}`);
      }
      counts.missed += gold.size;
    }
    const { right, wrong, missed, kindRight } = counts;
    return {
      f1: (2 * right) / (2 * right + wrong + missed),
      precision: right / (right + wrong),
      recall: right / (right + missed),
      kinds: kindRight / right,
    };
  }

  test('sentences are found as the labels count them', () => {
    for (const labelled of articlePairs) {
      const { a, b } = align(labelled);
      expect([labelled.id, a.length, b.length]).toEqual([
        labelled.id,
        labelled.a.sentences.length,
        labelled.b.sentences.length,
      ]);
    }
  });

  test.each(['tune', 'held'] as const)('pairs of the half "%s" reach the floor', (split) => {
    const { f1, precision, kinds } = measure(split);
    expect(f1).toBeGreaterThan(0.92);
    expect(precision).toBeGreaterThan(0.95);
    expect(kinds).toBeGreaterThan(0.97);
  });

  test('the published figures are those of the held half', () => {
    const { precision, recall, f1 } = measure('held');
    const rounded = (value: number) => Math.round(value * 100) / 100;
    expect(aligner.measured).toMatchObject({ precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) });
  });
});
