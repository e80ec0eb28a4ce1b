/** The rate is taken over this much of the recent past, in milliseconds. */
const WINDOW = 8_000;

/** Estimates units a second over the last seconds, and the time left. `clock` gives milliseconds. */
export function createRate(clock: () => number) {
  const samples: { at: number; done: number }[] = [];
  return (done: number, total: number | null): { rate: number | null; secondsLeft: number | null } => {
    const at = clock();
    samples.push({ at, done });
    while (samples.length > 2 && at - (samples[1]?.at ?? at) > WINDOW) samples.shift();
    const first = samples[0];
    // Under half a second the figure would jump about.
    if (!first || at - first.at < 500 || done <= first.done) return { rate: null, secondsLeft: null };
    const rate = ((done - first.done) * 1000) / (at - first.at);
    return { rate, secondsLeft: total === null ? null : Math.max(0, (total - done) / rate) };
  };
}
