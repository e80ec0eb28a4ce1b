import type { OutputOf } from '../../../../shared/contract/contract.ts';
import type { ViewQuery } from '../../../../shared/model/view.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { isBlind, me, visibleClaims, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';
import { selectedArticles } from './write-csv.ts';

/** How much an export would hold, of what the coder may see. */
export function previewExport(
  db: ReadableDb,
  query: ViewQuery | null,
  context: ReadContext,
): OutputOf<'export.preview'> {
  const count = (sql: string, more: Record<string, SqlValue> = {}) =>
    db.value<number>(sql, { ...me(context), ...more }) ?? 0;
  const codes = count('SELECT count(*) FROM code');
  const coders = count('SELECT count(*) FROM coder');
  const selected = selectedArticles(db, query, context);
  if (!selected && !isBlind(db)) {
    const tally = (name: string) => count('SELECT n FROM tally WHERE name = :name', { name });
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
  const ids = { ids: selected ? JSON.stringify([...selected]) : null };
  const within = (article: string) => `(:ids IS NULL OR ${article} IN (SELECT value FROM json_each(:ids)))`;
  const annotations = `annotation a WHERE ${within('a.article')} AND ${visibleCoders('a.article', 'a.coder')}`;
  return {
    articles: selected?.size ?? count('SELECT count(*) FROM article'),
    annotations: count(`SELECT count(*) FROM ${annotations}`, ids),
    codings: count(
      `SELECT count(*) FROM coding WHERE annotation_id IN (SELECT a.annotation_id FROM ${annotations})`,
      ids,
    ),
    claims: selected
      ? count(
          `SELECT count(DISTINCT m.claim_id) FROM claim_mention m
           WHERE ${within('m.article')} AND ${visibleCoders('m.article', 'm.coder')}`,
          ids,
        )
      : count(`SELECT count(*) FROM claim c WHERE ${visibleClaims('c')}`),
    codes,
    coders,
  };
}
