import { useCallback, useEffect, useRef } from 'react';
import { levelScroll } from './scroll-map.ts';
import { anchorsBetween, type SentencePlaces } from './useSentencePlaces.ts';

const stateOf = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement) => ({
  top: scrollTop,
  height: scrollHeight,
  view: clientHeight,
});

/**
 * While one text is scrolled, keeps the others level with it. `places` is read at each scroll. Returns what scrolls one text
 * alone, by px.
 */
export function useScrollTogether(
  scrollers: readonly (HTMLElement | null)[],
  places: { readonly current: SentencePlaces | null },
  together: boolean,
): (column: number, by: number) => void {
  // Where a text was put by another one: that scroll is an answer, not a wish.
  const put = useRef(new Map<number, number>()).current;
  useEffect(() => {
    if (!together || scrollers.some((scroller) => !scroller)) return;
    const elements = scrollers as readonly HTMLElement[];
    const follow = (column: number) => {
      const from = elements[column]!;
      const expected = put.get(column);
      put.delete(column);
      if (expected !== undefined && Math.abs(from.scrollTop - expected) < 1) return;
      elements.forEach((to, other) => {
        if (other === column) return;
        const before = to.scrollTop;
        const [left, right] = [Math.min(column, other), Math.max(column, other)];
        to.scrollTop = levelScroll(
          anchorsBetween(places.current, left, right),
          column === left ? 'a' : 'b',
          stateOf(from),
          { height: to.scrollHeight, view: to.clientHeight },
        );
        if (to.scrollTop !== before) put.set(other, to.scrollTop);
      });
    };
    const ended = new AbortController();
    const options = { passive: true, signal: ended.signal };
    elements.forEach((element, column) => {
      element.addEventListener('scroll', () => follow(column), options);
      // A text that fits its window has nothing to scroll: the wheel on it moves the next one that does not.
      element.addEventListener(
        'wheel',
        (event) => {
          const isFitting = ({ scrollHeight, clientHeight }: HTMLElement) => scrollHeight <= clientHeight;
          if (!isFitting(element)) return;
          const other = elements.find((one) => !isFitting(one));
          if (other) other.scrollTop += event.deltaY;
        },
        options,
      );
    });
    return () => ended.abort();
  }, [scrollers, places, together, put]);
  return useCallback(
    (column, by) => {
      const scroller = scrollers[column];
      if (!scroller) return;
      const before = scroller.scrollTop;
      scroller.scrollTop += by;
      if (scroller.scrollTop !== before) put.set(column, scroller.scrollTop);
    },
    [scrollers, put],
  );
}
