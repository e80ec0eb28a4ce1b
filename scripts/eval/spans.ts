import type { Span } from '../../shared/text/span.ts';

/** Touching and overlapping spans as one, in order. */
export function merged(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

export const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/**
 * Precision, recall and F1 of spans by partial overlap, as in task 11 of SemEval-2020 (Da San Martino and others 2020):
 * each overlap counts for precision by its share of the found span, for recall by its share of the labelled one.
 */
export function partialOverlap(pairs: readonly { found: readonly Span[]; labelled: readonly Span[] }[]) {
  let [right, covered, found, labelled] = [0, 0, 0, 0];
  for (const pair of pairs) {
    const mine = merged(pair.found);
    const theirs = merged(pair.labelled);
    found += mine.length;
    labelled += theirs.length;
    for (const a of mine) {
      for (const b of theirs) {
        const both = overlap(a, b);
        right += both / (a.end - a.start);
        covered += both / (b.end - b.start);
      }
    }
  }
  const precision = found ? right / found : 0;
  const recall = labelled ? covered / labelled : 0;
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 };
}
