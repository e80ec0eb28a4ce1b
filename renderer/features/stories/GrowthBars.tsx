import { count, dateInWords } from '../../ui/index.ts';
import { growthOf } from './growth.ts';
import styles from './LeanBars.module.css';

const BARS = 16;
const HIGH = 16;

/** How many articles came out day by day, as small bars from the first day to the last. */
export function GrowthBars({ days }: { days: readonly { day: string; articles: number }[] }) {
  const bars = growthOf(days, BARS);
  const most = Math.max(1, ...bars);
  const top = days.toSorted((a, b) => b.articles - a.articles)[0];
  const words = top ? `most on ${dateInWords(top.day)}: ${count(top.articles)}` : 'no day known';
  return (
    <svg className={styles.growth} width={BARS * 5} height={HIGH} role="img" aria-label={words}>
      <title>{words}</title>
      {bars.map((n, i) => {
        const height = n === 0 ? 1 : Math.max(2, Math.round((n / most) * HIGH));
        // biome-ignore lint/suspicious/noArrayIndexKey: steps of time keep their order
        return <rect key={i} x={i * 5} y={HIGH - height} width={4} height={height} data-empty={n === 0 || undefined} />;
      })}
    </svg>
  );
}
