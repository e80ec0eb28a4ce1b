import type { ImportCounts, ImportFailureCode } from '../../../../shared/model/import.ts';
import type { PreparedArticle } from '../../../analysis/prepare.ts';
import type { WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import type { KeptOriginal } from '../originals/keep.ts';
import { type SourceRegister, withSourceRegister } from '../sources/register.ts';
import { articleIdOf } from './identity.ts';
import { type Elsewhere, sidecarChanged } from './known.ts';
import type { ImportCheckpoint } from './progress.ts';
import { addArticle, type StoredArticle, updateArticle } from './store.ts';

/** One record of a batch, in the order of the walk. */
export type BatchItem = {
  rootId: number;
  /** With the record's name: `path#L5000`. */
  path: string;
} & (
  | { type: 'unchanged' }
  /** Known from another path that is gone now. */
  | { type: 'moved'; from: Elsewhere }
  | { type: 'failure'; file: string; rootTitle: string; code: ImportFailureCode; reason: string }
  | {
      type: 'article';
      /** Path of the file alone, and the record within it or ''. */
      file: string;
      record: string;
      originalSha256: string;
      folderSource: string | null;
      /** Known to be no move of an article with the same relative path and bytes from another folder. */
      distinct: boolean;
      prepared: PreparedArticle;
      original: KeptOriginal;
    }
);

export interface BatchInput {
  jobId: string;
  items: BatchItem[];
  /** As it will be once the items are written, but for what only the write can tell: counts and words are added here. */
  checkpoint: ImportCheckpoint;
}

/**
 * Writes one batch and the job's checkpoint in the same transaction: after a crash either both are there or neither.
 * @returns the checkpoint as it is stored.
 */
export function writeBatch(db: WritableDb, input: BatchInput, context: WriteContext): ImportCheckpoint {
  return withSourceRegister(db, (sources) => writeItems(db, input, context, sources));
}

function writeItems(
  db: WritableDb,
  input: BatchInput,
  context: WriteContext,
  sources: SourceRegister,
): ImportCheckpoint {
  const checkpoint: ImportCheckpoint = {
    ...input.checkpoint,
    counts: { ...input.checkpoint.counts },
    removedWords: { ...input.checkpoint.removedWords },
  };
  const { counts } = checkpoint;
  const indexNew = holdIndex(db);
  const touched: string[] = [];
  let reanchored = false;
  for (const item of input.items) {
    counts.found++;
    if (item.type === 'unchanged') counts.unchanged++;
    else if (item.type === 'moved') {
      const { id, path } = item.from;
      db.run('UPDATE article SET root_id = ?, path = ? WHERE id = ? AND path = ?', item.rootId, item.path, id, path);
      counts.unchanged++;
      touched.push(db.value<string>('SELECT article_id FROM article WHERE id = ?', id)!);
    } else if (item.type === 'failure') {
      writeFailure(db, input.jobId, item);
      counts.failed++;
    } else {
      const done = writeArticle(db, item, input.jobId, context.at, sources);
      counts[done.outcome]++;
      if (done.duplicate) counts.duplicates++;
      if (done.outcome === 'unchanged') continue;
      reanchored ||= done.outcome === 'updated';
      touched.push(done.articleId);
      checkpoint.keptWords += item.prepared.words;
      if (item.prepared.replaced > 0) checkpoint.replacedCharacters++;
      for (const [reason, words] of Object.entries(item.prepared.removedWords)) {
        checkpoint.removedWords[reason] = (checkpoint.removedWords[reason] ?? 0) + words;
      }
    }
  }
  indexNew();
  db.run('UPDATE job SET checkpoint = ? WHERE job_id = ?', JSON.stringify(checkpoint), input.jobId);
  if (touched.length > 0) {
    context.touch(reanchored ? ['articles', 'sources', 'annotations', 'claims'] : ['articles', 'sources'], touched);
  }
  return checkpoint;
}

/**
 * Articles added from now on go into the full-text index together when the function that is returned is called, still in
 * this transaction. One by one, each would be a piece of the index of its own, written and merged with others: any
 * statement that may fail halfway makes FTS5 write out what it holds.
 */
function holdIndex(db: WritableDb): () => void {
  const first = db.value<number>('SELECT coalesce(max(id), 0) + 1 FROM article')!;
  db.run('INSERT INTO index_later (first_article) VALUES (?)', first);
  return () => {
    db.run(
      'INSERT INTO article_fts (rowid, title, text) SELECT id, title, text FROM article_words WHERE id >= ?',
      first,
    );
    db.run('DELETE FROM index_later');
  };
}

interface Written {
  outcome: keyof Pick<ImportCounts, 'imported' | 'updated' | 'unchanged'>;
  duplicate: boolean;
  articleId: string;
}

function writeArticle(
  db: WritableDb,
  item: Extract<BatchItem, { type: 'article' }>,
  jobId: string,
  at: string,
  sources: SourceRegister,
): Written {
  const { prepared } = item;
  const declared = prepared.evidence.find((one) => one.field === 'source')?.value ?? null;
  const sourceId = sources.idFor({ domain: prepared.domain, declared, folder: item.folderSource });
  const stored = (articleId: string): StoredArticle => ({ ...item, articleId, sourceId, jobId, at });

  const here = db.get<{ id: number; article_id: string; original_sha256: string }>(
    'SELECT id, article_id, original_sha256 FROM article WHERE root_id = ? AND path = ?',
    item.rootId,
    item.path,
  );
  if (here) {
    const sameBytes = here.original_sha256 === item.originalSha256;
    if (sameBytes && !sidecarChanged(db, here.id, item.original.sidecarSha256)) {
      return { outcome: 'unchanged', duplicate: false, articleId: here.article_id };
    }
    updateArticle(db, here.id, stored(here.article_id), 'update', !sameBytes);
    return { outcome: 'updated', duplicate: false, articleId: here.article_id };
  }
  const { file, record, originalSha256 } = item;
  let articleId = articleIdOf(file, record, originalSha256);
  const elsewhere = db.get<{ original_sha256: string; import_job_id: string | null; folder_source: string | null }>(
    `SELECT a.original_sha256, a.import_job_id, e.value AS folder_source
     FROM article a LEFT JOIN evidence e ON e.article = a.id AND e.field = 'source' AND e.origin = 'folder name'
     WHERE a.article_id = ?`,
    articleId,
  );
  // Found by this very import in two folders: neither was moved.
  const bothHere = elsewhere?.import_job_id === jobId && elsewhere.folder_source !== item.folderSource;
  if (elsewhere?.original_sha256 === originalSha256 && !item.distinct && !bothHere) {
    // The same folder under another name or in another place.
    return { outcome: 'unchanged', duplicate: false, articleId };
  }
  // The id is taken: by another outlet's copy of the same name, or by an article that was updated since.
  for (let copy = 0; db.value('SELECT 1 FROM article WHERE article_id = ?', articleId); copy++) {
    articleId = articleIdOf(file, record, originalSha256, `${item.folderSource ?? ''}/${copy}`);
  }
  const duplicate = addArticle(db, stored(articleId));
  return { outcome: 'imported', duplicate, articleId };
}

function writeFailure(db: WritableDb, jobId: string, item: Extract<BatchItem, { type: 'failure' }>) {
  const insert = (path: string) =>
    db.run(
      `INSERT INTO import_failure (job_id, path, code, reason, root_id, file) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      jobId,
      path,
      item.code,
      item.reason,
      item.rootId,
      item.file,
    ).changes;
  // Two chosen folders can hold the same relative path.
  if (insert(item.path) === 0) insert(`${item.rootTitle}/${item.path}`);
}
