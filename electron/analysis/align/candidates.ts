import { disagreement } from './figures.ts';
import type { SentenceFeatures } from './sentence-features.ts';
import { type Lexicon, lexiconOf, type Similarity, similarity, weigh } from './similarity.ts';

/** From this score on two sentences are taken for the same statement. Chosen on the `tune` half of tests/eval/alignment.json. */
export const THRESHOLD = 0.34;

/** What keeps an alignment of very long or repetitive texts near-linear. Articles below a thousand sentences never meet them. */
export const bounds = {
  /** Sentences of an article that are compared; those after them are said to be left out. */
  sentences: 20_000,
  /** A stem in more sentences than this brings no two together. */
  postings: 1000,
  /** Sentences of the other article that one is measured against: those with most stems in common. */
  likeliest: 200,
  /** Of these so many are kept. */
  kept: 40,
} as const;

/** Two sentences that may be the same statement, by their numbers. */
export interface Candidate extends Similarity {
  a: number;
  b: number;
  same: boolean;
}

/** Asked now and then; throws to end the work. */
export type Pause = () => void;

/** Enough for two sentences of which each gives one figure, of one measure named by two words, that do not agree. */
export const RIVALS = 0.2;
const MEASURE_WORDS = 2;

/** Whether two sentences give rival values of one measure: "470 cubic metres", "410 cubic metres". */
function measureTheSame(a: SentenceFeatures, b: SentenceFeatures): boolean {
  if (a.figures.length === 0 || b.figures.length === 0) return false;
  return (disagreement(a.figures, b.figures)?.a ?? []).some((figure) =>
    b.figures.some(
      (other) =>
        Math.min(figure.value, other.value) >= TELLING_FIGURE &&
        Math.max(figure.value, other.value) < 2 * Math.min(figure.value, other.value) &&
        figure.counted.filter((name) => other.counted.includes(name)).length >= MEASURE_WORDS,
    ),
  );
}

// Two sentences that have only people, their offices or a date in common are not one statement; nor do a name and one
// word make one.
const MIN_TELLING = 2;
const SAME: Similarity = { score: 1, inA: 1, inB: 1, shared: Number.POSITIVE_INFINITY };

/**
 * The sentences of a text, those that are word for word the same together, by the number of the first. One that is repeated
 * ten thousand times is compared once.
 */
export class Forms {
  /** For the first sentence of each form, all that have it. */
  readonly occurrences: Map<number, number[]> = new Map();
  readonly #first = new Map<string, number>();

  constructor(sentences: readonly SentenceFeatures[]) {
    sentences.forEach(({ exact }, index) => {
      const first = this.#first.get(exact);
      if (first === undefined) {
        this.#first.set(exact, index);
        this.occurrences.set(index, [index]);
      } else this.occurrences.get(first)!.push(index);
    });
  }

  firstOf(exact: string): number | undefined {
    return this.#first.get(exact);
  }
}

/** Of two texts in one language: sentences word for word the same, and those alike enough. Only the first of each form. */
export function alike(
  left: readonly SentenceFeatures[],
  right: readonly SentenceFeatures[],
  forms: { left: Forms; right: Forms },
  pause: Pause,
): Candidate[] {
  const lexicon = lexiconOf([...left, ...right]);
  const weighedRight = new Map([...forms.right.occurrences.keys()].map((b) => [b, weigh(right[b]!, lexicon)] as const));
  const found = sameForSame(left, forms);
  const postings = postingsOf(forms.right.occurrences.keys(), (b) => tellingStems(right[b]!, lexicon));
  const meet = meetingIn(postings, right.length);
  let turn = 0;
  for (const a of forms.left.occurrences.keys()) {
    if (++turn % 64 === 0) pause();
    const { exact, counts } = left[a]!;
    const weighed = weigh(left[a]!, lexicon);
    const near: Candidate[] = [];
    for (const b of meet(counts.keys(), MIN_TELLING)) {
      if (right[b]!.exact === exact) continue;
      const likeness =
        similarity(weighed, weighedRight.get(b)!, lexicon, THRESHOLD) ??
        (measureTheSame(left[a]!, right[b]!) ? similarity(weighed, weighedRight.get(b)!, lexicon, RIVALS) : null);
      if (likeness) near.push({ a, b, same: false, ...likeness });
    }
    if (near.length > bounds.kept) near.sort((x, y) => y.score - x.score).splice(bounds.kept);
    found.push(...near);
  }
  return found;
}

const tellingStems = ({ counts }: SentenceFeatures, lexicon: Lexicon) =>
  [...counts.keys()].filter((stem) => lexicon.get(stem)!.telling);

/** For each word, the sentences that have it; words of too many are left out. */
function postingsOf(numbers: Iterable<number>, wordsOf: (number: number) => Iterable<string>): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const number of numbers) {
    for (const word of wordsOf(number)) {
      const known = found.get(word);
      if (!known) found.set(word, [number]);
      else if (known.length <= bounds.postings) known.push(number);
    }
  }
  for (const [word, known] of found) if (known.length > bounds.postings) found.delete(word);
  return found;
}

/** Finds the sentences that have at least so many of some words: in their order, or of very many the likeliest. */
function meetingIn(postings: ReadonlyMap<string, readonly number[]>, length: number) {
  const common = new Uint16Array(length);
  return (words: Iterable<string>, least: number): number[] => {
    const touched: number[] = [];
    for (const word of words) {
      for (const number of postings.get(word) ?? []) if (common[number]!++ === 0) touched.push(number);
    }
    const met = touched.filter((number) => common[number]! >= least);
    if (met.length > bounds.likeliest) {
      met.sort((x, y) => common[y]! - common[x]! || x - y).splice(bounds.likeliest);
    }
    for (const number of touched) common[number] = 0;
    return met.sort((x, y) => x - y);
  };
}

function sameForSame(left: readonly SentenceFeatures[], forms: { left: Forms; right: Forms }): Candidate[] {
  return [...forms.left.occurrences.keys()].flatMap((a) => {
    const b = forms.right.firstOf(left[a]!.exact);
    return b === undefined ? [] : [{ a, b, same: true, ...SAME }];
  });
}

// A small number is met by chance: "two", "ten".
const TELLING_FIGURE = 13;

/** Of two texts in different languages: a figure that tells something together with a name, or three names. */
export function alikeAcrossLanguages(
  left: readonly SentenceFeatures[],
  right: readonly SentenceFeatures[],
  forms: { left: Forms; right: Forms },
  pause: Pause,
): Candidate[] {
  const found = sameForSame(left, forms).filter(({ a }) => left[a]!.tokens.length >= 4);
  const namesOfRight = new Map([...forms.right.occurrences.keys()].map((b) => [b, namesOf(right[b]!)] as const));
  const meet = meetingIn(
    postingsOf(namesOfRight.keys(), (b) => namesOfRight.get(b)!),
    right.length,
  );
  let turn = 0;
  for (const a of forms.left.occurrences.keys()) {
    if (++turn % 64 === 0) pause();
    const sentence = left[a]!;
    const names = namesOf(sentence);
    for (const b of meet(names, 1)) {
      const other = right[b]!;
      if (sentence.exact === other.exact) continue;
      const theirs = namesOfRight.get(b)!;
      const sharedNames = [...names].filter((name) => theirs.has(name)).length;
      const sharedFigures = sentence.figures.filter(
        ({ value }) => value >= TELLING_FIGURE && other.figures.some((figure) => figure.value === value),
      ).length;
      if (sharedNames < 3 && sharedFigures < 1) continue;
      const evidence = sharedNames + 2 * sharedFigures;
      const score = Math.max(THRESHOLD, evidence / (evidence + 2));
      found.push({ a, b, same: false, score, inA: 0, inB: 0, shared: evidence });
    }
  }
  return found;
}

function namesOf(sentence: SentenceFeatures): Set<string> {
  return new Set(
    sentence.tokens.filter((token) => token.isName && token.kind === 'content').map((token) => token.stem),
  );
}
