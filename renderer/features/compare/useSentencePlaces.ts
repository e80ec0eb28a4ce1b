import { useEffect, useState } from 'react';
import { type TextPane, usePane } from '../text/index.ts';
import type { Extent } from './ribbons.ts';
import { type Anchor, risingAnchors } from './scroll-map.ts';
import type { Alignment, Side } from './steps.ts';

export interface SentencePlaces {
  /** px from the top of the text; by the number of the sentence. */
  sentences: Record<Side, (Extent | null)[]>;
  /** Where each text begins, px from the top of what scrolls. */
  top: Record<Side, number>;
  /** Linked sentences that scrolling keeps level, px from the top of what scrolls. */
  anchors: readonly Anchor[];
}

/** Where the sentences of both texts stand; measured once for each layout, not for each scroll. */
export function useSentencePlaces(panes: Record<Side, TextPane>, alignment: Alignment): SentencePlaces | null {
  const layoutA = usePane(panes.a, (state) => state.layout);
  const layoutB = usePane(panes.b, (state) => state.layout);
  const [places, setPlaces] = useState<SentencePlaces | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout of either text moves its sentences
  useEffect(() => {
    const frame = requestAnimationFrame(() => setPlaces(measure(panes, alignment)));
    return () => cancelAnimationFrame(frame);
  }, [panes, alignment, layoutA, layoutB]);
  return places;
}

function measure(panes: Record<Side, TextPane>, alignment: Alignment): SentencePlaces | null {
  const a = measureSide(panes.a, alignment.a.sentences);
  const b = measureSide(panes.b, alignment.b.sentences);
  if (!a || !b) return null;
  const anchors = alignment.pairs.flatMap((pair) => {
    const left = a.sentences[pair.a];
    const right = b.sentences[pair.b];
    return left && right ? [{ a: a.top + left.top, b: b.top + right.top }] : [];
  });
  return {
    sentences: { a: a.sentences, b: b.sentences },
    top: { a: a.top, b: b.top },
    anchors: risingAnchors(anchors),
  };
}

function measureSide({ surface, scroller }: TextPane, sentences: Alignment['a']['sentences']) {
  if (!surface || !scroller) return null;
  const top = surface.root.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  return { top, sentences: sentences.map((span) => surface.extent(span)) };
}
