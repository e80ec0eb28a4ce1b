import type { Span } from '../../../shared/text/span.ts';
import type { AlignedPair } from './steps.ts';

export type Figure = NonNullable<AlignedPair['figures']>['a'][number];

/** A stretch of a sentence: words that the other has too, words of its own, a figure that differs. */
export interface Run {
  text: string;
  kind: 'shared' | 'own' | 'figure';
  /** UTF-16 offset into the article's text. */
  start: number;
}

/** Cuts a sentence into runs. Spaces and punctuation belong to the words before them; those between shared words are shared. */
export function runsOf(text: string, sentence: Span, shared: readonly Span[], figures: readonly Span[]): Run[] {
  const kinds = new Array<Run['kind'] | null>(sentence.end - sentence.start).fill(null);
  const put = (spans: readonly Span[], kind: Run['kind']) => {
    for (const { start, end } of spans) {
      const from = Math.max(0, start - sentence.start);
      const to = Math.min(kinds.length, end - sentence.start);
      if (to > from) kinds.fill(kind, from, to);
    }
  };
  const words = /[\p{L}\p{M}\p{N}]/u;
  for (let at = 0; at < kinds.length; at++) if (words.test(text[sentence.start + at]!)) kinds[at] = 'own';
  put(shared, 'shared');
  put(figures, 'figure');
  settleGaps(kinds);
  const runs: Run[] = [];
  for (let at = 0; at < kinds.length; at++) {
    const kind = kinds[at]!;
    const last = runs.at(-1);
    const character = text[sentence.start + at]!;
    if (last?.kind === kind) last.text += character;
    else runs.push({ text: character, kind, start: sentence.start + at });
  }
  return runs;
}

/** What is neither word nor figure joins its neighbours where both are of one kind, and is plain between two kinds. */
function settleGaps(kinds: (Run['kind'] | null)[]) {
  for (let at = 0; at < kinds.length; at++) {
    if (kinds[at] !== null) continue;
    let end = at;
    while (end < kinds.length && kinds[end] === null) end++;
    const before = kinds[at - 1] ?? null;
    const after = kinds[end] ?? null;
    kinds.fill(before === 'own' && after === 'own' ? 'own' : 'shared', at, end);
    at = end - 1;
  }
}

export interface FigureDifference {
  a: Figure;
  b: Figure;
  /** Of the two values, never negative. */
  absolute: number;
  /** Share of the lower value by which the other is higher; null when the lower is zero or below. */
  share: number | null;
  higher: 'a' | 'b';
}

/** Figures that stand against each other: those of the same unit first, the rest in the order of the sentences. */
export function figureDifferences(figures: AlignedPair['figures']): FigureDifference[] {
  if (!figures) return [];
  const free = [...figures.b];
  const take = (a: Figure, fits: (figure: Figure) => boolean): FigureDifference[] => {
    const at = free.findIndex((figure) => figure.value !== a.value && fits(figure));
    if (at < 0) return [];
    const [b] = free.splice(at, 1) as [Figure];
    const lower = Math.min(a.value, b.value);
    const absolute = Math.abs(a.value - b.value);
    return [{ a, b, absolute, share: lower > 0 ? absolute / lower : null, higher: a.value > b.value ? 'a' : 'b' }];
  };
  const found = figures.a.map((a) => take(a, (b) => b.unit === a.unit));
  return figures.a.flatMap((a, index) => (found[index]!.length > 0 ? found[index]! : take(a, () => true)));
}
