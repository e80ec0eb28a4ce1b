import type { Rows } from './codings.ts';
import { type Coefficient, hasTwo, reasonOf } from './measure.ts';

/**
 * Share of agreeing pairs: in each unit with two or more codings the share of its pairs of coders that agree, averaged over
 * units. With two coders, plain percent agreement; with more, what Fleiss (1971, eq. 2 and 3) calls the extent of agreement.
 * No correction for chance.
 */
export function percentAgreement(rows: Rows): Coefficient {
  const uses = hasTwo(rows);
  const agreeing = agreeingShares(rows);
  return {
    uses,
    reason: reasonOf(uses),
    value(counts) {
      let sum = 0;
      let units = 0;
      for (let row = 0; row < counts.length; row++) {
        if (counts[row] === 0 || !uses(row)) continue;
        sum += counts[row]! * agreeing[row]!;
        units += counts[row]!;
      }
      return units === 0 ? null : sum / units;
    },
  };
}

/** Of each row's pairs of codings, the share that agrees; 0 for rows with fewer than two codings. */
export function agreeingShares({ coders, values, present }: Rows): Float64Array {
  return Float64Array.from(present, (n, row) => {
    if (n < 2) return 0;
    let agreeing = 0;
    for (let one = 0; one < coders; one++) {
      const value = values[row * coders + one]!;
      if (value < 0) continue;
      for (let other = one + 1; other < coders; other++) if (values[row * coders + other] === value) agreeing++;
    }
    return agreeing / ((n * (n - 1)) / 2);
  });
}
