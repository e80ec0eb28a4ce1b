import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { ReadableDb } from '../../db/types.ts';

/** Articles of a source whose date can be read in two ways, in the order they came, with both readings (ISO 8601). */
export function dateExamples(
  db: ReadableDb,
  { sourceId, count }: ParsedInputOf<'sources.dateExamples'>,
): OutputOf<'sources.dateExamples'> {
  return db.all<OutputOf<'sources.dateExamples'>[number]>(
    `SELECT a.article_id AS articleId, a.title, o.written, o.day_first AS dayFirst, o.month_first AS monthFirst
     FROM article a INDEXED BY article_by_source JOIN open_date o ON o.article = a.id
     WHERE a.source_id = ? AND NOT EXISTS
       (SELECT 1 FROM evidence e WHERE e.article = a.id AND e.field = 'publishedAt' AND e.chosen = 1)
     GROUP BY a.id ORDER BY a.id LIMIT ?`,
    sourceId,
    count,
  );
}
