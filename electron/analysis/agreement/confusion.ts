import { type Codings, unitsOf } from './codings.ts';

/**
 * How often a category of one coder met a category of another, `table[one × categories + other]`. For two coders the first
 * coder's categories are rows; for more, every pair counts in both directions, so that the table is symmetric.
 */
export function confusion(codings: Codings): Float64Array {
  const { coders, categories, values } = codings;
  const table = new Float64Array(categories * categories);
  const units = unitsOf(codings);
  for (let unit = 0; unit < units; unit++) {
    for (let one = 0; one < coders; one++) {
      const a = values[unit * coders + one]!;
      if (a < 0) continue;
      for (let other = one + 1; other < coders; other++) {
        const b = values[unit * coders + other]!;
        if (b < 0) continue;
        table[a * categories + b]!++;
        if (coders > 2) table[b * categories + a]!++;
      }
    }
  }
  return table;
}
