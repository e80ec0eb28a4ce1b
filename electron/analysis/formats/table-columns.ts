import type { ColumnMapping } from '../../../shared/model/import.ts';
import { readDate, readMachineDate } from '../extract/metadata/dates.ts';
import { webAddress } from '../extract/metadata/domain.ts';

/** Rows of which most must show what a column holds. */
const MOST = 0.7;
/** An article's column has this many letters on average; shorter ones are titles, names, labels. */
const ARTICLE_LETTERS = 200;
const MARKUP = /<(?:p|div|br|article|html|body)\b[^>]*>/i;

/** What columns hold by their cells alone: addresses, dates, languages, the article, its title. */
export function columnsByContent(rows: readonly (readonly string[])[]): ColumnMapping {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const mapping: ColumnMapping = {};
  const free: { column: number; letters: number; cells: string[] }[] = [];
  for (let column = 0; column < width; column++) {
    const cells = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '');
    if (cells.length === 0) continue;
    const most = (holds: (cell: string) => boolean) => cells.filter(holds).length >= cells.length * MOST;
    const letters = cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length;
    if (mapping.url === undefined && most((cell) => /^https?:\/\//i.test(cell) && webAddress(cell) !== null))
      mapping.url = column;
    else if (mapping.publishedAt === undefined && letters < 60 && most(isDate)) mapping.publishedAt = column;
    else if (mapping.language === undefined && most((cell) => /^[a-z]{2}(?:[-_][a-z]{2,4})?$/i.test(cell)))
      mapping.language = column;
    else free.push({ column, letters, cells });
  }
  const longest = [...free].sort((a, b) => b.letters - a.letters)[0];
  if (longest && longest.letters >= ARTICLE_LETTERS) {
    mapping[longest.cells.some((cell) => MARKUP.test(cell)) ? 'html' : 'text'] = longest.column;
    const title = free.find(
      (one) =>
        one !== longest && one.letters >= 15 && one.letters < 200 && one.cells.some((cell) => / \S+ /.test(cell)),
    );
    if (title) mapping.title = title.column;
  }
  return mapping;
}

const isDate = (cell: string): boolean =>
  /\d/.test(cell) && (readMachineDate(cell) !== null || (cell.length < 60 && readDate(cell) !== null));

/** Does a table's first row look like one of its articles rather than like names of columns? */
export function isDataRow(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean);
  if (filled.length === 0) return false;
  return filled.some((cell) => cell.length > 100 || /^https?:\/\/\S+$/i.test(cell) || /^\d{4}-\d\d-\d\d/.test(cell));
}
