import { isInsidePair } from './offsets.ts';
import type { Span } from './span.ts';

/** The words of a span and their surroundings, by which it is found again when offsets no longer hold. */
export interface Quote {
  exact: string;
  /** Up to 32 UTF-16 units before the span. */
  prefix: string;
  /** Up to 32 UTF-16 units after the span. */
  suffix: string;
}

export type AnchoredBy = 'position' | 'unique quote' | 'context';

export interface Anchored extends Span {
  how: AnchoredBy;
}

/** UTF-16 units of context kept on either side of a quote. */
export const CONTEXT_LENGTH = 32;

// A quote met more often than this ("the") is not worth looking at further: its context decides nothing.
const MAX_OCCURRENCES = 5000;

// The best place must share at least this much context, in UTF-16 units, or all the context there is.
const MIN_CONTEXT = 4;

/**
 * The quote of a span, UTF-16 offsets. Context is shortened rather than cut inside a surrogate pair.
 * @throws RangeError if the span does not lie in the text.
 */
export function makeQuote(text: string, start: number, end: number): Quote {
  if (!(Number.isInteger(start) && Number.isInteger(end)) || start < 0 || end < start || end > text.length) {
    throw new RangeError(`The span ${start} to ${end} is outside the text, which has 0 to ${text.length}.`);
  }
  let from = Math.max(0, start - CONTEXT_LENGTH);
  let to = Math.min(text.length, end + CONTEXT_LENGTH);
  if (from < start && isInsidePair(text, from)) from++;
  if (to > end && isInsidePair(text, to)) to--;
  return { exact: text.slice(start, end), prefix: text.slice(from, start), suffix: text.slice(end, to) };
}

/**
 * Finds a span again in another version of its text: where it was, if the quote stands there; else where the quote
 * stands, if only once; else where quote and context fit best, if one place is better than every other. Otherwise null:
 * the caller lists the annotation as unplaced and keeps it.
 */
export function anchor(newText: string, old: Span & { quote: Quote }): Anchored | null {
  const { exact, prefix, suffix } = old.quote;
  if (exact === '') return null;
  if (old.end - old.start === exact.length && newText.startsWith(exact, old.start)) {
    return { start: old.start, end: old.end, how: 'position' };
  }
  const places = occurrences(newText, exact);
  if (places === null || places.length === 0) return null;
  if (places.length === 1) return { start: places[0]!, end: places[0]! + exact.length, how: 'unique quote' };

  let best = -1;
  let bestScore = -1;
  let tied = false;
  for (const place of places) {
    const score = commonEnd(newText, place, prefix) + commonStart(newText, place + exact.length, suffix);
    if (score === bestScore) tied = true;
    if (score > bestScore) {
      best = place;
      bestScore = score;
      tied = false;
    }
  }
  if (tied || bestScore < Math.min(MIN_CONTEXT, prefix.length + suffix.length)) return null;
  return { start: best, end: best + exact.length, how: 'context' };
}

/**
 * Where a span lies after `length` UTF-16 units were inserted at `at` (a removed passage restored). Exact for spans
 * before and after the place; null for a span that the insertion tears apart, which must be anchored by its quote.
 */
export function shiftForInsertion(span: Span, at: number, length: number): Span | null {
  if (at <= span.start) return { start: span.start + length, end: span.end + length };
  if (at >= span.end) return { start: span.start, end: span.end };
  return null;
}

function occurrences(text: string, exact: string): number[] | null {
  const found: number[] = [];
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) {
    found.push(at);
    if (found.length > MAX_OCCURRENCES) return null;
  }
  return found;
}

function commonEnd(text: string, end: number, prefix: string): number {
  let length = 0;
  while (length < prefix.length && length < end && text[end - 1 - length] === prefix[prefix.length - 1 - length])
    length++;
  return length;
}

function commonStart(text: string, start: number, suffix: string): number {
  let length = 0;
  while (length < suffix.length && start + length < text.length && text[start + length] === suffix[length]) length++;
  return length;
}
