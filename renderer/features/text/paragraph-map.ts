import { paragraphs } from '../../../shared/text/segmentation.ts';
import type { Span } from '../../../shared/text/span.ts';

/** A paragraph of a text and a place in it; `local` counts UTF-16 units from the paragraph's start. */
export interface ParagraphPoint {
  paragraph: number;
  local: number;
}

/**
 * Where offsets of a text lie among its paragraphs, which are the text nodes of the page. Offsets in the blank lines between
 * two paragraphs count to the end of the one before (`end`) or the start of the one after (`start`).
 */
export class ParagraphMap {
  readonly spans: readonly Span[];

  readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.spans = paragraphs(text);
  }

  /** The last paragraph that starts at or before the offset; 0 for an offset before the first. */
  paragraphAt(offset: number): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.spans[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  /** Null for a text without paragraphs. */
  point(offset: number, side: 'start' | 'end'): ParagraphPoint | null {
    if (this.spans.length === 0) return null;
    const paragraph = this.paragraphAt(offset);
    const { start, end } = this.spans[paragraph]!;
    if (side === 'start' && offset > end && paragraph + 1 < this.spans.length) {
      return { paragraph: paragraph + 1, local: 0 };
    }
    if (side === 'end' && offset <= start && paragraph > 0 && offset < start) {
      const before = this.spans[paragraph - 1]!;
      return { paragraph: paragraph - 1, local: before.end - before.start };
    }
    return { paragraph, local: Math.min(Math.max(offset - start, 0), end - start) };
  }

  /** The text offset of a place in a paragraph. */
  offset({ paragraph, local }: ParagraphPoint): number {
    const span = this.spans[paragraph];
    if (!span) return this.text.length;
    return Math.min(span.start + local, span.end);
  }
}

/** Paragraphs that are laid out together; `from` inclusive, `to` exclusive. */
export interface Block {
  from: number;
  to: number;
  /** UTF-16 units in it, for a guess at its height. */
  length: number;
}

const BLOCK_PARAGRAPHS = 8;
const BLOCK_LENGTH = 4000;

/** Cuts the paragraphs into blocks small enough that one is laid out within a frame. */
export function blocksOf(spans: readonly Span[]): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  let length = 0;
  for (const [index, span] of spans.entries()) {
    length += span.end - span.start;
    if (index + 1 - from >= BLOCK_PARAGRAPHS || length >= BLOCK_LENGTH || index === spans.length - 1) {
      blocks.push({ from, to: index + 1, length });
      from = index + 1;
      length = 0;
    }
  }
  return blocks;
}
