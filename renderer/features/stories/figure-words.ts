import { grouped } from '../../state/grouped.ts';
/** The value that most sources give; null where none is given more often than the next, so that none stands out. */
export function mostGivenOf(values: readonly number[]): number | null {
  const counts = [...grouped(values, (value) => value)].map(([value, all]) => ({ value, n: all.length }));
  const [first, second] = counts.toSorted((a, b) => b.n - a.n);
  return first && (!second || first.n > second.n) ? first.value : null;
}
