import type { Continuum, Segment } from './continua.ts';

/**
 * α_U as first published: Krippendorff, K. (2004), Content Analysis, 2nd ed., section 11.6 (after Sociological Methodology 25,
 * 1995). Disagreement is squared distance of the ends of units that meet, and the squared length of units that lie wholly in
 * the other coder's gap. Its authors found it to fail with more than two coders (2016), so it is given for two alone; the
 * α-family of `unitizing.ts` is what to report. Here because its worked example is the one printed in the textbooks.
 */
export interface AlphaU {
  /** Over all categories. */
  value: number | null;
  ofCategory: { observed: number; expected: number; value: number | null }[];
}

interface Part {
  start: number;
  length: number;
  isUnit: boolean;
}

/** @throws RangeError for other than two coders. */
export function alphaU2004({ length, coders }: Continuum, categories: number): AlphaU {
  if (coders.length !== 2) throw new RangeError('The first form of α_U is for two coders.');
  const ofCategory = Array.from({ length: categories }, (_, category) => {
    const [one, other] = coders.map(({ segments }) => parts(segments, category, length)) as [Part[], Part[]];
    const observed = (2 * disagreement(one, other)) / (2 * length * length);
    const expected = expectedDisagreement([one, other], length);
    return { observed, expected, value: expected === 0 ? null : 1 - observed / expected };
  });
  const observed = ofCategory.reduce((sum, one) => sum + one.observed, 0);
  const expected = ofCategory.reduce((sum, one) => sum + one.expected, 0);
  return { value: expected === 0 ? null : 1 - observed / expected, ofCategory };
}

function parts(segments: readonly Segment[], category: number, length: number): Part[] {
  const found: Part[] = [];
  let at = 0;
  for (const segment of segments) {
    if (segment.category !== category) continue;
    if (segment.start > at) found.push({ start: at, length: segment.start - at, isUnit: false });
    found.push({ start: segment.start, length: segment.end - segment.start, isUnit: true });
    at = segment.end;
  }
  if (at < length) found.push({ start: at, length: length - at, isUnit: false });
  return found;
}

function disagreement(one: Part[], other: Part[]): number {
  let sum = 0;
  for (const g of one) {
    for (const h of other) {
      const endG = g.start + g.length;
      const endH = h.start + h.length;
      if (endG <= h.start || endH <= g.start) continue;
      if (g.isUnit && h.isUnit) sum += (g.start - h.start) ** 2 + (endG - endH) ** 2;
      else if (g.isUnit && h.start <= g.start && endG <= endH) sum += g.length ** 2;
      else if (h.isUnit && g.start <= h.start && endH <= endG) sum += h.length ** 2;
    }
  }
  return sum;
}

function expectedDisagreement(observers: Part[][], length: number): number {
  let sum = 0;
  let selves = 0;
  const units = observers.flat().filter(({ isUnit }) => isUnit);
  for (const unit of units) {
    const l = unit.length;
    let room = 0;
    for (const gap of observers.flat()) if (!gap.isUnit && gap.length >= l) room += gap.length - l + 1;
    sum += ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l * l * room;
    selves += l * (l - 1);
  }
  const all = observers.length * length;
  return ((2 / length) * sum) / (all * (all - 1) - selves);
}
