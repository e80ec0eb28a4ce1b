import type { Span } from '../../../shared/text/index.ts';
import { type Disagreement, disagreement } from './figures.ts';
import { type AlignableArticle, type SentenceFeatures, sentencesOf } from './sentence-features.ts';
import { type Lexicon, lexiconOf, type Similarity, similarity, weigh } from './similarity.ts';

/** From this score on two sentences are taken for the same statement. Chosen on the `tune` half of tests/eval/alignment.json. */
const THRESHOLD = 0.34;

/**
 * What an alignment rests on. `measured`: pairs found on the half of tests/eval/alignment.json that no threshold was
 * chosen on (12 article pairs in English, Spanish, Russian and Arabic, 49 sentence pairs, written for this project; real
 * articles reword more freely). A test compares it with what is measured anew.
 */
export const aligner = {
  name: 'Sentence alignment',
  version: '1',
  threshold: THRESHOLD,
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

/**
 * Pairs the sentences of two articles that say the same, in whatever order they come. First each sentence gets at most
 * one partner, best first; then a sentence left over joins a partner that says it too, if that partner says more than
 * its first partner does. Articles in different languages are paired only by names and figures that both have.
 */
export function alignArticles(a: AlignableArticle, b: AlignableArticle): Alignment {
  const left = sentencesOf(a);
  const right = sentencesOf(b);
  const candidates = sameLanguage(a, b) ? alike(left, right) : alikeAcrossLanguages(left, right);
  const links = oneToOne(candidates);
  if (sameLanguage(a, b)) links.push(...oneToMany(candidates, links, left, right));
  const pairs = links.map((link) => pairOf(link, left, right)).sort((x, y) => x.a - y.a || x.b - y.b);
  return {
    a: left.map(bare),
    b: right.map(bare),
    pairs,
    only: {
      a: missing(left, new Set(pairs.map((pair) => pair.a))),
      b: missing(right, new Set(pairs.map((pair) => pair.b))),
    },
    basis: aligner,
  };
}

interface Candidate extends Similarity {
  a: number;
  b: number;
  same: boolean;
}

// Two sentences that have only people, their offices or a date in common are not one statement; nor do a name and one
// word make one.
const MIN_TELLING = 2;
const SAME: Similarity = { score: 1, inA: 1, inB: 1, shared: Number.POSITIVE_INFINITY };

function alike(left: SentenceFeatures[], right: SentenceFeatures[]): Candidate[] {
  const lexicon = lexiconOf([...left, ...right]);
  const weighedLeft = left.map((sentence) => weigh(sentence, lexicon));
  const weighedRight = right.map((sentence) => weigh(sentence, lexicon));
  const found: Candidate[] = sameForSame(left, right);
  const tellingIn = tellingStems(right, lexicon);
  weighedLeft.forEach((sentence, a) => {
    const common = new Uint16Array(right.length);
    for (const stem of sentence.counts.keys()) for (const b of tellingIn.get(stem) ?? []) common[b]!++;
    weighedRight.forEach((other, b) => {
      if (common[b]! < MIN_TELLING || left[a]!.exact === right[b]!.exact) return;
      const likeness = similarity(sentence, other, lexicon, THRESHOLD);
      if (likeness) found.push({ a, b, same: false, ...likeness });
    });
  });
  return found;
}

/** For each stem that tells something, the sentences that have it. */
function tellingStems(sentences: SentenceFeatures[], lexicon: Lexicon): Map<string, number[]> {
  const found = new Map<string, number[]>();
  sentences.forEach((sentence, index) => {
    for (const stem of sentence.counts.keys()) {
      if (!lexicon.get(stem)!.telling) continue;
      const known = found.get(stem);
      if (known) known.push(index);
      else found.set(stem, [index]);
    }
  });
  return found;
}

function sameForSame(left: SentenceFeatures[], right: SentenceFeatures[]): Candidate[] {
  const byForm = new Map<string, number[]>();
  right.forEach((sentence, b) => {
    byForm.set(sentence.exact, [...(byForm.get(sentence.exact) ?? []), b]);
  });
  return left.flatMap((sentence, a) => (byForm.get(sentence.exact) ?? []).map((b) => ({ a, b, same: true, ...SAME })));
}

// A small number is met by chance: "two", "ten".
const TELLING_FIGURE = 13;

/** A figure that tells something together with a name, or three names. */
function alikeAcrossLanguages(left: SentenceFeatures[], right: SentenceFeatures[]): Candidate[] {
  const found = sameForSame(left, right).filter(({ a }) => left[a]!.tokens.length >= 4);
  left.forEach((sentence, a) => {
    right.forEach((other, b) => {
      if (sentence.exact === other.exact) return;
      const names = namesOf(other);
      const sharedNames = [...namesOf(sentence)].filter((name) => names.has(name)).length;
      const sharedFigures = sentence.figures.filter(
        ({ value }) => value >= TELLING_FIGURE && other.figures.some((figure) => figure.value === value),
      ).length;
      if (sharedNames < 3 && (sharedNames < 1 || sharedFigures < 1)) return;
      const evidence = sharedNames + 2 * sharedFigures;
      found.push({
        a,
        b,
        same: false,
        score: Math.max(THRESHOLD, evidence / (evidence + 2)),
        inA: 0,
        inB: 0,
        shared: evidence,
      });
    });
  });
  return found;
}

function namesOf(sentence: SentenceFeatures): Set<string> {
  return new Set(
    sentence.tokens.filter((token) => token.isName && token.kind === 'content').map((token) => token.stem),
  );
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

function bare({ start, end }: Span): Span {
  return { start, end };
}

function sameLanguage(a: AlignableArticle, b: AlignableArticle): boolean {
  const primary = (language: string | null) => language?.toLowerCase().split(/[-_]/)[0] || null;
  const [x, y] = [primary(a.language), primary(b.language)];
  return x === null || y === null || x === y;
}
