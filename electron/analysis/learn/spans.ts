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

/** Runs of words as spans of text. */
function spansOfRuns(article: DescribedArticle, runs: readonly FoundRun[]): FoundSpan[] {
  return runs.map(({ first, last, certainty }) => spanOfWords(article, first, last, certainty));
}

/** How sentences and runs of words make spans; what does best for a code is measured when it is learned. */
export interface SpanChoice {
  /** Of runs of words, see `findRuns`. */
  reluctance: number;
  /** Runs that are less certain are left out. */
  least: number;
  /** Runs in sentences that are less likely to hold something are left out. */
  gate: number;
  /** Sentences at least so likely are taken whole; above 1: none. */
  whole: number;
}

/**
 * Spans of an article: runs of words in sentences that are likely enough, and sentences that are likely enough as a whole in
 * place of the runs in them.
 * @param beliefs how likely each sentence is to hold something
 */
export function chooseSpans(
  article: DescribedArticle,
  runs: readonly FoundRun[],
  beliefs: ArrayLike<number>,
  { least, gate, whole }: SpanChoice,
): FoundSpan[] {
  const { sentenceOf } = article;
  const isWhole = (word: number) => beliefs[sentenceOf[word]!]! >= whole;
  const found = spansOfRuns(article, runs).filter(
    ({ first, certainty }) => certainty >= least && beliefs[sentenceOf[first]!]! >= gate && !isWhole(first),
  );
  if (whole > 1) return found;
  for (let first = 0; first < sentenceOf.length; ) {
    let next = first + 1;
    while (next < sentenceOf.length && sentenceOf[next] === sentenceOf[first]) next++;
    if (isWhole(first)) found.push(spanOfWords(article, first, next - 1, beliefs[sentenceOf[first]!]!));
    first = next;
  }
  return found.sort((a, b) => a.start - b.start);
}

const spanOfWords = ({ tokens }: DescribedArticle, first: number, last: number, certainty: number): FoundSpan => ({
  start: tokens[first]!.start,
  end: tokens[last]!.end,
  first,
  last,
  certainty,
});
