import { EXCEL_CELL_LIMIT } from '../../../../shared/text/csv-cells.ts';
import { anchor, makeQuote, type Quote } from '../../../../shared/text/quote.ts';
import type { Span } from '../../../../shared/text/span.ts';
import { joinStretches } from '../../../../shared/text/stretches.ts';
import type { IndexedArticle } from './annotate-articles.ts';
import type { RowPlace } from './annotate-place.ts';
import type { AnnotateRow } from './annotate-rows.ts';
import { PIECES_JOINED_BY } from './columns.ts';

/** A further piece as it will stand in the project; without a place its offsets are null. */
export interface PlannedPiece extends Quote {
  start: number | null;
  end: number | null;
}

export interface RowPieces {
  /** Null: the file has no columns for them, so what the project has stays. */
  pieces: PlannedPiece[] | null;
  /** Why they have no place; empty when they have one. */
  reason: string;
  /** Offsets alone that nothing vouches for: nothing is known to keep. */
  isWordless: boolean;
}

const none: RowPieces = { pieces: [], reason: '', isWordless: false };
const SPANS = /^\d{1,10}-\d{1,10}(?:\s*;\s*\d{1,10}-\d{1,10})*$/;

/** Where the further pieces of a row lie: at their offsets, if their quotes stand there, else where each quote is found again. */
export function placeFurther(row: AnnotateRow, article: IndexedArticle, excel: boolean): RowPieces {
  if (!row.has('further_spans') && !row.has('further_quotes')) return { ...none, pieces: null };
  const { text } = article;
  const cell = row.cell('further_spans').trim();
  const quotes = row.cell('further_quotes').replaceAll('\r\n', '\n');
  if (cell === '' && quotes === '') return none;
  const told = toldSpans(cell, article);
  if (told) {
    const slices = told.map(({ start, end }) => text.slice(start, end)).join(PIECES_JOINED_BY);
    // Without words only the hash of the text can vouch for the offsets.
    const holds = quotes === '' ? row.cell('text_sha256').toLowerCase() === article.sha256 : slices === quotes;
    const cut = excel && row.raw('further_quotes').length >= EXCEL_CELL_LIMIT - 1 && slices.startsWith(quotes);
    if (holds || (cut && quotes !== '') || (excel && slices === row.raw('further_quotes'))) {
      return { ...none, pieces: told.map((span) => placed(text, span)) };
    }
  }
  if (quotes === '') {
    const reason = told
      ? 'There are no further_quotes to check further_spans against.'
      : `The further_spans “${cell.slice(0, 40)}” are no stretches of the text, such as 12-20;31-40.`;
    return { pieces: [], reason, isWordless: true };
  }
  const words = quotes.split(PIECES_JOINED_BY).filter((one) => one !== '');
  const found = words.map((exact, at) => {
    // Beyond the text where no offsets are told, so that no place is favoured.
    const start = (told?.length === words.length ? told[at]?.start : undefined) ?? text.length + 1;
    return anchor(text, { start, end: start + exact.length, quote: { exact, prefix: '', suffix: '' } });
  });
  const lost = words.find((_exact, at) => !found[at]);
  if (lost === undefined) return { ...none, pieces: found.map((span) => placed(text, span as Span)) };
  const why = text.includes(lost) ? 'stands in the text several times' : 'is not in the text of the article';
  return {
    pieces: words.map((exact) => ({ start: null, end: null, exact, prefix: '', suffix: '' })),
    reason: `The further piece “${lost.slice(0, 60)}” ${why}.`,
    isWordless: false,
  };
}

/**
 * The span and its pieces together: they have their places as a whole or not at all, in the order of the text, and none
 * touches another.
 */
export function placeWhole(first: RowPlace, further: RowPieces, text: string): { place: RowPlace; further: RowPieces } {
  const { span } = first;
  const { pieces } = further;
  if (pieces === null || pieces.length === 0) {
    return further.reason === ''
      ? { place: first, further }
      : { place: { ...first, span: null, reason: first.reason || further.reason }, further };
  }
  if (!span || further.reason !== '') {
    return {
      place: { ...first, span: null, reason: first.reason || further.reason },
      further: { ...further, pieces: pieces.map((piece) => ({ ...piece, start: null, end: null })) },
    };
  }
  const told = [span, ...pieces.map(({ start, end }) => ({ start: start ?? 0, end: end ?? 0 }))];
  const inOrder = told.every((one, at) => at === 0 || one.start >= (told[at - 1]?.end ?? 0));
  if (inOrder) return { place: first, further };
  const [head, ...rest] = joinStretches(told);
  const whole = head ?? span;
  return {
    place: { ...first, span: whole, quote: makeQuote(text, whole.start, whole.end) },
    further: { ...further, pieces: rest.map((one) => placed(text, one)) },
  };
}

function placed(text: string, { start, end }: Span): PlannedPiece {
  return { start, end, ...makeQuote(text, start, end) };
}

/** In UTF-16; null when the cell is not a list of stretches of the text. */
function toldSpans(cell: string, { index }: IndexedArticle): Span[] | null {
  if (!SPANS.test(cell)) return null;
  const spans: Span[] = [];
  for (const one of cell.split(';')) {
    const [start, end] = one.trim().split('-').map(Number);
    if (start === undefined || end === undefined || start >= end || end > index.length) return null;
    spans.push({ start: index.toUtf16(start), end: index.toUtf16(end) });
  }
  return spans;
}
