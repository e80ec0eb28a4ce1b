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
  const paths = new Map<number, string>();
  const at = (offset: number) => ((offset / Math.max(1, length)) * 1000).toFixed(1);
  for (const { start, color, kind } of marks) {
    if (kind !== 'claim') paths.set(color, `${paths.get(color) ?? ''}M2 ${at(start)}H10`);
  }
  return (
    <svg
      viewBox="0 0 12 1000"
      preserveAspectRatio="none"
      aria-hidden="true"
      style={{ top: 'var(--text-top, 0)', height: 'var(--text-height, 100%)' }}
    >
      {[...paths].map(([color, path]) => (
        <path key={color} className={`${styles.tick} c${color}`} d={path} />
      ))}
      {found.length > 0 ? (
        <path className={styles.found} d={found.map(({ start }) => `M0 ${at(start)}H5`).join('')} />
      ) : null}
    </svg>
  );
});
