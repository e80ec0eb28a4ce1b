import { expect, test } from 'vitest';
import { screeningFigures, simulateScreening, textVectors } from '../../electron/analysis/learn/screening.ts';
import { median, readDecided, simulateRuns } from '../../electron/hosts/commands/simulate.ts';
import { prose } from './support/prose.ts';

/** 200 texts, every tenth of which is about a ferry. */
const texts = Array.from({ length: 200 }, (_, i) =>
  [
    ...(i % 10 === 0 ? ['The ferry to the island was late, and the harbour office gave no reason.'] : []),
    ...prose(i, 3),
  ].join(' '),
);
const labels = texts.map((_, i) => (i % 10 === 0 ? 1 : 0));

test('texts like those already found relevant come first; each is shown once', () => {
  const order = simulateScreening(textVectors(texts), labels, 3);
  expect([...order].sort((a, b) => a - b)).toEqual(texts.map((_, i) => i));
  expect(labels[order[0]!]).toBe(1);
  expect(labels[order[1]!]).toBe(0);
  expect(order.slice(0, 30).filter((i) => labels[i])).toHaveLength(20);
});

test('a seed gives the same order again, another begins with other texts', () => {
  const vectors = textVectors(texts);
  expect(simulateScreening(vectors, labels, 5)).toEqual(simulateScreening(vectors, labels, 5));
  const starts = [1, 2, 3, 4].map((seed) => simulateScreening(vectors, labels, seed)[0]);
  expect(new Set(starts).size).toBeGreaterThan(1);
});

test('work saved: 19 of 20 relevant found after 40 of 200 leaves four fifths unread, less the twentieth that is missed', () => {
  const order = Array.from({ length: 200 }, (_, i) => i);
  const isRelevant = order.map((i) => (i < 18 || i === 39 || i === 199 ? 1 : 0));
  const { wss95, recallAt10 } = screeningFigures(order, isRelevant);
  expect(wss95).toBeCloseTo(0.8 - 0.05, 10);
  expect(recallAt10).toBeCloseTo(18 / 20, 10);
});

test('a simulation needs decided records of both kinds and says so', async () => {
  async function* lines(...given: string[]) {
    yield* given;
  }
  const record = (label: unknown) => JSON.stringify({ id: 1, text: 'The ferry was late.', label });
  await expect(readDecided(lines(record(1), record('yes')))).rejects.toThrow('Line 2 has no "label" of 0 or 1');
  await expect(readDecided(lines(record(1), '{"id": 2}'))).rejects.toThrow('Line 2 has no "text"');
  await expect(readDecided(lines('{'))).rejects.toThrow('Line 1 is not valid JSON');
  const one = await readDecided(lines(record(1), '', record(1)));
  expect(one).toHaveLength(2);
  expect(() => [...simulateRuns(one, 1, 1)]).toThrow('Every record is relevant');
  expect(() => [...simulateRuns([], 1, 1)]).toThrow('There are no decided records');
});

test('one relevant record among two is a simulation too', () => {
  const two = [true, false].map((relevant, id) => ({ id, text: texts[id]!, relevant }));
  expect([...simulateRuns(two, 2, 1)].map(({ order }) => order)).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

test('the median of an even number is the mean of the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9])).toBe(9);
});
