// The rows of annotations.csv for one article.
import type { Coding } from '../../../../shared/model/annotation.ts';
import { type CodePointIndex, codePointIndex } from '../../../../shared/text/offsets.ts';
import type { Span } from '../../../../shared/text/span.ts';
import type { ReadableDb } from '../../db/types.ts';
import {
  type AnnotationRow,
  annotationRows,
  codingsOfArticle,
  type PieceRow,
  piecesOfArticle,
} from '../annotations/read.ts';
import type { AttributeColumn } from './attribute-columns.ts';
import { type CheckedSpan, checkedSpan } from './checked-span.ts';
import type { ExportedCode } from './code-paths.ts';
import { FORMAT_VERSION, PIECES_JOINED_BY } from './columns.ts';
import type { CorpusTotals, ExportedArticle } from './corpus-pass.ts';
import type { TableWriter } from './dataset-folder.ts';

export interface AnnotationPass {
  table: TableWriter;
  attributes: readonly AttributeColumn[];
  codeById: ReadonlyMap<string, ExportedCode>;
  totals: CorpusTotals;
}

/** An annotation with its place; no place for a whole article and for what is not in the text. */
interface PlacedAnnotation {
  row: AnnotationRow;
  span: CheckedSpan | null;
  /** Of a span in several pieces, those after the first; null as `span` is. */
  pieces: { exact: string; span: CheckedSpan | null }[];
}

export type CodingInRow = Coding & { code: ExportedCode | undefined };

/** Writes the annotations of an article. @returns how many by code */
export function writeAnnotations(
  db: ReadableDb,
  article: ExportedArticle,
  text: string,
  pass: AnnotationPass,
): Map<string, number> {
  const { totals, codeById, table, attributes } = pass;
  const uses = new Map<string, number>();
  if (article.annotation_count === 0) return uses;

  const index = codePointIndex(text);
  const codings = codingsOfArticle(db, article.id);
  const pieces = piecesOfArticle(db, article.id);
  const rows = annotationRows(db, article.id).map((row) => {
    if (row.level === 'article') return { row, span: null, pieces: [] };
    const stored = pieces.get(row.annotation_id) ?? [];
    const { mismatch, ...placed } = placeAnnotation(row, stored, article.text_version_id, { text, index });
    if (mismatch) {
      const isFound = placed.span !== null;
      const what = isFound
        ? 'offsets did not hold its quote; found again by the quote'
        : 'offsets do not hold its quote';
      totals.findings.push({ what, article_id: article.article_id, id: row.annotation_id });
    }
    return placed;
  });
  rows.sort((a, b) => comparePlaces(a.span, b.span) || compareAges(a.row, b.row));
  for (const placed of rows) {
    const { row, span } = placed;
    const given = (codings.get(row.annotation_id) ?? []).map(
      (coding): CodingInRow => ({
        ...coding,
        code: codeById.get(coding.codeId),
      }),
    );
    given.sort((a, b) => compare(a.code?.path ?? '', b.code?.path ?? '') || compare(a.codingId, b.codingId));
    const unplaced = row.level === 'span' && !span;
    totals.annotations++;
    totals.codings += given.length;
    if (unplaced) totals.unplaced++;
    for (const coding of given) {
      uses.set(coding.codeId, (uses.get(coding.codeId) ?? 0) + 1);
      if (coding.createdAt !== row.created_at) totals.laterCodings++;
    }
    for (const coding of given.length > 0 ? given : [undefined]) {
      totals.annotationRows++;
      table.row(annotationCells(article, placed, coding, attributes));
    }
  }
  return uses;
}

/**
 * Where the pieces of a span lie in `version` of the text, in code points, each checked against its quote. A span in several pieces has its place as a whole or not at all: half of it says something else.
 */
export function placeAnnotation(
  row: AnnotationRow,
  stored: readonly PieceRow[],
  version: number,
  { text, index }: { text: string; index: CodePointIndex },
): PlacedAnnotation & { mismatch: boolean } {
  const first = checkedSpan(text, index, row, version);
  let { mismatch } = first;
  const pieces = stored.map((piece) => {
    const told = { ...piece, text_version_id: row.text_version_id, status: row.status };
    const found = checkedSpan(text, index, told, version);
    mismatch ||= found.mismatch;
    return { exact: piece.exact, span: found.span };
  });
  const whole = first.span !== null && pieces.every(({ span }) => span !== null);
  return whole
    ? { row, span: first.span, pieces, mismatch }
    : { row, span: null, pieces: pieces.map(({ exact }) => ({ exact, span: null })), mismatch };
}

/** A row of annotations.csv; `coding` undefined for an annotation without a code. */
export function annotationCells(
  article: Pick<ExportedArticle, 'article_id' | 'title' | 'source' | 'published_at' | 'url' | 'sha256'>,
  { row, span, pieces }: PlacedAnnotation,
  coding: CodingInRow | undefined,
  attributes: readonly AttributeColumn[],
): (string | number | null)[] {
  return [
    ...[FORMAT_VERSION, row.annotation_id, coding?.codingId ?? null, article.article_id, article.title],
    ...[article.source, article.published_at, article.url, article.sha256, row.level],
    ...[coding?.code?.codeId ?? null, coding?.code?.path ?? null, coding?.code?.name ?? null],
    ...[span?.start ?? null, span?.end ?? null, row.exact],
    ...[span ? span.quote.prefix : row.prefix, span ? span.quote.suffix : row.suffix],
    ...attributes.map(({ attributeId }) => coding?.values[attributeId] ?? null),
    ...[row.memo, row.confidence, row.coder_name, row.origin, row.created_at, row.updated_at],
    row.level === 'span' && !span ? 'unplaced' : 'anchored',
    coding?.codeVersion ?? null,
    pieces.flatMap(({ span: piece }) => (piece ? [`${piece.start}-${piece.end}`] : [])).join(';'),
    pieces.map(({ exact }) => exact).join(PIECES_JOINED_BY),
  ];
}

// Compared by UTF-16 unit, so that the order is the same on every machine.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Those without a place first, then by place, longer spans first. */
function comparePlaces(a: Span | null, b: Span | null): number {
  if (!a || !b) return Number(a !== null) - Number(b !== null);
  return a.start - b.start || b.end - a.end;
}

function compareAges(a: AnnotationRow, b: AnnotationRow): number {
  return compare(a.created_at, b.created_at) || compare(a.annotation_id, b.annotation_id);
}
