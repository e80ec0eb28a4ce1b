import { segmenter } from '../../../shared/text/segmentation.ts';

/** A stretch of a sentence: as in the other one, or its own. */
export interface WordRun {
  text: string;
  own: boolean;
}

/** Longer pairs of sentences are shown whole: products of their words and signs. */
const MOST_CELLS = 1_000_000;

const tokensOf = (text: string, language: string | null) =>
  [...segmenter(language, 'word').segment(text)].map(({ segment }) => segment);
const isBlank = (token: string) => token.trim() === '';

/**
 * Two sentences in runs of words and signs that both have in the same order, and that only one has. White space goes with
 * what stands before it. The runs of each side are its sentence to the letter.
 */
export function wordDifference(a: string, b: string, language: string | null): { a: WordRun[]; b: WordRun[] } {
  const left = tokensOf(a, language);
  const right = tokensOf(b, language);
  const wordsA = left.flatMap((token, at) => (isBlank(token) ? [] : [at]));
  const wordsB = right.flatMap((token, at) => (isBlank(token) ? [] : [at]));
  const shared = sharedWords(
    wordsA.map((at) => left[at]!),
    wordsB.map((at) => right[at]!),
  );
  return {
    a: runsOf(left, new Set(shared.map(([at]) => wordsA[at]!))),
    b: runsOf(right, new Set(shared.map(([, at]) => wordsB[at]!))),
  };
}

/** The longest sequence of words that both have: pairs of indices. */
function sharedWords(a: readonly string[], b: readonly string[]): [number, number][] {
  const shared: [number, number][] = [];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) shared.push([from, from++]);
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) shared.push([--endA, --endB]);
  const height = endA - from;
  const width = endB - from;
  if (height * width > MOST_CELLS) return shared;
  // Length of the longest common sequence of what is left of each.
  const rest = Array.from({ length: height + 1 }, () => new Uint16Array(width + 1));
  for (let i = height - 1; i >= 0; i--) {
    for (let j = width - 1; j >= 0; j--) {
      rest[i]![j] =
        a[from + i] === b[from + j] ? rest[i + 1]![j + 1]! + 1 : Math.max(rest[i + 1]![j]!, rest[i]![j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < height && j < width; ) {
    if (a[from + i] === b[from + j]) shared.push([from + i++, from + j++]);
    else if (rest[i + 1]![j]! >= rest[i]![j + 1]!) i++;
    else j++;
  }
  return shared;
}

function runsOf(tokens: readonly string[], shared: ReadonlySet<number>): WordRun[] {
  const runs: WordRun[] = [];
  for (const [at, token] of tokens.entries()) {
    const last = runs.at(-1);
    // A gap between two own words is part of what is own; before a shared word it is not.
    const own = isBlank(token) ? last?.own === true && nextIsOwn(tokens, at, shared) : !shared.has(at);
    if (last?.own === own) last.text += token;
    else runs.push({ text: token, own });
  }
  return runs;
}

function nextIsOwn(tokens: readonly string[], at: number, shared: ReadonlySet<number>): boolean {
  let next = at + 1;
  while (next < tokens.length && isBlank(tokens[next]!)) next++;
  return next < tokens.length && !shared.has(next);
}
