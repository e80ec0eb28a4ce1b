import { fold } from '../../../shared/text/fold.ts';
import { words } from '../../../shared/text/segmentation.ts';
import { stem } from '../align/stem.ts';
import { STOP_WORDS } from '../align/stop-words.ts';

export interface StoryText {
  title: string;
  text: string;
  language: string | null;
}

/** What an article is about, before it is known how rare each term is: terms as 32-bit hashes, with how much they count. */
export interface Terms {
  hashes: Uint32Array;
  counts: Float32Array;
}

/** Terms kept of one article: a long one must not weigh on memory, and its telling terms come early and often. */
const MOST_TERMS = 300;
/** Words of the text that are looked at. */
const MOST_WORDS = 3000;
/** A word of the title counts like two, a name inside a sentence like one and a half: tried on labelled stories. */
const TITLE = 2;
const NAME = 1.5;

const UPPER = /^\p{Lu}/u;
const NUMBER = /^\p{N}/u;
const BREAK = /[.!?…:\n"“”„«»]/u;

/**
 * The terms of an article: word stems without function words, figures, and pairs of neighbouring capitalised words.
 */
export function termsOf({ title, text, language }: StoryText): Terms {
  const counts = new Map<number, number>();
  count(counts, title, language, TITLE);
  count(counts, text.length > 40_000 ? text.slice(0, 40_000) : text, language, 1);
  let kept = [...counts];
  if (kept.length > MOST_TERMS) kept = kept.sort((a, b) => b[1] - a[1]).slice(0, MOST_TERMS);
  return { hashes: Uint32Array.from(kept, ([hash]) => hash), counts: Float32Array.from(kept, ([, n]) => n) };
}

function count(counts: Map<number, number>, text: string, language: string | null, weight: number) {
  let last = 0;
  let before: string | null = null;
  let seen = 0;
  for (const { start, end } of words(text, language)) {
    if (++seen > MOST_WORDS) return;
    const word = text.slice(start, end);
    const opensSentence = seen === 1 || BREAK.test(text.slice(last, start));
    last = end;
    const folded = fold(word.replace(/['’]s$/u, ''));
    if (folded.length < 2 && !NUMBER.test(folded)) continue;
    const isName = UPPER.test(word);
    if (STOP_WORDS.has(folded)) {
      before = null;
      continue;
    }
    const term = stem(folded);
    add(counts, term, weight * (isName && !opensSentence ? NAME : 1));
    if (isName && before !== null) add(counts, `${before} ${term}`, weight);
    before = isName ? term : null;
  }
}

function add(counts: Map<number, number>, term: string, weight: number) {
  const hash = hashOf(term);
  counts.set(hash, (counts.get(hash) ?? 0) + weight);
}

/** FNV-1a over UTF-16 units, 32 bits. */
export function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
