import type { Failure } from '../files/failures.ts';
import { failures } from '../files/failures.ts';

// Our own reader rather than csv-parse: that one stops for good at the first quotation mark it cannot place, while here
// the rows before and after it must come in.

/** A row of cells, the header left out; `row` counts from 1. `line` is where it starts in the file, from 1. */
export type CsvRow = { row: number; line: number; cells: string[] } | { row: number; line: number; failure: Failure };

export interface CsvTable {
  header: string[];
  rows: AsyncGenerator<CsvRow>;
}

/** No article comes near this many UTF-16 units in one row; a quote that is still open then was never closed. */
const LONGEST_ROW = 8_000_000;

/** Comma, semicolon, tab or bar: the one that the first line has most of outside quotation marks. */
export function guessDelimiter(firstLine: string): string {
  const bare = firstLine.replace(/"[^"]*"/g, '');
  let best = ',';
  let most = 0;
  for (const candidate of [',', ';', '\t', '|']) {
    const count = bare.split(candidate).length - 1;
    if (count > most) {
      best = candidate;
      most = count;
    }
  }
  return best;
}

/**
 * Reads a table in pieces (RFC 4180, any line end). A quotation mark that is never closed, or is closed in the middle of
 * a cell, costs the row it opened in; reading goes on at the next line that has as many cells as the header. A row longer
 * than any article costs itself.
 * @param skippedRows before the header.
 */
export async function readCsv(
  chunks: AsyncIterable<string>,
  delimiter: string,
  skippedRows = 0,
): Promise<CsvTable | null> {
  const source = parseRows(chunks, delimiter);
  for (let i = 0; i < skippedRows; i++) await source.next();
  const first = await source.next();
  if (first.done) return null;
  const header = first.value.cells ?? [];
  return { header: header.map((name) => name.trim()), rows: numbered(source, header.length) };
}

async function* numbered(source: AsyncGenerator<ParsedRow>, width: number): AsyncGenerator<CsvRow> {
  let row = 0;
  // After a broken row its leftover lines are skipped: they do not have the table's width.
  let recovering = false;
  for await (const { line, cells, openQuote, tooLong } of source) {
    if (tooLong) {
      yield { row: ++row, line, failure: failures.recordTooLarge(LONGEST_ROW) };
      continue;
    }
    if (cells === null) {
      if (!recovering) yield { row: ++row, line, failure: failures.openQuote(openQuote) };
      recovering = true;
      continue;
    }
    if (recovering && cells.length !== width) continue;
    recovering = false;
    yield { row: ++row, line, cells };
  }
}

/** `cells` null: a quote opened on line `openQuote` has no proper end. */
interface ParsedRow {
  line: number;
  cells: string[] | null;
  openQuote: number;
  /** Longer than `LONGEST_ROW`, without a quotation mark that is open. */
  tooLong?: true;
}

async function* parseRows(chunks: AsyncIterable<string>, delimiter: string): AsyncGenerator<ParsedRow> {
  let buffer = '';
  let line = 1;
  let ended = false;
  const iterator = chunks[Symbol.asyncIterator]();
  // Grows with each attempt, so that a row over many pieces is not scanned again for each of them.
  let wanted = 1;
  // The rest of a row that is too long is passed over up to its line's end.
  let passing = false;
  while (true) {
    while (!ended && buffer.length < wanted) {
      const next = await iterator.next();
      if (next.done) ended = true;
      else buffer += next.value;
    }
    let at = 0;
    if (passing) {
      const end = buffer.indexOf('\n');
      at = end < 0 ? buffer.length : end + 1;
      passing = end < 0;
      if (!passing) line++;
    }
    while (at < buffer.length) {
      const result = scanRow(buffer, at, delimiter, ended || buffer.length - at > LONGEST_ROW);
      if (result === 'more') break;
      if (!ended && 'cells' in result && result.end - at > LONGEST_ROW) {
        yield { line, cells: null, openQuote: 0, tooLong: true };
        const lineEnd = buffer.indexOf('\n', at + LONGEST_ROW);
        passing = lineEnd < 0;
        const next = passing ? buffer.length : lineEnd + 1;
        line += countLines(buffer, at, next);
        at = next;
        continue;
      }
      if ('broken' in result) {
        yield { line, cells: null, openQuote: line + countLines(buffer, at, result.quoteAt) };
        // Go on after the line in which the quote opened: what it swallowed may hold good rows.
        const lineEnd = buffer.indexOf('\n', result.quoteAt);
        const next = lineEnd === -1 ? buffer.length : lineEnd + 1;
        line += countLines(buffer, at, next);
        at = next;
      } else {
        if (result.cells.length > 1 || result.cells[0] !== '') yield { line, cells: result.cells, openQuote: 0 };
        line += countLines(buffer, at, result.end);
        at = result.end;
      }
    }
    buffer = buffer.slice(at);
    if (ended) return;
    wanted = passing ? 1 : buffer.length * 2 + 1;
  }
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

type Scanned = { cells: string[]; end: number } | { broken: true; quoteAt: number } | 'more';

/** One row of `text` from `at`. `final`: nothing will follow. */
function scanRow(text: string, start: number, delimiter: string, final: boolean): Scanned {
  const cells: string[] = [];
  let at = start;
  while (true) {
    let cell: string;
    if (text[at] === '"') {
      const quoteAt = at;
      const parts: string[] = [];
      let from = at + 1;
      while (true) {
        const close = text.indexOf('"', from);
        if (close === -1 || (close === text.length - 1 && !final)) return final ? { broken: true, quoteAt } : 'more';
        parts.push(text.slice(from, close));
        if (text[close + 1] !== '"') {
          at = close + 1;
          break;
        }
        parts.push('"');
        from = close + 2;
      }
      cell = parts.join('');
      const after = text[at];
      if (after !== undefined && after !== delimiter && after !== '\n' && after !== '\r')
        return { broken: true, quoteAt };
    } else {
      const from = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
      cell = text.slice(from, at);
    }
    cells.push(cell);
    if (at >= text.length) return final ? { cells, end: at } : 'more';
    if (text[at] === delimiter) {
      at++;
      if (at >= text.length && final) return { cells: [...cells, ''], end: at };
      if (at >= text.length) return 'more';
      continue;
    }
    if (text[at] === '\r' && at + 1 >= text.length && !final) return 'more';
    return { cells, end: text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1 };
  }
}
