import type { Span } from '../../../shared/text/span.ts';
import type { DescribedArticle } from './described.ts';
import { joined } from './partial-overlap.ts';
import { BEGIN, type FoundRun, INSIDE } from './sequence.ts';

/** The state of each word of an article, given the spans of a code in it. A word that a span only touches belongs to it. */
export function statesOf({ tokens }: DescribedArticle, spans: readonly Span[]): Uint8Array {
  const states = new Uint8Array(tokens.length);
  let t = 0;
  for (const { start, end } of joined(spans)) {
    while (t < tokens.length && tokens[t]!.end <= start) t++;
    for (let first = true; t < tokens.length && tokens[t]!.start < end; t++, first = false) {
      states[t] = first ? BEGIN : INSIDE;
    }
  }
  return states;
}

/** A stretch of text that was found, with its words by number. */
export interface FoundSpan extends Span {
  first: number;
  last: number;
  certainty: number;
}

/**
 * Runs of words as spans of text.
 */
export function spansOfRuns({ tokens }: DescribedArticle, runs: readonly FoundRun[], offset = 0): FoundSpan[] {
  return runs.map(({ first, last, certainty }) => ({
    start: tokens[first - offset]!.start,
    end: tokens[last - offset]!.end,
    first: first - offset,
    last: last - offset,
    certainty,
  }));
}
