/**
 * Text made comparable (case, accents, typographic marks), with the way back to the original offsets. What is invisible
 * (soft hyphen, joiners, bidirectional marks, Arabic tatweel) disappears.
 */
export interface FoldedText {
  readonly text: string;
  /** For each unit of `text`, where the original character it came from starts (UTF-16). */
  readonly starts: Uint32Array;
  /** For each unit of `text`, where that character ends, marks that were dropped behind it included (UTF-16). */
  readonly ends: Uint32Array;
}

export interface FoldOptions {
  caseSensitive?: boolean;
}

// Marks that readers expect to be ignored: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs. Vowel
// signs of Indic and Thai script are letters to their readers and stay.
const IGNORED_MARKS =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]|[\u0610-\u061a\u064b-\u065f\u0670]|[\u06d6-\u06dc]|[\u06df-\u06e4]|\u06e7|\u06e8|[\u06ea-\u06ed]|[\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]|[\ufe20-\ufe2f]|[\u00ad\u0640\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u200d/g;

const SAME_AS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  ς: 'σ',
  ى: 'ي',
  ک: 'ك',
  ی: 'ي',
};

const WHITE_SPACE = /^\s$/u;
const folds = new Map<string, string>();
const foldsWithCase = new Map<string, string>();

/** Folds one character (a code point). Empty if it is one of those that are ignored. */
function foldCharacter(character: string, caseSensitive: boolean): string {
  const cache = caseSensitive ? foldsWithCase : folds;
  const known = cache.get(character);
  if (known !== undefined) return known;
  const cased = caseSensitive ? character : character.toLowerCase();
  const folded = WHITE_SPACE.test(character) ? ' ' : cased.normalize('NFD').replace(IGNORED_MARKS, '');
  const result = SAME_AS[folded] ?? folded;
  cache.set(character, result);
  return result;
}

/** Folds a text without keeping the way back: for needles, and for comparing. */
export function fold(text: string, options: FoldOptions = {}): string {
  let result = '';
  for (const character of text) result += foldCharacter(character, options.caseSensitive ?? false);
  return result;
}

/** Folds a text and remembers where every unit of the result came from. */
export function foldWithOffsets(text: string, options: FoldOptions = {}): FoldedText {
  const caseSensitive = options.caseSensitive ?? false;
  let units = new Uint16Array(text.length + 16);
  let starts = new Uint32Array(units.length);
  let ends = new Uint32Array(units.length);
  let length = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!;
    const end = at + (code > 0xffff ? 2 : 1);
    const result = foldCharacter(end - at === 1 ? text[at]! : text.slice(at, end), caseSensitive);
    // Decomposition can make a text longer (Hangul): one character gives fewer than 16 units.
    if (length + 16 > units.length) {
      units = grown(units, new Uint16Array(units.length * 2));
      starts = grown(starts, new Uint32Array(starts.length * 2));
      ends = grown(ends, new Uint32Array(ends.length * 2));
    }
    for (let unit = 0; unit < result.length; unit++) {
      units[length] = result.charCodeAt(unit);
      starts[length] = at;
      ends[length] = end;
      length++;
    }
    if (result === '') extendLast(starts, ends, length, end);
    at = end;
  }
  return { text: decode(units, length), starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

/** A dropped mark belongs to the character before it, all of whose folded units end behind the mark. */
function extendLast(starts: Uint32Array, ends: Uint32Array, length: number, end: number): void {
  const start = starts[length - 1];
  for (let unit = length - 1; unit >= 0 && starts[unit] === start; unit--) ends[unit] = end;
}

function grown<A extends Uint16Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

// Arguments one call takes safely in every engine.
const DECODE_CHUNK = 8192;

function decode(units: Uint16Array, length: number): string {
  let text = '';
  for (let at = 0; at < length; at += DECODE_CHUNK) {
    text += String.fromCharCode(...units.subarray(at, Math.min(length, at + DECODE_CHUNK)));
  }
  return text;
}

/** Whether folded units `from` to `to` (exclusive) are whole original characters. */
export function isWhole(folded: FoldedText, from: number, to: number): boolean {
  if (from > 0 && folded.starts[from - 1] === folded.starts[from]) return false;
  return to >= folded.text.length || folded.starts[to] !== folded.starts[to - 1];
}
