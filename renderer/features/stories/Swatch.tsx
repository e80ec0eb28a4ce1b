import styles from './LeanBars.module.css';
import { bandNames } from './story-words.ts';

/** The colour of a source's band, with its name for those who do not see it. */
export function LeanSwatch({ lean }: { lean: number | null }) {
  const name = lean === null ? 'unrated' : bandNames[lean + 2]!;
  return (
    <i className={styles.swatch} data-band={lean === null ? 'none' : lean + 3} title={name}>
      <span className="vh">{name}</span>
    </i>
  );
}
