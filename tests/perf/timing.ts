export interface Timed {
  /** What is measured. */
  work(run: number): unknown;
  /** Done before each run, not counted. */
  before?(run: number): unknown;
}

/**
 * Runs the works in turn, so that whatever else the machine does hits them alike, and takes the middle of each one's
 * durations, in milliseconds. The first round does not count.
 */
export async function mediansMs(runs: number, works: readonly Timed[]): Promise<number[]> {
  const durations = works.map((): number[] => []);
  for (let run = 0; run <= runs; run++) {
    for (const [index, { work, before }] of works.entries()) {
      await before?.(run);
      const start = performance.now();
      await work(run);
      if (run > 0) durations[index]!.push(performance.now() - start);
    }
  }
  return durations.map(middle);
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
