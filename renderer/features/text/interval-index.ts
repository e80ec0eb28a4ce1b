import type { Span } from '../../../shared/text/span.ts';

/** Finds the spans at an offset, or those that overlap a stretch. Built anew when the spans change; lookups O(log n + found). */
export class IntervalIndex<T extends Span> {
  /** By start, the longer first. */
  readonly items: readonly T[];
  /** For the part of `items` that a node of the implicit tree covers: the furthest end. */
  private readonly furthest: Float64Array;

  constructor(items: readonly T[]) {
    this.items = [...items].sort((a, b) => a.start - b.start || b.end - a.end);
    this.furthest = new Float64Array(this.items.length);
    this.measure(0, this.items.length);
  }

  /** Spans that share at least one character with `start` … `end`, by start. */
  overlapping(start: number, end: number): T[] {
    const found: T[] = [];
    this.collect(0, this.items.length, start, end, found);
    return found;
  }

  /** Spans that hold the character at the offset, or end there: smallest first, the later start first among equals. */
  at(offset: number): T[] {
    const inside = this.overlapping(offset, offset + 1);
    const found = inside.length > 0 ? inside : this.overlapping(offset - 1, offset);
    return found.sort((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start);
  }

  private measure(from: number, to: number): number {
    if (from >= to) return -1;
    const middle = (from + to) >>> 1;
    const furthest = Math.max(this.items[middle]!.end, this.measure(from, middle), this.measure(middle + 1, to));
    this.furthest[middle] = furthest;
    return furthest;
  }

  private collect(from: number, to: number, start: number, end: number, found: T[]) {
    if (from >= to) return;
    const middle = (from + to) >>> 1;
    if (this.furthest[middle]! <= start) return;
    this.collect(from, middle, start, end, found);
    const item = this.items[middle]!;
    if (item.start >= end) return;
    if (item.end > start) found.push(item);
    this.collect(middle + 1, to, start, end, found);
  }
}
