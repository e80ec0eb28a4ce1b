import type { ReadableDb } from '../../db/types.ts';

// A backslash that the next character would turn into an escape.
const AMBIGUOUS_BACKSLASH = /\\(?=[\\/]|$)/g;

/** Names from the root joined with `/`; a slash in a name is `\/`, a backslash before a slash, another one or the end `\\`. */
export function joinPath(names: readonly string[]): string {
  return names.map((name) => name.replace(AMBIGUOUS_BACKSLASH, '\\\\').replaceAll('/', '\\/')).join('/');
}

/** The names that `joinPath` joined. A backslash before any other character stands for itself. */
export function splitPath(path: string): string[] {
  const names: string[] = [];
  let name = '';
  for (let at = 0; at < path.length; at++) {
    const next = path[at + 1];
    if (path[at] === '/') {
      names.push(name);
      name = '';
    } else if (path[at] === '\\' && (next === '/' || next === '\\')) {
      name += next;
      at++;
    } else name += path[at];
  }
  return [...names, name];
}

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
  const ordered: ExportedCode[] = [];
  const add = (parentId: string | null, above: readonly string[]) => {
    for (const row of rows) {
      if (row.parentId !== parentId) continue;
      const names = [...above, row.name];
      ordered.push({ ...row, path: joinPath(names) });
      add(row.codeId, names);
    }
  };
  add(null, []);
  return ordered;
}
