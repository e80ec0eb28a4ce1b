import { useCallback, useEffect, useRef } from 'react';
import { type Anchor, levelScroll } from './scroll-map.ts';
import { otherSide, type Side } from './steps.ts';

const stateOf = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement) => ({
  top: scrollTop,
  height: scrollHeight,
  view: clientHeight,
});

/**
 * While one text is scrolled, keeps the other level with it. `anchors` is read at each scroll. Returns what scrolls one text
 * alone, by px.
 */
export function useScrollTogether(
  scrollers: Record<Side, HTMLElement | null>,
  anchors: { readonly current: readonly Anchor[] },
  together: boolean,
): (side: Side, by: number) => void {
  const { a, b } = scrollers;
  // Where a text was put by the other one: that scroll is an answer, not a wish.
  const put = useRef<Record<Side, number | null>>({ a: null, b: null }).current;
  useEffect(() => {
    if (!a || !b || !together) return;
    const elements: Record<Side, HTMLElement> = { a, b };
    const follow = (side: Side) => {
      const from = elements[side];
      const expected = put[side];
      put[side] = null;
      if (expected !== null && Math.abs(from.scrollTop - expected) < 1) return;
      const other = otherSide(side);
      const to = elements[other];
      const before = to.scrollTop;
      to.scrollTop = levelScroll(anchors.current, side, stateOf(from), {
        height: to.scrollHeight,
        view: to.clientHeight,
      });
      if (to.scrollTop !== before) put[other] = to.scrollTop;
    };
    const onScroll = { a: () => follow('a'), b: () => follow('b') };
    // A text that fits its window has nothing to scroll: the wheel on it moves the other.
    const pass = (side: Side) => (event: WheelEvent) => {
      const here = elements[side];
      if (here.scrollHeight <= here.clientHeight) elements[otherSide(side)].scrollTop += event.deltaY;
    };
    const onWheel = { a: pass('a'), b: pass('b') };
    for (const side of ['a', 'b'] as const) {
      elements[side].addEventListener('scroll', onScroll[side], { passive: true });
      elements[side].addEventListener('wheel', onWheel[side], { passive: true });
    }
    return () => {
      for (const side of ['a', 'b'] as const) {
        elements[side].removeEventListener('scroll', onScroll[side]);
        elements[side].removeEventListener('wheel', onWheel[side]);
      }
    };
  }, [a, b, anchors, together, put]);
  return useCallback(
    (side, by) => {
      const scroller = { a, b }[side];
      if (!scroller) return;
      const before = scroller.scrollTop;
      scroller.scrollTop += by;
      if (scroller.scrollTop !== before) put[side] = scroller.scrollTop;
    },
    [a, b, put],
  );
}
