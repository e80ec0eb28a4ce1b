import { fold, type Span, words } from '../../../shared/text/index.ts';
import {
  CURRENCY_SIGNS,
  MONTHS,
  MULTIPLIERS,
  NUMBER_WORDS,
  PERCENT_PAIRS,
  PERCENT_WORDS,
  YEAR_CUES,
} from './number-words.ts';
import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

/** A number that counts something. UTF-16 offsets into the text; multipliers and signs are part of the span. */
export interface Figure extends Span {
  /** As it is written. */
  text: string;
  value: number;
  /** `percent`, a currency by its sign (`dollar`), else the word after it as written; empty if none follows. */
  unit: string;
  /** Stems that may name what it counts: of the unit, or of up to three words after it ("2,400 dock workers"). */
  counted: string[];
}

const NUMBER =
  /\p{Nd}{1,3}(?:[ \u00a0\u202f]\p{Nd}{3})+(?![\p{Nd}])(?:[.,٫]\p{Nd}{1,2})?(?!\p{Nd})|\p{Nd}+(?:[.,٫٬'’]\p{Nd}+)*/gu;
const ORDINAL_ENDING = /^(?:st|nd|rd|th|º|ª|°|-[ейямго]{1,3})(?!\p{L})/u;
const COUNTED_WORDS = 3;
const PHRASE_BREAK = /[,.;:!?()"“”«»\n،؛؟–—]/u;
// Written onto the digits: "$3bn", "12m".
const ATTACHED_MULTIPLIER = /^(?:bn|mn|tn|m|k)(?!\p{L})/iu;

/**
 * Figures of a stretch of text, in order: digits with either style of separators, numbers written as words, with
 * multiplier, percent and currency. Years, days of a month, times of day, scores and ranges (3-1), ordinals and parts of names (B2) are
 * left out.
 */
export function figuresIn(text: string, span: Span, language: string | null): Figure[] {
  const body = text.slice(span.start, span.end);
  const tokens = words(body, language).map((word) => ({ ...word, folded: fold(body.slice(word.start, word.end)) }));
  const found: Figure[] = [];
  for (const match of body.matchAll(NUMBER)) {
    const figure = digitsAt(body, match.index, match[0], tokens);
    if (figure) found.push(figure);
  }
  for (const token of tokens) {
    const value = NUMBER_WORDS.get(token.folded);
    if (value !== undefined) found.push(complete(body, token, value, tokens));
  }
  return found
    .sort((x, y) => x.start - y.start)
    .filter((figure, i, all) => i === 0 || figure.start >= all[i - 1]!.end)
    .map((figure) => ({ ...figure, start: figure.start + span.start, end: figure.end + span.start }));
}

type Token = Span & { folded: string };

function digitsAt(body: string, start: number, written: string, tokens: Token[]): Figure | null {
  const end = start + written.length;
  const [left, right] = [body.slice(Math.max(0, start - 4), start), body.slice(end, end + 8)];
  if (/[\p{L}\p{N}_#]$/u.test(left) || ORDINAL_ENDING.test(right)) return null;
  if (/\p{Nd}\s?[:/–-]\s?$/u.test(left) || /^\s?[:/–-]\s?\p{Nd}/u.test(right)) return null;
  const value = parseNumber(written);
  const next = firstFrom(tokens, end);
  const afterDe = tokens[next]?.folded === 'de' ? tokens[next + 1] : tokens[next];
  if (afterDe && MONTHS.has(afterDe.folded) && value <= 31) return null;
  const before = tokens[firstFrom(tokens, start) - 1];
  if (before && MONTHS.has(before.folded) && value <= 31) return null;
  const figure = complete(body, { start, end }, value, tokens);
  const plainYear = /^\p{Nd}{4}$/u.test(written) && figure.start === start && figure.end === end;
  if (plainYear && value >= 1900 && value < 2100) return null;
  if (plainYear && value >= 1000 && value < 2100 && before && YEAR_CUES.has(before.folded)) return null;
  return figure;
}

/** Reads on from the number: multipliers, percent, currency, and the words that say what is counted. */
function complete(body: string, number: Span, bare: number, tokens: Token[]): Figure {
  let { start, end } = number;
  let value = bare;
  let unit = '';
  const attached = ATTACHED_MULTIPLIER.exec(body.slice(end, end + 4))?.[0];
  if (attached) {
    value *= MULTIPLIERS.get(attached.toLowerCase()) ?? 1;
    end += attached.length;
  }
  let next = firstFrom(tokens, end);
  const leading = /([$€£¥₽₹])[ \u00a0\u202f]?$/u.exec(body.slice(Math.max(0, start - 2), start));
  if (leading) {
    unit = CURRENCY_SIGNS[leading[1]!]!;
    start -= leading[0].length;
  }
  for (let token = tokens[next]; token && adjoins(body, end, token); token = tokens[++next]) {
    const multiplier = MULTIPLIERS.get(token.folded);
    if (multiplier === undefined) break;
    value *= multiplier;
    end = token.end;
  }
  const trailing = /^[\s\u00a0\u202f]?([%٪$€£¥₽₹])/u.exec(body.slice(end, end + 2));
  if (trailing) {
    unit = CURRENCY_SIGNS[trailing[1]!] ?? 'percent';
    end += trailing[0].length;
  }
  const one = tokens[next]?.folded ?? '';
  const two = `${one} ${tokens[next + 1]?.folded ?? ''}`;
  if (PERCENT_WORDS.has(one) || PERCENT_PAIRS.has(two)) {
    const last = tokens[PERCENT_WORDS.has(one) ? next : next + 1]!;
    if (!PHRASE_BREAK.test(body.slice(end, last.end))) {
      unit = 'percent';
      end = last.end;
    }
  }
  const named = unit === '' ? wordsAfter(body, end, tokens) : [];
  return {
    start,
    end,
    text: body.slice(start, end),
    value: round(value),
    unit: unit || (named[0] ? body.slice(named[0].start, named[0].end) : ''),
    counted: unit === '' ? named.map((token) => stem(token.folded)) : [stem(unit)],
  };
}

/** The words that may say what is counted: up to the next mark or stop word. */
function wordsAfter(body: string, end: number, tokens: Token[]): Token[] {
  const found: Token[] = [];
  let from = end;
  for (let next = firstFrom(tokens, end); next < tokens.length; next++) {
    const token = tokens[next]!;
    if (PHRASE_BREAK.test(body.slice(from, token.start)) || found.length === COUNTED_WORDS) break;
    from = token.end;
    const isStop = STOP_WORDS.has(token.folded);
    if (isStop && (found.length > 0 || (token.folded !== 'de' && token.folded !== 'of'))) break;
    if (!isStop) found.push(token);
  }
  return found;
}

/** Index of the first token that starts at or after the offset; `tokens.length` if none does. */
function firstFrom(tokens: Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (tokens[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function adjoins(body: string, end: number, token: Token): boolean {
  return /^[\s\u00a0\u202f-]*$/u.test(body.slice(end, token.start));
}

/** Three digits after every separator make it a thousands separator, in either style; else the last one is decimal. */
export function parseNumber(written: string): number {
  const digits = written
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/[\s\u00a0\u202f'’٬]/gu, '')
    .replaceAll('٫', ',');
  if (/^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*$/.test(digits)) return Number(digits.replace(/[.,]/g, ''));
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last === -1) return Number(digits);
  return Number(`${digits.slice(0, last).replace(/[.,]/g, '')}.${digits.slice(last + 1)}`);
}

/** Decimal digits of every script stand in tens, zero first. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  if (code < 0x80) return code - 0x30;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

function round(value: number): number {
  return Number(value.toPrecision(12));
}

export interface Disagreement {
  a: Figure[];
  b: Figure[];
}

/** Figures of one sentence that are compared: a table written as one sentence has thousands. */
const MOST_FIGURES = 60;

/** Figures of two sentences that count the same thing and do not agree. Null if there are none. */
export function disagreement(a: readonly Figure[], b: readonly Figure[]): Disagreement | null {
  const left = a.slice(0, MOST_FIGURES);
  const right = b.slice(0, MOST_FIGURES);
  for (const figure of [...left]) {
    const twin = right.findIndex((other) => agree(figure.value, other.value));
    if (twin === -1) continue;
    right.splice(twin, 1);
    left.splice(left.indexOf(figure), 1);
  }
  const differing: Disagreement = { a: [], b: [] };
  for (const figure of left) {
    const rival = right.findIndex((other) => countTheSame(figure, other));
    if (rival === -1) continue;
    differing.a.push(figure);
    differing.b.push(...right.splice(rival, 1));
  }
  return differing.a.length > 0 ? differing : null;
}

/** Whether two figures may count the same thing. */
export function countTheSame(a: Figure, b: Figure): boolean {
  return a.counted.some((name) => b.counted.includes(name));
}

/** Equal, or one is the other rounded to at least two digits: 2,400 and 2,413, 34 and 34.2 percent. */
export function agree(x: number, y: number): boolean {
  return x === y || isRounded(x, y) || isRounded(y, x);
}

function isRounded(rounded: number, exact: number): boolean {
  const written = String(rounded);
  const digits = written.replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  if (digits.length < 2) return false;
  const decimals = written.includes('.') ? written.length - written.indexOf('.') - 1 : 0;
  const zeros = written.includes('.') ? 0 : (/0*$/.exec(written)?.[0].length ?? 0);
  return Math.abs(rounded - exact) < 0.5 * 10 ** (zeros - decimals);
}
