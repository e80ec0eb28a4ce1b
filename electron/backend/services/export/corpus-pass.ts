import { codePointIndex } from '../../../../shared/text/offsets.ts';
import { anchor, makeQuote, type Quote } from '../../../../shared/text/quote.ts';
import type { Span } from '../../../../shared/text/span.ts';
import type { ReadableDb } from '../../db/types.ts';
import { type AnnotationRow, annotationRows, codingsOfArticle } from '../annotations/read.ts';
import { placeInForce, type StoredSpan } from '../spans/index.ts';
import type { ExportedCode } from './code-paths.ts';
import {
  annotationColumns,
  articleColumns,
  type Column,
  codeCountColumn,
  columnNames,
  decisionColumns,
  FORMAT_VERSION,
  groupColumns,
} from './columns.ts';
import type { DatasetFolder, TableWriter } from './dataset-folder.ts';

const PAGE = 200;

interface ExportedArticle {
  id: number;
  article_id: string;
  path: string;
  title: string;
  source_id: number | null;
  source: string | null;
  byline: string | null;
  published_at: string | null;
  published_precision: string | null;
  published_at_utc: string | null;
  published_sort: string;
  language: string | null;
  direction: string;
  url: string | null;
  words: number;
  text_version_id: number;
  version: number;
  sha256: string;
  extractor: string;
  annotation_count: number;
  head: string | null;
}

const ARTICLES = `
  SELECT a.id, a.article_id, a.path, a.title, a.source_id, s.name AS source, a.byline, a.published_at,
         a.published_precision, a.published_at_utc, a.published_sort, a.language, a.direction, a.url, a.words,
         a.text_version_id, v.number AS version, v.sha256, v.extractor, a.annotation_count, h.article_id AS head
  FROM json_each(?) j
  JOIN article a ON a.id = j.value
  JOIN text_version v ON v.id = a.text_version_id
  LEFT JOIN source s ON s.id = a.source_id
  LEFT JOIN article h ON h.id = a.duplicate_group
  ORDER BY j.key`;

/** Row ids in the order of paths, as in the folder that was imported and the same in every project: 4 bytes an article. */
function articlesInOrder(db: ReadableDb, selected: ReadonlySet<number> | null): Int32Array {
  const ids = Int32Array.from(db.column<number>('SELECT id FROM article ORDER BY path, article_id'));
  return selected ? ids.filter((id) => selected.has(id)) : ids;
}

/** What is wrong with the project itself, met on the way. */
export interface Finding {
  what: string;
  article_id: string;
  id: string;
}

/** What the tables after the corpus need to know of it. Grows with sources and codes, not with articles. */
export interface CorpusTotals {
  articles: number;
  annotations: number;
  /** Rows of annotations.csv. */
  annotationRows: number;
  codings: number;
  unplaced: number;
  removedPassages: number;
  earlierVersions: number;
  /** Codes given at another time than their annotation was made. */
  laterCodings: number;
  extractors: Map<string, number>;
  sources: Map<number, { articles: number; first: Dated | null; last: Dated | null }>;
  codes: Map<string, { annotations: number; articles: number }>;
  findings: Finding[];
}
interface Dated {
  sort: string;
  at: string;
}

export interface PassOptions {
  folder: DatasetFolder;
  codes: readonly ExportedCode[];
  /** Row ids of articles; null for all. */
  selected: ReadonlySet<number> | null;
  /** Called after each article; throws to stop. */
  step(done: number): void;
}

/** Where a span stands in its text: UTF-16 and code points, checked to be its quote in both. */
export interface CheckedSpan {
  start: number;
  end: number;
  quote: Quote;
}

/** Offsets in code points whose slice is the quote; null when the text does not have it there nor anywhere. */
export function checkedSpan(
  text: string,
  index: ReturnType<typeof codePointIndex>,
  stored: StoredSpan,
  textVersionId: number,
): { span: CheckedSpan | null; mismatch: boolean } {
  let place: Span | null = placeInForce(stored, textVersionId, text);
  const { exact } = stored;
  if (!place || exact === null) return { span: null, mismatch: false };
  let mismatch = false;
  if (text.slice(place.start, place.end) !== exact) {
    mismatch = true;
    place = anchor(text, { ...place, quote: { exact, prefix: stored.prefix ?? '', suffix: stored.suffix ?? '' } });
    if (!place) return { span: null, mismatch };
  }
  const start = index.toCodePoints(place.start);
  const end = index.toCodePoints(place.end);
  // A span that tears a character apart has no code-point offsets.
  if (text.slice(index.toUtf16(start), index.toUtf16(end)) !== exact) return { span: null, mismatch: true };
  return { span: { start, end, quote: makeQuote(text, place.start, place.end) }, mismatch };
}

/** Writes the texts, articles.csv and annotations.csv in one pass over the corpus, in the order of paths. */
export function writeCorpus(db: ReadableDb, { folder, codes, selected, step }: PassOptions): CorpusTotals {
  const coders = db.all<{ id: number; name: string }>('SELECT id, name FROM coder ORDER BY name COLLATE NOCASE');
  const coderColumns = columnNames(coders.map((coder) => coder.name));
  const columns: Column[] = [
    ...articleColumns,
    ...coders.flatMap((coder, at) => decisionColumns(coderColumns[at] ?? '', coder.name)),
    ...groupColumns,
    ...codes.map((code) => codeCountColumn(code.path)),
  ];
  const articlesTable = folder.table('articles.csv', columns);
  const annotationsTable = folder.table('annotations.csv', annotationColumns);
  const totals: CorpusTotals = {
    articles: 0,
    annotations: 0,
    annotationRows: 0,
    codings: 0,
    unplaced: 0,
    removedPassages: 0,
    earlierVersions: 0,
    laterCodings: 0,
    extractors: new Map(),
    sources: new Map(),
    codes: new Map(codes.map((code) => [code.codeId, { annotations: 0, articles: 0 }])),
    findings: [],
  };
  const codeById = new Map(codes.map((code) => [code.codeId, code]));

  const ids = articlesInOrder(db, selected);
  for (let at = 0; at < ids.length; at += PAGE) {
    const page = JSON.stringify(Array.from(ids.subarray(at, at + PAGE)));
    for (const article of db.all<ExportedArticle>(ARTICLES, page)) {
      const uses = writeAnnotations(db, article, { folder, table: annotationsTable, codeById, totals });
      const decisions = db.all<{ coder: number; decision: string; reason: string | null }>(
        'SELECT coder, decision, reason FROM triage_decision WHERE article = ?',
        article.id,
      );
      const byCoder = new Map(decisions.map((decision) => [decision.coder, decision]));
      articlesTable.row([
        ...[FORMAT_VERSION, article.article_id, article.path, article.title, article.source, article.byline],
        ...[article.published_at, article.published_precision, article.published_at_utc, article.language],
        ...[article.direction, article.url, article.words, article.sha256, article.annotation_count],
        ...coders.flatMap(({ id }) => [byCoder.get(id)?.decision ?? 'undecided', byCoder.get(id)?.reason ?? null]),
        ...[article.head, null],
        ...codes.map((code) => uses.get(code.codeId) ?? 0),
      ]);
      countArticle(db, article, uses, totals);
      step(totals.articles);
    }
  }
  articlesTable.close();
  annotationsTable.close();
  return totals;
}

interface AnnotationPass {
  folder: DatasetFolder;
  table: TableWriter;
  codeById: ReadonlyMap<string, ExportedCode>;
  totals: CorpusTotals;
}

/** Writes the text of an article and its annotations. @returns annotations by code. */
function writeAnnotations(db: ReadableDb, article: ExportedArticle, pass: AnnotationPass): Map<string, number> {
  const { totals, codeById, table } = pass;
  const text = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', article.text_version_id) ?? '';
  pass.folder.text(`texts/${article.article_id}.txt`, text);
  const uses = new Map<string, number>();
  if (article.annotation_count === 0) return uses;

  const index = codePointIndex(text);
  const codings = codingsOfArticle(db, article.id);
  const rows = annotationRows(db, article.id).map((row) => {
    if (row.level === 'article') return { row, span: null };
    const { span, mismatch } = checkedSpan(text, index, row, article.text_version_id);
    if (mismatch) {
      const what = span ? 'offsets did not hold its quote; found again by the quote' : 'offsets do not hold its quote';
      totals.findings.push({ what, article_id: article.article_id, id: row.annotation_id });
    }
    return { row, span };
  });
  rows.sort((a, b) => comparePlaces(a.span, b.span) || compareAges(a.row, b.row));
  for (const { row, span } of rows) {
    const given = (codings.get(row.annotation_id) ?? []).map((coding) => ({
      ...coding,
      code: codeById.get(coding.codeId),
    }));
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
      table.row(annotationCells(article, row, span, coding));
    }
  }
  return uses;
}

/** A row of annotations.csv; `coding` undefined for an annotation without a code. */
export function annotationCells(
  article: Pick<ExportedArticle, 'article_id' | 'title' | 'source' | 'published_at' | 'url' | 'sha256'>,
  row: AnnotationRow,
  span: CheckedSpan | null,
  coding: { codingId: string; code: ExportedCode | undefined } | undefined,
): (string | number | null)[] {
  return [
    ...[FORMAT_VERSION, row.annotation_id, coding?.codingId ?? null, article.article_id, article.title],
    ...[article.source, article.published_at, article.url, article.sha256, row.level],
    ...[coding?.code?.codeId ?? null, coding?.code?.path ?? null, coding?.code?.name ?? null],
    ...[span?.start ?? null, span?.end ?? null, row.exact],
    ...[span ? span.quote.prefix : row.prefix, span ? span.quote.suffix : row.suffix],
    ...[row.memo, row.confidence, row.coder_name, row.origin, row.created_at, row.updated_at],
    row.level === 'span' && !span ? 'unplaced' : 'anchored',
  ];
}

function countArticle(db: ReadableDb, article: ExportedArticle, uses: Map<string, number>, totals: CorpusTotals) {
  totals.articles++;
  totals.earlierVersions += article.version - 1;
  totals.removedPassages +=
    db.value<number>('SELECT count(*) FROM removed_passage WHERE text_version_id = ?', article.text_version_id) ?? 0;
  totals.extractors.set(article.extractor, (totals.extractors.get(article.extractor) ?? 0) + 1);
  for (const [codeId, n] of uses) {
    const total = totals.codes.get(codeId);
    if (total) {
      total.annotations += n;
      total.articles++;
    }
  }
  if (article.source_id === null) return;
  const source = totals.sources.get(article.source_id) ?? { articles: 0, first: null, last: null };
  totals.sources.set(article.source_id, source);
  source.articles++;
  if (article.published_at === null) return;
  const dated = { sort: article.published_sort, at: article.published_at };
  if (!source.first || dated.sort < source.first.sort) source.first = dated;
  if (!source.last || dated.sort > source.last.sort) source.last = dated;
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
