import type { MetadataField, TextBlock } from '../../../../shared/model/article.ts';
import { publishedColumns } from '../../../../shared/model/published.ts';
import { directionOf, wordCount } from '../../../../shared/text/index.ts';
import { putBack } from '../../../../shared/text/put-back.ts';
import type { Evidence, PreparedArticle } from '../../../analysis/prepare.ts';
import { sha256 } from '../../../analysis/sha256.ts';
import { insertRemovedPassage, insertTextVersion } from '../../db/text-version.ts';
import type { WritableDb } from '../../db/types.ts';
import { type KeptOriginal, keepOriginal } from '../originals/keep.ts';
import { keepDates } from '../sources/dates.ts';
import { joinDuplicates, leaveDuplicates } from './duplicates.ts';
import { reanchor } from './reanchor.ts';

/** An article as it goes into the tables. */
export interface StoredArticle {
  articleId: string;
  rootId: number;
  path: string;
  originalSha256: string;
  folderSource: string | null;
  sourceId: number | null;
  prepared: PreparedArticle;
  /** Null: as it is kept already. */
  original: KeptOriginal | null;
  jobId: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** Adds a new article. @returns whether the project holds an article with the same original bytes. */
export function addArticle(db: WritableDb, article: StoredArticle): boolean {
  const { prepared } = article;
  const id = db.value<number>('SELECT coalesce(max(id), 0) + 1 FROM article')!;
  const textVersion = addTextVersion(db, id, 'import', article.at, prepared.extractor, prepared);
  const values = valuesOf(prepared.evidence);
  db.run(
    `INSERT INTO article (id, article_id, root_id, path, original_sha256, text_version_id, title, source_id, byline,
       published_at, published_precision, published_at_utc, published_sort, language, direction, url, words, encoding,
       warnings, added_at, import_job_id, import_outcome)
     VALUES (:id, :article_id, :root_id, :path, :original_sha256, :text_version_id, :title, :source_id, :byline,
       :published_at, :published_precision, :published_at_utc, :published_sort, :language, :direction, :url, :words,
       :encoding, :warnings, :added_at, :import_job_id, 'imported')`,
    {
      id,
      article_id: article.articleId,
      root_id: article.rootId,
      path: article.path,
      original_sha256: article.originalSha256,
      text_version_id: textVersion,
      title: values.title ?? '',
      source_id: article.sourceId,
      byline: values.byline ?? null,
      ...publishedColumns(values.publishedAt ?? null),
      language: values.language ?? null,
      direction: prepared.direction,
      url: values.url ?? null,
      words: prepared.words,
      encoding: prepared.encoding,
      warnings: JSON.stringify(prepared.warnings),
      added_at: article.at,
      import_job_id: article.jobId,
    },
  );
  writeEvidence(db, id, article, new Set(), new Map());
  keepDates(db, id, prepared);
  if (article.original) keepOriginal(db, id, article.originalSha256, article.original);
  return joinDuplicates(db, id, article.originalSha256, prepared.textSha256);
}

/** Why an article is written again: its file or what lies beside it changed, or it was read again from its original. */
export type RewriteCause = 'update' | 're-extract';

/**
 * Gives an article what its original says now. What a person said of it stays, and what they put back stays in the text;
 * annotations and claim mentions are placed again by their quotes.
 * @param textToo false: the text is the same, and only metadata is written
 */
export function updateArticle(
  db: WritableDb,
  id: number,
  article: StoredArticle,
  cause: RewriteCause,
  textToo: boolean,
): void {
  const picked = pickedOrigins(db, id);
  const prepared = { ...article.prepared, evidence: pickedFirst(article.prepared.evidence, picked) };
  const byUser = new Set(
    db.column<MetadataField>("SELECT field FROM evidence WHERE article = ? AND origin = 'user' AND chosen = 1", id),
  );
  const old = db.get<Record<string, string | number | null>>('SELECT * FROM article WHERE id = ?', id)!;
  const values = valuesOf(prepared.evidence);
  const kept = (field: MetadataField, column: string, value: string | number | null) =>
    byUser.has(field) ? (old[column] ?? null) : value;
  const language = kept('language', 'language', values.language ?? null);
  db.run(
    `UPDATE article SET original_sha256 = :original_sha256, title = :title,
       source_id = :source_id, byline = :byline, published_at = :published_at, published_precision = :published_precision,
       published_at_utc = :published_at_utc, published_sort = :published_sort, language = :language,
       direction = :direction, url = :url, encoding = :encoding, warnings = :warnings
     WHERE id = :id`,
    {
      id,
      original_sha256: article.originalSha256,
      title: kept('title', 'title', values.title ?? ''),
      source_id: picked.has('source') ? (old.source_id ?? null) : kept('source', 'source_id', article.sourceId),
      byline: kept('byline', 'byline', values.byline ?? null),
      ...publishedColumns(kept('publishedAt', 'published_at', values.publishedAt ?? null) as string | null),
      language,
      direction: byUser.has('language') ? directionOf(language as string | null) : prepared.direction,
      url: kept('url', 'url', values.url ?? null),
      encoding: prepared.encoding,
      warnings: JSON.stringify(prepared.warnings),
    },
  );
  if (cause === 'update') {
    db.run("UPDATE article SET import_job_id = ?, import_outcome = 'updated' WHERE id = ?", article.jobId, id);
  }
  writeEvidence(db, id, article, byUser, picked);
  keepDates(db, id, prepared);
  if (article.original) keepOriginal(db, id, article.originalSha256, article.original);
  if (!textToo) return;
  const text = withKeptPassages(db, id, prepared);
  const textVersion = addTextVersion(db, id, cause, article.at, prepared.extractor, text);
  db.run('UPDATE article SET text_version_id = ?, words = ? WHERE id = ?', textVersion, text.words, id);
  reanchor(db, id, textVersion, text.text);
  leaveDuplicates(db, id);
  joinDuplicates(db, id, article.originalSha256, text.textSha256);
}

/** A text with everything that is stored with it. */
export type VersionText = Pick<PreparedArticle, 'text' | 'textSha256' | 'words'> & {
  removed: { text: string; start: number; reason: string; rule?: string | null }[];
  blocks?: TextBlock[];
};

/** The text with the passages that a person put back in an earlier version of it. */
function withKeptPassages(db: WritableDb, id: number, prepared: PreparedArticle): VersionText {
  const kept = new Set(db.column<string>('SELECT sha256 FROM kept_passage WHERE article = ?', id));
  if (kept.size === 0) return prepared;
  const chosen = prepared.removed.filter((passage) => kept.has(sha256(passage.text)));
  if (chosen.length === 0) return prepared;
  const put = putBack(prepared, chosen);
  const language = prepared.evidence.find((one) => one.field === 'language')?.value ?? null;
  return { ...put, textSha256: sha256(put.text), words: wordCount(put.text, language) };
}

function addTextVersion(
  db: WritableDb,
  id: number,
  cause: 'import' | RewriteCause,
  at: string,
  extractor: string,
  version: VersionText,
): number {
  const textVersion = insertTextVersion(db, {
    article: id,
    cause,
    extractor,
    text: version.text,
    sha256: version.textSha256,
    blocks: version.blocks ?? [],
    at,
  });
  for (const [ord, { rule = null, ...passage }] of version.removed.entries()) {
    insertRemovedPassage(db, textVersion, { ...passage, ord, rule });
  }
  return textVersion;
}

const valuesOf = (evidence: readonly Evidence[]): Partial<Record<MetadataField, string>> =>
  Object.fromEntries(evidence.toReversed().map((one) => [one.field, one.value]));

/** Fields for which a person chose among the origins. */
type Picked = ReadonlyMap<MetadataField, string>;

const pickedOrigins = (db: WritableDb, id: number): Picked =>
  new Map(
    db
      .all<{ field: MetadataField; origin: string }>(
        'SELECT field, origin FROM evidence WHERE article = ? AND picked = 1 AND chosen = 1',
        id,
      )
      .map(({ field, origin }) => [field, origin]),
  );

/** What a person chose comes first, if it is said still; else the best evidence does. */
const pickedFirst = (evidence: readonly Evidence[], picked: Picked): Evidence[] => {
  const isPicked = ({ field, origin }: Evidence) => picked.get(field) === origin;
  return [...evidence.filter(isPicked), ...evidence.filter((one) => !isPicked(one))];
};

/** Replaces what the original and its surroundings say; what a person said or chose stays, and stays in force. */
function writeEvidence(
  db: WritableDb,
  id: number,
  article: StoredArticle,
  byUser: ReadonlySet<MetadataField>,
  picked: Picked,
): void {
  db.run("DELETE FROM evidence WHERE article = ? AND origin <> 'user'", id);
  const said: Evidence[] = [...article.prepared.evidence];
  // In the order in which a source is decided: declared, then the address, then the folder.
  if (article.prepared.domain) said.push({ field: 'source', origin: 'url', value: article.prepared.domain });
  if (article.folderSource) said.push({ field: 'source', origin: 'folder name', value: article.folderSource });
  const decided = new Set(byUser);
  for (const { field, origin, value } of pickedFirst(said, picked)) {
    db.run(
      `INSERT INTO evidence (article, field, origin, value, chosen, picked) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      id,
      field,
      origin,
      value,
      decided.has(field) ? 0 : 1,
      picked.get(field) === origin ? 1 : 0,
    );
    decided.add(field);
  }
}
