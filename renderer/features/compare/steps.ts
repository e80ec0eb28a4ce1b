import type { OutputOf } from '../../../shared/contract/contract.ts';

/** Sentences of two articles and which say the same. */
export type Alignment = OutputOf<'compare.align'>;
export type AlignedPair = Alignment['pairs'][number];

export const sides = ['a', 'b'] as const;
/** `a` is the left article, `b` the right one. */
export type Side = (typeof sides)[number];
export const otherSide = (side: Side): Side => (side === 'a' ? 'b' : 'a');

export const relations = ['same', 'reworded', 'differs', 'only'] as const;
export type Relation = (typeof relations)[number];

/** One thing to step to: a linked pair, or a sentence that only one article has. */
export interface Step {
  key: string;
  relation: Relation;
  /** Numbers of the sentences; null on the side that lacks it. */
  a: number | null;
  b: number | null;
  pair: AlignedPair | null;
}

/**
 * Pairs and lone sentences in the order of the left text; those of the right follow the pair that stands before them, and all
 * of the left where nothing is linked.
 */
export function stepsOf({ pairs, only }: Pick<Alignment, 'pairs' | 'only'>): Step[] {
  const leftOf = (b: number) => {
    let nearest: AlignedPair | null = null;
    for (const pair of pairs) if (pair.b < b && (nearest === null || pair.b > nearest.b)) nearest = pair;
    if (nearest !== null) return nearest.a;
    return pairs.length === 0 ? Number.POSITIVE_INFINITY : -1;
  };
  const placed: { step: Step; at: number; late: number; b: number }[] = [
    ...pairs.map((pair) => ({
      step: { key: `${pair.a}-${pair.b}`, relation: pair.kind, a: pair.a, b: pair.b, pair },
      at: pair.a,
      late: 0,
      b: pair.b,
    })),
    ...only.a.map((a) => ({
      step: { key: `${a}-`, relation: 'only' as const, a, b: null, pair: null },
      at: a,
      late: 0,
      b: -1,
    })),
    ...only.b.map((b) => ({
      step: { key: `-${b}`, relation: 'only' as const, a: null, b, pair: null },
      at: leftOf(b),
      late: 1,
      b,
    })),
  ];
  return placed.sort((x, y) => order(x.at, y.at) || x.late - y.late || x.b - y.b).map(({ step }) => step);
}

/** As a difference, which two infinities do not have. */
const order = (x: number, y: number) => (x < y ? -1 : x > y ? 1 : 0);

/** Without a relation chosen every linked pair is stepped to. */
export const isSteppedTo = (step: Step, relation: Relation | null) =>
  relation === null ? step.pair !== null : step.relation === relation;

/** The step that follows (1) or comes before (-1) among those of a relation; after the last comes the first. */
export function nextStep(
  steps: readonly Step[],
  current: string | null,
  relation: Relation | null,
  direction: 1 | -1,
): Step | null {
  if (!steps.some((step) => isSteppedTo(step, relation))) return null;
  const length = steps.length;
  const from = steps.findIndex((step) => step.key === current);
  let at = from === -1 && direction === -1 ? length : from;
  do at = (at + direction + length) % length;
  while (!isSteppedTo(steps[at]!, relation));
  return steps[at]!;
}

/** What is shown first: figures that differ, else other words, else the first pair, else what one alone says. */
export function firstStep(steps: readonly Step[]): Step | null {
  for (const relation of ['differs', 'reworded', 'same', 'only'] as const) {
    const found = steps.find((step) => step.relation === relation);
    if (found) return found;
  }
  return null;
}

/** The step of a sentence; of several pairs the one that is current, or the first. */
export function stepAt(steps: readonly Step[], side: Side, sentence: number, current: string | null): Step | null {
  const here = steps.filter((step) => step[side] === sentence);
  return here.find((step) => step.key === current) ?? here[0] ?? null;
}

/** The sentence at an offset of the text; -1 between sentences. */
export function sentenceAt(sentences: readonly { start: number; end: number }[], offset: number): number {
  return sentences.findIndex(({ start, end }) => start <= offset && offset <= end);
}
