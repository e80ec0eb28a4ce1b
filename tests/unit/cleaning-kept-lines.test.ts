import { describe, expect, test } from 'vitest';
import { keptRuns, movedSpan } from '../../electron/analysis/kept-lines.ts';

const kept = (before: string, after: string) =>
  keptRuns(before, after).map((run) => {
    const text = before.slice(run.before, run.before + run.length);
    expect(after.slice(run.after, run.after + run.length)).toBe(text);
    return text;
  });

describe('what of a text stayed', () => {
  test('all of it, in one run, when nothing changed', () => {
    expect(kept('One.\n\nTwo.\n\nTwo.', 'One.\n\nTwo.\n\nTwo.')).toEqual(['One.\n\nTwo.\n\nTwo.']);
  });

  test('the lines around one that went, and around one that came back', () => {
    const whole = 'Dock workers walked out.\nRead more\nThe port stood still.';
    const cut = 'Dock workers walked out.\nThe port stood still.';
    expect(kept(whole, cut)).toEqual(['Dock workers walked out.', 'The port stood still.']);
    expect(kept(cut, whole)).toEqual(['Dock workers walked out.', 'The port stood still.']);
  });

  test('of equal lines those that stand beside what is known', () => {
    const before = 'Yes.\nNo.\nA unique line.\nYes.\nFollow us\nYes.\nAnother unique line.';
    const after = 'Yes.\nNo.\nA unique line.\nYes.\nYes.\nAnother unique line.';
    expect(kept(before, after)).toEqual(['Yes.\nNo.\nA unique line.\nYes.', 'Yes.\nAnother unique line.']);
  });

  test('nothing of a text that is another', () => {
    expect(kept('One.\nTwo.', 'Three.\nFour.')).toEqual([]);
  });
});

describe('a span', () => {
  const before = 'Share this\nThe mayor spoke.\nFollow us\nThe mayor left.';
  const after = 'The mayor spoke.\nThe mayor left.';
  const runs = keptRuns(before, after);
  const at = (text: string, quote: string, from = 0) => {
    const start = text.indexOf(quote, from);
    return { start, end: start + quote.length };
  };

  test('goes along with its line, though its words stand elsewhere too', () => {
    const second = at(before, 'The mayor', 20);
    expect(movedSpan(runs, second.start, second.end)).toEqual(at(after, 'The mayor', 10));
  });

  test('has no place when a line within it, or its own, went', () => {
    expect(movedSpan(runs, 11, before.length)).toBeNull();
    expect(movedSpan(runs, 0, 5)).toBeNull();
  });
});
