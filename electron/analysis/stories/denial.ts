import type { SentenceFeatures } from '../align/sentence-features.ts';
import type { Lexicon } from '../align/similarity.ts';

/** Deny what follows close by; "not only", "no more than" and the like deny nothing. */
const NEGATION =
  /(?<![\p{L}\p{N}])(?:not|no|never|none|nobody|neither|nor|without|cannot|\p{L}+n['’]t|fail(?:s|ed) to|refus(?:es|ed) to)(?![\p{L}\p{N}])(?!\s+(?:only|just|merely|more than|less than|fewer than|later than|earlier than|doubt)\b)/giu;
/** Deny what follows, further on. */
const REFUSAL =
  /(?<![\p{L}\p{N}])(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|refut(?:e|es|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?|contradict(?:s|ed)?|rebut(?:s|ted)?)(?![\p{L}\p{N}])/giu;
/** Deny what stands before them. */
const VERDICT =
  /(?<![\p{L}\p{N}])(?:(?:is|are|was|were|be|as|called \p{L}+)\s+)(?:false|untrue|wrong|baseless|unfounded|incorrect|invented|made up)(?![\p{L}\p{N}])/giu;

const NEAR = 6;
const FAR = 16;

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
  const isShared = (stem: string) => other.counts.has(stem) && (lexicon.get(stem)?.telling ?? false);
  const { tokens } = sentence;
  const anyShared = (from: number, to: number) =>
    tokens.slice(Math.max(0, from), to).some(({ stem }) => isShared(stem));
  const rules: readonly [RegExp, (first: number, after: number) => boolean][] = [
    [REFUSAL, (_first, after) => anyShared(after, after + FAR)],
    [VERDICT, (first) => anyShared(first - FAR, first)],
    [NEGATION, (_first, after) => anyShared(after, after + NEAR)],
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
