import type { Rows } from './numbers.ts';

/** A linear model that gives each row a probability for each class; of two classes, one may be left at nought. */
export interface ClassModel {
  classes: number;
  /** `classes` for each feature. */
  weights: Float32Array;
  bias: Float32Array;
}

export interface ClassOptions {
  rounds?: number;
  rate?: number;
  decay?: number;
  /** Gives each class the weight that is its number's root, as if it were more frequent than it is. */
  evened?: boolean;
}

/**
 * Multinomial logistic regression by stochastic gradients with a step size of its own for each weight (AdaGrad). Each row
 * counts its features by one over the root of their number. Nothing is random.
 * @param chosen rows to learn from, in the order of learning
 * @param size number of features
 */
export function trainClasses(
  rows: Rows,
  labels: ArrayLike<number>,
  chosen: readonly number[],
  classes: number,
  size: number,
  { rounds = 10, rate = 0.3, decay = 0.02, evened = false }: ClassOptions = {},
): ClassModel {
  const { features, starts } = rows;
  const weights = new Float32Array(size * classes);
  const squares = new Float32Array(size * classes).fill(0.01);
  const bias = new Float32Array(classes);
  const biasSquares = new Float32Array(classes).fill(0.01);
  const model = { classes, weights, bias };
  const counts = new Float64Array(classes);
  for (const row of chosen) counts[labels[row]!]!++;
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const heaviness = counts.map((count) => (evened && count > 0 ? Math.sqrt(most / count) : 1));
  const belief = new Float64Array(classes);
  for (let round = 0; round < rounds; round++) {
    for (const row of chosen) {
      const from = starts[row]!;
      const until = starts[row + 1]!;
      if (until === from) continue;
      const unit = 1 / Math.sqrt(until - from);
      believe(model, rows, row, belief);
      const label = labels[row]!;
      const heavy = heaviness[label]!;
      for (let c = 0; c < classes; c++) {
        const slope = heavy * ((c === label ? 1 : 0) - belief[c]!);
        if (Math.abs(slope) < 0.001) continue;
        biasSquares[c]! += slope * slope;
        bias[c]! += (rate * slope) / Math.sqrt(biasSquares[c]!);
        const step = slope * unit;
        for (let k = from; k < until; k++) {
          const at = features[k]! * classes + c;
          squares[at]! += step * step;
          weights[at]! += (rate * step) / Math.sqrt(squares[at]!);
        }
      }
    }
    const kept = 1 - decay;
    for (let i = 0; i < weights.length; i++) weights[i]! *= kept;
  }
  return model;
}

/** Probabilities of the classes of a row, into `belief`. */
export function believe(model: ClassModel, { features, starts }: Rows, row: number, belief: Float64Array): void {
  const { classes, weights, bias } = model;
  const from = starts[row]!;
  const until = starts[row + 1]!;
  const unit = until > from ? 1 / Math.sqrt(until - from) : 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < classes; c++) {
    let sum = 0;
    for (let k = from; k < until; k++) sum += weights[features[k]! * classes + c]!;
    belief[c] = bias[c]! + sum * unit;
    most = Math.max(most, belief[c]!);
  }
  let total = 0;
  for (let c = 0; c < classes; c++) {
    belief[c] = Math.exp(belief[c]! - most);
    total += belief[c]!;
  }
  for (let c = 0; c < classes; c++) belief[c]! /= total;
}
