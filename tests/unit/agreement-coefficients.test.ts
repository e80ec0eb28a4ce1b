import { expect, test } from 'vitest';
import {
  bestAlignment,
  bootstrap,
  cohenKappa,
  disorderOf,
  fleissKappa,
  gamma,
  krippendorffAlpha,
  percentAgreement,
  rowsOf,
  seeded,
  type Unit,
  unitizingAlphas,
  WEIGHTS,
  withoutOverlap,
} from '../../electron/analysis/agreement/index.ts';
import { binomial } from '../../electron/analysis/agreement/random.ts';
import { codingsOf, valueFor } from './support/codings.ts';

const everyOne = [
  percentAgreement,
  cohenKappa,
  fleissKappa,
  (rows: Parameters<typeof cohenKappa>[0]) => krippendorffAlpha(rows, 'nominal'),
];

test('full agreement over two categories is 1, for every coefficient', () => {
  const codings = codingsOf('a b a b b', 'a b a b b');
  for (const make of everyOne) expect(valueFor(codings, make)).toBe(1);
});

test('one category only: chance-corrected coefficients are not defined, and say why; percent agreement is 1', () => {
  const rows = rowsOf(codingsOf('a a a', 'a a a'));
  expect(percentAgreement(rows).value(rows.counts)).toBe(1);
  for (const make of everyOne.slice(1)) {
    expect(make(rows).value(rows.counts)).toBeNull();
    expect(make(rows).reason(rows.counts)).toBe('one category');
  }
});

test('coders without a common unit: nothing is defined, and that is the reason', () => {
  const rows = rowsOf(codingsOf('a b * *', '* * a b'));
  for (const make of everyOne) {
    expect(make(rows).value(rows.counts)).toBeNull();
    expect(make(rows).reason(rows.counts)).toBe('no overlap');
  }
});

test('with three coders Cohen’s κ is refused, Fleiss’ uses what all coded, α what two coded', () => {
  const codings = codingsOf('a b a b *', 'a b b b a', 'a b a * *');
  const rows = rowsOf(codings);
  expect(cohenKappa(rows).reason(rows.counts)).toBe('not two coders');
  const used = (make: (typeof everyOne)[number]) =>
    rows.counts.reduce((sum, count, row) => sum + (make(rows).uses(row) ? count : 0), 0);
  expect(used(fleissKappa)).toBe(3);
  expect(used(everyOne[3]!)).toBe(4);
});

test('no unit at all gives no value', () => {
  const rows = rowsOf({ coders: 2, categories: 2, values: new Int16Array(0) });
  for (const make of everyOne) expect(make(rows).value(rows.counts)).toBeNull();
  expect(bootstrap(rows, [percentAgreement(rows)], 10, seeded(1))).toEqual([null]);
});

test('an interval holds the value, is the same each time, and narrows with more units', () => {
  const few = codingsOf('a b a b a b a a b b', 'a b a b a b a b b a');
  const many = { ...few, values: Int16Array.from({ length: few.values.length * 50 }, (_, at) => few.values[at % 20]!) };
  const interval = (codings: typeof few, seed: number) => {
    const rows = rowsOf(codings);
    return bootstrap(rows, [krippendorffAlpha(rows, 'nominal')], 1000, seeded(seed))[0]!;
  };
  const value = valueFor(few, (rows) => krippendorffAlpha(rows, 'nominal'))!;
  const wide = interval(few, 3);
  expect(wide).toEqual(interval(few, 3));
  expect(wide.low).toBeLessThan(value);
  expect(wide.high).toBeGreaterThan(value);
  const narrow = interval(many, 3);
  expect(narrow.high - narrow.low).toBeLessThan((wide.high - wide.low) / 4);
});

test('sentences are drawn with their article: an article that repeats itself adds no certainty', () => {
  const once = codingsOf('a b a b a b a a b b', 'a b a b a b a b b a');
  const alone = rowsOf(once);
  const tenfold = rowsOf({
    ...once,
    values: Int16Array.from({ length: 200 }, (_, at) => once.values[Math.floor(at / 20) * 2 + (at % 2)]!),
    groups: Int32Array.from({ length: 100 }, (_, unit) => Math.floor(unit / 10)),
  });
  const width = (rows: typeof alone) => {
    const { low, high } = bootstrap(rows, [percentAgreement(rows)], 2000, seeded(5))[0]!;
    return high - low;
  };
  expect(width(tenfold)).toBeCloseTo(width(alone), 1);
});

test('the draws of the bootstrap have the mean and variance of a binomial distribution', () => {
  const random = seeded(11);
  for (const [trials, chance] of [
    [40, 0.05],
    [1000, 0.3],
    [20_000, 0.98],
    [5, 0.5],
  ] as const) {
    const draws = Array.from({ length: 20_000 }, () => binomial(random, trials, chance));
    const mean = draws.reduce((sum, one) => sum + one, 0) / draws.length;
    const variance = draws.reduce((sum, one) => sum + (one - mean) ** 2, 0) / draws.length;
    const spread = trials * chance * (1 - chance);
    expect(Math.abs(mean - trials * chance)).toBeLessThan(4 * Math.sqrt(spread / draws.length));
    expect(variance / spread).toBeGreaterThan(0.95);
    expect(variance / spread).toBeLessThan(1.05);
  }
});

test('uα over units of length 1 is α over units', () => {
  const lines = ['a b b a * b', 'a b a a b *', 'a a a b b *'];
  const cells = lines.map((line) => line.split(' '));
  const continuum = {
    length: 6,
    coders: cells.map((row, coder) => ({
      coder,
      segments: row.flatMap((value, at) =>
        value === '*' ? [] : [{ start: at, end: at + 1, category: value === 'a' ? 0 : 1 }],
      ),
    })),
  };
  // A gap is a value of its own to uα.
  const alpha = valueFor(codingsOf(...lines.map((line) => line.replaceAll('*', 'gap'))), (rows) =>
    krippendorffAlpha(rows, 'nominal'),
  );
  const result = unitizingAlphas([continuum], 2);
  expect(result.u).toBeCloseTo(alpha!, 12);
});

test('uα, |uα and cuα tell marking from coding: same places, other codes', () => {
  const segments = (...categories: number[]) =>
    categories.map((category, at) => ({ start: at * 10, end: at * 10 + 5, category }));
  const result = unitizingAlphas(
    [
      {
        length: 60,
        coders: [
          { coder: 0, segments: segments(0, 1, 0, 1) },
          { coder: 1, segments: segments(1, 0, 1, 0) },
        ],
      },
    ],
    2,
  );
  expect(result.binary).toBe(1);
  expect(result.cu).toBeLessThan(0);
  expect(result.u!).toBeLessThan(1);
  expect(result.coverage).toBeCloseTo(20 / 60, 12);
});

test('nothing marked, or no text seen by two: α for unitizing and γ are not defined', () => {
  const unmarked = {
    length: 50,
    coders: [
      { coder: 0, segments: [] },
      { coder: 1, segments: [] },
    ],
  };
  expect(unitizingAlphas([unmarked], 1)).toMatchObject({ u: null, binary: null, cu: null, ofCategory: [null] });
  expect(unitizingAlphas([], 1).u).toBeNull();
  expect(gamma([unmarked], 2, 1).value).toBeNull();
  const alone = { length: 50, coders: [{ coder: 0, segments: [{ start: 0, end: 5, category: 0 }] }] };
  expect(unitizingAlphas([alone], 1).u).toBeNull();
  expect(gamma([alone], 2, 1).value).toBeNull();
});

test('one coder marks all of the text, the other nothing: no better than chance', () => {
  const continuum = {
    length: 50,
    coders: [
      { coder: 0, segments: [{ start: 0, end: 50, category: 0 }] },
      { coder: 1, segments: [] },
    ],
  };
  expect(unitizingAlphas([continuum], 1).u).toBeLessThanOrEqual(0);
});

test('spans of one coder that overlap: the same code becomes one, another code is left out and counted', () => {
  const segments = [
    { start: 0, end: 10, category: 0 },
    { start: 5, end: 12, category: 0 },
    { start: 11, end: 20, category: 1 },
    { start: 20, end: 22, category: 1 },
  ];
  expect(withoutOverlap(segments)).toEqual({
    kept: [
      { start: 0, end: 12, category: 0 },
      { start: 20, end: 22, category: 1 },
    ],
    merged: 1,
    dropped: 1,
  });
});

/** The least cost over every partition of the units into unitary alignments. */
function leastCost(units: Unit[], coders: number): number {
  const groups: (Unit | null)[][] = [];
  let least = Infinity;
  const place = (at: number) => {
    if (at === units.length) {
      least = Math.min(
        least,
        groups.reduce((sum, group) => sum + disorderOf(group, WEIGHTS), 0),
      );
      return;
    }
    const unit = units[at]!;
    for (const group of groups) {
      if (group[unit.coder]) continue;
      group[unit.coder] = unit;
      place(at + 1);
      group[unit.coder] = null;
    }
    const alone: (Unit | null)[] = new Array<Unit | null>(coders).fill(null);
    alone[unit.coder] = unit;
    groups.push(alone);
    place(at + 1);
    groups.pop();
  };
  place(0);
  return least;
}

test('the best alignment is the one that trying every partition finds', () => {
  const random = seeded(21);
  let equal = 0;
  for (let round = 0; round < 60; round++) {
    const coders = 2 + (round % 3);
    const units: Unit[] = Array.from({ length: 7 }, () => {
      const start = random.below(30);
      return {
        coder: random.below(coders),
        start,
        end: start + 1 + random.below(8),
        category: random.below(2),
        text: 0,
      };
    });
    const { cost, alignments } = bestAlignment(units, coders);
    const least = leastCost(units, coders);
    expect(alignments.flat().filter(Boolean)).toHaveLength(units.length);
    if (coders === 2) expect(cost).toBeCloseTo(least, 9);
    else expect(cost).toBeLessThanOrEqual(least * 1.02 + 1e-9);
    if (Math.abs(cost - least) < 1e-9) equal++;
  }
  expect(equal).toBeGreaterThanOrEqual(59);
});

test('γ is 1 for the same spans, near 0 for spans that chance could have placed', () => {
  const random = seeded(4);
  const spans = (offset: number) =>
    Array.from({ length: 40 }, (_, at) => ({ start: at * 50 + offset, end: at * 50 + offset + 8, category: 0 }));
  const scattered = () =>
    Array.from({ length: 40 }, () => random.below(1990))
      .sort((a, b) => a - b)
      .map((start) => ({ start, end: start + 8, category: 0 }));
  const value = (one: ReturnType<typeof spans>, other: ReturnType<typeof spans>) =>
    gamma(
      [
        {
          length: 2000,
          coders: [
            { coder: 0, segments: one },
            { coder: 1, segments: other },
          ],
        },
      ],
      2,
      9,
    ).value!;
  expect(value(spans(0), spans(0))).toBe(1);
  expect(Math.abs(value(scattered(), scattered()))).toBeLessThan(0.2);
});
