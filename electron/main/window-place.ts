/** Position and size in device-independent pixels, as Electron gives them. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowPlace {
  bounds: Rectangle;
  maximized: boolean;
}

export const smallestWindow = { width: 900, height: 600 };
const firstWindow = { width: 1440, height: 900 };

const overlap = (a: Rectangle, b: Rectangle) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/**
 * Where the window opens: where it was, moved and shrunk so that it lies wholly on the display it mostly was on; in the
 * middle of the first display where that one is gone or nothing is known. `displays` are work areas, the primary first.
 */
export function placeWindow(saved: WindowPlace | undefined, displays: Rectangle[]): WindowPlace {
  const primary = displays[0] ?? { x: 0, y: 0, ...firstWindow };
  const wanted = saved?.bounds;
  const home =
    wanted && displays.reduce((best, next) => (overlap(wanted, next) > overlap(wanted, best) ? next : best), primary);
  const display = home ?? primary;
  const width = Math.min(wanted?.width ?? firstWindow.width, display.width);
  const height = Math.min(wanted?.height ?? firstWindow.height, display.height);
  if (!wanted || overlap(wanted, display) === 0) {
    const x = primary.x + Math.max(0, Math.round((primary.width - width) / 2));
    const y = primary.y + Math.max(0, Math.round((primary.height - height) / 2));
    return { bounds: { x, y, width, height }, maximized: saved?.maximized ?? false };
  }
  const x = Math.min(Math.max(wanted.x, display.x), display.x + display.width - width);
  const y = Math.min(Math.max(wanted.y, display.y), display.y + display.height - height);
  return { bounds: { x, y, width, height }, maximized: saved?.maximized ?? false };
}
