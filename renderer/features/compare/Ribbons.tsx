import { memo, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import styles from './Ribbons.module.css';
import { isInView, ribbonOf } from './ribbons.ts';
import { type AlignedPair, type Side, type Step, sides } from './steps.ts';
import type { SentencePlaces } from './useSentencePlaces.ts';

// Lines of a paragraph touch: so much is left free above and below, px.
const GAP = 3;

/** The bands between linked sentences. Beside the texts, which are never touched; the same is told by the inspector in words. */
export const Ribbons = memo(function Ribbons(props: {
  pairs: readonly AlignedPair[];
  places: SentencePlaces;
  scrollers: Record<Side, HTMLElement | null>;
  now: Step | null;
  onChoose(pair: AlignedPair): void;
}) {
  const { pairs, places, scrollers, now } = props;
  const view = useScrolled(scrollers);
  const [gutter, setGutter] = useState<HTMLDivElement | null>(null);
  const size = useSize(gutter);
  const extentOf = (side: Side, index: number) => {
    const extent = places.sentences[side][index];
    if (!extent) return null;
    const move = places.top[side] - view[side];
    return { top: extent.top + move + GAP, bottom: extent.bottom + move - GAP };
  };
  const isNow = (pair: AlignedPair) => pair === now?.pair;
  const shown = pairs.flatMap((pair) => {
    const a = extentOf('a', pair.a);
    const b = extentOf('b', pair.b);
    if (!a || !b || !isInView(a, b, size.height)) return [];
    return [{ pair, now: isNow(pair), ribbon: ribbonOf(a, b, size.width) }];
  });
  // The current one lies on top.
  shown.sort((x, y) => Number(x.now) - Number(y.now));
  return (
    <div ref={setGutter} className={styles.gutter} aria-hidden="true" data-gutter>
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

/** How far each text is scrolled. Drawn within the scroll event, so that ribbons never lag behind their sentences. */
function useScrolled({ a, b }: Record<Side, HTMLElement | null>): Record<Side, number> {
  const [tops, setTops] = useState({ a: 0, b: 0 });
  useEffect(() => {
    const scrollers = { a, b };
    const read = () => setTops({ a: a?.scrollTop ?? 0, b: b?.scrollTop ?? 0 });
    const onScroll = () => flushSync(read);
    read();
    for (const side of sides) scrollers[side]?.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      for (const side of sides) scrollers[side]?.removeEventListener('scroll', onScroll);
    };
  }, [a, b]);
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
