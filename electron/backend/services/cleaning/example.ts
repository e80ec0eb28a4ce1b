import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { ReadableDb } from '../../db/types.ts';

/** The newest article of a source from which a rule cuts its line now, and where (UTF-16 offset); null when none. */
export function exampleOfRule(
  db: ReadableDb,
  { sourceId, ruleId }: ParsedInputOf<'cleaning.example'>,
): OutputOf<'cleaning.example'> {
  return (
    db.get<{ articleId: string; start: number }>(
      `SELECT a.article_id AS articleId, p.start AS start
       FROM article a INDEXED BY article_by_source JOIN removed_passage p ON p.text_version_id = a.text_version_id
       WHERE a.source_id = ? AND p.rule = ? ORDER BY a.published_sort DESC, a.id DESC LIMIT 1`,
      sourceId,
      ruleId,
    ) ?? null
  );
}
