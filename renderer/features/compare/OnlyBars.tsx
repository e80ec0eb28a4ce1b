import styles from './CompareRoom.module.css';
import type { Extent } from './ribbons.ts';

/** Bars at the outer edge beside the sentences that only this article has. */
export function OnlyBars(props: {
  sentences: readonly number[];
  places: readonly (Extent | null)[];
  now: number | null;
}) {
  return (
    <div className={styles.edge} aria-hidden="true" data-edge>
      {props.sentences.map((index) => {
        const extent = props.places[index];
        if (!extent) return null;
        const { top, bottom } = extent;
        return (
          <i
            key={index}
            data-now={index === props.now ? '' : undefined}
            style={{ top: top + 3, height: Math.max(4, bottom - top - 6) }}
          />
        );
      })}
    </div>
  );
}
