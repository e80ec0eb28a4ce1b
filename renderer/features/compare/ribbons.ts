/** Top and bottom of a sentence, px from the top of the gutter. */
export interface Extent {
  top: number;
  bottom: number;
}

/** Width of the bar at each end of a ribbon, and its distance from the gutter's edge, px. */
export const RIBBON_END = 3;
const INSET = RIBBON_END * 2;

export interface Ribbon {
  /** The closed area. */
  area: string;
  /** Its upper and lower line. */
  lines: string;
  ends: { x: number; y: number; height: number }[];
  /** Where the sign of a differing figure stands: beside the left end, and in the middle for the current pair. */
  sign: { x: number; y: number };
  middle: { x: number; y: number };
}

const round = (n: number) => Math.round(n * 10) / 10;

/** The band between two linked sentences across a gutter of a width, px. */
export function ribbonOf(a: Extent, b: Extent, width: number): Ribbon {
  const [a1, a2, b1, b2] = [a.top, a.bottom, b.top, b.bottom].map(round) as [number, number, number, number];
  const left = INSET;
  const right = width - INSET;
  const half = round(width / 2);
  const upper = `M${left} ${a1}C${half} ${a1} ${half} ${b1} ${right} ${b1}`;
  return {
    area: `${upper}V${b2}C${half} ${b2} ${half} ${a2} ${left} ${a2}Z`,
    lines: `${upper}M${left} ${a2}C${half} ${a2} ${half} ${b2} ${right} ${b2}`,
    ends: [
      { x: RIBBON_END, y: a1, height: Math.max(0, round(a2 - a1)) },
      { x: right, y: b1, height: Math.max(0, round(b2 - b1)) },
    ],
    sign: { x: 22, y: round((a1 + a2) / 2) },
    middle: { x: half, y: round((a1 + a2 + b1 + b2) / 4) },
  };
}

/** Whether anything of a ribbon can be seen: it goes from one end to the other without leaving what lies between. */
export function isInView(a: Extent, b: Extent, height: number): boolean {
  return Math.min(a.top, b.top) < height && Math.max(a.bottom, b.bottom) > 0;
}
