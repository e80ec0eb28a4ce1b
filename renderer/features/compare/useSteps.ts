import { useEffect, useMemo } from 'react';
import type { TextPane } from '../text/index.ts';
import { setCurrentStep, useCompare } from './compare-state.ts';
import {
  type AlignedPair,
  type Alignment,
  firstStep,
  isSteppedTo,
  nextStep,
  type Step,
  type SteppedTo,
  sentenceAt,
  stepAt,
  stepsOf,
} from './steps.ts';

/** What is stepped to, and which step is looked at. `key` names the articles. */
export function useSteps(
  key: string,
  alignment: Alignment,
  panes: readonly TextPane[],
  moveAlone: (column: number, by: number) => void,
) {
  const steps = useMemo(() => stepsOf(alignment), [alignment]);
  const chosen = useCompare((state) => state.relation);
  // What was chosen beside three columns means nothing beside two.
  const to = chosen === 'all' && panes.length < 3 ? null : chosen;
  const remembered = useCompare((state) => state.current[key]);
  const now = useMemo(() => steps.find((step) => step.key === remembered) ?? firstStep(steps), [steps, remembered]);
  const spanOf = (column: number, index: number | null | undefined) =>
    index === null || index === undefined ? undefined : alignment.articles[column]?.sentences[index];
  const show = (step: Step | null) => {
    if (!step) return;
    setCurrentStep(key, step.key);
    // The first text that has it leads; the others follow, or are brought along where they scroll apart.
    const isTogether = useCompare.getState().together;
    const lead = step.at.findIndex((index) => index !== null);
    const others = [...panes.keys()].filter((column) => column !== lead);
    for (const column of [lead, ...others]) {
      const span = spanOf(column, step.at[column]);
      if (span && (column === lead || !isTogether)) panes[column]!.reveal(span, column === lead);
    }
    if (!isTogether) return;
    // Pairs that cross cannot be level: what is still out of sight is brought in by itself.
    afterFrames(3, () => {
      for (const column of others) {
        const span = spanOf(column, step.at[column]);
        const by = span ? distanceToSight(panes[column]!, span) : 0;
        if (by !== 0) moveAlone(column, by);
      }
    });
  };
  const choose = (one: SteppedTo) => {
    const next = to === one ? null : one;
    useCompare.setState({ relation: next });
    if (next && !(now && isSteppedTo(now, next))) show(nextStep(steps, now?.key ?? null, next, 1));
  };
  const nowKey = now?.key ?? null;
  // The sentence under the caret is the one that is looked at.
  useEffect(() => {
    const ends = panes.map((pane, column) =>
      pane.state.subscribe(({ caret }, before) => {
        if (caret === null || caret === before.caret) return;
        const sentence = sentenceAt(alignment.articles[column]?.sentences ?? [], caret);
        const found = sentence < 0 ? null : stepAt(steps, column, sentence, nowKey);
        if (found && found.key !== nowKey) setCurrentStep(key, found.key);
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [panes, alignment, steps, key, nowKey]);
  return {
    steps,
    now,
    to,
    choose,
    step: (direction: 1 | -1) => show(nextStep(steps, nowKey, to, direction)),
    choosePair: (pair: AlignedPair) => {
      const found = steps.find((step) => step.pairs.includes(pair));
      if (found) setCurrentStep(key, found.key);
    },
  };
}

/** How far a span is from being seen in its window, px; 0 when it is seen. */
function distanceToSight({ surface, scroller }: TextPane, span: { start: number; end: number }): number {
  const extent = surface?.extent(span);
  if (!surface || !scroller || !extent) return 0;
  const view = scroller.getBoundingClientRect();
  const top = surface.root.getBoundingClientRect().top + extent.top;
  return top >= view.top && top + 24 <= view.bottom ? 0 : top - view.top - view.height / 3;
}

/** Once scrolling has gone from one text to the others. */
function afterFrames(frames: number, deed: () => void) {
  if (frames === 0) deed();
  else requestAnimationFrame(() => afterFrames(frames - 1, deed));
}
