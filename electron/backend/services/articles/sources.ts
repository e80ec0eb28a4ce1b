import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';

/** Every source with what it holds, by name. Dates as precise as they are known. */
export function listSources(db: ReadableDb): OutputOf<'sources.list'> {
  return db.all(
    `SELECT s.id AS sourceId, s.name AS name, s.domain AS domain, s.country AS country, s.language AS language,
       s.notes AS notes, s.article_count AS articles,
       (SELECT published_at FROM article WHERE source_id = s.id AND published_sort > ''
          ORDER BY published_sort, id LIMIT 1) AS firstPublished,
       (SELECT published_at FROM article WHERE source_id = s.id AND published_sort > ''
          ORDER BY published_sort DESC, id DESC LIMIT 1) AS lastPublished
     FROM source s ORDER BY s.name COLLATE NOCASE, s.id`,
  );
}

/** @throws AppError NOT_FOUND, CONFLICT when another source has the name */
export function editSource(
  db: WritableDb,
  { sourceId, fields }: ParsedInputOf<'sources.edit'>,
  context: WriteContext,
): OutputOf<'sources.edit'> {
  const name = db.value<string>('SELECT name FROM source WHERE id = ?', sourceId);
  if (name === undefined) throw new AppError('NOT_FOUND', 'This source no longer exists.', { sourceId });
  if (fields.name !== undefined) {
    const other = db.value<number>(
      'SELECT id FROM source WHERE name = ? COLLATE NOCASE AND id <> ?',
      fields.name,
      sourceId,
    );
    if (other !== undefined) {
      throw new AppError('CONFLICT', `Another source is called ${fields.name} already. Choose a different name.`, {
        sourceId: other,
      });
    }
  }
  context.change({ action: 'sources.edit', label: `Edited the source ${fields.name ?? name}`, article: null }, (rows) =>
    rows.update('source', { id: sourceId }, fields),
  );
  // Articles show their source's name.
  if (fields.name !== undefined && fields.name !== name) context.touch(['articles'], null);
  return {};
}
