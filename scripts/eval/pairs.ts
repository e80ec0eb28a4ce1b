import { type Scores, scoreCounts } from './shingles.ts';

/** Precision, recall and F1 over pairs of texts that are in one group. @param found group of each text, in the order of `truth` */
export function scorePairs(truth: readonly unknown[], found: readonly unknown[]): Scores {
  const both = pairsIn(truth.map((group, i) => JSON.stringify([group, found[i]])));
  return scoreCounts(both, pairsIn(found) - both, pairsIn(truth) - both);
}

function pairsIn(groups: readonly unknown[]): number {
  const sizes = new Map<unknown, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}
