import type { ColumnMapping, ImportOptions } from '../../../../../shared/model/import.ts';
import { sameHeader } from '../../../app/column-mappings.ts';
import type { Content } from '../files/content.ts';
import { type CsvRow, guessDelimiter, readCsv } from './csv-records.ts';
import { openRecordText } from './record-text.ts';

/** A table as it lies in a file. */
export interface OpenTable {
  encoding: string;
  /** Names of the columns; made up from their numbers where the file has none. */
  header: string[];
  /** Rows by number from 1; the first few come again from `sample`. */
  rows: AsyncGenerator<CsvRow>;
  /** Cells of the first rows. */
  sample: string[][];
}

/** Rows from which the meaning of columns is told. */
const SAMPLE_ROWS = 20;

/** Opens a table. Null: it has no rows at all; `binary`: it is no text. */
export async function openTable(content: Content, tabs: boolean): Promise<OpenTable | 'binary' | null> {
  const text = await openRecordText(content);
  if (text.binary) return 'binary';
  // Excel names the separator in a line of its own.
  const named = /^"?sep=(.)"?\r?\n/i.exec(text.head);
  const firstLine = text.head.slice(named?.[0].length ?? 0).split('\n', 1)[0] ?? '';
  const delimiter = named?.[1] ?? (tabs ? '\t' : guessDelimiter(firstLine));
  const table = await readCsv(text.chunks(), delimiter, named ? 1 : 0);
  if (!table) return null;
  const { isDataRow } = await import('../../../../analysis/formats/table-columns.ts');
  const headless = isDataRow(table.header);
  const ahead: CsvRow[] = headless ? [{ row: 1, line: 1, cells: table.header }] : [];
  while (ahead.length < SAMPLE_ROWS) {
    const next = await table.rows.next();
    if (next.done) break;
    ahead.push(headless ? { ...next.value, row: next.value.row + 1 } : next.value);
  }
  return {
    encoding: text.encoding,
    header: headless ? table.header.map((_, i) => `Column ${i + 1}`) : table.header,
    rows: (async function* () {
      yield* ahead;
      for await (const row of table.rows) yield headless ? { ...row, row: row.row + 1 } : row;
    })(),
    sample: ahead.flatMap((row) => ('cells' in row ? [row.cells] : [])),
  };
}

export interface TableColumns {
  mapping: ColumnMapping;
  /** `names`: by the names of the columns; `content`: where these say too little, by what the cells hold. */
  from: 'chosen' | 'names' | 'content';
}

/** What the columns of a table are taken for. A mapping for its header in `tables` holds whatever it says. */
export async function columnsOf(
  { header, sample }: Pick<OpenTable, 'header' | 'sample'>,
  tables: ImportOptions['tables'],
): Promise<TableColumns> {
  const chosen = tables.find((one) => sameHeader(one.header, header));
  if (chosen) return { mapping: chosen.mapping, from: 'chosen' };
  // Only for tables: they bring language tables with them that this thread does not need otherwise.
  const { guessCsvMapping } = await import('../../../../analysis/extract/metadata/fields.ts');
  const byName = guessCsvMapping(header, sample);
  if (holdsText(byName)) return { mapping: byName, from: 'names' };
  const { columnsByContent } = await import('../../../../analysis/formats/table-columns.ts');
  const byContent = columnsByContent(sample);
  const taken = new Set(Object.values(byName));
  const added = Object.entries(byContent).filter(([field, column]) => !(field in byName) && !taken.has(column));
  return { mapping: { ...byName, ...Object.fromEntries(added) }, from: 'content' };
}

/** Whether the rows would have any text. */
export const holdsText = ({ text, html, summary }: ColumnMapping): boolean =>
  text !== undefined || html !== undefined || summary !== undefined;
