import { randomUUID } from 'node:crypto';
import { type Coding, uuid } from '../../../../shared/model/annotation.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { CodeFinder } from './annotate-codes.ts';
import type { AnnotateRow } from './annotate-rows.ts';
import type { RefusedCell, ValueReader } from './annotate-values.ts';

export interface PlannedCoding {
  codingId: string;
  codeId: string;
  /** Null: the one in force for a new coding, what it has for one that is there. */
  version: number | null;
  /** By attribute; empty: none. */
  values: ReadonlyMap<string, string>;
}

/** Reads which codes the rows of one annotation give it, with what is told of each. */
export class CodingReader {
  readonly #db: ReadableDb;
  readonly #codes: CodeFinder;
  readonly #values: ValueReader;
  readonly #taken = new Set<string>();

  constructor(db: ReadableDb, codes: CodeFinder, values: ValueReader) {
    this.#db = db;
    this.#codes = codes;
    this.#values = values;
  }

  /**
   * Each code once; identifiers are kept unless the project has given them to something else.
   * @param current the codings that the annotation has
   */
  codingsOf(
    group: readonly AnnotateRow[],
    annotationId: string,
    current: readonly Coding[],
    refuse: (row: AnnotateRow, cell: RefusedCell) => void,
  ): PlannedCoding[] {
    const found = new Map<string, PlannedCoding>();
    for (const row of group) {
      const codeId = this.#codes.codeOf(row);
      if (codeId !== null && found.has(codeId)) continue;
      const there = current.find((coding) => coding.codeId === codeId);
      const { values, refused } = this.#values.valuesOf(row, codeId, there?.values ?? {});
      for (const cell of refused) refuse(row, cell);
      if (codeId === null) continue;
      const told = row.cell('coding_id').trim().toLowerCase();
      const owner = this.#db.get<{ annotation_id: string }>(
        'SELECT annotation_id FROM coding WHERE coding_id = ?',
        told,
      );
      const free =
        uuid.safeParse(told).success && !this.#taken.has(told) && (!owner || owner.annotation_id === annotationId);
      const codingId = free ? told : (there?.codingId ?? randomUUID());
      this.#taken.add(codingId);
      const version = this.#versionOf(row, codeId, there, (cell) => refuse(row, cell));
      found.set(codeId, { codingId, codeId, version, values });
    }
    return [...found.values()];
  }

  #versionOf(
    row: AnnotateRow,
    codeId: string,
    there: Coding | undefined,
    refuse: (cell: RefusedCell) => void,
  ): number | null {
    const value = row.cell('code_version').trim();
    if (value === '') return null;
    const refused = (reason: string) => {
      refuse({ column: 'code_version', value, reason });
      return null;
    };
    if (!/^[1-9]\d{0,3}$/.test(value)) return refused('A version is a whole number from 1 to 9999.');
    const version = Number(value);
    const toldCode = row.cell('code_id').trim().toLowerCase();
    const here = there?.codeVersion ?? this.#codes.versionOf(codeId);
    if (toldCode !== '' && toldCode !== codeId) {
      // A code of the same path with a history of its own: its numbers say nothing about this one.
      return version === here
        ? null
        : refused(`It counts the definitions of another code of this path; the coding has version ${here} here.`);
    }
    this.#codes.noteVersion(codeId, version);
    return version;
  }
}
