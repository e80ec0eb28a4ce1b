import type { Span } from '../../../shared/text/span.ts';
import type { ParagraphMap } from './paragraph-map.ts';

/** A rectangle in px from the top left of the text. */
export interface TextRect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The page's side of a text: between offsets and places in its DOM. The DOM is never changed once it stands. */
export class TextSurface {
  private readonly elements: HTMLElement[];
  private readonly numbers = new Map<Node, number>();

  readonly root: HTMLElement;
  readonly map: ParagraphMap;

  constructor(root: HTMLElement, map: ParagraphMap) {
    this.root = root;
    this.map = map;
    this.elements = [...root.querySelectorAll<HTMLElement>('[data-p]')];
    for (const [index, element] of this.elements.entries()) this.numbers.set(element, index);
  }

  paragraph(index: number): HTMLElement | undefined {
    return this.elements[index];
  }

  /** The end points of a span in the DOM; null when nothing of it is in a paragraph. */
  private ends(span: Span): { from: Text; fromAt: number; to: Text; toAt: number } | null {
    const start = this.map.point(span.start, 'start');
    const end = this.map.point(span.end, 'end');
    const from = start && this.elements[start.paragraph]?.firstChild;
    const to = end && this.elements[end.paragraph]?.firstChild;
    if (!(from instanceof Text && to instanceof Text)) return null;
    return { from, fromAt: start!.local, to, toAt: end!.local };
  }

  /** A range that costs nothing to keep; for painting. */
  staticRange(span: Span): StaticRange | null {
    const ends = this.ends(span);
    if (!ends) return null;
    return new StaticRange({
      startContainer: ends.from,
      startOffset: ends.fromAt,
      endContainer: ends.to,
      endOffset: ends.toAt,
    });
  }

  /** A live range; for measuring and selecting. */
  range(span: Span): Range | null {
    const ends = this.ends(span);
    if (!ends) return null;
    const range = document.createRange();
    range.setStart(ends.from, ends.fromAt);
    range.setEnd(ends.to, ends.toAt);
    return range;
  }

  /** The text offset of a DOM place, or null outside of the text. */
  offsetOf(node: Node, at: number): number | null {
    if (!this.root.contains(node)) return null;
    const paragraph = (node instanceof Element ? node : node.parentElement)?.closest('[data-p]');
    const number = paragraph ? this.numbers.get(paragraph) : undefined;
    if (number !== undefined) {
      const local = node instanceof Text ? at : at === 0 ? 0 : Number.POSITIVE_INFINITY;
      return this.map.offset({ paragraph: number, local });
    }
    // Between paragraphs: the first paragraph that begins after the place.
    const place = document.createRange();
    place.setStart(node, at);
    let low = 0;
    let high = this.elements.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (place.comparePoint(this.elements[middle]!, 0) < 0) low = middle + 1;
      else high = middle;
    }
    return this.map.spans[low]?.start ?? this.map.text.length;
  }

  /** The offset at a point of the window; null where no text is. */
  offsetAt(x: number, y: number): number | null {
    const position = document.caretPositionFromPoint?.(x, y);
    if (position) return this.offsetOf(position.offsetNode, position.offset);
    const range = document.caretRangeFromPoint?.(x, y);
    return range ? this.offsetOf(range.startContainer, range.startOffset) : null;
  }

  /** The offset of the character under the pointer; null beside the text. */
  characterAt(x: number, y: number): number | null {
    const near = this.offsetAt(x, y);
    if (near === null) return null;
    for (const offset of [near, near - 1]) {
      const range = offset >= 0 ? this.range({ start: offset, end: offset + 1 }) : null;
      for (const { left, right, top, bottom } of range?.getClientRects() ?? []) {
        if (x >= left && x <= right && y >= top - 4 && y <= bottom + 4) return offset;
      }
    }
    return null;
  }

  /** What is selected of the text, and the end that moves; null when the selection lies elsewhere. */
  selection(): { span: Span; focus: number; isCollapsed: boolean } | null {
    const selection = document.getSelection();
    if (!selection?.rangeCount || !selection.focusNode) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(this.root)) return null;
    const startInside = this.root.contains(range.startContainer);
    const endInside = this.root.contains(range.endContainer);
    if (range.collapsed && !startInside) return null;
    const start = startInside ? this.offsetOf(range.startContainer, range.startOffset) : 0;
    const end = endInside ? this.offsetOf(range.endContainer, range.endOffset) : this.map.text.length;
    if (start === null || end === null) return null;
    const focus = this.offsetOf(selection.focusNode, selection.focusOffset) ?? end;
    return { span: { start, end: Math.max(start, end) }, focus, isCollapsed: range.collapsed || start >= end };
  }

  /** Selects in the document; `focus` is the end that moves on. */
  select(anchor: number, focus: number) {
    const from = this.ends({ start: anchor, end: anchor });
    const to = this.ends({ start: focus, end: focus });
    if (from && to) document.getSelection()?.setBaseAndExtent(from.from, from.fromAt, to.from, to.fromAt);
  }

  /** One rectangle per line. */
  rects(span: Span): TextRect[] {
    const origin = this.root.getBoundingClientRect();
    const lines: TextRect[] = [];
    for (const rect of this.range(span)?.getClientRects() ?? []) {
      if (rect.width === 0 && span.end > span.start) continue;
      const top = rect.top - origin.top;
      const left = rect.left - origin.left;
      const last = lines.at(-1);
      // A line whose direction changes has several rectangles.
      if (last && Math.abs(last.top - top) < rect.height / 2) {
        const right = Math.max(last.left + last.width, left + rect.width);
        last.left = Math.min(last.left, left);
        last.width = right - last.left;
        continue;
      }
      lines.push({ left, top, width: rect.width, height: rect.height });
    }
    return lines;
  }

  /** Top and bottom of a span in px from the top of the text. */
  extent(span: Span): { top: number; bottom: number } | null {
    const range = this.range(span);
    if (!range) return null;
    const { top, bottom, height } = range.getBoundingClientRect();
    if (height === 0) return null;
    const origin = this.root.getBoundingClientRect().top;
    return { top: top - origin, bottom: bottom - origin };
  }

  /** The caret's rectangle at an offset: at the beginning of its character, or behind the last one of a paragraph. */
  caretRect(offset: number): TextRect | null {
    const point = this.map.point(offset, 'start');
    const span = point && this.map.spans[point.paragraph];
    if (!point || !span) return null;
    const at = span.start + point.local;
    const isBehind = at >= span.end;
    const rect = this.characterRect(isBehind ? at - 1 : at);
    if (!rect) return null;
    const origin = this.root.getBoundingClientRect();
    const x = isBehind === (this.root.dir === 'rtl') ? rect.left : rect.right;
    return { left: x - origin.left, top: rect.top - origin.top, width: 0, height: rect.height };
  }

  /** The line on the screen that holds the character at an offset; `end` exclusive. Works for what is scrolled away too. */
  lineAt(offset: number): (Span & { paragraph: number }) | null {
    const paragraph = this.map.paragraphAt(offset);
    const span = this.map.spans[paragraph];
    if (!span) return null;
    const own = this.characterRect(Math.min(Math.max(offset, span.start), span.end - 1));
    if (!own) return null;
    const isBelow = (at: number, limit: number) => {
      const rect = this.characterRect(at);
      return rect !== null && rect.top > limit;
    };
    const start = firstOffset(span, (at) => isBelow(at, own.top - own.height / 2));
    const end = firstOffset(span, (at) => isBelow(at, own.top + own.height / 2));
    return { start, end, paragraph };
  }

  /** The offset in a line that is nearest to `x`, px from the left of the text. */
  nearestInLine(line: Span & { paragraph: number }, x: number): number {
    const isLast = line.end === this.map.spans[line.paragraph]?.end;
    let best = line.start;
    let least = Number.POSITIVE_INFINITY;
    for (let at = line.start; at < line.end + (isLast ? 1 : 0); at++) {
      const distance = Math.abs((this.caretRect(at)?.left ?? Number.POSITIVE_INFINITY) - x);
      if (distance < least) {
        least = distance;
        best = at;
      }
    }
    return best;
  }

  private characterRect(at: number): DOMRect | null {
    if (at < 0) return null;
    const rects = this.range({ start: at, end: at + 1 })?.getClientRects();
    return rects?.item(rects.length - 1) ?? null;
  }
}

function firstOffset({ start, end }: Span, fits: (offset: number) => boolean): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
