// Which of several codes a found span has.
import type { DescribedArticle } from './described.ts';
import { featureOf } from './hash.ts';
import type { Numbers } from './numbers.ts';

const kind = {
  word: 110,
  pair: 111,
  stem: 112,
  suffix: 113,
  first: 114,
  last: 115,
  before: 116,
  behind: 117,
  length: 118,
  share: 119,
  shape: 120,
  class: 121,
  sentence: 122,
  place: 123,
  bias: 124,
} as const;

/** Features of a span given by its first and last word, appended to `features`. */
export function nameFeatures(article: DescribedArticle, first: number, last: number, features: Numbers): void {
  const { tokens, sentenceOf, sentenceRows, words } = article;
  const own = new Set<number>();
  const add = (what: number, a: number, b = 0) => own.add(featureOf(what, a, b));
  const count = last - first + 1;
  for (let t = first; t <= last; t++) {
    const { looks } = tokens[t]!;
    add(kind.word, looks.hash);
    add(kind.stem, looks.stem);
    add(kind.suffix, looks.suffix3);
    add(kind.shape, looks.shape);
    if (looks.classes) add(kind.class, looks.classes);
    if (t > first) add(kind.pair, tokens[t - 1]!.looks.hash, looks.hash);
  }
  const lengthBin = [1, 2, 3, 4, 6, 9, 14, 22, 35].findLastIndex((bound) => count >= bound);
  add(kind.length, lengthBin);
  add(kind.first, tokens[first]!.looks.hash);
  add(kind.last, tokens[last]!.looks.hash);
  add(kind.shape, tokens[first]!.looks.shape, lengthBin + 1);
  add(kind.before, tokens[first - 1]?.looks.hash ?? 1);
  add(kind.behind, tokens[last + 1]?.looks.hash ?? 1);
  const sentence = sentenceOf[first]!;
  const isWhole = sentenceOf[first - 1] !== sentence && (sentenceOf[last + 2] ?? -1) !== sentence;
  add(kind.share, isWhole ? 1 : 0);
  add(kind.place, sentenceOf[first - 1] !== sentence ? 1 : 0, sentenceOf[last + 2] !== sentence ? 1 : 0);
  add(kind.bias, 1);
  for (const feature of own) features.push(feature);
  // What the untrained analyser and the surroundings say at the first and the last word.
  features.append(words.features.subarray(words.starts[first]!, words.starts[first + 1]!));
  if (last > first) features.append(words.features.subarray(words.starts[last]!, words.starts[last + 1]!));
  features.append(sentenceRows.features.subarray(sentenceRows.starts[sentence]!, sentenceRows.starts[sentence + 1]!));
}
