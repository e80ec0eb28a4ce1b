import { SHINGLE, shinglesOf, type Tokens } from './tokens.ts';

/**
 * What two texts share word for word, in the order in which both have it. *Own* words are those of the article itself,
 * as against menus and the like around it.
 */
export interface Match {
  /** Words in common, and as a share of the shorter text, 0 to 1. */
  covered: number;
  share: number;
  /** Words in common that are own in at least one of the two. */
  ownCovered: number;
  /** Share of the shorter article's own words that the other text has anywhere, 0 to 1. */
  ownShare: number;
  /** Own words of the shorter and of the longer article, and which is the shorter. */
  shorter: number;
  longer: number;
  shorterIs: 'a' | 'b';
  /** All words of the longer text. */
  longerText: number;
  /**
   * The longest passage that stands in the place of another one between two common ones: words of the shorter of the two,
   * all of them and own ones. Pages of one site that share menus have an article there; copies have next to nothing.
   */
  replaced: number;
  ownReplaced: number;
  /** The same for own words before the first common word and behind the last. */
  ownBeside: number;
  /** Own words that are not common, in the article that has fewer of them. */
  ownLeft: number;
  /** The stretch of each text from the first common word to the last: token indices, end exclusive. */
  a: { start: number; end: number };
  b: { start: number; end: number };
}

/** A stretch that both texts have word for word. */
interface Run {
  a: number;
  b: number;
  length: number;
}

/** Beyond this many stretches only the longest count: texts of a list of names, not of sentences. */
const MOST_RUNS = 300;
/** Places of a repeated shingle that are tried. */
const MOST_PLACES = 4;
const NOWHERE = -1;

/** One text prepared for being matched with many others. */
export interface Matchable {
  tokens: Tokens;
  /** Own words before each token, and behind the last. */
  keptBefore: Uint32Array;
  /** Hash table from shingle to its first place, and from each place to the next of the same shingle. */
  slots: Int32Array;
  next: Int32Array;
  shingles: Uint32Array;
}

export function matchable(tokens: Tokens): Matchable {
  const shingles = shinglesOf(tokens);
  const keptBefore = new Uint32Array(tokens.length + 1);
  for (let i = 0; i < tokens.length; i++) keptBefore[i + 1] = keptBefore[i]! + (tokens[i]! & 1);
  let size = 16;
  while (size < shingles.length * 2) size *= 2;
  const slots = new Int32Array(size).fill(NOWHERE);
  const next = new Int32Array(shingles.length).fill(NOWHERE);
  // Backwards, so that the first place of a repeated shingle heads its chain.
  for (let at = shingles.length - 1; at >= 0; at--) {
    const slot = slotOf(slots, shingles, shingles[at]!);
    next[at] = slots[slot]!;
    slots[slot] = at;
  }
  return { tokens, keptBefore, slots, next, shingles };
}

function slotOf(slots: Int32Array, shingles: Uint32Array, shingle: number): number {
  const mask = slots.length - 1;
  let slot = shingle & mask;
  while (slots[slot] !== NOWHERE && shingles[slots[slot]!] !== shingle) slot = (slot + 1) & mask;
  return slot;
}

/** Matches two texts. Time grows with their lengths, not with the product. */
export function match(a: Matchable, b: Matchable): Match {
  if (a.shingles.length === 0 || b.shingles.length === 0) return measure(a, b, sameTokens(a.tokens, b.tokens));
  return measure(a, b, chain(a, b, runsOf(a, b)));
}

/** Texts of less than a shingle have no hashes: they are the same, or have nothing in common. */
function sameTokens(a: Tokens, b: Tokens): Run[] {
  const same = a.length === b.length && a.every((token, i) => (token ^ b[i]!) >>> 1 === 0);
  return same ? [{ a: 0, b: 0, length: a.length }] : [];
}

function runsOf(a: Matchable, b: Matchable): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < b.shingles.length; ) {
    let place = a.slots[slotOf(a.slots, a.shingles, b.shingles[at]!)]!;
    let furthest = at + 1;
    for (let tried = 0; place !== NOWHERE && tried < MOST_PLACES; tried++) {
      const length = commonLength(a.shingles, place, b.shingles, at);
      runs.push({ a: place, b: at, length: length + SHINGLE - 1 });
      furthest = Math.max(furthest, at + length);
      place = a.next[place]!;
    }
    at = furthest;
  }
  if (runs.length <= MOST_RUNS) return runs;
  return runs
    .sort((left, right) => right.length - left.length)
    .slice(0, MOST_RUNS)
    .sort((left, right) => left.b - right.b || left.a - right.a);
}

function commonLength(a: Uint32Array, fromA: number, b: Uint32Array, fromB: number): number {
  let length = 0;
  while (fromA + length < a.length && fromB + length < b.length && a[fromA + length] === b[fromB + length]) length++;
  return length;
}

const keptIn = ({ keptBefore }: Matchable, start: number, end: number) => keptBefore[end]! - keptBefore[start]!;

/** Words of a stretch that either text counts as its own. */
function ownWords(a: Matchable, b: Matchable, run: Run): number {
  if (keptIn(a, run.a, run.a + run.length) === run.length) return run.length;
  let own = 0;
  for (let i = 0; i < run.length; i++) own += (a.tokens[run.a + i]! | b.tokens[run.b + i]!) & 1;
  return own;
}

/** The heaviest sequence of stretches that both texts have in the same order; overlaps are trimmed from the later one. */
function chain(a: Matchable, b: Matchable, runs: readonly Run[]): Run[] {
  const weights = runs.map((run) => run.length + ownWords(a, b, run));
  const best = new Float64Array(runs.length);
  const before = new Int32Array(runs.length).fill(NOWHERE);
  let last = NOWHERE;
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i]!;
    best[i] = weights[i]!;
    for (let j = 0; j < i; j++) {
      const earlier = runs[j]!;
      if (earlier.a >= run.a || earlier.b >= run.b) continue;
      const overlap = Math.max(0, earlier.a + earlier.length - run.a, earlier.b + earlier.length - run.b);
      if (overlap >= run.length) continue;
      const total = best[j]! + weights[i]! * (1 - overlap / run.length);
      if (total > best[i]!) {
        best[i] = total;
        before[i] = j;
      }
    }
    if (last === NOWHERE || best[i]! > best[last]!) last = i;
  }
  const chained: Run[] = [];
  for (let i = last; i !== NOWHERE; i = before[i]!) chained.push(runs[i]!);
  return chained.reverse().map((run, i) => {
    const earlier = i > 0 ? chained[i - 1]! : undefined;
    if (!earlier) return run;
    const overlap = Math.max(0, earlier.a + earlier.length - run.a, earlier.b + earlier.length - run.b);
    return overlap === 0 ? run : { a: run.a + overlap, b: run.b + overlap, length: run.length - overlap };
  });
}

function measure(a: Matchable, b: Matchable, runs: readonly Run[]): Match {
  const ownA = a.keptBefore.at(-1)!;
  const ownB = b.keptBefore.at(-1)!;
  const found = { covered: 0, ownCovered: 0, replaced: 0, ownReplaced: 0, ownBeside: 0 };
  let coveredA = 0;
  let coveredB = 0;
  let endA = 0;
  let endB = 0;
  runs.forEach((run, i) => {
    found.covered += run.length;
    found.ownCovered += ownWords(a, b, run);
    coveredA += keptIn(a, run.a, run.a + run.length);
    coveredB += keptIn(b, run.b, run.b + run.length);
    if (i === 0) found.ownBeside = Math.min(keptIn(a, 0, run.a), keptIn(b, 0, run.b));
    else {
      found.replaced = Math.max(found.replaced, Math.min(run.a - endA, run.b - endB));
      found.ownReplaced = Math.max(found.ownReplaced, Math.min(keptIn(a, endA, run.a), keptIn(b, endB, run.b)));
    }
    endA = run.a + run.length;
    endB = run.b + run.length;
  });
  const behind = Math.min(keptIn(a, endA, a.tokens.length), keptIn(b, endB, b.tokens.length));
  found.ownBeside = Math.max(found.ownBeside, behind);
  const shorterIs = ownA <= ownB ? 'a' : 'b';
  const shorter = Math.min(ownA, ownB);
  return {
    ...found,
    share: found.covered / Math.max(1, Math.min(a.tokens.length, b.tokens.length)),
    ownShare: (shorterIs === 'a' ? coveredA : coveredB) / Math.max(1, shorter),
    ownLeft: Math.min(ownA - coveredA, ownB - coveredB),
    shorter,
    longer: Math.max(ownA, ownB),
    shorterIs,
    longerText: Math.max(a.tokens.length, b.tokens.length),
    a: { start: runs[0]?.a ?? 0, end: endA },
    b: { start: runs[0]?.b ?? 0, end: endB },
  };
}
