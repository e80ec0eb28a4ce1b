import { fold, foldWithOffsets, isWhole } from './fold.ts';
import type { Span } from './span.ts';

export interface FindOptions {
  caseSensitive?: boolean;
  /** The find must not touch a letter, digit or underscore on either side. */
  wholeWord?: boolean;
}

const WORD_CHARACTER = /[\p{L}\p{N}\p{M}_]/u;

/**
 * Find in the open article: every occurrence of `needle`, not overlapping, accents ignored, spaces of any kind alike.
 * UTF-16 offsets into the original text. Nothing for a needle without visible characters.
 */
export function findAll(text: string, needle: string, options: FindOptions = {}): Span[] {
  const sought = fold(needle, options);
  if (sought.trim() === '') return [];
  const folded = foldWithOffsets(text, options);
  const found: Span[] = [];
  let at = folded.text.indexOf(sought);
  while (at !== -1) {
    const to = at + sought.length;
    const span = { start: folded.starts[at]!, end: folded.ends[to - 1]! };
    const fits = isWhole(folded, at, to) && (!options.wholeWord || isWholeWord(text, span));
    if (fits) found.push(span);
    at = folded.text.indexOf(sought, fits ? to : at + 1);
  }
  return found;
}

function isWholeWord(text: string, span: Span): boolean {
  return !WORD_CHARACTER.test(characterBefore(text, span.start)) && !WORD_CHARACTER.test(characterAt(text, span.end));
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  if (at === 0) return '';
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff && at > 1 ? characterAt(text, at - 2) : text[at - 1]!;
}
