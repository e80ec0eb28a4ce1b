import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isCapped,
  MAX_HEIGHT,
  type ScrollSpace,
  scrollTopAt,
  spacerHeight,
  topAt,
  topToShow,
  withinList,
} from '../../renderer/features/triage/scroll-map.ts';

const million: ScrollSpace = { total: 1_000_000, rowHeight: 28, viewport: 700 };
const hundred: ScrollSpace = { total: 100, rowHeight: 28, viewport: 700 };
const lastTop = ({ total, rowHeight, viewport }: ScrollSpace) => Math.max(0, total * rowHeight - viewport);

const spaces = fc.record({
  total: fc.integer({ min: 1, max: 20_000_000 }),
  rowHeight: fc.constantFrom(28, 36),
  viewport: fc.integer({ min: 40, max: 4_000 }),
});
const part = fc.double({ min: 0, max: 1, noNaN: true });
const barEnd = (space: ScrollSpace) => Math.max(0, spacerHeight(space) - space.viewport);

describe('the scrollbar of a long list', () => {
  test('a short list is not mapped: a pixel is a pixel', () => {
    expect(isCapped(hundred)).toBe(false);
    expect(spacerHeight(hundred)).toBe(2_800);
    expect([topAt(333, hundred), scrollTopAt(333, hundred)]).toEqual([333, 333]);
  });

  test('a million rows stay below the highest element of a browser on a screen of any density', () => {
    expect(isCapped(million)).toBe(true);
    expect(spacerHeight(million)).toBe(MAX_HEIGHT);
    expect(MAX_HEIGHT * 4).toBeLessThan(33_554_428);
  });

  test('first and last rows stand at the ends', () => {
    fc.assert(
      fc.property(spaces, (space) => {
        expect(topAt(0, space)).toBe(0);
        expect(topAt(barEnd(space), space)).toBeCloseTo(lastTop(space), 3);
        expect(scrollTopAt(lastTop(space), space)).toBeCloseTo(barEnd(space), 3);
      }),
    );
  });

  test('further down is never further up', () => {
    fc.assert(
      fc.property(spaces, part, part, (space, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(topAt(low * barEnd(space), space)).toBeLessThanOrEqual(topAt(high * barEnd(space), space));
        expect(scrollTopAt(low * lastTop(space), space)).toBeLessThanOrEqual(scrollTopAt(high * lastTop(space), space));
      }),
    );
  });

  test('the way there and back ends at the same place', () => {
    fc.assert(
      fc.property(spaces, part, (space, at) => {
        const top = at * lastTop(space);
        expect(topAt(scrollTopAt(top, space), space)).toBeCloseTo(top, 2);
      }),
    );
  });

  test('nothing leads out of the list', () => {
    fc.assert(
      fc.property(spaces, fc.double({ min: -1e9, max: 1e9, noNaN: true }), (space, anywhere) => {
        for (const top of [withinList(anywhere, space), topAt(anywhere, space)]) {
          expect(top).toBeGreaterThanOrEqual(0);
          expect(top).toBeLessThanOrEqual(lastTop(space));
        }
      }),
    );
  });
});

describe('bringing a row into sight', () => {
  test('every row can be reached, and is then seen whole', () => {
    fc.assert(
      fc.property(spaces, part, part, (space, at, to) => {
        const from = at * lastTop(space);
        const row = Math.floor(to * (space.total - 1));
        const top = topToShow(row, from, space) ?? from;
        const place = row * space.rowHeight - top;
        expect(place).toBeGreaterThanOrEqual(-0.01);
        // A window lower than a row shows its beginning.
        expect(place + space.rowHeight).toBeLessThanOrEqual(Math.max(space.viewport, space.rowHeight) + 0.01);
        expect(top).toBeLessThanOrEqual(lastTop(space));
      }),
    );
  });

  test('what is seen already does not move', () => {
    expect(topToShow(10, 0, million)).toBeNull();
    expect(topToShow(24, 0, million)).toBeNull();
  });

  test('it moves as little as possible: one row further is one row', () => {
    expect(topToShow(25, 0, million)).toBe(28);
    expect(topToShow(9, 280, million)).toBe(252);
    expect(topToShow(999_999, 0, million)).toBe(27_999_300);
  });

  test('the key held down moves by single rows anywhere in a million', () => {
    let top = 500_000 * 28;
    const steps: number[] = [];
    for (let row = 500_025; row < 500_125; row++) {
      const next = topToShow(row, top, million) ?? top;
      steps.push(next - top);
      top = next;
    }
    expect(new Set(steps)).toEqual(new Set([28]));
  });
});
