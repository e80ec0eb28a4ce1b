import type { SourceRating } from '../../../shared/contract/rooms/sources.ts';
import styles from './Bands.module.css';
import { bandValue, leanBands, leanName, reliabilityBands, reliabilityName } from './bands.ts';

/** The muted colour of a band; it never stands without the band's name. */
export function LeanSwatch({ lean }: { lean: number | null }) {
  return <i className={styles.swatch} data-lean={bandValue(lean)} aria-hidden="true" />;
}

export function Lean({ lean }: { lean: number | null }) {
  return (
    <span className={`${styles.band} ${lean === null ? 't3' : ''}`}>
      <LeanSwatch lean={lean} />
      <span className="ell">{leanName(lean)}</span>
    </span>
  );
}

/** What one rater says, in a cell: lean, and reliability where the rater gives it. */
export function RatingCell({ rating }: { rating: SourceRating | undefined }) {
  if (!rating || (rating.lean === null && rating.reliability === null)) return <Lean lean={null} />;
  const { lean, reliability } = rating;
  return (
    <span className={styles.band} title={ratingInWords(rating)}>
      {lean === null ? null : <Lean lean={lean} />}
      {reliability === null ? null : (
        <span className="t3 ell">
          {lean === null ? `${reliabilityName(reliability)} reliability` : reliabilityName(reliability).toLowerCase()}
        </span>
      )}
    </span>
  );
}

/** For a tooltip: `Lean left (“Skews Left”), reliability High; read on 14 Mar 2025`. */
export function ratingInWords({ rater, lean, leanLabel, reliability, reliabilityLabel }: SourceRating): string {
  const worded = (name: string, label: string) =>
    label && label.toLowerCase() !== name.toLowerCase() ? `${name} (“${label}”)` : name;
  const parts = [
    lean === null ? null : worded(leanName(lean), leanLabel),
    reliability === null ? null : `reliability ${worded(reliabilityName(reliability).toLowerCase(), reliabilityLabel)}`,
  ].filter(Boolean);
  return `${rater}: ${parts.join(', ') || 'unrated'}`;
}

const unrated = { value: bandValue(null), label: 'Unrated', sign: <LeanSwatch lean={null} /> };

/** Lists to choose a band from. */
export const leanOptions = [
  ...leanBands.map((lean) => ({ value: bandValue(lean), label: leanName(lean), sign: <LeanSwatch lean={lean} /> })),
  unrated,
];
export const reliabilityOptions = [
  ...[...reliabilityBands].reverse().map((band) => ({ value: bandValue(band), label: reliabilityName(band) })),
  { value: bandValue(null), label: 'Unrated' },
];
