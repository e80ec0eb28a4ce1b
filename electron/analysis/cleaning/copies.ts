import type { CountedDocument } from './statistics.ts';
import { LONG_WORDS } from './types.ts';

/** A line counts at most this many words, so that one long notice does not make copies of all that carry it. */
const MOST_WORDS = 40;
/** Share of all documents above which a line is no sign of a copy where a document has enough other lines. */
const WIDESPREAD = 0.5;
/** Share of its long lines that a document must have left without the widespread ones. */
const LEFT = 0.25;
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
  const spread = new Map<number, number>();
  const all = documents.map(longLines);
  for (const lines of all) for (const hash of lines.keys()) spread.set(hash, (spread.get(hash) ?? 0) + 1);
  const bound = Math.max(2, documents.length * WIDESPREAD);
  const long = all.map((lines) => {
    const own = new Map([...lines].filter(([hash]) => spread.get(hash)! <= bound));
    return weightOf(own) >= weightOf(lines) * LEFT ? own : lines;
  });
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
    if (words[i]! >= LONG_WORDS) long.set(hash, Math.min(words[i]!, MOST_WORDS));
  });
  return long;
}

function weightOf(lines: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const words of lines.values()) sum += words;
  return sum;
}

function areCopies(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): boolean {
  let shared = 0;
  for (const [hash, words] of a) if (b.has(hash)) shared += words;
  return shared > 0 && shared >= Math.min(weightOf(a), weightOf(b)) * SHARED;
}
