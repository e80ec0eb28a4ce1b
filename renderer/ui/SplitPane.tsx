import { Fragment, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useRememberedLayout } from '../state/settings.ts';
import styles from './SplitPane.module.css';

export interface Pane {
  id: string;
  children: ReactNode;
  /** Width (or height) in px at first; exactly one pane has none and takes the rest. */
  size?: number;
  min?: number;
  max?: number;
  /** On the surface of panels instead of paper. */
  panel?: boolean;
  hidden?: boolean;
}

/** Panes divided by hairlines that can be dragged; sizes are remembered per `id` in the settings. */
export function SplitPane({ id, panes, vertical }: { id: string; panes: Pane[]; vertical?: boolean }) {
  const shown = panes.filter((pane) => !pane.hidden);
  const [sizes, remember] = useRememberedLayout<Record<string, number>>(`panes.${id}`, {});
  return (
    <Group
      orientation={vertical ? 'vertical' : 'horizontal'}
      className={styles.group}
      onLayoutChanged={(_layout, meta) => {
        if (!meta.isUserInteraction) return;
        const next: Record<string, number> = { ...sizes };
        for (const pane of shown) {
          const element = document.getElementById(`${id}-${pane.id}`);
          if (pane.size !== undefined && element)
            next[pane.id] = Math.round(vertical ? element.offsetHeight : element.offsetWidth);
        }
        remember(next);
      }}
    >
      {shown.map((pane, index) => (
        <Fragment key={pane.id}>
          {index > 0 ? <Separator className={vertical ? styles.lineAcross : styles.line} /> : null}
          <Panel
            id={`${id}-${pane.id}`}
            className={[styles.pane, pane.panel && 'panel'].filter(Boolean).join(' ')}
            defaultSize={pane.size === undefined ? undefined : (sizes[pane.id] ?? pane.size)}
            minSize={pane.min ?? (pane.size === undefined ? 240 : Math.min(160, pane.size))}
            maxSize={pane.max}
            groupResizeBehavior={pane.size === undefined ? 'preserve-relative-size' : 'preserve-pixel-size'}
          >
            {pane.children}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
