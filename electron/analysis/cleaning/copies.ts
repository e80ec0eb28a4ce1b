import type { CountedDocument } from './statistics.ts';

/** Words of the shorter article's long lines that another must have too, to be called its copy. */
const SHARED = 0.7;
/** Documents that are compared through one line they share; more widespread lines tell nothing about copies. */
const MOST_SHARING = 400;
/** Rare lines of a document through which its copies are sought. */
const PROBES = 16;

/**
 * Groups a source's documents into different articles: wire copies, re-scrapes and edited versions come together.
 * @returns for each document the index of the first one of its group
 */
export function groupCopies(documents: readonly CountedDocument[]): number[] {
  const long = documents.map(longLines);
  const having = new Map<number, number[]>();
  long.forEach((lines, i) => {
    for (const hash of lines.keys()) {
      const list = having.get(hash);
      if (list) list.push(i);
      else having.set(hash, [i]);
    }
  });
  const group = documents.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (group[at] !== at) {
      group[at] = group[group[at]!]!;
      at = group[at]!;
    }
    return at;
  };
  long.forEach((lines, i) => {
    const probes = [...lines.keys()]
      .map((hash) => ({ hash, others: having.get(hash)! }))
      .filter(({ others }) => others.length > 1)
      .sort((a, b) => a.others.length - b.others.length || a.hash - b.hash)
      .slice(0, PROBES);
    const tried = new Set<number>();
    for (const { others } of probes) {
      for (const other of others.slice(0, MOST_SHARING)) {
        if (other >= i) break;
        const theirs = root(other);
        if (tried.has(other) || theirs === root(i)) continue;
        tried.add(other);
        if (areCopies(lines, long[other]!)) {
          const mine = root(i);
          group[Math.max(mine, theirs)] = Math.min(mine, theirs);
        }
      }
    }
  });
  return group.map((_, i) => root(i));
}

/** Hash and words of each long line, once. */
function longLines({ lines, words }: CountedDocument): Map<number, number> {
  const long = new Map<number, number>();
  lines.forEach((hash, i) => {
    if (words[i]! >= 8) long.set(hash, words[i]!);
  });
  return long;
}

function areCopies(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean {
  let wordsA = 0;
  let wordsB = 0;
  let shared = 0;
  for (const [hash, words] of a) {
    wordsA += words;
    if (b.has(hash)) shared += words;
  }
  for (const words of b.values()) wordsB += words;
  return shared > 0 && shared >= Math.min(wordsA, wordsB) * SHARED;
}
