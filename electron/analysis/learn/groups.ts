import { NEEDED } from './about.ts';
import type { CodedArticle, CodedSpan } from './learn.ts';

/** Spans and articles a label has. */
export interface LabelCount {
  label: string;
  examples: number;
  articles: number;
}

export function countLabels(articles: readonly Pick<CodedArticle, 'spans'>[]): LabelCount[] {
  const counts = new Map<string, LabelCount>();
  for (const { spans } of articles) {
    for (const label of new Set(spans.map((span) => span.label))) {
      const count = counts.get(label) ?? { label, examples: 0, articles: 0 };
      count.articles++;
      count.examples += spans.filter((span) => span.label === label).length;
      counts.set(label, count);
    }
  }
  return [...counts.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}

export const hasEnough = ({ examples, articles }: Omit<LabelCount, 'label'>): boolean =>
  examples >= NEEDED.examples && articles >= NEEDED.articles;

/** Share of a label's spans that may lie on spans of others before it is looked for by itself. */
const MOST_SHARED = 0.5;

/** Characters: codes whose spans are mostly shorter are a matter of words, the others one of sentences. */
const SHORT = 45;
/** Spans that codes of words, and codes of sentences, must have to be learned apart. */
const ENOUGH_APART = 30;

/**
 * Which labels are looked for together. Codes that stand side by side help each other: where something is coded is learned from
 * all of them. A code whose spans mostly lie on those of others (a quotation around loaded words) is looked for by itself, and codes of words apart from codes of sentences, which would swallow
 * them.
 */
export function groupLabels(labels: readonly string[], articles: readonly Pick<CodedArticle, 'spans'>[]): string[][] {
  const wanted = new Set(labels);
  const counts = new Map(labels.map((label) => [label, { all: 0, shared: 0 }]));
  for (const { spans } of articles) {
    const own = spans.filter(({ label }) => wanted.has(label)).sort((a, b) => a.start - b.start);
    own.forEach((span, i) => {
      const count = counts.get(span.label)!;
      count.all++;
      if (liesOnOther(own, i)) count.shared++;
    });
  }
  const isApart = (label: string) => {
    const { all, shared } = counts.get(label)!;
    return shared > MOST_SHARED * all;
  };
  const side = labels.filter((label) => !isApart(label));
  return [...byLength(side, articles), ...labels.filter(isApart).map((label) => [label])];
}

function byLength(labels: readonly string[], articles: readonly Pick<CodedArticle, 'spans'>[]): string[][] {
  const lengths = new Map<string, number[]>(labels.map((label) => [label, []]));
  for (const { spans } of articles) for (const { label, start, end } of spans) lengths.get(label)?.push(end - start);
  const isShort = (label: string) => {
    const sorted = lengths.get(label)!.sort((a, b) => a - b);
    return sorted[sorted.length >> 1]! <= SHORT;
  };
  const sides = [labels.filter(isShort), labels.filter((label) => !isShort(label))];
  const spansOf = (side: readonly string[]) => side.reduce((sum, label) => sum + lengths.get(label)!.length, 0);
  if (sides.every((side) => spansOf(side) >= ENOUGH_APART)) return sides;
  return labels.length > 0 ? [[...labels]] : [];
}

function liesOnOther(spans: readonly CodedSpan[], i: number): boolean {
  const one = spans[i]!;
  return spans.some(({ label, start, end }) => label !== one.label && start < one.end && one.start < end);
}
