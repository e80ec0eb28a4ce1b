// How often something stands in so many words, and how sure that is.

/** A count with the words it was found in, and sums over articles that tell how unevenly they have it. */
export interface CountedInArticles {
  /** Found in all articles together. */
  n: number;
  words: number;
  articles: number;
  /** Sums over articles: of counts squared, of count times words, of words squared. */
  countSquares: number;
  countTimesWords: number;
  wordSquares: number;
}

/** Per thousand words, with the limits of a 95 % interval. */
export interface Rate {
  perThousand: number;
  low: number;
  high: number;
  /** How many times the counts vary more from article to article than chance alone would have them; at least 1. */
  spread: number;
}

/**
 * A rate with its exact Poisson interval (F. Garwood, Biometrika 28, 1936). What is found comes in clusters, since an article
 * that has one has more: counts and words are divided by the design effect of the ratio (J. N. K. Rao and A. J. Scott,
 * Statistics in Medicine 18, 1999), which makes the interval wider, never narrower.
 * @returns null where there are no words
 */
export function rateOf(counted: CountedInArticles): Rate | null {
  const { n, words } = counted;
  if (words === 0) return null;
  const spread = designEffect(counted);
  const effective = n / spread;
  const exposure = words / spread / 1000;
  return {
    perThousand: (1000 * n) / words,
    low: effective === 0 ? 0 : gammaQuantile(effective, 0.025) / exposure,
    high: gammaQuantile(effective + 1, 0.975) / exposure,
    spread,
  };
}

function designEffect({ n, words, articles, countSquares, countTimesWords, wordSquares }: CountedInArticles): number {
  if (n === 0 || articles < 2) return 1;
  const rate = n / words;
  const residual = countSquares - 2 * rate * countTimesWords + rate * rate * wordSquares;
  return Math.max(1, ((articles / (articles - 1)) * residual) / n);
}

/** The value below which a gamma variable of this shape and scale 1 lies with this probability. */
export function gammaQuantile(shape: number, probability: number): number {
  let low = 0;
  let high = Math.max(1, shape);
  while (gammaBelow(shape, high) < probability) high *= 2;
  for (let i = 0; i < 80 && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2;
    if (gammaBelow(shape, middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Regularised lower incomplete gamma function, by its series below the shape and by its continued fraction above. */
function gammaBelow(shape: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let k = 1; k < 10_000 && term > sum * 1e-15; k++) {
      term *= x / (shape + k);
      sum += term;
    }
    return front * sum;
  }
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 10_000; k++) {
    const a = -k * (k - shape);
    b += 2;
    d = 1 / (Math.abs(a * d + b) < tiny ? tiny : a * d + b);
    c = Math.abs(b + a / c) < tiny ? tiny : b + a / c;
    h *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return 1 - front * h;
}

/** Logarithm of the gamma function for positive numbers, by Stirling's series from 10 on. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 10) {
    shift += Math.log(z);
    z++;
  }
  const squared = z * z;
  return (
    (z - 0.5) * Math.log(z) -
    z +
    0.5 * Math.log(2 * Math.PI) +
    (1 / 12 - (1 / 360 - 1 / 1260 / squared) / squared) / z -
    shift
  );
}
