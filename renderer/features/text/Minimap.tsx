import { memo, type PointerEvent, useEffect, useRef } from 'react';
import type { Span } from '../../../shared/text/span.ts';
import styles from './Margin.module.css';
import type { Mark } from './marks.ts';
import { type TextPane, usePane } from './pane.ts';

/** The whole text at a glance: where marks and finds are and which part is seen. A press or drag goes there. */
export function Minimap(props: { pane: TextPane; marks: readonly Mark[]; found?: readonly Span[]; length: number }) {
  const { pane, marks, found = [], length } = props;
  const frame = useRef<HTMLDivElement>(null);
  const seen = useRef<HTMLElement>(null);
  const layout = usePane(pane, (state) => state.layout);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout changes the share that is seen
  useEffect(() => {
    const { scroller } = pane;
    if (!scroller) return;
    const follow = () => {
      const { scrollTop, scrollHeight, clientHeight } = scroller;
      if (!seen.current) return;
      seen.current.style.top = `${(scrollTop / scrollHeight) * 100}%`;
      seen.current.style.height = `${Math.min(1, clientHeight / scrollHeight) * 100}%`;
      // Ticks stand at the share of the text, which begins below headline and metadata.
      const text = pane.surface?.root;
      if (!text || !frame.current) return;
      const top = text.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scrollTop;
      frame.current.style.setProperty('--text-top', `${(top / scrollHeight) * 100}%`);
      frame.current.style.setProperty('--text-height', `${(text.offsetHeight / scrollHeight) * 100}%`);
    };
    follow();
    scroller.addEventListener('scroll', follow, { passive: true });
    return () => scroller.removeEventListener('scroll', follow);
  }, [pane, layout]);
  const goTo = (event: PointerEvent<HTMLDivElement>) => {
    const { scroller } = pane;
    const box = frame.current?.getBoundingClientRect();
    if (!scroller || !box || !(event.buttons & 1)) return;
    const share = (event.clientY - box.top) / box.height;
    scroller.scrollTop = share * scroller.scrollHeight - scroller.clientHeight / 2;
  };
  return (
    <div
      ref={frame}
      className={styles.minimap}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={goTo}
    >
      <Ticks marks={marks} found={found} length={length} />
      <b ref={seen} className={styles.window} />
    </div>
  );
}

/** Heights of the whole text that are told apart. */
const TICKS = 1000;

/** One path for each colour, however many marks. */
const Ticks = memo(function Ticks({
  marks,
  found,
  length,
}: {
  marks: readonly Mark[];
  found: readonly Span[];
  length: number;
}) {
  const at = (offset: number) => Math.round((offset / Math.max(1, length)) * TICKS);
  // Marks at the same height are one tick: thousands cost no more than what can be told apart.
  const heights = new Map<number, Set<number>>();
  for (const { start, color, kind } of marks) {
    if (kind === 'claim' || kind === 'suggestion') continue;
    const known = heights.get(color);
    if (known) known.add(at(start));
    else heights.set(color, new Set([at(start)]));
  }
  const paths = [...heights].map(([color, ticks]) => [color, [...ticks].map((y) => `M2 ${y}H10`).join('')] as const);
  return (
    <svg
      viewBox={`0 0 12 ${TICKS}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      style={{ top: 'var(--text-top, 0)', height: 'var(--text-height, 100%)' }}
    >
      {paths.map(([color, path]) => (
        <path key={color} className={`${styles.tick} c${color}`} d={path} />
      ))}
      {found.length > 0 ? (
        <path className={styles.found} d={found.map(({ start }) => `M0 ${at(start)}H5`).join('')} />
      ) : null}
    </svg>
  );
});
