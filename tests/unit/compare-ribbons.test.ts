/** The bands between linked sentences, and the words and figures of a pair. */
import { describe, expect, it } from 'vitest';
import { isInView, ribbonOf } from '../../renderer/features/compare/ribbons.ts';
import { type Figure, figureDifferences, runsOf } from '../../renderer/features/compare/words.ts';

describe('a ribbon', () => {
  const ribbon = ribbonOf({ top: 10, bottom: 50 }, { top: 100, bottom: 120 }, 112);

  it('goes from the left sentence to the right one and back', () => {
    expect(ribbon.area).toBe('M6 10C56 10 56 100 106 100V120C56 120 56 50 6 50Z');
  });

  it('has a line above and one below, left open at its ends', () => {
    expect(ribbon.lines).toBe('M6 10C56 10 56 100 106 100M6 50C56 50 56 120 106 120');
  });

  it('ends in bars as high as the sentences', () => {
    expect(ribbon.ends).toEqual([
      { x: 3, y: 10, height: 40 },
      { x: 106, y: 100, height: 20 },
    ]);
  });

  it('carries its sign at the left end, and in its middle when it is the current one', () => {
    expect(ribbon.sign).toEqual({ x: 22, y: 30 });
    expect(ribbon.middle).toEqual({ x: 56, y: 70 });
  });

  it('has no height below zero where lines are closer than the gap', () => {
    const flat = ribbonOf({ top: 12, bottom: 10 }, { top: 0, bottom: 5 }, 72);
    expect(flat.ends[0]?.height).toBe(0);
  });
});

it('is drawn when it passes through the window, though both its ends are outside', () => {
  const above = { top: -80, bottom: -40 };
  const below = { top: 700, bottom: 740 };
  expect(isInView(above, below, 600)).toBe(true);
  expect(isInView(above, above, 600)).toBe(false);
  expect(isInView(below, below, 600)).toBe(false);
});

describe('the words of a sentence', () => {
  const text = 'Intro. About 9,400 people moved, the mayor said.';
  const sentence = { start: 7, end: 48 };
  const of = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });

  it('are cut into what both have, what one alone has, and figures that differ', () => {
    const runs = runsOf(text, sentence, [of('people'), of('moved')], [of('9,400')]);
    expect(runs.map(({ text: words, kind }) => [kind, words])).toEqual([
      ['own', 'About'],
      ['shared', ' '],
      ['figure', '9,400'],
      ['shared', ' people moved, '],
      ['own', 'the mayor said'],
      ['shared', '.'],
    ]);
  });

  it('put together are the sentence, and know their offsets', () => {
    const runs = runsOf(text, sentence, [of('people')], []);
    expect(runs.map((run) => run.text).join('')).toBe(text.slice(7, 48));
    for (const run of runs) expect(text.slice(run.start, run.start + run.text.length)).toBe(run.text);
  });

  it('of a sentence without shared words are all its own', () => {
    expect(runsOf('Rain fell.', { start: 0, end: 10 }, [], [])).toEqual([
      { text: 'Rain fell', kind: 'own', start: 0 },
      { text: '.', kind: 'shared', start: 9 },
    ]);
  });
});

describe('figures that differ', () => {
  const figure = (value: number, unit: string, start = 0): Figure => ({
    start,
    end: start + 1,
    text: `${value}`,
    value,
    unit,
  });

  it('are set against each other by unit, with difference and share of the lower one', () => {
    const found = figureDifferences({
      a: [figure(30, 'villages', 1), figure(270_000, 'people', 2)],
      b: [figure(240_000, 'people'), figure(24, 'villages')],
    });
    expect(found.map(({ absolute, share, higher }) => [absolute, share, higher])).toEqual([
      [6, 0.25, 'a'],
      [30_000, 0.125, 'a'],
    ]);
  });

  it('are set against each other in their order where the units are other words', () => {
    const [found] = figureDifferences({ a: [figure(40, 'people')], b: [figure(50, 'residents')] });
    expect(found).toMatchObject({ absolute: 10, share: 0.25, higher: 'b' });
  });

  it('have no share where the lower one is zero', () => {
    expect(figureDifferences({ a: [figure(0, 'deaths')], b: [figure(3, 'deaths')] })[0]?.share).toBeNull();
  });

  it('are none in a pair without figures', () => {
    expect(figureDifferences(null)).toEqual([]);
  });
});
