import type { Rows } from './codings.ts';

/** Why a coefficient has no value. */
export type Undefined = 'no overlap' | 'one category' | 'not two coders' | 'not all coded';

/**
 * A coefficient of agreement over distinct rows. `value` takes how often each row occurs, so that resampling is nothing but
 * other counts. NaN never leaves it: what is not defined is null.
 */
export interface Coefficient {
  value(counts: Float64Array): number | null;
  /** Whether the coefficient uses the row; units of rows it does not use are counted as left out. */
  uses(row: number): boolean;
  /** Why `value` is null for these counts. */
  reason(counts: Float64Array): Undefined;
}

export const hasTwo = (rows: Rows) => (row: number) => rows.present[row]! >= 2;

/** Units with at least two codings, and why there is no value if that is not the cause. */
export function reasonOf(uses: (row: number) => boolean): (counts: Float64Array) => Undefined {
  return (counts) => (counts.some((count, row) => count > 0 && uses(row)) ? 'one category' : 'no overlap');
}
