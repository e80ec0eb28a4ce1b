/** What a spreadsheet program holds in one cell, in UTF-16 units. */
export const EXCEL_CELL_LIMIT = 32_767;

export const BOM = '\uFEFF';

// A spreadsheet runs a cell as a formula when it starts with one of these, BOM and white space before it or not.
const NEEDS_GUARD = /^(?:'|\s*[=+\-@\t\r])/;

export function needsGuard(cell: string): boolean {
  return NEEDS_GUARD.test(cell);
}

/** Takes the apostrophe of the excel profile off again. Exact for every cell that the profile wrote and did not cut. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && needsGuard(cell.slice(1)) ? cell.slice(1) : cell;
}

export interface ExcelCell {
  cell: string;
  guarded: boolean;
  /** UTF-16 units that did not fit. */
  cut: number;
}

/** A cell as the excel profile writes it: guarded first, then cut between characters. */
export function excelCell(value: string): ExcelCell {
  const guarded = needsGuard(value);
  const whole = guarded ? `'${value}` : value;
  if (whole.length <= EXCEL_CELL_LIMIT) return { cell: whole, guarded, cut: 0 };
  const last = whole.charCodeAt(EXCEL_CELL_LIMIT - 1);
  const limit = last >= 0xd800 && last <= 0xdbff ? EXCEL_CELL_LIMIT - 1 : EXCEL_CELL_LIMIT;
  return { cell: whole.slice(0, limit), guarded, cut: whole.length - limit };
}

/** One record of RFC 4180, every field quoted, with its CRLF. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
}
