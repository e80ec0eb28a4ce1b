import { monthOf, weekdaysOf } from '../extract/metadata/calendar-words.ts';
import type { Match } from './match.ts';
import { commonRuns } from './shortest-edit.ts';

/** Only of texts up to this many words are other figures another report: a forecast, a result, a tide table. */
const TEMPLATE_WORDS = 120;
/** Words that stand in one place of a template at most. */
const LONGEST_SLOT = 6;
/** Names alone make another report from so many places on: a name that is spelled otherwise is an edit. */
const LEAST_NAMES = 3;

/** Whether two texts are short enough to be asked. */
export const isShort = ({ longerText }: Match): boolean => longerText <= TEMPLATE_WORDS;

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[.,:'’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

/**
 * Whether two short texts fill one template with different figures, dates or names: each is a report of its own, however many
 * words they share. Texts without spaces between words are never told to be.
 */
export function fillOneTemplate(a: string, b: string): boolean {
  const wordsA = a.match(WORD) ?? [];
  const wordsB = b.match(WORD) ?? [];
  if (Math.max(wordsA.length, wordsB.length) > TEMPLATE_WORDS) return false;
  const numbers = new Map<string, number>();
  const asNumbers = (words: readonly string[]) =>
    Int32Array.from(words, (word) => {
      const key = word.toLowerCase();
      const known = numbers.get(key) ?? numbers.size;
      numbers.set(key, known);
      return known;
    });
  const runs = commonRuns(asNumbers(wordsA), asNumbers(wordsB));
  let names = 0;
  let fromA = 0;
  let fromB = 0;
  for (const { a: atA, b: atB, length } of [...runs, { a: wordsA.length, b: wordsB.length, length: 0 }]) {
    const slotA = wordsA.slice(fromA, atA);
    const slotB = wordsB.slice(fromB, atB);
    fromA = atA + length;
    fromB = atB + length;
    if (slotA.length === 0 || slotB.length === 0 || Math.max(slotA.length, slotB.length) > LONGEST_SLOT) continue;
    if (slotA.some(isFigure) && slotB.some(isFigure)) return true;
    if (slotA.every(isName) && slotB.every(isName)) names++;
  }
  return names >= LEAST_NAMES;
}

/** A number, a month or a day of the week. */
const isFigure = (word: string) => /\p{N}/u.test(word) || monthOf(word) !== null || weekdaysOf(word).size > 0;
const isName = (word: string) => /^\p{Lu}/u.test(word);
