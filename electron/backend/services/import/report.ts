import { AppError } from '../../../../shared/contract/errors.ts';
import type { ImportFailure, ImportReport } from '../../../../shared/model/import.ts';
import type { ReadableDb } from '../../db/types.ts';
import { ODD_LANGUAGES, VERY_SHORT } from '../articles/looks.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';
import { kindName } from './files/kinds.ts';
import { freshCheckpoint, type ImportCheckpoint } from './progress.ts';

/** Failures listed in a report; the rest is counted. */
const LISTED = 10_000;

type Look = ImportReport['worthALook'];
type Dates = ImportReport['dates'];

/** What an import did: from the checkpoint that each batch left, and from the articles as they are now. */
export function importReport(db: ReadableDb, jobId: string, context: Pick<ReadContext, 'coder'>): ImportReport {
  const job = db.get<{ created_at: string; finished_at: string | null; checkpoint: string | null }>(
    "SELECT created_at, finished_at, checkpoint FROM job WHERE job_id = ? AND kind = 'import'",
    jobId,
  );
  if (!job) throw new AppError('NOT_FOUND', 'This import is not in the project.', { jobId });
  // An import of an earlier version kept less.
  const checkpoint = {
    ...freshCheckpoint([]),
    ...(job.checkpoint ? (JSON.parse(job.checkpoint) as Partial<ImportCheckpoint>) : {}),
  };
  const failures = db.all<ImportFailure>(
    'SELECT path, code, reason FROM import_failure WHERE job_id = ? ORDER BY path LIMIT ?',
    jobId,
    LISTED,
  );
  return {
    jobId,
    roots: checkpoint.roots,
    startedAt: job.created_at,
    finishedAt: job.finished_at,
    seconds: checkpoint.seconds,
    counts: checkpoint.counts,
    failures,
    failuresCut: checkpoint.counts.failed > failures.length,
    removedWords: checkpoint.removedWords,
    keptWords: checkpoint.keptWords,
    worthALook: { ...worthALook(db, jobId, checkpoint.replacedCharacters), unplaced: unplaced(db, jobId, context) },
    skipped: [
      ...Object.entries(checkpoint.skipped).map(([extension, files]) => ({
        extension,
        kind: kindName(extension),
        files,
      })),
      ...Object.entries(checkpoint.leftOut).map(([kind, files]) => ({ extension: '', kind, files })),
    ].sort((a, b) => b.files - a.files || (a.extension < b.extension ? -1 : 1)),
    copies: copies(db, jobId),
    secondPass: checkpoint.secondPass,
    dates: dates(db, jobId),
  };
}

function worthALook(db: ReadableDb, jobId: string, replacedCharacters: number): Omit<Look, 'unplaced'> {
  const counted = db.get<Pick<Look, 'veryShort' | 'undated' | 'unknownSource'>>(
    `SELECT count(*) FILTER (WHERE words < ?) AS veryShort, count(*) FILTER (WHERE published_sort = '') AS undated,
       count(*) FILTER (WHERE source_id IS NULL) AS unknownSource
     FROM article INDEXED BY article_by_job WHERE import_job_id = ?`,
    VERY_SHORT,
    jobId,
  )!;
  const oddLanguage = db.value<number>(
    `SELECT count(*) FROM article INDEXED BY article_by_job
     WHERE import_job_id = ? AND (source_id, language) IN (${ODD_LANGUAGES})`,
    jobId,
  )!;
  return { ...counted, oddLanguage, replacedCharacters };
}

/** Annotations that found no place in the text as it was read now; of others only what a blind round lets the reader see. */
function unplaced(db: ReadableDb, jobId: string, context: Pick<ReadContext, 'coder'>): number {
  return db.value<number>(
    `SELECT count(*) FROM annotation n JOIN article a ON a.id = n.article
     WHERE a.import_job_id = :jobId AND n.status = 'unplaced' AND ${visibleCoders('n.article', 'n.coder')}`,
    { jobId, ...me(context) },
  )!;
}

/** Of the groups that its articles are in, whole: copies of earlier imports count for the largest. */
function copies(db: ReadableDb, jobId: string): ImportReport['copies'] {
  const { articles, groups } = db.get<{ articles: number; groups: number }>(
    `SELECT count(duplicate_group) AS articles, count(DISTINCT duplicate_group) AS groups
     FROM article INDEXED BY article_by_job WHERE import_job_id = ?`,
    jobId,
  )!;
  const largest = db.value<number | null>(
    `SELECT max(n) FROM (
       SELECT count(*) AS n FROM article INDEXED BY article_by_group WHERE duplicate_group IN (
         SELECT DISTINCT duplicate_group FROM article INDEXED BY article_by_job WHERE import_job_id = ?
       ) GROUP BY duplicate_group
     )`,
    jobId,
  );
  return { articles, groups, largest: largest ?? 0 };
}

function dates(db: ReadableDb, jobId: string): Dates {
  const counted = db.get<Pick<Dates, 'day' | 'monthOrYear' | 'none'>>(
    `SELECT count(*) FILTER (WHERE length(published_sort) >= 10 AND published_precision NOT IN ('month', 'year')) AS day,
       count(*) FILTER (WHERE published_precision IN ('month', 'year')) AS monthOrYear,
       count(*) FILTER (WHERE published_sort = '') AS none
     FROM article INDEXED BY article_by_job WHERE import_job_id = ?`,
    jobId,
  )!;
  const open = db.all<{ sourceId: number | null; name: string | null; articles: number }>(
    `SELECT a.source_id AS sourceId, s.name AS name, count(*) AS articles
     FROM (SELECT DISTINCT article FROM open_date) o CROSS JOIN article a ON a.id = o.article
       LEFT JOIN source s ON s.id = a.source_id
     WHERE a.import_job_id = ? AND a.published_sort = '' GROUP BY a.source_id ORDER BY articles DESC, s.name`,
    jobId,
  );
  return {
    ...counted,
    open: open.reduce((sum, one) => sum + one.articles, 0),
    openSources: open.flatMap(({ sourceId, name, articles }) =>
      sourceId === null ? [] : [{ sourceId, name: name ?? '', articles }],
    ),
  };
}

/** Files that an import could not read, whole or in part; of imports of earlier versions nothing is known. */
export function failedFiles(db: ReadableDb, jobId: string): { rootId: number; file: string }[] {
  return db.all(
    `SELECT DISTINCT root_id AS rootId, file FROM import_failure
     WHERE job_id = ? AND root_id IS NOT NULL AND file IS NOT NULL`,
    jobId,
  );
}

/** Rows of the report's table: failures, then what is worth a look. */
interface TableRow {
  path: string;
  title: string;
  what: string;
  code: string;
  reason: string;
}

const TABLE_COLUMNS = ['what', 'path', 'title', 'code', 'reason'] as const satisfies (keyof TableRow)[];

const LOOKED_AT: readonly { sql: string; what: string; reason: string }[] = [
  {
    sql: `words < ${VERY_SHORT}`,
    what: 'very short',
    reason: `Fewer than ${VERY_SHORT} words: it may be a teaser, a caption or a page without its text.`,
  },
  { sql: `published_sort = ''`, what: 'no date', reason: 'No date of publication was found.' },
  {
    sql: `(source_id, language) IN (${ODD_LANGUAGES})`,
    what: 'odd language',
    reason: 'Hardly any other article of its source is written in this language.',
  },
  { sql: 'source_id IS NULL', what: 'unknown source', reason: 'Neither the document nor its folder names an outlet.' },
  {
    sql: `id IN (SELECT article FROM annotation WHERE status = 'unplaced')`,
    what: 'unplaced annotation',
    reason: 'A coded passage is not in the text as it is now.',
  },
];

/** Every failure and everything worth a look, for a file. RFC 4180: every field quoted, CRLF between rows. */
export function reportTable(db: ReadableDb, jobId: string): string {
  if (db.value("SELECT 1 FROM job WHERE job_id = ? AND kind = 'import'", jobId) === undefined) {
    throw new AppError('NOT_FOUND', 'This import is not in the project.', { jobId });
  }
  const lines = [csvLine(TABLE_COLUMNS)];
  const add = (row: TableRow) => lines.push(csvLine(TABLE_COLUMNS.map((column) => row[column])));
  for (const { path, code, reason } of db.all<ImportFailure>(
    'SELECT path, code, reason FROM import_failure WHERE job_id = ? ORDER BY path',
    jobId,
  )) {
    add({ what: 'failed', path, title: '', code, reason });
  }
  for (const { sql, what, reason } of LOOKED_AT) {
    for (const { path, title } of db.all<{ path: string; title: string }>(
      `SELECT path, title FROM article WHERE import_job_id = ? AND ${sql} ORDER BY path`,
      jobId,
    )) {
      add({ what, path, title, code: '', reason });
    }
  }
  return lines.join('');
}

const csvLine = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
