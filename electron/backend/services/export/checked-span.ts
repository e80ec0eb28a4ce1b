import type { CodePointIndex } from '../../../../shared/text/offsets.ts';
import { anchor, makeQuote, type Quote } from '../../../../shared/text/quote.ts';
import type { Span } from '../../../../shared/text/span.ts';
import { placeInForce, type StoredSpan } from '../spans/index.ts';

/** Where a span stands in its text, in code points, checked to be its quote there. */
export interface CheckedSpan {
  start: number;
  end: number;
  quote: Quote;
}

/** Offsets in code points whose slice is the quote; null when the text does not have it there nor anywhere. */
export function checkedSpan(
  text: string,
  index: CodePointIndex,
  stored: StoredSpan,
  textVersionId: number,
): { span: CheckedSpan | null; mismatch: boolean } {
  let place: Span | null = placeInForce(stored, textVersionId, text);
  const { exact } = stored;
  if (!place || exact === null) return { span: null, mismatch: false };
  let mismatch = false;
  if (text.slice(place.start, place.end) !== exact) {
    mismatch = true;
    place = anchor(text, { ...place, quote: { exact, prefix: stored.prefix ?? '', suffix: stored.suffix ?? '' } });
    if (!place) return { span: null, mismatch };
  }
  const start = index.toCodePoints(place.start);
  const end = index.toCodePoints(place.end);
  // A span that tears a character apart has no code-point offsets.
  if (text.slice(index.toUtf16(start), index.toUtf16(end)) !== exact) return { span: null, mismatch: true };
  return { span: { start, end, quote: makeQuote(text, place.start, place.end) }, mismatch };
}
