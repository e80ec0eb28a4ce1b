import type * as PlotLibrary from '@observablehq/plot';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import styles from './Chart.module.css';
import { standaloneSvg } from './chart-file.ts';
import { printAlone } from './print.ts';

/** What can be done with a chart that is drawn. */
export interface ChartHandle {
  /** The chart as a file of its own, in the colours of the light theme; null before it is drawn. */
  svg(): string | null;
  print(): void;
}

/**
 * A chart of Observable Plot that follows the width and the theme. Its numbers stand in a table beside it: to a screen reader
 * it is a picture with a name. `draw` changes only when what is drawn does.
 */
export function Chart(props: {
  label: string;
  draw: (plot: typeof PlotLibrary, width: number) => Element;
  ref?: Ref<ChartHandle>;
}) {
  const { draw } = props;
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width === 0) return;
    let isOver = false;
    void import('@observablehq/plot').then((plot) => {
      if (isOver || !box.current) return;
      const drawn = draw(plot, width);
      // The page's policy forbids style elements; what they say stands in Chart.module.css.
      for (const style of drawn.querySelectorAll('style')) style.remove();
      drawn.setAttribute('aria-hidden', 'true');
      box.current.replaceChildren(drawn);
    });
    return () => {
      isOver = true;
    };
  }, [draw, width]);
  useImperativeHandle(props.ref, () => ({
    svg: () => {
      const svg = box.current?.querySelector('svg');
      return svg ? standaloneSvg(svg, props.label) : null;
    },
    print: () => {
      // The last sentence of a name says where the numbers stand beside the chart, which is not printed.
      const title = props.label.replace(/\. [^.]+\.$/, '');
      if (box.current?.querySelector('svg')) printAlone(box.current, title);
    },
  }));
  return <div ref={box} className={styles.chart} role="img" aria-label={props.label} />;
}
