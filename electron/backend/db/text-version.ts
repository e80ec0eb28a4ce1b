import type { BlockKind, TextBlock } from '../../../shared/model/article.ts';
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
  /** What of the text is no plain paragraph. */
  blocks: readonly TextBlock[];
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
  db.run(
    'INSERT INTO text_body (text_version_id, text, blocks) VALUES (?, ?, ?)',
    lastInsertRowid,
    text,
    packBlocks(blocks),
  );
  return lastInsertRowid;
}

/** As `text_body.blocks` holds them: one flat list of start, end, kind; null for none. */
const packBlocks = (blocks: readonly TextBlock[]): string | null =>
  blocks.length === 0 ? null : JSON.stringify(blocks.flatMap(({ start, end, kind }) => [start, end, kind]));

/** @param packed a value of `text_body.blocks` */
export function unpackBlocks(packed: string | null | undefined): TextBlock[] {
  const flat = packed ? (JSON.parse(packed) as (number | BlockKind)[]) : [];
  return Array.from({ length: flat.length / 3 }, (_, i) => ({
    start: flat[i * 3] as number,
    end: flat[i * 3 + 1] as number,
    kind: flat[i * 3 + 2] as BlockKind,
  }));
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
