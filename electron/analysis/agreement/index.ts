// Agreement room: what coders said of the same units or spans in, coefficients with intervals and what they left out, out.
export { krippendorffAlpha, type Metric } from './alpha.ts';
export {
  answerCodings,
  answerGamma,
  answerSpans,
  type CodingsAnswer,
  type CodingsQuestion,
  type SpansQuestion,
} from './answers.ts';
export { bootstrap, type Interval } from './bootstrap.ts';
export { type Codings, type Rows, rowsOf, unitsOf } from './codings.ts';
export { cohenKappa } from './cohen.ts';
export { confusion } from './confusion.ts';
export { type Continuum, type Segment, withoutOverlap } from './continua.ts';
export { fleissKappa } from './fleiss.ts';
export {
  bestAlignment,
  disorderOf,
  type GammaResult,
  gamma,
  type Observed,
  observedDisorder,
  shuffledDisorders,
  shufflesNeeded,
  type Unit,
  WEIGHTS,
} from './gamma/index.ts';
export type { Coefficient, Undefined } from './measure.ts';
export { percentAgreement } from './percent.ts';
export { seeded } from './random.ts';
export { unitizingAlphas } from './unitizing.ts';
export { alphaU2004 } from './unitizing-2004.ts';
export { codingsOf, joinUnits, marksByCode, type Units, type VariableShape } from './units.ts';
