import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PaneState, TextPane } from '../text/pane.ts';
import type { Extent } from './ribbons.ts';
import { type Anchor, risingAnchors } from './scroll-map.ts';
import type { Alignment } from './steps.ts';

export interface SentencePlaces {
  /** For each column, px from the top of the text; by the number of the sentence, as far as they were measured. */
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

/** So much of a frame goes to measuring, ms: a text of a book's length takes seconds. */
const SLICE_MS = 10;
/** Longer texts are laid out as they are scrolled, which moves everything below: they are measured again once that rests, ms. */
const MANY_SENTENCES = 2000;
const REST_MS = 250;

/**
 * Where the sentences of all texts stand; measured once for each layout, not for each scroll. Of very long texts the
 * beginnings are known first, and the rest some frames later.
 */
export function useSentencePlaces(panes: readonly TextPane[], alignment: Alignment | undefined): SentencePlaces | null {
  // Four at most, and always four: hooks stand in one order.
  const layouts = [
    useStore(panes[0]?.state ?? nowhere, (state) => state.layout),
    useStore(panes[1]?.state ?? nowhere, (state) => state.layout),
    useStore(panes[2]?.state ?? nowhere, (state) => state.layout),
    useStore(panes[3]?.state ?? nowhere, (state) => state.layout),
  ].join(' ');
  const [places, setPlaces] = useState<SentencePlaces | null>(null);
  const measured = useRef<Alignment | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout of a text moves its sentences
  useEffect(() => {
    const columns = panes.map((_, i) => alignment?.articles[i]?.sentences ?? []);
    const most = Math.max(0, ...columns.map((sentences) => sentences.length));
    const found = columns.map((): (Extent | null)[] => []);
    const isAgain = alignment !== undefined && measured.current === alignment;
    let at = 0;
    const measureSome = () => {
      const end = performance.now() + SLICE_MS;
      // What is known of all of it is better than what is known anew of the beginning.
      const isFirst = at === 0 && !isAgain;
      // Side by side, so that what is known of one text lies beside what is known of the other.
      while (at < most && performance.now() < end) {
        for (const [column, sentences] of columns.entries()) {
          const span = sentences[at];
          if (span) found[column]!.push(panes[column]!.surface?.extent(span) ?? null);
        }
        at++;
      }
      const isWhole = at >= most;
      if (isFirst || isWhole)
        setPlaces(
          placesOf(
            panes,
            alignment,
            found.map((column) => [...column]),
          ),
        );
      if (isWhole) measured.current = alignment;
      else frame = requestAnimationFrame(measureSome);
    };
    let frame = 0;
    const begin = () => {
      frame = requestAnimationFrame(measureSome);
    };
    const rest = setTimeout(begin, isAgain && most > MANY_SENTENCES ? REST_MS : 0);
    return () => {
      clearTimeout(rest);
      cancelAnimationFrame(frame);
    };
  }, [panes, alignment, layouts]);
  return places;
}

/** Null while a text does not stand yet. @param sentences of each column, those that were measured */
function placesOf(
  panes: readonly TextPane[],
  alignment: Alignment | undefined,
  sentences: (Extent | null)[][],
): SentencePlaces | null {
  const tops = panes.map(topOf);
  if (tops.some((top) => top === null)) return null;
  const top = tops as number[];
  const found = new Map<string, Anchor[]>();
  for (const { left, right, a, b } of alignment?.pairs ?? []) {
    const [one, other] = [sentences[left]?.[a], sentences[right]?.[b]];
    if (!one || !other) continue;
    const key = `${left} ${right}`;
    const anchors = found.get(key) ?? [];
    found.set(key, anchors);
    anchors.push({ a: top[left]! + one.top, b: top[right]! + other.top });
  }
  return {
    sentences,
    top,
    anchors: new Map([...found].map(([key, anchors]) => [key, risingAnchors(anchors)])),
  };
}

function topOf({ surface, scroller }: TextPane): number | null {
  if (!surface || !scroller) return null;
  return surface.root.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}
