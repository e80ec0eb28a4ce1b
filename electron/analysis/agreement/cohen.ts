import type { Rows } from './codings.ts';
import { type Coefficient, reasonOf } from './measure.ts';

/**
 * Cohen's κ for two coders: Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological
 * Measurement 20(1), 37–46, eq. 1: (pₒ − p_c) / (1 − p_c), each coder with a distribution of their own.
 * Uses units that both coded. Not defined when chance alone would give full agreement.
 */
export function cohenKappa(rows: Rows): Coefficient {
  const uses = (row: number) => rows.coders === 2 && rows.present[row] === 2;
  const first = new Float64Array(rows.categories);
  const second = new Float64Array(rows.categories);
  const reason = reasonOf(uses);
  return {
    uses,
    reason: (counts) => (rows.coders === 2 ? reason(counts) : 'not two coders'),
    value(counts) {
      if (rows.coders !== 2) return null;
      first.fill(0);
      second.fill(0);
      let units = 0;
      let agreed = 0;
      for (let row = 0; row < counts.length; row++) {
        const count = counts[row]!;
        if (count === 0 || rows.present[row] !== 2) continue;
        const one = rows.values[row * 2]!;
        const other = rows.values[row * 2 + 1]!;
        first[one]! += count;
        second[other]! += count;
        units += count;
        if (one === other) agreed += count;
      }
      if (units === 0) return null;
      let chance = 0;
      for (let value = 0; value < rows.categories; value++) chance += first[value]! * second[value]!;
      // Compared as whole numbers, so that rounding cannot hide that chance is certain.
      if (chance === units * units) return null;
      const expected = chance / units / units;
      return (agreed / units - expected) / (1 - expected);
    },
  };
}
