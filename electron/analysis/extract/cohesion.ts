import { isFunctionWord } from './stopwords.ts';

/** Letters of a word that count as its stem: enough to join inflected forms in most written languages. */
const STEM = 6;

/** Content words of a passage, cut to stems. */
export function contentStems(text: string): Set<string> {
  const stems = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}]{3,}/gu)) {
    if (!isFunctionWord(word)) stems.add(word.slice(0, STEM));
  }
  return stems;
}

/** Share of a passage's stems that a set of stems knows. */
export function shareKnown(stems: ReadonlySet<string>, known: ReadonlySet<string>): number {
  if (stems.size === 0) return 0;
  let hits = 0;
  for (const stem of stems) if (known.has(stem)) hits++;
  return hits / stems.size;
}

/** A tail must hold at least this many paragraphs to be called a list of other stories. */
const LEAST_TAIL = 4;
/** Share of known stems up to which a paragraph counts as foreign to what stands before the tail. */
const FOREIGN = 0.2;
/** How much less a tail's paragraphs share with the head than the head's share among themselves. */
const CONTRAST = 0.6;

/**
 * Where a list of teasers begins after an article: a tail of paragraphs that share few words with what comes before and
 * few with each other, each a story of its own.
 * @param paragraphs sentence-like paragraphs in order
 * @returns index of the first teaser, or -1
 */
export function teaserTail(paragraphs: readonly string[]): number {
  const n = paragraphs.length;
  if (n < LEAST_TAIL + 3) return -1;
  const stems = paragraphs.map(contentStems);
  let best = -1;
  let bestMargin = 0;
  for (let split = 3; split <= n - LEAST_TAIL; split++) {
    const head = union(stems.slice(0, split));
    const own = mean(
      stems.slice(0, split).map((s, i) => shareKnown(s, union(stems.slice(0, split).filter((_, k) => k !== i)))),
    );
    const tail = stems.slice(split);
    const toHead = tail.map((s) => shareKnown(s, head));
    const toTail = mean(tail.map((s, i) => shareKnown(s, union(tail.filter((_, k) => k !== i)))));
    const foreign = toHead.filter((share) => share <= FOREIGN).length / tail.length;
    const margin = own - mean(toHead);
    if (foreign < 0.5 || toHead[0]! > FOREIGN || mean(toHead) > own * CONTRAST || toTail > own * 0.75) continue;
    if (margin > bestMargin) {
      bestMargin = margin;
      best = split;
    }
  }
  return best;
}

function union(sets: readonly ReadonlySet<string>[]): Set<string> {
  const all = new Set<string>();
  for (const set of sets) for (const stem of set) all.add(stem);
  return all;
}

function mean(values: readonly number[]): number {
  return values.length ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}
