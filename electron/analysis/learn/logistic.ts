/** A feature vector, sparse: features by number, ascending, with their values. */
export interface Features {
  indexes: ArrayLike<number>;
  values: ArrayLike<number>;
}

export interface LogisticModel {
  weights: Float64Array;
  bias: number;
}

export interface LogisticOptions {
  /** Strength of the pull of all weights to zero (L2), per example. */
  decay?: number;
  /** Gives both classes the same weight in sum, whatever their numbers: needed where few examples are positive. */
  balanced?: boolean;
  steps?: number;
}

/**
 * Logistic regression with L2, by full gradients with a step size of its own for each weight (AdaGrad: Duchi, Hazan and
 * Singer 2011). Nothing is random: the same examples give the same model.
 * @param size number of features
 */
export function trainLogistic(
  examples: readonly Features[],
  labels: ArrayLike<number | boolean>,
  size: number,
  { decay = 1e-3, balanced = false, steps = 300 }: LogisticOptions = {},
): LogisticModel {
  const weights = new Float64Array(size);
  const gradient = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-8);
  const positives = Array.from(labels).filter(Boolean).length;
  const share = (label: boolean) => {
    if (!balanced || positives === 0 || positives === examples.length) return 1;
    return examples.length / (2 * (label ? positives : examples.length - positives));
  };
  const weightOf = [share(false), share(true)];
  let bias = 0;
  let biasSquares = 1e-8;
  for (let step = 0; step < steps; step++) {
    gradient.fill(0);
    let biasGradient = 0;
    for (let i = 0; i < examples.length; i++) {
      const { indexes, values } = examples[i]!;
      const target = labels[i] ? 1 : 0;
      const error = (probability(weights, bias, examples[i]!) - target) * weightOf[target]!;
      biasGradient += error;
      for (let k = 0; k < indexes.length; k++) gradient[indexes[k]!]! += error * values[k]!;
    }
    for (let f = 0; f < size; f++) {
      const slope = gradient[f]! / examples.length + decay * weights[f]!;
      squares[f]! += slope * slope;
      weights[f]! -= (0.5 * slope) / Math.sqrt(squares[f]!);
    }
    const slope = biasGradient / examples.length;
    biasSquares += slope * slope;
    bias -= (0.5 * slope) / Math.sqrt(biasSquares);
  }
  return { weights, bias };
}

export const predict = (model: LogisticModel, features: Features): number =>
  probability(model.weights, model.bias, features);

function probability(weights: Float64Array, bias: number, { indexes, values }: Features): number {
  let sum = bias;
  for (let k = 0; k < indexes.length; k++) sum += weights[indexes[k]!]! * values[k]!;
  return 1 / (1 + Math.exp(-sum));
}
