import type { SentenceFeatures } from '../align/sentence-features.ts';
import type { Lexicon } from '../align/similarity.ts';

/** Deny what follows close by; "not only", "no more than" and the like deny nothing. */
const NEGATION =
  /(?<![\p{L}\p{N}])(?:not|no|never|none|nobody|neither|nor|without|cannot|\p{L}+n['’]t|fail(?:s|ed) to|refus(?:es|ed) to)(?![\p{L}\p{N}])(?!\s+(?:only|just|merely|more than|less than|fewer than|later than|earlier than|doubt)\b)/giu;
/** Deny what follows, further on. */
const REFUSAL =
  /(?<![\p{L}\p{N}])(?:den(?:y|ies|ied|ying)|disput(?:es|ed)|refut(?:e|es|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?|contradict(?:s|ed)?|rebut(?:s|ted)?)(?![\p{L}\p{N}])/giu;
/** Deny what stands before them. */
const VERDICT =
  /(?<![\p{L}\p{N}])(?:(?:is|are|was|were|be|as|called \p{L}+)\s+)(?:false|untrue|wrong|baseless|unfounded|incorrect|invented|made up)(?![\p{L}\p{N}])/giu;

const NEAR = 6;
const FAR = 16;
/** Of what is denied, the share that the other sentence says: “not by yacht” does not deny that they come home. */
const MOST_OF_NEAR = 0.75;
const MOST_OF_FAR = 0.5;
const CLAUSE = /[,;:()–—]/u;

/**
 * The words by which one sentence denies something that both say; null when it does not. English alone.
 * @param body text of the article of `sentence`
 */
export function denialIn(
  body: string,
  sentence: SentenceFeatures,
  other: SentenceFeatures,
  lexicon: Lexicon,
): string | null {
  const text = body.slice(sentence.start, sentence.end);
  const { tokens } = sentence;
  /** Whether most of some tokens, and at least one that tells something, stand in the other sentence too. */
  const isSaid = (from: number, to: number, share: number) => {
    const own = tokens.slice(Math.max(0, from), to).filter(({ kind }) => kind !== 'stop');
    const both = own.filter(({ stem }) => other.counts.has(stem));
    return both.length >= share * own.length && both.some(({ stem }) => lexicon.get(stem)?.telling ?? false);
  };
  /** Up to the next comma or other mark inside the sentence. */
  const clauseEnd = (from: number, most: number) => {
    for (let k = from + 1; k < Math.min(tokens.length, from + most); k++)
      if (CLAUSE.test(body.slice(tokens[k - 1]!.end, tokens[k]!.start))) return k;
    return Math.min(tokens.length, from + most);
  };
  const rules: readonly [RegExp, (first: number, after: number) => boolean][] = [
    [REFUSAL, (_first, after) => isSaid(after, clauseEnd(after, FAR), MOST_OF_FAR)],
    [VERDICT, (first) => isSaid(first - FAR, first, MOST_OF_FAR)],
    [NEGATION, (_first, after) => isSaid(after, clauseEnd(after, NEAR), MOST_OF_NEAR)],
  ];
  for (const [rule, holds] of rules) {
    for (const match of text.matchAll(rule)) {
      const start = sentence.start + match.index;
      const first = tokens.findIndex((token) => token.end > start);
      const next = tokens.findIndex((token) => token.start >= start + match[0].length);
      if (first >= 0 && holds(first, next < 0 ? tokens.length : next)) return match[0].toLowerCase();
    }
  }
  return null;
}
