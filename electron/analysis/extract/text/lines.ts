import type { RemovedReason } from '../types.ts';
import { isPhotoCredit, labelReason, phraseReason } from './furniture.ts';
import { isFunctionWord } from './stopwords.ts';

/** One unit of a plain-text document: a line, or a paragraph whose lines were wrapped at a fixed width. */
export interface Line {
  text: string;
  /** How the unit stands to the one before it. */
  gap: '\n' | '\n\n';
  words: number;
  /** Ends as a sentence ends: full stop, question mark, closing quotation mark after one, colon counts half. */
  closed: boolean;
  colon: boolean;
  /** Cut off in the middle by whoever listed it. */
  truncated: boolean;
  /** Share of function words: running text has them, lists of links do not. */
  functionShare: number;
  bullet: boolean;
  digitShare: number;
  upper: boolean;
  label: RemovedReason | null;
  phrase: RemovedReason | null;
  credit: boolean;
  /** The same unit stands elsewhere in the document. */
  repeated: boolean;
  /** Articles of the same source repeat it, and it looks like furniture there: at the edges, or also inside. */
  recurring?: 'edges' | 'anywhere';
}

const CLOSED = /[.!?։。！？؟۔।…]\s?["'»”’)\]]*\s*(?:\[\d+\])?$|[.!?,؟]["”»’']$|[.!?]\)$/u;
const TRUNCATED = /(?:\.{3}|…)\s*(?:\[?(?:more|read more|…)\]?)?$/iu;
const BULLET = /^\s*(?:[*•·▪■►▶●○‣–—]|-(?=\s)|\d{1,2}[.)](?=\s))\s*/u;
const WORD = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’.-]*/gu;
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/gu;
/** Unspaced scripts have about this many characters to a word. */
const CJK_PER_WORD = 2;

/** Any character of those scripts, their punctuation or rarer Han: a quick look before counting. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\ud840-\ud88f]/;

/** Counts words in spaced and, by an average length, in unspaced scripts. */
export function countWords(text: string): number {
  const unspaced = UNSPACED.test(text) ? (text.match(CJK)?.length ?? 0) : 0;
  if (unspaced === 0) return text.match(WORD)?.length ?? 0;
  return Math.ceil(unspaced / CJK_PER_WORD) + (text.replace(CJK, ' ').match(WORD)?.length ?? 0);
}

/** Does the text end as a sentence ends? */
export function isClosed(text: string): boolean {
  return CLOSED.test(text);
}

/** Cuts a document into units with their features. */
export function readLines(text: string): Line[] {
  const groups = text.split(/\n[^\S\n]*(?:\n[^\S\n]*)+/u);
  const units: { text: string; gap: Line['gap'] }[] = [];
  for (const group of groups) {
    const lines = group
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    if (lines.length === 0) continue;
    if (isWrapped(lines)) {
      units.push({ text: lines.join('\n'), gap: '\n\n' });
      continue;
    }
    lines.forEach((line, i) => {
      units.push({ text: line, gap: i === 0 ? '\n\n' : '\n' });
    });
  }
  const counts = new Map<string, number>();
  for (const unit of units) counts.set(unit.text, (counts.get(unit.text) ?? 0) + 1);
  return units.map((unit) => describe(unit.text, unit.gap, (counts.get(unit.text) ?? 0) > 1));
}

/** Lines of nearly equal length that break in the middle of sentences: a paragraph wrapped at a fixed width. */
function isWrapped(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  const body = lines.slice(0, -1);
  if (lines.some((line) => BULLET.test(line))) return false;
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (longest < 40 || longest > 110) return false;
  const full = body.filter((line) => line.length >= longest * 0.75).length;
  const open = body.filter((line) => !CLOSED.test(line)).length;
  const continued = lines.slice(1).filter((line) => /^[\p{Ll}\p{Lo}\d("'“«]/u.test(line)).length;
  if (body.length === 1) return full === 1 && open === 1 && /^\p{Ll}/u.test(lines[1]!) && CLOSED.test(lines[1]!);
  return full >= body.length * 0.8 && open >= body.length * 0.6 && continued >= body.length * 0.4;
}

/** Menus come again in every document of a source: what was found out about a line is kept for the next one. */
const described = new Map<string, Omit<Line, 'gap' | 'repeated'>>();
const MOST_DESCRIBED = 4_096;
const LONGEST_DESCRIBED = 1_000;

function describe(text: string, gap: Line['gap'], repeated: boolean): Line {
  let features = described.get(text);
  if (!features) {
    features = featuresOf(text);
    if (text.length <= LONGEST_DESCRIBED) {
      if (described.size >= MOST_DESCRIBED) described.clear();
      described.set(text, features);
    }
  }
  return { ...features, gap, repeated };
}

function featuresOf(text: string): Omit<Line, 'gap' | 'repeated'> {
  const bullet = BULLET.test(text);
  const bare = bullet ? text.replace(BULLET, '') : text;
  const tokens = bare.match(WORD) ?? [];
  const unspaced = UNSPACED.test(bare) ? (bare.match(CJK)?.length ?? 0) : 0;
  const words = unspaced > 0 ? countWords(bare) : tokens.length;
  const functional = tokens.filter((token) => isFunctionWord(token.toLowerCase())).length;
  const digits = bare.match(/\d/g)?.length ?? 0;
  const truncated = TRUNCATED.test(bare);
  return {
    text,
    words,
    closed: CLOSED.test(bare) && !(truncated && words < 45),
    colon: /[:：]$/.test(bare),
    truncated,
    functionShare: unspaced > bare.length / 3 ? 0.3 : tokens.length ? functional / tokens.length : 0,
    bullet,
    digitShare: bare.length ? digits / bare.length : 0,
    upper: bare.length > 3 && bare === bare.toUpperCase() && bare !== bare.toLowerCase(),
    label: labelReason(bare),
    phrase: words <= 2 ? null : phraseReason(bare),
    credit: isPhotoCredit(bare),
  };
}

/** A full sentence or more: what articles are made of. */
export function isSentence(line: Line): boolean {
  return line.closed && line.words >= 6 && line.functionShare >= 0.12 && !line.label && !line.phrase && !line.credit;
}
