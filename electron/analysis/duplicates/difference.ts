import { fold } from '../../../shared/text/fold.ts';
import { words } from '../../../shared/text/segmentation.ts';
import { sentences } from '../../../shared/text/sentences.ts';
import type { Span } from '../../../shared/text/span.ts';
import { type CommonRun, commonRuns } from './shortest-edit.ts';

export interface DifferencePart {
  /** `changed`: one sentence of each, alike. */
  kind: 'same' | 'only a' | 'only b' | 'changed';
  /** UTF-16 offsets into the text; null where it has nothing. */
  a: Span | null;
  b: Span | null;
}

/** What differs between two texts, in the order of reading; and the words that both have, that only one has. */
export interface Difference {
  parts: DifferencePart[];
  same: number;
  onlyA: number;
  onlyB: number;
}

/** Of the words of two sentences so much must be common for one to be the other, changed. */
const CHANGED_SHARE = 0.5;
/** Larger exchanges of sentences are not paired one by one. */
const MOST_PAIRS = 40_000;

interface Side {
  text: string;
  language: string | null;
  sentences: Span[];
  /** Words of each sentence, folded; read when they are needed. */
  words: Map<number, string[]>;
}

/**
 * Compares two texts sentence by sentence. White space and the shape of quotation marks and dashes make no difference.
 * @param language BCP 47 tag, for finding sentences
 */
export function differenceOf({ a, b, language }: { a: string; b: string; language: string | null }): Difference {
  const left = sideOf(a, language);
  const right = sideOf(b, language);
  const numbers = new Map<string, number>();
  const runs = commonRuns(numbered(left, numbers), numbered(right, numbers));
  const result: Difference = { parts: [], same: 0, onlyA: 0, onlyB: 0 };
  let atA = 0;
  let atB = 0;
  const ends = { a: left.sentences.length, b: right.sentences.length, length: 0 };
  for (const run of [...runs, ends]) {
    exchanged(left, [atA, run.a], right, [atB, run.b], result);
    if (run.length > 0) {
      result.parts.push({ kind: 'same', a: spanOf(left, run.a, run.length), b: spanOf(right, run.b, run.length) });
      for (let i = 0; i < run.length; i++) result.same += wordsOf(left, run.a + i).length;
    }
    atA = run.a + run.length;
    atB = run.b + run.length;
  }
  return result;
}

const sideOf = (text: string, language: string | null): Side => ({
  text,
  language,
  sentences: sentences(text, language),
  words: new Map(),
});

const sentenceAt = ({ text, sentences }: Side, at: number) => text.slice(sentences[at]!.start, sentences[at]!.end);

function spanOf({ sentences }: Side, at: number, length: number): Span {
  return { start: sentences[at]!.start, end: sentences[at + length - 1]!.end };
}

function wordsOf(side: Side, at: number): string[] {
  let found = side.words.get(at);
  if (!found) {
    const sentence = sentenceAt(side, at);
    found = words(sentence, side.language).map(({ start, end }) => fold(sentence.slice(start, end)));
    side.words.set(at, found);
  }
  return found;
}

/** A number for each sentence, the same for sentences that say the same. */
function numbered(side: Side, numbers: Map<string, number>): Int32Array {
  return Int32Array.from(side.sentences, (_, at) => {
    const key = plain(sentenceAt(side, at));
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  });
}

const plain = (sentence: string) =>
  sentence
    .replace(/\s+/g, ' ')
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–—]/g, '-');

/** Sentences that stand in one text where others stand in the other: alike ones in pairs, the rest alone. */
function exchanged(
  left: Side,
  [fromA, toA]: [number, number],
  right: Side,
  [fromB, toB]: [number, number],
  result: Difference,
): void {
  let atA = fromA;
  let atB = fromB;
  const alone = (untilA: number, untilB: number) => {
    if (untilA > atA) result.parts.push({ kind: 'only a', a: spanOf(left, atA, untilA - atA), b: null });
    if (untilB > atB) result.parts.push({ kind: 'only b', a: null, b: spanOf(right, atB, untilB - atB) });
    for (; atA < untilA; atA++) result.onlyA += wordsOf(left, atA).length;
    for (; atB < untilB; atB++) result.onlyB += wordsOf(right, atB).length;
  };
  for (const pair of alikePairs(left, [fromA, toA], right, [fromB, toB])) {
    alone(pair.a, pair.b);
    result.parts.push({ kind: 'changed', a: left.sentences[pair.a]!, b: right.sentences[pair.b]! });
    const common = commonWords(wordsOf(left, pair.a), wordsOf(right, pair.b));
    result.same += common;
    result.onlyA += wordsOf(left, pair.a).length - common;
    result.onlyB += wordsOf(right, pair.b).length - common;
    atA = pair.a + 1;
    atB = pair.b + 1;
  }
  alone(toA, toB);
}

function commonWords(a: readonly string[], b: readonly string[]): number {
  const numbers = new Map<string, number>();
  const numbered = (list: readonly string[]) =>
    Int32Array.from(list, (word) => {
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      return numbers.get(word)!;
    });
  return commonRuns(numbered(a), numbered(b)).reduce((sum, run) => sum + run.length, 0);
}

/** The pairs of alike sentences, in the order of both, that have most words in common. */
function alikePairs(
  left: Side,
  [fromA, toA]: [number, number],
  right: Side,
  [fromB, toB]: [number, number],
): Pick<CommonRun, 'a' | 'b'>[] {
  const rows = toA - fromA;
  const columns = toB - fromB;
  if (rows === 0 || columns === 0 || rows * columns > MOST_PAIRS) return [];
  const width = columns + 1;
  // best[i * width + j]: most words in common from sentence i of the one and j of the other on.
  const best = new Float64Array((rows + 1) * width);
  const gains = new Float64Array(rows * columns);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const gain = alikeness(wordsOf(left, fromA + i), wordsOf(right, fromB + j));
      gains[i * columns + j] = gain;
      const paired = gain > 0 ? gain + best[(i + 1) * width + j + 1]! : 0;
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const pairs: Pick<CommonRun, 'a' | 'b'>[] = [];
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    const here = best[i * width + j]!;
    const gain = gains[i * columns + j]!;
    if (gain > 0 && here === gain + best[(i + 1) * width + j + 1]!) pairs.push({ a: fromA + i++, b: fromB + j++ });
    else if (here === best[(i + 1) * width + j]!) i++;
    else j++;
  }
  return pairs;
}

/** Words in common of two sentences that are alike; 0 when they are not. */
function alikeness(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    common++;
    left.set(word, count - 1);
  }
  return 2 * common >= CHANGED_SHARE * (a.length + b.length) ? common : 0;
}
