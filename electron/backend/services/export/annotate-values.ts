import { randomUUID } from 'node:crypto';
import type { CodeAttribute } from '../../../../shared/model/codebook.ts';
import { joinPath, splitPath } from '../../../../shared/text/code-path.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { refusalOf } from '../annotations/values.ts';
import { refuseWhileLocked } from '../codebook/index.ts';
import { foldName } from '../codebook/tree.ts';
import { attributesOf } from '../codebook/versions.ts';
import type { CodeFinder } from './annotate-codes.ts';
import type { AnnotateRow } from './annotate-rows.ts';
import { attributeOfColumn } from './attribute-columns.ts';

/** A cell that was left out. */
export interface RefusedCell {
  column: string;
  value: string;
  /** What may stand there. */
  reason: string;
}

export interface RowValues {
  /** By attribute; empty: none. Attributes that the file does not tell keep what they have. */
  values: Map<string, string>;
  refused: RefusedCell[];
}

interface ValueColumn {
  name: string;
  code: string[];
  codeKey: string;
  attribute: string;
}

const keyOf = (names: readonly string[]) => joinPath(names.map(foldName));

/** Reads the columns of attributes; notes attributes that the codebook lacks. */
export class ValueReader {
  readonly #db: ReadableDb;
  readonly #codes: CodeFinder;
  readonly #columns: ValueColumn[];
  readonly #attributes = new Map<string, CodeAttribute[]>();
  /** To be made, as text: a file of annotations does not say more. In order. */
  readonly missing: { codeId: string; attribute: CodeAttribute; column: string }[] = [];

  constructor(db: ReadableDb, columns: readonly string[], codes: CodeFinder) {
    this.#db = db;
    this.#codes = codes;
    this.#columns = columns.flatMap((name) => {
      const about = attributeOfColumn(name);
      return about ? [{ name, ...about, codeKey: keyOf(about.code) }] : [];
    });
  }

  /** @param current values that the project has for this coding; those that no longer fit stay */
  valuesOf(row: AnnotateRow, codeId: string | null, current: Readonly<Record<string, string>>): RowValues {
    const read: RowValues = { values: new Map(), refused: [] };
    if (this.#columns.length === 0) return read;
    const keys = codeId === null ? [] : this.#keysOf(row, codeId);
    for (const column of this.#columns) {
      const value = row.cell(column.name.toLowerCase()).replaceAll('\r\n', '\n').trim();
      const refuse = (reason: string) => read.refused.push({ column: column.name, value, reason });
      if (codeId === null || !keys.includes(column.codeKey)) {
        if (value !== '')
          refuse(`It is asked about the code “${joinPath(column.code)}”, which this row does not have.`);
        continue;
      }
      const attribute = this.#attributeOf(codeId, column, value !== '');
      if (!attribute) continue;
      const reason = value === '' ? null : refusalOf(attribute, value);
      if (reason !== null && current[attribute.attributeId] !== value) refuse(reason);
      else read.values.set(attribute.attributeId, value);
    }
    return read;
  }

  /** Makes what is missing on codes that are there; new codes bring theirs. @returns the codes that have more now */
  create(db: ReadableDb, rows: TrackedRows): Set<string> {
    const changed = new Set<string>();
    for (const { codeId, attribute } of this.missing) {
      if (this.#codes.isMissing(codeId)) continue;
      if (changed.size === 0) refuseWhileLocked(db);
      changed.add(codeId);
      const { attributeId, name, type } = attribute;
      const position = this.#attributesOf(codeId).findIndex((one) => one.attributeId === attributeId);
      rows.insert('code_attribute', {
        ...{ attribute_id: attributeId, code_id: codeId, position, name, type, allowed: '[]' },
      });
    }
    return changed;
  }

  /** Of a code that is to be made. */
  attributesToMake(codeId: string): CodeAttribute[] {
    return this.missing.flatMap((one) => (one.codeId === codeId ? [one.attribute] : []));
  }

  /** The paths that the row's code goes by: the file's, and the one it has in this project. */
  #keysOf(row: AnnotateRow, codeId: string): string[] {
    const path = row.cell('code_path');
    const told = path === '' ? [row.cell('code_name')] : splitPath(path);
    return [keyOf(told), keyOf(this.#codes.pathOf(codeId))];
  }

  #attributesOf(codeId: string): CodeAttribute[] {
    let known = this.#attributes.get(codeId);
    if (!known) {
      known = attributesOf(this.#db, codeId);
      this.#attributes.set(codeId, known);
    }
    return known;
  }

  /** Notes one that the codebook lacks, for a value, or for a new code, which comes with all that the file asks about it. */
  #attributeOf(codeId: string, column: ValueColumn, hasValue: boolean): CodeAttribute | undefined {
    const known = this.#attributesOf(codeId);
    const found = known.find((one) => foldName(one.name) === foldName(column.attribute));
    if (found || !(hasValue || this.#codes.isMissing(codeId))) return found;
    const made: CodeAttribute = { attributeId: randomUUID(), name: column.attribute, type: 'text', allowed: [] };
    known.push(made);
    this.missing.push({ codeId, attribute: made, column: column.name });
    return made;
  }
}
