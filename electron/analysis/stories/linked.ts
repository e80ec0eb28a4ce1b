import type { Disagreement } from '../align/figures.ts';
import { disagreement } from '../align/figures.ts';
import { type SentenceFeatures, sentencesOf } from '../align/sentence-features.ts';
import { type Lexicon, lexiconOf, similarity, type WeighedSentence, weigh } from '../align/similarity.ts';
import type { SectionArticle } from './sections.ts';

/** A sentence of the story that could stand for itself. */
export interface StorySentenceAt extends SentenceFeatures {
  article: number;
  /** Number among the sentences of its article. */
  order: number;
}

/** Two sentences of different articles that make the same statement. */
export interface Link {
  a: number;
  b: number;
  kind: 'same' | 'reworded' | 'differs';
  score: number;
  figures: Disagreement | null;
}

/**
 * Among all sentences of a story chance brings more together than between two articles: from this likeness on, and with so
 * many stems in common, two sentences are one statement. Tried on the sample corpus.
 */
const LEAST_SCORE = 0.42;
const LEAST_SHARED = 3;
/** Two stems are enough where the sentences have hardly any others. */
const SURE_SCORE = 0.6;
/** Sentences with fewer stems say too little by themselves. */
const LEAST_STEMS = 4;

/** Whether two sentences this alike make one statement. */
export const isStatement = ({ score, shared }: { score: number; shared: number }): boolean =>
  score >= LEAST_SCORE && (shared >= LEAST_SHARED || score >= SURE_SCORE);

const LEAST_WORDS = 6;
const MOST_WORDS = 70;
/** Sentences of one article that are looked at. */
const MOST_SENTENCES = 120;
const ENDS = /[.!?…。．！？؟۔]["'”’»)\]]*$/u;
/** A stem in more sentences than this share, and than these few, brings no two together: it would compare all with all. */
const TOO_COMMON = 0.15;
const FEW = 200;
const LEAST_TELLING = 2;

const primary = (language: string | null) => language?.toLowerCase().split(/[-_]/)[0] ?? null;

/** The beginning of a very long article is looked at: enough for so many sentences. UTF-16 units. */
const MOST_UNITS = MOST_SENTENCES * 400;

/** Whole sentences: no headings, captions, lists of links. */
export function sentencesOfStory(articles: readonly SectionArticle[]): StorySentenceAt[] {
  return articles.flatMap((article, number) =>
    sentencesOf({ id: article.articleId, text: article.text.slice(0, MOST_UNITS), language: article.language })
      .slice(0, MOST_SENTENCES)
      .map((sentence, order) => ({ ...sentence, article: number, order }))
      .filter(({ start, end, tokens }) => {
        const isCut = end === MOST_UNITS && article.text.length > MOST_UNITS;
        const isWhole = !isCut && ENDS.test(article.text.slice(start, end).trimEnd());
        const stems = tokens.filter(({ kind }) => kind !== 'stop').length;
        return isWhole && stems >= LEAST_STEMS && tokens.length >= LEAST_WORDS && tokens.length <= MOST_WORDS;
      }),
  );
}

/** The sentences of a story, ready for comparing. */
export interface WeighedStory {
  articles: readonly SectionArticle[];
  sentences: readonly StorySentenceAt[];
  lexicon: Lexicon;
  weighed: readonly WeighedSentence[];
  /** Primary language tag of each article. */
  languages: readonly (string | null)[];
}

export function weighStory(articles: readonly SectionArticle[]): WeighedStory {
  const sentences = sentencesOfStory(articles);
  const lexicon = lexiconOf(sentences);
  return {
    ...{ articles, sentences, lexicon },
    weighed: sentences.map((sentence) => weigh(sentence, lexicon)),
    languages: articles.map(({ language }) => primary(language)),
  };
}

/** Pairs of sentences of different articles, in one language, that the aligner takes for the same statement. */
export function linkSentences({ sentences, lexicon, weighed, languages }: WeighedStory): Link[] {
  const postings = new Map<string, number[]>();
  const links: Link[] = [];
  const common = new Uint16Array(sentences.length);
  sentences.forEach((sentence, b) => {
    const touched: number[] = [];
    for (const stem of sentence.counts.keys()) {
      if (!lexicon.get(stem)!.telling) continue;
      const having = postings.get(stem);
      if (having && having.length <= Math.max(FEW, sentences.length * TOO_COMMON)) {
        for (const a of having) if (common[a]!++ === 0) touched.push(a);
      }
      if (having) having.push(b);
      else postings.set(stem, [b]);
    }
    for (const a of touched) {
      const other = sentences[a]!;
      const isCandidate = common[a]! >= LEAST_TELLING && other.article !== sentence.article;
      common[a] = 0;
      if (!isCandidate || languages[other.article] !== languages[sentence.article]) continue;
      const likeness = similarity(weighed[a]!, weighed[b]!, lexicon, LEAST_SCORE);
      if (!likeness || !isStatement(likeness)) continue;
      const same = other.exact === sentence.exact;
      const figures = same ? null : disagreement(other.figures, sentence.figures);
      const kind = same ? 'same' : figures ? 'differs' : 'reworded';
      links.push({ a, b, kind, score: Math.min(1, likeness.score), figures });
    }
  });
  return links;
}
