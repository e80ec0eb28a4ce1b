import type { AnalysedText, Finding } from '../../analysis/analysers/analyser.ts';
import {
  type CodedArticle,
  countLabels,
  finderOf,
  groupLabels,
  hasEnough,
  learnCodes,
  NEEDED,
} from '../../analysis/learn/index.ts';
import { readCodedArticles } from './coded-articles.ts';
import { findInLines } from './found-lines.ts';
import { throughLines } from './json-lines.ts';
import { say, UsageError } from './output.ts';
import type { Flags } from './run.ts';

/** Finds what was learned from coded articles, in reading order. */
export type LearnedFinder = (article: AnalysedText) => Finding[];

/**
 * Learns every label that has enough spans.
 * @param note hears what was learned, how well, and what was left out
 * @throws UsageError when no label has enough
 */
export function learnedFinder(articles: readonly CodedArticle[], note: (line: string) => void): LearnedFinder {
  const counts = countLabels(articles);
  const labels = counts.filter(hasEnough).map(({ label }) => label);
  const needed = `${NEEDED.examples} spans in ${NEEDED.articles} articles`;
  if (labels.length === 0) {
    const most = counts.reduce((a, b) => (b.examples > a.examples ? b : a), { label: '', examples: 0, articles: 0 });
    const has =
      most.examples > 0
        ? `“${most.label}”, the most frequent, has ${most.examples} in ${most.articles}`
        : 'there are none';
    throw new UsageError(`There is too little to learn from: a label needs ${needed}; ${has}.`);
  }
  const left = counts.filter((count) => !hasEnough(count));
  if (left.length > 0) {
    note(
      `Not learned, fewer than ${needed}: ${left.map(({ label, examples }) => `${label} (${examples})`).join(', ')}`,
    );
  }
  const finders = groupLabels(labels, articles).map((group) => {
    const learned = learnCodes(group, articles);
    group.forEach((label, i) => {
      const { f1, precision, recall } = learned.accuracy.labels[i]!;
      note(
        `${label}: ${learned.examples[i]} spans; on articles left out, by partial overlap F1 ${f1.toFixed(2)} (precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)})`,
      );
    });
    if (group.length > 1) {
      note(`Any of these ${group.length} labels: F1 ${learned.accuracy.any.f1.toFixed(2)}`);
    }
    return finderOf(learned);
  });
  return (article) => finders.flatMap((find) => find(article)).sort((a, b) => a.start - b.start || b.end - a.end);
}

/** `parallax detect codes --learn FILE`. */
export async function detectCodes(flags: Flags): Promise<number> {
  if (typeof flags.learn !== 'string') {
    throw new UsageError(
      'Say what to learn from: detect codes --learn FILE, with coded articles as JSON Lines or a JSON list.',
    );
  }
  const find = learnedFinder(readCodedArticles(flags.learn), say);
  return throughLines((lines) => findInLines(lines, find));
}
