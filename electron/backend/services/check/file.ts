import { quickCheck } from '../../db/quick-check.ts';
import type { CheckRun } from './index.ts';

/** SQLite's own check of the file (which includes the full-text index), and rows that refer to rows that are gone. */
export function checkFile({ db, alive, found }: CheckRun): void {
  for (const finding of quickCheck(db)) found(`The file is damaged: ${finding}`, 'file');
  alive();
  const broken = db.all<{ table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check');
  for (const { table, rowid, parent } of broken) {
    found(`Refers to a row of ${parent} that is not there`, rowid === null ? table : `${table}, row ${rowid}`);
  }
  alive();
  const unsearchable = db.column<string>(
    'SELECT article_id FROM article WHERE id NOT IN (SELECT id FROM article_fts_docsize) ORDER BY article_id',
  );
  for (const articleId of unsearchable) found('Is missing from the full-text index', `article ${articleId}`);
  const stray =
    db.value<number>('SELECT count(*) FROM article_fts_docsize WHERE id NOT IN (SELECT id FROM article)') ?? 0;
  if (stray > 0) found(`Has ${stray} entries without an article`, 'full-text index');
}
