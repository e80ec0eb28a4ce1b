import { type Span, sentences as sentenceSpans } from '../../../shared/text/index.ts';
import {
  alike,
  alikeAcrossLanguages,
  bounds,
  type Candidate,
  Forms,
  type Pause,
  RIVALS,
  THRESHOLD,
} from './candidates.ts';
import { type Disagreement, disagreement } from './figures.ts';
import { type AlignableArticle, featuresOf, type SentenceFeatures } from './sentence-features.ts';

/**
 * What an alignment rests on. `measured`: pairs found on the half of tests/eval/alignment.json that no threshold was
 * chosen on (12 article pairs in English, Spanish, Russian and Arabic, 49 sentence pairs, written for this project; real
 * articles reword more freely). A test compares it with what is measured anew.
 */
export const aligner = {
  name: 'Sentence alignment',
  version: '2',
  threshold: THRESHOLD,
  /** Likeness that is enough for sentences with rival values of one measure. */
  rivals: RIVALS,
  measured: { precision: 1, recall: 0.9, f1: 0.95, on: '12 article pairs written for the purpose' },
} as const;

export type PairKind = 'same' | 'reworded' | 'differs';

export interface AlignedPair {
  /** Index into the sentences of the first and the second article. */
  a: number;
  b: number;
  /** Word for word; the same statement in other words; the same statement with figures that disagree. */
  kind: PairKind;
  /** Similarity, 0 to 1; 1 for `same`. */
  score: number;
  /** Stretches that both have, in the order of each text. */
  shared: { a: Span[]; b: Span[] };
  /** The figures that disagree; null unless `kind` is `differs`. */
  figures: Disagreement | null;
}

export interface Alignment {
  /** Sentences of each article: UTF-16 offsets into its text. */
  a: Span[];
  b: Span[];
  /** Sorted by `a`, then `b`. A sentence may stand in several. */
  pairs: AlignedPair[];
  /** Sentences that stand in no pair: what only one article says. */
  only: { a: number[]; b: number[] };
  basis: typeof aligner;
}

/** An article cut into sentences that can be compared. */
export interface ReadArticle extends AlignableArticle {
  sentences: SentenceFeatures[];
  /** Sentences behind the last that is compared. */
  left: number;
}

/** @param most sentences of it that are compared */
export function readArticle(
  article: AlignableArticle,
  most: number = bounds.sentences,
  pause: Pause = () => {},
): ReadArticle {
  const spans = sentenceSpans(article.text, article.language);
  const sentences = spans.slice(0, most).map((span, i) => {
    if (i % 256 === 0) pause();
    return featuresOf(article, span);
  });
  return { ...article, sentences, left: Math.max(0, spans.length - most) };
}

/**
 * Pairs the sentences of two articles that say the same, in whatever order they come. First each sentence gets at most
 * one partner, best first; then a sentence left over joins a partner that says it too, if that partner says more than
 * its first partner does. Articles in different languages are paired only by names and figures that both have.
 */
export function alignArticles(a: AlignableArticle, b: AlignableArticle): Alignment {
  const [left, right] = [readArticle(a), readArticle(b)];
  const pairs = pairsBetween(left, right);
  return {
    a: left.sentences.map(bare),
    b: right.sentences.map(bare),
    pairs,
    only: {
      a: missing(left.sentences, new Set(pairs.map((pair) => pair.a))),
      b: missing(right.sentences, new Set(pairs.map((pair) => pair.b))),
    },
    basis: aligner,
  };
}

/** The pairs of two articles that were cut into sentences before. */
export function pairsBetween(a: ReadArticle, b: ReadArticle, pause: Pause = () => {}): AlignedPair[] {
  const [left, right] = [a.sentences, b.sentences];
  const forms = { left: new Forms(left), right: new Forms(right) };
  const isOneLanguage = sameLanguage(a, b);
  const candidates = (isOneLanguage ? alike : alikeAcrossLanguages)(left, right, forms, pause);
  const links = oneToOne(candidates);
  if (isOneLanguage) links.push(...oneToMany(candidates, links, left, right));
  return links
    .flatMap((link) => repeated(link, forms))
    .map((link) => pairOf(link, left, right))
    .sort((x, y) => x.a - y.a || x.b - y.b);
}

/** A link between two forms as links between their occurrences: in order, those left over to the last of the other text. */
function repeated(link: Candidate, forms: { left: Forms; right: Forms }): Candidate[] {
  const ofA = forms.left.occurrences.get(link.a)!;
  const ofB = forms.right.occurrences.get(link.b)!;
  if (ofA.length === 1 && ofB.length === 1) return [link];
  return Array.from({ length: Math.max(ofA.length, ofB.length) }, (_, k) => ({
    ...link,
    a: ofA[Math.min(k, ofA.length - 1)]!,
    b: ofB[Math.min(k, ofB.length - 1)]!,
  }));
}

/** Best first; among equals the ones that stand at the same place in their articles. */
function oneToOne(candidates: Candidate[]): Candidate[] {
  const sorted = candidates.sort(
    (x, y) => Number(y.same) - Number(x.same) || y.score - x.score || Math.abs(x.a - x.b) - Math.abs(y.a - y.b),
  );
  const takenA = new Set<number>();
  const takenB = new Set<number>();
  const links: Candidate[] = [];
  for (const candidate of sorted) {
    if (takenA.has(candidate.a) || takenB.has(candidate.b)) continue;
    takenA.add(candidate.a);
    takenB.add(candidate.b);
    links.push(candidate);
  }
  return links;
}

// A left-over sentence joins a taken one if this much of it is found there, and this much of that is news.
const MIN_CONTAINED = 0.55;
const MIN_NEWS = 0.5;
const MIN_SHARED_OF_PART = 3;

function oneToMany(
  candidates: Candidate[],
  links: Candidate[],
  left: SentenceFeatures[],
  right: SentenceFeatures[],
): Candidate[] {
  const partnerOfA = new Map(links.map((link) => [link.a, link.b]));
  const partnerOfB = new Map(links.map((link) => [link.b, link.a]));
  const added: Candidate[] = [];
  const sorted = candidates.filter((candidate) => !candidate.same).sort((x, y) => y.score - x.score);
  for (const candidate of sorted) {
    const { a, b, inA, inB, shared } = candidate;
    if (shared < MIN_SHARED_OF_PART) continue;
    const freeB = !partnerOfB.has(b) && partnerOfA.has(a) && inA >= MIN_CONTAINED;
    const freeA = !partnerOfA.has(a) && partnerOfB.has(b) && inB >= MIN_CONTAINED;
    if (freeB && news(right[b]!, left[a]!, right[partnerOfA.get(a)!]!) >= MIN_NEWS) {
      partnerOfB.set(b, a);
      added.push(candidate);
    } else if (freeA && news(left[a]!, right[b]!, left[partnerOfB.get(b)!]!) >= MIN_NEWS) {
      partnerOfA.set(a, b);
      added.push(candidate);
    }
  }
  return added;
}

/** Of what a part shares with the whole: how much the whole's first partner does not have. */
function news(part: SentenceFeatures, whole: SentenceFeatures, first: SentenceFeatures): number {
  const shared = [...part.counts.keys()].filter((stem) => whole.counts.has(stem));
  return shared.filter((stem) => !first.counts.has(stem)).length / Math.max(1, shared.length);
}

function pairOf(link: Candidate, left: SentenceFeatures[], right: SentenceFeatures[]): AlignedPair {
  const [a, b] = [left[link.a]!, right[link.b]!];
  const differing = link.same ? null : disagreement(a.figures, b.figures);
  const kind: PairKind = link.same ? 'same' : differing ? 'differs' : 'reworded';
  const shared = link.same ? { a: [bare(a)], b: [bare(b)] } : { a: sharedSpans(a, b), b: sharedSpans(b, a) };
  return { a: link.a, b: link.b, kind, score: Math.min(1, link.score), shared, figures: differing };
}

/** Runs of tokens that the other sentence has too; a stop word counts only between two others. */
function sharedSpans(sentence: SentenceFeatures, other: SentenceFeatures): Span[] {
  const stems = new Set(other.tokens.map((token) => token.stem));
  const found: Span[] = [];
  let run: Span | null = null;
  for (const token of sentence.tokens) {
    if (!stems.has(token.stem)) {
      run = null;
    } else if (token.kind !== 'stop') {
      if (run) run.end = token.end;
      else {
        run = { start: token.start, end: token.end };
        found.push(run);
      }
    }
  }
  return found;
}

function missing(sentences: SentenceFeatures[], paired: Set<number>): number[] {
  return [...sentences.keys()].filter((index) => !paired.has(index));
}

export function bare({ start, end }: Span): Span {
  return { start, end };
}

export function sameLanguage(a: { language: string | null }, b: { language: string | null }): boolean {
  const primary = (language: string | null) => language?.toLowerCase().split(/[-_]/)[0] || null;
  const [x, y] = [primary(a.language), primary(b.language)];
  return x === null || y === null || x === y;
}
