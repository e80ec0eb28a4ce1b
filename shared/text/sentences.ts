import {
  AFTER_ORDINAL,
  AFTER_TIME,
  ALWAYS_CONTINUES,
  CONTINUES_BEFORE_NAME,
  CONTINUES_BEFORE_NUMBER,
  LABELLED,
  STARTERS,
} from './abbreviations.ts';
import { paragraphs, segmenter, trimSpan } from './segmentation.ts';
import type { Span } from './span.ts';

// UTF-16 units before a cut that the rules look at: keeps a paragraph of nothing but abbreviations linear.
const LOOK_BEHIND = 120;
const CLOSERS = /^[\s\u00a0]?["”“’»›)\]}」』〉》】]+(?=[\s\u00a0.,;:!?…]|$)/u;
const OPENERS_AT_END = /(?:[「『〈《【]+|(?<=\s)[“„«‹([{¿¡]+)\s*$/u;
const ELLIPSIS_BREAK = /…["”’»)\]]*\s+(?=["“„«‘([¿¡—–-]*\p{Lu})/gu;
const LEADING_MARKS = /^[\s"'“”„«»‘’‹›([{¿¡—–-]+/u;
const HAS_WORD = /[\p{L}\p{N}]/u;
const LAST_WORD = /([\p{L}\p{N}№][\p{L}\p{M}\p{N}.-]*)\.["”’»)\]]?$/u;
const FIRST_WORD = /^\p{L}[\p{L}\p{M}]*/u;
const ENUMERATOR = /^\(?(?:\p{N}{1,3}|\p{L})[.)]$/u;
const DOTTED_ACRONYM = /^(?:\p{Lu}\.)+\p{Lu}$/u;
const INITIAL = /^\p{Lu}(?:\.?-\p{Lu})?$/u;
const SINGLE_ARABIC_LETTER = /^\p{Script=Arabic}$/u;
const HALF_OF_DAY = /(?:^|[\s\d])[ap]\. ?m\.$/;
const NUMBERED = /^(?:§|\p{L}{0,3}\p{N})/u;
const SINGLE_LETTER = /^\p{L}$/u;
const ABBREVIATION_LETTER = /^\p{L}\./u;
const TWO_DIGITS = /^\d{1,2}$/;

/**
 * Sentences in reading order: not overlapping, trimmed, never across a line break. The platform's segmenter finds the
 * candidates; rules of our own join what it parts wrongly (abbreviations, initials, quoted questions inside a sentence)
 * and part what it joins (an ellipsis before a capital). Quotation marks that close stay with the sentence they close.
 */
export function sentences(text: string, language: string | null): Span[] {
  const found: Span[] = [];
  for (const paragraph of paragraphs(text)) {
    for (const sentence of sentencesOfParagraph(text, paragraph, language)) found.push(sentence);
  }
  return found;
}

function sentencesOfParagraph(text: string, paragraph: Span, language: string | null): Span[] {
  const body = text.slice(paragraph.start, paragraph.end);
  const cuts = candidateCuts(body, language);
  const kept: number[] = [0];
  for (let i = 0; i < cuts.length; i++) {
    const until = cuts[i + 1] ?? body.length;
    const cut = moveCut(body, kept.at(-1)!, cuts[i]!, until);
    if (cut <= kept.at(-1)! || cut >= body.length) continue;
    const from = Math.max(kept.at(-1)!, cut - LOOK_BEHIND);
    if (!continues(body.slice(from, cut), body.slice(cut, Math.max(until, cut)))) kept.push(cut);
  }
  kept.push(body.length);
  const spans: Span[] = [];
  for (let i = 0; i + 1 < kept.length; i++) {
    const span = trimSpan(text, paragraph.start + kept[i]!, paragraph.start + kept[i + 1]!);
    if (span.end > span.start) spans.push(span);
  }
  return spans;
}

function candidateCuts(body: string, language: string | null): number[] {
  const cuts = new Set<number>();
  for (const { index } of segmenter(language, 'sentence').segment(body)) if (index > 0) cuts.add(index);
  for (const match of body.matchAll(ELLIPSIS_BREAK)) cuts.add(match.index + match[0].length);
  return [...cuts].sort((a, b) => a - b);
}

/** Gives a closing mark to the sentence before the cut, and an opening one to the sentence after it. */
function moveCut(body: string, from: number, cut: number, until: number): number {
  const closers = CLOSERS.exec(body.slice(cut, until));
  if (closers) return cut + closers[0].length;
  const openers = OPENERS_AT_END.exec(body.slice(Math.max(from, cut - LOOK_BEHIND), cut));
  return openers ? cut - openers[0].length : cut;
}

/** Whether what stands on both sides of a candidate cut is one sentence. */
function continues(left: string, right: string): boolean {
  const before = left.trimEnd();
  const after = right.replace(LEADING_MARKS, '');
  if (!HAS_WORD.test(after) || !HAS_WORD.test(before)) return true;
  const first = FIRST_WORD.exec(after)?.[0] ?? '';
  const small = first !== '' && first[0] !== first[0]!.toUpperCase();
  if (small) return true;
  if (ENUMERATOR.test(before)) return true;
  const word = LAST_WORD.exec(before)?.[1];
  return word !== undefined && continuesAfterStop(before, word, after, first);
}

function continuesAfterStop(before: string, word: string, after: string, first: string): boolean {
  const lower = word.toLowerCase();
  const previous = before.slice(0, before.lastIndexOf(word)).trimEnd();
  const starter = STARTERS.has(first.toLowerCase());
  const afterNumber = /\p{N}$/u.test(previous);
  if (ALWAYS_CONTINUES.has(lower)) return !afterNumber;
  // Abbreviations of several letters written apart: "z. B.", "т. Е.".
  if (SINGLE_LETTER.test(word) && ABBREVIATION_LETTER.test(after)) return true;
  // A Russian town after the letter, a year before it: "г. Заречье", "в 2024 г. Заречье".
  if (lower === 'г' || SINGLE_ARABIC_LETTER.test(word)) return !afterNumber;
  if (CONTINUES_BEFORE_NUMBER.has(lower.slice(lower.lastIndexOf('-') + 1)) && !INITIAL.test(word)) {
    return NUMBERED.test(after) || isRoman(first);
  }
  if (HALF_OF_DAY.test(before.slice(-6).toLowerCase())) return AFTER_TIME.has(first.toLowerCase());
  if (CONTINUES_BEFORE_NAME.has(lower) || DOTTED_ACRONYM.test(word)) return !starter;
  if (INITIAL.test(word)) return !starter && isPartOfName(previous);
  return TWO_DIGITS.test(word) && AFTER_ORDINAL.has(first.toLowerCase());
}

/** An initial belongs to a name: it opens the sentence, or follows a capitalised word, an initial or a mark. */
function isPartOfName(previous: string): boolean {
  const word = /([\p{L}][\p{L}\p{M}'’-]*)\.?$/u.exec(previous)?.[1];
  if (word === undefined) return previous === '' || !/\p{N}$/u.test(previous);
  return previous.endsWith('.') || (/^\p{Lu}/u.test(word) && !LABELLED.has(word.toLowerCase()));
}

function isRoman(word: string): boolean {
  return /^[IVXLC]+$/.test(word);
}
