import { groupArticles, storyDefaults } from './cluster.ts';
import type { DocumentCounts } from './document-counts.ts';
import { dayAt, type StoredTerms, termsAt } from './stored-terms.ts';

/** What people did by hand: articles with the story they are in, of which people placed at least one of each pair. */
export interface CorrectedArticles {
  stored: StoredTerms;
  /** Number of its story, from 1; 0 for one that a person took out of all. */
  stories: Int32Array;
}

/** How well a least likeness finds again what people did, over pairs of articles. */
export interface Fit {
  topic: number;
  /** Of the pairs that people put together, and of those they put apart, how many come out so. */
  together: number;
  apart: number;
}

export interface FoundFit {
  articles: number;
  together: number;
  apart: number;
  now: Fit;
  /** The value that finds most again, the nearest to today's among equals; today's when none does better. */
  best: Fit;
}

const VALUES = [0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.23, 0.26, 0.3, 0.35] as const;

/**
 * Tries values of the least likeness on the articles that people put right, and counts how many of their pairs come out as
 * they said. Pairs together and pairs apart weigh the same. Nothing is set by it.
 */
export function fitToCorrections(
  { stored, stories }: CorrectedArticles,
  settings: { window: number; topic: number },
  corpus: DocumentCounts,
): FoundFit {
  const n = stories.length;
  const days = Array.from({ length: n }, (_, i) => dayAt(stored, i));
  const pairs = { together: 0, apart: 0 };
  const isTogether = (a: number, b: number) => stories[a] !== 0 && stories[a] === stories[b];
  for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) pairs[isTogether(a, b) ? 'together' : 'apart']++;
  const fitOf = (topic: number): Fit => {
    const items = { terms: { length: n, at: (i: number) => termsAt(stored, i) }, days };
    const found = groupArticles(items, { ...storyDefaults, window: settings.window, topic }, corpus);
    const fit = { topic, together: 0, apart: 0 };
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < a; b++) {
        const wanted = isTogether(a, b);
        if ((found[a] === found[b]) === wanted) fit[wanted ? 'together' : 'apart']++;
      }
    }
    return fit;
  };
  const share = (fit: Fit) =>
    (pairs.together > 0 ? fit.together / pairs.together : 1) + (pairs.apart > 0 ? fit.apart / pairs.apart : 1);
  const now = fitOf(settings.topic);
  let best = now;
  for (const value of VALUES.toSorted((a, b) => Math.abs(a - now.topic) - Math.abs(b - now.topic))) {
    const fit = fitOf(value);
    if (share(fit) > share(best) + 1e-9) best = fit;
  }
  return { articles: n, ...pairs, now, best };
}
