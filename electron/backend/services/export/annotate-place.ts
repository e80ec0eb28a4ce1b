import { EXCEL_CELL_LIMIT } from '../../../../shared/text/csv-cells.ts';
import { anchor, makeQuote, type Quote } from '../../../../shared/text/quote.ts';
import type { Span } from '../../../../shared/text/span.ts';
import type { IndexedArticle } from './annotate-articles.ts';
import type { AnnotateRow } from './annotate-rows.ts';

export interface RowPlace {
  /** UTF-16 offsets; null when the span has no place. */
  span: Span | null;
  /** Null for a row that has neither offsets that hold nor words to look for. */
  quote: Quote | null;
  /** Why there is no place. */
  reason: string;
}

const OFFSET = /^\d{1,10}$/;

/** Where the span of a row lies: at its offsets, if its quote stands there, else where its quote is found again. */
export function placeRow(row: AnnotateRow, article: IndexedArticle, excel: boolean): RowPlace {
  const { text } = article;
  // No text has CRLF; a spreadsheet puts it into cells.
  const words = (column: string) => row.cell(column).replaceAll('\r\n', '\n');
  const exact = words('quote');
  const quote: Quote = { exact, prefix: words('prefix'), suffix: words('suffix') };
  const told = toldSpan(row, article);
  if (told) {
    const slice = text.slice(told.start, told.end);
    // Without words only the hash of the text can vouch for the offsets.
    const holds = exact === '' ? row.cell('text_sha256').toLowerCase() === article.sha256 : slice === exact;
    const cut = excel && row.raw('quote').length >= EXCEL_CELL_LIMIT - 1 && slice.startsWith(exact);
    if (holds || cut || (excel && slice === row.raw('quote'))) return placed(text, told);
  }
  if (exact === '') {
    const reason = told
      ? 'There is no quote to check the offsets against.'
      : 'The row has neither a quote nor offsets in the text.';
    return { span: null, quote: null, reason };
  }
  // Beyond the text where no offsets are told, so that no place is favoured.
  const start = told?.start ?? text.length + 1;
  const found = anchor(text, { start, end: start + exact.length, quote });
  if (found) return placed(text, { start: found.start, end: found.end });
  const reason = text.includes(exact)
    ? 'The quote stands in the text several times, and its offsets fit none of them.'
    : 'The quote is not in the text of the article.';
  return { span: null, quote, reason };
}

function placed(text: string, span: Span): RowPlace {
  return { span, quote: makeQuote(text, span.start, span.end), reason: '' };
}

/** The row's offsets in UTF-16, if they are a stretch of the text. */
function toldSpan(row: AnnotateRow, { index }: IndexedArticle): Span | null {
  const [from, to] = [row.cell('start').trim(), row.cell('end').trim()];
  if (!OFFSET.test(from) || !OFFSET.test(to)) return null;
  const [start, end] = [Number(from), Number(to)];
  if (start >= end || end > index.length) return null;
  return { start: index.toUtf16(start), end: index.toUtf16(end) };
}
