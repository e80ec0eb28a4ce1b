/** A span that a coder marked. Offsets count from the start of its continuum, end-exclusive; any one unit of length. */
export interface Segment {
  start: number;
  end: number;
  /** Index of the category. */
  category: number;
}

/** One text as its coders divided it. Only coders who worked on it are in `coders`; a coder who marked nothing has no segments. */
export interface Continuum {
  length: number;
  /** By coder (index), sorted by start. */
  coders: { coder: number; segments: Segment[] }[];
}

/** Of a list sorted by start, what one coder can have said where codes exclude each other; the rest overlaps what came before. */
export function withoutOverlap(segments: readonly Segment[]): { kept: Segment[]; merged: number; dropped: number } {
  const kept: Segment[] = [];
  let merged = 0;
  let dropped = 0;
  for (const segment of [...segments].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1);
    if (!last || segment.start >= last.end) kept.push({ ...segment });
    else if (segment.category === last.category) {
      last.end = Math.max(last.end, segment.end);
      merged++;
    } else dropped++;
  }
  return { kept, merged, dropped };
}
