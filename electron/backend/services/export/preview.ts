import type { OutputOf } from '../../../../shared/contract/contract.ts';
import type { ViewQuery } from '../../../../shared/model/view.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { selectedArticles } from './write-csv.ts';

/** How much an export would hold. */
export function previewExport(
  db: ReadableDb,
  query: ViewQuery | null,
  context: ReadContext,
): OutputOf<'export.preview'> {
  const count = (sql: string, ...params: string[]) => db.value<number>(sql, ...params) ?? 0;
  const codes = count('SELECT count(*) FROM code');
  const coders = count('SELECT count(*) FROM coder');
  const selected = selectedArticles(db, query, context);
  if (!selected) {
    const tally = (name: string) => count('SELECT n FROM tally WHERE name = ?', name);
    const codings = count('SELECT coalesce(sum(n), 0) FROM code_tally');
    return {
      articles: tally('articles'),
      annotations: tally('annotations'),
      codings,
      claims: tally('claims'),
      codes,
      coders,
    };
  }
  const ids = JSON.stringify([...selected]);
  return {
    articles: selected.size,
    annotations: count('SELECT count(*) FROM json_each(?) j JOIN annotation a ON a.article = j.value', ids),
    codings: count(
      `SELECT count(*) FROM json_each(?) j JOIN annotation a ON a.article = j.value
       JOIN coding c ON c.annotation_id = a.annotation_id`,
      ids,
    ),
    claims: count(
      'SELECT count(DISTINCT m.claim_id) FROM json_each(?) j JOIN claim_mention m ON m.article = j.value',
      ids,
    ),
    codes,
    coders,
  };
}
