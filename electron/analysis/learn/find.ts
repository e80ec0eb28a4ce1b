import type { AnalysedText, Finding } from '../analysers/analyser.ts';
import { believe } from './classes.ts';
import { withContext } from './context.ts';
import { type DescribedArticle, describeArticle } from './described.ts';
import { type LearnedCodes, labelsFrom } from './learn.ts';
import { nameFeatures } from './naming.ts';
import { Numbers, numbered, placesOf } from './numbers.ts';
import { phraseBins } from './phrases.ts';
import { findRuns, stateScores } from './sequence.ts';
import { chooseSpans, type FoundSpan } from './spans.ts';
import { FUNCTION_WORD } from './words.ts';

/** Finds in an article what was learned; see `finderOf`. */
export type CodeFinder = (article: AnalysedText) => Finding[];

/** Several models that are asked about one text share its description. */
const described = new WeakMap<AnalysedText, DescribedArticle>();

function describedOnce(text: AnalysedText): DescribedArticle {
  const known = described.get(text) ?? describeArticle(text);
  described.set(text, known);
  return known;
}

/** Makes what was learned ready for use, which takes a few megabytes. */
export function finderOf(learned: LearnedCodes): CodeFinder {
  const sentencePlaces = placesOf(learned.sentences.kept);
  const wordPlaces = placesOf(learned.words.kept);
  const namePlaces = learned.naming && placesOf(learned.naming.kept);
  const bins = phraseBins(learned.phrases);
  const binOf = (phrase: number) => bins[phrase]!;
  const both = new Float64Array(2);

  function beliefsOf(article: DescribedArticle): Float32Array {
    const rows = numbered(article.sentenceRows, sentencePlaces);
    return Float32Array.from(article.sentences, (_, s) => {
      believe(learned.sentences.model, rows, s, both);
      return both[1]!;
    });
  }

  function labelsOf(article: DescribedArticle, { first, last }: FoundSpan): { label: string; share: number }[] {
    if (!learned.naming || !namePlaces) return [{ label: learned.labels[0]!, share: 1 }];
    const features = new Numbers();
    nameFeatures(article, first, last, features);
    const rows = numbered({ features: features.values, starts: Int32Array.of(0, features.length) }, namePlaces);
    const beliefs = new Float64Array(learned.labels.length);
    believe(learned.naming.model, rows, 0, beliefs);
    return labelsFrom(beliefs).map((i) => ({ label: learned.labels[i]!, share: beliefs[i]! }));
  }

  return (text) => {
    const article = describedOnce(text);
    if (article.tokens.length === 0) return [];
    const beliefs = beliefsOf(article);
    const rows = numbered(withContext(article, beliefs, binOf), wordPlaces);
    const { stretches } = article;
    const scores = stateScores({ ...rows, stretches }, learned.words.model);
    const runs = findRuns(scores, stretches, learned.words.model, learned.choice.reluctance);
    return chooseSpans(article, runs, beliefs, learned.choice).flatMap((span) => {
      const telling = tellingWords(article, scores, span);
      const words = telling.map((t) => ({ start: article.tokens[t]!.start, end: article.tokens[t]!.end }));
      return labelsOf(article, span).map(
        ({ label, share }): Finding => ({
          start: span.start,
          end: span.end,
          label,
          score: Math.round(span.certainty * share * 1000) / 1000,
          reason: reasonOf(
            learned.examples[learned.labels.indexOf(label)]!,
            telling.map((t) => text.slice(article.tokens[t]!)),
          ),
          ...(words.length > 0 && { words }),
        }),
      );
    });
  };
}

const reasonOf = (examples: number, words: readonly string[]): string =>
  `learned from ${examples} coded spans${words.length > 0 ? `; telling: ${words.join(', ')}` : '; no single word, the sentence as a whole'}`;

const MOST_TELLING = 3;

/** The words of a span that speak most for it, in the order of the text. */
function tellingWords({ tokens }: DescribedArticle, scores: Float32Array, { first, last }: FoundSpan): number[] {
  const said: { t: number; weight: number }[] = [];
  for (let t = first; t <= last; t++) {
    const { looks } = tokens[t]!;
    if (!looks.isWord || looks.classes & FUNCTION_WORD) continue;
    const weight = Math.max(scores[t * 3 + 1]!, scores[t * 3 + 2]!) - scores[t * 3]!;
    if (weight > 0) said.push({ t, weight });
  }
  return said
    .sort((a, b) => b.weight - a.weight || a.t - b.t)
    .slice(0, MOST_TELLING)
    .map(({ t }) => t)
    .sort((a, b) => a - b);
}
