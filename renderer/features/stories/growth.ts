const DAY = 86_400_000;

/**
 * Articles over time in equal steps from the first day to the last, for small bars: one bar a day where there are few days.
 * @param days with articles, first to last
 */
export function growthOf(days: readonly { day: string; articles: number }[], mostBars: number): number[] {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const begin = Date.parse(first.day);
  const span = Math.round((Date.parse(last.day) - begin) / DAY) + 1;
  const bars = new Array<number>(Math.min(span, mostBars)).fill(0);
  for (const { day, articles } of days) {
    const at = Math.round((Date.parse(day) - begin) / DAY);
    bars[Math.floor((at * bars.length) / span)]! += articles;
  }
  return bars;
}
