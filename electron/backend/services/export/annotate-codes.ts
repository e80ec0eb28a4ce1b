import { randomUUID } from 'node:crypto';
import { uuid } from '../../../../shared/model/annotation.ts';
import { joinPath, splitPath } from '../../../../shared/text/code-path.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { insertCode, refuseWhileLocked } from '../codebook/index.ts';
import { CodeTree } from '../codebook/tree.ts';
import { nextVersion, noteVersionAs } from '../codebook/versions.ts';
import type { AnnotateRow } from './annotate-rows.ts';
import type { ValueReader } from './annotate-values.ts';

/** Finds the codes of rows by identifier, then by path; notes those that the codebook lacks. */
export class CodeFinder {
  readonly #tree: CodeTree;
  readonly #idByPath = new Map<string, string>();
  readonly #found = new Map<string, string | null>();
  readonly #db: ReadableDb;
  readonly #missingIds = new Set<string>();
  /** The highest version of each code that a coding was made under. */
  readonly #told = new Map<string, number>();
  /** To be made, parents before children. */
  readonly missing: { codeId: string; parentId: string | null; name: string; path: string }[] = [];

  constructor(db: ReadableDb, rows: readonly AnnotateRow[]) {
    this.#db = db;
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

  isMissing(codeId: string): boolean {
    return this.#missingIds.has(codeId);
  }

  /** Names from the root, as they will stand in this project. */
  pathOf(codeId: string): string[] {
    const above = this.#tree.ancestors(codeId).map(({ name }) => name);
    return [...above.reverse(), this.#tree.get(codeId).name];
  }

  /** The version in force; that of a code to be made is its first. */
  versionOf(codeId: string): number {
    const version = this.#db.value<number>('SELECT version FROM code WHERE code_id = ?', codeId);
    return version ?? this.#tree.firstVersion(codeId);
  }

  noteVersion(codeId: string, version: number): void {
    this.#told.set(codeId, Math.max(version, this.#told.get(codeId) ?? 0));
  }

  /**
   * Makes what is missing, with the attributes that the file asks about. Codings keep the numbers of their definitions: a
   * code that does not count as far yet takes the highest of them for what it means now, so that later ones go on from there.
   */
  create(db: ReadableDb, rows: TrackedRows, values: ValueReader, at: string): void {
    if (this.missing.length > 0) refuseWhileLocked(db);
    const note = { at, coder: null, cause: 'imported' } as const;
    const tree = new CodeTree(db);
    for (const { codeId, parentId, name } of this.missing) {
      const attributes = values.attributesToMake(codeId);
      insertCode(rows, tree, at, { codeId, parentId, fields: { name }, attributes, cause: null });
      const version = Math.max(tree.firstVersion(codeId), this.#told.get(codeId) ?? 0);
      noteVersionAs(db, rows, codeId, version, note);
    }
    const changed = values.create(db, rows);
    for (const codeId of new Set([...changed, ...this.#told.keys()])) {
      if (this.isMissing(codeId)) continue;
      const next = nextVersion(db, codeId);
      const told = this.#told.get(codeId) ?? 0;
      if (changed.has(codeId) || told >= next) noteVersionAs(db, rows, codeId, Math.max(next, told), note);
    }
  }

  #note(parentId: string | null, names: readonly string[]): string {
    const path = joinPath(names);
    const name = names.at(-1) ?? '';
    const told = this.#idByPath.get(path);
    const codeId = told !== undefined && !this.#tree.has(told) ? told : randomUUID();
    this.missing.push({ codeId, parentId, name, path });
    this.#missingIds.add(codeId);
    this.#tree.add({ codeId, parentId, position: 0, name, color: 1, shortcut: null, archived: false });
    return codeId;
  }
}
