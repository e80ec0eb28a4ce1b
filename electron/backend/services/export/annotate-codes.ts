import { randomUUID } from 'node:crypto';
import { uuid } from '../../../../shared/model/annotation.ts';
import { joinPath, splitPath } from '../../../../shared/text/code-path.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { insertCode, refuseWhileLocked } from '../codebook/index.ts';
import { CodeTree } from '../codebook/tree.ts';
import type { AnnotateRow } from './annotate-rows.ts';

/** Finds the codes of rows by identifier, then by path; notes those that the codebook lacks. */
export class CodeFinder {
  readonly #tree: CodeTree;
  readonly #idByPath = new Map<string, string>();
  readonly #found = new Map<string, string | null>();
  /** To be made, parents before children. */
  readonly missing: { codeId: string; parentId: string | null; name: string; path: string }[] = [];

  constructor(db: ReadableDb, rows: readonly AnnotateRow[]) {
    this.#tree = new CodeTree(db);
    for (const row of rows) {
      const codeId = row.cell('code_id').toLowerCase();
      if (uuid.safeParse(codeId).success) this.#idByPath.set(row.cell('code_path'), codeId);
    }
  }

  /** Id of the row's code; null for a row without one. */
  codeOf(row: AnnotateRow): string | null {
    const codeId = row.cell('code_id').toLowerCase();
    if (codeId !== '' && this.#tree.has(codeId)) return codeId;
    const path = row.cell('code_path');
    const key = path === '' ? joinPath([row.cell('code_name')]) : path;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#byPath(splitPath(key));
    this.#found.set(key, found);
    return found;
  }

  #byPath(path: readonly string[]): string | null {
    const names = path.map((name) => name.trim()).filter((name) => name !== '');
    if (names.length === 0) return null;
    let parentId: string | null = null;
    for (const [at, name] of names.entries()) {
      parentId = this.#tree.childNamed(parentId, name)?.codeId ?? this.#note(parentId, names.slice(0, at + 1));
    }
    return parentId;
  }

  /** Makes what is missing. */
  create(db: ReadableDb, rows: TrackedRows, at: string): void {
    if (this.missing.length > 0) refuseWhileLocked(db);
    const tree = new CodeTree(db);
    for (const { codeId, parentId, name } of this.missing)
      insertCode(rows, tree, at, { codeId, parentId, fields: { name } });
  }

  #note(parentId: string | null, names: readonly string[]): string {
    const path = joinPath(names);
    const name = names.at(-1) ?? '';
    const told = this.#idByPath.get(path);
    const codeId = told !== undefined && !this.#tree.has(told) ? told : randomUUID();
    this.missing.push({ codeId, parentId, name, path });
    this.#tree.add({ codeId, parentId, position: 0, name, color: 1, shortcut: null, archived: false });
    return codeId;
  }
}
