import { describe, expect, it } from 'vitest';
import { placeWindow } from '../../../electron/main/window-place.ts';

const laptop = { x: 0, y: 25, width: 1366, height: 743 };
const second = { x: 1366, y: 0, width: 1920, height: 1080 };
const at = (x: number, y: number, width: number, height: number, maximized = false) => ({
  bounds: { x, y, width, height },
  maximized,
});

describe('where the window opens', () => {
  it('is the middle of the first display, no larger than it, when nothing is known', () => {
    expect(placeWindow(undefined, [laptop, second])).toEqual(at(0, 25, 1366, 743));
    expect(placeWindow(undefined, [second])).toEqual(at(1366 + 240, 90, 1440, 900));
  });
  it('is where it was', () => {
    expect(placeWindow(at(1500, 100, 1200, 800, true), [laptop, second])).toEqual(at(1500, 100, 1200, 800, true));
  });
  it('is wholly on the display that it mostly was on', () => {
    expect(placeWindow(at(2800, 600, 1200, 800), [laptop, second])).toEqual(at(2086, 280, 1200, 800));
  });
  it('is the first display when the one it was on is gone', () => {
    expect(placeWindow(at(1500, 100, 1200, 800), [laptop])).toEqual(at(83, 25, 1200, 743));
  });
});
