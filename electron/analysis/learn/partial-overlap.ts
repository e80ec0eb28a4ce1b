import type { Span } from '../../../shared/text/span.ts';

export interface SpanScore {
  precision: number;
  recall: number;
  f1: number;
}

/** Overlapping spans as one, in order; touching ones stay apart. */
export function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = found.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else if (end > start) found.push({ start, end });
  }
  return found;
}

/** Sums up over articles what `score` is made of. */
export class PartialOverlap {
  #right = 0;
  #covered = 0;
  #found = 0;
  #coded = 0;

  /** @param found @param coded both joined, see `joined` */
  add(found: readonly Span[], coded: readonly Span[]): void {
    this.#found += found.length;
    this.#coded += coded.length;
    let from = 0;
    for (const a of found) {
      while (from < coded.length && coded[from]!.end <= a.start) from++;
      for (let i = from; i < coded.length && coded[i]!.start < a.end; i++) {
        const b = coded[i]!;
        const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
        this.#right += both / (a.end - a.start);
        this.#covered += both / (b.end - b.start);
      }
    }
  }

  /**
   * Precision, recall and F1 of spans by partial overlap, as in task 11 of SemEval-2020 (Da San Martino and others 2020): each
   * overlap counts for precision by its share of the found span, for recall by its share of the coded one.
   */
  get score(): SpanScore {
    const precision = this.#found ? this.#right / this.#found : 0;
    const recall = this.#coded ? this.#covered / this.#coded : 0;
    return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 };
  }
}
