import type { Span } from '../../../shared/text/span.ts';
import type { TextPane } from '../text/index.ts';
import type { Alignment, Relation, Side, Step } from './steps.ts';

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

/** Paints how the sentences of one side relate to the other's; `now` is the step that is looked at. */
export function paintRelations(pane: TextPane, side: Side, alignment: Alignment, now: Step | null) {
  const { painter } = pane;
  if (!painter) return;
  const { sentences } = alignment[side];
  const spanOf = (index: number): Span[] => (sentences[index] ? [sentences[index]] : []);
  const isSame = new Set(alignment.pairs.filter(({ kind }) => kind === 'same').map((pair) => pair[side]));
  for (const { kind, [side]: index } of alignment.pairs) if (kind !== 'same') isSame.delete(index);
  const current = now?.[side] ?? null;
  const spans: Record<string, Span[]> = {
    same: [...isSame].flatMap(spanOf),
    only: alignment.only[side].flatMap(spanOf),
    figure: alignment.pairs.flatMap((pair) => pair.figures?.[side] ?? []),
  };
  for (const relation of ['same', 'reworded', 'differs', 'only'] satisfies Relation[]) {
    spans[`now-${relation}`] = now?.relation === relation && current !== null ? spanOf(current) : [];
  }
  for (const [name, { style, priority }] of Object.entries(looks)) {
    painter.setLayer(`relation-${name}`, spans[name]!, style, priority);
  }
}
