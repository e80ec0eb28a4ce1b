import { learnedCodes } from '../../electron/analysis/learn/about.ts';
import { countLabels, learnCodes } from '../../electron/analysis/learn/index.ts';
import { screeningFigures, simulateScreening, textVectors } from '../../electron/analysis/learn/screening.ts';
import { readLabelled } from './labelled.ts';

interface Figure {
  task: string;
  analyser: string;
  figures: Record<string, number>;
  documents: number;
}

const RUNS = 10;

/** The order in which texts would have been screened: medians of ten runs, each from one random text of either kind. */
export function screening(rows: readonly { text: string; label: 0 | 1 }[]): Figure {
  const vectors = textVectors(rows.map(({ text }) => text));
  const labels = rows.map(({ label }) => label);
  const runs = Array.from({ length: RUNS }, (_, run) =>
    screeningFigures(simulateScreening(vectors, labels, run + 1), labels),
  );
  const median = (values: number[]) => {
    const sorted = values.sort((a, b) => a - b);
    return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  };
  return {
    task: 'screening order',
    analyser: 'learned order',
    figures: {
      'WSS@95': median(runs.map(({ wss95 }) => wss95)),
      'recall at 10 %': median(runs.map(({ recallAt10 }) => recallAt10)),
    },
    documents: rows.length,
  };
}

/**
 * Technique spans after learning from the other articles, by cross-validation; all labels, also those with a span or two. What was
 * learned knows what the untrained analyser finds, so that the two figures are no contest.
 */
export function learnedTechniques(file: URL): Figure {
  const articles = readLabelled(file).map(({ text, techniques }) => ({ text, language: 'en', spans: techniques }));
  const labels = countLabels(articles).map(({ label }) => label);
  const { any } = learnCodes(labels, articles).accuracy;
  return {
    task: 'technique spans after learning, articles of our own',
    analyser: `${learnedCodes.name} ${learnedCodes.version}`,
    figures: { ...any },
    documents: articles.length,
  };
}
