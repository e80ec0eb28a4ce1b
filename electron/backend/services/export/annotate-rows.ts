import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../../../shared/contract/errors.ts';
import { BOM, withoutGuard } from '../../../../shared/text/csv-cells.ts';
import { FORMAT_VERSION } from './columns.ts';

/** One row of annotations.csv; empty cells and missing columns are empty strings. */
export interface AnnotateRow {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  cell(column: string): string;
  has(column: string): boolean;
  /** The cell as it stands in the file, a spreadsheet guard still on. */
  raw(column: string): string;
}

export interface AnnotateFile {
  /** Names of the columns as they stand in the file. */
  columns: string[];
  rows: AnnotateRow[];
  /** Written by the excel profile, whose long cells may have been cut. */
  excel: boolean;
}

/**
 * Reads our annotations.csv, or a table with some of its columns.
 * @throws AppError INVALID_INPUT naming the line, or for a table that names no articles
 */
export function readAnnotateCsv(csv: string): AnnotateFile {
  const table = readTable(csv);
  const names = table.columns.map((name) => name.toLowerCase());
  if (!['article_id', 'text_sha256', 'url'].some((name) => names.includes(name))) {
    throw new AppError(
      'INVALID_INPUT',
      'The file has no column article_id, text_sha256 or url, so its articles cannot be found. Choose an annotations.csv.',
    );
  }
  return table;
}

/**
 * Reads one of our tables: comma, semicolon or tab between fields. A file that begins with a BOM is one of the excel profile
 * (or went through a spreadsheet): its guards are taken off.
 * @throws AppError INVALID_INPUT naming the line
 */
export function readTable(csv: string): AnnotateFile {
  const excel = csv.startsWith(BOM);
  const content = excel ? csv.slice(1) : csv;
  let records: string[][];
  try {
    records = parse(content, { delimiter: delimiterOf(content), skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 0);
    throw new AppError('INVALID_INPUT', `Line ${line} of the file cannot be read: ${wordsFor(error)}`, { line });
  }
  const [header, ...body] = records;
  if (!header) throw new AppError('INVALID_INPUT', 'The file is empty. It needs a header row and rows below it.');
  const columns = new Map<string, number>();
  for (const [at, name] of header.entries()) {
    const key = name.trim().toLowerCase();
    if (!columns.has(key)) columns.set(key, at);
  }
  const rows = body.map((cells, at): AnnotateRow => {
    const raw = (column: string) => cells[columns.get(column) ?? -1] ?? '';
    const has = (column: string) => columns.has(column);
    return { row: at + 2, raw, has, cell: excel ? (column) => withoutGuard(raw(column)) : raw };
  });
  const newer = rows.find((row) => Number(row.cell('format_version') || FORMAT_VERSION) > Number(FORMAT_VERSION));
  if (newer) {
    throw new AppError(
      'INVALID_INPUT',
      `Row ${newer.row} has format version ${newer.cell('format_version')}; this Parallax reads up to ${FORMAT_VERSION}. Update Parallax.`,
      { row: newer.row },
    );
  }
  return { columns: header.map((name) => name.trim()), rows, excel };
}

/** The separator that the header row has most of. */
function delimiterOf(content: string): string {
  const end = content.search(/[\r\n]/);
  const header = (end < 0 ? content : content.slice(0, end)).replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

function wordsFor(error: CsvError): string {
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
      return 'it has another number of fields than the header. Look for a quote that is missing or one too many.';
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'a quoted field is never closed.';
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return 'a quote stands inside a field. Quotes within a field are written twice.';
    default:
      return 'its quotes and separators do not fit together. Save it as CSV again.';
  }
}
