import type { CodedArticle, CodedSpan } from './learn.ts';
import { NEEDED } from './learn.ts';

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

/**
 * Which labels are looked for together. Codes that stand side by side help each other: where something is coded is learned from
 * all of them. A code whose spans mostly lie on those of others (a quotation around loaded words) is looked for by itself.
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
  return [...(side.length > 0 ? [side] : []), ...labels.filter(isApart).map((label) => [label])];
}

function liesOnOther(spans: readonly CodedSpan[], i: number): boolean {
  const one = spans[i]!;
  return spans.some(({ label, start, end }) => label !== one.label && start < one.end && one.start < end);
}
