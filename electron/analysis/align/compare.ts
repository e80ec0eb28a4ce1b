import type { Span } from '../../../shared/text/index.ts';
import { type AlignedPair, aligner, bare, pairsBetween, type ReadArticle, readArticle } from './align.ts';
import { bounds, type Pause } from './candidates.ts';
import { type Disagreement, disagreement } from './figures.ts';
import type { AlignableArticle } from './sentence-features.ts';
import { type Statement, statementsOf } from './statements.ts';

/** A pair of sentences of articles `left` and `right`, `left` the smaller number. */
export interface ComparedPair extends AlignedPair {
  left: number;
  right: number;
}

export interface Comparison {
  articles: {
    /** UTF-16 offsets into its text. */
    sentences: Span[];
    /** Sentences behind these that were not compared. */
    left: number;
  }[];
  /** Of every two articles, sorted by their numbers, then by the sentences. */
  pairs: ComparedPair[];
  /** What two or more articles say. */
  statements: Statement[];
  /** For each article, the sentences that are in no statement. */
  only: number[][];
  basis: typeof aligner;
}

/** Compares each article with each other one, sentence by sentence. @param pause asked now and then, throws to end */
export function compareArticles(articles: readonly AlignableArticle[], pause: Pause = () => {}): Comparison {
  const read = readAll(articles, bounds.sentences, pause);
  const pairs = pairsAmong(read, pause);
  // Of two articles every link counts by itself: a sentence may be one with several of the other.
  const statements = statementsOf(read.length, pairs);
  return {
    articles: read.map(({ sentences, left }) => ({ sentences: sentences.map(bare), left })),
    pairs,
    statements,
    only: onlyIn(read, statements),
    basis: aligner,
  };
}

function readAll(articles: readonly AlignableArticle[], most: number, pause: Pause): ReadArticle[] {
  return articles.map((article) => {
    pause();
    return readArticle(article, most, pause);
  });
}

function pairsAmong(articles: readonly ReadArticle[], pause: Pause): ComparedPair[] {
  return articles.flatMap((a, left) =>
    articles.slice(left + 1).flatMap((b, at) => {
      pause();
      return pairsBetween(a, b, pause).map((pair) => ({ left, right: left + 1 + at, ...pair }));
    }),
  );
}

const onlyIn = (articles: readonly ReadArticle[], statements: readonly Statement[]): number[][] =>
  articles.map(({ sentences }, article) => {
    const said = new Set(statements.flatMap((statement) => statement[article]!));
    return [...sentences.keys()].filter((index) => !said.has(index));
  });

export interface MatrixCell {
  /** The sentence most like the head, then further ones that say it too. UTF-16 offsets. */
  spans: Span[];
  /** Beside the head's words: word for word, other words, another figure. Of the head itself: `same`. */
  kind: AlignedPair['kind'];
  /** Likeness to the head, 0 to 1; null where they were linked through a third sentence only. */
  score: number | null;
  /** Its figures that disagree with the head's; of the head, those that others disagree with. */
  figures: Disagreement['a'];
}

export interface MatrixRow {
  /** The article whose sentence stands for the row. */
  head: number;
  /** Articles that say it. */
  said: number;
  /** Where in the articles it stands, on average: 0 the beginning, 1 the end. */
  place: number;
  /** One for each article; null where no sentence like it was found. */
  cells: (MatrixCell | null)[];
}

export interface StatementMatrix {
  rows: MatrixRow[];
  /** Per article, sentences behind the last that was compared. */
  left: number[];
  basis: typeof aligner;
}

/** Sentences of each article that a matrix looks at. */
export const MATRIX_SENTENCES = 300;
/** Tokens from which on a sentence that only one article has makes a row; headings and captions do not. */
const LEAST_TOKENS = 5;

/** What is said, by who says it: statements down, articles across. Said by most first, then in the order of reading. */
export function statementMatrix(articles: readonly AlignableArticle[], pause: Pause = () => {}): StatementMatrix {
  const read = readAll(articles, MATRIX_SENTENCES, pause);
  const pairs = pairsAmong(read, pause);
  const statements = statementsOf(read.length, pairs);
  const scores = new Map(pairs.map(({ left, right, a, b, score }) => [`${left} ${a} ${right} ${b}`, score]));
  const scoreOf = (x: number, a: number, y: number, b: number) =>
    scores.get(x < y ? `${x} ${a} ${y} ${b}` : `${y} ${b} ${x} ${a}`) ?? null;
  const alone = onlyIn(read, statements).flatMap((indexes, article) =>
    indexes
      .filter((index) => read[article]!.sentences[index]!.tokens.length >= LEAST_TOKENS)
      .map((index) => read.map((_, i) => (i === article ? [index] : []))),
  );
  const rows = [...statements, ...alone].map((statement) => rowOf(statement, read, scoreOf));
  rows.sort((x, y) => y.said - x.said || x.place - y.place);
  return { rows, left: read.map(({ left }) => left), basis: aligner };
}

function rowOf(
  statement: Statement,
  read: readonly ReadArticle[],
  scoreOf: (x: number, a: number, y: number, b: number) => number | null,
): MatrixRow {
  const saying = [...statement.keys()].filter((article) => statement[article]!.length > 0);
  const main = (article: number) => statement[article]![0]!;
  // The one that is most like all others; the first of several.
  const centrality = (article: number) =>
    saying.reduce((sum, other) => sum + (scoreOf(article, main(article), other, main(other)) ?? 0), 0);
  const head = saying.reduce((best, one) => (centrality(one) > centrality(best) + 1e-9 ? one : best));
  const headSentence = read[head]!.sentences[main(head)]!;
  const disputed = new Map<number, Disagreement['a'][number]>();
  const cells = statement.map((indexes, article): MatrixCell | null => {
    if (indexes.length === 0) return null;
    const sentences = indexes.map((index) => read[article]!.sentences[index]!);
    const spans = sentences.map(bare);
    if (article === head) return { spans, kind: 'same', score: 1, figures: [] };
    const [first] = sentences;
    const score = scoreOf(head, main(head), article, main(article));
    if (first!.exact === headSentence.exact) return { spans, kind: 'same', score: 1, figures: [] };
    const figures = disagreement(headSentence.figures, first!.figures);
    for (const figure of figures?.a ?? []) disputed.set(figure.start, figure);
    return { spans, kind: figures ? 'differs' : 'reworded', score, figures: figures?.b ?? [] };
  });
  cells[head]!.figures = [...disputed.values()];
  const places = saying.map((article) => main(article) / Math.max(1, read[article]!.sentences.length - 1));
  return { head, said: saying.length, place: places.reduce((sum, place) => sum + place, 0) / saying.length, cells };
}
