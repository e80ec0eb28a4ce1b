/** Months from the first to the last of those given (`YYYY-MM`), those without articles included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year = 0, month = 1] = first.split('-').map(Number);
  for (let i = 0; i < 12_000; i++) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    months.push(name);
    if (name >= last) break;
    month++;
    if (month === 13) {
      month = 1;
      year++;
    }
  }
  return months;
}

/** The last day of a month, `YYYY-MM-DD`. */
export function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return `${month}-${String(days).padStart(2, '0')}`;
}

/** Articles of some months in a row; `from` and `to` are indices of the first and last of them. */
export interface MonthBin {
  from: number;
  to: number;
  count: number;
}

/** Months that a bar stands for, so that bars begin where years, halves and quarters do. */
const WIDTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/**
 * Joins months until there are few enough bars to be told apart; the first and last bar may stand for fewer months.
 * @param names months in a row, `YYYY-MM`
 */
export function monthBins(names: readonly string[], counts: ReadonlyMap<string, number>, most: number): MonthBin[] {
  const width = WIDTHS.find((months) => names.length / months <= most - 1) ?? WIDTHS.at(-1)!;
  const bins: MonthBin[] = [];
  let group: number | undefined;
  for (const [index, name] of names.entries()) {
    const [year = 0, month = 1] = name.split('-').map(Number);
    const now = Math.floor((year * 12 + month - 1) / width);
    if (now !== group) bins.push({ from: index, to: index, count: 0 });
    group = now;
    const bin = bins.at(-1)!;
    bin.to = index;
    bin.count += counts.get(name) ?? 0;
  }
  return bins;
}
