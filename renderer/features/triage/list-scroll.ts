import { isCapped, type ScrollSpace, scrollTopAt, topAt, withinList } from './scroll-map.ts';

type Listener = (top: number, isScrolling: boolean) => void;

/** Milliseconds without a move after which scrolling has ended. */
const REST = 150;

/** Where a long list is, kept in step with the scrollbar of its element; see `scroll-map.ts`. */
export interface ListScroll {
  /** Distance of the first visible pixel from the top of the whole list. */
  top(): number;
  /** Height of what is seen, without the heads; 0 before `attach`. */
  setSpace(space: ScrollSpace): void;
  moveTo(top: number): void;
  attach(element: HTMLElement): () => void;
  observe(listener: Listener): () => void;
}

export function createListScroll(): ListScroll {
  let space: ScrollSpace = { total: 0, rowHeight: 1, viewport: 0 };
  let element: HTMLElement | undefined;
  let top = 0;
  /** The scrollbar's place as we left it; a browser rounds it. */
  let own = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<Listener>();
  const tell = (isScrolling: boolean) => {
    for (const listener of listeners) listener(top, isScrolling);
  };
  function tellScrolling() {
    tell(true);
    clearTimeout(rest);
    rest = setTimeout(() => tell(false), REST);
  }
  function put(next: number) {
    top = withinList(next, space);
    if (!element) return;
    element.scrollTop = scrollTopAt(top, space);
    own = element.scrollTop;
  }
  function onScroll() {
    // The scrollbar of a capped list is rounded by up to a pixel, which stands for several of the list.
    if (!element || element.scrollTop === own || (isCapped(space) && Math.abs(element.scrollTop - own) < 2)) return;
    own = element.scrollTop;
    top = topAt(own, space);
    tellScrolling();
  }
  /** A notch of the wheel moves a capped list by as many pixels as any other list, not by as many as its scrollbar would. */
  function onWheel(event: WheelEvent) {
    if (!element || !isCapped(space) || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? space.rowHeight : event.deltaMode === 2 ? space.viewport : 1;
    if (event.deltaX !== 0) element.scrollLeft += event.deltaX * unit;
    put(top + event.deltaY * unit);
    tellScrolling();
  }
  return {
    top: () => top,
    setSpace(next) {
      space = next;
    },
    moveTo(next) {
      put(next);
      tell(false);
    },
    attach(to) {
      element = to;
      put(top);
      to.addEventListener('scroll', onScroll, { passive: true });
      to.addEventListener('wheel', onWheel, { passive: false });
      return () => {
        clearTimeout(rest);
        to.removeEventListener('scroll', onScroll);
        to.removeEventListener('wheel', onWheel);
        element = undefined;
      };
    },
    observe(listener) {
      listeners.add(listener);
      listener(top, false);
      return () => listeners.delete(listener);
    },
  };
}
