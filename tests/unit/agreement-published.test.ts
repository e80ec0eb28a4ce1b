import { expect, test } from 'vitest';
import {
  alphaU2004,
  cohenKappa,
  confusion,
  fleissKappa,
  gamma,
  krippendorffAlpha,
  percentAgreement,
  type Segment,
} from '../../electron/analysis/agreement/index.ts';
import { codingsOf, valueFor } from './support/codings.ts';

// Worked examples as printed; three decimals are what the publications give.

const repeated = (...cells: [count: number, one: string, other: string][]) =>
  codingsOf(
    cells.map(([count, one]) => `${one} `.repeat(count)).join(''),
    cells.map(([count, , other]) => `${other} `.repeat(count)).join(''),
  );

test('Krippendorff (2011), Computing Krippendorff’s Alpha-Reliability, example A: two observers, yes or no', () => {
  const codings = codingsOf('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0');
  expect(valueFor(codings, (rows) => krippendorffAlpha(rows, 'nominal'))).toBeCloseTo(0.095, 3);
});

test('Krippendorff (2011), example B: two observers, five categories', () => {
  const codings = codingsOf('a a b b d c c c e d d a', 'b a b b b c c c e d d d');
  expect(valueFor(codings, (rows) => krippendorffAlpha(rows, 'nominal'))).toBeCloseTo(0.692, 3);
});

test('Krippendorff (2011), examples C to E: four observers, missing data, nominal, ordinal and interval', () => {
  const codings = codingsOf(
    '1 2 3 3 2 1 4 1 2 * * *',
    '1 2 3 3 2 2 4 1 2 5 * 3',
    '* 3 3 3 2 3 4 2 2 5 1 *',
    '1 2 3 3 2 4 4 1 2 5 1 *',
  );
  const alpha = (metric: 'nominal' | 'ordinal' | 'interval') =>
    valueFor(codings, (rows) => krippendorffAlpha(rows, metric, codings.names.map(Number)));
  expect(alpha('nominal')).toBeCloseTo(0.743, 3);
  expect(alpha('ordinal')).toBeCloseTo(0.815, 3);
  expect(alpha('interval')).toBeCloseTo(0.849, 3);
});

test('Cohen (1960), table 1: two psychologists, 200 patients', () => {
  const codings = repeated(
    [88, 'a', 'a'],
    [10, 'a', 'b'],
    [2, 'a', 'c'],
    [14, 'b', 'a'],
    [40, 'b', 'b'],
    [6, 'b', 'c'],
    [18, 'c', 'a'],
    [10, 'c', 'b'],
    [12, 'c', 'c'],
  );
  expect(valueFor(codings, cohenKappa)).toBeCloseTo(0.492, 3);
  expect(valueFor(codings, percentAgreement)).toBeCloseTo(0.7, 6);
  expect([...confusion(codings)]).toEqual([88, 10, 2, 14, 40, 6, 18, 10, 12]);
});

test('Fleiss (1971), table 1: six psychiatrists, 30 patients, five diagnoses', () => {
  const table = `00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
    00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006`;
  const patients = table
    .split(/\s+/)
    .map((row) => [...row].flatMap((n, value) => Array<number>(Number(n)).fill(value)));
  expect(patients.every((codes) => codes.length === 6)).toBe(true);
  const codings = { coders: 6, categories: 5, values: Int16Array.from(patients.flat()) };
  expect(valueFor(codings, percentAgreement)).toBeCloseTo(0.556, 3);
  expect(valueFor(codings, fleissKappa)).toBeCloseTo(0.43, 3);
});

const span = (start: number, length: number, category: number): Segment => ({ start, end: start + length, category });

test('Krippendorff (2004), Content Analysis, section 11.6: two observers unitize a continuum from 150 to 450', () => {
  const [c, k] = [0, 1];
  const continuum = {
    length: 300,
    coders: [
      { coder: 0, segments: [span(30, 60, k), span(75, 70, c), span(150, 50, k), span(220, 30, c)] },
      {
        coder: 1,
        segments: [span(30, 60, k), span(70, 80, c), span(150, 50, k), span(205, 20, c), span(250, 20, c)],
      },
    ],
  };
  const result = alphaU2004(continuum, 2);
  expect(result.ofCategory[c]!.observed).toBeCloseTo(0.0144, 4);
  expect(result.ofCategory[c]!.expected).toBeCloseTo(0.0532, 4);
  expect(result.ofCategory[c]!.value).toBeCloseTo(0.7286, 4);
  expect(result.ofCategory[k]!.expected).toBeCloseTo(0.049, 4);
  expect(result.ofCategory[k]!.value).toBe(1);
  // Printed as 0.8591, from disagreements that were rounded to four decimals before.
  expect(Math.abs(result.value! - 0.8591)).toBeLessThan(0.0005);
});

test('Krippendorff (1995), figure 2: observed disagreement of four pairs of observers', () => {
  const pairs: [number[][], number[][], number][] = [
    [
      [
        [2, 8],
        [14, 6],
      ],
      [
        [4, 4],
        [15, 2],
      ],
      0.03125,
    ],
    [
      [[0, 18]],
      [
        [0, 2],
        [2, 1],
        [3, 1],
        [4, 1],
        [5, 1],
        [6, 3],
        [9, 1],
      ],
      2.26736,
    ],
    [
      [
        [2, 6],
        [10, 2],
        [14, 4],
        [20, 2],
      ],
      [
        [0, 2],
        [4, 4],
        [10, 4],
        [16, 2],
        [20, 2],
      ],
      0.02777,
    ],
    [
      [
        [0, 2],
        [2, 8],
        [10, 4],
        [14, 6],
        [20, 4],
      ],
      [
        [0, 4],
        [4, 4],
        [8, 7],
        [15, 2],
        [17, 7],
      ],
      0.38715,
    ],
  ];
  for (const [one, other, disagreement] of pairs) {
    const coders = [one, other].map((spans, coder) => ({
      coder,
      segments: spans.map(([start, length]) => span(start!, length!, 0)),
    }));
    expect(alphaU2004({ length: 24, coders }, 1).ofCategory[0]!.observed).toBeCloseTo(disagreement, 4);
  }
});

/** Units of three annotators that come with the gamma software of Mathet, Widlöcher and Métivier. */
const GAMMA_EXAMPLE = {
  length: 60,
  coders: [
    [
      [2, 9, 1],
      [11, 17, 2],
      [24, 30, 5],
      [32, 36, 6],
      [36, 44, 6],
      [44, 60, 7],
    ],
    [
      [2, 9, 1],
      [11, 17, 3],
      [19, 25, 5],
      [32, 44, 6],
    ],
    [
      [2, 9, 1],
      [11, 17, 4],
      [21, 27, 5],
      [32, 36, 6],
      [36, 40, 6],
      [40, 44, 6],
    ],
  ].map((units, coder) => ({
    coder,
    segments: units.map(([start, end, category]) => ({ start: start!, end: end!, category: category! })),
  })),
};

test('Mathet, Widlöcher and Métivier (2015): disorder and γ of the example of three annotators', () => {
  const result = gamma([GAMMA_EXAMPLE], 3, 1, { precision: 0.01, most: 1000 });
  expect(result.observed).toBeCloseTo(0.96, 2);
  expect(result.value).toBeGreaterThan(0.44);
  expect(result.value).toBeLessThan(0.47);
});
