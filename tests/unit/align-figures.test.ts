import { describe, expect, test } from 'vitest';
import { disagreement, figuresIn, parseNumber } from '../../electron/analysis/align/index.ts';

const figures = (text: string, language = 'en') => figuresIn(text, { start: 0, end: text.length }, language);
const UNITS = new Set(['percent', 'dollar', 'euro']);
const values = (text: string, language = 'en') =>
  figures(text, language).map(({ value, unit }) => (UNITS.has(unit) ? [value, unit] : value));
const written = (text: string, language = 'en') =>
  figures(text, language).map(({ start, end }) => text.slice(start, end));

test.each([
  ['270,000', 270_000],
  ['270.000', 270_000],
  ['270 000', 270_000],
  ['270\u00a0000', 270_000],
  ['270’000', 270_000],
  ['1,234,567.5', 1_234_567.5],
  ['1.234.567,5', 1_234_567.5],
  ['2.5', 2.5],
  ['2,5', 2.5],
  ['0.125', 0.125],
  ['١٢٬٥٠٠', 12_500],
  ['۱۲٫۵', 12.5],
])('%s is read as %d', (digits, value) => expect(parseNumber(digits)).toBe(value));

describe('figures', () => {
  test.each([
    ['en', 'About 2.5 million people and $3bn, or 12 per cent', [2_500_000, [3e9, 'dollar'], [12, 'percent']]],
    ['en', 'Seven of the 40 boats; nineteen were lost', [7, 40, 19]],
    ['es', 'Costó 3.000 euros, 2,5 millones y el 4 por ciento, siete veces', [3000, 2_500_000, [4, 'percent'], 7]],
    ['ru', '2,5 миллиарда крон, 270 000 гектаров, семь человек, 5%', [2.5e9, 270_000, 7, [5, 'percent']]],
    ['ar', 'شارك ٢٤٠٠ عامل وسبعة وزراء و ٣ ملايين، أي ١٢٪', [2400, 3_000_000, [12, 'percent']]],
    ['en', '€5 and 6 € and 7 euros', [[5, 'euro'], [6, 'euro'], 7]],
  ])('%s: %s', (language, text, expected) => expect(values(text, language)).toEqual(expected));

  test.each([
    ['en', 'In 2024 and since 1848, on 5 March and June 3, at 10:30'],
    ['en', 'The 3rd man, the B2 road, a 3-1 win, 12/05'],
    ['es', 'El 5 de mayo de 2024'],
    ['ru', '16 мая 2024 года, 2-й день'],
    ['en', 'One of them said no one came'],
  ])('%s: none in "%s"', (language, text) => expect(figures(text, language)).toEqual([]));

  test('cover sign, multiplier and percent, and say what is counted', () => {
    expect(written('It cost $2.5 million and 12 percent more')).toEqual(['$2.5 million', '12 percent']);
    expect(figures('some 2,400 dock workers came')[0]).toMatchObject({
      unit: 'dock',
      counted: ['dock', 'worke', 'came'],
    });
    expect(figuresIn('Yes. 40 boats sank.', { start: 5, end: 19 }, 'en')[0]).toMatchObject({
      start: 5,
      end: 7,
      value: 40,
    });
  });
});

describe('figures of two sentences', () => {
  const differ = (a: string, b: string, language = 'en') => {
    const found = disagreement(figures(a, language), figures(b, language));
    return found && [found.a.map(({ value }) => value), found.b.map(({ value }) => value)];
  };

  test('disagree where they count the same thing', () => {
    expect(differ('At least 12 people died on 5 March', 'Seventeen people were killed')).toEqual([[12], [17]]);
    expect(differ('It fell by 4 percent', 'It fell by 6.5 per cent')).toEqual([[4], [6.5]]);
    expect(differ('4 of the 12 boats sank', '4 of the 13 boats sank')).toEqual([[12], [13]]);
    expect(differ('погибли четыре человека', 'погибли семь человек', 'ru')).toEqual([[4], [7]]);
  });

  test('do not where one is a rounding, or they count different things, or only one article has them', () => {
    expect(differ('2,400 workers', '2,413 workers')).toBeNull();
    expect(differ('2.5 million crowns', '2,500,000 crowns')).toBeNull();
    expect(differ('12 people died', '40 houses burned')).toBeNull();
    expect(differ('12 people died', 'people died')).toBeNull();
    expect(differ('4 of 12 people', '12 people')).toBeNull();
  });
});
