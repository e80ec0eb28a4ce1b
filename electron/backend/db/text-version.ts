import type { WritableDb } from './types.ts';

/** Why there is a new text: see `text_version.cause` in the schema. */
export type TextCause = 'import' | 'update' | 're-extract' | 'restore' | 'cleaning';

export interface NewTextVersion {
  /** Row id of the article. */
  article: number;
  cause: TextCause;
  /** Names and versions of the procedures that made it. */
  extractor: string;
  text: string;
  /** SHA-256 of the UTF-8 text, hexadecimal. */
  sha256: string;
  /** As `text_body.blocks` holds them. */
  blocks: string | null;
  /** ISO 8601 UTC. */
  at: string;
}

/** Adds the next text version of an article; its number follows the last. It is not in force by that. @returns its row id */
export function insertTextVersion(db: WritableDb, version: NewTextVersion): number {
  const { text, blocks, ...row } = version;
  const { lastInsertRowid } = db.run(
    `INSERT INTO text_version (article, number, sha256, cause, extractor, created_at)
     VALUES (:article, (SELECT coalesce(max(number), 0) + 1 FROM text_version WHERE article = :article), :sha256, :cause,
       :extractor, :at)`,
    row,
  );
  db.run('INSERT INTO text_body (text_version_id, text, blocks) VALUES (?, ?, ?)', lastInsertRowid, text, blocks);
  return lastInsertRowid;
}

/** One row of `removed_passage`; `start` is a UTF-16 offset in the version's text. */
export interface StoredPassage {
  ord: number;
  start: number;
  reason: string;
  text: string;
  rule: string | null;
}

export function insertRemovedPassage(db: WritableDb, textVersionId: number, passage: StoredPassage): void {
  db.run(
    'INSERT INTO removed_passage (text_version_id, ord, start, reason, text, rule) VALUES (?, ?, ?, ?, ?, ?)',
    textVersionId,
    passage.ord,
    passage.start,
    passage.reason,
    passage.text,
    passage.rule,
  );
}
