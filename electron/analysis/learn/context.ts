import { type DescribedArticle, PHRASES_A_WORD } from './described.ts';
import { featureOf } from './hash.ts';
import { Numbers, type Rows } from './numbers.ts';

const kind = {
  sentence: 200,
  before: 201,
  behind: 202,
  article: 203,
  sentenceAndClass: 204,
  word: 205,
  stem: 206,
  pair: 207,
  pairBefore: 208,
  wordBefore: 209,
  wordBehind: 210,
  wordAndSentence: 211,
  stemBefore: 212,
} as const;

const BELIEFS = [0.02, 0.05, 0.1, 0.18, 0.28, 0.4, 0.55, 0.75];
const binned = (belief: number): number => 1 + BELIEFS.findLastIndex((bound) => belief >= bound);

/**
 * The rows of an article's words with what is only known once something was learned: how likely it is that their sentence, its
 * neighbours and the article hold something, and how often the words were coded in other articles.
 * @param beliefs for each sentence
 * @param binOf of a phrase, see `PhraseCounts`
 */
export function withContext(
  article: DescribedArticle,
  beliefs: ArrayLike<number>,
  binOf: (phrase: number) => number,
): Rows {
  const { words, tokens, sentenceOf, phrases } = article;
  const features = new Numbers();
  features.reserve(words.features.length + tokens.length * 14);
  const starts = new Int32Array(tokens.length + 1);
  let sum = 0;
  for (let s = 0; s < beliefs.length; s++) sum += beliefs[s]!;
  const whole = binned(beliefs.length > 0 ? sum / beliefs.length : 0);
  const bins = Uint8Array.from(phrases, binOf);
  const add = (what: number, a: number, b = 0) => features.push(featureOf(what, a, b));
  for (let t = 0; t < tokens.length; t++) {
    starts[t] = features.length;
    features.append(words.features.subarray(words.starts[t]!, words.starts[t + 1]!));
    const sentence = sentenceOf[t]!;
    const own = binned(beliefs[sentence]!);
    add(kind.sentence, own);
    add(kind.before, sentence > 0 ? binned(beliefs[sentence - 1]!) : 20);
    add(kind.behind, sentence + 1 < beliefs.length ? binned(beliefs[sentence + 1]!) : 20);
    add(kind.article, whole);
    add(kind.sentenceAndClass, own, tokens[t]!.looks.classes);
    const at = t * PHRASES_A_WORD;
    add(kind.word, bins[at]!);
    add(kind.stem, bins[at + 1]!);
    add(kind.pair, bins[at + 2]!);
    add(kind.wordAndSentence, bins[at + 1]!, own);
    if (t > 0) {
      add(kind.pairBefore, bins[at - PHRASES_A_WORD + 2]!);
      add(kind.wordBefore, bins[at - PHRASES_A_WORD]!);
      add(kind.stemBefore, bins[at - PHRASES_A_WORD + 1]!, bins[at + 1]!);
    }
    if (t + 1 < tokens.length) add(kind.wordBehind, bins[at + PHRASES_A_WORD]!);
  }
  starts[tokens.length] = features.length;
  return { features: features.values, starts };
}
