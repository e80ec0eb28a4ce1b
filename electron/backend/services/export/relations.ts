import type { ReadableDb } from '../../db/types.ts';
import { FORMAT_VERSION, fixedTables } from './columns.ts';
import type { TableOptions } from './tables.ts';

const PAGE = 500;

interface ExportedRelation {
  row: number;
  relation_id: string;
  kind: string;
  is_directed: number;
  from_id: string;
  to_id: string;
  from_article: number;
  to_article: number;
  memo: string;
  coder: string;
  created_at: string;
  updated_at: string;
}

const RELATIONS = `
  SELECT r.rowid AS row, r.relation_id, k.name AS kind, k.is_directed, r.from_id, r.to_id, f.article AS from_article,
         t.article AS to_article, r.memo, p.name AS coder, r.created_at, r.updated_at
  FROM relation r JOIN relation_kind k ON k.kind_id = r.kind_id JOIN coder p ON p.id = r.coder
  JOIN annotation f ON f.annotation_id = r.from_id JOIN annotation t ON t.annotation_id = r.to_id
  WHERE r.rowid > ? ORDER BY r.rowid LIMIT ${PAGE}`;

/** relations.csv; a selection takes those whose annotations are both in it. @returns how many, and how many were left out */
export function writeRelations(
  db: ReadableDb,
  { folder, selected, alive }: TableOptions,
): { written: number; leftOut: number } {
  const table = folder.table('relations.csv', fixedTables['relations.csv']);
  const counts = { written: 0, leftOut: 0 };
  let last = 0;
  for (;;) {
    alive();
    const page = db.all<ExportedRelation>(RELATIONS, last);
    for (const one of page) {
      const [from, to] = selected ? [selected.has(one.from_article), selected.has(one.to_article)] : [true, true];
      if (!from || !to) {
        if (from || to) counts.leftOut++;
        continue;
      }
      counts.written++;
      table.row([
        ...[FORMAT_VERSION, one.relation_id, one.kind, one.is_directed ? 'true' : 'false', one.from_id, one.to_id],
        ...[one.memo, one.coder, one.created_at, one.updated_at],
      ]);
    }
    const end = page.at(-1);
    if (!end) break;
    last = end.row;
  }
  table.close();
  return counts;
}
