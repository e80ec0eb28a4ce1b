import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PaneState, TextPane } from '../text/pane.ts';
import type { Extent } from './ribbons.ts';
import { type Anchor, risingAnchors } from './scroll-map.ts';
import type { Alignment } from './steps.ts';

export interface SentencePlaces {
  /** For each column, px from the top of the text; by the number of the sentence. */
  sentences: (Extent | null)[][];
  /** Where each text begins, px from the top of what scrolls. */
  top: number[];
  /** Linked sentences of two columns that scrolling keeps level, px from the top of what scrolls; see anchorsBetween. */
  anchors: ReadonlyMap<string, readonly Anchor[]>;
}

const none: readonly Anchor[] = [];

/** Heights of two columns that belong side by side; `left` is the smaller number. */
export const anchorsBetween = (places: SentencePlaces | null, left: number, right: number): readonly Anchor[] =>
  places?.anchors.get(`${left} ${right}`) ?? none;

const nowhere = createStore<Pick<PaneState, 'layout'>>(() => ({ layout: 0 }));

/** Where the sentences of all texts stand; measured once for each layout, not for each scroll. */
export function useSentencePlaces(panes: readonly TextPane[], alignment: Alignment | undefined): SentencePlaces | null {
  // Four at most, and always four: hooks stand in one order.
  const layouts = [
    useStore(panes[0]?.state ?? nowhere, (state) => state.layout),
    useStore(panes[1]?.state ?? nowhere, (state) => state.layout),
    useStore(panes[2]?.state ?? nowhere, (state) => state.layout),
    useStore(panes[3]?.state ?? nowhere, (state) => state.layout),
  ].join(' ');
  const [places, setPlaces] = useState<SentencePlaces | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout of a text moves its sentences
  useEffect(() => {
    const frame = requestAnimationFrame(() => setPlaces(measure(panes, alignment)));
    return () => cancelAnimationFrame(frame);
  }, [panes, alignment, layouts]);
  return places;
}

function measure(panes: readonly TextPane[], alignment: Alignment | undefined): SentencePlaces | null {
  const columns = panes.map((pane, i) => measureColumn(pane, alignment?.articles[i]?.sentences ?? []));
  if (columns.some((column) => column === null)) return null;
  const known = columns as { top: number; sentences: (Extent | null)[] }[];
  const found = new Map<string, Anchor[]>();
  for (const { left, right, a, b } of alignment?.pairs ?? []) {
    const [one, other] = [known[left]!.sentences[a], known[right]!.sentences[b]];
    if (!one || !other) continue;
    const key = `${left} ${right}`;
    const anchors = found.get(key) ?? [];
    found.set(key, anchors);
    anchors.push({ a: known[left]!.top + one.top, b: known[right]!.top + other.top });
  }
  return {
    sentences: known.map(({ sentences }) => sentences),
    top: known.map(({ top }) => top),
    anchors: new Map([...found].map(([key, anchors]) => [key, risingAnchors(anchors)])),
  };
}

function measureColumn({ surface, scroller }: TextPane, sentences: Alignment['articles'][number]['sentences']) {
  if (!surface || !scroller) return null;
  const top = surface.root.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  return { top, sentences: sentences.map((span) => surface.extent(span)) };
}
