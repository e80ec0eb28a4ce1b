import { expect, test } from 'vitest';
import { type Difference, differenceOf } from '../../electron/analysis/duplicates/index.ts';
import { commonRuns } from '../../electron/analysis/duplicates/shortest-edit.ts';
import { prose } from './support/prose.ts';

const compare = (a: string, b: string) => differenceOf({ a, b, language: 'en' });

/** The parts as their own words. */
function shown(a: string, b: string, { parts }: Difference) {
  return parts.map(({ kind, a: inA, b: inB }) => [
    kind,
    inA && a.slice(inA.start, inA.end),
    inB && b.slice(inB.start, inB.end),
  ]);
}

test('what an outlet took out, put in and changed stands between what stayed', () => {
  const a = 'The ferry sank on Monday. Nine people were saved.\n\nThe owner said nothing.\n\nAn inquiry begins today.';
  const b =
    'Updated at noon.\nThe ferry sank on Monday. Eleven people were saved.\n\nAn inquiry begins today. It was a clear night.';
  const found = compare(a, b);
  expect(shown(a, b, found)).toEqual([
    ['only b', null, 'Updated at noon.'],
    ['same', 'The ferry sank on Monday.', 'The ferry sank on Monday.'],
    ['changed', 'Nine people were saved.', 'Eleven people were saved.'],
    ['only a', 'The owner said nothing.', null],
    ['same', 'An inquiry begins today.', 'An inquiry begins today.'],
    ['only b', null, 'It was a clear night.'],
  ]);
  expect(found).toMatchObject({ same: 12, onlyA: 5, onlyB: 9 });
});

test('white space and the shape of quotation marks make no difference, a word does', () => {
  const a = '“It’s over,” she\u00a0said.\n\nThey went home.';
  const b = `"It's over," she said. They   went home.`;
  expect(compare(a, b).parts.map((part) => part.kind)).toEqual(['same']);
  expect(compare('They went home.', 'They ran home.').parts.map((part) => part.kind)).toEqual(['changed']);
});

test('long texts that have nothing in common, and an empty one', () => {
  const a = prose(1, 3000).join(' ');
  const b = prose(2, 3000).join('\n');
  const found = compare(a, b);
  expect(found.parts.map((part) => part.kind)).toEqual(['only a', 'only b']);
  expect(found.same).toBe(0);
  expect(compare('', 'One sentence.')).toEqual({
    parts: [{ kind: 'only b', a: null, b: { start: 0, end: 13 } }],
    same: 0,
    onlyA: 0,
    onlyB: 2,
  });
});

test('the parts cover every sentence of both texts, in order', () => {
  const left = prose(3, 400);
  const right = left
    .filter((_, i) => i % 7 !== 3)
    .flatMap((sentence, i) => (i % 11 === 5 ? [prose(900 + i, 1)[0]!, sentence] : [sentence]));
  const [a, b] = [left.join('\n'), right.join('\n')];
  const { parts } = compare(a, b);
  for (const [side, sentences, text] of [
    ['a', left, a],
    ['b', right, b],
  ] as const) {
    const spans = parts.flatMap((part) => part[side] ?? []);
    expect(spans.map(({ start, end }) => text.slice(start, end)).join('\n')).toBe(sentences.join('\n'));
  }
});

test('common runs are a longest common subsequence', () => {
  const longest = (a: number[], b: number[]): number => {
    const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        best[i]![j] = a[i] === b[j] ? best[i + 1]![j + 1]! + 1 : Math.max(best[i + 1]![j]!, best[i]![j + 1]!);
      }
    }
    return best[0]![0]!;
  };
  let state = 7;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let round = 0; round < 500; round++) {
    const [a, b] = [0, 1].map(() => Array.from({ length: below(12) }, () => below(4))) as [number[], number[]];
    const runs = commonRuns(Int32Array.from(a), Int32Array.from(b));
    let [atA, atB, length] = [0, 0, 0];
    for (const run of runs) {
      expect(run.a >= atA && run.b >= atB).toBe(true);
      expect(a.slice(run.a, run.a + run.length)).toEqual(b.slice(run.b, run.b + run.length));
      [atA, atB, length] = [run.a + run.length, run.b + run.length, length + run.length];
    }
    expect(length).toBe(longest(a, b));
  }
});
