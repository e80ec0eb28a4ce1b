import { memo, useMemo } from 'react';
import styles from './CompareRoom.module.css';
import { onlyRuns } from './only-runs.ts';
import type { Extent } from './ribbons.ts';

const inBar = ({ top, bottom }: Extent) => ({ top: top + 3, height: Math.max(4, bottom - top - 6) });

/** Bars at the outer edge beside the sentences that only this article has; the current one stands out. */
export const OnlyBars = memo(function OnlyBars(props: {
  sentences: readonly number[];
  places: readonly (Extent | null)[];
  now: number | null;
}) {
  const { sentences, places } = props;
  const runs = useMemo(() => onlyRuns(sentences, places), [sentences, places]);
  const now = props.now === null ? null : places[props.now];
  return (
    <div className={styles.edge} aria-hidden="true" data-edge>
      {runs.map(({ first, ...extent }) => (
        <i key={first} style={inBar(extent)} />
      ))}
      {now ? <i key="now" data-now="" style={inBar(now)} /> : null}
    </div>
  );
});
