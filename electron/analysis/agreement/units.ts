import type { LeftOut } from '../../../shared/model/agreement.ts';
import type { Codings } from './codings.ts';

/** Units with who saw them and what was marked on them. */
export interface Units {
  coders: number;
  codes: number;
  /** Of each unit: what it belongs to, and a bit mask of the coders who saw it. */
  groups: Int32Array;
  seen: Int32Array;
  /** Unit, coder, code in turn. */
  marks: Int32Array;
  /** Unit, coder, variable, category in turn, for variables that are not made of codes. */
  values: Int32Array;
}

/** How a variable is made of codes. */
export interface VariableShape {
  kind: 'code' | 'group' | 'attribute' | 'all' | 'verdict';
  /** Indices of its codes. */
  codes: readonly number[];
  categories: number;
}

/** Joins parts whose units follow each other. */
export function joinUnits(parts: readonly Omit<Units, 'coders' | 'codes'>[], coders: number, codes: number): Units {
  const sum = (of: (part: Omit<Units, 'coders' | 'codes'>) => number) => parts.reduce((all, part) => all + of(part), 0);
  const joined: Units = {
    coders,
    codes,
    groups: new Int32Array(sum(({ groups }) => groups.length)),
    seen: new Int32Array(sum(({ seen }) => seen.length)),
    marks: new Int32Array(sum(({ marks }) => marks.length)),
    values: new Int32Array(sum(({ values }) => values.length)),
  };
  let unit = 0;
  let mark = 0;
  let value = 0;
  for (const part of parts) {
    joined.groups.set(part.groups, unit);
    joined.seen.set(part.seen, unit);
    for (let at = 0; at < part.marks.length; at++) joined.marks[mark++] = part.marks[at]! + (at % 3 === 0 ? unit : 0);
    for (let at = 0; at < part.values.length; at++)
      joined.values[value++] = part.values[at]! + (at % 4 === 0 ? unit : 0);
    unit += part.groups.length;
  }
  return joined;
}

/** Marks by code, so that a variable looks only at its own. */
export function marksByCode({ marks, codes }: Units): Int32Array[] {
  const sizes = new Int32Array(codes);
  for (let at = 2; at < marks.length; at += 3) sizes[marks[at]!]!++;
  const lists = Array.from(sizes, (size) => new Int32Array(2 * size));
  sizes.fill(0);
  for (let at = 0; at < marks.length; at += 3) {
    const code = marks[at + 2]!;
    const to = 2 * sizes[code]!++;
    lists[code]![to] = marks[at]!;
    lists[code]![to + 1] = marks[at + 1]!;
  }
  return lists;
}

export interface VariableCodings {
  codings: Codings;
  /** What has no single value, and why. */
  excluded: LeftOut[];
}

/**
 * The codings of one variable. A code: given or not by each coder who saw the unit. A group: which of its codes, or none; with
 * more than one the coding is left out. All codes: each code on each unit is one decision.
 * @param place of the variable, for those made of `values`
 */
export function codingsOf(
  units: Units,
  byCode: readonly Int32Array[],
  shape: VariableShape,
  place: number,
): VariableCodings {
  const { coders, groups, seen } = units;
  const n = groups.length;
  const layers = shape.kind === 'all' ? shape.codes.length : 1;
  const values = new Int16Array(n * coders * layers).fill(-1);
  let several = 0;
  const put = (at: number, value: number) => {
    if (values[at] === -1) values[at] = value;
    else if (values[at]! >= 0 && values[at] !== value) {
      values[at] = -2;
      several++;
    }
  };
  if (shape.kind === 'attribute' || shape.kind === 'verdict') {
    for (let at = 0; at < units.values.length; at += 4) {
      if (units.values[at + 2] !== place || units.values[at + 3]! < 0) continue;
      put(units.values[at]! * coders + units.values[at + 1]!, units.values[at + 3]!);
    }
  } else {
    shape.codes.forEach((code, index) => {
      const layer = shape.kind === 'all' ? index * n * coders : 0;
      const value = shape.kind === 'group' ? index : 1;
      const list = byCode[code]!;
      for (let at = 0; at < list.length; at += 2) put(layer + list[at]! * coders + list[at + 1]!, value);
    });
    const rest = shape.kind === 'group' ? shape.categories - 1 : 0;
    for (let layer = 0; layer < layers; layer++) {
      for (let unit = 0; unit < n; unit++) {
        for (let coder = 0; coder < coders; coder++) {
          const at = (layer * n + unit) * coders + coder;
          if (values[at] === -1 && (seen[unit]! >> coder) & 1) values[at] = rest;
        }
      }
    }
  }
  if (several > 0) for (let at = 0; at < values.length; at++) if (values[at] === -2) values[at] = -1;
  const repeated = layers === 1 ? groups : Int32Array.from({ length: n * layers }, (_, at) => groups[at % n]!);
  return {
    codings: { coders, categories: shape.categories, values, groups: repeated },
    excluded: several > 0 ? [{ of: 'codings', n: several, reason: 'with two values that exclude each other' }] : [],
  };
}
