import type { RemovedPassage } from '../../../shared/model/article.ts';
import type { Span } from '../../../shared/text/span.ts';

/** Passages cut out at one place, shown as one row. */
export interface Fold {
  /** The row stands before this paragraph; the number of paragraphs: after the last. */
  before: number;
  passages: RemovedPassage[];
  lines: number;
  /** Reasons, each once, most lines first. */
  reasons: string[];
}

const lineCount = (text: string) => text.split('\n').filter((line) => line.trim() !== '').length;

/** Rows for removed passages. A paragraph is never parted: what was cut from inside one is shown below it. */
export function foldsOf(spans: readonly Span[], removed: readonly RemovedPassage[]): Fold[] {
  const folds = new Map<number, RemovedPassage[]>();
  for (const passage of [...removed].sort((a, b) => a.start - b.start)) {
    const next = spans.findIndex((span) => span.start >= passage.start);
    const before = next === -1 ? spans.length : next;
    folds.set(before, [...(folds.get(before) ?? []), passage]);
  }
  return [...folds].map(([before, passages]) => {
    const weight = new Map<string, number>();
    for (const { reason, text } of passages) weight.set(reason, (weight.get(reason) ?? 0) + lineCount(text));
    return {
      before,
      passages,
      lines: passages.reduce((sum, { text }) => sum + Math.max(1, lineCount(text)), 0),
      reasons: [...weight].sort((a, b) => b[1] - a[1]).map(([reason]) => reason),
    };
  });
}

/** Everything in an article that was cut for one reason. */
export const ofReason = (removed: readonly RemovedPassage[], reason: string): RemovedPassage[] =>
  removed.filter((passage) => passage.reason === reason);
