import type { ReadableDb } from './types.ts';

/** SQLite's own check of the file, the full-text index included. @returns what is wrong; empty for a sound file */
export function quickCheck(db: ReadableDb): string[] {
  lookAgain(db);
  return db.column<string>('PRAGMA quick_check(20)').filter((finding) => finding !== 'ok');
}

/**
 * A connection that has checked the file before keeps what it learned of the full-text index, and takes an index that
 * another connection has merged since for a broken one (SQLite 3.54.1). A search makes it look again.
 */
function lookAgain(db: ReadableDb): void {
  try {
    db.value(`SELECT 1 FROM article_fts WHERE article_fts MATCH 'a' LIMIT 1`);
  } catch {
    // Of a broken index the check itself tells more.
  }
}
