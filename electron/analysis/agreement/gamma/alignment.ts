import { bestMatching, type Edge } from './matching.ts';

/** A span of one coder in γ: offsets on the continuum of `text`, end-exclusive. Units of different texts never align. */
export interface Unit {
  coder: number;
  start: number;
  end: number;
  category: number;
  text: number;
}

/** Weights of place and category in the dissimilarity; both 0 or more. */
export interface Weights {
  alpha: number;
  beta: number;
}

/** Those of the authors' own program. */
export const WEIGHTS: Weights = { alpha: 3, beta: 1 };

/**
 * How far two units differ: Mathet, Widlöcher & Métivier (2015), section 4.2: α · d_pos + β · d_cat with Δ∅ = 1, where d_pos is
 * the squared sum of the ends' distances by the sum of lengths, and d_cat is 1 for different categories.
 */
export function dissimilarity(u: Unit, v: Unit, { alpha, beta }: Weights): number {
  const apart = (Math.abs(u.start - v.start) + Math.abs(u.end - v.end)) / (u.end - u.start + v.end - v.start);
  return alpha * apart * apart + (u.category === v.category ? 0 : beta);
}

/** Units that are taken to be the same thing, at most one of each coder; `null` where a coder has none. */
export type UnitaryAlignment = (Unit | null)[];

export interface Alignment {
  alignments: UnitaryAlignment[];
  /** Sum of the unitary alignments' disorders. */
  cost: number;
  /** Of every text, its share of `cost`. */
  costOfText: Map<number, number>;
}

const pairsOf = (coders: number) => (coders * (coders - 1)) / 2;

/** Mean dissimilarity of all pairs of coders, 1 for a pair in which one has no unit. */
export function disorderOf(one: UnitaryAlignment, weights: Weights): number {
  let sum = 0;
  for (let a = 0; a < one.length; a++) {
    for (let b = a + 1; b < one.length; b++) {
      const u = one[a];
      const v = one[b];
      sum += u && v ? dissimilarity(u, v, weights) : 1;
    }
  }
  return sum / pairsOf(one.length);
}

/** A unitary alignment under way: its units by coder, and the bounds of where they lie. */
interface Group {
  units: (Unit | null)[];
  start: number;
  end: number;
  text: number;
}

/**
 * The alignment with the least disorder: exact for two coders. For more, finding it is NP-hard; this builds it coder by coder
 * from every start (recursive heuristic of Bandelt, Crama & Spieksma 1994, for assignments whose costs are sums over pairs),
 * then parts the coders in two in every way and matches the halves anew, exactly, until nothing improves.
 */
export function bestAlignment(units: readonly Unit[], coders: number, weights: Weights = WEIGHTS): Alignment {
  const byCoder: Group[][] = Array.from({ length: coders }, () => []);
  for (const unit of units) {
    const alone: (Unit | null)[] = new Array<Unit | null>(coders).fill(null);
    alone[unit.coder] = unit;
    byCoder[unit.coder]!.push({ units: alone, start: unit.start, end: unit.end, text: unit.text });
  }
  for (const groups of byCoder) sortGroups(groups);
  let best: Group[] | undefined;
  let least = Infinity;
  for (let first = 0; first < (coders === 2 ? 1 : coders); first++) {
    let groups = byCoder[first]!;
    for (let step = 1; step < coders; step++) {
      groups = join(groups, byCoder[(first + step) % coders]!, coders, weights);
    }
    if (coders > 2) groups = improve(groups, coders, weights);
    const cost = costOf(groups, weights);
    if (cost < least) {
      least = cost;
      best = groups;
    }
  }
  const costOfText = new Map<number, number>();
  for (const group of best ?? []) {
    costOfText.set(group.text, (costOfText.get(group.text) ?? 0) + disorderOf(group.units, weights));
  }
  return { alignments: (best ?? []).map((group) => group.units), cost: best?.length ? least : 0, costOfText };
}

const costOf = (groups: readonly Group[], weights: Weights) =>
  groups.reduce((sum, group) => sum + disorderOf(group.units, weights), 0);

const sortGroups = (groups: Group[]) => groups.sort((a, b) => a.text - b.text || a.start - b.start || a.end - b.end);

function improve(groups: Group[], coders: number, weights: Weights): Group[] {
  let current = groups;
  let cost = costOf(current, weights);
  // Each part holds coder 0; beyond six coders single coders are taken out, else there are too many parts.
  const parts = coders <= 6 ? Array.from({ length: 2 ** (coders - 1) - 1 }, (_, n) => 2 * n + 1) : [];
  if (coders > 6) for (let coder = 0; coder < coders; coder++) parts.push(1 << coder);
  for (let better = true; better; ) {
    better = false;
    for (const part of parts) {
      const left: Group[] = [];
      const right: Group[] = [];
      for (const group of current) {
        const inside = keep(group, (coder) => (part & (1 << coder)) !== 0);
        const outside = keep(group, (coder) => (part & (1 << coder)) === 0);
        if (inside) left.push(inside);
        if (outside) right.push(outside);
      }
      const next = join(sortGroups(left), sortGroups(right), coders, weights);
      const nextCost = costOf(next, weights);
      if (nextCost < cost - 1e-9) {
        current = next;
        cost = nextCost;
        better = true;
      }
    }
  }
  return current;
}

function keep(group: Group, wanted: (coder: number) => boolean): Group | null {
  const units = group.units.map((unit, coder) => (unit && wanted(coder) ? unit : null));
  return bounded(units);
}

function bounded(units: (Unit | null)[]): Group | null {
  let start = Infinity;
  let end = -Infinity;
  let text = -1;
  for (const unit of units) {
    if (!unit) continue;
    start = Math.min(start, unit.start);
    end = Math.max(end, unit.end);
    text = unit.text;
  }
  return end === -Infinity ? null : { units, start, end, text };
}

/** Matches groups of some coders with groups of others as well as can be; both lists are sorted. */
function join(left: readonly Group[], right: readonly Group[], coders: number, weights: Weights): Group[] {
  const pairs = pairsOf(coders);
  // Groups only gain by standing together if two of their units differ by less than this; so far apart may those lie.
  const reach = weights.alpha > 0 ? Math.sqrt((pairs + 1) / weights.alpha) / 2 : Infinity;
  const longest = longestOf(right);
  const farthest = reach * (longestOf(left) + longest);
  const edges: Edge[][] = [];
  let from = 0;
  for (const group of left) {
    const list: Edge[] = [];
    const slack = reach * (group.end - group.start + longest);
    while (from < right.length && isBefore(right[from]!, group, longest + farthest)) from++;
    for (let at = from; at < right.length; at++) {
      const other = right[at]!;
      if (other.text !== group.text || other.start > group.end + slack) break;
      if (other.end < group.start - slack) continue;
      const gain = gainOf(group, other, coders, pairs, weights);
      if (gain > 1e-12) list.push({ to: at, gain });
    }
    edges.push(list);
  }
  const matched = bestMatching(edges, right.length);
  const used = new Uint8Array(right.length);
  const joined = left.map((group, at) => {
    const to = matched[at]!;
    if (to < 0) return group;
    used[to] = 1;
    const units = group.units.map((unit, coder) => unit ?? right[to]!.units[coder]!);
    return bounded(units)!;
  });
  right.forEach((group, at) => {
    if (!used[at]) joined.push(group);
  });
  return sortGroups(joined);
}

const longestOf = (groups: readonly Group[]) => groups.reduce((most, { start, end }) => Math.max(most, end - start), 0);

/** Whether a group lies too far ahead of another, and so of all that follow that. */
const isBefore = (one: Group, other: Group, distance: number) =>
  one.text < other.text || (one.text === other.text && one.start < other.start - distance);

/** What standing together saves, in sums over pairs: the second group's own cost, less what its pairs with the first then cost. */
function gainOf(one: Group, other: Group, coders: number, pairs: number, weights: Weights): number {
  let gain = pairs;
  for (let a = 0; a < coders; a++) {
    const u = one.units[a];
    if (!u) continue;
    for (let b = 0; b < coders; b++) {
      const v = other.units[b];
      if (v) gain += 1 - dissimilarity(u, v, weights);
    }
  }
  return gain;
}
