// γ: how well spans of several coders agree, place and code together, from their best alignment.
export { bestAlignment, disorderOf, dissimilarity, type Unit, WEIGHTS } from './alignment.ts';
export {
  type GammaOptions,
  type GammaResult,
  gamma,
  gammaOf,
  type Observed,
  observedDisorder,
  shuffledDisorders,
  shufflesNeeded,
} from './gamma.ts';
