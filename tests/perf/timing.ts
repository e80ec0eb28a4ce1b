/** The middle one of `runs` durations, in milliseconds, after one run that does not count. */
export async function medianMs(runs: number, work: (run: number) => unknown): Promise<number> {
  const durations: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const before = performance.now();
    await work(run);
    if (run > 0) durations.push(performance.now() - before);
  }
  return middle(durations);
}

export function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** One measured target: `value` must not exceed `target`. */
export interface BenchResult {
  name: string;
  /** A ratio of two times of the same run. */
  value: number;
  target: number;
  /** The times behind it, in milliseconds, for the table. */
  basis: Record<string, number>;
}
