import type { ReadableDb } from '../../db/types.ts';
import { writeAnnotations } from './annotation-rows.ts';
import { attributeColumns } from './attribute-columns.ts';
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
import type { DatasetFolder } from './dataset-folder.ts';

const PAGE = 200;

export interface ExportedArticle {
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
  story: string | null;
}

const ARTICLES = `
  SELECT a.id, a.article_id, a.path, a.title, a.source_id, s.name AS source, a.byline, a.published_at,
         a.published_precision, a.published_at_utc, a.published_sort, a.language, a.direction, a.url, a.words,
         a.text_version_id, v.number AS version, v.sha256, v.extractor, a.annotation_count, h.article_id AS head, m.story_id AS story
  FROM json_each(?) j
  JOIN article a ON a.id = j.value
  JOIN text_version v ON v.id = a.text_version_id
  LEFT JOIN source s ON s.id = a.source_id
  LEFT JOIN article h ON h.id = a.duplicate_group
  LEFT JOIN story_member m ON m.article = a.id
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
  const attributes = attributeColumns(db, codes);
  const annotationsTable = folder.table('annotations.csv', annotationColumns(attributes.map(({ column }) => column)));
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
      const text =
        db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', article.text_version_id) ?? '';
      folder.text(`texts/${article.article_id}.txt`, text);
      const uses = writeAnnotations(db, article, text, { table: annotationsTable, attributes, codeById, totals });
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
        ...[article.head, article.story],
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
