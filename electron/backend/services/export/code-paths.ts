import { joinPath } from '../../../../shared/text/code-path.ts';
import type { ReadableDb } from '../../db/types.ts';

export interface ExportedCode {
  codeId: string;
  parentId: string | null;
  path: string;
  name: string;
  definition: string;
  whenToUse: string;
  whenNot: string;
  example: string;
  color: number;
  shortcut: string | null;
  isCodable: number;
  archived: number;
}

/** The codebook with paths, parents before children and siblings in order. */
export function readCodePaths(db: ReadableDb): ExportedCode[] {
  const rows = db.all<Omit<ExportedCode, 'path'>>(
    `SELECT code_id AS codeId, parent_id AS parentId, name, definition, when_to_use AS whenToUse,
            when_not AS whenNot, example, color, shortcut, is_codable AS isCodable, archived
     FROM code ORDER BY position, name`,
  );
  const below = Map.groupBy(rows, (row) => row.parentId);
  const ordered: ExportedCode[] = [];
  const add = (parentId: string | null, above: readonly string[]) => {
    for (const row of below.get(parentId) ?? []) {
      const names = [...above, row.name];
      ordered.push({ ...row, path: joinPath(names) });
      add(row.codeId, names);
    }
  };
  add(null, []);
  return ordered;
}
