// Codes as rows: those chosen, with those below them where they are meant too.
import type { PassageFilter } from '../../../../shared/contract/rooms/results.ts';
import type { ReadableDb } from '../../db/types.ts';

/** Every code, parents before children and siblings in order. */
function codesInOrder(db: ReadableDb): { codeId: string; parentId: string | null }[] {
  const rows = db.all<{ codeId: string; parentId: string | null }>(
    'SELECT code_id AS codeId, parent_id AS parentId FROM code ORDER BY position, name',
  );
  const below = Map.groupBy(rows, ({ parentId }) => parentId);
  const ordered: typeof rows = [];
  const add = (parentId: string | null) => {
    for (const row of below.get(parentId) ?? []) {
      ordered.push(row);
      add(row.codeId);
    }
  };
  add(null);
  return ordered;
}

/** Ids of these codes and, if so wished, of all below them. */
export function codesMeant(db: ReadableDb, codeIds: readonly string[], withBelow: boolean): string[] {
  if (!withBelow) return [...codeIds];
  const meant = new Set(codeIds);
  for (const { codeId, parentId } of codesInOrder(db)) if (parentId !== null && meant.has(parentId)) meant.add(codeId);
  return [...meant];
}

export interface CodeRows {
  codeIds: string[];
  /** Places of the rows that a coding with a code counts for. */
  rowsOf: ReadonlyMap<string, readonly number[]>;
}

/**
 * The rows of a table of codes, in the order of the codebook. With `rollUp` one row for each chosen code (each code at the
 * root when none is chosen), in which all codes below it count; else one for every code that is meant.
 */
export function codeRows(db: ReadableDb, filter: PassageFilter, rollUp: boolean): CodeRows {
  const ordered = codesInOrder(db);
  const chosen = new Set(filter.codeIds);
  const meant = new Set(codesMeant(db, filter.codeIds, filter.withBelow));
  const isRow = ({ codeId, parentId }: (typeof ordered)[number]) => {
    if (rollUp) return chosen.size > 0 ? chosen.has(codeId) : parentId === null;
    return meant.size === 0 || meant.has(codeId);
  };
  const codeIds = ordered.filter(isRow).map(({ codeId }) => codeId);
  const places = new Map(codeIds.map((codeId, at) => [codeId, at]));
  const rowsOf = new Map<string, readonly number[]>();
  for (const { codeId, parentId } of ordered) {
    const own = places.get(codeId);
    const above = rollUp && parentId !== null ? (rowsOf.get(parentId) ?? []) : [];
    rowsOf.set(codeId, own === undefined ? above : [...above, own]);
  }
  return { codeIds, rowsOf };
}
