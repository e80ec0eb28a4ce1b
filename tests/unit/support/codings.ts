import { type Codings, type Coefficient, type Rows, rowsOf } from '../../../electron/analysis/agreement/index.ts';

/** Codings written as one line of words a coder, `*` where a coder did not code the unit. */
export function codingsOf(...lines: string[]): Codings & { names: string[] } {
  const cells = lines.map((line) => line.trim().split(/\s+/));
  const names = [...new Set(cells.flat())].filter((name) => name !== '*').sort();
  const units = cells[0]!.length;
  const values = new Int16Array(units * cells.length);
  for (let unit = 0; unit < units; unit++)
    cells.forEach((row, coder) => {
      values[unit * cells.length + coder] = names.indexOf(row[unit]!);
    });
  return { coders: cells.length, categories: names.length, values, names };
}

/** The coefficient's value for these codings. */
export function valueFor(codings: Codings, make: (rows: Rows) => Coefficient): number | null {
  const rows = rowsOf(codings);
  return make(rows).value(rows.counts);
}
