import type { Rows } from './codings.ts';
import { type Coefficient, reasonOf } from './measure.ts';
import { agreeingShares } from './percent.ts';

/**
 * Fleiss' κ: Fleiss, J. L. (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76(5),
 * 378–382, eq. 7: (P̄ − P̄ₑ) / (1 − P̄ₑ), one distribution for all coders. It needs the same number of codings for every unit:
 * it uses the units that every coder coded.
 */
export function fleissKappa(rows: Rows): Coefficient {
  const { coders, categories, values, present } = rows;
  const uses = (row: number) => coders >= 2 && present[row] === coders;
  const agreeing = agreeingShares(rows);
  const margins = new Float64Array(categories);
  const reason = reasonOf(uses);
  return {
    uses,
    reason(counts) {
      const why = reason(counts);
      return why === 'no overlap' && counts.some((count, row) => count > 0 && present[row]! >= 2)
        ? 'not all coded'
        : why;
    },
    value(counts) {
      margins.fill(0);
      let units = 0;
      let observed = 0;
      for (let row = 0; row < counts.length; row++) {
        const count = counts[row]!;
        if (count === 0 || !uses(row)) continue;
        units += count;
        observed += count * agreeing[row]!;
        for (let coder = 0; coder < coders; coder++) margins[values[row * coders + coder]!]! += count;
      }
      if (units === 0) return null;
      const codings = units * coders;
      let squares = 0;
      for (const margin of margins) squares += margin * margin;
      if (squares === codings * codings) return null;
      const expected = squares / codings / codings;
      return (observed / units - expected) / (1 - expected);
    },
  };
}
