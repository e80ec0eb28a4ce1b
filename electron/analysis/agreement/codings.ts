/**
 * What several coders said of the same units, one variable. `values[unit × coders + coder]` is the index of the category,
 * −1 where the coder did not code the unit (missing). `groups[unit]` is what the unit belongs to (its article), drawn as a
 * whole when intervals are computed, since sentences of one article are not independent; without it each unit stands alone.
 */
export interface Codings {
  coders: number;
  categories: number;
  values: Int16Array | Int8Array;
  groups?: Int32Array;
}

export const unitsOf = ({ values, coders }: Codings): number => (coders === 0 ? 0 : values.length / coders);

/**
 * The codings as distinct rows with how often each occurs: a coefficient needs no more, and 20,000 units with three coders
 * have at most 27 distinct rows of a yes-no code.
 */
export interface Rows {
  coders: number;
  categories: number;
  /** Of the distinct rows, `coders` values each. */
  values: Int16Array;
  counts: Float64Array;
  /** Codings that are there, of each distinct row. */
  present: Uint8Array;
  /** Groups with the same rows in them, and how many such groups there are. */
  kinds: GroupKind[];
}

export interface GroupKind {
  /** Row and how often it occurs in one group, in turn. */
  content: Int32Array;
  times: number;
}

export function rowsOf(codings: Codings): Rows {
  const { coders, categories, values, groups } = codings;
  const units = unitsOf(codings);
  const index = new Map<string | number, number>();
  const found: number[] = [];
  const counts: number[] = [];
  const rowOf = new Int32Array(units);
  const base = categories + 1;
  const asNumber = base ** coders < Number.MAX_SAFE_INTEGER;
  for (let unit = 0; unit < units; unit++) {
    const at = unit * coders;
    let key: string | number;
    if (asNumber) {
      let number = 0;
      for (let coder = 0; coder < coders; coder++) number = number * base + values[at + coder]! + 1;
      key = number;
    } else key = values.subarray(at, at + coders).join(' ');
    let row = index.get(key);
    if (row === undefined) {
      row = counts.length;
      index.set(key, row);
      counts.push(0);
      for (let coder = 0; coder < coders; coder++) found.push(values[at + coder]!);
    }
    counts[row]!++;
    rowOf[unit] = row;
  }
  const rows = Int16Array.from(found);
  const present = Uint8Array.from(counts, (_, row) => {
    let n = 0;
    for (let coder = 0; coder < coders; coder++) if (rows[row * coders + coder]! >= 0) n++;
    return n;
  });
  return {
    coders,
    categories,
    values: rows,
    counts: Float64Array.from(counts),
    present,
    kinds: groups ? kindsOf(rowOf, groups) : counts.map((times, row) => ({ content: Int32Array.of(row, 1), times })),
  };
}

function kindsOf(rowOf: Int32Array, groups: Int32Array): GroupKind[] {
  const contents = new Map<number, Map<number, number>>();
  for (let unit = 0; unit < rowOf.length; unit++) {
    const group = groups[unit]!;
    let content = contents.get(group);
    if (!content) {
      content = new Map();
      contents.set(group, content);
    }
    content.set(rowOf[unit]!, (content.get(rowOf[unit]!) ?? 0) + 1);
  }
  const kinds = new Map<string, GroupKind>();
  for (const content of contents.values()) {
    const flat = [...content].sort(([a], [b]) => a - b).flat();
    const key = flat.join(' ');
    const kind = kinds.get(key);
    if (kind) kind.times++;
    else kinds.set(key, { content: Int32Array.from(flat), times: 1 });
  }
  return [...kinds.values()];
}
