import type { TextBlock } from '../../shared/model/article.ts';
/** A run of text that stands in both versions of a text. UTF-16 offsets. */
export interface KeptRun {
  before: number;
  after: number;
  length: number;
}

/**
 * What of a text stayed where whole lines came or went, in order: runs of whole lines without the last one's line break.
 * Lines that stand once in both are matched first (the longest rising series of them), then their neighbours.
 */
export function keptRuns(before: string, after: string): KeptRun[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const matched = new Int32Array(old.length).fill(-1);
  for (const [a, b] of rising(uniquePairs(old, now))) matched[a] = b;
  // Both ends are neighbours of a line that is always the same.
  spread(old, now, matched, -1, -1);
  for (let a = 0; a < old.length; a++) if (matched[a]! >= 0) spread(old, now, matched, a, matched[a]!);
  spreadBack(old, now, matched, old.length, now.length);
  for (let a = old.length - 1; a >= 0; a--) if (matched[a]! >= 0) spreadBack(old, now, matched, a, matched[a]!);

  const runs: KeptRun[] = [];
  for (let a = 0; a < old.length; a++) {
    const b = matched[a]!;
    if (b < 0) continue;
    const line = old[a]!;
    const other = now[b]!;
    const last = runs.at(-1);
    const follows = last && a > 0 && matched[a - 1] === b - 1;
    if (follows) last.length = line.start + line.text.length - last.before;
    else runs.push({ before: line.start, after: other.start, length: line.text.length });
  }
  return runs;
}

/** Where a span lies after the change, if it stands in one run; else null. */
export function movedSpan(runs: readonly KeptRun[], start: number, end: number): { start: number; end: number } | null {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle]!;
    if (start < run.before) high = middle - 1;
    else if (start > run.before + run.length) low = middle + 1;
    else {
      const by = run.after - run.before;
      return end <= run.before + run.length ? { start: start + by, end: end + by } : null;
    }
  }
  return null;
}

interface Line {
  start: number;
  text: string;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ start, text: line });
    start += line.length + 1;
  }
  return lines;
}

function uniquePairs(old: readonly Line[], now: readonly Line[]): [number, number][] {
  const places = new Map<string, { a: number; b: number; times: number }>();
  old.forEach(({ text }, a) => {
    const place = places.get(text);
    if (place) place.times++;
    else places.set(text, { a, b: -1, times: 1 });
  });
  now.forEach(({ text }, b) => {
    const place = places.get(text);
    if (!place) return;
    if (place.b === -1) place.b = b;
    else place.times++;
  });
  return [...places.values()]
    .filter(({ b, times }) => b >= 0 && times === 1)
    .map(({ a, b }): [number, number] => [a, b])
    .sort((x, y) => x[0] - y[0]);
}

/** Blocks of the old text that stand in the new one too, at their new places. */
export function movedBlocks(blocks: readonly TextBlock[], runs: readonly KeptRun[]): TextBlock[] {
  return blocks.flatMap(({ start, end, kind }) => {
    const place = movedSpan(runs, start, end);
    return place ? [{ ...place, kind }] : [];
  });
}

/** The longest series of pairs that rises in both numbers; given in order of the first. */
function rising(pairs: readonly [number, number][]): [number, number][] {
  // `ends[k]`: the pair with the smallest second number at which a series of k + 1 ends.
  const ends: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, b], i) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![1] < b) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[i] = ends[low - 1]!;
    ends[low] = i;
  });
  const series: [number, number][] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = previous[i]!) series.push(pairs[i]!);
  return series.reverse();
}

/** Matches equal lines behind a matched pair, up to the next one. */
function spread(old: readonly Line[], now: readonly Line[], matched: Int32Array, a: number, b: number): void {
  let end = a + 1;
  while (end < old.length && matched[end]! < 0) end++;
  const endNow = end < old.length ? matched[end]! : now.length;
  for (let i = a + 1, k = b + 1; i < end && k < endNow && old[i]!.text === now[k]!.text; i++, k++) matched[i] = k;
}

/** The same before it. */
function spreadBack(old: readonly Line[], now: readonly Line[], matched: Int32Array, a: number, b: number): void {
  let end = a - 1;
  while (end >= 0 && matched[end]! < 0) end--;
  const endNow = end >= 0 ? matched[end]! : -1;
  for (let i = a - 1, k = b - 1; i > end && k > endNow && old[i]!.text === now[k]!.text; i--, k--) matched[i] = k;
}
