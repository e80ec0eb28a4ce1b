/** A generator with a seed, so that an interval is the same each time it is asked for. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number in [0, below). */
  below(below: number): number;
}

/** Xorshift128 (Marsaglia 2003), its state filled from the seed by splitmix steps. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const filled = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0 || 1;
  };
  let a = filled();
  let b = filled();
  let c = filled();
  let d = filled();
  const word = () => {
    let mixed = a ^ (a << 11);
    a = b;
    b = c;
    c = d;
    mixed ^= mixed >>> 8;
    d = d ^ (d >>> 19) ^ mixed;
    return d >>> 0;
  };
  return {
    next: () => word() / 4294967296,
    below: (below) => Math.floor((word() / 4294967296) * below),
  };
}

/** Of a number of trials, how many succeed. Exact: inversion for small means, else transformed rejection (Hörmann 1993, BTRS). */
export function binomial(random: Random, trials: number, chance: number): number {
  if (trials <= 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  if (chance > 0.5) return trials - binomial(random, trials, 1 - chance);
  return trials * chance < 10 ? byInversion(random, trials, chance) : byRejection(random, trials, chance);
}

function byInversion(random: Random, trials: number, chance: number): number {
  const odds = chance / (1 - chance);
  let weight = (1 - chance) ** trials;
  let left = random.next();
  let successes = 0;
  while (left > weight && successes < trials) {
    left -= weight;
    successes++;
    weight *= ((trials - successes + 1) / successes) * odds;
  }
  return successes;
}

function byRejection(random: Random, trials: number, chance: number): number {
  const odds = chance / (1 - chance);
  const deviation = Math.sqrt(trials * chance * (1 - chance));
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * chance;
  const centre = trials * chance + 0.5;
  const accepted = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * deviation;
  const mode = Math.floor((trials + 1) * chance);
  for (;;) {
    const u = random.next() - 0.5;
    const v = random.next();
    const us = 0.5 - Math.abs(u);
    const successes = Math.floor(((2 * a) / us + b) * u + centre);
    if (successes < 0 || successes > trials) continue;
    if (us >= 0.07 && v <= accepted) return successes;
    const limit =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (trials - mode + 1))) +
      (trials + 1) * Math.log((trials - mode + 1) / (trials - successes + 1)) +
      (successes + 0.5) * Math.log(((trials - successes + 1) * odds) / (successes + 1)) +
      tail(mode) +
      tail(trials - mode) -
      tail(successes) -
      tail(trials - successes);
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= limit) return successes;
  }
}

const SMALL_TAILS = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.020790672103765, 0.0166446911898211, 0.0138761288230707,
  0.0118967099458917, 0.010411265261972, 0.0092554621827127, 0.0083305634333591,
];

/** What Stirling's formula leaves of ln k!. */
function tail(k: number): number {
  const small = SMALL_TAILS[k];
  if (small !== undefined) return small;
  const next = (k + 1) ** 2;
  return (1 / 12 - (1 / 360 - 1 / 1260 / next) / next) / (k + 1);
}

/** Draws as many with replacement as there are, from kinds that occur `counts` times each; into `drawn`. */
export function redraw(random: Random, counts: Float64Array, drawn: Float64Array): void {
  let left = 0;
  for (const count of counts) left += count;
  let remaining = left;
  for (let kind = 0; kind < counts.length; kind++) {
    const count = counts[kind]!;
    const taken = remaining <= count ? left : binomial(random, left, count / remaining);
    drawn[kind] = taken;
    left -= taken;
    remaining -= count;
  }
}
