import type { Spectrum } from '../../../shared/model/story.ts';
import { count } from '../../ui/numbers.ts';
import styles from './LeanBars.module.css';
import { bandNames } from './story-words.ts';

/** The spectrum as one thin bar, for a row of the list: five bands, then, apart, the unrated. */
export function LeanBar({ spectrum }: { spectrum: Spectrum }) {
  const { bands, unrated, rated } = spectrum;
  const words = [
    ...bands.flatMap((n, i) => (n > 0 ? [`${bandNames[i]} ${count(n)}`] : [])),
    ...(unrated > 0 ? [`unrated ${count(unrated)}`] : []),
  ].join(', ');
  return (
    <span className={styles.bar} role="img" aria-label={words || 'no source'} title={words}>
      {bands.map((n, i) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the five bands keep their order
        n > 0 ? <i key={i} data-band={i + 1} style={{ flexGrow: n }} /> : null,
      )}
      {rated > 0 && unrated > 0 ? <b /> : null}
      {unrated > 0 ? <i data-band="none" style={{ flexGrow: unrated }} /> : null}
    </span>
  );
}
