import { type Interval, middle } from './bootstrap.ts';
import type { Continuum, Segment } from './continua.ts';
import type { Random } from './random.ts';

/**
 * The α-family for unitizing: Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016), On the reliability of unitizing
 * textual continua: Further developments, Quality & Quantity 50(6), 2347–2364. Coincidences are lengths of intersections
 * of two coders' segments, gaps between units among them (eq. 1 to 4).
 */
export interface UnitizingAlphas {
  /** uα, eq. 5: marking and coding together. */
  u: number | null;
  /** |uα, eq. 6: marked or not, whatever the code. */
  binary: number | null;
  /** cuα, eq. 9 to 11: the codes given where two coders both marked. */
  cu: number | null;
  /** (k)uα, eq. 13, of each category. */
  ofCategory: (number | null)[];
  /** Of all lengths that coders had before them, the share that two of them marked: what cuα rests on. */
  coverage: number;
}

/** Coincidences of one continuum; sums of them are the coincidences of several. Category 0 stands for gaps. */
interface Coincidences {
  /** Of `size` × `size`. */
  observed: Float64Array;
  /** Lengths of segments paired with themselves, which chance cannot do: units squared, gaps by length (eq. 4). */
  self: Float64Array;
  /** The same for the intersections of units alone (eq. 10). */
  selfShared: Float64Array;
}

const widthOf = (size: number) => size * size + 2 * size;

function rowAt(table: Float64Array, at: number, size: number): Coincidences {
  const start = at * widthOf(size);
  const selves = start + size * size;
  return {
    observed: table.subarray(start, selves),
    self: table.subarray(selves, selves + size),
    selfShared: table.subarray(selves + size, selves + 2 * size),
  };
}

function addRow(into: Float64Array, table: Float64Array, start: number, times: number): void {
  for (let at = 0; at < into.length; at++) into[at]! += times * table[start + at]!;
}

/** The segments with the gaps between them, category 0; categories count from 1. */
function partition(segments: readonly Segment[], length: number): Segment[] {
  const parts: Segment[] = [];
  let at = 0;
  for (const { start, end, category } of segments) {
    if (start > at) parts.push({ start: at, end: start, category: 0 });
    parts.push({ start, end, category: category + 1 });
    at = end;
  }
  if (at < length) parts.push({ start: at, end: length, category: 0 });
  return parts;
}

function coincidences({ coders, length }: Continuum, size: number, found: Coincidences): void {
  const parts = coders.map(({ segments }) => partition(segments, length));
  const pairs = coders.length - 1;
  for (let one = 0; one < parts.length; one++) {
    for (const { start, end, category } of parts[one]!) {
      const extent = end - start;
      found.self[category]! += category === 0 ? extent : extent * extent;
    }
    for (let other = 0; other < parts.length; other++)
      if (other !== one) intersect(parts[one]!, parts[other]!, pairs, size, found);
  }
}

function intersect(one: Segment[], other: Segment[], pairs: number, size: number, into: Coincidences): void {
  let from = 0;
  for (const part of one) {
    while (from < other.length && other[from]!.end <= part.start) from++;
    let shared = 0;
    for (let at = from; at < other.length && other[at]!.start < part.end; at++) {
      const met = other[at]!;
      const extent = Math.min(part.end, met.end) - Math.max(part.start, met.start);
      into.observed[part.category * size + met.category]! += extent / pairs;
      if (met.category > 0) shared += extent;
    }
    if (part.category > 0) into.selfShared[part.category]! += (shared * shared) / pairs;
  }
}

/** Expected coincidences, eq. 4 and 10: margins' products without segments paired with themselves. */
function expected(margins: Float64Array, self: Float64Array, total: number, c: number, k: number): number {
  let selves = 0;
  for (const one of self) selves += one;
  const scale = total - selves / total;
  if (scale <= 0) return 0;
  return (margins[c]! * margins[k]! - (c === k ? self[c]! : 0)) / scale;
}

const oneMinus = (observed: number, chance: number, total: number): number | null =>
  // Lengths are whole numbers: what is smaller than this share of them is rounding.
  chance <= total * 1e-12 ? null : 1 - observed / chance;

function alphas({ observed, self, selfShared }: Coincidences, size: number): UnitizingAlphas {
  const margins = new Float64Array(size);
  const shared = new Float64Array(size);
  let total = 0;
  let sharedTotal = 0;
  for (let c = 0; c < size; c++) {
    for (let k = 0; k < size; k++) {
      const extent = observed[c * size + k]!;
      margins[c]! += extent;
      total += extent;
      if (c > 0 && k > 0) {
        shared[c]! += extent;
        sharedTotal += extent;
      }
    }
  }
  if (total === 0) {
    return { u: null, binary: null, cu: null, ofCategory: new Array<null>(size - 1).fill(null), coverage: 0 };
  }
  let agreed = 0;
  let byChance = 0;
  let sharedAgreed = 0;
  let sharedByChance = 0;
  for (let c = 0; c < size; c++) {
    agreed += observed[c * size + c]!;
    byChance += expected(margins, self, total, c, c);
    if (c === 0 || sharedTotal === 0) continue;
    sharedAgreed += observed[c * size + c]!;
    sharedByChance += expected(shared, selfShared, sharedTotal, c, c);
  }
  let selves = 0;
  for (const one of self) selves += one;
  /** All expected coincidences add up to the same length as the observed ones. */
  const gapMissed = margins[0]! - observed[0]!;
  const gapExpected = total > 0 ? (margins[0]! * (total - margins[0]!)) / Math.max(total - selves / total, 1e-300) : 0;
  return {
    u: oneMinus(total - agreed, total - byChance, total),
    binary: oneMinus(gapMissed, gapExpected, total),
    cu: sharedTotal === 0 ? null : oneMinus(sharedTotal - sharedAgreed, sharedTotal - sharedByChance, sharedTotal),
    ofCategory: Array.from({ length: size - 1 }, (_, category) =>
      ofCategory(observed, shared, selfShared, sharedTotal, size, category + 1),
    ),
    coverage: sharedTotal / total,
  };
}

function ofCategory(
  observed: Float64Array,
  shared: Float64Array,
  selfShared: Float64Array,
  sharedTotal: number,
  size: number,
  k: number,
): number | null {
  if (!shared[k]) return null;
  let column = 0;
  let others = 0;
  for (let c = 1; c < size; c++) {
    const chance = expected(shared, selfShared, sharedTotal, c, k);
    column += chance;
    if (c !== k) others += chance;
  }
  const missed = shared[k]! - observed[k * size + k]!;
  const value = oneMinus((column / shared[k]!) * missed, others, sharedTotal);
  return value;
}

export interface UnitizingResult extends UnitizingAlphas {
  /** By percentile bootstrap over continua; null with fewer than two. */
  intervals: { u: Interval | null; binary: Interval | null; cu: Interval | null };
}

/**
 * The family over several continua with two or more coders each; their coincidences are summed. Segments of one coder must
 * not overlap. Values are null where nothing was marked, or where all is marked alike, so that chance could not disagree.
 */
export function unitizingAlphas(
  continua: readonly Continuum[],
  categories: number,
  samples = 0,
  random?: Random,
): UnitizingResult {
  const size = categories + 1;
  const usable = continua.filter(({ coders, length }) => coders.length >= 2 && length > 0);
  const width = widthOf(size);
  // One row of figures a continuum, so that resampling is adding rows.
  const table = new Float64Array(usable.length * width);
  usable.forEach((continuum, at) => {
    coincidences(continuum, size, rowAt(table, at, size));
  });
  const sum = new Float64Array(width);
  for (let at = 0; at < usable.length; at++) addRow(sum, table, at * width, 1);
  const result = alphas(rowAt(sum, 0, size), size);
  const none = { u: null, binary: null, cu: null };
  if (!random || samples === 0 || usable.length < 2) return { ...result, intervals: none };
  const found = { u: [] as number[], binary: [] as number[], cu: [] as number[] };
  const drawn = new Uint32Array(usable.length);
  for (let sample = 0; sample < samples; sample++) {
    drawn.fill(0);
    for (let draw = 0; draw < usable.length; draw++) drawn[random.below(usable.length)]!++;
    sum.fill(0);
    for (let at = 0; at < usable.length; at++) if (drawn[at]! > 0) addRow(sum, table, at * width, drawn[at]!);
    const values = alphas(rowAt(sum, 0, size), size);
    for (const key of ['u', 'binary', 'cu'] as const) if (values[key] !== null) found[key].push(values[key]);
  }
  return {
    ...result,
    intervals: { u: middle(found.u, samples), binary: middle(found.binary, samples), cu: middle(found.cu, samples) },
  };
}
