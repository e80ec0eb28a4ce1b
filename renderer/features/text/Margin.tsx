import { Scale } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Icon } from '../../ui/index.ts';
import styles from './Margin.module.css';
import { layoutBars, layoutLabels, type MarginBar, type MarginLabel, type MarginMark } from './margin-layout.ts';
import type { Mark } from './marks.ts';
import { type TextPane, usePane } from './pane.ts';

interface Laid {
  bars: MarginBar[];
  labels: MarginLabel[];
  marks: Map<string, Mark>;
}

const nothing: Laid = { bars: [], labels: [], marks: new Map() };

/** Bars and code names beside the text, for what is on the screen and a window's height around it. */
export function Margin({ pane, marks }: { pane: TextPane; marks: readonly Mark[] }) {
  const active = usePane(pane, (state) => state.active);
  const laid = useLaid(pane, marks);
  const place = (key: string) => laid.marks.get(key)!;
  return (
    <div className={styles.margin} data-margin>
      {laid.bars.map((bar) => {
        const mark = place(bar.key);
        if (mark.kind === 'claim' || mark.kind === 'suggestion') return null;
        return (
          <i
            key={bar.key}
            className={`${styles.bar} c${mark.color}`}
            style={{ left: 16 + bar.lane * 7, top: bar.top, height: bar.bottom - bar.top }}
          />
        );
      })}
      {laid.labels.map((label) => {
        const mark = place(label.key);
        return (
          <button
            type="button"
            key={label.key}
            // The annotation list is the way for the keyboard; here the same names would be met twice.
            tabIndex={-1}
            aria-hidden="true"
            title={mark.label}
            className={`${styles.label} c${mark.color}`}
            data-active={mark.ownerId === active ? '' : undefined}
            data-suggested={mark.kind === 'suggestion' ? '' : undefined}
            style={{ top: label.top }}
            onClick={() => pane.activate(mark.ownerId)}
          >
            {mark.kind === 'claim' ? <Icon of={Scale} size={14} className={styles.sign} /> : null}
            <bdi className="ell">{mark.label}</bdi>
            {label.more > 0 ? <span className={styles.more}>+{label.more}</span> : null}
          </button>
        );
      })}
    </div>
  );
}

/** Measures what is near the window, at most once a frame. */
function useLaid(pane: TextPane, marks: readonly Mark[]): Laid {
  const layout = usePane(pane, (state) => state.layout);
  const [laid, setLaid] = useState(nothing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout moves every line
  useEffect(() => {
    let frame = 0;
    let measured = '';
    const measure = () => {
      const near = pane.near();
      const { surface, painter } = pane;
      if (!near || !surface || !painter) return;
      measured = `${near.start} ${near.end}`;
      const here = painter.index.overlapping(near.start, near.end);
      const places: MarginMark[] = [];
      for (const mark of here) {
        const extent = surface.extent(mark);
        if (extent) places.push({ key: mark.key, ...extent });
      }
      const kept = new Map(here.map((mark) => [mark.key, mark]));
      // A discontinuous span has its name once, at its first piece here.
      const named = new Set<string>();
      const isNamed = ({ key }: MarginMark) => {
        const mark = kept.get(key);
        const name = `${mark?.ownerId} ${mark?.label}`;
        return !named.has(name) && named.add(name) !== undefined;
      };
      const isBar = (place: MarginMark) => {
        const kind = kept.get(place.key)?.kind;
        return kind !== 'claim' && kind !== 'suggestion';
      };
      setLaid({ bars: layoutBars(places.filter(isBar)), labels: layoutLabels(places.filter(isNamed)), marks: kept });
    };
    const onScroll = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const near = pane.near();
        if (near && `${near.start} ${near.end}` !== measured) measure();
      });
    };
    frame = requestAnimationFrame(measure);
    const { scroller } = pane;
    scroller?.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      scroller?.removeEventListener('scroll', onScroll);
    };
  }, [pane, marks, layout]);
  return laid;
}
