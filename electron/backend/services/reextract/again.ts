import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ReextractChange, ReextractResult } from '../../../../shared/contract/rooms/originals.ts';
import type { MetadataField } from '../../../../shared/model/article.ts';
import type { PackedOriginal } from '../../../analysis/originals.ts';
import type { ArticleToRead, ReadAgain } from '../../../analysis/read-again.ts';
import type { Reading } from '../../../analysis/reading.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import { cleanableArticle } from '../cleaning/documents.ts';
import type { WriteContext } from '../handler.ts';
import { updateArticle } from '../import/store.ts';
import { readingId } from '../originals/keep.ts';

/** Bytes of originals that are read at once, beyond the last one. */
const MOST_BYTES = 8_000_000;

/** An article on its way to be read again. */
export interface StoredOriginal extends Omit<ArticleToRead, 'original' | 'encoding'> {
  id: number;
  articleId: string;
  title: string;
  source: string;
  textVersionId: number;
  words: number;
  /** Null: none is in the project. */
  original: PackedOriginal | null;
  /** Where the file lies, when only its place is kept; null when nothing is kept at all. */
  place: { location: string; path: string; sha256: string } | null;
}

interface Row {
  id: number;
  article_id: string;
  path: string;
  title: string;
  source: string | null;
  byline: string | null;
  published_at: string | null;
  language: string | null;
  url: string | null;
  original_sha256: string;
  location: string;
  kept: 'project' | 'file' | null;
  reading: string | null;
  sidecar_sha256: Uint8Array | null;
}

const ROW = `SELECT a.id, a.article_id, a.path, a.title, s.name AS source, a.byline, a.published_at, a.language, a.url,
    a.original_sha256, r.location, o.kept, g.json AS reading, o.sidecar_sha256
  FROM article a JOIN import_root r ON r.id = a.root_id LEFT JOIN source s ON s.id = a.source_id
    LEFT JOIN article_original o ON o.article = a.id LEFT JOIN reading g ON g.id = o.reading
  WHERE a.id = ?`;

/** The sources that have articles to read, null for articles without one; and those articles, by row id. */
export function articlesToRead(
  db: ReadableDb,
  { articleIds }: { articleIds: readonly string[] | null },
): { sourceId: number | null; ids: Int32Array }[] {
  const rows =
    articleIds === null
      ? db.all<{ sourceId: number | null; id: number }>(
          'SELECT source_id AS sourceId, id FROM article INDEXED BY article_by_source ORDER BY source_id, id',
        )
      : db.all<{ sourceId: number | null; id: number }>(
          `SELECT a.source_id AS sourceId, a.id FROM json_each(?) j CROSS JOIN article a ON a.article_id = j.value
           ORDER BY a.source_id, a.id`,
          JSON.stringify(articleIds),
        );
  const bySource = Map.groupBy(rows, (row) => row.sourceId);
  return [...bySource].map(([sourceId, of]) => ({ sourceId, ids: Int32Array.from(of, ({ id }) => id) }));
}

/** As many of these articles, in their order, as are read at once. */
export function readOriginals(db: ReadableDb, { ids }: { ids: readonly number[] }): StoredOriginal[] {
  const read: StoredOriginal[] = [];
  let bytes = 0;
  for (const id of ids) {
    const row = db.get<Row>(ROW, id);
    const article = cleanableArticle(db, id, true);
    if (!row || !article) continue;
    const original = row.kept === 'project' ? storedBytes(db, Buffer.from(row.original_sha256, 'hex')) : null;
    const names = namesOf(row.path, row.reading !== null && JSON.parse(row.reading));
    read.push({
      id,
      articleId: row.article_id,
      title: row.title,
      source: row.source ?? '',
      textVersionId: article.textVersionId,
      words: article.words,
      reading: { ...(row.reading === null ? { kind: 'text' } : JSON.parse(row.reading)), ...names } as Reading,
      original,
      sidecar: row.sidecar_sha256 && storedBytes(db, row.sidecar_sha256),
      place: row.kept === 'file' ? { location: row.location, path: row.path, sha256: row.original_sha256 } : null,
      document: article.document,
      putBack: db.column<string>('SELECT text FROM kept_passage WHERE article = ?', id),
      metadata: metadataOf(db, row),
    });
    bytes += original?.bytes.length ?? 0;
    if (bytes >= MOST_BYTES) break;
  }
  return read;
}

const storedBytes = (db: ReadableDb, sha256: Uint8Array): PackedOriginal | null =>
  db.get<PackedOriginal>('SELECT coding, size, bytes FROM original WHERE sha256 = ?', sha256) ?? null;

/** Names that extraction may read as evidence, as the import gave them. */
function namesOf(path: string, reading: { kind?: string } | false): { fileName: string; folderName: string } {
  const ofRecord = reading !== false && ['json', 'row', 'xml'].includes(reading.kind ?? '');
  const file = ofRecord ? path.replace(/#[^#/]*$/, '') : path;
  const parts = file.split('/');
  return { fileName: parts.at(-1) ?? '', folderName: parts.at(-2) ?? '' };
}

function metadataOf(db: ReadableDb, row: Row): ArticleToRead['metadata'] {
  const byUser = new Set(
    db.column<MetadataField>(`SELECT field FROM evidence WHERE article = ? AND origin = 'user' AND chosen = 1`, row.id),
  );
  const values: [MetadataField, string | null][] = [
    ['title', row.title === '' ? null : row.title],
    ['byline', row.byline],
    ['publishedAt', row.published_at],
    ['language', row.language],
    ['url', row.url],
  ];
  return Object.fromEntries(values.filter(([field]) => !byUser.has(field)));
}

/** One article that was read again. */
export interface ReadResult {
  id: number;
  textVersionId: number;
  /** What is told of it; null when nothing changes. */
  change: ReextractChange | null;
  read: ReadAgain;
  /** How it is read from now on, without names; null: as before. */
  reading: Record<string, unknown> | null;
}

export interface WriteAgain {
  jobId: string;
  apply: boolean;
  results: ReadResult[];
  checkpoint: unknown;
}

/** Keeps what changes, applies it if asked to, and the job's checkpoint with it. @returns articles that were passed over */
export function writeAgain(db: WritableDb, input: WriteAgain, context: WriteContext): number {
  const touched: string[] = [];
  let passedOver = 0;
  for (const { id, textVersionId, change, read, reading } of input.results) {
    if (change) {
      db.run(
        'INSERT INTO reextract_change (job_id, article, change) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET change = excluded.change',
        input.jobId,
        id,
        JSON.stringify(change),
      );
    }
    if (!input.apply || 'failure' in read) continue;
    const stands = db.get<{ article_id: string; text_version_id: number; source_id: number | null } & Kept>(
      'SELECT article_id, text_version_id, source_id, root_id, path, original_sha256 FROM article WHERE id = ?',
      id,
    );
    if (stands?.text_version_id !== textVersionId) {
      passedOver++;
      continue;
    }
    if (reading)
      db.run('UPDATE article_original SET reading = ? WHERE article = ?', readingId(db, JSON.stringify(reading)), id);
    if (change) {
      applyTo(db, id, stands, read, context.at);
      touched.push(stands.article_id);
    }
    if (!read.textChanged) {
      db.run('UPDATE text_version SET extractor = ? WHERE id = ?', read.prepared.extractor, textVersionId);
    }
  }
  db.run('UPDATE job SET checkpoint = ? WHERE job_id = ?', JSON.stringify(input.checkpoint), input.jobId);
  if (touched.length > 0) context.touch(['articles', 'annotations', 'claims'], touched);
  return passedOver;
}

interface Kept {
  root_id: number;
  path: string;
  original_sha256: string;
}

/** The source stays: it was decided with everything that was known at the import, and may have been set by a person. */
function applyTo(
  db: WritableDb,
  id: number,
  stands: { article_id: string; source_id: number | null } & Kept,
  { prepared, textChanged }: Extract<ReadAgain, { prepared: unknown }>,
  at: string,
): void {
  const folderSource = db.value<string>(
    `SELECT value FROM evidence WHERE article = ? AND field = 'source' AND origin = 'folder name'`,
    id,
  );
  updateArticle(
    db,
    id,
    {
      articleId: stands.article_id,
      rootId: stands.root_id,
      path: stands.path,
      originalSha256: stands.original_sha256,
      folderSource: folderSource ?? null,
      sourceId: stands.source_id,
      prepared,
      original: null,
      jobId: '',
      at,
    },
    're-extract',
    textChanged,
  );
}

export function listChanges(
  db: ReadableDb,
  { jobId, start, count }: { jobId: string; start: number; count: number },
): OutputOf<'originals.changes'> {
  if (db.value(`SELECT 1 FROM job WHERE job_id = ? AND kind = 'reextract'`, jobId) === undefined) {
    throw new AppError('NOT_FOUND', 'This job is not in the project.', { jobId });
  }
  return {
    total: db.value<number>('SELECT count(*) FROM reextract_change WHERE job_id = ?', jobId)!,
    changes: db
      .column<string>(
        'SELECT change FROM reextract_change WHERE job_id = ? ORDER BY article LIMIT ? OFFSET ?',
        jobId,
        count,
        start,
      )
      .map((json) => JSON.parse(json) as ReextractChange),
  };
}

export const freshResult = (applied: boolean): ReextractResult => ({
  applied,
  looked: 0,
  unchanged: 0,
  text: 0,
  metadata: 0,
  failed: 0,
});
