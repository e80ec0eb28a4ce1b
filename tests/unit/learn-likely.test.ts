import { expect, test } from 'vitest';
import {
  countTerms,
  type DecidedText,
  learnOrder,
  likelihoodOf,
  likelyTexts,
} from '../../electron/analysis/learn/likely.ts';
import { newTermCounts } from '../../electron/analysis/learn/likely-about.ts';
import { Ranking, textVectors } from '../../electron/analysis/learn/screening.ts';
import { prose } from './support/prose.ts';

/** 200 texts, every tenth of which is about a ferry. */
const isFerry = (i: number) => i % 10 === 0;
const texts = Array.from({ length: 200 }, (_, i) => ({
  text: [
    ...(isFerry(i) ? ['The ferry to the island was late, and the harbour office gave no reason.'] : []),
    ...prose(i, 3),
  ].join(' '),
  language: 'en',
}));
const counts = newTermCounts();
countTerms(counts, texts.slice(0, 90));
countTerms(counts, texts.slice(90));

const decidedTo = 100;
const decided: DecidedText[] = texts
  .slice(0, decidedTo)
  .map((text, i) => ({ ...text, included: isFerry(i), group: i }));
const rest = texts.slice(decidedTo);

test('articles like the included ones are likely, others are not, and the terms that tell are named', () => {
  const { order } = learnOrder(counts, decided);
  const found = likelyTexts(order, rest);
  const ferries = found.filter((_, i) => isFerry(i + decidedTo));
  const others = found.filter((_, i) => !isFerry(i + decidedTo));
  expect(ferries).toHaveLength(10);
  expect(Math.min(...ferries.map(({ likely }) => likely))).toBeGreaterThan(0.6);
  expect(Math.max(...others.map(({ likely }) => likely))).toBeLessThan(0.4);
  for (const { terms } of ferries) {
    expect(terms[0]!.weight).toBeGreaterThan(0);
    const words = terms.filter(({ weight }) => weight > 0).map(({ term }) => term.toLowerCase());
    expect(words.join(' ')).toMatch(/ferry|harbour|island/);
    expect(words.length).toBeLessThanOrEqual(5);
  }
});

test('the order is that of the ranking which screening simulates, whatever is read in pieces', () => {
  const vectors = textVectors(
    texts.map(({ text }) => text),
    'en',
  );
  const ranking = new Ranking(vectors);
  for (const [i, { included }] of decided.entries()) ranking.decide(i, included);
  const scores = ranking.scores(rest.map((_, i) => i + decidedTo));
  const { order } = learnOrder(counts, decided);
  const likely = likelyTexts(order, rest).map((found) => found.likely);
  const { slope, offset } = order;
  expect(slope).toBeLessThan(0);
  for (const [i, score] of scores.entries()) {
    // By hashing a few pairs meet a word: these weigh a little more in one than in the other.
    expect(Math.abs(likely[i]! - 1 / (1 + Math.exp(slope * score + offset)))).toBeLessThan(0.02);
  }
});

test('a decided article gets its likelihood from the others: one that was excluded against all others stands out', () => {
  const slip = decided.map((text, i) => (i === 50 ? { ...text, included: false } : text));
  const learned = learnOrder(counts, slip);
  const excluded = learned.decided.map(({ likely }, i) => ({ likely, i })).filter(({ i }) => !slip[i]!.included);
  expect(excluded.sort((a, b) => b.likely - a.likely)[0]!.i).toBe(50);
});

test('accuracy: every included article before every excluded one, after a tenth of the reading', () => {
  const { accuracy } = learnOrder(counts, decided);
  expect(accuracy).toEqual({ folds: 5, read95: 0.1, pairs: 1 });
});

test('copies teach nothing about one another', () => {
  // Words that tell nothing, and each text twice: without its copy an article is as likely as any.
  const plain = Array.from({ length: 40 }, (_, i) => ({
    text: prose(Math.floor(i / 2), 2).join(' '),
    language: 'en',
    included: Math.floor(i / 2) % 2 === 0,
  }));
  const own = newTermCounts();
  countTerms(own, plain);
  const apart = learnOrder(
    own,
    plain.map((text, i) => ({ ...text, group: i })),
  );
  const together = learnOrder(
    own,
    plain.map((text, i) => ({ ...text, group: Math.floor(i / 2) })),
  );
  expect(apart.accuracy.pairs).toBeGreaterThan(0.9);
  expect(together.accuracy.pairs).toBeLessThan(0.8);
});

test('likelihoods rise with the score; a score that tells nothing gives the share of included ones', () => {
  const labels = [true, true, true, false, true, false, false, false, false, false];
  const rising = likelihoodOf([5, 4, 3, 2.5, 2, 1, 0, -1, -2, -3], labels);
  expect(rising.slope).toBeLessThan(0);
  const none = likelihoodOf(new Array(10).fill(1), labels);
  expect(1 / (1 + Math.exp(none.slope + none.offset))).toBeCloseTo(5 / 12, 2);
  // Worse than chance is no reason to turn the order round.
  expect(likelihoodOf([0, 1, 2, 3], [true, true, false, false]).slope).toBe(0);
});

test('it takes five of both kinds', () => {
  const few = decided.map((text, i) => ({ ...text, included: i === 0 }));
  expect(() => learnOrder(counts, few)).toThrow('Too few');
});
