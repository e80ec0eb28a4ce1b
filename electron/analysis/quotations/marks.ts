import { paragraphs } from '../../../shared/text/segmentation.ts';
import type { Span } from '../../../shared/text/span.ts';

/** What stands in quotation marks, marks included; `inner` is without them. */
export interface Marked extends Span {
  inner: Span;
  /** Number of its paragraph. */
  paragraph: number;
  /** The paragraph ends before the quotation is closed: it goes on in the next. */
  isOpen: boolean;
}

const CLOSERS: Readonly<Record<string, string>> = {
  '“': '”"',
  '„': '“”',
  '«': '»',
  '»': '«',
  '「': '」',
  '『': '』',
  '‹': '›',
  '"': '"',
  '‘': '’',
  "'": "'",
};
const WORD = /[\p{L}\p{N}]/u;

/** Stretches in quotation marks, in reading order; marks inside a quotation belong to it. */
export function markedStretches(text: string): Marked[] {
  const found: Marked[] = [];
  paragraphs(text).forEach(({ start, end }, paragraph) => {
    let at = start;
    while (at < end) {
      const closers = opensAt(text, at, start);
      if (!closers) {
        at++;
        continue;
      }
      const close = closeOf(text, at, end, closers);
      if (close === -1) {
        // A quotation over several paragraphs opens each of them and is closed at its end; a stray mark is none.
        const isDouble = !"‘'".includes(text[at]!);
        if (isDouble && text[at] !== '"' && end - at > 40) {
          found.push({ start: at, end, inner: { start: at + 1, end }, paragraph, isOpen: true });
          at = end;
        } else at++;
        continue;
      }
      const inner = { start: at + 1, end: close };
      if (WORD.test(text.slice(inner.start, inner.end)))
        found.push({ start: at, end: close + 1, inner, paragraph, isOpen: false });
      at = close + 1;
    }
  });
  return found;
}

/** The marks that would close what opens here; null when nothing does. */
function opensAt(text: string, at: number, from: number): string | null {
  const mark = text[at]!;
  const closers = CLOSERS[mark];
  if (!closers) return null;
  const before = at === from ? ' ' : text[at - 1]!;
  const after = text[at + 1] ?? ' ';
  // German » opens only before a word and behind a space; French closes with it.
  if (/\s/.test(after) && mark !== '«') return null;
  if (WORD.test(before)) return null;
  return closers;
}

function closeOf(text: string, open: number, end: number, closers: string): number {
  const isSingle = "’'".includes(closers[0]!);
  let depth = 0;
  for (let i = open + 1; i < end; i++) {
    const mark = text[i]!;
    if (mark === text[open] && !closers.includes(mark)) depth++;
    if (!closers.includes(mark)) continue;
    if (isSingle && WORD.test(text[i + 1] ?? ' ')) continue;
    // A plain mark behind a space and before a letter opens something else.
    if (mark === '"' && /\s/.test(text[i - 1]!) && WORD.test(text[i + 1] ?? ' ')) return -1;
    if (depth-- === 0) return i;
  }
  return -1;
}
