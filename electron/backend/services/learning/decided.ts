import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { ReadableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';

/**
 * Articles that were included or excluded, in the order of their ids, with their texts. By every decision that may be seen; who
 * includes outvotes who excludes.
 */
export function decidedArticles(
  db: ReadableDb,
  { start, count }: ParsedInputOf<'learning.decided'>,
  context: ReadContext,
): OutputOf<'learning.decided'> {
  const decided = `FROM triage_decision d WHERE d.decision IN ('include', 'exclude')
    AND ${visibleCoders('d.article', 'd.coder')}`;
  const rows = db.all<{ articleId: string; title: string; text: string; included: number }>(
    `SELECT a.article_id AS articleId, a.title, b.text, t.included
     FROM (SELECT d.article, max(d.decision = 'include') AS included ${decided}
           GROUP BY d.article ORDER BY d.article LIMIT :count OFFSET :start) t
       JOIN article a ON a.id = t.article JOIN text_body b ON b.text_version_id = a.text_version_id ORDER BY a.id`,
    { start, count, ...me(context) },
  );
  return {
    total: db.value<number>(`SELECT count(DISTINCT d.article) ${decided}`, me(context)) ?? 0,
    rows: rows.map(({ included, ...row }) => ({ ...row, relevant: included === 1 })),
  };
}
