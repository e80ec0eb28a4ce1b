import { segmenter } from '../../../shared/text/segmentation.ts';
import { sentences } from '../../../shared/text/sentences.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { ParagraphMap } from './paragraph-map.ts';

export type Step = 'character' | 'word' | 'sentence' | 'paragraph' | 'text';

/** Where a caret lands that moves one step on (1) or back (-1) in reading order. UTF-16 offsets into the whole text. */
export function moveCaret(
  map: ParagraphMap,
  language: string | null,
  offset: number,
  step: Step,
  direction: 1 | -1,
): number {
  const { spans, text } = map;
  if (spans.length === 0) return 0;
  if (step === 'text') return direction === 1 ? spans.at(-1)!.end : spans[0]!.start;
  const paragraph = map.paragraphAt(offset);
  const { start, end } = spans[paragraph]!;
  const at = Math.min(Math.max(offset, start), end);
  if (step === 'paragraph') {
    if (direction === 1) return at < end ? end : (spans[paragraph + 1]?.end ?? end);
    return at > start ? start : (spans[paragraph - 1]?.start ?? start);
  }
  if (direction === 1 && at >= end) return spans[paragraph + 1]?.start ?? end;
  if (direction === -1 && at <= start) return spans[paragraph - 1]?.end ?? start;
  if (step === 'sentence') {
    const own = sentencesOf(map, language, paragraph);
    if (direction === 1) return own.find((one) => one.end > at)?.end ?? end;
    return own.findLast((one) => one.start < at)?.start ?? start;
  }
  const segments = segmenter(language, step === 'word' ? 'word' : 'grapheme').segment(text.slice(start, end));
  const local = at - start;
  if (step === 'character') {
    const segment = segments.containing(direction === 1 ? local : local - 1)!;
    return start + segment.index + (direction === 1 ? segment.segment.length : 0);
  }
  // As editors do: on to the end of the next word, back to the start of the last one.
  if (direction === 1) {
    for (let from = local; from < end - start; ) {
      const segment = segments.containing(from)!;
      from = segment.index + segment.segment.length;
      if (segment.isWordLike) return start + from;
    }
    return end;
  }
  for (let before = local; before > 0; ) {
    const segment = segments.containing(before - 1)!;
    before = segment.index;
    if (segment.isWordLike) return start + before;
  }
  return start;
}

/** The word, sentence or paragraph around an offset, without the spaces after it. */
export function unitAround(
  map: ParagraphMap,
  language: string | null,
  offset: number,
  unit: 'word' | 'sentence' | 'paragraph',
): Span {
  const span = map.spans[map.paragraphAt(offset)];
  if (!span) return { start: 0, end: 0 };
  if (unit === 'paragraph') return span;
  if (unit === 'sentence') {
    const own = sentencesOf(map, language, map.paragraphAt(offset));
    return own.find((one) => one.end >= offset) ?? own.at(-1) ?? span;
  }
  const local = Math.min(Math.max(offset - span.start, 0), Math.max(0, span.end - span.start - 1));
  const segments = segmenter(language, unit).segment(map.text.slice(span.start, span.end));
  let segment = segments.containing(local);
  // Between two words the one that ends here counts, else the one that follows.
  if (unit === 'word' && segment && !segment.isWordLike) {
    const before = segments.containing(local - 1);
    segment = before?.isWordLike ? before : (segments.containing(segment.index + segment.segment.length) ?? segment);
  }
  if (!segment) return span;
  const start = span.start + segment.index;
  return { start, end: start + segment.segment.trimEnd().length };
}

/** The sentences of a paragraph, as offsets into the whole text. */
export function sentencesOf(map: ParagraphMap, language: string | null, paragraph: number): Span[] {
  const span = map.spans[paragraph];
  if (!span) return [];
  return sentences(map.text.slice(span.start, span.end), language).map(({ start, end }) => ({
    start: span.start + start,
    end: span.start + end,
  }));
}

/** The sentence after (1) or before (-1) one, over the ends of paragraphs; the same at the ends of the text. */
export function sentenceBeside(map: ParagraphMap, language: string | null, from: Span, direction: 1 | -1): Span {
  let paragraph = map.paragraphAt(from.start);
  const isBeside = (one: Span) => (direction === 1 ? one.start >= from.end : one.end <= from.start);
  while (paragraph >= 0 && paragraph < map.spans.length) {
    const own = sentencesOf(map, language, paragraph);
    const found = direction === 1 ? own.find(isBeside) : own.findLast(isBeside);
    if (found) return found;
    paragraph += direction;
  }
  return from;
}

/** A span whose ends lie between words: an end inside of a word moves to that word's own end. */
export function snapToWords(map: ParagraphMap, language: string | null, { start, end }: Span): Span {
  const wordAt = (offset: number): Span | null => {
    const span = map.spans[map.paragraphAt(offset)];
    if (!span || offset < span.start || offset >= span.end) return null;
    const segments = segmenter(language, 'word').segment(map.text.slice(span.start, span.end));
    const segment = segments.containing(offset - span.start);
    if (!segment?.isWordLike) return null;
    return { start: span.start + segment.index, end: span.start + segment.index + segment.segment.length };
  };
  return { start: wordAt(start)?.start ?? start, end: wordAt(end - 1)?.end ?? end };
}
