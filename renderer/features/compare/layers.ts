import type { Span } from '../../../shared/text/span.ts';
import type { TextPane } from '../text/index.ts';
import { type AlignedPair, type Alignment, relations, type Step } from './steps.ts';

/** Below the code marks, which are painted at 0: relations tint what lies under them. */
const looks: Record<string, { style: string; priority: number }> = {
  same: { style: 'color: var(--text-2);', priority: -4 },
  only: { style: 'background-color: var(--only-bg);', priority: -3 },
  'now-same': { style: 'background-color: var(--same-bg); color: var(--text-1);', priority: -2 },
  'now-reworded': { style: 'background-color: var(--reword-bg);', priority: -2 },
  'now-differs': { style: 'background-color: var(--diff-bg);', priority: -2 },
  'now-only': {
    style:
      'background-color: var(--only-bg); text-decoration: underline solid var(--only); text-decoration-thickness: 1px; text-underline-offset: 4px;',
    priority: -2,
  },
  technique: {
    style:
      'text-decoration: underline dotted var(--text-2); text-decoration-thickness: 2px; text-underline-offset: 5px;',
    priority: -1,
  },
  // A highlight cannot make letters bold: their own shadow beside them does nearly the same and moves no line.
  figure: {
    style:
      'color: var(--diff); background-color: var(--diff-bg); text-shadow: 0.35px 0 var(--diff), -0.35px 0 var(--diff);',
    priority: 2,
  },
};

const spansOf = (alignment: Alignment, column: number, indexes: Iterable<number>): Span[] =>
  [...indexes].flatMap((index) => alignment.articles[column]?.sentences[index] ?? []);

/** The sentence of a column in a pair, if it has one there. */
const inColumn = ({ left, right, a, b }: AlignedPair, column: number): number | null =>
  left === column ? a : right === column ? b : null;

/** Layers that have something in them, by painter: each change of a layer costs the browser a look at the whole text. */
const filled = new WeakMap<object, Set<string>>();

function paint({ painter }: TextPane, name: string, spans: readonly Span[]) {
  if (!painter) return;
  const names = filled.get(painter) ?? new Set();
  filled.set(painter, names);
  if (spans.length === 0 && !names.delete(name)) return;
  if (spans.length > 0) names.add(name);
  const { style, priority } = looks[name]!;
  painter.setLayer(`relation-${name}`, spans, style, priority);
}

/** Paints how the sentences of one column relate to those of the others. */
export function paintRelations(pane: TextPane, column: number, alignment: Alignment) {
  const same = new Set<number>();
  const other = new Set<number>();
  for (const pair of alignment.pairs) {
    const index = inColumn(pair, column);
    if (index !== null) (pair.kind === 'same' ? same : other).add(index);
  }
  // A sentence that is reworded elsewhere as well is more than a copy.
  for (const index of other) same.delete(index);
  paint(pane, 'same', spansOf(alignment, column, same));
  paint(pane, 'only', spansOf(alignment, column, alignment.only[column] ?? []));
  paint(pane, 'figure', figuresIn(alignment.pairs, column));
}

/** Figures of a column that any other disagrees with, each once. */
export function figuresIn(pairs: readonly AlignedPair[], column: number) {
  const found = pairs.flatMap(({ left, right, figures }) =>
    left === column ? (figures?.a ?? []) : right === column ? (figures?.b ?? []) : [],
  );
  return [...new Map(found.map((figure) => [figure.start, figure])).values()];
}

/** Paints the sentence that is looked at. By itself, so that a step costs the same in a long text as in a short one. */
export function paintNow(pane: TextPane, column: number, alignment: Alignment, now: Step | null) {
  const current = now?.sentences[column] ?? [];
  for (const relation of relations) {
    paint(pane, `now-${relation}`, now?.relation === relation ? spansOf(alignment, column, current) : []);
  }
}

/** Paints what an analyser suggests, as suggestions are drawn everywhere: a dotted line and no tint. */
export function paintTechniques(pane: TextPane, spans: readonly Span[]) {
  paint(pane, 'technique', spans);
}
