/** Two texts scroll together: level by linked sentences, not by their lengths. */
import { describe, expect, it } from 'vitest';
import { levelHeight, levelScroll, mapHeight, risingAnchors } from '../../renderer/features/compare/scroll-map.ts';

describe('anchors', () => {
  it('leave out the pairs that cross the most others', () => {
    const crossing = [
      { a: 0, b: 10 },
      { a: 100, b: 900 },
      { a: 200, b: 150 },
      { a: 300, b: 260 },
    ];
    expect(risingAnchors(crossing)).toEqual([crossing[0], crossing[2], crossing[3]]);
  });

  it('keep one of several partners of a sentence, so that no height is passed twice', () => {
    const kept = risingAnchors([
      { a: 50, b: 300 },
      { a: 50, b: 100 },
      { a: 80, b: 200 },
    ]);
    expect(kept).toEqual([
      { a: 50, b: 100 },
      { a: 80, b: 200 },
    ]);
  });

  it('are none without pairs', () => {
    expect(risingAnchors([])).toEqual([]);
  });
});

describe('heights', () => {
  const anchors = [
    { a: 100, b: 400 },
    { a: 300, b: 500 },
  ];
  const ends = { a: 1000, b: 800 };

  it('of linked sentences belong together exactly', () => {
    expect(mapHeight(anchors, 'a', 100, ends)).toBe(400);
    expect(mapHeight(anchors, 'b', 500, ends)).toBe(300);
  });

  it('between two anchors are interpolated', () => {
    expect(mapHeight(anchors, 'a', 200, ends)).toBe(450);
    expect(mapHeight(anchors, 'b', 450, ends)).toBe(200);
  });

  it('before the first and after the last anchor go to the ends', () => {
    expect(mapHeight(anchors, 'a', 50, ends)).toBe(200);
    expect(mapHeight(anchors, 'a', 650, ends)).toBe(650);
    expect(mapHeight(anchors, 'a', 5000, ends)).toBe(800);
  });
});

describe('scrolling', () => {
  // A sentence at 1500 on the left stands at 2600 on the right.
  const anchors = [{ a: 1500, b: 2600 }];
  const left = (top: number) => ({ top, height: 3000, view: 600 });
  const right = { height: 5000, view: 600 };

  it('begins and ends in both texts at once', () => {
    expect(levelScroll(anchors, 'a', left(0), right)).toBe(0);
    expect(levelScroll(anchors, 'a', left(2400), right)).toBe(4400);
  });

  it('puts linked sentences at the same height of the window', () => {
    // A third of 600 px: the left sentence is 200 px below the upper edge.
    const top = levelScroll(anchors, 'a', left(1300), right);
    expect(2600 - top).toBe(200);
    expect(1500 - 1300).toBe(200);
  });

  it('leads back to where it came from', () => {
    const there = levelScroll(anchors, 'a', left(1000), right);
    const back = levelScroll(anchors, 'b', { top: there, ...right }, { height: 3000, view: 600 });
    expect(back).toBeCloseTo(1000, 6);
  });

  it('never goes up in one text while the other goes down', () => {
    const crossing = risingAnchors([
      { a: 400, b: 2000 },
      { a: 900, b: 300 },
      { a: 1500, b: 2600 },
    ]);
    let before = -1;
    for (let top = 0; top <= 2400; top += 40) {
      const now = levelScroll(crossing, 'a', left(top), right);
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
  });

  it('leaves a text that fits its window where it is', () => {
    expect(levelScroll([], 'a', left(1200), { height: 400, view: 600 })).toBe(0);
    expect(levelHeight({ top: 0, height: 400, view: 600 })).toBe(0);
  });
});
