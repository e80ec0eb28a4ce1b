import type { BlockKind, TextBlock } from '../../../shared/model/article.ts';
import type { Span } from '../../../shared/text/span.ts';

/**
 * What each paragraph is: the kind of the block that it begins in, the innermost where blocks lie in each other; undefined
 * for a plain one. A block may hold several paragraphs, such as a quotation.
 */
export function kindsOf(paragraphs: readonly Span[], blocks: readonly TextBlock[]): (BlockKind | undefined)[] {
  const kinds = new Array<BlockKind | undefined>(paragraphs.length).fill(undefined);
  // Outer blocks first, so that inner ones have the last word.
  const sorted = [...blocks].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const { start, end, kind } of sorted) {
    for (let at = firstFrom(paragraphs, start); at < paragraphs.length && paragraphs[at]!.start < end; at++) {
      kinds[at] = kind;
    }
  }
  return kinds;
}

/** The first paragraph that begins at or after an offset. */
function firstFrom(paragraphs: readonly Span[], offset: number): number {
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (paragraphs[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
