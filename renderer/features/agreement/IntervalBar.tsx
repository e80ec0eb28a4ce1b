import type { CoefficientValue } from '../../../shared/model/agreement.ts';
import styles from './Figures.module.css';

/** The scale goes from −0.2 to 1; what lies below ends at its edge. */
const LOW = -0.2;
const place = (value: number) => `${((Math.min(1, Math.max(LOW, value)) - LOW) / (1 - LOW)) * 100}%`;

/** A coefficient as a point on its scale with its interval; the figures stand beside it. */
export function IntervalBar({ coefficient: { value, interval } }: { coefficient: CoefficientValue }) {
  return (
    <span className={styles.scale} aria-hidden="true">
      <i className={styles.zero} style={{ insetInlineStart: place(0) }} />
      {interval ? (
        <i
          className={styles.interval}
          style={{ insetInlineStart: place(interval.low), insetInlineEnd: `calc(100% - ${place(interval.high)})` }}
        />
      ) : null}
      {value === null ? null : <i className={styles.point} style={{ insetInlineStart: place(value) }} />}
    </span>
  );
}
