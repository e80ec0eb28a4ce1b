import type { Span } from '../../../shared/text/span.ts';
import { fears, names, plain, strong, virtues } from '../techniques/lexicon.ts';
import { wordList } from '../techniques/words.ts';
import { hashWord } from './hash.ts';

/** What a word looks like, worked out once for all its places. */
export interface WordLooks {
  /** In small letters, typographic apostrophes made plain. */
  lower: string;
  hash: number;
  isWord: boolean;
  /** Letters as X, x, figures as d; marks as they are. */
  shape: number;
  prefix: number;
  suffix2: number;
  suffix3: number;
  /** A plain stem: the word without a common English ending, at least four letters long. */
  stem: number;
  /** Bits of WORD_CLASSES; 0 for most words. */
  classes: number;
}

export interface Token extends Span {
  looks: WordLooks;
}

const listed = {
  strong: wordList(strong),
  plain: wordList(plain),
  name: wordList(names),
  fear: wordList(fears),
  virtue: wordList(virtues),
  stronger: wordList(
    'absolutely completely totally utterly extremely incredibly deeply truly so very most increasingly outright sheer pure total complete utter blatantly openly downright profoundly never always every all',
  ),
  ours: wordList('we us our ours ourselves'),
  theirs: wordList('they them their theirs'),
  yours: wordList('you your yours i my me'),
  not: wordList("no not nor none nobody nothing neither cannot n't don't doesn't isn't won't can't never"),
  maybe: wordList('may might could would should if perhaps allegedly supposedly apparently claims claimed so-called'),
  plainGrammar: wordList(
    'the a an of to in on at by for with and or but is are was were be been it its this that as from who which has have had he she his her',
  ),
} satisfies Record<string, (word: string) => boolean>;
const classes = Object.values(listed);
export const FUNCTION_WORD = 1 << (classes.length - 1);
/** Emotive words and names. */
export const EMOTIVE = 0b111;
export const WORD_CLASSES = Object.keys(listed);

const ENDING = /(?:ations?|ments?|ness|ingly|edly|ing|ies|ed|es|ly|s|'s)$/;
const MOST_KNOWN = 100_000;
const known = new Map<string, WordLooks>();

function looksOf(raw: string): WordLooks {
  const found = known.get(raw);
  if (found) return found;
  const lower = raw.toLowerCase().replaceAll('’', "'");
  const isWord = /[\p{L}\p{N}]/u.test(raw);
  const stem = lower.replace(ENDING, '');
  const looks: WordLooks = {
    lower,
    hash: hashWord(lower),
    isWord,
    shape: hashWord(shapeOf(raw)),
    prefix: hashWord(lower.slice(0, 4)),
    suffix2: hashWord(lower.slice(-2)),
    suffix3: hashWord(lower.slice(-3)),
    stem: hashWord(stem.length >= 4 ? stem : lower),
    classes: isWord ? classes.reduce((bits, has, i) => (has(lower) ? bits | (1 << i) : bits), 0) : 0,
  };
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(raw, looks);
  return looks;
}

function shapeOf(raw: string): string {
  if (/^\p{N}/u.test(raw)) return 'd';
  if (!/\p{L}/u.test(raw)) return raw;
  if (!/\p{Lu}/u.test(raw)) return raw.includes('-') ? 'x-x' : 'x';
  if (/^\p{Lu}[^\p{Lu}]*$/u.test(raw)) return 'Xx';
  return raw.length > 1 && !/\p{Ll}/u.test(raw) ? 'XX' : 'xX';
}

// A character of a script without spaces is a word of its own: which of them belong together is left to what is learned.
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}]+)*|\S/gu;

/** The words, figures and marks of a stretch of text, in order. Offsets are UTF-16 into the whole text. */
export function tokensOf(text: string, within: Span): Token[] {
  return Array.from(text.slice(within.start, within.end).matchAll(TOKEN), (match) => {
    const start = within.start + match.index;
    return { start, end: start + match[0].length, looks: looksOf(match[0]) };
  });
}
