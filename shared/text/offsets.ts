/**
 * UTF-16 offsets (memory, database, DOM) against code-point offsets (every export and every command's output).
 * A lone surrogate counts as one code point, as it does in JavaScript's string iterator.
 */
export interface CodePointIndex {
  /** Length of the text in code points. */
  readonly length: number;
  /**
   * UTF-16 offset to code-point offset. An offset in the middle of a surrogate pair counts as the pair's start.
   * @throws RangeError if the offset is not an integer inside the text (its end included).
   */
  toCodePoints(utf16: number): number;
  /**
   * Code-point offset to UTF-16 offset.
   * @throws RangeError if the offset is not an integer inside the text (its end included).
   */
  toUtf16(codePoint: number): number;
}

const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Builds the index once for many lookups: identity without surrogate pairs, else a binary search over their positions. */
export function codePointIndex(text: string): CodePointIndex {
  const pairs = pairPositions(text);
  const length = text.length - pairs.length;
  return {
    length,
    toCodePoints(utf16) {
      checkOffset(utf16, text.length, 'UTF-16');
      // A pair at position p makes every offset from p + 1 on one smaller: p + 1 itself floors to p's code point.
      return utf16 - countBelow(pairs, utf16);
    },
    toUtf16(codePoint) {
      checkOffset(codePoint, length, 'code-point');
      if (pairs.length === 0) return codePoint;
      let low = 0;
      let high = pairs.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (pairs[middle]! - middle < codePoint) low = middle + 1;
        else high = middle;
      }
      return codePoint + low;
    },
  };
}

/** The part of `text` between two code-point offsets, end-exclusive. For many slices of one text build an index. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  const index = codePointIndex(text);
  return text.slice(index.toUtf16(start), index.toUtf16(end));
}

/** Whether cutting the text at this UTF-16 offset would tear a surrogate pair. */
export function isInsidePair(text: string, utf16: number): boolean {
  return isLow(text.charCodeAt(utf16)) && isHigh(text.charCodeAt(utf16 - 1));
}

function pairPositions(text: string): Uint32Array {
  const found: number[] = [];
  for (const match of text.matchAll(SURROGATE_PAIR)) found.push(match.index);
  return Uint32Array.from(found);
}

function countBelow(sorted: Uint32Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function checkOffset(offset: number, length: number, unit: string): void {
  if (!Number.isInteger(offset) || offset < 0 || offset > length) {
    throw new RangeError(`The ${unit} offset ${offset} is outside the text, which has 0 to ${length}.`);
  }
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
