import type { Span } from '../../../shared/text/span.ts';
import type { TextPane } from '../text/index.ts';
import { type Alignment, relations, type Side, type Step } from './steps.ts';

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
  // A highlight cannot make letters bold: their own shadow beside them does nearly the same and moves no line.
  figure: {
    style:
      'color: var(--diff); background-color: var(--diff-bg); text-shadow: 0.35px 0 var(--diff), -0.35px 0 var(--diff);',
    priority: 2,
  },
};

const spansOf = (alignment: Alignment, side: Side, indexes: Iterable<number>): Span[] =>
  [...indexes].flatMap((index) => alignment[side].sentences[index] ?? []);

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

/** Paints how the sentences of one side relate to the other's. */
export function paintRelations(pane: TextPane, side: Side, alignment: Alignment) {
  const same = new Set(alignment.pairs.filter(({ kind }) => kind === 'same').map((pair) => pair[side]));
  // A sentence that is reworded elsewhere as well is more than a copy.
  for (const { kind, [side]: index } of alignment.pairs) if (kind !== 'same') same.delete(index);
  paint(pane, 'same', spansOf(alignment, side, same));
  paint(pane, 'only', spansOf(alignment, side, alignment.only[side]));
  paint(
    pane,
    'figure',
    alignment.pairs.flatMap((pair) => pair.figures?.[side] ?? []),
  );
}

/** Paints the sentence that is looked at. By itself, so that a step costs the same in a long text as in a short one. */
export function paintNow(pane: TextPane, side: Side, alignment: Alignment, now: Step | null) {
  const current = now?.[side] ?? null;
  for (const relation of relations) {
    const isIt = now?.relation === relation && current !== null;
    paint(pane, `now-${relation}`, isIt ? spansOf(alignment, side, [current]) : []);
  }
}
