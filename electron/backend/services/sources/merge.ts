import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { applyOrder, dateOrderOf } from './dates.ts';
import { findSource, type StoredSource } from './edit.ts';
import { type Identity, nameIdentity, nextSourceId } from './identities.ts';

/**
 * Makes several sources one: their articles move, their names and domains become aliases by which later imports find it.
 * @throws AppError NOT_FOUND, INVALID_INPUT when a source would be merged into itself
 */
export function mergeSources(
  db: WritableDb,
  { intoId, sourceIds }: ParsedInputOf<'sources.merge'>,
  context: WriteContext,
): OutputOf<'sources.merge'> {
  const into = findSource(db, intoId);
  if (sourceIds.includes(intoId)) {
    throw new AppError('INVALID_INPUT', 'A source cannot be merged into itself. Choose another one.', { intoId });
  }
  const merged = [...new Set(sourceIds)].map((id) => findSource(db, id));
  // Remembers the highest id in use, before it is freed.
  nextSourceId(db);
  const what = merged.length === 1 ? merged[0]!.name : `${merged.length} sources`;
  const step = { action: 'sources.merge', label: `Merged ${what} into ${into.name}`, article: null };
  const articles = context.change(step, (rows) => {
    const ids = JSON.stringify(merged.map(({ id }) => id));
    const moved = db.column<number>(
      'SELECT id FROM article WHERE source_id IN (SELECT value FROM json_each(?)) ORDER BY id',
      ids,
    );
    rows.updateMany(
      'article',
      ['source_id'],
      moved.map((id) => ({ key: { id }, values: { source_id: intoId } })),
    );
    const had = db.column<string>(
      'SELECT identity FROM source_alias WHERE source_id IN (SELECT value FROM json_each(?)) ORDER BY identity',
      ids,
    );
    for (const identity of had) rows.update('source_alias', { identity }, { source_id: intoId });
    for (const { id } of merged) rows.delete('source', { id });
    for (const [identity, name] of merged.flatMap(namesOf)) {
      if (identity === into.identity || identity === nameIdentity(into.name)) continue;
      rows.put('source_alias', { identity, source_id: intoId, name });
    }
    applyOrder(db, rows, intoId, dateOrderOf(db, intoId).order);
    return moved.length;
  });
  context.touch(['articles', 'sources'], null);
  return { articles };
}

/** What a source is known by, and how that is shown. */
function namesOf({ name, domain, identity }: StoredSource): [Identity, string][] {
  const known: [Identity, string][] = [[identity, domain ?? name]];
  if (nameIdentity(name) !== identity && name !== domain) known.push([nameIdentity(name), name]);
  return known;
}
