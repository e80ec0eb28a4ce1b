import { memo, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import styles from './Ribbons.module.css';
import { isInView, ribbonOf } from './ribbons.ts';
import type { AlignedPair, Step } from './steps.ts';
import type { SentencePlaces } from './useSentencePlaces.ts';

// Lines of a paragraph touch: so much is left free above and below, px.
const GAP = 3;

/** Of a sentence that is linked ten thousand times so many bands are drawn at once: those nearest to being level. */
const MOST_DRAWN = 300;

/** The bands between linked sentences of two neighbours. Beside the texts, which are never touched; the inspector tells the same in words. */
export const Ribbons = memo(function Ribbons(props: {
  /** Of the column at the left of the gutter, and the next one. */
  pairs: readonly AlignedPair[];
  column: number;
  places: SentencePlaces;
  left: HTMLElement | null;
  right: HTMLElement | null;
  now: Step | null;
  onChoose(pair: AlignedPair): void;
}) {
  const { pairs, column, places, now } = props;
  const view = useScrolled(props.left, props.right);
  const [gutter, setGutter] = useState<HTMLDivElement | null>(null);
  const size = useSize(gutter);
  const extentOf = (side: 0 | 1, index: number) => {
    const extent = places.sentences[column + side]?.[index];
    if (!extent) return null;
    const move = places.top[column + side]! - view[side];
    return { top: extent.top + move + GAP, bottom: extent.bottom + move - GAP };
  };
  const seen = pairs.flatMap((pair) => {
    const a = extentOf(0, pair.a);
    const b = extentOf(1, pair.b);
    return a && b && isInView(a, b, size.height) ? [{ pair, now: now?.pairs.includes(pair) ?? false, a, b }] : [];
  });
  if (seen.length > MOST_DRAWN) {
    const steepness = ({ a, b }: (typeof seen)[number]) => Math.abs(a.top - b.top);
    seen.sort((x, y) => Number(y.now) - Number(x.now) || steepness(x) - steepness(y)).splice(MOST_DRAWN);
  }
  const shown = seen.map(({ a, b, ...one }) => ({ ...one, ribbon: ribbonOf(a, b, size.width) }));
  // The current one lies on top.
  shown.sort((x, y) => Number(x.now) - Number(y.now));
  return (
    <div
      ref={setGutter}
      className={styles.gutter}
      style={{ gridColumn: 2 * column + 2 }}
      aria-hidden="true"
      data-gutter
    >
      <svg className={styles.ribbons} aria-hidden="true" width={size.width} height={size.height}>
        {shown.map(({ pair, ribbon, now: current }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard steps through the pairs
          <g
            key={`${pair.a}-${pair.b}`}
            className={styles[pair.kind]}
            data-relation={pair.kind}
            data-now={current ? '' : undefined}
            onClick={() => props.onChoose(pair)}
          >
            <path className={styles.area} d={ribbon.area} />
            <path className={styles.line} d={ribbon.lines} />
            {ribbon.ends.map((end) => (
              <rect key={end.x} className={styles.end} x={end.x} y={end.y} width={3} height={end.height} />
            ))}
          </g>
        ))}
        {shown.map(({ pair, ribbon, now: current }) =>
          pair.kind === 'differs' ? (
            <Unequal key={`${pair.a}-${pair.b}`} at={current ? ribbon.middle : ribbon.sign} now={current} />
          ) : null,
        )}
      </svg>
    </div>
  );
});

function Unequal({ at: { x, y }, now }: { at: { x: number; y: number }; now: boolean }) {
  return (
    <g className={styles.unequal} data-now={now ? '' : undefined}>
      <circle cx={x} cy={y} r={8} />
      <path d={`M${x - 4} ${y - 2}h8M${x - 4} ${y + 2}h8M${x + 2.5} ${y - 5}l-5 10`} />
    </g>
  );
}

/** How far both texts are scrolled. Drawn within the scroll event, so that ribbons never lag behind their sentences. */
function useScrolled(left: HTMLElement | null, right: HTMLElement | null): readonly [number, number] {
  const [tops, setTops] = useState<readonly [number, number]>([0, 0]);
  useEffect(() => {
    const read = () => setTops([left?.scrollTop ?? 0, right?.scrollTop ?? 0]);
    const onScroll = () => flushSync(read);
    read();
    for (const scroller of [left, right]) scroller?.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      for (const scroller of [left, right]) scroller?.removeEventListener('scroll', onScroll);
    };
  }, [left, right]);
  return tops;
}

function useSize(element: HTMLElement | null) {
  const [size, setSize] = useState({ width: 112, height: 0 });
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
