import type { OutputOf } from '../../../shared/contract/contract.ts';

/** Sentences of two to four articles and which say the same. */
export type Alignment = OutputOf<'compare.align'>;
export type AlignedPair = Alignment['pairs'][number];

export const relations = ['same', 'reworded', 'differs', 'only'] as const;
export type Relation = (typeof relations)[number];
/** What stepping can be narrowed to: a relation, or what every column says. */
export type SteppedTo = Relation | 'all';

/** One thing to step to: sentences that are linked, or a sentence that only one article has. */
export interface Step {
  key: string;
  relation: Relation;
  /** For each column the number of its sentence; null where it has none. */
  at: (number | null)[];
  /** All its sentences, further ones that say it too included. */
  sentences: number[][];
  /** The links among them. */
  pairs: AlignedPair[];
}

/**
 * What is linked, and lone sentences, in the order of the first text; those it lacks follow what stands before them in their
 * own, and all of the first where nothing is linked. Of two articles each link is a step; of more each statement is.
 */
export function stepsOf({ pairs, only, statements }: Pick<Alignment, 'pairs' | 'only' | 'statements'>): Step[] {
  const columns = only.length;
  const linked = columns === 2 ? pairs.map(stepOfPair) : stepsOfStatements(pairs, statements);
  const lone = only.flatMap((indexes, column) => indexes.map((index) => loneStep(columns, column, index)));
  const place = placing(linked, columns);
  return [...linked, ...lone]
    .map((step) => ({ step, ...place(step) }))
    .sort((x, y) => order(x.at, y.at) || x.late - y.late || x.own - y.own)
    .map(({ step }) => step);
}

const keyOfPlaces = (at: readonly (number | null)[]) => at.map((index) => index ?? '').join('-');

function stepOfPair(pair: AlignedPair): Step {
  const at = [pair.a, pair.b];
  return { key: keyOfPlaces(at), relation: pair.kind, at, sentences: at.map((index) => [index]), pairs: [pair] };
}

function loneStep(columns: number, column: number, index: number): Step {
  const at = Array.from({ length: columns }, (_, i) => (i === column ? index : null));
  const sentences = at.map((own) => (own === null ? [] : [own]));
  return { key: keyOfPlaces(at), relation: 'only', at, sentences, pairs: [] };
}

function stepsOfStatements(pairs: readonly AlignedPair[], statements: Alignment['statements']): Step[] {
  const of = new Map<string, number>();
  statements.forEach((sentences, number) => {
    for (const [column, own] of sentences.entries()) for (const index of own) of.set(`${column} ${index}`, number);
  });
  const within: AlignedPair[][] = statements.map(() => []);
  for (const pair of pairs) {
    const number = of.get(`${pair.left} ${pair.a}`);
    if (number !== undefined && number === of.get(`${pair.right} ${pair.b}`)) within[number]!.push(pair);
  }
  return statements.map((sentences, number) => {
    const own = within[number]!;
    const at = sentences.map(([first]) => first ?? null);
    const relation = own.some(({ kind }) => kind === 'differs')
      ? 'differs'
      : own.every(({ kind }) => kind === 'same')
        ? 'same'
        : 'reworded';
    return { key: keyOfPlaces(at), relation, at, sentences, pairs: own };
  });
}

/** Where a step stands in the first text, or behind what of it. */
function placing(linked: readonly Step[], columns: number) {
  const known = Array.from({ length: columns }, (_, column) =>
    linked
      .flatMap(({ at }) => (at[0] !== null && at[column] !== null ? [{ own: at[column]!, first: at[0]! }] : []))
      .sort((x, y) => x.own - y.own),
  );
  return ({ at }: Step) => {
    if (at[0] !== null) return { at: at[0]!, late: 0, own: at[1] ?? -1 };
    const column = at.findIndex((index) => index !== null);
    const own = at[column]!;
    const list = known[column]!;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (list[middle]!.own < own) low = middle + 1;
      else high = middle;
    }
    const before = list[low - 1]?.first ?? (list.length === 0 ? Number.POSITIVE_INFINITY : -1);
    return { at: before, late: column, own };
  };
}

/** As a difference, which two infinities do not have. */
const order = (x: number, y: number) => (x < y ? -1 : x > y ? 1 : 0);

/** Whether every column says it. */
export const isInAll = ({ at }: Step) => at.every((index) => index !== null);

/** With nothing chosen, everything that is linked is stepped to. */
export function isSteppedTo(step: Step, to: SteppedTo | null): boolean {
  if (to === null) return step.relation !== 'only';
  return to === 'all' ? isInAll(step) : step.relation === to;
}

/** The step that follows (1) or comes before (-1) among those chosen; after the last comes the first. */
export function nextStep(
  steps: readonly Step[],
  current: string | null,
  to: SteppedTo | null,
  direction: 1 | -1,
): Step | null {
  if (!steps.some((step) => isSteppedTo(step, to))) return null;
  const length = steps.length;
  const from = steps.findIndex((step) => step.key === current);
  let at = from === -1 && direction === -1 ? length : from;
  do at = (at + direction + length) % length;
  while (!isSteppedTo(steps[at]!, to));
  return steps[at]!;
}

/** What is shown first: figures that differ, else other words, else the same, else what one alone says. */
export function firstStep(steps: readonly Step[]): Step | null {
  for (const relation of ['differs', 'reworded', 'same', 'only'] as const) {
    const found = steps.find((step) => step.relation === relation);
    if (found) return found;
  }
  return null;
}

/** The step of a sentence; of several the one that is current, or the first. */
export function stepAt(steps: readonly Step[], column: number, sentence: number, current: string | null): Step | null {
  const here = steps.filter((step) => step.sentences[column]!.includes(sentence));
  return here.find((step) => step.key === current) ?? here[0] ?? null;
}

/** The sentence at an offset of the text; -1 between sentences. */
export function sentenceAt(sentences: readonly { start: number; end: number }[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sentences[middle]!.end < offset) low = middle + 1;
    else high = middle;
  }
  return (sentences[low]?.start ?? Number.POSITIVE_INFINITY) <= offset ? low : -1;
}
